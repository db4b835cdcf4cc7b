// How long matching takes: 100,000 random offers, one person who says everything, warm. Prints "name value unit".
// A plain program without files or arguments, so that the same source is measured natively and as WebAssembly.
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "bench/figures.hpp"
#include "match/explain.hpp"
#include "match/score.hpp"
#include "match/what_if.hpp"
#include "support/random_offers.hpp"

namespace {

using namespace passerelle;
using bench::now_ms;
using bench::print;

struct Times {
    double median = 0;
    double slow = 0;  // 95th percentile
};

template <typename Work>
Times measure(int runs, Work work) {
    for (int warm = 0; warm < 3; ++warm) work();
    std::vector<double> times;
    for (int run = 0; run < runs; ++run) {
        const double start = now_ms();
        work();
        times.push_back(now_ms() - start);
    }
    std::sort(times.begin(), times.end());
    return {times[times.size() / 2], times[times.size() * 95 / 100]};
}

}  // namespace

int main() {
    const support::SyntheticTaxonomy taxonomy = support::synthetic_taxonomy(1, 300, 2'000);
    support::Random random(4);
    const PersonStatements says = support::random_person(random, taxonomy, 0);
    const MatchPerson person = prepare(says, taxonomy.view());
    const Weights weights;
    // Something to decide for every filter.
    Filters filters;
    filters.most_km = 60;
    filters.licences_held = true;
    filters.languages_spoken = true;

    // The sources of one pack at a time: a phone never holds them, and nor should the figure for memory.
    std::vector<std::string> bytes;
    std::vector<OfferPack> packs;
    std::vector<const OfferPack*> views;
    constexpr std::uint32_t pack_count = 4;
    for (std::uint32_t index = 0; index < pack_count; ++index) {
        std::vector<OfferSource> offers = support::random_offers(10 + index, taxonomy, 25'000, 0);
        for (OfferSource& offer : offers) offer.id += "-" + std::to_string(index);
        Result<std::string> pack = build_offer_pack(offers, taxonomy.identity());
        if (!pack) return EXIT_FAILURE;
        bytes.push_back(std::move(pack).value());
    }
    double pack_bytes = 0;
    for (const std::string& one : bytes) pack_bytes += static_cast<double>(one.size());
    const double before_open = now_ms();
    for (const std::string& one : bytes) {
        Result<OfferPack> pack = OfferPack::open(one);
        if (!pack) return EXIT_FAILURE;
        packs.push_back(std::move(pack).value());
    }
    const double opened = now_ms() - before_open;
    for (const OfferPack& pack : packs) views.push_back(&pack);

    // A sum of what came out, so that no work can be left away and builds can be compared.
    std::uint64_t check = 0;
    Ranking ranking;
    const Times ranked = measure(60, [&] {
        ranking = rank(person, views, weights, {}, 50);
        check += ranking.best.front().points;
    });
    const Times filtered = measure(60, [&] { check += rank(person, views, weights, filters, 50).kept; });
    const Times everything = measure(20, [&] { check += rank(person, views, weights, {}, 100'000).best.size(); });
    const std::uint16_t threshold = ranking.best.back().points;
    std::vector<Step> steps;
    const Times varied = measure(20, [&] {
        steps = what_if(person, taxonomy.view(), views, weights, {}, threshold);
        check += steps.size();
    });
    const Times prepared = measure(60, [&] { check += prepare(says, taxonomy.view()).licences; });
    const Times explained = measure(60, [&] {
        for (const Ranked& best : ranking.best)
            check += explain(person, *views[best.pack], best.offer, weights, {}, taxonomy.view()).points;
    });

    print("rank_100k_ms", ranked.median, "ms");
    print("rank_100k_p95_ms", ranked.slow, "ms");
    print("rank_100k_filtered_ms", filtered.median, "ms");
    print("rank_100k_all_sorted_ms", everything.median, "ms");
    print("what_if_50_skills_100k_ms", varied.median, "ms");
    print("what_if_50_skills_100k_p95_ms", varied.slow, "ms");
    print("what_if_steps", static_cast<double>(steps.size()), "steps");
    print("prepare_person_ms", prepared.median, "ms");
    print("explain_50_ms", explained.median, "ms");
    print("open_packs_100k_ms", opened, "ms");
    print("packs_100k_bytes", pack_bytes, "bytes");
    std::printf("match_bench_check %llu checksum\n", static_cast<unsigned long long>(check));
    return EXIT_SUCCESS;
}
