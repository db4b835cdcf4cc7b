// Importers on the real files of the data directory, which is not part of the project.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "base/text.hpp"
#include "match/score.hpp"
#include "packs/duplicates.hpp"
#include "packs/esco.hpp"
#include "packs/files.hpp"
#include "packs/france_travail.hpp"
#include "packs/geonames.hpp"
#include "packs/make_packs.hpp"
#include "packs/manifest.hpp"
#include "packs/pack_set.hpp"
#include "packs/region.hpp"
#include "profile/facts.hpp"
#include "unit/server/packs_support.hpp"

using namespace passerelle;

namespace {

struct Esco {
    EscoData data;
    ImportReport report;
};

Esco read_real_esco(const std::string& language, bool with_links = true) {
    Esco esco;
    const Result<std::vector<InputFile>> files = read_input_files(test::data_path("esco"), [&](std::string_view name) {
        return is_esco_file(name, language) && (with_links || name.find("Relations") == std::string_view::npos);
    });
    REQUIRE(files);
    Result<EscoData> data = read_esco(*files, language, esco.report);
    REQUIRE(data);
    esco.data = std::move(*data);
    return esco;
}

std::vector<PlaceSource> real_places(ImportReport& report) {
    const std::string path = test::data_path("geo/geonames_BE_2026-03-30.csv");
    const InputFile communes{"bpost.csv",
                             read_whole_file(test::data_path("geo/bpost_zip_commune_2017_fr.csv")).value()};
    const Result<std::vector<PlaceSource>> places =
        read_geonames({"geonames.csv", read_whole_file(path).value()}, &communes, report);
    REQUIRE(places);
    return *places;
}

}  // namespace

TEST_CASE("French ESCO is read from its parts of two versions", "[data]") {
    const Esco esco = read_real_esco("fr");
    CHECK(esco.data.occupations.size() == 3007);
    CHECK(esco.data.skills.size() == 13896);
    CHECK(esco.data.links.size() == 123855);
    CHECK(esco.report.counted("skill groups read") > 600);
    CHECK(esco.report.counted("skills in no group") < 200);
    CHECK(esco.report.counted("occupations without a label in this language, named in English") == 68);
    ImportReport made;
    const std::vector<NewPack> packs = make_taxonomy_packs(esco.data, "fr", made).value();
    const test::TemporaryDirectory directory;
    REQUIRE(publish_packs(directory.path(), packs));
    const PackSet opened = PackSet::open(directory.path()).value();
    REQUIRE(opened.has_whole_skill_uris());
    for (const SkillSource& skill : esco.data.skills) {
        const std::optional<SkillIndex> index = opened.skills()->find_uri(skill.uri);
        REQUIRE(index);
        REQUIRE(opened.skill_uri(*index) == skill.uri);
    }
    std::cout << "ESCO in French:\n" << esco.report.text();
}

TEST_CASE("Dutch and German ESCO occupations are read with the skills in English", "[data]") {
    // The German list is of version 1.2, which brought 35 occupations that the English 1.1.1 can not have yet.
    const std::map<std::string, std::size_t> newer = {{"nl", 0}, {"de", 35}, {"fr,nl,de", 35}};
    for (const auto& [languages, added] : newer) {
        INFO(languages);
        const Esco esco = read_real_esco(languages, false);
        CHECK(esco.data.occupations.size() == 3007 + added);
        CHECK(esco.report.skipped() == 0);
        CHECK(esco.report.counted("occupations of de that are newer than the English list, added") == added);
        std::cout << "ESCO in " << languages << ":\n" << esco.report.text();
    }
    for (const std::string language : {"nl", "de"}) {
        const Esco esco = read_real_esco(language, false);
        CHECK(esco.report.counted("skills without a label in this language, named in English") ==
              esco.data.skills.size());
    }
}

TEST_CASE("The postal codes of Wallonia and Brussels are read with their communes", "[data]") {
    ImportReport report;
    const std::vector<PlaceSource> places = real_places(report);
    CHECK(report.skipped() == 0);
    CHECK(std::count_if(places.begin(), places.end(),
                        [](const PlaceSource& place) { return place.province != "Bruxelles-Capitale"; }) == 1577);
    CHECK(report.counted("places joined to their commune") > 1000);
}

TEST_CASE("The communes of the demo region lie where GeoNames has them, within five kilometres", "[data]") {
    ImportReport report;
    std::map<std::string, std::vector<Coordinates>> by_postcode;
    for (const PlaceSource& place : real_places(report)) by_postcode[place.postcode].push_back(place.where);
    const DemoRegion region = read_demo_region(test::region_directory()).value();
    for (const DemoCommune& commune : region.communes) {
        INFO(commune.place.postcode << " " << commune.place.locality);
        std::uint32_t nearest_m = 1'000'000;
        for (const Coordinates where : by_postcode[commune.place.postcode]) {
            nearest_m = std::min(nearest_m, distance_m(where, commune.place.where));
        }
        CHECK(nearest_m < 5000);
    }
}

TEST_CASE("Offers of one employer whose texts end differently stay, and those published again become one", "[data]") {
    ImportReport report;
    const std::string text = read_whole_file(test::data_path("offers/france_travail_299.jsonl")).value();
    std::vector<OfferDraft> drafts = read_france_travail({"france_travail_299.jsonl", text}, report).value();
    std::vector<OfferSource> offers;
    for (OfferDraft& draft : drafts) offers.push_back(std::move(draft.offer));
    std::set<std::string> kept;
    for (const OfferSource& offer : merge_duplicates(offers, report)) kept.insert(offer.id);
    for (const std::string id : {"189WXCG", "189WWYT", "192ZJSC", "192ZKBF"}) {
        INFO(id);
        CHECK(kept.contains(id));
    }
    using Pair = std::pair<std::string, std::string>;
    for (const auto& [first, again] :
         {Pair{"189ZFWX", "192QPNP"}, Pair{"189RWJG", "192DGFD"}, Pair{"189ZZRR", "191SXDT"}}) {
        INFO(first << " " << again);
        CHECK(kept.contains(first) != kept.contains(again));
    }
    std::cout << offers.size() << " offers of France Travail, " << kept.size() << " different\n";
}

TEST_CASE("A bricklayer of Charleroi gets the ESCO occupation and the building-site offers first", "[data]") {
    const Esco esco = read_real_esco("fr");
    ImportReport report;
    std::vector<NewPack> packs = make_taxonomy_packs(esco.data, "fr", report).value();
    packs.push_back(make_place_pack(real_places(report)).value());
    const test::TemporaryDirectory directory;
    REQUIRE(publish_packs(directory.path(), packs));
    const PackSet taxonomy_packs = PackSet::open(directory.path()).value();
    const OccupationPack& occupations = *taxonomy_packs.occupations();

    const std::vector<Found> found = occupations.find("maçon", 1);
    REQUIRE(found.size() == 1);
    const auto wished = static_cast<OccupationIndex>(found[0].index);
    CHECK(occupations.uri(wished) == "http://data.europa.eu/esco/occupation/05f321f8-055b-407d-bf19-e0ddabda56b7");
    CHECK(occupations.label(wished) == "maçon/maçonne");

    const std::string text = read_whole_file(test::data_path("offers/france_travail_299.jsonl")).value();
    std::vector<OfferDraft> drafts = read_france_travail({"france_travail_299.jsonl", text}, report).value();
    const CodeTable no_codes;
    const std::vector<OfferSource> offers =
        OfferMeaning(occupations, *taxonomy_packs.skills(), no_codes, nullptr).read(std::move(drafts), report);
    CHECK(offers.size() == 299);
    CHECK(report.skipped() == 0);
    const std::string offer_bytes =
        build_offer_pack(offers, {occupations.identity(), taxonomy_packs.skills()->identity()}).value();
    const OfferPack pack = OfferPack::open(offer_bytes).value();

    // The bricklayers' own code, F1703, is on none of these 299 offers: the trade is that of the offers whose directory
    // name says so. The labourers of the same code (F1704, "Manœuvre bâtiment") are printed and not asked to be first:
    // ISCO-08 has them in another major group.
    std::set<std::string> bricklaying, labouring;
    for (const std::string_view line : split(text, '\n')) {
        const Result<Json> json = parse_json(line);
        if (!json) continue;
        const bool named = fold(string_or(*json, "appellationlibelle")).find("macon") != std::string::npos;
        if (named || string_or(*json, "romeCode") == "F1703") bricklaying.insert(string_or(*json, "id"));
        if (string_or(*json, "romeCode") == "F1704") labouring.insert(string_or(*json, "id"));
    }
    REQUIRE_FALSE(bricklaying.empty());

    const MatchTaxonomy taxonomy = taxonomy_packs.taxonomy();
    const Json facts = {{"wish", {{{"occupation", {{"uri", occupations.uri(wished)}, {"label", "maçon"}}}}}},
                        {"commune", {{"postcode", "6000"}, {"name", "Charleroi"}}}};
    const MatchPerson person = compile_person(stated_match_facts(facts), taxonomy, *CivilDate::from_ymd(2026, 3, 27));
    const OfferPack* const only = &pack;
    const auto before = std::chrono::steady_clock::now();
    const Ranking ranking = rank(person, std::span(&only, 1), {}, {}, 299);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - before;

    std::cout << "Wish maçon in 6000 Charleroi: " << ranking.considered << " offers ranked in " << took.count()
              << " ms\n";
    for (std::size_t index = 0; index < ranking.best.size(); ++index) {
        const OfferSource offer = pack.source(ranking.best[index].offer);
        if (index >= 10 && !labouring.contains(offer.id)) continue;
        std::cout << "  " << index + 1 << ". " << ranking.best[index].points << " " << offer.title << " ("
                  << (offer.occupation ? occupations.label(*offer.occupation) : "no occupation") << ")"
                  << (bricklaying.contains(offer.id) ? " *"
                      : labouring.contains(offer.id) ? " F1704"
                                                     : "")
                  << "\n";
    }
    CHECK(ranking.considered == 299);
    REQUIRE(ranking.best.size() >= bricklaying.size());
    for (std::size_t index = 0; index < bricklaying.size(); ++index) {
        INFO("at place " << index + 1);
        CHECK(bricklaying.contains(std::string(pack.id(ranking.best[index].offer))));
    }
}
