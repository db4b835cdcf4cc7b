#include "match/rank_candidates.hpp"

#include <numeric>

#include "match/best.hpp"
#include "match/candidate_scorer.hpp"

namespace passerelle {

Result<CandidateRanking> rank_candidates(const OfferSource& offer, std::span<const CandidatePack* const> packs,
                                         const MatchTaxonomy& taxonomy, const Weights& weights,
                                         const Requirements& requirements, CivilDate today, std::size_t limit) {
    const Result<OneOffer> one = OneOffer::open(offer, taxonomy);
    if (!one) return one.error();
    CandidateScorer scorer(one->pack(), taxonomy, weights, requirements, today);
    CandidateRanking ranking;
    ranking.kept_at.assign(most_points + 1, 0);
    std::vector<PackScores> scored;
    std::array<std::uint32_t, std::size_t{1} << requirement_count> combinations{};
    for (std::size_t index = 0; index < packs.size(); ++index) {
        const CandidatePack& pack = *packs[index];
        if (!pack.fits(taxonomy)) {
            ++ranking.packs_left_out;
            continue;
        }
        PackScores& scores = scored.emplace_back();
        scores.pack = static_cast<std::uint32_t>(index);
        const std::vector<std::optional<std::uint32_t>> distances = scorer.distances(pack);
        for (std::uint32_t candidate = 0; candidate < pack.size(); ++candidate) {
            const CandidateScorer::Outcome outcome = scorer.outcome(pack, distances, candidate);
            scores.totals.push_back(outcome.points);
            scores.removed.push_back(outcome.removed);
            ++combinations[outcome.removed];
            if (outcome.removed == 0) ++ranking.kept_at[outcome.points];
        }
        ranking.considered += pack.size();
    }
    ranking.kept = combinations[0];
    ranking.costs = costs_of<requirement_count>(combinations);
    const auto before = [&packs](const Ranked& left, const Ranked& right) {
        if (left.points != right.points) return left.points > right.points;
        const std::uint32_t left_lot = packs[left.pack]->lot(left.offer);
        const std::uint32_t right_lot = packs[right.pack]->lot(right.offer);
        if (left_lot != right_lot) return left_lot < right_lot;
        return packs[left.pack]->pseudonym(left.offer) < packs[right.pack]->pseudonym(right.offer);
    };
    for (const Ranked& best : best_of(scored, ranking.kept_at, limit, before))
        ranking.best.push_back({best.pack, best.offer, best.points});
    return ranking;
}

Result<Explained> explain_candidate(const OfferSource& offer, const CandidatePack& pack, std::uint32_t candidate,
                                    const MatchTaxonomy& taxonomy, const Weights& weights,
                                    const Requirements& requirements, CivilDate today) {
    const Result<OneOffer> one = OneOffer::open(offer, taxonomy);
    if (!one) return one.error();
    const MatchPerson person = prepare(statements_of(pack.card(candidate), today), taxonomy);
    Explained explained = explain(person, one->pack(), 0, weights, {}, taxonomy);
    CandidateScorer scorer(one->pack(), taxonomy, weights, requirements, today);
    explained.removed = scorer.outcome(pack, scorer.distances(pack), candidate).removed;
    return explained;
}

}  // namespace passerelle
