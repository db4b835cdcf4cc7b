// What would open more offers: each licence, skill, language step, ten kilometres, other working time, tried on every
// offer of the packs; and which skills stand between the person and the offers that are nearly reached.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
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
    std::uint32_t near_misses = 0;              // skill: as MissingSkill::near_misses
    std::vector<Ranked> examples;               // the best of them, with the points that they would have
};

inline constexpr std::uint16_t radius_step_km = 10;
inline constexpr std::uint16_t near_miss_points = 150;
inline constexpr std::size_t every_skill = SIZE_MAX;

// One step at a time, everything else unchanged. A filter follows the step: with a licence more, offers that ask for it
// pass; with ten kilometres more, so does the distance filter; with the other working time, both pass.
// A language that is spoken goes one level up (native is no step), one that offers ask for and that is not spoken comes
// at B1. Skills tried: each that an offer of the packs asks for and the person has not stated, or the `most_skills` of
// them that are missing in most near misses.
// Only about what the person has said something about: what they did not say is not missing, and to say the first of it
// can cost an offer, where anything more never does.
// Steps without gain are left out; best first, equal gains by kind and value. At most `examples` offers each.
[[nodiscard]] std::vector<Step> what_if(const MatchPerson& person, const MatchTaxonomy& taxonomy,
                                        std::span<const OfferPack* const> packs, const Weights& weights,
                                        const Filters& filters, std::uint16_t threshold, std::size_t examples = 3,
                                        std::size_t most_skills = every_skill);

// What a training would have to teach: a skill that near misses need (essential) and the person has nothing of.
struct MissingSkill {
    SkillIndex skill = 0;
    std::uint32_t near_misses = 0;  // that need it
    friend bool operator==(const MissingSkill&, const MissingSkill&) = default;
};
// Near misses: offers that every filter lets through and that are below the threshold by near_miss_points or less.
struct NearMisses {
    std::uint32_t count = 0;
    std::vector<MissingSkill> missing;  // most near misses first, equal ones by skill; at most `most`
    // The training behind it: the first of `missing` when most of the near misses (more than half) need it.
    [[nodiscard]] std::optional<MissingSkill> training() const;
};
[[nodiscard]] NearMisses near_misses(const MatchPerson& person, std::span<const OfferPack* const> packs,
                                     const Weights& weights, const Filters& filters, std::uint16_t threshold,
                                     std::size_t most);

// The statements after a step, for whoever wants to rank with it.
[[nodiscard]] PersonStatements with_step(PersonStatements says, const Step& step);
[[nodiscard]] Filters with_step(Filters filters, const Step& step);

}  // namespace passerelle
