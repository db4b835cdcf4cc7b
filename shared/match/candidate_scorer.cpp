#include "match/candidate_scorer.hpp"

#include <algorithm>

#include "match/criteria.hpp"

namespace passerelle {
namespace {

constexpr std::uint32_t none = OfferColumns::none;
constexpr std::uint8_t studies_unknown = 7;  // as both packs store it

// Essential, and said by the offer: not only known from its occupation.
bool is_insisted_on(std::uint8_t skill_kind) {
    return skill_kind % 2 == 1 && static_cast<SkillOrigin>(skill_kind / 2) != SkillOrigin::occupation;
}

}  // namespace

Result<OneOffer> OneOffer::open(OfferSource offer, const MatchTaxonomy& taxonomy) {
    const std::size_t occupations = taxonomy.occupations->size();
    const std::size_t skills = taxonomy.skills == nullptr ? no_concept : taxonomy.skills->size();
    const bool known = (!offer.occupation || *offer.occupation < occupations) &&
                       std::all_of(offer.skills.begin(), offer.skills.end(),
                                   [&](const OfferSkill& skill) { return skill.index < skills; });
    if (!known) return Error{"offer-taxonomy", offer.id, "an occupation or a skill that the taxonomy does not have"};
    if (offer.id.empty()) offer.id = "offer";
    const TaxonomyIdentity identity{taxonomy.occupations->identity(),
                                    taxonomy.skills == nullptr ? 0 : taxonomy.skills->identity()};
    Result<std::string> bytes = build_offer_pack(std::span(&offer, 1), identity);
    if (!bytes) return bytes.error();
    OneOffer one;
    one.bytes_ = std::make_unique<std::string>(std::move(bytes).value());
    Result<OfferPack> pack = OfferPack::open(*one.bytes_);
    if (!pack) return pack.error();
    one.pack_ = std::make_unique<OfferPack>(std::move(pack).value());
    return one;
}

CandidateScorer::CandidateScorer(const OfferPack& offer, const MatchTaxonomy& taxonomy, const Weights& weights,
                                 const Requirements& requirements, CivilDate today)
    : columns_(offer.columns()),
      taxonomy_(taxonomy),
      requirements_(requirements),
      maximum_(maxima(weights)),
      today_(today),
      occupation_(columns_.occupation[0]) {
    if (occupation_ != none) {
        const auto asked = static_cast<OccupationIndex>(occupation_);
        closeness_ = occupation_closeness(asked, taxonomy);  // it goes both ways
        for (std::size_t index = 0; index < closeness_.size(); ++index) {
            transferable_.push_back(static_cast<std::uint8_t>(
                transferable_percent(static_cast<OccupationIndex>(index), asked, *taxonomy.occupations)));
        }
    }
    read_demands();
}

void CandidateScorer::read_demands() {
    const std::uint32_t set = columns_.skill_set[0];
    for (std::uint32_t at = columns_.skill_starts[set]; at < columns_.skill_starts[set + 1]; ++at) {
        asked_.push_back({columns_.skill_indices[at], columns_.skill_kinds[at]});
        asked_weight_ += skill_weights[columns_.skill_kinds[at]];
        names_essential_ = names_essential_ || is_insisted_on(columns_.skill_kinds[at]);
    }
    const std::size_t languages = columns_.language_set[0];
    for (std::uint32_t at = columns_.language_starts[languages]; at < columns_.language_starts[languages + 1]; ++at)
        requires_language_ = requires_language_ || columns_.language_kinds[at] % 2 == 1;
    credits_.assign(asked_.size(), 0);
    if (taxonomy_.skills == nullptr) return;
    const SkillPack& skills = *taxonomy_.skills;
    skill_list_.assign(skills.size(), 0);
    practice_list_.assign(taxonomy_.occupations->size(), 0);
    const auto add = [&](std::uint16_t& list, std::size_t asked, std::uint8_t percent) {
        if (list == 0) {
            credit_lists_.emplace_back();
            list = static_cast<std::uint16_t>(credit_lists_.size());
        }
        credit_lists_[list - 1U].push_back({static_cast<std::uint16_t>(asked), percent});
    };
    CloseSkills closeness(skills);
    for (std::size_t asked = 0; asked < asked_.size(); ++asked) {
        const SkillIndex skill = asked_[asked].skill;
        add(skill_list_[skill], asked, stated_credit);
        for (const SkillIndex close : closeness.of(skill)) add(skill_list_[close], asked, close_credit);
        for (const OccupationIndex practised : skills.essential_for(skill)) {
            add(practice_list_[practised], asked, practised_credit);
        }
    }
}

bool CandidateScorer::credit_skills(const CandidateColumns& columns, std::uint32_t candidate) {
    std::fill(credits_.begin(), credits_.end(), std::uint8_t{0});
    if (taxonomy_.skills == nullptr) return false;
    const auto give = [&](std::uint16_t list) {
        if (list == 0) return;
        for (const Credit& credit : credit_lists_[list - 1U])
            credits_[credit.asked] = std::max(credits_[credit.asked], credit.percent);
    };
    const std::span<const std::uint16_t> stated = columns.skills.of(candidate);
    for (const std::uint16_t skill : stated) give(skill_list_[skill]);
    bool known = !stated.empty();
    for (std::uint32_t at = columns.practised.starts[candidate]; at < columns.practised.starts[candidate + 1]; ++at) {
        if (experience_bands[columns.practice_bands[at]] < practised_from_months) continue;
        const std::uint16_t occupation = columns.practised.items[at];
        give(practice_list_[occupation]);
        known = known || !taxonomy_.skills->essential(occupation).empty();
    }
    return known;
}

std::uint32_t CandidateScorer::occupation_share(const CandidateColumns& columns, std::uint32_t candidate) const {
    const std::span<const std::uint16_t> wished = columns.wished.of(candidate);
    const std::span<const std::uint16_t> practised = columns.practised.of(candidate);
    if (occupation_ == none || (wished.empty() && practised.empty())) return neutral(Criterion::occupation);
    std::uint32_t best = 0;
    for (const std::uint16_t wish : wished) best = std::max<std::uint32_t>(best, closeness_[wish]);
    const std::uint32_t worth = wished.empty() ? practised_alone : practised_beside_wishes;
    for (const std::uint16_t practice : practised) best = std::max(best, closeness_[practice] * worth / 1000);
    return best;
}

std::optional<std::uint32_t> CandidateScorer::experience_had(const CandidateColumns& columns,
                                                             std::uint32_t candidate) const {
    const std::uint32_t begin = columns.practised.starts[candidate];
    const std::uint32_t end = columns.practised.starts[candidate + 1];
    if (occupation_ == none || begin == end) return std::nullopt;
    std::uint32_t hundredths = 0;
    for (std::uint32_t at = begin; at < end; ++at)
        hundredths += experience_bands[columns.practice_bands[at]] * transferable_[columns.practised.items[at]];
    return hundredths / 100;
}

bool CandidateScorer::lacks_essential_skill() const {
    for (std::size_t asked = 0; asked < asked_.size(); ++asked) {
        if (is_insisted_on(asked_[asked].kind) && credits_[asked] <= close_credit) return true;
    }
    return false;
}

std::vector<std::optional<std::uint32_t>> CandidateScorer::distances(const CandidatePack& pack) const {
    const OfferColumns::Place& place = columns_.places[columns_.place[0]];
    std::vector<std::optional<std::uint32_t>> distances;
    for (const Coordinates& centre : pack.columns().places) {
        distances.push_back(place.has_position
                                ? std::optional(distance_m(centre, {place.latitude_e5, place.longitude_e5}))
                                : std::nullopt);
    }
    return distances;
}

void CandidateScorer::count(Criterion criterion, std::uint32_t share) {
    const std::uint16_t points = points_of(share, maximum_[static_cast<std::size_t>(criterion)]);
    at_hand_.points = static_cast<std::uint16_t>(at_hand_.points + points);
}

void CandidateScorer::insist(Requirement requirement, bool known, bool met) {
    if (requirements_.on(requirement) && (known ? !met : !requirements_.silent_too))
        at_hand_.removed = static_cast<std::uint16_t>(at_hand_.removed | 1U << static_cast<unsigned>(requirement));
}

void CandidateScorer::judge_skills(const CandidateColumns& columns, std::uint32_t candidate) {
    const bool known = credit_skills(columns, candidate);
    std::uint32_t credit = 0;
    for (std::size_t asked = 0; asked < asked_.size(); ++asked)
        credit += std::uint32_t{skill_weights[asked_[asked].kind]} * credits_[asked];
    const bool compared = known && !asked_.empty();
    count(Criterion::skills, compared ? SkillCover{credit, asked_weight_}.share() : neutral(Criterion::skills));
    if (names_essential_) insist(Requirement::skills, known, !lacks_essential_skill());
}

void CandidateScorer::judge_experience(const CandidateColumns& columns, std::uint32_t candidate) {
    const std::uint16_t asked = columns_.experience_months[0];
    if (asked == 0) return count(Criterion::experience, full_share);
    const std::optional<std::uint32_t> had = experience_had(columns, candidate);
    if (asked == none || occupation_ == none) return count(Criterion::experience, neutral(Criterion::experience));
    count(Criterion::experience, had ? experience_share(*had, asked) : neutral(Criterion::experience));
    insist(Requirement::experience, had.has_value(), had >= asked);
}

void CandidateScorer::judge_languages(const CandidateColumns& columns, std::uint32_t candidate) {
    says_.languages.clear();
    for (std::uint32_t at = columns.languages.starts[candidate]; at < columns.languages.starts[candidate + 1]; ++at) {
        says_.languages.push_back(
            {columns.languages.items[at], static_cast<LanguageLevel>(columns.language_levels[at])});
    }
    const std::size_t set = columns_.language_set[0];
    count(Criterion::languages, languages_share(says_, columns_, set));
    Filters spoken;
    spoken.languages_spoken = true;
    if (requires_language_)
        insist(Requirement::languages, !says_.languages.empty(), !languages_removed(spoken, says_, columns_, set));
}

void CandidateScorer::judge_studies(std::uint8_t reached) {
    const std::uint8_t asked = columns_.studies[0];
    if (asked == 0) return count(Criterion::studies, full_share);
    if (asked == studies_unknown) return count(Criterion::studies, neutral(Criterion::studies));
    const bool known = reached != studies_unknown;
    count(Criterion::studies, known ? studies_share(static_cast<Studies>(reached), static_cast<Studies>(asked))
                                    : neutral(Criterion::studies));
    insist(Requirement::studies, known, reached >= asked);
}

void CandidateScorer::judge_place(std::optional<std::uint32_t> distance, std::uint16_t radius_km) {
    count(Criterion::place, distance ? place_share(*distance, radius_km == 0 ? default_radius_km : radius_km)
                                     : neutral(Criterion::place));
    const bool offer_says = columns_.places[columns_.place[0]].has_position;
    if (requirements_.most_km != 0 && offer_says)
        insist(Requirement::distance, distance.has_value(), distance <= requirements_.most_km * std::uint32_t{1000});
}

void CandidateScorer::judge_terms(std::uint8_t contracts, std::uint8_t times) {
    const unsigned contract = columns_.terms[0] / 3U;
    const unsigned time = columns_.terms[0] % 3U;
    count(Criterion::terms,
          terms_share(static_cast<Contract>(contract), static_cast<WorkingTime>(time), contracts, times));
    if (contract != 0) insist(Requirement::contract, contracts != 0, (contracts >> contract & 1U) != 0);
    if (time != 0) insist(Requirement::working_time, times != 0, (times >> time & 1U) != 0);
}

void CandidateScorer::judge_licences(std::uint16_t held) {
    const std::uint16_t asked = columns_.licences[0];
    if (asked == 0 || held == 0) {
        count(Criterion::licences, neutral(Criterion::licences));
    } else {
        count(Criterion::licences, (asked & ~held) == 0 ? full_share : 0);
    }
    if (asked != 0) insist(Requirement::licences, held != 0, (asked & ~held) == 0);
}

void CandidateScorer::judge_availability(std::uint16_t month) {
    const std::uint16_t start = columns_.start[0];
    const bool known = start != none && month != CandidateColumns::none;
    // A first day that has passed means "at once".
    const std::int32_t late =
        known ? first_day_of(month).days() - std::max(offer_epoch_days + start, today_.days()) : 0;
    count(Criterion::availability, known ? availability_share(late) : neutral(Criterion::availability));
    if (start != none) insist(Requirement::availability, known, late <= 0);
}

CandidateScorer::Outcome CandidateScorer::outcome(const CandidatePack& pack,
                                                  std::span<const std::optional<std::uint32_t>> distances,
                                                  std::uint32_t candidate) {
    const CandidateColumns& columns = pack.columns();
    at_hand_ = {};
    count(Criterion::occupation, occupation_share(columns, candidate));
    judge_skills(columns, candidate);
    judge_experience(columns, candidate);
    judge_languages(columns, candidate);
    judge_studies(columns.studies[candidate]);
    const std::uint16_t place = columns.place[candidate];
    judge_place(place == CandidateColumns::none ? std::nullopt : distances[place], columns.radius_km[candidate]);
    judge_terms(columns.contracts[candidate], columns.working_times[candidate]);
    judge_licences(columns.licences_included[candidate]);
    judge_availability(columns.available[candidate]);
    count(Criterion::pay, neutral(Criterion::pay));  // a card does not say what it takes
    return at_hand_;
}

}  // namespace passerelle
