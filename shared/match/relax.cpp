#include "match/relax.hpp"

#include <algorithm>
#include <bit>

#include "match/best.hpp"
#include "match/scorer.hpp"
#include "match/what_if.hpp"

namespace passerelle {
namespace {

// The offers of one pack that have the points asked for, and what removes each.
struct Candidates {
    const OfferPack* pack = nullptr;
    std::vector<std::uint32_t> offers;
    std::vector<std::uint16_t> removed;
};

class Counts {
  public:
    Counts(const MatchPerson& person, std::span<const OfferPack* const> packs, const Weights& weights,
           const Filters& filters, std::uint16_t least_points)
        : person_(person), filters_(filters) {
        const Points maximum = maxima(weights);
        for (const OfferPack* pack : packs) {
            if (!person.fits(*pack)) continue;
            Candidates& candidates = packs_.emplace_back();
            candidates.pack = pack;
            std::vector<std::uint16_t> totals(least_points == 0 ? 0 : pack->size());
            if (least_points != 0) PackScorer(person, *pack, maximum).score(totals);
            const PackFilter filter(person, *pack, filters);
            for (std::uint32_t offer = 0; offer < pack->size(); ++offer) {
                if (least_points != 0 && totals[offer] < least_points) continue;
                candidates.offers.push_back(offer);
                candidates.removed.push_back(filter.removed(offer));
                ++combinations_[candidates.removed.back()];
            }
        }
    }

    [[nodiscard]] const FilterCombinations& combinations() const { return combinations_; }
    [[nodiscard]] std::uint32_t results() const { return combinations_[0]; }

    // Results if these filters stood instead; only those of `changed` differ.
    [[nodiscard]] std::uint32_t results_with(const Filters& filters, std::uint32_t changed) const {
        std::uint32_t count = 0;
        for (const Candidates& candidates : packs_) {
            const PackFilter filter(person_, *candidates.pack, filters);
            for (std::size_t index = 0; index < candidates.offers.size(); ++index) {
                if ((candidates.removed[index] & ~changed) != 0) continue;
                if (filter.removed(candidates.offers[index]) == 0) ++count;
            }
        }
        return count;
    }
    [[nodiscard]] std::uint32_t results_with(FilterSetting setting) const {
        return results_with(with_setting(filters_, setting), filter_bit(setting.filter));
    }

    [[nodiscard]] std::vector<Relaxation> relaxations() const;

  private:
    void add_single(Filter filter, std::vector<Relaxation>& into) const;
    void add_together(std::vector<Relaxation>& into) const;

    const MatchPerson& person_;
    const Filters& filters_;
    std::vector<Candidates> packs_;
    FilterCombinations combinations_{};
};

void Counts::add_single(Filter filter, std::vector<Relaxation>& into) const {
    const std::uint32_t dropped = combinations_[filter_bit(filter)];
    if (dropped == 0) return;  // a wider setting brings back no more than none at all
    std::uint32_t most = 0;
    for (const FilterSetting& wider : wider_settings(filters_, filter)) {
        const std::uint32_t more = results_with(wider) - results();
        if (more > 0) into.push_back({{wider}, false, more});
        most = std::max(most, more);
    }
    if (dropped > most) into.push_back({{{filter, 0}}, false, dropped});
}

// The fewest filters that keep some offer out between them.
void Counts::add_together(std::vector<Relaxation>& into) const {
    int fewest = static_cast<int>(filter_count) + 1;
    for (std::size_t bits = 1; bits < combinations_.size(); ++bits) {
        if (combinations_[bits] == 0 || (bits & filter_bit(Filter::closed)) != 0) continue;
        const int count = std::popcount(bits);
        if (count > fewest) continue;
        if (count < fewest) into.clear();
        fewest = count;
        Relaxation& relaxation = into.emplace_back();
        relaxation.brings_back = combinations_[bits];
        for (std::size_t filter = 0; filter < filter_count; ++filter) {
            if ((bits >> filter & 1U) != 0) relaxation.changes.push_back({static_cast<Filter>(filter), 0});
        }
    }
}

std::vector<Relaxation> Counts::relaxations() const {
    std::vector<Relaxation> found;
    for (std::size_t filter = 0; filter < filter_count; ++filter) {
        if (static_cast<Filter>(filter) != Filter::closed) add_single(static_cast<Filter>(filter), found);
    }
    if (!filters_.silent_too) {
        const Relaxation silent{{}, true, 0};
        const std::uint32_t every_filter = (1U << filter_count) - 1;
        const std::uint32_t more = results_with(with_relaxation(filters_, silent), every_filter) - results();
        if (more > 0) found.push_back({{}, true, more});
    }
    if (found.empty()) add_together(found);
    std::stable_sort(found.begin(), found.end(), [](const Relaxation& left, const Relaxation& right) {
        return left.brings_back > right.brings_back;
    });
    return found;
}

}  // namespace

FilterSetting setting_of(const Filters& filters, Filter filter) {
    const auto value = [&]() -> std::uint16_t {
        switch (filter) {
            case Filter::contract:
                return filters.contracts;
            case Filter::working_time:
                return filters.working_times;
            case Filter::distance:
                return filters.most_km;
            case Filter::licences:
                return filters.licences_held ? 1 : 0;
            case Filter::languages:
                return filters.languages_spoken ? 1 : 0;
            case Filter::studies:
                return filters.studies_reached ? 1 : 0;
            case Filter::pay:
                return filters.least_pay_eur;
            case Filter::published:
                return filters.published_within_days;
            case Filter::closed:
                break;
        }
        return 0;
    };
    return {filter, value()};
}

Filters with_setting(Filters filters, FilterSetting setting) {
    switch (setting.filter) {
        case Filter::contract:
            filters.contracts = static_cast<std::uint8_t>(setting.value);
            break;
        case Filter::working_time:
            filters.working_times = static_cast<std::uint8_t>(setting.value);
            break;
        case Filter::distance:
            filters.most_km = setting.value;
            break;
        case Filter::licences:
            filters.licences_held = setting.value != 0;
            break;
        case Filter::languages:
            filters.languages_spoken = setting.value != 0;
            break;
        case Filter::studies:
            filters.studies_reached = setting.value != 0;
            break;
        case Filter::pay:
            filters.least_pay_eur = setting.value;
            break;
        case Filter::published:
            filters.published_within_days = setting.value;
            break;
        case Filter::closed:
            break;
    }
    return filters;
}

Filters with_relaxation(Filters filters, const Relaxation& relaxation) {
    for (const FilterSetting& change : relaxation.changes) filters = with_setting(filters, change);
    if (relaxation.silent_too) filters.silent_too = true;
    return filters;
}

std::vector<FilterSetting> wider_settings(const Filters& filters, Filter filter) {
    const std::uint32_t value = setting_of(filters, filter).value;
    std::vector<FilterSetting> wider;
    if (value == 0) return wider;
    const auto add = [&](std::uint32_t to) {
        const auto cut = static_cast<std::uint16_t>(std::min<std::uint32_t>(to, 0xFFFF));
        if (cut != 0 && cut != value) wider.push_back({filter, cut});
    };
    const auto add_choices = [&](std::size_t choices) {
        for (std::size_t choice = 1; choice < choices; ++choice) add(value | 1U << choice);
    };
    switch (filter) {
        case Filter::contract:
            add_choices(contract_names.size());
            break;
        case Filter::working_time:
            add_choices(working_time_names.size());
            break;
        case Filter::distance:
            add(value + radius_step_km);
            break;
        case Filter::pay:
            add(value * 9 / 10);
            break;
        case Filter::published:
            add(value * 2);
            break;
        case Filter::licences:
        case Filter::languages:
        case Filter::studies:
        case Filter::closed:
            break;
    }
    return wider;
}

FilterReport filter_report(const MatchPerson& person, std::span<const OfferPack* const> packs, const Weights& weights,
                           const Filters& filters, std::span<const FilterSetting> settings,
                           std::uint16_t least_points) {
    const Counts counts(person, packs, weights, filters, least_points);
    FilterReport report;
    report.results = counts.results();
    report.costs = costs_of<filter_count>(counts.combinations());
    for (const FilterSetting& setting : settings) report.results_with.push_back(counts.results_with(setting));
    if (report.results < few_results) report.relaxations = counts.relaxations();
    return report;
}

}  // namespace passerelle
