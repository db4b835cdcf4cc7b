// What would open more offers: each licence, missing skill, language step, ten kilometres, other working time, tried on
// every offer of the packs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "match/score.hpp"

namespace passerelle {

struct Step {
    enum class Kind : std::uint8_t { licence, skill, language, radius, working_time };
    Kind kind = Kind::licence;
    // licence: number of the bit; skill: index; language: language_code; radius: kilometres more; working_time: the
    // other.
    std::uint16_t value = 0;
    LanguageLevel level = LanguageLevel::none;  // of a language step: the level reached
    std::uint32_t gain = 0;                     // offers that reach the threshold with the step and did not without
    std::uint32_t near_misses = 0;              // skill: the near misses for which it is essential and missing
    std::vector<Ranked> examples;               // the best of them, with the points that they would have
};

inline constexpr std::uint16_t radius_step_km = 10;
inline constexpr std::uint16_t near_miss_points =
    150;  // an offer this far below the threshold, or less, is a near miss

// One step at a time, everything else unchanged. A filter follows the step: with a licence more, offers that ask for it
// pass; with ten kilometres more, so does the distance filter; with the other working time, both pass.
// A language that is spoken goes one level up (native is no step), one that offers ask for and that is not spoken comes
// at B1. Skills tried: the `most_skills` that are essential, missing and asked for by most near misses.
// Steps without gain are left out; best first, equal gains by kind and value. At most `examples` offers each.
[[nodiscard]] std::vector<Step> what_if(const MatchPerson& person, const MatchTaxonomy& taxonomy,
                                        std::span<const OfferPack* const> packs, const Weights& weights,
                                        const Filters& filters, std::uint16_t threshold, std::size_t examples = 3,
                                        std::size_t most_skills = 50);

// The statements after a step, for whoever wants to rank with it.
[[nodiscard]] PersonStatements with_step(PersonStatements says, const Step& step);
[[nodiscard]] Filters with_step(Filters filters, const Step& step);

}  // namespace passerelle
