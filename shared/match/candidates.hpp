// Cards of candidates as a flat binary pack. The only texts in it are names of arrondissements; who a pseudonym stands
// for is known outside.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/pack.hpp"
#include "base/result.hpp"
#include "match/card.hpp"

namespace passerelle {

// Same cards in any order, same bytes; candidates stand by pseudonym. Errors: "candidate-twice" (a pseudonym),
// "candidate-value" (an index, mask, level or month out of range), "candidate-too-many" (more than 255 wishes or
// occupations practised, 1,000 skills, 32 languages). `field` is the pseudonym in hexadecimal.
[[nodiscard]] Result<std::string> build_candidate_pack(std::span<const CandidateCard> cards,
                                                       const TaxonomyIdentity& taxonomy);

// The columns, an element per candidate unless said otherwise.
struct CandidateColumns {
    static constexpr std::uint16_t none = 0xFFFF;  // not said: in place and available

    // What candidate c lists: items[starts[c]] up to starts[c + 1].
    struct Lists {
        std::vector<std::uint32_t> starts;
        std::span<const std::uint16_t> items;
        [[nodiscard]] std::span<const std::uint16_t> of(std::uint32_t candidate) const {
            return items.subspan(starts[candidate], starts[candidate + 1] - starts[candidate]);
        }
    };
    std::span<const std::uint64_t> pseudonyms;
    std::span<const std::uint8_t> studies;  // 7: not said
    std::span<const std::uint16_t> place, radius_km, licences, available;
    std::span<const std::uint8_t> contracts, working_times;
    std::vector<std::uint16_t> licences_included;
    Lists wished, practised, skills, languages;
    std::span<const std::uint8_t> practice_bands, language_levels;  // beside practised.items and languages.items
    std::vector<Coordinates> places;                                // by place number
};

class CandidatePack {
  public:
    // bytes must stay unchanged for the life of the pack and start at a multiple of 8. Refuses (errors of
    // base/pack.hpp, or "pack-content") whatever is not wholly sound; occupation and skill indices are below the limits
    // and good in the taxonomy named by taxonomy() only.
    [[nodiscard]] static Result<CandidatePack> open(std::string_view bytes);

    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(columns_.pseudonyms.size()); }
    [[nodiscard]] std::uint64_t identity() const { return identity_; }
    [[nodiscard]] const TaxonomyIdentity& taxonomy() const { return taxonomy_; }
    [[nodiscard]] const CandidateColumns& columns() const { return columns_; }
    // As MatchPerson::fits: made for these occupations and, where there are skills, for these skills.
    [[nodiscard]] bool fits(const MatchTaxonomy& taxonomy) const;

    // REQUIRES candidate < size() in all that follow.
    [[nodiscard]] std::uint64_t pseudonym(std::uint32_t candidate) const { return columns_.pseudonyms[candidate]; }
    [[nodiscard]] CardContent card(std::uint32_t candidate) const;
    // Decides between candidates of equal points: a hash of the pseudonym, so that no place in a pack is better.
    [[nodiscard]] std::uint32_t lot(std::uint32_t candidate) const { return lots_[candidate]; }
    [[nodiscard]] std::optional<std::uint32_t> find(std::uint64_t pseudonym) const;

  private:
    CandidatePack() = default;
    [[nodiscard]] bool open_columns(const PackReader& reader);
    [[nodiscard]] bool check_values();

    std::uint64_t identity_ = 0;
    TaxonomyIdentity taxonomy_;
    std::uint32_t occupation_limit_ = 0;
    std::uint32_t skill_limit_ = 0;
    CandidateColumns columns_;
    TextColumn place_names_;
    std::vector<std::uint32_t> lots_;
};

}  // namespace passerelle
