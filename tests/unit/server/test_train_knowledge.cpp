#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "packs/esco_texts.hpp"
#include "packs/make_packs.hpp"
#include "packs/pack_set.hpp"
#include "taxonomy/taxonomy.hpp"

using namespace passerelle;

namespace {

constexpr std::string_view address = "http://data.europa.eu/esco/occupation/";

std::string trades_pack() {
    const std::vector<OccupationSource> trades = {
        {std::string(address) + "baker", "7512", "boulanger/boulangère", {}},
        {std::string(address) + "mason", "7112", "maçon/maçonne", {}},
        {std::string(address) + "grower", "6112", "viticulteur/viticultrice", {}},
    };
    return *build_occupation_pack(trades, "fr");
}

std::vector<InputFile> esco_files() {
    return {
        {"ISCOGroups_en.csv",
         "conceptUri,code,preferredLabel,altLabels,description\n"
         "http://data.europa.eu/esco/isco/C7112,7112,Bricklayers,,\"They lay bricks. They mix mortar.\"\n"},
        {"occupationSkillRelations.csv", "occupationUri,relationType,skillUri\n" + std::string(address) +
                                             "grower,essential,urn:vine\n" + std::string(address) +
                                             "baker,essential,urn:dough\n" + std::string(address) +
                                             "unknown,essential,urn:dough\n"},
        {"occupations_en.csv", "conceptUri,preferredLabel,altLabels,hiddenLabels,description\n" + std::string(address) +
                                   "baker,baker,,secret,\n"},
        {"occupations_fr.csv", "conceptUri,preferredLabel,altLabels,description\n" + std::string(address) +
                                   "baker,boulanger/boulangère,\"artisan boulanger\npétrisseur\",Cuit le pain.\n" +
                                   std::string(address) + "mason,maçon/maçonne,,Monte les murs en brique.\n" +
                                   std::string(address) + "grower,viticulteur/viticultrice,,\n"},
        {"skills_fr.csv", "conceptUri,preferredLabel\nurn:vine,tailler la vigne\nurn:dough,pétrir la pâte\n"},
    };
}

std::string trained(const OccupationPack& pack, std::uint64_t seed) {
    const auto texts = read_esco_texts(esco_files(), pack);
    REQUIRE(texts);
    const auto made = make_knowledge_pack(*texts, pack, {seed, 3000}, [](int) {});
    REQUIRE(made);
    return made->bytes;
}

}  // namespace

TEST_CASE("texts of ESCO are read with what they say and of whom, without hidden labels") {
    const std::string bytes = trades_pack();
    const auto pack = OccupationPack::open(bytes);
    REQUIRE(pack);
    const auto texts = read_esco_texts(esco_files(), *pack);
    REQUIRE(texts);
    const auto count = [&](TextKind kind, bool own) {
        std::size_t found = 0;
        for (const TrainingText& text : *texts) found += text.kind == kind && text.own_language == own ? 1 : 0;
        return found;
    };
    CHECK(count(TextKind::name, true) == 5);
    CHECK(count(TextKind::name, false) == 2);
    CHECK(count(TextKind::description, false) == 2);
    CHECK(count(TextKind::description, true) == 2);
    CHECK(count(TextKind::essential_skill, true) == 2);
    for (const TrainingText& text : *texts) CHECK(text.text != "secret");
    CHECK(is_esco_text_file("v1.1.x_occupations_nl.csv"));
    CHECK_FALSE(is_esco_text_file("researchOccupationsCollection_en.csv"));
    CHECK_FALSE(read_esco_texts({}, *pack));
}

TEST_CASE("the same texts and seed give the same knowledge, byte for byte") {
    const std::string bytes = trades_pack();
    const auto pack = OccupationPack::open(bytes);
    REQUIRE(pack);
    CHECK(trained(*pack, 1) == trained(*pack, 1));
    CHECK(trained(*pack, 1) != trained(*pack, 2));
}

TEST_CASE("what only a skill or a description says finds the occupation") {
    const std::string bytes = trades_pack();
    auto pack = OccupationPack::open(bytes);
    REQUIRE(pack);
    REQUIRE(pack->attach(trained(*pack, 1)));
    const auto first = [&](std::string_view typed) {
        const auto found = pack->find(typed, 1);
        return found.empty() ? std::string() : pack->uri(static_cast<OccupationIndex>(found.front().index));
    };
    CHECK(first("tailleur de vigne") == std::string(address) + "grower");
    CHECK(first("pétrissage de la pâte") == std::string(address) + "baker");
    CHECK(first("pose de briques") == std::string(address) + "mason");
}

TEST_CASE("knowledge among pack files in any order is attached to its occupations") {
    const std::string bytes = trades_pack();
    const auto pack = OccupationPack::open(bytes);
    REQUIRE(pack);
    const std::string knowledge = trained(*pack, 1);
    const auto set = PackSet::open({{"knowledge", knowledge}, {"occupations", bytes}});
    REQUIRE(set);
    REQUIRE(set->occupations() != nullptr);
    CHECK(set->occupations()->has_knowledge());
    const auto twice = PackSet::open({{"a", knowledge}, {"b", knowledge}, {"c", bytes}});
    REQUIRE_FALSE(twice);
    CHECK(twice.error().code == "pack-twice");
    CHECK(twice.error().field == "b");
}
