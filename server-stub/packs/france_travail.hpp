// Reads offers of France Travail's API "Offres d'emploi v2" (francetravail.io): JSON Lines, a JSON array, or an answer
// of the API ({"resultats":[...]}). Numbers may be texts and texts numbers; what is absent stays unknown.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "match/offers.hpp"
#include "packs/files.hpp"
#include "packs/report.hpp"
#include "taxonomy/taxonomy.hpp"

namespace passerelle {

// The least score of the finder (of 100,000) at which its first answer is taken as the meaning of a label; below it the
// offer is without that occupation or skill, which matching treats as unknown. From reading through the answers for the
// labels of 299 real offers: above these scores nearly all are right or next door, below them chance takes over.
inline constexpr std::int32_t certain_occupation_score = 40'000;  // of the vote below
inline constexpr std::int32_t certain_skill_score = 65'000;       // of a listed skill's label

// The occupation is voted on by the names that an offer gives its job: the one of the ROME directory ("appellation")
// twice, the ROME code's and the title once each; the score of the vote is their mean. Together they are right where
// the appellation alone is taken for something alike: "Employé de ménage" is no "employé de magasin". Listed skills are
// looked up by their label. A record without id or title, or with an id already met, is left out. A file in which
// nothing is an offer is refused.
[[nodiscard]] Result<std::vector<OfferSource>> read_france_travail(const InputFile& file,
                                                                   const OccupationPack& occupations,
                                                                   const SkillPack& skills, ImportReport& report);

// "Mensuel de 1900.0 Euros à 2100.0 Euros sur 13.0 mois", "Annuel de 36000.0 Euros", "Horaire de 11.88 Euros": the
// least gross pay of a month. An hour's pay needs the hours of a week. A monthly amount past 15,000 is read as a
// year's, which is how such amounts come about.
[[nodiscard]] std::optional<std::uint32_t> parse_pay(std::string_view label,
                                                     std::optional<std::int64_t> weekly_minutes);

// "35H Travail en journée", "temps partiel - 7H30 Autre" -> minutes a week.
[[nodiscard]] std::optional<std::int64_t> parse_weekly_minutes(std::string_view label);

// "2 An(s)", "6 Mois - sur poste similaire" -> months.
[[nodiscard]] std::optional<std::uint16_t> parse_experience(std::string_view label);

}  // namespace passerelle
