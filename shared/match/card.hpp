// What employers may see of a person: a pseudonymised card, coarser than what the person said.
//
// A card is made from PersonStatements only, which are made from MatchFacts only: nothing said for another purpose, no
// name, address, birth date or free text has a way in, and a pseudonym is a number. Coarser by design:
//   experience     months in bands (experience_bands), the lower end counts
//   place          the arrondissement, standing at its centre; the commune is not told
//   availability   the first of a month, never earlier than said; what has passed is "at once"
//   least pay      not told at all: it is the person's to bring up
// Everything else (wishes, skills, languages, studies, licences, contracts, working times, radius) is as said.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "match/person.hpp"

namespace passerelle {

inline constexpr std::array<std::uint16_t, 8> experience_bands = {0, 3, 6, 12, 24, 36, 60, 120};  // months or more
[[nodiscard]] std::uint8_t experience_band(std::uint16_t months);

struct CoarsePlace {
    std::string name;  // "Charleroi", of the arrondissement
    Coordinates centre;
    friend bool operator==(const CoarsePlace&, const CoarsePlace&) = default;
};

// The arrondissements of a pack of places, each at the mean position of its localities.
class CoarsePlaces {
  public:
    explicit CoarsePlaces(const PlacePack& places);
    // Of the locality at exactly this position; nothing when there is none, or when its arrondissement is not known.
    [[nodiscard]] std::optional<CoarsePlace> of(Coordinates where) const;
    [[nodiscard]] const std::vector<CoarsePlace>& all() const { return places_; }

  private:
    std::vector<CoarsePlace> places_;
    std::map<std::pair<std::int32_t, std::int32_t>, std::size_t> by_position_;
};

// What a card shows; also what a candidate pack gives back.
struct CardContent {
    struct Practice {
        OccupationIndex occupation = 0;
        std::uint8_t band = 0;
        friend bool operator==(const Practice&, const Practice&) = default;
    };
    std::vector<OccupationIndex> wished;
    std::vector<Practice> experience;
    std::vector<SkillIndex> skills;
    std::vector<PersonStatements::Spoken> languages;
    Studies studies = Studies::unknown;
    std::optional<CoarsePlace> place;
    std::uint16_t radius_km = 0;
    std::uint16_t licences = 0;
    std::uint8_t contracts = 0;
    std::uint8_t working_times = 0;
    std::optional<std::uint16_t> available_month;  // first_day_of(); 0: at once
    friend bool operator==(const CardContent&, const CardContent&) = default;
};

// Of a month, counted since January 2000.
[[nodiscard]] CivilDate first_day_of(std::uint16_t month);

// A content with the proof that it was made from statements: the only thing that a candidate pack is built from.
class CandidateCard {
  public:
    // The pseudonym is the caller's, drawn at random and told nobody else. `places` may be null: then no place.
    CandidateCard(std::uint64_t pseudonym, const PersonStatements& says, const CoarsePlaces* places);
    [[nodiscard]] std::uint64_t pseudonym() const { return pseudonym_; }
    [[nodiscard]] const CardContent& shows() const { return shows_; }

  private:
    std::uint64_t pseudonym_;
    CardContent shows_;
};

// A card read as statements, so that both directions are scored by the same rules.
[[nodiscard]] PersonStatements statements_of(const CardContent& card, CivilDate today);

// The person as an employer would see them: rank() and explain() then say what an employer's search says.
[[nodiscard]] MatchPerson seen_by_employers(const PersonStatements& says, const MatchTaxonomy& taxonomy);

}  // namespace passerelle
