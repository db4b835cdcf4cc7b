#include "match/scorer.hpp"

#include <algorithm>

namespace passerelle {
namespace {

constexpr std::uint16_t none = OfferColumns::none;

std::int32_t stored_days(CivilDate date) {
    return date.days() - offer_epoch_days;
}

}  // namespace

std::vector<std::uint16_t> place_points(const PersonStatements& says, const OfferColumns& columns,
                                        std::uint32_t maximum) {
    std::vector<std::uint16_t> points;
    points.reserve(columns.places.size());
    for (const OfferColumns::Place& place : columns.places) {
        const std::optional<std::uint32_t> distance = distance_to(says, place);
        const std::uint32_t share = distance ? place_share(*distance, radius_of(says)) : neutral(Criterion::place);
        points.push_back(points_of(share, maximum));
    }
    return points;
}

std::vector<std::uint16_t> language_points(const PersonStatements& says, const OfferColumns& columns,
                                           std::uint32_t maximum) {
    std::vector<std::uint16_t> points;
    points.reserve(columns.language_sets());
    for (std::size_t set = 0; set < columns.language_sets(); ++set) {
        points.push_back(points_of(languages_share(says, columns, set), maximum));
    }
    return points;
}

std::array<std::uint16_t, 18> terms_points(const PersonStatements& says, std::uint32_t maximum) {
    std::array<std::uint16_t, 18> points{};
    for (std::size_t terms = 0; terms < points.size(); ++terms) {
        points[terms] = points_of(terms_share(static_cast<Contract>(terms / 3), static_cast<WorkingTime>(terms % 3),
                                              says.contracts, says.working_times),
                                  maximum);
    }
    return points;
}

std::vector<std::uint16_t> distance_bits(const Filters& filters, const PersonStatements& says,
                                         const OfferColumns& columns) {
    std::vector<std::uint16_t> bits;
    bits.reserve(columns.places.size());
    for (const OfferColumns::Place& place : columns.places) {
        bits.push_back(distance_removed(filters, says, place) ? filter_bit(Filter::distance) : std::uint16_t{0});
    }
    return bits;
}

std::vector<std::uint16_t> language_bits(const Filters& filters, const PersonStatements& says,
                                         const OfferColumns& columns) {
    std::vector<std::uint16_t> bits;
    bits.reserve(columns.language_sets());
    for (std::size_t set = 0; set < columns.language_sets(); ++set) {
        bits.push_back(languages_removed(filters, says, columns, set) ? filter_bit(Filter::languages)
                                                                      : std::uint16_t{0});
    }
    return bits;
}

std::array<std::uint16_t, 18> terms_bits(const Filters& filters) {
    std::array<std::uint16_t, 18> bits{};
    for (std::size_t index = 0; index < bits.size(); ++index) {
        const auto terms = static_cast<std::uint8_t>(index);
        for (const Filter filter : {Filter::contract, Filter::working_time}) {
            if (terms_removed(filters, filter, terms))
                bits[index] = static_cast<std::uint16_t>(bits[index] | filter_bit(filter));
        }
    }
    return bits;
}

PackScorer::PackScorer(const MatchPerson& person, const OfferPack& pack, const Points& maximum)
    : person_(person), pack_(pack), maximum_(maximum) {
    const OfferColumns& columns = pack.columns();
    const std::uint32_t occupation_maximum = maximum_of(Criterion::occupation);
    const std::uint16_t occupation_neutral = points_of(neutral(Criterion::occupation), occupation_maximum);
    occupations_.reserve(person.occupation_share.size() + 1);
    for (const std::uint16_t share : person.occupation_share) {
        occupations_.push_back(person.knows_occupations ? points_of(share, occupation_maximum) : occupation_neutral);
    }
    occupations_.push_back(occupation_neutral);
    skills_.reserve(columns.skill_sets());
    for (std::size_t set = 0; set < columns.skill_sets(); ++set) {
        skills_.push_back(points_of(skills_share(person, columns, set), maximum_of(Criterion::skills)));
    }
    languages_ = passerelle::language_points(person.says, columns, maximum_of(Criterion::languages));
    places_ = passerelle::place_points(person.says, columns, maximum_of(Criterion::place));
    terms_ = passerelle::terms_points(person.says, maximum_of(Criterion::terms));
    for (std::size_t asked = 0; asked < studies_.size(); ++asked) {
        const bool known = asked != 7 && (asked == 0 || person.says.studies != Studies::unknown);
        const std::uint32_t share = !known       ? neutral(Criterion::studies)
                                    : asked == 0 ? full_share
                                                 : studies_share(person.says.studies, static_cast<Studies>(asked));
        studies_[asked] = points_of(share, maximum_of(Criterion::studies));
    }
}

std::uint16_t PackScorer::skill_points(std::uint32_t offer) const {
    return skills_[pack_.columns().skill_set[offer]];
}
std::uint16_t PackScorer::language_points(std::uint32_t offer) const {
    return languages_[pack_.columns().language_set[offer]];
}
std::uint16_t PackScorer::place_points(std::uint32_t offer) const {
    return places_[pack_.columns().place[offer]];
}
std::uint16_t PackScorer::terms_points(std::uint32_t offer) const {
    return terms_[pack_.columns().terms[offer]];
}

std::uint16_t PackScorer::licence_points(std::uint16_t asked) const {
    const std::uint32_t share = asked == 0 || person_.licences == 0 ? neutral(Criterion::licences)
                                : (asked & ~person_.licences) == 0  ? full_share
                                                                    : 0;
    return points_of(share, maximum_of(Criterion::licences));
}

std::uint16_t PackScorer::experience_points(std::uint16_t occupation, std::uint16_t asked) const {
    const std::uint32_t maximum = maximum_of(Criterion::experience);
    if (asked == 0) return static_cast<std::uint16_t>(maximum);
    if (asked == none || occupation == none || !person_.knows_experience)
        return points_of(neutral(Criterion::experience), maximum);
    const std::uint32_t had = person_.experience_months[occupation];
    if (had >= asked) return static_cast<std::uint16_t>(maximum);
    return had == 0 ? std::uint16_t{0} : points_of(experience_share(had, asked), maximum);
}

std::uint16_t PackScorer::availability_points(std::uint16_t start) const {
    const std::uint32_t maximum = maximum_of(Criterion::availability);
    if (start == none || !person_.says.available_from) return points_of(neutral(Criterion::availability), maximum);
    // A first day that has passed means "at once".
    const std::int32_t first = std::max(std::int32_t{start}, stored_days(person_.says.today));
    return points_of(availability_share(stored_days(*person_.says.available_from) - first), maximum);
}

std::uint16_t PackScorer::pay_points(std::uint16_t offered) const {
    const std::uint32_t maximum = maximum_of(Criterion::pay);
    const std::uint32_t least = person_.says.least_pay_eur;
    if (offered == 0 || least == 0) return points_of(neutral(Criterion::pay), maximum);
    return points_of(pay_share(offered, least), maximum);
}

void PackScorer::score(std::span<std::uint16_t> totals) const {
    const OfferColumns& columns = pack_.columns();
    const std::size_t no_occupation = occupations_.size() - 1;
    for (std::size_t offer = 0; offer < totals.size(); ++offer) {
        const std::uint16_t occupation = columns.occupation[offer];
        // "none" is past every occupation, so the smaller of the two is the last entry.
        std::uint32_t sum = occupations_[std::min<std::size_t>(occupation, no_occupation)];
        sum += skills_[columns.skill_set[offer]];
        sum += languages_[columns.language_set[offer]];
        sum += places_[columns.place[offer]];
        sum += terms_[columns.terms[offer]];
        sum += studies_[columns.studies[offer]];
        sum += experience_points(occupation, columns.experience_months[offer]);
        sum += licence_points(columns.licences[offer]);
        sum += availability_points(columns.start[offer]);
        sum += pay_points(columns.pay[offer]);
        totals[offer] = static_cast<std::uint16_t>(sum);
    }
}

PackFilter::PackFilter(const MatchPerson& person, const OfferPack& pack, const Filters& filters)
    : columns_(pack.columns()),
      by_terms_(terms_bits(filters)),
      by_place_(distance_bits(filters, person.says, columns_)),
      by_language_(language_bits(filters, person.says, columns_)),
      // Every licence may be asked for when the filter is off or the person has not said.
      licences_(filters.licences_held && person.licences != 0 ? person.licences : every_licence),
      least_pay_(filters.least_pay_eur),
      recent_only_(filters.published_within_days != 0),
      silent_out_(!filters.silent_too),
      today_(stored_days(person.says.today)),
      oldest_(today_ - filters.published_within_days) {
    for (std::uint8_t asked = 0; asked < by_studies_.size(); ++asked) {
        if (studies_removed(filters, person.says, asked)) by_studies_[asked] = filter_bit(Filter::studies);
    }
}

std::uint16_t PackFilter::removed(std::uint32_t offer) const {
    std::uint32_t bits = by_terms_[columns_.terms[offer]] | by_place_[columns_.place[offer]] |
                         by_language_[columns_.language_set[offer]] | by_studies_[columns_.studies[offer]];
    if ((columns_.licences[offer] & ~licences_) != 0) bits |= filter_bit(Filter::licences);
    if (least_pay_ != 0) {
        const std::uint16_t pay = columns_.pay[offer];
        if (pay == 0 ? silent_out_ : pay < least_pay_) bits |= filter_bit(Filter::pay);
    }
    if (recent_only_) {
        const std::uint16_t published = columns_.published[offer];
        if (published == none ? silent_out_ : published < oldest_) bits |= filter_bit(Filter::published);
    }
    // An offer that names no last day stays open.
    const std::uint16_t closing = columns_.closing[offer];
    if (closing != none && closing < today_) bits |= filter_bit(Filter::closed);
    return static_cast<std::uint16_t>(bits);
}

}  // namespace passerelle
