#include "match/person.hpp"

#include <catch2/catch_test_macros.hpp>

#include "match/explain.hpp"
#include "match/score.hpp"
#include "profile/facts.hpp"

namespace {

using namespace passerelle;

// A small taxonomy with real relations: bricklayer and tiler share a minor group, the nurse shares nothing.
struct Region {
    std::string occupation_bytes, skill_bytes, place_bytes;
    std::unique_ptr<OccupationPack> occupations;
    std::unique_ptr<SkillPack> skills;
    std::unique_ptr<PlacePack> places;

    Region() {
        const std::vector<OccupationSource> occupation_sources = {
            {"urn:o:bricklayer", "7112", "maçon/maçonne", {}},
            {"urn:o:stonemason", "7113", "tailleur de pierre", {}},
            {"urn:o:nurse", "2221", "infirmier/infirmière", {}}};
        const std::vector<SkillSource> skill_sources = {{"urn:s:bricks", "poser des briques", {}},
                                                        {"urn:s:mortar", "préparer du mortier", {}},
                                                        {"urn:s:stone", "travailler la pierre", {}},
                                                        {"urn:s:care", "soigner", {}}};
        const std::vector<LinkSource> links = {{"urn:o:bricklayer", "urn:s:bricks", true},
                                               {"urn:o:bricklayer", "urn:s:mortar", true},
                                               {"urn:o:stonemason", "urn:s:mortar", true},
                                               {"urn:o:stonemason", "urn:s:stone", true},
                                               {"urn:o:nurse", "urn:s:care", true}};
        occupation_bytes = build_occupation_pack(occupation_sources, "fr").value();
        occupations = std::make_unique<OccupationPack>(OccupationPack::open(occupation_bytes).value());
        skill_bytes = build_skill_pack(skill_sources, links, *occupations, "fr").value();
        skills = std::make_unique<SkillPack>(SkillPack::open(skill_bytes, *occupations).value());
        const std::vector<PlaceSource> place_sources = {{"6000", "Charleroi", "", "", "", {5'041'136, 444'448}},
                                                        {"5000", "Namur", "", "", "", {5'046'690, 486'746}}};
        place_bytes = build_place_pack(place_sources).value();
        places = std::make_unique<PlacePack>(PlacePack::open(place_bytes).value());
    }
    [[nodiscard]] MatchTaxonomy view() const { return {occupations.get(), skills.get(), places.get()}; }
    [[nodiscard]] OccupationIndex occupation(std::string_view name) const {
        return occupations->find_uri("urn:o:" + std::string(name)).value();
    }
    [[nodiscard]] SkillIndex skill(std::string_view name) const {
        return skills->find_uri("urn:s:" + std::string(name)).value();
    }
};

CivilDate today() {
    return CivilDate::parse("2026-03-27").value();
}

MatchPerson person_of(const Region& region, const char* json) {
    return compile_person(stated_match_facts(parse_json(json).value()), region.view(), today());
}

}  // namespace

TEST_CASE("every answer with the purpose match is read from the facts") {
    const Region region;
    const MatchPerson person = person_of(region, R"({
        "wish": [{"occupation": {"uri": "urn:o:bricklayer", "label": "maçon"}},
                 {"occupation": {"uri": "urn:o:bricklayer"}}, {"occupation": {"uri": "urn:o:unknown"}}],
        "experience": [{"occupation": {"uri": "urn:o:stonemason"}, "start": "2020-01-01", "end": "2021-12-31"},
                       {"occupation": {"uri": "urn:o:stonemason"}, "start": "2026-01-27", "current": true}],
        "training": [{"title": "Gros œuvre", "level": "upper_secondary", "obtained": true},
                     {"title": "Architecture", "level": "master", "obtained": false}],
        "highest_diploma": "lower_secondary",
        "skills": [{"skill": {"uri": "urn:s:care"}}, {"skill": {"uri": "urn:s:bricks"}}],
        "languages": [{"language": "nl", "level": "a2"}, {"language": "fr", "level": "native"}],
        "commune": {"postcode": "6000", "name": "Charleroi"}, "radius_km": 25,
        "licences": ["ce"], "transport": ["car"], "contract": ["open_ended", "temporary"],
        "working_time": ["part_time"], "available_from": "2026-04-01", "least_pay": 2100})");
    const PersonStatements& says = person.says;
    CHECK(says.wished == std::vector<OccupationIndex>{region.occupation("bricklayer")});
    REQUIRE(says.experience.size() == 1);
    CHECK(says.experience[0] == PersonStatements::Practice{region.occupation("stonemason"), 26});
    CHECK(says.skills.size() == 2);
    CHECK(says.studies == Studies::upper_secondary);
    CHECK(says.languages == std::vector<PersonStatements::Spoken>{{language_code("fr"), LanguageLevel::native},
                                                                  {language_code("nl"), LanguageLevel::a2}});
    CHECK(says.home == Coordinates{5'041'136, 444'448});
    CHECK(says.radius_km == 25);
    CHECK(says.contracts == (1U << 1 | 1U << 3));
    CHECK(says.working_times == 1U << 2);
    CHECK(says.available_from == CivilDate::parse("2026-04-01"));
    CHECK(says.least_pay_eur == 2100);
    // Who drives a lorry with a trailer also drives a car.
    CHECK((person.licences & licence_bit("b")) != 0);
    CHECK((person.licences & licence_bit("d")) == 0);
    // Wished: full. Practised beside a wish: the wish next door counts more.
    CHECK(person.occupation_share[region.occupation("bricklayer")] == 1000);
    CHECK(person.occupation_share[region.occupation("stonemason")] ==
          516);  // 450 for three digits, 200 / 3 for the mortar
    CHECK(person.occupation_share[region.occupation("nurse")] == 0);
    CHECK(person.experience_months[region.occupation("bricklayer")] == 13);
    CHECK(person.skill_credit[region.skill("bricks")] == stated_credit);
    CHECK(person.skill_credit[region.skill("stone")] == practised_credit);
}

TEST_CASE("facts of any other shape are as if nothing had been said") {
    const Region region;
    for (const char* json : {"{}", R"({"wish": 3, "experience": {"a": 1}, "skills": [1, null, {"skill": "x"}],
                                       "languages": [{"language": "french", "level": "b2"}, {"language": "fr"}],
                                       "commune": "6000", "radius_km": "far", "licences": "b", "contract": [7],
                                       "working_time": ["unknown"], "available_from": "tomorrow", "least_pay": -4,
                                       "training": [[]], "highest_diploma": "phd"})"}) {
        const MatchPerson person = person_of(region, json);
        PersonStatements nothing;
        nothing.today = today();
        CHECK(person.says == nothing);
        CHECK_FALSE(person.knows_occupations);
        CHECK_FALSE(person.knows_skills);
        CHECK_FALSE(person.knows_experience);
    }
}

TEST_CASE("without packs on the device nothing is known and nothing breaks") {
    const MatchPerson person = compile_person(
        stated_match_facts(parse_json(R"({"wish":[{"occupation":{"uri":"x"}}],"licences":["b"]})").value()), {},
        today());
    CHECK(person.says.wished.empty());
    CHECK(person.licences != 0);
    CHECK(person.occupation_share.empty());
}

TEST_CASE("silence beats neither a match nor stands as a refusal") {
    const Region region;
    const MatchPerson person = person_of(region, R"({"wish": [{"occupation": {"uri": "urn:o:bricklayer"}}]})");
    OfferSource same, near, silent, other;
    same.id = "same";
    same.occupation = region.occupation("bricklayer");
    near.id = "near";
    near.occupation = region.occupation("stonemason");
    silent.id = "silent";
    other.id = "other";
    other.occupation = region.occupation("nurse");
    const std::string bytes = build_offer_pack(std::vector{other, silent, near, same},
                                               {region.occupations->identity(), region.skills->identity()})
                                  .value();
    const OfferPack pack = OfferPack::open(bytes).value();
    const std::array<const OfferPack*, 1> packs = {&pack};
    std::vector<std::string> order;
    for (const Ranked& ranked : rank(person, packs, {}, {}, 10).best) order.emplace_back(pack.id(ranked.offer));
    CHECK(order == std::vector<std::string>{"same", "near", "silent", "other"});

    const Explained explained = explain(person, pack, pack.find("near").value(), {}, {}, region.view());
    const Reason& reason = explained.reasons[0];
    CHECK(reason.fit == Fit::partly);
    CHECK(reason.text_key == "match.occupation.near");
    CHECK(reason.maximum == 300);
    CHECK(reason.arguments ==
          std::vector<Argument>{{"offered", Argument::Kind::occupation, region.occupation("stonemason")},
                                {"near", Argument::Kind::occupation, region.occupation("bricklayer")}});
}

TEST_CASE("two jobs of one occupation at the same time are lived through once") {
    const Region region;
    const auto months_of = [&](const char* json) { return int{person_of(region, json).says.experience.at(0).months}; };
    CHECK(months_of(R"({"experience": [
        {"occupation": {"uri": "urn:o:stonemason"}, "start": "2020-01-01", "end": "2021-12-31"},
        {"occupation": {"uri": "urn:o:stonemason"}, "start": "2020-07-01", "end": "2022-06-30"}]})") == 30);
    CHECK(months_of(R"({"experience": [
        {"occupation": {"uri": "urn:o:stonemason"}, "start": "2024-01-01", "end": "2024-03-31"},
        {"occupation": {"uri": "urn:o:stonemason"}, "start": "2020-01-01", "end": "2021-12-31"}]})") == 27);
}

TEST_CASE("who holds no licence is told apart from who says nothing") {
    const Region region;
    const auto licences_of = [&](const char* json) { return person_of(region, json).says.licences; };
    CHECK(licences_of("{}") == 0);
    CHECK(licences_of(R"({"licences": ["none"]})") == no_licence);
    CHECK(licences_of(R"({"licences": ["none", "b"]})") == licence_bit("b"));
    CHECK(licences_included(no_licence) == no_licence);
}

TEST_CASE("the reasons name what is held, what is close and what is missing") {
    const Region region;
    const MatchPerson person = person_of(region, R"({"skills": [{"skill": {"uri": "urn:s:bricks"}}],
        "licences": ["b"], "commune": {"postcode": "6000", "name": "Charleroi"}, "radius_km": 10,
        "languages": [{"language": "fr", "level": "b1"}]})");
    OfferSource offer;
    offer.id = "x";
    offer.skills = {{region.skill("bricks"), true, SkillOrigin::listed},
                    {region.skill("mortar"), true, SkillOrigin::text}};
    offer.licences = static_cast<std::uint16_t>(licence_bit("b") | licence_bit("c"));
    offer.languages = {{"fr", LanguageLevel::b2, true}};
    offer.has_position = true;
    offer.latitude_e5 = 5'046'690;
    offer.longitude_e5 = 486'746;
    const std::string bytes =
        build_offer_pack(std::vector{offer}, {region.occupations->identity(), region.skills->identity()}).value();
    const OfferPack pack = OfferPack::open(bytes).value();
    const Explained explained =
        explain(person, pack, 0, {}, Filters{.most_km = 10, .licences_held = true}, region.view());
    const auto reason = [&](Criterion criterion) -> const Reason& {
        return explained.reasons[static_cast<std::size_t>(criterion)];
    };
    CHECK(reason(Criterion::skills).arguments ==
          std::vector<Argument>{{"asked", Argument::Kind::number, 2},
                                {"had", Argument::Kind::number, 1},
                                {"held", Argument::Kind::skill, region.skill("bricks")},
                                {"missing", Argument::Kind::skill, region.skill("mortar")}});
    CHECK(reason(Criterion::licences).fit == Fit::missing);
    CHECK(reason(Criterion::licences).arguments ==
          std::vector<Argument>{{"held", Argument::Kind::licence, 4}, {"missing", Argument::Kind::licence, 8}});
    CHECK(reason(Criterion::languages).fit == Fit::partly);
    CHECK(reason(Criterion::languages).points == 52);  // one level short: 650 per mille of 80
    // Charleroi to Namur is about 31 km.
    CHECK(reason(Criterion::place).fit == Fit::missing);
    REQUIRE(reason(Criterion::place).arguments.size() == 2);
    CHECK(reason(Criterion::place).arguments[0].value >= 30);
    CHECK(reason(Criterion::place).arguments[0].value <= 31);
    CHECK(reason(Criterion::occupation).fit == Fit::unknown);
    CHECK(explained.removed ==
          (1U << static_cast<unsigned>(Filter::distance) | 1U << static_cast<unsigned>(Filter::licences)));
}

TEST_CASE("an occupation that was only guessed is called a guess and never what is looked for") {
    const Region region;
    const MatchPerson person = person_of(region, R"({"wish": [{"occupation": {"uri": "urn:o:bricklayer"}}],
        "licences": ["none"]})");
    OfferSource offer;
    offer.id = "x";
    offer.occupation = region.occupation("bricklayer");
    offer.licences = licence_bit("b");
    offer.skills = {{region.skill("bricks"), true, SkillOrigin::occupation}};
    const auto explained = [&](std::uint8_t certainty) {
        offer.occupation_certainty = certainty;
        const std::string bytes =
            build_offer_pack(std::vector{offer}, {region.occupations->identity(), region.skills->identity()}).value();
        const OfferPack pack = OfferPack::open(bytes).value();
        return explain(person, pack, 0, {}, {}, region.view());
    };
    const auto reason = [](const Explained& all, Criterion criterion) {
        return all.reasons[static_cast<std::size_t>(criterion)];
    };
    const Reason certain = reason(explained(100), Criterion::occupation);
    CHECK(certain.points == 300);
    CHECK(certain.text_key == "match.occupation.met");
    CHECK(certain.fit == Fit::met);
    CHECK(reason(explained(sure_certainty), Criterion::occupation).text_key == "match.occupation.met");
    const Reason guess = reason(explained(sure_certainty - 1), Criterion::occupation);
    CHECK(guess.points == 300);
    CHECK(guess.fit == Fit::partly);
    CHECK(guess.text_key == "match.occupation.guessed");
    // No licence is an answer: what is asked for is missing, and a skill that only the occupation needs is not cited.
    CHECK(reason(explained(100), Criterion::licences).fit == Fit::missing);
    CHECK(reason(explained(100), Criterion::licences).points == 0);
    CHECK(reason(explained(100), Criterion::skills).text_key == "match.skills.unknown_person.usual");
    offer.skills.push_back({region.skill("mortar"), true, SkillOrigin::text});
    const Reason named = reason(explained(100), Criterion::skills);
    CHECK(named.text_key == "match.skills.unknown_person");
    CHECK(named.arguments == std::vector<Argument>{{"asked", Argument::Kind::number, 1}});
}

TEST_CASE("weights always share exactly 1,000 points") {
    CHECK(maxima({}) == Points{300, 180, 80, 80, 60, 120, 80, 50, 20, 30});
    CHECK(maxima({Points{}}) == maxima({}));
    CHECK(maxima({Points{1, 1, 1, 0, 0, 0, 0, 0, 0, 0}}) == Points{334, 333, 333, 0, 0, 0, 0, 0, 0, 0});
    const Result<Weights> read = weights_from_json(parse_json(R"({"place": 0, "pay": 1000})").value());
    REQUIRE(read);
    CHECK(read->of[5] == 0);
    CHECK(read->of[9] == 1000);
    CHECK(weights_from_json(parse_json(R"({"age": 5})").value()).error() ==
          Error{"weight-unknown", "age", "no such criterion"});
    CHECK(weights_from_json(parse_json(R"({"pay": 1001})").value()).error().field == "pay");
    CHECK(weights_from_json(parse_json(R"({"pay": "5"})").value()).error().code == "weight-value");
    CHECK_FALSE(weights_from_json(parse_json("[]").value()));
}
