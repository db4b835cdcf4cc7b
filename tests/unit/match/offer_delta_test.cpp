#include "match/offer_delta.hpp"

#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>

#include "base/pack.hpp"
#include "support/random_offers.hpp"

namespace {

using namespace passerelle;

// Offers of one day and of the next: some gone, some changed, some new.
struct TwoDays {
    support::SyntheticTaxonomy taxonomy = support::synthetic_taxonomy(1, 40, 80);
    std::string before, after;

    explicit TwoDays(std::uint64_t seed, std::uint32_t count = 60) {
        support::Random random(seed);
        std::vector<OfferSource> offers = support::random_offers(seed, taxonomy, count, 20);
        before = build_offer_pack(offers, taxonomy.identity()).value();
        std::vector<OfferSource> next;
        for (OfferSource& offer : offers) {
            if (random.chance(10)) continue;
            if (random.chance(10)) offer.title += " (encore)";
            next.push_back(std::move(offer));
        }
        for (std::uint32_t number = 0; number < random.below(8); ++number) {
            next.push_back(support::random_offer(random, taxonomy, 1000 + number, 20));
        }
        after = build_offer_pack(next, taxonomy.identity()).value();
    }
    [[nodiscard]] std::string delta() const {
        return build_offer_delta(OfferPack::open(before).value(), OfferPack::open(after).value()).value();
    }
};

TEST_CASE("A delta leads from the pack of one day to exactly that of the next") {
    rc::check("bytes are equal", [] {
        const TwoDays days(*rc::gen::arbitrary<std::uint64_t>());
        const std::string delta = days.delta();
        RC_ASSERT(is_offer_delta(delta));
        const OfferPack base = OfferPack::open(days.before).value();
        RC_ASSERT(apply_offer_delta(base, delta).value() == days.after);
        const auto twice = apply_offer_delta(OfferPack::open(days.after).value(), delta);
        RC_ASSERT(static_cast<bool>(twice) == (days.before == days.after));
    });
}

TEST_CASE("Without a change a delta removes and adds nothing, and from nothing it adds all") {
    const TwoDays days(7);
    const OfferPack pack = OfferPack::open(days.before).value();
    const std::string same = build_offer_delta(pack, pack).value();
    CHECK(same.size() < 1500);
    CHECK(apply_offer_delta(pack, same).value() == days.before);
    const std::string empty_bytes = build_offer_pack({}, days.taxonomy.identity()).value();
    const OfferPack empty = OfferPack::open(empty_bytes).value();
    CHECK(apply_offer_delta(empty, build_offer_delta(empty, pack).value()).value() == days.before);
    CHECK(apply_offer_delta(pack, build_offer_delta(pack, empty).value()).value() == empty_bytes);
}

TEST_CASE("A delta of another pack, of another taxonomy, or that is no delta is refused") {
    const TwoDays days(7);
    const OfferPack before = OfferPack::open(days.before).value();
    const OfferPack after = OfferPack::open(days.after).value();
    CHECK(apply_offer_delta(after, days.delta()).error().code == "pack-other");
    CHECK(apply_offer_delta(before, days.after).error().code == "pack-kind");
    const std::string strange_bytes = build_offer_pack({}, {1, 2}).value();
    const OfferPack strange = OfferPack::open(strange_bytes).value();
    CHECK(build_offer_delta(before, strange).error().code == "delta-taxonomy");
    CHECK_FALSE(is_offer_delta(days.before));
    CHECK_FALSE(is_offer_delta("PASSPACK"));
}

TEST_CASE("A delta whose checksum is right and whose content is not is refused") {
    const TwoDays days(7);
    const std::string bytes = days.delta();
    const OfferPack base = OfferPack::open(days.before).value();
    const PackReader reader = PackReader::open(bytes).value();
    const auto with = [&](std::vector<std::uint64_t> result, std::vector<std::uint32_t> removed) {
        PackWriter writer(reader.kind(), reader.version(), reader.refers_to());
        writer.add(1, result);
        writer.add(2, removed);
        writer.add(3, reader.bytes(3).value());
        return apply_offer_delta(base, writer.finish().value());
    };
    const auto column = reader.column<std::uint32_t>(2).value();
    const std::vector<std::uint32_t> removed(column.begin(), column.end());
    const std::uint64_t result = reader.column<std::uint64_t>(1).value()[0];
    CHECK(with({result}, removed).value() == days.after);
    CHECK_FALSE(with({result + 1}, removed));
    CHECK_FALSE(with({result}, {}));
    CHECK_FALSE(with({result}, {base.size()}));
    CHECK_FALSE(with({result}, {3, 3}));
    CHECK_FALSE(with({}, removed));
}

TEST_CASE("A damaged delta is refused whole") {
    const TwoDays days(7);
    const std::string bytes = days.delta();
    const OfferPack base = OfferPack::open(days.before).value();
    rc::check("any byte changed, any cut", [&] {
        std::string damaged = bytes;
        const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
        damaged[at] = static_cast<char>(damaged[at] ^ (1 << *rc::gen::inRange(0, 8)));
        RC_ASSERT(!apply_offer_delta(base, damaged));
        RC_ASSERT(!apply_offer_delta(base, std::string(bytes, 0, at)));
    });
}

}  // namespace
