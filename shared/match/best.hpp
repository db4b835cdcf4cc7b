// The best of what was scored, and what its filters cost. Internal to the room: both directions rank with it.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "match/score.hpp"

namespace passerelle {

inline constexpr std::size_t most_points = 1000;

// Scores and filters of one pack, kept for the second look that picks the best.
struct PackScores {
    std::uint32_t pack = 0;
    std::vector<std::uint16_t> totals;
    std::vector<std::uint16_t> removed;
};

// Most points first, at most `limit` of those that no filter removes; `before` decides the order. `kept_at` is, by
// points, how many are kept. Ranked::offer is the position in the pack.
template <typename Before>
std::vector<Ranked> best_of(std::span<const PackScores> scored, std::span<const std::uint32_t> kept_at,
                            std::size_t limit, Before before) {
    // The fewest points with which one can still be among the best.
    std::size_t bar = most_points;
    for (std::size_t above = kept_at[bar]; above < limit && bar > 0;) above += kept_at[--bar];
    std::vector<Ranked> best;
    for (const PackScores& scores : scored) {
        for (std::uint32_t index = 0; index < scores.totals.size(); ++index) {
            if (scores.removed[index] == 0 && scores.totals[index] >= bar)
                best.push_back({scores.pack, index, scores.totals[index]});
        }
    }
    const std::size_t kept = std::min(limit, best.size());
    std::partial_sort(best.begin(), best.begin() + static_cast<std::ptrdiff_t>(kept), best.end(), before);
    best.resize(kept);
    return best;
}

// combinations[bits]: how many are removed by exactly these filters. Every cost is a sum of these.
template <std::size_t count>
std::array<FilterCost, count> costs_of(std::span<const std::uint32_t> combinations) {
    std::array<FilterCost, count> costs{};
    for (std::size_t bits = 1; bits < combinations.size(); ++bits) {
        if (combinations[bits] == 0) continue;
        for (std::size_t filter = 0; filter < count; ++filter) {
            if ((bits >> filter & 1U) == 0) continue;
            costs[filter].removes += combinations[bits];
            if (bits == std::size_t{1} << filter) costs[filter].alone += combinations[bits];
        }
    }
    return costs;
}

}  // namespace passerelle
