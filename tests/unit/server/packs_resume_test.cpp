// JSON Resume as match facts, and pack files told by their kind.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "base/pack.hpp"
#include "match/person.hpp"
#include "packs/json_resume.hpp"
#include "packs/pack_set.hpp"
#include "packs/questions.hpp"
#include "packs_support.hpp"
#include "profile/facts.hpp"

using namespace passerelle;

namespace {

// A taxonomy, places and offers of a few lines, as files.
struct SmallWorld {
    InputFile occupations, skills, places, offers;

    SmallWorld() {
        const std::vector<OccupationSource> occupation_sources = {
            {"urn:o:macon", "7112", "maçon / maçonne", {"briqueteur / briqueteuse"}},
            {"urn:o:developpeur", "2512", "développeur de logiciels / développeuse de logiciels", {"programmeur"}}};
        const std::vector<SkillSource> skill_sources = {
            {"urn:s:mortier", "préparer du mortier", {}}, {"urn:s:python", "Python", {}}, {"urn:s:sql", "SQL", {}}};
        const std::vector<LinkSource> links = {{"urn:o:macon", "urn:s:mortier", true},
                                               {"urn:o:developpeur", "urn:s:python", true}};
        occupations = {"occupations.pack", build_occupation_pack(occupation_sources, "fr").value()};
        const OccupationPack opened = OccupationPack::open(occupations.text).value();
        skills = {"skills.pack", build_skill_pack(skill_sources, links, opened, "fr").value()};
        const SkillPack opened_skills = SkillPack::open(skills.text, opened).value();
        const std::vector<PlaceSource> place_sources = {
            {"6000", "Charleroi", "Charleroi", "Charleroi", "Hainaut", {5'041'136, 444'448}}};
        places = {"places.pack", build_place_pack(place_sources).value()};
        OfferSource mason;
        mason.id = "mason";
        mason.occupation = opened.find_uri("urn:o:macon");
        offers = {"offers.pack",
                  build_offer_pack(std::vector{mason}, {opened.identity(), opened_skills.identity()}).value()};
    }
};

const Json& facts(const ResumeReading& reading) {
    return reading.facts.values();
}

CivilDate today() {
    return CivilDate::parse("2026-03-27").value();
}

}  // namespace

TEST_CASE("a résumé becomes match facts, and what it does not say clearly is named") {
    const SmallWorld world;
    const PackSet packs = PackSet::open(std::vector{world.places, world.skills, world.occupations}).value();
    const Json resume = parse_json(R"json({
        "basics": {"name": "Amélie Exemple", "email": "a@example.org", "label": "Maçonne (h/f/x)", "summary": "Python",
                   "location": {"address": "Rue 1", "postalCode": "6000", "city": "Charleroi", "countryCode": "BE"}},
        "work": [{"name": "Pont SA", "position": "Développeur de logiciels", "startDate": "2019", "endDate": "2020-06"},
                 {"position": "Briqueteur", "startDate": "2025-01-15"},
                 {"position": "CEO/President", "startDate": "2010-01"},
                 {"position": "Maçon", "startDate": "naguère"}],
        "education": [{"studyType": "Bachelor of Science", "area": "Bridges", "endDate": "2018-06-30"},
                      {"studyType": "Master", "endDate": "2027-06-30"}, {"studyType": "Bootcamp"}],
        "skills": [{"name": "Backend", "keywords": ["Python", "SQL", "Kubernetes"]}, {"name": "Permis B"}, {"name": "C"}],
        "languages": [{"language": "Français", "fluency": "Langue maternelle"},
                      {"language": "English", "fluency": "Professional working proficiency"},
                      {"language": "Nederlands", "fluency": "B1"}, {"language": "Igbo", "fluency": "Fluent"},
                      {"language": "Deutsch", "fluency": "a bit"}],
        "certificates": [{"name": "Permis CE"}, {"name": "Scrum Master"}]})json")
                            .value();
    REQUIRE(is_json_resume(resume));
    const ResumeReading reading = read_json_resume(resume, packs.taxonomy(), today());
    const PersonStatements says = statements(reading.facts, packs.taxonomy(), today());
    const OccupationPack& occupations = *packs.taxonomy().occupations;
    const OccupationIndex mason = occupations.find_uri("urn:o:macon").value();
    const OccupationIndex developer = occupations.find_uri("urn:o:developpeur").value();
    CHECK(says.wished == std::vector<OccupationIndex>{mason});
    REQUIRE(says.experience.size() == 2);
    for (const auto& practice : says.experience) {
        // January 2019 to June 2020; since 15 January 2025.
        CHECK(practice.months == (practice.occupation == developer ? 18 : 14));
    }
    CHECK(says.studies == Studies::bachelor);  // the master ends after today
    CHECK(says.skills.size() == 2);
    CHECK(says.licences == (licence_bit("b") | licence_bit("ce")));
    CHECK(says.home == Coordinates{5'041'136, 444'448});
    CHECK(says.languages == std::vector<PersonStatements::Spoken>{{language_code("en"), LanguageLevel::c1},
                                                                  {language_code("fr"), LanguageLevel::native},
                                                                  {language_code("nl"), LanguageLevel::b1}});

    std::vector<std::string> places;
    for (const std::string& line : reading.not_understood) places.push_back(line.substr(0, line.find(' ')));
    CHECK(places == std::vector<std::string>{"work/2/position", "work/3/startDate", "education/2/studyType",
                                             "skills/0/keywords/2", "skills/2/name", "languages/3/language",
                                             "languages/4/fluency", "certificates/1/name"});
    // Nothing that has no purpose here came along.
    CHECK(dump_json(facts(reading)).find("Exemple") == std::string::npos);
    CHECK(dump_json(facts(reading)).find("Rue") == std::string::npos);
}

TEST_CASE("a certificate of a licence is held as it is named, a permit to work is none, and a Ph.D. is a level") {
    const Json resume = parse_json(R"({"certificates":[{"name":"Permis de conduire B"},{"name":"Permis de travail"},
                                                       {"name":"Driving licence C1"},{"name":"Permis: BE"}],
                                       "education":[{"studyType":"Ph.D.","endDate":"2016-06"}]})")
                            .value();
    const ResumeReading reading = read_json_resume(resume, MatchTaxonomy{}, today());
    const PersonStatements says = statements(reading.facts, MatchTaxonomy{}, today());
    CHECK(says.licences == (licence_bit("b") | licence_bit("c1") | licence_bit("be")));
    CHECK(says.studies == Studies::master);
    CHECK(reading.not_understood ==
          std::vector<std::string>{"certificates/1/name \"Permis de travail\": no driving licence"});
}

TEST_CASE("a résumé from another country has no commune, and a profile document is no résumé") {
    const SmallWorld world;
    const PackSet packs = PackSet::open(std::vector{world.occupations, world.places}).value();
    const Json swiss =
        parse_json(R"({"basics":{"location":{"postalCode":"6000","city":"Luzern","countryCode":"CH"}}})").value();
    const ResumeReading reading = read_json_resume(swiss, packs.taxonomy(), today());
    CHECK(facts(reading).empty());
    CHECK(reading.not_understood.size() == 1);
    CHECK_FALSE(is_json_resume(to_json(Profile{})));
    CHECK(is_json_resume(parse_json(R"({"skills":[{"name":"SQL"}],"languages":[]})").value()));
    CHECK_FALSE(is_json_resume(parse_json("[]").value()));
    // Odd shapes are read as nothing.
    const Json odd = parse_json(R"({"basics":[],"work":{"position":1},"education":[3],"skills":[{"keywords":[1,null]}],
                       "languages":["fr"]})")
                         .value();
    CHECK(facts(read_json_resume(odd, packs.taxonomy(), today())).empty());
}

TEST_CASE("the published samples of JSON Resume are read: studies, languages and months where the names are known") {
    const std::string folder = test::data_path("cv/jsonresume");
    const SmallWorld world;
    const PackSet packs = PackSet::open(std::vector{world.occupations, world.skills}).value();
    std::size_t read = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().filename() == "schema.json") continue;
        const Json resume = parse_json(read_whole_file(entry.path().string()).value()).value();
        INFO(entry.path().string());
        REQUIRE(is_json_resume(resume));
        const ResumeReading reading = read_json_resume(resume, packs.taxonomy(), today());
        const PersonStatements says = statements(reading.facts, packs.taxonomy(), today());
        const auto english = std::find_if(says.languages.begin(), says.languages.end(),
                                          [](const auto& spoken) { return spoken.code == language_code("en"); });
        REQUIRE(english != says.languages.end());
        CHECK(english->level == LanguageLevel::native);
        CHECK_FALSE(reading.not_understood.empty());  // American places, to begin with
        ++read;
    }
    CHECK(read == 6);
}

TEST_CASE("pack files are told by their kind, in any order") {
    const SmallWorld world;
    const std::vector<InputFile> files = {world.offers, world.skills, world.places, world.occupations};
    const PackSet packs = PackSet::open(files).value();
    REQUIRE(packs.taxonomy().occupations != nullptr);
    REQUIRE(packs.taxonomy().skills != nullptr);
    CHECK(packs.taxonomy().places->size() == 1);
    REQUIRE(packs.offers().size() == 1);
    CHECK(packs.offers()[0]->id(0) == "mason");

    const auto code = [](std::vector<InputFile> given) {
        const Result<PackSet> opened = PackSet::open(std::move(given));
        return opened ? std::string() : opened.error().code + " " + opened.error().field;
    };
    CHECK(code({world.occupations, world.occupations}) == "pack-twice occupations.pack");
    CHECK(code({world.occupations, {"x", "no pack"}}) == "pack-damaged x");
    // The same offers twice are the same offers.
    CHECK(PackSet::open(std::vector{world.occupations, world.offers, world.offers}).value().offers().size() == 1);
    const InputFile stranger = {"c.pack", PackWriter(four_letters("xyzw"), 1).finish().value()};
    CHECK(code({stranger}) == "pack-kind c.pack");
}

TEST_CASE("the questions inside the program say which answers serve matching, as a content pack would") {
    const Result<Content> questions = Content::load(own_questions());
    REQUIRE(questions);
    Profile profile;
    profile.set(Path{"", "", "birth_date"}, "1990-01-01", 0);
    profile.set(Path{"", "", "radius_km"}, 25, 0);
    profile.set(Path{"wish", "a-1", "occupation"}, {{"uri", "urn:o:macon"}, {"label", "maçon"}}, 0);
    const MatchFacts facts_of = match_facts(profile, *questions);
    CHECK(facts_of.values().size() == 2);
    CHECK(integer_or(facts_of.values(), "radius_km", 0) == 25);
    CHECK(array_member(facts_of.values(), "wish").size() == 1);
}
