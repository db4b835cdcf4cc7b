// The other direction: the candidates of the packs for one offer. A candidate has exactly the points that rank() gives
// to the offer for the statements of the card (statements_of), so that both sides are told the same.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "match/candidates.hpp"
#include "match/explain.hpp"

namespace passerelle {

// What an employer can insist on, apart from weights. Each is about something that the offer itself asks for.
enum class Requirement : std::uint8_t {
    skills,  // that the offer lists or its text names as essential: had, stated or from practice
    experience,
    languages,  // the required ones, at the level
    studies,
    distance,
    contract,      // the offer's is wished
    working_time,  // the offer's is wished
    licences,
    availability  // from the first day
};
inline constexpr std::size_t requirement_count = 9;
inline constexpr std::array<std::string_view, requirement_count> requirement_names = {
    "skills", "experience", "languages", "studies", "distance", "contract", "working_time", "licences", "availability"};

struct Requirements {
    std::uint16_t insisted = 0;  // bit n: Requirement n; distance counts with most_km
    std::uint16_t most_km = 0;   // from the centre of the candidate's arrondissement
    bool silent_too = true;      // who has not said what a requirement asks stays
    [[nodiscard]] constexpr bool on(Requirement requirement) const {
        return (insisted >> static_cast<unsigned>(requirement) & 1U) != 0;
    }
    constexpr void insist(Requirement requirement) {
        insisted = static_cast<std::uint16_t>(insisted | 1U << static_cast<unsigned>(requirement));
    }
    friend bool operator==(const Requirements&, const Requirements&) = default;
};

struct RankedCandidate {
    std::uint32_t pack = 0;  // in the span given
    std::uint32_t candidate = 0;
    std::uint16_t points = 0;
    friend bool operator==(const RankedCandidate&, const RankedCandidate&) = default;
};

struct CandidateRanking {
    std::vector<RankedCandidate> best;  // most points first, at most `limit`; equal points by lot, then pseudonym
    std::uint32_t considered = 0;       // candidates of the packs that fit
    std::uint32_t kept = 0;
    std::uint32_t packs_left_out = 0;  // made for another taxonomy (CandidatePack::fits)
    std::array<FilterCost, requirement_count> costs{};
    std::vector<std::uint32_t> kept_at;  // by points, 0 to 1,000
};

// Errors: those of build_offer_pack, and "offer-taxonomy" when the offer names an occupation or a skill that the
// taxonomy does not have. The offer needs no id yet. REQUIRES taxonomy.occupations.
[[nodiscard]] Result<CandidateRanking> rank_candidates(const OfferSource& offer,
                                                       std::span<const CandidatePack* const> packs,
                                                       const MatchTaxonomy& taxonomy, const Weights& weights,
                                                       const Requirements& requirements, CivilDate today,
                                                       std::size_t limit);

// Why a candidate has these points: explain() for the statements of the card. `removed` is about Requirements here,
// bit n: Requirement n removes this candidate. Errors as above. REQUIRES pack.fits(taxonomy), candidate < pack.size().
[[nodiscard]] Result<Explained> explain_candidate(const OfferSource& offer, const CandidatePack& pack,
                                                  std::uint32_t candidate, const MatchTaxonomy& taxonomy,
                                                  const Weights& weights, const Requirements& requirements,
                                                  CivilDate today);

}  // namespace passerelle
