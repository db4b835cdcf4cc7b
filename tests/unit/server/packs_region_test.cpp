#include <rapidcheck.h>

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "packs/demo_offers.hpp"
#include "packs/make_packs.hpp"
#include "packs/random.hpp"
#include "packs/region.hpp"
#include "unit/server/packs_support.hpp"

using namespace passerelle;

namespace {

const DemoRegion& region() {
    static const DemoRegion read = read_demo_region(test::region_directory()).value();
    return read;
}

CivilDate day() {
    return *CivilDate::from_ymd(2026, 3, 27);
}

}  // namespace

TEST_CASE("The demo region has communes in Wallonia, each once, in its five provinces") {
    CHECK(region().communes.size() >= 60);
    std::set<std::string> postcodes, names, provinces;
    for (const DemoCommune& commune : region().communes) {
        INFO(commune.place.locality);
        CHECK(postcodes.insert(commune.place.postcode).second);
        CHECK(names.insert(commune.place.locality).second);
        provinces.insert(commune.place.province);
        CHECK_FALSE(commune.place.arrondissement.empty());
        CHECK(commune.place.postcode.size() == 4);
        CHECK((commune.place.where.latitude_e5 >= 4'949'000 && commune.place.where.latitude_e5 <= 5'082'000));
        CHECK((commune.place.where.longitude_e5 >= 283'000 && commune.place.where.longitude_e5 <= 642'000));
    }
    CHECK(provinces == std::set<std::string>{"Brabant wallon", "Hainaut", "Liège", "Luxembourg", "Namur"});
}

TEST_CASE("Every occupation of the demo region has six to ten skills, an ISCO-08 code and labels of its own") {
    CHECK(region().occupations.size() >= 60);
    std::set<std::string> labels, uris;
    for (const DemoOccupation& occupation : region().occupations) {
        INFO(occupation.label);
        CHECK(uris.insert(occupation.uri).second);
        CHECK(labels.insert(occupation.label).second);
        for (const std::string& name : occupation.alternatives) CHECK(labels.insert(name).second);
        const std::size_t skills = occupation.essential.size() + occupation.optional.size();
        CHECK((skills >= 6 && skills <= 10));
        std::set<std::string> own(occupation.essential.begin(), occupation.essential.end());
        own.insert(occupation.optional.begin(), occupation.optional.end());
        CHECK(own.size() == skills);
        CHECK(occupation.isco.size() == 4);
        CHECK(occupation.pay_least >= 2100);
        CHECK(occupation.pay_most <= 4500);
    }
}

TEST_CASE("The skills of the demo region have URIs of their own and serve several occupations in part") {
    const std::vector<SkillSource> skills = skill_sources(region());
    CHECK(skills.size() >= 250);
    std::set<std::string> uris;
    for (const SkillSource& skill : skills) {
        INFO(skill.preferred);
        CHECK(uris.insert(skill.uri).second);
    }
    std::map<std::string, int> uses;
    for (const LinkSource& link : link_sources(region())) ++uses[link.skill_uri];
    int shared = 0;
    for (const auto& [uri, count] : uses) shared += count > 1 ? 1 : 0;
    CHECK(shared >= 60);
}

TEST_CASE("A slug is plain letters, digits and hyphens") {
    CHECK(slug("Maçon / maçonne") == "macon-maconne");
    CHECK(slug("préparer de l'œuvre (2)") == "preparer-de-l-oeuvre-2");
    CHECK(slug("---") == "");
}

TEST_CASE("The generator of the demo gives the numbers of splitmix64") {
    // From the reference implementation (prng.di.unimi.it/splitmix64.c) with seed 1234567.
    Random random(1234567);
    CHECK(random.next() == 6457827717110365317U);
    CHECK(random.next() == 3203168211198807973U);
    CHECK(random.next() == 9817491932198370423U);
}

TEST_CASE("Drawn numbers stay within their bounds") {
    REQUIRE(rc::check([](std::uint64_t seed, std::uint32_t bound, int first, std::uint8_t span) {
        RC_PRE(bound > 0U && first < 1'000'000'000 && first > -1'000'000'000);
        Random random(seed);
        RC_ASSERT(random.below(bound) < bound);
        const int drawn = random.between(first, first + span);
        RC_ASSERT(drawn >= first && drawn <= first + span);
    }));
    Random random(7);
    const std::array<unsigned, 3> weights = {0, 5, 0};
    for (int i = 0; i < 20; ++i) CHECK(random.weighted(weights) == 1);
}

TEST_CASE("The same seed gives the same packs, byte for byte, and another seed others") {
    const Result<std::vector<NewPack>> first = make_demo_packs(region(), 1, 300, day());
    const Result<std::vector<NewPack>> again = make_demo_packs(region(), 1, 300, day());
    const Result<std::vector<NewPack>> other = make_demo_packs(region(), 2, 300, day());
    REQUIRE(first);
    REQUIRE(again);
    REQUIRE(other);
    REQUIRE(first->size() == again->size());
    std::uint64_t offers = 0;
    for (std::size_t index = 0; index < first->size(); ++index) {
        CHECK((*first)[index].bytes == (*again)[index].bytes);
        if ((*first)[index].name == "offers") offers += (*first)[index].count;
    }
    CHECK(offers == 300);
    CHECK((*first)[3].bytes != (*other)[3].bytes);
    CHECK((*first)[0].bytes == (*other)[0].bytes);
}

TEST_CASE("Five thousand offers of the demo are plausible") {
    const Result<std::vector<NewPack>> packs = make_demo_packs(region(), 1, 1, day());
    REQUIRE(packs);
    const Result<OccupationPack> occupations = OccupationPack::open((*packs)[0].bytes);
    REQUIRE(occupations);
    const Result<SkillPack> skills = SkillPack::open((*packs)[1].bytes, *occupations);
    REQUIRE(skills);
    const std::vector<OfferSource> offers = demo_offers(region(), *occupations, *skills, 1, 5000, day());
    REQUIRE(offers.size() == 5000);
    std::set<std::string> ids, titles;
    std::map<std::uint16_t, int> by_occupation;
    std::map<std::string, int> by_place;
    int with_pay = 0;
    for (const OfferSource& offer : offers) {
        INFO(offer.id << " " << offer.title);
        CHECK(ids.insert(offer.id).second);
        titles.insert(offer.title);
        REQUIRE(offer.occupation);
        ++by_occupation[*offer.occupation];
        ++by_place[offer.place];
        CHECK(offer.skills.size() >= 2);
        CHECK(offer.has_position);
        CHECK(offer.contract != Contract::unknown);
        REQUIRE(offer.published);
        CHECK(*offer.published <= day());
        REQUIRE(offer.closing);
        CHECK(*offer.closing > day());
        CHECK(offer.text.find('{') == std::string::npos);
        CHECK(offer.employer.find('{') == std::string::npos);
        if (offer.pay_monthly_gross_eur) {
            ++with_pay;
            CHECK((*offer.pay_monthly_gross_eur >= 1000 && *offer.pay_monthly_gross_eur <= 4500));
            // The guaranteed minimum wage of a full-time worker, 2,111.89 euro from 1 April 2025.
            if (offer.working_time == WorkingTime::full_time) CHECK(*offer.pay_monthly_gross_eur >= 2112);
        }
    }
    CHECK(by_occupation.size() == region().occupations.size());
    CHECK(by_place.size() == region().communes.size());
    CHECK(by_place["Charleroi"] > by_place["Chimay"]);
    CHECK(titles.size() > 150);
    CHECK((with_pay > 4000 && with_pay < 4400));

    SECTION("and more of them leave the first ones as they were") {
        const std::vector<OfferSource> few = demo_offers(region(), *occupations, *skills, 1, 10, day());
        for (std::size_t index = 0; index < few.size(); ++index) {
            CHECK(few[index].id == offers[index].id);
            CHECK(few[index].text == offers[index].text);
            CHECK(few[index].skills == offers[index].skills);
        }
    }
}

TEST_CASE("An offer needs the skills of its occupation as well, and says where each comes from") {
    const Result<std::vector<NewPack>> packs = make_demo_packs(region(), 1, 1, day());
    REQUIRE(packs);
    const Result<OccupationPack> occupations = OccupationPack::open((*packs)[0].bytes);
    REQUIRE(occupations);
    const Result<SkillPack> skills = SkillPack::open((*packs)[1].bytes, *occupations);
    REQUIRE(skills);
    OfferSource offer;
    offer.occupation = occupations->find_uri("https://passerelle.example/occupation/macon");
    REQUIRE(offer.occupation);
    const std::optional<SkillIndex> wall = skills->find_uri(demo_skill_uri("monter un mur de briques ou de blocs"));
    REQUIRE(wall);
    offer.skills.push_back({*wall, false, SkillOrigin::listed});
    add_occupation_skills(offer, *skills);
    CHECK(offer.skills.size() == skills->essential(*offer.occupation).size());
    CHECK(offer.skills[0] == OfferSkill{*wall, false, SkillOrigin::listed});
    CHECK(offer.skills[1].origin == SkillOrigin::occupation);
    CHECK(offer.skills[1].essential);
}

TEST_CASE("A region with a fault is refused and names it") {
    const test::TemporaryDirectory directory;
    const Result<DemoRegion> absent = read_demo_region(directory.path());
    REQUIRE_FALSE(absent);
    CHECK(absent.error().code == "file-unreadable");
}
