// Localities with their postcode, commune, arrondissement, province and coordinates, and distances between them.
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

namespace passerelle {

using PlaceIndex = std::uint16_t;

// Degrees times 100,000 (about 1.1 m of latitude).
struct Coordinates {
    std::int32_t latitude_e5 = 0;
    std::int32_t longitude_e5 = 0;
    friend bool operator==(Coordinates, Coordinates) = default;
};

// Distance along the surface in metres, integers only: the same natively and in WebAssembly. On the plane that touches
// at the middle latitude, with the Earth as a sphere of 6,371,009 m; the cosine comes from a polynomial in fixed point.
// Against the great circle on that sphere: within 1 m + 0.1 % up to 500 km between latitudes 36 and 60 (tested);
// the sphere itself is within 0.4 % of the ellipsoid there. No antimeridian.
[[nodiscard]] std::uint32_t distance_m(Coordinates left, Coordinates right);

struct PlaceSource {
    std::string postcode;        // "6000"
    std::string locality;        // "Charleroi"
    std::string commune;         // may be empty: the locality's own name
    std::string arrondissement;  // may be empty
    std::string province;        // may be empty
    Coordinates where;
};

class PlacePack {
  public:
    // The caller keeps the bytes alive, as for the other packs. Errors: those of PackReader, "pack-content".
    static Result<PlacePack> open(std::string_view bytes);

    [[nodiscard]] std::uint64_t identity() const { return identity_; }
    [[nodiscard]] std::size_t size() const { return localities_.size(); }
    [[nodiscard]] std::string_view postcode(PlaceIndex index) const { return postcodes_[index]; }
    [[nodiscard]] std::string_view locality(PlaceIndex index) const { return localities_[index]; }
    [[nodiscard]] std::string_view commune(PlaceIndex index) const { return regions_[communes_[index]]; }
    [[nodiscard]] std::string_view arrondissement(PlaceIndex index) const { return regions_[arrondissements_[index]]; }
    [[nodiscard]] std::string_view province(PlaceIndex index) const { return regions_[provinces_[index]]; }
    [[nodiscard]] Coordinates where(PlaceIndex index) const { return {latitudes_[index], longitudes_[index]}; }

    // By the beginning of a postcode ("60"), of words of the name ("charl", "mont s marc"), or both
    // ("6000 charleroi"); accents and case free. Best first: whole name, beginning of the name, beginning of a word of
    // it, name of the commune; then as in the pack (by postcode; a commune's main locality first).
    [[nodiscard]] std::vector<PlaceIndex> find(std::string_view typed, std::size_t limit) const;
    // The place of an answer {"postcode","name"}: this postcode and, accents free, this locality or commune;
    // the first of the postcode when the name is empty or not known there.
    [[nodiscard]] std::optional<PlaceIndex> locate(std::string_view postcode, std::string_view name) const;

  private:
    PlacePack() = default;
    std::uint64_t identity_ = 0;
    TextColumn postcodes_, localities_, regions_;
    std::span<const std::uint16_t> communes_, arrondissements_, provinces_;
    std::span<const std::int32_t> latitudes_, longitudes_;
    std::vector<std::string> folded_;          // of the localities
    std::vector<std::string> folded_regions_;  // of the communes, arrondissements and provinces
};

// Errors: "taxonomy-place" (no postcode, no name, coordinates off the Earth; `field` names the place),
// "taxonomy-empty", "taxonomy-too-large". Repeated places are dropped; order does not matter.
[[nodiscard]] Result<std::string> build_place_pack(std::span<const PlaceSource> places);

}  // namespace passerelle
