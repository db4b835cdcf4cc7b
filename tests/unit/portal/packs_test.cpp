// Which packs a person's device takes.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "match/offer_delta.hpp"
#include "packs/make_packs.hpp"
#include "support/content.hpp"
#include "support/demo_world.hpp"

using namespace passerelle;
using namespace passerelle::test;

namespace {

std::vector<std::string> packs_of(Visitor& visitor) {
    std::vector<std::string> names;
    const Json answer = visitor.send({{"kind", "packs"}});
    for (const Json& name : array_member(answer, "packs")) names.push_back(as_string(name));
    return names;
}

bool has(const std::vector<std::string>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

// One demo pack of offers and the occupations and skills it belongs to.
struct Day {
    std::vector<NewPack> packs;
    explicit Day(std::uint32_t offers) {
        const DemoRegion region = read_demo_region(PASSERELLE_SOURCE_DIR "/shared/content/region").value();
        packs = make_demo_packs(region, 1, offers, *CivilDate::parse("2025-11-01")).value();
    }
    [[nodiscard]] const NewPack& of(std::string_view region) const {
        return *std::find_if(packs.begin(), packs.end(), [&](const NewPack& pack) { return pack.region == region; });
    }
};

}  // namespace

TEST_CASE("without a commune every region's offers are taken, with one those in reach") {
    Visitor visitor;
    visitor.start("/fr/profil/search");
    const std::vector<std::string> all = packs_of(visitor);
    CHECK(all[0] == "occupations");
    CHECK(has(all, "offers-anywhere"));
    CHECK(has(all, "offers-charleroi"));
    CHECK(has(all, "offers-arlon"));

    visitor.press("pick:commune=6000|Charleroi");
    visitor.change({{"radius_km", "20"}});
    const std::vector<std::string> near = packs_of(visitor);
    CHECK(near.size() < all.size());
    CHECK(has(near, "offers-anywhere"));
    CHECK(has(near, "offers-charleroi"));
    CHECK_FALSE(has(near, "offers-arlon"));
    CHECK_FALSE(has(near, "offers-liege"));
}

TEST_CASE("a new day is read as a delta after the pack that it changes") {
    const Day before(400);
    const Day after(460);
    const NewPack& base = before.of("charleroi");
    const NewPack& now = after.of("charleroi");
    const std::string delta =
        build_offer_delta(OfferPack::open(base.bytes).value(), OfferPack::open(now.bytes).value()).value();
    CHECK(delta.size() < now.bytes.size() / 2);

    World world;
    CHECK(world.load_pack("offers-charleroi", delta).error().code == "pack-order");
    REQUIRE(world.load_pack("offers-charleroi", base.bytes));
    REQUIRE(world.load_pack("offers-namur", before.of("namur").bytes));
    REQUIRE(world.load_pack("offers-charleroi", delta));
    REQUIRE(world.offers().size() == 2);
    CHECK(world.offers()[0]->identity() == OfferPack::open(now.bytes).value().identity());
    CHECK(world.has_offers("offers-charleroi"));
    CHECK_FALSE(world.has_offers("offers-liege"));
    // Twice is once too many, and changes nothing.
    CHECK_FALSE(world.load_pack("offers-charleroi", delta));
    CHECK(world.offers()[0]->size() == now.count);
}
