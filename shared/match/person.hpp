// The person's side of matching: what the match facts say, in the indices of the packs, and the tables that make
// ranking one look-up per offer and criterion. Built from MatchFacts only, so nothing said for another purpose (age,
// allowances, contact) can reach a score.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/date.hpp"
#include "content/facts.hpp"
#include "match/offers.hpp"
#include "match/relations.hpp"
#include "match/terms.hpp"

namespace passerelle {

// What a person says. Empty lists and zeros are "not said", which is never "no".
struct PersonStatements {
    struct Practice {
        OccupationIndex occupation = 0;
        std::uint16_t months = 0;
        friend bool operator==(const Practice&, const Practice&) = default;
    };
    struct Spoken {
        std::uint16_t code = 0;  // language_code
        LanguageLevel level = LanguageLevel::none;
        friend bool operator==(const Spoken&, const Spoken&) = default;
    };
    std::vector<OccupationIndex> wished;  // in the person's order, each once
    std::vector<Practice> experience;     // each occupation once, months added up
    std::vector<SkillIndex> skills;       // ascending, each once
    std::vector<Spoken> languages;        // ascending by code, each once with its best level
    Studies studies = Studies::unknown;   // the highest of the diploma and the trainings that were passed
    std::optional<Coordinates> home;
    std::uint16_t radius_km = 0;
    std::uint16_t licences = 0;      // as held or no_licence; what they include is worked out by prepare()
    std::uint8_t contracts = 0;      // bit n: Contract n is wished
    std::uint8_t working_times = 0;  // bit n: WorkingTime n is wished
    std::optional<CivilDate> available_from;
    std::uint16_t least_pay_eur = 0;
    CivilDate today;
    friend bool operator==(const PersonStatements&, const PersonStatements&) = default;
};

inline constexpr std::uint16_t default_radius_km = 30;  // for a person who said where they live and not how far they go

// Credit in per cent for a skill of an offer.
inline constexpr std::uint8_t stated_credit = 100;
inline constexpr std::uint8_t practised_credit = 70;  // essential in an occupation exercised for a year or more
inline constexpr std::uint8_t close_credit = 40;      // close to a stated one (CloseSkills)
inline constexpr std::uint16_t practised_from_months = 12;

// What an occupation that was practised and is not wished counts, per mille of its closeness.
inline constexpr std::uint32_t practised_beside_wishes = 500;
inline constexpr std::uint32_t practised_alone = 900;  // nothing is wished

// Immutable once prepared; copies are independent.
struct MatchPerson {
    PersonStatements says;
    TaxonomyIdentity taxonomy;
    std::uint16_t licences = 0;  // held and included, or no_licence
    bool knows_occupations = false;
    bool knows_experience = false;
    bool knows_skills = false;
    std::vector<std::uint16_t> occupation_share;   // per mille by occupation
    std::vector<std::uint16_t> experience_months;  // that count for it, by occupation
    std::vector<std::uint8_t> skill_credit;        // per cent by skill

    // A pack of another taxonomy has other indices and is left out of every ranking. Without a skill pack on the
    // device the skills of every offer are unknown, and the pack still fits.
    [[nodiscard]] bool fits(const OfferPack& pack) const;
};

// Occupations: wished as much as its closeness; practised the part of it said above; the best counts for each
// occupation of the taxonomy.
[[nodiscard]] MatchPerson prepare(PersonStatements says, const MatchTaxonomy& taxonomy);

// Reads the facts by question id (wish, experience, training, skills, languages, commune, radius_km, licences,
// contract, working_time, available_from, least_pay, highest_diploma). An answer that the packs do not know, or of an
// unexpected shape, is as if it had not been given.
[[nodiscard]] PersonStatements statements(const MatchFacts& facts, const MatchTaxonomy& taxonomy, CivilDate today);
[[nodiscard]] MatchPerson compile_person(const MatchFacts& facts, const MatchTaxonomy& taxonomy, CivilDate today);

}  // namespace passerelle
