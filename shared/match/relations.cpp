#include "match/relations.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace passerelle {
namespace {

// By number of ISCO-08 digits shared.
constexpr std::array<std::uint16_t, 5> group_closeness = {0, 80, 250, 450, 700};
constexpr std::uint32_t shared_skills_worth = 200;
constexpr std::uint32_t most_for_another = 900;

}  // namespace

std::vector<std::uint16_t> occupation_closeness(OccupationIndex occupation, const MatchTaxonomy& taxonomy) {
    const OccupationPack& occupations = *taxonomy.occupations;
    const std::size_t count = occupations.size();
    std::vector<std::uint16_t> closeness(count, 0);
    if (occupation >= count) return closeness;

    std::vector<std::uint32_t> shared(count, 0);
    std::size_t needed = 0;
    if (taxonomy.skills != nullptr) {
        needed = taxonomy.skills->essential(occupation).size();
        for (const SkillIndex skill : taxonomy.skills->essential(occupation)) {
            for (const OccupationIndex other : taxonomy.skills->essential_for(skill)) ++shared[other];
        }
    }
    for (std::size_t index = 0; index < count; ++index) {
        const auto other = static_cast<OccupationIndex>(index);
        const int digits = shared_isco_digits(occupations.isco(occupation), occupations.isco(other));
        std::uint32_t value = group_closeness[static_cast<std::size_t>(digits)];
        if (shared[index] > 0) {
            const std::size_t either = needed + taxonomy.skills->essential(other).size() - shared[index];
            value += shared_skills_worth * shared[index] / static_cast<std::uint32_t>(either);
        }
        closeness[index] = static_cast<std::uint16_t>(std::min(value, most_for_another));
    }
    closeness[occupation] = 1000;
    return closeness;
}

std::int32_t transferable_percent(OccupationIndex practised, OccupationIndex asked, const OccupationPack& occupations) {
    if (practised == asked) return 100;
    const int digits = shared_isco_digits(occupations.isco(practised), occupations.isco(asked));
    return digits == 4 ? 75 : digits == 3 ? 50 : 0;
}

std::vector<SkillIndex> CloseSkills::of(SkillIndex skill) {
    const std::size_t own = skills_.essential_for(skill).size();
    std::vector<SkillIndex> touched;
    for (const OccupationIndex occupation : skills_.essential_for(skill)) {
        for (const SkillIndex other : skills_.essential(occupation)) {
            if (shared_[other]++ == 0) touched.push_back(other);
        }
    }
    std::vector<SkillIndex> close;
    for (const SkillIndex other : touched) {
        const std::size_t both = shared_[other];
        shared_[other] = 0;
        if (other == skill || both < 2) continue;
        const bool same_group = skills_.share_group(skill, other);
        if (both < 3 && !same_group) continue;
        // Twice the shared ones by the sum of both is Dice's coefficient.
        if (10 * both >= (same_group ? 2 : 3) * (own + skills_.essential_for(other).size())) close.push_back(other);
    }
    std::sort(close.begin(), close.end());
    return close;
}

}  // namespace passerelle
