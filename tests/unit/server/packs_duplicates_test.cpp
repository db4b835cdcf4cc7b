// Offers that are the same, of one source or of several, and offers that only look alike.
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "packs/duplicates.hpp"
#include "packs/offer_meaning.hpp"
#include "packs/offer_packs.hpp"
#include "packs/offer_table.hpp"
#include "unit/server/packs_small_taxonomy.hpp"
#include "unit/server/packs_support.hpp"

using namespace passerelle;
using test::Taxonomy;

namespace {

OfferSource one(std::string id, std::string source) {
    OfferSource offer;
    offer.id = std::move(id);
    offer.source = std::move(source);
    offer.title = "Maçon (H/F)";
    offer.employer = "Bâtisseurs d'Essai";
    offer.postcode = "6000";
    offer.published = CivilDate::from_ymd(2026, 3, 20);
    return offer;
}

}  // namespace

TEST_CASE("The same offer of two sources becomes one, which knows what both knew") {
    ImportReport report;
    OfferSource rich = one("forem-1", "forem");
    rich.contract = Contract::open_ended;
    rich.text = "Monter des murs.";
    OfferSource other = one("site-9", "site");
    other.title = "maçon";
    other.published = CivilDate::from_ymd(2026, 4, 10);
    other.licences = licence_bit("b");
    other.skills.push_back({4, true, SkillOrigin::listed, 100});
    OfferSource later = one("site-10", "site");
    later.published = CivilDate::from_ymd(2026, 6, 10);
    OfferSource elsewhere = one("site-11", "site");
    elsewhere.postcode = "5000";
    const std::vector<OfferSource> merged = merge_duplicates({other, later, elsewhere, rich}, report);
    REQUIRE(merged.size() == 3);
    CHECK(merged[0].id == "forem-1");
    CHECK(merged[0].licences == licence_bit("b"));
    CHECK(merged[0].skills.size() == 1);
    CHECK(report.counted("offers that were another source's or met before, merged") == 1);
    CHECK(merge_duplicates({rich, elsewhere, later, other}, report) == merged);
}

TEST_CASE("Addresses and references join offers, and two jobs of one employer stay two") {
    ImportReport report;
    OfferSource first = one("forem-1", "forem");
    first.title = "Ouvrier";
    first.reference = "REF-778899";
    OfferSource second = one("site-REF-778899", "site");
    CHECK(merge_duplicates({first, second}, report).size() == 1);
    second.employer = "Quelqu'un d'autre";
    CHECK(merge_duplicates({first, second}, report).size() == 2);

    OfferSource left = one("site-1", "site");
    OfferSource right = one("site-2", "site");
    left.text = "Une équipe de jour";
    right.text = "Une équipe de nuit";
    CHECK(merge_duplicates({left, right}, report).size() == 2);
    right.text = left.text;
    CHECK(merge_duplicates({left, right}, report).size() == 1);

    // Another source's title may be in other words, where employer, place and contract are known to be the same.
    left.url = "https://a.example/1?utm=x";
    right.url = "https://a.example/1/";
    right.title = "Autre titre";
    right.source = "forem";
    CHECK(merge_duplicates({left, right}, report).size() == 2);
    left.contract = right.contract = Contract::open_ended;
    CHECK(merge_duplicates({left, right}, report).size() == 1);
    right.contract = Contract::fixed_term;
    CHECK(merge_duplicates({left, right}, report).size() == 2);
}

TEST_CASE("An address or reference that one source gives to several titles or places joins none of them") {
    ImportReport report;
    const auto careers = [](std::string id, std::string title, std::string postcode, Contract contract) {
        OfferSource offer = one(std::move(id), "table");
        offer.title = std::move(title);
        offer.postcode = std::move(postcode);
        offer.contract = contract;
        offer.url = "https://employer.example/jobs";
        offer.reference = "2026-11";
        return offer;
    };
    const std::vector<OfferSource> of_one_employer = {careers("table-1", "Boulanger", "4000", Contract::open_ended),
                                                      careers("table-2", "Comptable", "4000", Contract::open_ended),
                                                      careers("table-3", "Maçon", "7000", Contract::fixed_term)};
    CHECK(merge_duplicates(of_one_employer, report).size() == 3);
    // Nor with an offer of another source.
    std::vector<OfferSource> more = of_one_employer;
    more.push_back(careers("site-1", "Plombier", "4000", Contract::open_ended));
    more.back().source = "site";
    CHECK(merge_duplicates(more, report).size() == 4);

    std::vector<OfferSource> of_two_texts = {of_one_employer[0], of_one_employer[0]};
    of_two_texts[1].id = "table-4";
    CHECK(merge_duplicates(of_two_texts, report).size() == 1);
    of_two_texts[0].text = "De jour.";
    of_two_texts[1].text = "De nuit.";
    CHECK(merge_duplicates(of_two_texts, report).size() == 2);

    std::vector<OfferSource> in_two_places = {careers("table-1", "Vendeur", "4000", Contract::open_ended),
                                              careers("table-2", "Vendeur", "5000", Contract::fixed_term)};
    for (OfferSource& offer : in_two_places) offer.employer.clear();
    CHECK(merge_duplicates(in_two_places, report).size() == 2);
    in_two_places[1].source = "site";
    CHECK(merge_duplicates(in_two_places, report).size() == 2);
}

TEST_CASE("Long advertisements of one source that only begin alike are two offers, also when read back") {
    const Taxonomy taxonomy;
    ImportReport report;
    const std::string beginning = replace_all(std::string(100, '.'), ".", "Monter des murs. ");
    const auto table = [&](const std::string& first, const std::string& second) {
        const std::string text = "id,title,employer,postcode,text\n1,Maçon,ACME,6000," + beginning + first +
                                 "\n2,Maçon,ACME,6000," + beginning + second + "\n";
        const CodeTable no_codes;
        std::vector<OfferSource> offers =
            OfferMeaning(*taxonomy.occupations, *taxonomy.skills, no_codes, nullptr)
                .read(read_offer_table({"t.csv", text}, parse_column_names("").value(), report).value(), report);
        name_source(offers, "table");
        return offers;
    };
    const test::TemporaryDirectory directory;
    const auto kept = [&](const std::vector<OfferSource>& offers) {
        const std::string pack =
            build_offer_pack(offers, {taxonomy.occupations->identity(), taxonomy.skills->identity()}).value();
        REQUIRE_FALSE(keep_source(directory.path(), "table", pack));
        return read_other_sources(directory.path(), "site", *taxonomy.occupations, *taxonomy.skills, report).value();
    };
    const std::vector<OfferSource> two = table("De jour.", "De nuit.");
    CHECK(two[0].text == two[1].text);
    CHECK(merge_duplicates(two, report).size() == 2);
    CHECK(merge_duplicates(kept(two), report).size() == 2);
    std::vector<OfferSource> same = table("De jour.", "DE  JOUR");
    CHECK(merge_duplicates(same, report).size() == 1);
    CHECK(merge_duplicates(kept(same), report).size() == 1);
    // Devices are given no hash; what an earlier program kept has none, and then the end of a long text is not known.
    const std::vector<NewPack> packs = make_offer_packs(same, *taxonomy.occupations, *taxonomy.skills, nullptr).value();
    CHECK(OfferPack::open(packs.at(0).bytes).value().source(0).text_hash == 0);
    for (OfferSource& offer : same) offer.text_hash = 0;
    CHECK(merge_duplicates(same, report).size() == 2);
}

TEST_CASE("The same whole text is the same offer whenever it was published, unless it is short") {
    ImportReport report;
    OfferSource march = one("forem-1", "forem");
    OfferSource may = one("forem-2", "forem");
    may.published = CivilDate::from_ymd(2026, 5, 20);
    march.text = may.text = "Monter des murs.";
    CHECK(merge_duplicates({march, may}, report).size() == 2);
    march.text = may.text = replace_all(std::string(10, '.'), ".", "Monter des murs. ");
    CHECK(merge_duplicates({march, may}, report).size() == 1);
    may.text += "De nuit.";
    CHECK(merge_duplicates({march, may}, report).size() == 2);
}

TEST_CASE("An employer is the same with and without its legal form") {
    ImportReport report;
    const auto joined = [&](const std::string& left, const std::string& right) {
        OfferSource first = one("forem-1", "forem");
        OfferSource second = one("site-1", "site");
        first.employer = left;
        second.employer = right;
        return merge_duplicates({first, second}, report).size() == 1;
    };
    CHECK(joined("Boulangerie Dupont SA", "BOULANGERIE DUPONT"));
    CHECK(joined("Boulangerie Dupont S.A.", "SPRL Boulangerie Dupont"));
    CHECK(joined("Bäckerei Schmitz GmbH & Co. KG", "Bäckerei Schmitz"));
    CHECK_FALSE(joined("Boulangerie Dupont SA", "Boulangerie Martin SA"));
    CHECK_FALSE(joined("Sasu", "SA"));
    CHECK_FALSE(joined("Sabena", "Bena"));
}

TEST_CASE("Addresses that differ by more than tracking are two offers") {
    ImportReport report;
    OfferSource left = one("site-1", "site");
    OfferSource right = one("forem-2", "forem");
    right.title = "Grutier";
    left.contract = right.contract = Contract::open_ended;
    const auto count = [&](std::string first, std::string second) {
        left.url = std::move(first);
        right.url = std::move(second);
        return merge_duplicates({left, right}, report).size();
    };
    CHECK(count("https://a.example/view?id=1", "https://a.example/view?id=2") == 2);
    CHECK(count("https://a.example/view#/3", "https://a.example/view#/4") == 2);
    CHECK(count("https://a.example/view?id=1&utm_source=x&fbclid=y", "https://a.example/view/?gclid=z&id=1") == 1);
}

TEST_CASE("Within one source offers without a text are not taken for each other") {
    ImportReport report;
    const OfferSource left = one("forem-1", "forem");
    const OfferSource right = one("forem-2", "forem");
    CHECK(merge_duplicates({left, right}, report).size() == 2);
    OfferSource told = right;
    told.text = "Monter des murs.";
    CHECK(merge_duplicates({left, told}, report).size() == 2);
    // Nor when another source's offer is like both.
    CHECK(merge_duplicates({left, right, one("site-1", "site")}, report).size() == 2);
}

TEST_CASE("Offers whose contract, working time, experience or reference differ are not the same") {
    ImportReport report;
    OfferSource left = one("site-1", "site");
    OfferSource right = one("site-2", "site");
    left.text = right.text = "Monter des murs.";
    left.contract = Contract::open_ended;
    left.working_time = WorkingTime::full_time;
    left.experience_months = 24;
    left.reference = "A-10001";
    CHECK(merge_duplicates({left, right}, report).size() == 1);
    const auto apart = [&](auto&& change) {
        OfferSource changed = right;
        change(changed);
        // A third that says nothing joins one of them only.
        return merge_duplicates({left, changed}, report).size() == 2 &&
               merge_duplicates({left, right, changed}, report).size() == 2;
    };
    CHECK(apart([](OfferSource& offer) { offer.contract = Contract::fixed_term; }));
    CHECK(apart([](OfferSource& offer) { offer.working_time = WorkingTime::part_time; }));
    CHECK(apart([](OfferSource& offer) { offer.experience_months = 0; }));
    CHECK(apart([](OfferSource& offer) { offer.reference = "A-10002"; }));
}

TEST_CASE("A reference joins an offer without an employer only by its title, and never two employers") {
    ImportReport report;
    OfferSource mason = one("forem-1", "forem");
    mason.reference = "10001";
    mason.employer.clear();
    OfferSource nurse = one("site-1", "site");
    nurse.reference = "10001";
    nurse.title = "Infirmier";
    nurse.employer = "Hôpital";
    CHECK(merge_duplicates({mason, nurse}, report).size() == 2);
    OfferSource builder = one("site-2", "site");
    builder.reference = "10001";
    CHECK(merge_duplicates({mason, builder}, report).size() == 1);
    OfferSource other = one("table-1", "table");
    other.reference = "10001";
    other.employer = "Quelqu'un d'autre";
    CHECK(merge_duplicates({mason, builder, other}, report).size() == 2);
    CHECK(merge_duplicates({other, mason, builder}, report) == merge_duplicates({mason, builder, other}, report));
}
