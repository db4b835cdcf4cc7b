// Regions: the arrondissements, by which packs of offers are cut, so that a phone takes those that its owner can reach.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "taxonomy/places.hpp"

namespace passerelle {

// Of offers whose place is in no arrondissement, or not known: everybody's.
inline constexpr std::string_view no_region = "anywhere";

// As a part of a pack's name: "La Louvière" -> "la-louviere"; no_region when nothing is left of it.
[[nodiscard]] std::string region_name(std::string_view arrondissement);

// By the postcode and the name of the place where they are those of the pack, otherwise by the nearest place within
// 15 km of the position. A position more than 30 km from what the postcode says wins: four digits are a postcode in
// other countries too.
[[nodiscard]] std::string region_of(const PlacePack& places, std::string_view postcode, std::string_view name,
                                    const std::optional<Coordinates>& position);

// Of every arrondissement that a circle touches, in the order of the alphabet. 5 km are added, so that an offer at the
// edge of its commune is not missed.
[[nodiscard]] std::vector<std::string> regions_within(const PlacePack& places, Coordinates centre,
                                                      std::uint32_t radius_km);
[[nodiscard]] std::vector<std::string> all_regions(const PlacePack& places);

}  // namespace passerelle
