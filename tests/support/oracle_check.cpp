#include "support/oracle_check.hpp"

#include <array>

#include "base/pack.hpp"
#include "match/explain.hpp"
#include "support/match_fixture.hpp"

namespace passerelle::support {
namespace {

class Check {
  public:
    void one_seed(std::uint64_t seed, std::uint32_t count) {
        Random random(seed * 1'000);
        const Offers offers(random_offers(seed, test_taxonomy(), count, random.below(2) * 35));
        const MatchTaxonomy taxonomy = test_taxonomy().view();
        const MatchPerson person = prepare(random_person(random, test_taxonomy(), random.below(3) * 25), taxonomy);
        const Weights weights = random_weights(random);
        const Filters filters = random_filters(random);
        std::uint32_t kept = 0;
        FilterCosts costs{};
        for (const OfferSource& offer : offers.sources) {
            const NaiveScore expected = naive_score(person.says, offer, taxonomy, weights, filters);
            std::uint32_t removed = 0;
            for (const Filter filter : expected.removed_by) {
                removed |= 1U << static_cast<unsigned>(filter);
                ++costs[static_cast<std::size_t>(filter)].removes;
                if (expected.removed_by.size() == 1) ++costs[static_cast<std::size_t>(filter)].alone;
            }
            kept += removed == 0 ? 1 : 0;
            const std::uint32_t index = offers.pack->find(offer.id).value();
            const Explained explained = explain(person, *offers.pack, index, weights, filters, taxonomy);
            bool same = explained.points == expected.total && explained.removed == removed;
            for (std::size_t at = 0; at < criterion_count; ++at) {
                same = same && explained.reasons[at].points == expected.points[at];
                add(explained.reasons[at].points);
            }
            add(explained.points);
            add(explained.removed);
            ++outcome_.triples;
            expect(same, seed, offer.id);
        }

        const std::array<const OfferPack*, 1> packs = {offers.pack.get()};
        const Ranking all = rank(person, packs, weights, filters, count);
        const std::vector<NaiveRanked> order = named(all.best, packs);
        expect(order == naive_rank(person.says, offers.sources, taxonomy, weights, filters), seed, "order");
        expect(all.kept == kept && all.considered == count && all.costs == costs, seed, "filters");
        for (const Ranked& ranked : all.best) add(ranked.offer);
        const std::size_t few = std::min<std::size_t>(3, all.best.size());
        expect(rank(person, packs, weights, filters, 3).best ==
                   std::vector<Ranked>(all.best.begin(), all.best.begin() + static_cast<std::ptrdiff_t>(few)),
               seed, "best three");
        outcome_.digest = xxh64(compared_);
        compared_.assign(reinterpret_cast<const char*>(&outcome_.digest), sizeof outcome_.digest);
    }
    [[nodiscard]] const OracleOutcome& outcome() const { return outcome_; }

  private:
    void add(std::uint32_t number) { compared_.append(reinterpret_cast<const char*>(&number), sizeof number); }
    void expect(bool same, std::uint64_t seed, const std::string& what) {
        if (same) return;
        if (outcome_.disagreements++ == 0) outcome_.first = "seed " + std::to_string(seed) + ", " + what;
    }

    OracleOutcome outcome_;
    std::string compared_;  // of the seed at hand, after the digest of those before
};

}  // namespace

OracleOutcome check_against_oracle(std::uint64_t first_seed, std::uint32_t seeds, std::uint32_t offers_each) {
    Check check;
    for (std::uint32_t seed = 0; seed < seeds; ++seed) check.one_seed(first_seed + seed, offers_each);
    return check.outcome();
}

}  // namespace passerelle::support
