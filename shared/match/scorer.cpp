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
    fill_occupations();
    fill_skills();
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
    fill_pay();
}

void PackScorer::fill_occupations() {
    const std::uint32_t maximum = maximum_of(Criterion::occupation);
    const std::uint16_t unknown = points_of(neutral(Criterion::occupation), maximum);
    occupations_.reserve(person_.occupation_share.size() + 1);
    for (std::size_t index = 0; index < person_.occupation_share.size(); ++index) {
        occupations_.push_back(
            {person_.knows_occupations ? points_of(person_.occupation_share[index], maximum) : unknown,
             person_.knows_experience ? person_.experience_months[index] : none});
    }
    occupations_.push_back({unknown, none});
}

// Most of what offers ask for is nothing that the person has: those entries are passed over without looking for the set
// that they belong to, which is three times as fast as set after set.
void PackScorer::fill_skills() {
    const OfferColumns& columns = pack_.columns();
    const std::uint32_t maximum = maximum_of(Criterion::skills);
    const std::uint16_t unknown = points_of(neutral(Criterion::skills), maximum);
    skills_.assign(columns.skill_sets(), person_.knows_skills ? std::uint16_t{0} : unknown);
    if (!person_.knows_skills) return;
    skills_[0] = unknown;  // the empty set
    const std::uint8_t* const credits = person_.skill_credit.data();
    std::size_t set = 0;
    std::uint32_t credit = 0;
    const auto finish_set = [&] {
        if (credit != 0) skills_[set] = points_of(SkillCover{credit, columns.skill_weight[set]}.share(), maximum);
        credit = 0;
    };
    for (std::size_t at = 0; at < columns.skill_indices.size(); ++at) {
        const std::uint32_t credit_here = credits[columns.skill_indices[at]];
        if (credit_here == 0) continue;
        if (at >= columns.skill_starts[set + 1]) {
            finish_set();
            while (at >= columns.skill_starts[set + 1]) ++set;
        }
        credit += skill_weights[columns.skill_kinds[at]] * credit_here;
    }
    finish_set();
}

// By euro offered, from the most that is worth nothing to the least that is worth everything.
void PackScorer::fill_pay() {
    const std::uint32_t maximum = maximum_of(Criterion::pay);
    const std::uint32_t least = person_.says.least_pay_eur;
    unknown_pay_ = points_of(neutral(Criterion::pay), maximum);
    if (least == 0) {
        pay_ = {unknown_pay_};
        return;
    }
    std::uint32_t worthless = least;
    while (worthless > 0 && pay_share(worthless, least) > 0) --worthless;
    pay_from_ = worthless;
    for (std::uint32_t offered = worthless; offered <= least; ++offered)
        pay_.push_back(points_of(pay_share(offered, least), maximum));
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

// One after the other and not in one loop: each is a few comparisons of neighbours, which SIMD takes eight at a time.
void PackScorer::score_licences(std::span<std::uint16_t> totals) const {
    const std::span<const std::uint16_t> asked = pack_.columns().licences;
    const std::uint16_t unknown = licence_points(0);
    const std::uint16_t held = person_.licences == 0 ? unknown : licence_points(person_.licences);
    const std::uint16_t lacking = person_.licences == 0 ? unknown : std::uint16_t{0};
    const auto others = static_cast<std::uint16_t>(~person_.licences);
    for (std::size_t offer = 0; offer < totals.size(); ++offer) {
        const std::uint16_t of_asked = (asked[offer] & others) == 0 ? held : lacking;
        totals[offer] = asked[offer] == 0 ? unknown : of_asked;
    }
}

void PackScorer::score_availability(std::span<std::uint16_t> totals) const {
    const std::span<const std::uint16_t> starts = pack_.columns().start;
    const std::uint32_t maximum = maximum_of(Criterion::availability);
    const std::uint16_t unknown = points_of(neutral(Criterion::availability), maximum);
    if (!person_.says.available_from) {
        for (std::uint16_t& total : totals) total = static_cast<std::uint16_t>(total + unknown);
        return;
    }
    // The points only rise with the first day, and a first day that has passed means "at once": so they follow from
    // whether it is on these days or later. No day that an offer can name is past 0xFFFE.
    const std::int32_t available = stored_days(*person_.says.available_from);
    const std::int32_t today = stored_days(person_.says.today);
    constexpr std::array<std::int32_t, 3> most_late = {92, 31, 0};
    std::array<std::uint16_t, 3> from{};
    std::array<std::uint16_t, 3> more{};
    std::uint16_t before = 0;
    for (std::size_t step = 0; step < from.size(); ++step) {
        const std::int32_t day = available - most_late[step];
        from[step] = today >= day ? std::uint16_t{0} : static_cast<std::uint16_t>(std::clamp(day, 0, int{none}));
        const std::uint16_t points = points_of(availability_share(most_late[step]), maximum);
        more[step] = static_cast<std::uint16_t>(points - before);
        before = points;
    }
    for (std::size_t offer = 0; offer < totals.size(); ++offer) {
        const std::uint16_t start = starts[offer];
        std::uint16_t points = start >= from[0] ? more[0] : std::uint16_t{0};
        points = static_cast<std::uint16_t>(points + (start >= from[1] ? more[1] : std::uint16_t{0}));
        points = static_cast<std::uint16_t>(points + (start >= from[2] ? more[2] : std::uint16_t{0}));
        totals[offer] = static_cast<std::uint16_t>(totals[offer] + (start == none ? unknown : points));
    }
}

void PackScorer::score_looked_up(std::span<std::uint16_t> totals) const {
    const OfferColumns& columns = pack_.columns();
    const std::size_t no_occupation = occupations_.size() - 1;
    const std::uint32_t experience = maximum_of(Criterion::experience);
    const std::uint32_t unknown_experience = points_of(neutral(Criterion::experience), experience);
    const auto last_pay = static_cast<std::uint32_t>(pay_.size() - 1);
    for (std::size_t offer = 0; offer < totals.size(); ++offer) {
        // "none" is past every occupation, so the smaller of the two is the last entry.
        const Occupation& occupation = occupations_[std::min<std::size_t>(columns.occupation[offer], no_occupation)];
        std::uint32_t sum = totals[offer] + std::uint32_t{occupation.points};
        sum += skills_[columns.skill_set[offer]];
        sum += languages_[columns.language_set[offer]];
        sum += places_[columns.place[offer]];
        sum += terms_[columns.terms[offer]];
        sum += studies_[columns.studies[offer]];

        const std::uint32_t pay = columns.pay[offer];
        const std::uint32_t of_pay = pay_[std::min(pay > pay_from_ ? pay - pay_from_ : 0, last_pay)];
        sum += pay == 0 ? unknown_pay_ : of_pay;

        const std::uint32_t asked = columns.experience_months[offer];
        const std::uint32_t had = occupation.months;
        const bool unknown = (had == none) | (asked == none);
        const std::uint32_t of_months = had >= asked ? experience : 0;
        const std::uint32_t of_experience = unknown ? unknown_experience : of_months;
        sum += asked == 0 ? experience : of_experience;
        // Rare: practised something alike, and not for long enough.
        if (had < asked && had != 0 && !unknown) sum += points_of(experience_share(had, asked), experience);
        totals[offer] = static_cast<std::uint16_t>(sum);
    }
}

void PackScorer::score(std::span<std::uint16_t> totals) const {
    score_licences(totals);
    score_availability(totals);
    score_looked_up(totals);
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
