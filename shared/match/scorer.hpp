// The points of every offer of one pack for one person: tables by dictionary entry, then one pass.
// Internal to the room: rank() and what_if() are made of it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "match/criteria.hpp"
#include "match/score.hpp"

namespace passerelle {

// Points by dictionary entry, each already scaled to the criterion's maximum.
[[nodiscard]] std::vector<std::uint16_t> place_points(const PersonStatements& says, const OfferColumns& columns,
                                                      std::uint32_t maximum);
[[nodiscard]] std::vector<std::uint16_t> language_points(const PersonStatements& says, const OfferColumns& columns,
                                                         std::uint32_t maximum);
[[nodiscard]] std::array<std::uint16_t, 18> terms_points(const PersonStatements& says, std::uint32_t maximum);

[[nodiscard]] constexpr std::uint16_t filter_bit(Filter filter) {
    return static_cast<std::uint16_t>(1U << static_cast<unsigned>(filter));
}
// The bit of `filter` for each entry of the dictionary, 0 where it stays.
[[nodiscard]] std::vector<std::uint16_t> distance_bits(const Filters& filters, const PersonStatements& says,
                                                       const OfferColumns& columns);
[[nodiscard]] std::vector<std::uint16_t> language_bits(const Filters& filters, const PersonStatements& says,
                                                       const OfferColumns& columns);
[[nodiscard]] std::array<std::uint16_t, 18> terms_bits(const Filters& filters);  // contract and working time

// How many offers each combination of filters removes, by their bits.
using FilterCombinations = std::array<std::uint32_t, std::size_t{1} << filter_count>;

class PackScorer {
  public:
    // REQUIRES person.fits(pack); all three must outlive the scorer.
    PackScorer(const MatchPerson& person, const OfferPack& pack, const Points& maximum);

    // Points of each offer. `totals` has the pack's size.
    void score(std::span<std::uint16_t> totals) const;

    // The part of one criterion in the points of one offer, for variations.
    [[nodiscard]] std::uint16_t skill_points(std::uint32_t offer) const;
    [[nodiscard]] std::uint16_t language_points(std::uint32_t offer) const;
    [[nodiscard]] std::uint16_t place_points(std::uint32_t offer) const;
    [[nodiscard]] std::uint16_t terms_points(std::uint32_t offer) const;
    [[nodiscard]] std::uint16_t licence_points(std::uint16_t asked) const;

  private:
    [[nodiscard]] std::uint32_t maximum_of(Criterion criterion) const {
        return maximum_[static_cast<std::size_t>(criterion)];
    }
    [[nodiscard]] std::uint16_t experience_points(std::uint16_t occupation, std::uint16_t asked) const;
    [[nodiscard]] std::uint16_t availability_points(std::uint16_t start) const;
    [[nodiscard]] std::uint16_t pay_points(std::uint16_t offered) const;

    const MatchPerson& person_;
    const OfferPack& pack_;
    const Points& maximum_;
    std::vector<std::uint16_t> occupations_;  // one more than occupations, for "none"
    std::vector<std::uint16_t> skills_, languages_, places_;
    std::array<std::uint16_t, 8> studies_{};
    std::array<std::uint16_t, 18> terms_{};
};

// Which filters remove an offer of one pack. Cheap to make: tables by place and set of languages only.
class PackFilter {
  public:
    // REQUIRES person.fits(pack); the pack must outlive the filter.
    PackFilter(const MatchPerson& person, const OfferPack& pack, const Filters& filters);
    // As filter_bit()s.
    [[nodiscard]] std::uint16_t removed(std::uint32_t offer) const;

  private:
    const OfferColumns& columns_;
    std::array<std::uint16_t, 18> by_terms_;
    std::vector<std::uint16_t> by_place_, by_language_;
    std::array<std::uint16_t, 8> by_studies_{};
    std::uint16_t licences_;  // that may be asked for
    std::uint32_t least_pay_;
    bool recent_only_;
    bool silent_out_;
    std::int32_t today_;
    std::int32_t oldest_;
};

}  // namespace passerelle
