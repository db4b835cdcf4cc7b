// What filters cost and what giving way would bring back, counted over every offer without ranking again: beside each
// filter what it removes, also before it is switched on; and when little is left, which concessions help most.
// Pure; the counts are exact and the same on every machine.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "match/score.hpp"

namespace passerelle {

// One filter and how it stands. 0: off. contract, working_time: the mask; distance: kilometres; pay: euro;
// published: days; licences, languages, studies: 1. `closed` can not be set: nobody can apply to a closed offer.
struct FilterSetting {
    Filter filter = Filter::contract;
    std::uint16_t value = 0;
    friend bool operator==(const FilterSetting&, const FilterSetting&) = default;
};
[[nodiscard]] FilterSetting setting_of(const Filters& filters, Filter filter);
[[nodiscard]] Filters with_setting(Filters filters, FilterSetting setting);
// The setting that leaves this one choice.
[[nodiscard]] constexpr FilterSetting only(Contract contract) {
    return {Filter::contract, static_cast<std::uint16_t>(1U << static_cast<unsigned>(contract))};
}
[[nodiscard]] constexpr FilterSetting only(WorkingTime time) {
    return {Filter::working_time, static_cast<std::uint16_t>(1U << static_cast<unsigned>(time))};
}

// A concession: one filter dropped (value 0) or set wider. `changes` holds several, all dropped, only when no single
// concession brings anything back: then as few as have to be dropped together.
struct Relaxation {
    std::vector<FilterSetting> changes;
    bool silent_too = false;  // instead: offers that do not say what the filters ask are let in; `changes` is empty
    std::uint32_t brings_back = 0;
    friend bool operator==(const Relaxation&, const Relaxation&) = default;
};
[[nodiscard]] Filters with_relaxation(Filters filters, const Relaxation& relaxation);

inline constexpr std::uint32_t few_results = 10;  // below this many, relaxations are worked out

// The next wider settings of a filter that is on: ten kilometres more; each contract or working time more; a tenth less
// pay; twice the days. None for what is on or off only, and for a filter that is off.
[[nodiscard]] std::vector<FilterSetting> wider_settings(const Filters& filters, Filter filter);

struct FilterReport {
    std::uint32_t results = 0;                // offers with the points asked for that every filter lets through
    FilterCosts costs{};                      // as Ranking::costs, over offers with the points asked for
    std::vector<std::uint32_t> results_with;  // for each of `settings`, in their order: results if it stood so
    std::vector<Relaxation> relaxations;      // most brought back first; empty unless results < few_results
};

// `settings` are what the page offers beside what is chosen: each is tried alone, the other filters staying as they
// are. For a filter that is off, results - results_with[i] is what it would remove.
// `least_points`: an offer with fewer is no result, for counts over what fits; 0 counts every offer.
// Relaxations that bring back nothing are left out, and dropping a filter when a wider setting of it brings back as
// much; equal ones: wider before dropped, then by filter and value. Packs that do not fit are left out, as in rank().
[[nodiscard]] FilterReport filter_report(const MatchPerson& person, std::span<const OfferPack* const> packs,
                                         const Weights& weights, const Filters& filters,
                                         std::span<const FilterSetting> settings, std::uint16_t least_points = 0);

}  // namespace passerelle
