// Ranking and explanations against the oracle, on seeded random persons, offers, weights and filters.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <numeric>

#include "match/score.hpp"
#include "match/what_if.hpp"
#include "support/match_fixture.hpp"
#include "support/oracle_check.hpp"

namespace {

using namespace passerelle;
using support::Random;

using support::named;
using support::Offers;

const support::SyntheticTaxonomy& taxonomy() {
    return support::test_taxonomy();
}

}  // namespace

TEST_CASE(
    "100,000 random triples of person, offer and weights have exactly the points, filters and order of the oracle") {
    const support::OracleOutcome outcome = support::check_against_oracle(1, 10'000, 10);
    CHECK(outcome.triples == 100'000);
    CHECK(outcome.disagreements == 0);
    CHECK(outcome.first == "");
}

TEST_CASE("the oracle and matching agree also where a hundred offers share a pack") {
    const support::OracleOutcome outcome = support::check_against_oracle(50'000, 40, 100);
    CHECK(outcome.triples == 4'000);
    CHECK(outcome.first == "");
}

TEST_CASE("however offers are shuffled and divided into packs, ties included, ranking and what-if answer the same") {
    for (std::uint64_t seed = 1; seed <= 25; ++seed) {
        Random random(seed);
        // Much silence: many offers with equal points.
        std::vector<OfferSource> sources = support::random_offers(seed, taxonomy(), 150, 30 + 20 * random.below(4));
        const Offers whole(sources);
        const MatchPerson person = prepare(support::random_person(random, taxonomy(), 30), taxonomy().view());
        const std::array<const OfferPack*, 1> one = {whole.pack.get()};
        const Ranking expected = rank(person, one, {}, {}, 60);
        const std::uint16_t threshold = expected.best.front().points;

        for (std::size_t at = sources.size() - 1; at > 0; --at)
            std::swap(sources[at], sources[random.below(static_cast<std::uint32_t>(at) + 1)]);
        std::vector<Offers> parts;
        for (std::size_t start = 0; start < sources.size();) {
            const std::size_t end = std::min<std::size_t>(sources.size(), start + 1 + random.below(80));
            parts.emplace_back(std::vector(sources.begin() + static_cast<std::ptrdiff_t>(start),
                                           sources.begin() + static_cast<std::ptrdiff_t>(end)));
            start = end;
        }
        std::vector<const OfferPack*> many;
        for (const Offers& part : parts) many.push_back(part.pack.get());
        INFO("seed " << seed << ", " << many.size() << " packs");
        const Ranking divided = rank(person, many, {}, {}, 60);
        REQUIRE(named(divided.best, many) == named(expected.best, one));
        REQUIRE(divided.kept_at == expected.kept_at);

        const std::vector<Step> steps = what_if(person, taxonomy().view(), one, {}, {}, threshold);
        const std::vector<Step> divided_steps = what_if(person, taxonomy().view(), many, {}, {}, threshold);
        REQUIRE(steps.size() == divided_steps.size());
        for (std::size_t index = 0; index < steps.size(); ++index) {
            REQUIRE(divided_steps[index].kind == steps[index].kind);
            REQUIRE(divided_steps[index].value == steps[index].value);
            REQUIRE(divided_steps[index].gain == steps[index].gain);
            REQUIRE(named(divided_steps[index].examples, many) == named(steps[index].examples, one));
        }
    }
}

TEST_CASE("equal points do not favour an offer by its position in the pack") {
    std::vector<OfferSource> same;
    for (int number = 0; number < 400; ++number) {
        OfferSource offer;
        offer.id = "offer-" + std::to_string(1'000 + number);
        same.push_back(std::move(offer));
    }
    const Offers offers(same);
    const std::array<const OfferPack*, 1> packs = {offers.pack.get()};
    const Ranking ranking = rank(prepare({}, taxonomy().view()), packs, {}, {}, 100);
    REQUIRE(ranking.best.size() == 100);
    const auto positions = std::accumulate(ranking.best.begin(), ranking.best.end(), 0U,
                                           [](std::uint32_t sum, const Ranked& one) { return sum + one.offer; });
    // The mean position is near the middle of the pack, 200, and not near the front, 50.
    CHECK(positions / 100 > 170);
    CHECK(positions / 100 < 230);
    CHECK(ranking.best.front().points == ranking.best.back().points);
}

TEST_CASE("a pack made for another taxonomy is left out and counted") {
    const std::string bytes = build_offer_pack(support::random_offers(1, taxonomy(), 20, 0), {1, 2}).value();
    const OfferPack pack = OfferPack::open(bytes).value();
    const std::array<const OfferPack*, 1> packs = {&pack};
    const Ranking ranking = rank(prepare({}, taxonomy().view()), packs, {}, {}, 10);
    CHECK(ranking.packs_left_out == 1);
    CHECK(ranking.considered == 0);
    CHECK(ranking.best.empty());
}
