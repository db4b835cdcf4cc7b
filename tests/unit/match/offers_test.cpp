#include "match/offers.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "base/pack.hpp"
#include "match/offer_sections.hpp"
#include "support/random_offers.hpp"

namespace {

using namespace passerelle;
namespace sections = offer_sections;

OfferSource bricklayer() {
    OfferSource offer;
    offer.id = "o-1";
    offer.title = "  Maçon·ne \n (H/F/X) ";
    offer.employer = "Bâti <Charleroi>";
    offer.occupation = 7;
    offer.skills = {
        {40, false, SkillOrigin::text}, {3, true, SkillOrigin::listed}, {40, true, SkillOrigin::occupation}};
    offer.place = "Charleroi";
    offer.postcode = "6000";
    offer.has_position = true;
    offer.latitude_e5 = 5'041'136;
    offer.longitude_e5 = 444'448;
    offer.contract = Contract::open_ended;
    offer.working_time = WorkingTime::full_time;
    offer.experience_months = 24;
    offer.studies = Studies::none;
    offer.licences = static_cast<std::uint16_t>(licence_bit("b") | licence_bit("be"));
    offer.languages = {{"nl", LanguageLevel::a2, false}, {"fr", LanguageLevel::b1, true}};
    offer.start = CivilDate::parse("2026-03-02");
    offer.published = CivilDate::parse("2026-02-10");
    offer.closing = CivilDate::parse("2026-04-01");
    offer.pay_monthly_gross_eur = 2'450;
    offer.url = "https://example.org/o-1";
    offer.text = "Première ligne.\nDeuxième ligne.";
    return offer;
}

std::string code_of(const Result<std::string>& result) {
    return result ? "" : result.error().code;
}

// The bytes of a pack with one section replaced, sealed again as a writer would.
template <typename Element>
std::string with_section(const std::string& bytes, std::uint32_t id, const std::vector<Element>& column) {
    const Result<PackReader> pack = PackReader::open(bytes);
    PackWriter writer(pack->kind(), pack->version(), pack->refers_to());
    writer.add(id, column);
    const auto copy = [&]<typename Kept>(Kept, std::uint32_t section) {
        if (section == id) return;
        const auto kept = pack->column<Kept>(section);
        if (kept) writer.add(section, std::vector<Kept>(kept->begin(), kept->end()));
    };
    for (std::uint32_t section = 0; section < 60; ++section) {
        copy(std::uint8_t{}, section);
        copy(std::uint16_t{}, section);
        copy(std::uint32_t{}, section);
        copy(std::uint64_t{}, section);
    }
    return writer.finish().value();
}

}  // namespace

TEST_CASE("an offer comes back from its pack as it went in") {
    const OfferSource given = bricklayer();
    OfferSource silent;
    silent.id = "o-2";
    const std::string bytes = build_offer_pack(std::vector{silent, given}, {11, 22}).value();
    const Result<OfferPack> pack = OfferPack::open(bytes);
    REQUIRE(pack);
    CHECK(pack->size() == 2);
    CHECK(pack->taxonomy() == TaxonomyIdentity{11, 22});
    CHECK(pack->occupation_limit() == 8);
    CHECK(pack->skill_limit() == 41);
    const std::optional<std::uint32_t> found = pack->find("o-1");
    REQUIRE(found);
    const OfferSource back = pack->source(*found);
    CHECK(back.title == "Maçon·ne (H/F/X)");
    CHECK(back.text == given.text);
    CHECK(back.employer == given.employer);
    CHECK(back.occupation == given.occupation);
    CHECK(back.skills == std::vector<OfferSkill>{{3, true, SkillOrigin::listed}, {40, false, SkillOrigin::text}});
    CHECK(back.languages ==
          std::vector<OfferLanguage>{{"fr", LanguageLevel::b1, true}, {"nl", LanguageLevel::a2, false}});
    CHECK(back.postcode == "6000");
    CHECK(back.latitude_e5 == given.latitude_e5);
    CHECK(back.longitude_e5 == given.longitude_e5);
    CHECK(back.contract == given.contract);
    CHECK(back.working_time == given.working_time);
    CHECK(back.experience_months == given.experience_months);
    CHECK(back.studies == Studies::none);
    CHECK(back.licences == given.licences);
    CHECK(back.start == given.start);
    CHECK(back.published == given.published);
    CHECK(back.closing == given.closing);
    CHECK(back.pay_monthly_gross_eur == given.pay_monthly_gross_eur);

    const OfferSource nothing = pack->source(pack->find("o-2").value());
    CHECK_FALSE(nothing.occupation);
    CHECK_FALSE(nothing.experience_months);
    CHECK_FALSE(nothing.start);
    CHECK_FALSE(nothing.pay_monthly_gross_eur);
    CHECK_FALSE(nothing.has_position);
    CHECK(nothing.studies == Studies::unknown);
    CHECK(nothing.skills.empty());
    CHECK_FALSE(pack->find("o-3"));
}

TEST_CASE("the order in which offers are given does not change the pack") {
    const support::SyntheticTaxonomy taxonomy = support::synthetic_taxonomy(1, 30, 50);
    std::vector<OfferSource> offers = support::random_offers(2, taxonomy, 200, 30);
    const std::string bytes = build_offer_pack(offers, taxonomy.identity()).value();
    std::reverse(offers.begin(), offers.end());
    CHECK(build_offer_pack(offers, taxonomy.identity()).value() == bytes);
}

TEST_CASE("an offer that can not be stored is refused by its id") {
    const auto refused = [](auto change) {
        OfferSource offer = bricklayer();
        change(offer);
        const Result<std::string> result = build_offer_pack(std::vector{offer}, {});
        if (!result) CHECK(result.error().field == offer.id);
        return code_of(result);
    };
    CHECK(refused([](OfferSource&) {}).empty());
    CHECK(refused([](OfferSource& offer) { offer.id.clear(); }) == "offer-id");
    CHECK(refused([](OfferSource& offer) { offer.id = " x"; }) == "offer-id");
    CHECK(refused([](OfferSource& offer) { offer.licences = 0x8000; }) == "offer-value");
    CHECK(refused([](OfferSource& offer) { offer.languages[0].code = "fra"; }) == "offer-value");
    CHECK(refused([](OfferSource& offer) { offer.start = CivilDate::parse("1999-12-31"); }) == "offer-value");
    CHECK(refused([](OfferSource& offer) { offer.pay_monthly_gross_eur = 70'000; }) == "offer-value");
    CHECK(refused([](OfferSource& offer) { offer.latitude_e5 = 9'000'001; }) == "offer-value");
    CHECK(refused([](OfferSource& offer) { offer.skills.resize(1'001); }) == "offer-too-many");
    CHECK(code_of(build_offer_pack(std::vector{bricklayer(), bricklayer()}, {})) == "offer-id");
}

TEST_CASE("a pack of no offers opens") {
    const std::string bytes = build_offer_pack({}, {}).value();
    const Result<OfferPack> pack = OfferPack::open(bytes);
    REQUIRE(pack);
    CHECK(pack->size() == 0);
}

TEST_CASE("a well sealed pack whose numbers lead outside is refused") {
    const std::string bytes = build_offer_pack(std::vector{bricklayer()}, {}).value();
    REQUIRE(OfferPack::open(with_section<std::uint16_t>(bytes, sections::occupation, {9})));
    const auto refused = [](const std::string& changed) {
        const Result<OfferPack> pack = OfferPack::open(changed);
        return !pack && pack.error().code == "pack-content";
    };
    CHECK(refused(with_section<std::uint32_t>(bytes, sections::skill_set, {2})));
    CHECK(refused(with_section<std::uint16_t>(bytes, sections::language_set, {2})));
    CHECK(refused(with_section<std::uint16_t>(bytes, sections::place, {1})));
    CHECK(refused(with_section<std::uint8_t>(bytes, sections::terms, {18})));
    CHECK(refused(with_section<std::uint8_t>(bytes, sections::studies, {8})));
    CHECK(refused(with_section<std::uint16_t>(bytes, sections::licences, {0x8000})));
    CHECK(refused(with_section<std::uint16_t>(bytes, sections::pay, {1, 2})));
    CHECK(refused(with_section<std::uint16_t>(bytes, sections::pay, {})));
    CHECK(refused(with_section<std::uint16_t>(bytes, sections::skill_lengths, {0, 3})));
    CHECK(refused(with_section<std::uint16_t>(bytes, sections::skill_lengths, {1, 1})));
    CHECK(refused(with_section<std::uint16_t>(bytes, sections::skill_lengths, {})));
    CHECK(refused(with_section<std::uint16_t>(bytes, sections::skill_indices, {40, 3})));
    CHECK(refused(with_section<std::uint16_t>(bytes, sections::skill_indices, {3, 0xFFFF})));
    CHECK(refused(with_section<std::uint8_t>(bytes, sections::skill_kinds, {0, 6})));
    CHECK(refused(with_section<std::uint8_t>(bytes, sections::language_kinds, {0, 16})));
    CHECK(refused(with_section<std::uint16_t>(bytes, sections::language_codes, {0, 1})));
    CHECK(refused(with_section<std::uint8_t>(bytes, sections::place_known, {2})));
    CHECK(refused(with_section<std::int32_t>(bytes, sections::place_latitudes, {9'000'001})));
    CHECK(refused(with_section<std::uint8_t>(bytes, sections::ids, {'a', 'b'})));
    CHECK(refused(with_section<std::uint8_t>(bytes, sections::titles, {0xC3, 0})));
    CHECK(refused(with_section<std::uint8_t>(bytes, sections::titles, {0, 0})));
    CHECK(refused(with_section<std::uint8_t>(bytes, sections::place_names, {})));
}

TEST_CASE("a pack with any bit turned over is refused") {
    const std::string bytes = build_offer_pack(std::vector{bricklayer()}, {}).value();
    REQUIRE(rc::check([&] {
        std::string damaged = bytes;
        const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
        damaged[at] = static_cast<char>(damaged[at] ^ (1 << *rc::gen::inRange(0, 8)));
        RC_ASSERT(!OfferPack::open(damaged));
        RC_ASSERT(!OfferPack::open(bytes.substr(0, at)));
    }));
}
