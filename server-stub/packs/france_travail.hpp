// Reads offers of France Travail's API "Offres d'emploi v2" (francetravail.io): JSON Lines, a JSON array, or an answer
// of the API ({"resultats":[...]}). Numbers may be texts and texts numbers; what is absent stays unknown.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "packs/files.hpp"
#include "packs/offer_draft.hpp"
#include "packs/report.hpp"

namespace passerelle {

// A record without id or title, or with an id already met, is left out. A file in which nothing is an offer is refused.
[[nodiscard]] Result<std::vector<OfferDraft>> read_france_travail(const InputFile& file, ImportReport& report);

// "Mensuel de 1900.0 Euros à 2100.0 Euros sur 13.0 mois", "Annuel de 36000.0 Euros", "Horaire de 11.88 Euros": the
// least gross pay of a month. An hour's pay needs the hours of a week. A monthly amount past 15,000 is read as a
// year's, which is how such amounts come about.
[[nodiscard]] std::optional<std::uint32_t> parse_pay(std::string_view label,
                                                     std::optional<std::int64_t> weekly_minutes);

// "35H Travail en journée", "temps partiel - 7H30 Autre" -> minutes a week.
[[nodiscard]] std::optional<std::int64_t> parse_weekly_minutes(std::string_view label);

}  // namespace passerelle
