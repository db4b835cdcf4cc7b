// One offer as tables over the taxonomy, so that a candidate costs what their card lists. Internal to the room.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "match/rank_candidates.hpp"

namespace passerelle {

// A pack of this one offer: what an offer means is settled by build_offer_pack alone (the strongest mention of a skill
// or a language). The reader looks into the bytes, hence the heap.
class OneOffer {
  public:
    [[nodiscard]] static Result<OneOffer> open(OfferSource offer, const MatchTaxonomy& taxonomy);
    [[nodiscard]] const OfferPack& pack() const { return *pack_; }

  private:
    OneOffer() = default;
    std::unique_ptr<std::string> bytes_;
    std::unique_ptr<OfferPack> pack_;
};

class CandidateScorer {
  public:
    // `offer` and `taxonomy` must outlive the scorer.
    CandidateScorer(const OfferPack& offer, const MatchTaxonomy& taxonomy, const Weights& weights,
                    const Requirements& requirements, CivilDate today);

    struct Outcome {
        std::uint16_t points = 0;
        std::uint16_t removed = 0;  // bit n: Requirement n
    };
    // Distances to the places of this pack. REQUIRES pack.fits(taxonomy) here and in outcome().
    [[nodiscard]] std::vector<std::optional<std::uint32_t>> distances(const CandidatePack& pack) const;
    [[nodiscard]] Outcome outcome(const CandidatePack& pack, std::span<const std::optional<std::uint32_t>> distances,
                                  std::uint32_t candidate);

  private:
    struct Credit {
        std::uint16_t asked;  // position in asked_
        std::uint8_t percent;
    };
    struct Asked {
        SkillIndex skill;
        std::uint8_t kind;  // of OfferColumns::skill_kinds
    };
    void read_demands();
    // The share of a criterion, and the requirement that goes with it, of the candidate at hand. Only what the offer
    // asks for can remove somebody; `known`: the candidate has said something about it.
    void count(Criterion criterion, std::uint32_t share);
    void insist(Requirement requirement, bool known, bool met);
    void judge_skills(const CandidateColumns& columns, std::uint32_t candidate);
    void judge_experience(const CandidateColumns& columns, std::uint32_t candidate);
    void judge_languages(const CandidateColumns& columns, std::uint32_t candidate);
    void judge_studies(std::uint8_t reached);
    void judge_place(std::optional<std::uint32_t> distance, std::uint16_t radius_km);
    void judge_terms(std::uint8_t contracts, std::uint8_t times);
    void judge_licences(std::uint16_t held);
    void judge_availability(std::uint16_t month);

    [[nodiscard]] std::uint32_t occupation_share(const CandidateColumns& columns, std::uint32_t candidate) const;
    // Months that count for the offer's occupation; nothing when unknown.
    [[nodiscard]] std::optional<std::uint32_t> experience_had(const CandidateColumns& columns,
                                                              std::uint32_t candidate) const;
    // What each asked skill is worth to this candidate, into credits_; false: nothing is known about skills.
    [[nodiscard]] bool credit_skills(const CandidateColumns& columns, std::uint32_t candidate);
    [[nodiscard]] bool lacks_essential_skill() const;

    const OfferColumns& columns_;
    const MatchTaxonomy& taxonomy_;
    Requirements requirements_;
    Points maximum_;
    CivilDate today_;
    std::uint16_t occupation_;                       // OfferColumns::none: not known
    std::vector<std::uint16_t> closeness_;           // to the offer's occupation, by occupation
    std::vector<std::uint8_t> transferable_;         // per cent, by occupation
    std::vector<Asked> asked_;                       // of the offer, in the pack's order
    std::vector<std::uint16_t> skill_list_;          // by skill: 0, or 1 + number of its list of credits
    std::vector<std::uint16_t> practice_list_;       // the same by occupation
    std::vector<std::vector<Credit>> credit_lists_;  // which asked skills a statement is worth something for
    std::uint32_t asked_weight_ = 0;
    bool names_essential_ = false;
    bool requires_language_ = false;
    // Of the candidate at hand:
    std::vector<std::uint8_t> credits_;  // by position in asked_
    PersonStatements says_;              // languages only
    Outcome at_hand_;
};

}  // namespace passerelle
