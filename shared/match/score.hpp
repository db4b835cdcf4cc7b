// Ranking: points out of 1,000 for every offer, in whole numbers, the same on a phone and on the server.
//
// Each criterion gives a share in per mille (criteria.hpp says how) of its maximum; the maxima follow the weights and
// sum to exactly 1,000. Where the offer or the person says nothing about a criterion the share is a fixed neutral one:
// half (occupation 150, skills 50), so that silence never beats what really fits, nor counts as a refusal.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "match/offers.hpp"
#include "match/person.hpp"

namespace passerelle {

enum class Criterion : std::uint8_t {
    occupation,
    skills,
    experience,
    languages,
    studies,
    place,
    terms,  // contract and working time
    licences,
    availability,
    pay
};
inline constexpr std::size_t criterion_count = 10;
inline constexpr std::array<std::string_view, criterion_count> criterion_names = {
    "occupation", "skills", "experience", "languages", "studies", "place", "terms", "licences", "availability", "pay"};

using Points = std::array<std::uint16_t, criterion_count>;

// How much each criterion counts beside the others; 0 to 1,000 each, higher values are cut. All zero is as the default.
struct Weights {
    Points of = {300, 180, 80, 80, 60, 120, 80, 50, 20, 30};
    friend bool operator==(const Weights&, const Weights&) = default;
};
// {"occupation": 300, ...}: names left out keep their default. Error "weight-unknown" or "weight-value", with the name.
[[nodiscard]] Result<Weights> weights_from_json(const Json& json);
// The most points of each criterion, sum 1,000: proportional, rounded down, and the points left over go to the largest
// remainders (the first criterion of equal ones).
[[nodiscard]] Points maxima(const Weights& weights);

enum class Filter : std::uint8_t {
    contract,
    working_time,
    distance,
    licences,
    languages,
    studies,
    pay,
    published,
    closed
};
inline constexpr std::size_t filter_count = 9;
inline constexpr std::array<std::string_view, filter_count> filter_names = {
    "contract", "working_time", "distance", "licences", "languages", "studies", "pay", "published", "closed"};

// Hard requirements, apart from preferences. An offer that does not say what a filter asks stays, unless `silent_too`
// is false; a filter about something that the person has not said (licences, languages, studies, where they live)
// removes nothing. Offers whose last day has passed are always removed, which is the filter `closed`.
struct Filters {
    std::uint8_t contracts = 0;      // bit n: Contract n may stay; 0: any
    std::uint8_t working_times = 0;  // bit n: WorkingTime n may stay; 0: any
    std::uint16_t most_km = 0;       // 0: any distance
    bool licences_held = false;      // only offers whose licences the person holds
    bool languages_spoken = false;   // only offers whose required languages the person speaks well enough
    bool studies_reached = false;    // only offers that ask for no more studies than the person has
    std::uint16_t least_pay_eur = 0;
    std::uint16_t published_within_days = 0;
    bool silent_too = true;
    friend bool operator==(const Filters&, const Filters&) = default;
};

struct FilterCost {
    std::uint32_t removes = 0;  // offers that this filter removes, whatever the others do
    std::uint32_t alone = 0;    // offers that it alone removes: what giving it up would bring back
    friend bool operator==(const FilterCost&, const FilterCost&) = default;
};
using FilterCosts = std::array<FilterCost, filter_count>;

struct Ranked {
    std::uint32_t pack = 0;  // in the span given
    std::uint32_t offer = 0;
    std::uint16_t points = 0;
    friend bool operator==(const Ranked&, const Ranked&) = default;
};

struct Ranking {
    std::vector<Ranked> best;          // most points first, at most `limit`; equal points by OfferPack::lot, then id
    std::uint32_t considered = 0;      // offers of the packs that fit
    std::uint32_t kept = 0;            // that every filter lets through
    std::uint32_t packs_left_out = 0;  // made for another taxonomy (MatchPerson::fits)
    FilterCosts costs{};
    std::vector<std::uint32_t> kept_at;  // by points, 0 to 1,000: how many of the kept have them
    [[nodiscard]] std::uint32_t reaching(std::uint16_t threshold) const;
};

// The order of `best`: the same for the same offers, however they are divided into packs.
[[nodiscard]] bool ranks_before(std::span<const OfferPack* const> packs, const Ranked& left, const Ranked& right);

[[nodiscard]] Ranking rank(const MatchPerson& person, std::span<const OfferPack* const> packs, const Weights& weights,
                           const Filters& filters, std::size_t limit);

}  // namespace passerelle
