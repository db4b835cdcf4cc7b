#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "taxonomy/places.hpp"

using namespace passerelle;

namespace {

const std::vector<PlaceSource> few = {
    {"6000", "Charleroi", "", "Charleroi", "Hainaut", {5041140, 444490}},
    {"6001", "Marcinelle", "Charleroi", "Charleroi", "Hainaut", {5039160, 444180}},
    {"4000", "Liège", "", "Liège", "Liège", {5063370, 556750}},
    {"1435", "Mont-Saint-Guibert", "", "Nivelles", "Brabant wallon", {5063500, 461060}},
    {"1348", "Louvain-la-Neuve", "Ottignies-Louvain-la-Neuve", "Nivelles", "Brabant wallon", {5066960, 461290}},
    {"1340", "Ottignies", "Ottignies-Louvain-la-Neuve", "Nivelles", "Brabant wallon", {5066350, 456800}},
    {"7000", "Mons", "", "Mons", "Hainaut", {5045410, 395230}},
};

// The great circle on the same sphere, in floating point.
double great_circle_m(Coordinates a, Coordinates b) {
    const double radians = 3.14159265358979323846 / 180 / 1e5;
    const double north = (a.latitude_e5 - b.latitude_e5) * radians;
    const double east = (a.longitude_e5 - b.longitude_e5) * radians;
    const double half = std::pow(std::sin(north / 2), 2) + std::cos(a.latitude_e5 * radians) *
                                                               std::cos(b.latitude_e5 * radians) *
                                                               std::pow(std::sin(east / 2), 2);
    return 2 * 6371009.0 * std::asin(std::sqrt(half));
}

}  // namespace

TEST_CASE("places are found by postcode and by name, accents free") {
    const std::string bytes = *build_place_pack(few);
    const auto places = PlacePack::open(bytes);
    REQUIRE(places);
    const auto names = [&](std::string_view typed) {
        std::vector<std::string> found;
        for (const PlaceIndex index : places->find(typed, 10)) found.emplace_back(places->locality(index));
        return found;
    };
    CHECK(names("6000") == std::vector<std::string>{"Charleroi"});
    CHECK(names("60") == std::vector<std::string>{"Charleroi", "Marcinelle"});
    CHECK(names("charl") == std::vector<std::string>{"Charleroi", "Marcinelle"});
    CHECK(names("LIEGE") == std::vector<std::string>{"Liège"});
    CHECK(names("mon") == std::vector<std::string>{"Mont-Saint-Guibert", "Mons"});
    CHECK(names("mont st g") == std::vector<std::string>{"Mont-Saint-Guibert"});
    CHECK(names("neuve") == std::vector<std::string>{"Louvain-la-Neuve", "Ottignies"});
    CHECK(names("1348 louvain") == std::vector<std::string>{"Louvain-la-Neuve"});
    CHECK(names("louvain 1348") == std::vector<std::string>{"Louvain-la-Neuve"});
    CHECK(names("").empty());
    CHECK(names("zzz").empty());
    CHECK(places->find("6", 1).size() == 1);
}

TEST_CASE("the place of an answer is found again") {
    const std::string bytes = *build_place_pack(few);
    const auto places = PlacePack::open(bytes);
    REQUIRE(places);
    CHECK(places->locality(*places->locate("6001", "marcinelle")) == "Marcinelle");
    CHECK(places->locality(*places->locate("6001", "Charleroi")) == "Marcinelle");
    CHECK(places->locality(*places->locate("4000", "")) == "Liège");
    CHECK_FALSE(places->locate("9999", "Charleroi"));
    const PlaceIndex index = *places->locate("1348", "Louvain-la-Neuve");
    CHECK(places->commune(index) == "Ottignies-Louvain-la-Neuve");
    CHECK(places->arrondissement(index) == "Nivelles");
    CHECK(places->province(index) == "Brabant wallon");
    CHECK(places->where(index) == Coordinates{5066960, 461290});
}

TEST_CASE("the same places in another order and twice give the same bytes") {
    std::vector<PlaceSource> turned(few.rbegin(), few.rend());
    turned.insert(turned.end(), few.begin(), few.end());
    CHECK(*build_place_pack(turned) == *build_place_pack(few));
}

TEST_CASE("places without a name or off the Earth are refused by name") {
    CHECK(build_place_pack({}).error().code == "taxonomy-empty");
    const std::vector<PlaceSource> nameless = {{"6000", " ", "", "", "", {0, 0}}};
    CHECK(build_place_pack(nameless).error().code == "taxonomy-place");
    const std::vector<PlaceSource> outside = {{"6000", "Charleroi", "", "", "", {9100000, 0}}};
    CHECK(build_place_pack(outside).error().field == "6000 Charleroi");
}

TEST_CASE("known distances") {
    CHECK(distance_m({5041140, 444490}, {5041140, 444490}) == 0);
    // Charleroi to Liège and to Mons, in a straight line.
    const std::uint32_t liege = distance_m({5041140, 444490}, {5063370, 556750});
    CHECK(liege > 82'000);
    CHECK(liege < 84'000);
    CHECK(distance_m({5000000, 400000}, {5100000, 400000}) == 111'195);
}

TEST_CASE("distances are near the great circle and the same both ways") {
    CHECK(rc::check([] {
        const Coordinates a = {*rc::gen::inRange(3600000, 6000000), *rc::gen::inRange(-1000000, 3000000)};
        const Coordinates b = {a.latitude_e5 + *rc::gen::inRange(-400000, 400000),
                               a.longitude_e5 + *rc::gen::inRange(-600000, 600000)};
        const double exact = great_circle_m(a, b);
        if (b.latitude_e5 > 6000000 || b.latitude_e5 < 3600000 || exact > 500'000) return;
        const double ours = distance_m(a, b);
        RC_ASSERT(std::abs(ours - exact) <= 1 + exact / 1000);
        RC_ASSERT(distance_m(a, b) == distance_m(b, a));
    }));
    // All over the Earth nothing overflows.
    CHECK(distance_m({9000000, 18000000}, {-9000000, -18000000}) > 20'000'000);
    CHECK(distance_m({0, 18000000}, {0, -18000000}) > 40'000'000);
}
