#include "match/score.hpp"

#include <algorithm>
#include <numeric>

#include "match/best.hpp"
#include "match/scorer.hpp"

namespace passerelle {
Result<Weights> weights_from_json(const Json& json) {
    if (!json.is_object()) return Error{"weight-value", "", "weights are an object"};
    Weights weights;
    for (const auto& [name, value] : json.items()) {
        const auto known = std::find(criterion_names.begin(), criterion_names.end(), name);
        if (known == criterion_names.end()) return Error{"weight-unknown", name, "no such criterion"};
        const std::int64_t weight = integer_or(json, name, -1);
        if (weight < 0 || weight > 1000) return Error{"weight-value", name, "a weight is a whole number, 0 to 1000"};
        weights.of[static_cast<std::size_t>(known - criterion_names.begin())] = static_cast<std::uint16_t>(weight);
    }
    return weights;
}

Points maxima(const Weights& weights) {
    std::array<std::uint32_t, criterion_count> cut{};
    for (std::size_t index = 0; index < criterion_count; ++index)
        cut[index] = std::min<std::uint32_t>(weights.of[index], 1000);
    const std::uint32_t sum = std::accumulate(cut.begin(), cut.end(), std::uint32_t{0});
    if (sum == 0) return maxima(Weights{});

    Points maximum{};
    std::array<std::uint32_t, criterion_count> remainders{};
    std::uint32_t left = 1000;
    for (std::size_t index = 0; index < criterion_count; ++index) {
        maximum[index] = static_cast<std::uint16_t>(cut[index] * 1000 / sum);
        remainders[index] = cut[index] * 1000 % sum;
        left -= maximum[index];
    }
    for (; left > 0; --left) {
        const auto largest = std::max_element(remainders.begin(), remainders.end());
        ++maximum[static_cast<std::size_t>(largest - remainders.begin())];
        *largest = 0;
    }
    return maximum;
}

std::uint32_t Ranking::reaching(std::uint16_t threshold) const {
    if (threshold >= kept_at.size()) return 0;
    return std::accumulate(kept_at.begin() + threshold, kept_at.end(), std::uint32_t{0});
}

bool ranks_before(std::span<const OfferPack* const> packs, const Ranked& left, const Ranked& right) {
    if (left.points != right.points) return left.points > right.points;
    const std::uint32_t left_lot = packs[left.pack]->lot(left.offer);
    const std::uint32_t right_lot = packs[right.pack]->lot(right.offer);
    if (left_lot != right_lot) return left_lot < right_lot;
    const std::string_view left_id = packs[left.pack]->id(left.offer);
    const std::string_view right_id = packs[right.pack]->id(right.offer);
    return left_id != right_id ? left_id < right_id : left.pack < right.pack;
}

Ranking rank(const MatchPerson& person, std::span<const OfferPack* const> packs, const Weights& weights,
             const Filters& filters, std::size_t limit) {
    Ranking ranking;
    ranking.kept_at.assign(most_points + 1, 0);
    const Points maximum = maxima(weights);
    std::vector<PackScores> scored;
    FilterCombinations combinations{};
    for (std::size_t index = 0; index < packs.size(); ++index) {
        const OfferPack& pack = *packs[index];
        if (!person.fits(pack)) {
            ++ranking.packs_left_out;
            continue;
        }
        PackScores& scores = scored.emplace_back();
        scores.pack = static_cast<std::uint32_t>(index);
        scores.totals.resize(pack.size());
        scores.removed.resize(pack.size());
        PackScorer(person, pack, maximum).score(scores.totals);
        const PackFilter filter(person, pack, filters);
        for (std::uint32_t offer = 0; offer < pack.size(); ++offer) {
            scores.removed[offer] = filter.removed(offer);
            ++combinations[scores.removed[offer]];
        }
        for (std::size_t offer = 0; offer < scores.totals.size(); ++offer) {
            if (scores.removed[offer] == 0) ++ranking.kept_at[scores.totals[offer]];
        }
        ranking.considered += pack.size();
    }
    ranking.kept = ranking.reaching(0);
    ranking.costs = costs_of<filter_count>(combinations);

    ranking.best = best_of(scored, ranking.kept_at, limit, [&packs](const Ranked& left, const Ranked& right) {
        return ranks_before(packs, left, right);
    });
    return ranking;
}

}  // namespace passerelle
