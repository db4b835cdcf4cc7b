#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "taxonomy/regions.hpp"

using namespace passerelle;

namespace {

struct Places {
    std::string bytes =
        build_place_pack(
            std::vector<PlaceSource>{{"6000", "Charleroi", "", "Charleroi", "Hainaut", {5'041'140, 444'450}},
                                     {"6200", "Châtelet", "", "Charleroi", "Hainaut", {5'040'000, 452'000}},
                                     {"5000", "Namur", "", "Namur", "Namur", {5'046'690, 486'750}},
                                     {"7100", "La Louvière", "", "La Louvière", "Hainaut", {5'047'900, 418'800}},
                                     {"4000", "Liège", "", "Liège", "Liège", {5'063'300, 556'700}}})
            .value();
    PlacePack pack = PlacePack::open(bytes).value();
};

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("Regions are named by their arrondissement in letters that stand in a file's name") {
    CHECK(region_name("La Louvière") == "la-louviere");
    CHECK(region_name("Bruxelles-Capitale") == "bruxelles-capitale");
    CHECK(region_name("Neufchâteau 2 (est)") == "neufchateau-est");
    CHECK(region_name("") == no_region);
    CHECK(region_name("123") == no_region);
}

TEST_CASE("An offer's region is that of its postcode, or of the nearest place") {
    const Places places;
    CHECK(region_of(places.pack, "7100", "La Louvière", {}) == "la-louviere");
    CHECK(region_of(places.pack, "6000", "", {}) == "charleroi");
    CHECK(region_of(places.pack, "", "", Coordinates{5'047'000, 487'000}) == "namur");
    CHECK(region_of(places.pack, "", "", {}) == no_region);
    CHECK(region_of(places.pack, "99999", "Nulle part", {}) == no_region);
    // Zurich has a postcode of four digits too.
    CHECK(region_of(places.pack, "6000", "", Coordinates{4'737'000, 854'000}) == no_region);
    CHECK(region_of(places.pack, "6000", "", Coordinates{5'042'000, 445'000}) == "charleroi");
}

TEST_CASE("A circle touches the regions of the places within it, and a little more") {
    const Places places;
    const Coordinates charleroi{5'041'140, 444'450};
    CHECK(regions_within(places.pack, charleroi, 0) == Names{"charleroi"});
    CHECK(regions_within(places.pack, charleroi, 20) == Names{"charleroi", "la-louviere"});
    CHECK(regions_within(places.pack, charleroi, 30) == Names{"charleroi", "la-louviere", "namur"});
    CHECK(regions_within(places.pack, charleroi, 4'000'000'000) == all_regions(places.pack));
    CHECK(all_regions(places.pack) == Names{"charleroi", "la-louviere", "liege", "namur"});
}
