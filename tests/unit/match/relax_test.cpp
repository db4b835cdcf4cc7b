// What filters cost and what giving way brings back, against counting the oracle's results again for each change.
#include "match/relax.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>

#include "support/match_fixture.hpp"

namespace {

using namespace passerelle;
using support::Offers;
using support::Random;

struct Scene {
    Offers offers;
    MatchPerson person;
    Weights weights;
    Filters filters;
    std::uint16_t least_points = 0;

    explicit Scene(std::uint64_t seed) : Scene(seed, Random(seed * 31)) {}
    [[nodiscard]] std::uint32_t results(const Filters& with) const {
        std::uint32_t count = 0;
        for (const auto& ranked :
             support::naive_rank(person.says, offers.sources, support::test_taxonomy().view(), weights, with))
            count += ranked.points >= least_points ? 1 : 0;
        return count;
    }
    [[nodiscard]] FilterReport report(std::span<const FilterSetting> settings) const {
        const std::array<const OfferPack*, 1> packs = {offers.pack.get()};
        return filter_report(person, packs, weights, filters, settings, least_points);
    }

  private:
    Scene(std::uint64_t seed, Random random)
        : offers(support::random_offers(seed + 900, support::test_taxonomy(), 60, random.below(2) * 30)),
          person(prepare(support::random_person(random, support::test_taxonomy(), random.below(2) * 30),
                         support::test_taxonomy().view())),
          weights(support::random_weights(random)),
          filters(support::random_filters(random)),
          least_points(random.chance(50) ? 500 : 0) {}
};

std::vector<FilterSetting> every_kind_of_setting() {
    std::vector<FilterSetting> settings = {{Filter::distance, 0},  {Filter::distance, 25}, {Filter::licences, 1},
                                           {Filter::languages, 1}, {Filter::studies, 1},   {Filter::pay, 2'400},
                                           {Filter::published, 30}};
    for (const Contract contract : {Contract::open_ended, Contract::student}) settings.push_back(only(contract));
    for (const WorkingTime time : {WorkingTime::full_time, WorkingTime::part_time}) settings.push_back(only(time));
    return settings;
}

// All concessions of one filter, tried by ranking again; the header's words and nothing else.
std::vector<Relaxation> naive_relaxations(const Scene& scene) {
    const std::uint32_t now = scene.results(scene.filters);
    std::vector<Relaxation> found;
    const auto consider = [&](Relaxation relaxation) {
        relaxation.brings_back = scene.results(with_relaxation(scene.filters, relaxation)) - now;
        if (relaxation.brings_back > 0) found.push_back(relaxation);
        return relaxation.brings_back;
    };
    for (std::size_t index = 0; index < filter_count; ++index) {
        const auto filter = static_cast<Filter>(index);
        if (setting_of(scene.filters, filter).value == 0) continue;
        std::uint32_t most = 0;
        for (const FilterSetting& wider : wider_settings(scene.filters, filter))
            most = std::max(most, consider({{wider}, false, 0}));
        Relaxation dropped{{{filter, 0}}, false, 0};
        if (scene.results(with_relaxation(scene.filters, dropped)) - now > most) consider(dropped);
    }
    if (!scene.filters.silent_too) consider({{}, true, 0});
    std::stable_sort(found.begin(), found.end(), [](const Relaxation& left, const Relaxation& right) {
        return left.brings_back > right.brings_back;
    });
    return found;
}

}  // namespace

TEST_CASE("what a filter removes or would remove is what ranking again with it says") {
    const std::vector<FilterSetting> settings = every_kind_of_setting();
    std::size_t would_remove = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        const Scene scene(seed);
        const FilterReport report = scene.report(settings);
        INFO("seed " << seed);
        REQUIRE(report.results == scene.results(scene.filters));
        REQUIRE(report.results_with.size() == settings.size());
        for (std::size_t index = 0; index < settings.size(); ++index) {
            const Filters with = with_setting(scene.filters, settings[index]);
            REQUIRE(setting_of(with, settings[index].filter) == settings[index]);
            REQUIRE(report.results_with[index] == scene.results(with));
            if (setting_of(scene.filters, settings[index].filter).value != 0) continue;
            REQUIRE(report.results_with[index] <= report.results);
            would_remove += report.results - report.results_with[index];
        }
        for (std::size_t index = 0; index + 1 < filter_count; ++index) {
            const Filters without = with_setting(scene.filters, {static_cast<Filter>(index), 0});
            REQUIRE(report.costs[index].alone == scene.results(without) - report.results);
        }
    }
    CHECK(would_remove > 1'000);
}

TEST_CASE("when few are left, the concessions are those that ranking again finds, most brought back first") {
    std::size_t singles = 0, wider = 0, silent = 0, together = 0;
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        const Scene scene(seed);
        const FilterReport report = scene.report({});
        INFO("seed " << seed);
        if (report.results >= few_results) {
            REQUIRE(report.relaxations.empty());
            continue;
        }
        const std::vector<Relaxation> expected = naive_relaxations(scene);
        if (!expected.empty()) {
            REQUIRE(report.relaxations == expected);
            for (const Relaxation& relaxation : expected) {
                silent += relaxation.silent_too ? 1 : 0;
                wider += !relaxation.silent_too && relaxation.changes[0].value != 0 ? 1 : 0;
                singles += !relaxation.silent_too && relaxation.changes[0].value == 0 ? 1 : 0;
            }
            continue;
        }
        for (const Relaxation& relaxation : report.relaxations) {
            REQUIRE(relaxation.changes.size() > 1);
            REQUIRE(relaxation.changes.size() == report.relaxations[0].changes.size());
            REQUIRE(relaxation.brings_back ==
                    scene.results(with_relaxation(scene.filters, relaxation)) - report.results);
            ++together;
        }
    }
    CHECK(singles > 20);
    CHECK(wider > 20);
    CHECK(silent > 5);
    CHECK(together > 5);
}

TEST_CASE("two filters that keep the same offers out are given up together, and a closed offer is never brought back") {
    OfferSource far;
    far.id = "far";
    far.has_position = true;
    far.latitude_e5 = 5'100'000;
    far.longitude_e5 = 444'448;
    far.contract = Contract::temporary;
    OfferSource closed;
    closed.id = "closed";
    closed.closing = CivilDate::parse("2026-03-01");
    const Offers offers({far, closed});
    PersonStatements says;
    says.home = Coordinates{5'041'136, 444'448};
    says.today = CivilDate::parse("2026-03-27").value();
    Filters filters;
    filters.most_km = 10;
    filters.contracts = 1U << 1;
    const std::array<const OfferPack*, 1> packs = {offers.pack.get()};
    const FilterReport report = filter_report(prepare(says, support::test_taxonomy().view()), packs, {}, filters, {});
    CHECK(report.results == 0);
    CHECK(report.costs[static_cast<std::size_t>(Filter::closed)] == FilterCost{1, 1});
    CHECK(report.relaxations == std::vector<Relaxation>{{{{Filter::contract, 0}, {Filter::distance, 0}}, false, 1}});
}
