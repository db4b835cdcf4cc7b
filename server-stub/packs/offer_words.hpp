// What offers say in words, as the closed vocabularies of matching. Words that are not known give "unknown" (or
// nothing): an offer is never said to ask for something that its source may not have meant.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "match/terms.hpp"

namespace passerelle {

// "CDI", "Durée indéterminée", "CDD - 12 Mois", "Intérimaire avec option sur durée indéterminée", "vast contract"
[[nodiscard]] Contract contract_of_words(std::string_view label);
// "Temps plein", "Mi-temps", "PART_TIME", "deeltijds"
[[nodiscard]] WorkingTime working_time_of_words(std::string_view label);
// "Bachelier", "Enseignement secondaire supérieur", "CAP, BEP et équivalents", "Bac+3, Bac+4 ou équivalents"
[[nodiscard]] Studies studies_of_words(std::string_view label);
// "B - Véhicule léger", "[B] Véhicules automobiles ...", "Permis B et CE" -> bits of licence_names. Of alternatives the
// one that the others include, "B" of "B ou BE"; none of "A ou B", nor of a sentence with a "souhaité" or a "sans" in
// it.
[[nodiscard]] std::uint16_t licences_of_words(std::string_view label);
// "Non", "geen": the answer that nothing is asked for.
[[nodiscard]] bool says_none(std::string_view label);
// ISO 639-1 of a language's name in French, Dutch, German or English, or of its code; empty when not known.
[[nodiscard]] std::string language_of_words(std::string_view label);
// "2 An(s)", "6 Mois - sur poste similaire", "Débutant accepté", "De 2 à 5 ans": the least, in months
[[nodiscard]] std::optional<std::uint16_t> experience_of_words(std::string_view label);
// "Oui", "Expérience exigée", "Débutant non accepté": some is asked for, also where no length is said.
[[nodiscard]] bool asks_some_experience(std::string_view label);
// "2025-05-31T14:14:44Z", "31/05/2025"
[[nodiscard]] std::optional<CivilDate> date_of_words(std::string_view text);
// "07 - ST DIDIER SOUS AUBENAS" -> "St Didier Sous Aubenas"; the number is that of a French department.
[[nodiscard]] std::string place_of_words(std::string_view label);

}  // namespace passerelle
