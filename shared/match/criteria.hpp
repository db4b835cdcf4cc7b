// How well one criterion is met, in per mille. Ranking fills its tables with these, explanations call them for one
// offer. A demand that nobody can fail (beginners welcome, no studies asked) is met by everybody, also by who says
// nothing.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "match/score.hpp"

namespace passerelle {

inline constexpr std::uint32_t full_share = 1000;
// By criterion: what silence is worth. Below half for occupation and skills, where half would beat
// most near matches: one essential skill of an occupation in ten is worth more than an offer that lists none.
inline constexpr Points neutral_share = {150, 50, 500, 500, 500, 500, 500, 500, 500, 500};

[[nodiscard]] constexpr std::uint32_t neutral(Criterion criterion) {
    return neutral_share[static_cast<std::size_t>(criterion)];
}
[[nodiscard]] constexpr std::uint16_t points_of(std::uint32_t share, std::uint32_t maximum) {
    return static_cast<std::uint16_t>((share * maximum + 500) / 1000);
}

// How much a skill of an offer counts, by kind (origin * 2 + essential): what the employer lists counts three times
// what its occupation needs, and essential twice desired.
inline constexpr std::array<std::uint8_t, 6> skill_weights = {3, 6, 2, 4, 1, 2};

// Everything below takes what is known; the caller answers neutral() where something is not.

// months > 0 asked for: as much as the person has of it.
[[nodiscard]] constexpr std::uint32_t experience_share(std::uint32_t months_had, std::uint32_t months_asked) {
    return months_had >= months_asked ? full_share : full_share * months_had / months_asked;
}
// Each level short takes 350 away; not spoken at all is 0.
[[nodiscard]] std::uint32_t language_share(LanguageLevel spoken, LanguageLevel asked);
// One level short 500, two 200, more 0.
[[nodiscard]] std::uint32_t studies_share(Studies reached, Studies asked);
// Full up to half the radius, falling to 600 at the radius; beyond it from 300 to 0 at twice the radius.
[[nodiscard]] std::uint32_t place_share(std::uint32_t distance_m, std::uint32_t radius_km);
// Mean of contract and working time; each is full, nothing, or half where one side says nothing.
[[nodiscard]] std::uint32_t terms_share(Contract contract, WorkingTime time, std::uint8_t contracts_wished,
                                        std::uint8_t times_wished);
// Late by up to 31 days 600, by up to 92 days 300, later 0.
[[nodiscard]] constexpr std::uint32_t availability_share(std::int32_t days_late) {
    return days_late <= 0 ? full_share : days_late <= 31 ? 600U : days_late <= 92 ? 300U : 0U;
}
// Each per cent below the least wished takes 50 away.
[[nodiscard]] constexpr std::uint32_t pay_share(std::uint32_t offered_eur, std::uint32_t least_eur) {
    if (offered_eur >= least_eur) return full_share;
    const std::uint32_t short_per_mille = 1000 * (least_eur - offered_eur) / least_eur;
    return short_per_mille >= 200 ? 0 : full_share - 5 * short_per_mille;
}

// The set of an offer against the person. Neutral for an empty set and for a person who says nothing on it.
struct SkillCover {
    std::uint32_t credit = 0;  // sum of weight times per cent
    std::uint32_t weight = 0;
    [[nodiscard]] constexpr std::uint32_t share() const { return credit * 10 / weight; }
};
[[nodiscard]] SkillCover cover_skills(const MatchPerson& person, const OfferColumns& columns, std::size_t set);
[[nodiscard]] std::uint32_t skills_share(const MatchPerson& person, const OfferColumns& columns, std::size_t set);
// Required languages count twice.
[[nodiscard]] std::uint32_t languages_share(const PersonStatements& says, const OfferColumns& columns, std::size_t set);
[[nodiscard]] LanguageLevel spoken_level(const PersonStatements& says, std::uint16_t code);

// nullopt where either side has no position.
[[nodiscard]] std::optional<std::uint32_t> distance_to(const PersonStatements& says, const OfferColumns::Place& place);
[[nodiscard]] std::uint32_t radius_of(const PersonStatements& says);

// Filters, true: the offer is removed.
[[nodiscard]] bool terms_removed(const Filters& filters, Filter filter, std::uint8_t terms);
[[nodiscard]] bool distance_removed(const Filters& filters, const PersonStatements& says,
                                    const OfferColumns::Place& place);
[[nodiscard]] bool languages_removed(const Filters& filters, const PersonStatements& says, const OfferColumns& columns,
                                     std::size_t set);
[[nodiscard]] bool studies_removed(const Filters& filters, const PersonStatements& says, std::uint8_t asked);

}  // namespace passerelle
