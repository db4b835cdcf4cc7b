// Offers as words, for the offers pages and the home page.
#pragma once

#include <optional>
#include <string>

#include "match/explain.hpp"
#include "portal/context.hpp"

namespace passerelle {

// From this many points on an offer "fits": what is counted as fitting, and what a step must reach to open an offer.
inline constexpr std::uint16_t fitting_points = 600;

// The person's side of matching, from the match facts alone. Empty while a pack is missing or no occupation is wished.
[[nodiscard]] std::optional<MatchPerson> match_person(const Context& context);
[[nodiscard]] MatchTaxonomy match_taxonomy(const World& world);
[[nodiscard]] std::int64_t radius_said(const Profile& profile);  // in kilometres, the default where it is not said
[[nodiscard]] Filters filters_of(const Context& context, const OfferChoices& choices);

[[nodiscard]] std::string language_name(const Context& context, std::int64_t code);
// "Permis B : c'est demandé, et vous ne l'avez pas dit."
// The text `key` with the values of each name put in; a name that stands for several is a list ("carreler, plâtrer").
[[nodiscard]] std::string with_arguments(const Context& context, std::string_view key,
                                         const std::vector<Argument>& arguments);
[[nodiscard]] std::string reason_sentence(const Context& context, const Reason& reason);
// "Maçon SA · Charleroi · 6 km · CDI"
[[nodiscard]] std::string offer_line(const Context& context, const OfferSource& offer, const Explained& explained);

}  // namespace passerelle
