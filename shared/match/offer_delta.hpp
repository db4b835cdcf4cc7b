// What changed in a set of offers since a pack that a device has: the offers that are gone, by their position in that
// pack, and the new and changed ones as a small offer pack of their own.
//
// A pack of kind "ofdl" that refers to the identity of its base. Columns:
//   1  u64, one element: identity of the offer pack that comes out
//   2  u32, ascending: positions of offers that are gone or changed
//   3  bytes: an offer pack, read in place
// Because given offers make exactly one pack, base and delta give the bytes of the pack that a whole download would
// have brought, and its identity says whether they did.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "match/offers.hpp"

namespace passerelle {

[[nodiscard]] bool is_offer_delta(std::string_view bytes);  // by its kind; nothing else is checked

// Both packs as build_offer_pack made them. Error "delta-taxonomy" when they do not belong to the same occupations and
// skills: then there is no way but the whole pack.
[[nodiscard]] Result<std::string> build_offer_delta(const OfferPack& base, const OfferPack& now);

// The bytes of the pack that the delta leads to. Refused whole: errors of the container and of offer packs,
// "pack-other" when it was made for another base, "pack-content" when it is not sound or leads elsewhere than it says.
[[nodiscard]] Result<std::string> apply_offer_delta(const OfferPack& base, std::string_view delta);

}  // namespace passerelle
