// The oracle of matching: the definitions of match/score.hpp written out for one person and one offer, slowly and
// without a table, sharing with the product only the statements, the packs' relations and distance_m.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "match/score.hpp"
#include "match/what_if.hpp"

namespace passerelle::support {

struct NaiveScore {
    Points points{};  // by criterion
    std::uint32_t total = 0;
    std::vector<Filter> removed_by;
};
[[nodiscard]] NaiveScore naive_score(const PersonStatements& person, const OfferSource& offer,
                                     const MatchTaxonomy& taxonomy, const Weights& weights, const Filters& filters);

struct NaiveRanked {
    std::string id;
    std::uint32_t points = 0;
    friend bool operator==(const NaiveRanked&, const NaiveRanked&) = default;
};
// Every offer that the filters keep, best first.
[[nodiscard]] std::vector<NaiveRanked> naive_rank(const PersonStatements& person, std::span<const OfferSource> offers,
                                                  const MatchTaxonomy& taxonomy, const Weights& weights,
                                                  const Filters& filters);
// Offers that reach the threshold after the step and not before, and before and not after.
struct NaiveChange {
    std::vector<NaiveRanked> gained, lost;
};
[[nodiscard]] NaiveChange naive_change(const PersonStatements& person, std::span<const OfferSource> offers,
                                       const MatchTaxonomy& taxonomy, const Weights& weights, const Filters& filters,
                                       std::uint32_t threshold, const Step& step);

}  // namespace passerelle::support
