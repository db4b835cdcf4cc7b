// What-if and near misses against ranking all offers again with the oracle.
#include "match/what_if.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <set>

#include "support/match_fixture.hpp"

namespace {

using namespace passerelle;
using support::named;
using support::Offers;
using support::Random;

const support::SyntheticTaxonomy& taxonomy() {
    return support::test_taxonomy();
}

}  // namespace

TEST_CASE("what-if counts the same offers as ranking all of them again with the step") {
    std::size_t steps_seen = 0;
    std::array<std::size_t, 5> kinds{}, gains{};
    for (std::uint64_t seed = 1; seed <= 16; ++seed) {
        Random random(seed * 77);
        const Offers offers(support::random_offers(seed + 500, taxonomy(), 90, random.below(2) * 30));
        const MatchPerson person =
            prepare(support::random_person(random, taxonomy(), random.below(2) * 30), taxonomy().view());
        const Weights weights = support::random_weights(random);
        Filters filters = random.chance(50) ? support::random_filters(random) : Filters{};
        const std::array<const OfferPack*, 1> packs = {offers.pack.get()};
        const Ranking now = rank(person, packs, weights, filters, 30);
        if (now.best.empty()) continue;
        const std::uint16_t threshold = static_cast<std::uint16_t>(now.best[now.best.size() / 2].points + 1);
        const std::vector<Step> steps = what_if(person, taxonomy().view(), packs, weights, filters, threshold);
        INFO("seed " << seed << ", threshold " << threshold);
        for (const Step& step : steps) {
            const auto [expected, lost] = support::naive_change(person.says, offers.sources, taxonomy().view(), weights,
                                                                filters, threshold, step);
            INFO("kind " << static_cast<int>(step.kind) << ", value " << step.value);
            REQUIRE(step.gain == expected.size());
            REQUIRE(lost.empty());
            const auto count = static_cast<std::ptrdiff_t>(std::min<std::size_t>(3, expected.size()));
            REQUIRE(named(step.examples, packs) ==
                    std::vector<support::NaiveRanked>(expected.begin(), expected.begin() + count));
            ++steps_seen;
            ++kinds[static_cast<std::size_t>(step.kind)];
        }
        REQUIRE(std::is_sorted(steps.begin(), steps.end(),
                               [](const Step& left, const Step& right) { return left.gain > right.gain; }));
        // Nothing that would help is left out.
        const auto check = [&](Step step) {
            const std::size_t gain =
                support::naive_change(person.says, offers.sources, taxonomy().view(), weights, filters, threshold, step)
                    .gained.size();
            const auto found = std::find_if(steps.begin(), steps.end(), [&](const Step& other) {
                return other.kind == step.kind && other.value == step.value;
            });
            INFO("kind " << static_cast<int>(step.kind) << ", value " << step.value);
            REQUIRE((found == steps.end() ? 0 : found->gain) == gain);
            gains[static_cast<std::size_t>(step.kind)] += gain;
        };
        for (const std::uint16_t number : std::array<std::uint16_t, 4>{2, 4, 8, 14}) {
            if (person.licences != 0 && (person.licences >> number & 1U) == 0)
                check({Step::Kind::licence, number, LanguageLevel::none, 0, 0, {}});
        }
        const std::set<std::uint16_t> asked(offers.pack->columns().skill_indices.begin(),
                                            offers.pack->columns().skill_indices.end());
        for (const std::uint16_t skill : asked) {
            if (person.knows_skills && skill % 4 == seed % 4 && person.skill_credit[skill] < stated_credit)
                check({Step::Kind::skill, skill, LanguageLevel::none, 0, 0, {}});
        }
        if (person.says.home) check({Step::Kind::radius, radius_step_km, LanguageLevel::none, 0, 0, {}});
    }
    CHECK(steps_seen > 100);
    for (const std::size_t seen : kinds) CHECK(seen > 0);
    CHECK(gains[static_cast<std::size_t>(Step::Kind::skill)] > 20);
}

TEST_CASE(
    "the skills behind near misses are those that the offers just below the threshold need and the person lacks") {
    std::size_t misses_seen = 0;
    std::size_t trainings = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        Random random(seed * 13);
        const Offers offers(support::random_offers(seed + 300, taxonomy(), 50, 10));
        const MatchPerson person = prepare(support::random_person(random, taxonomy(), 20), taxonomy().view());
        const Filters filters = random.chance(50) ? support::random_filters(random) : Filters{};
        const auto threshold = static_cast<std::uint16_t>(450 + random.below(300));
        const std::array<const OfferPack*, 1> packs = {offers.pack.get()};

        std::uint32_t count = 0;
        std::map<SkillIndex, std::uint32_t> lacking;
        for (const auto& ranked : support::naive_rank(person.says, offers.sources, taxonomy().view(), {}, filters)) {
            if (ranked.points >= threshold || ranked.points + 150 < threshold) continue;
            ++count;
            const OfferSource stored = offers.pack->source(offers.pack->find(ranked.id).value());
            for (const OfferSkill& skill : stored.skills)
                if (skill.essential && person.skill_credit[skill.index] == 0) ++lacking[skill.index];
        }
        const NearMisses found = near_misses(person, packs, {}, filters, threshold, every_skill);
        INFO("seed " << seed);
        REQUIRE(found.count == count);
        REQUIRE(found.missing.size() == lacking.size());
        for (const MissingSkill& missing : found.missing) REQUIRE(lacking.at(missing.skill) == missing.near_misses);
        REQUIRE(std::is_sorted(
            found.missing.begin(), found.missing.end(),
            [](const MissingSkill& left, const MissingSkill& right) { return left.near_misses > right.near_misses; }));
        const bool most = !found.missing.empty() && 2 * found.missing[0].near_misses > count;
        REQUIRE(found.training().has_value() == most);
        REQUIRE(near_misses(person, packs, {}, filters, threshold, 2).missing.size() ==
                std::min<std::size_t>(2, lacking.size()));
        misses_seen += count;
        trainings += most ? 1 : 0;
    }
    CHECK(misses_seen > 200);
    CHECK(trainings > 0);
}
