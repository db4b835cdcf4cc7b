#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "taxonomy/knowledge.hpp"
#include "taxonomy/taxonomy.hpp"

using namespace passerelle;

namespace {

const std::vector<OccupationSource> trades = {
    {"http://data.europa.eu/esco/occupation/baker", "7512", "boulanger/boulangère", {}},
    {"http://data.europa.eu/esco/occupation/mason", "7112", "maçon/maçonne", {"ouvrier maçon"}},
    {"http://data.europa.eu/esco/occupation/nurse", "2221", "infirmier/infirmière", {}},
};

std::string pack_of(const std::vector<OccupationSource>& occupations) {
    return *build_occupation_pack(occupations, "fr");
}

// The pieces of one word lead to one concept and away from the others.
Knowledge::Parts parts_for(const OccupationPack& pack, std::string_view word, std::uint32_t concept_row) {
    Knowledge::Parts parts;
    parts.pieces = {2, std::vector<std::int8_t>(2 * 64, 0)};
    std::vector<std::uint32_t> pieces;
    append_pieces(word, 64, pieces);
    for (const std::uint32_t piece : pieces) parts.pieces.values[piece * 2] = 6;
    const std::size_t concepts = pack.size() + pack.groups().size();
    parts.concepts = {2, std::vector<std::int8_t>(2 * concepts, -3)};
    parts.concepts.values[concept_row * 2] = 6;
    parts.groups = {2, std::vector<std::int8_t>(2 * pack.groups().size(), 0)};
    parts.concept_bias.assign(concepts, 0);
    parts.group_bias.assign(pack.groups().size(), 0);
    parts.concept_unit = 1U << 31;
    parts.group_unit = 1U << 26;
    return parts;
}

std::uint32_t row_of(const OccupationPack& pack, std::string_view tail) {
    return *pack.find_uri("http://data.europa.eu/esco/occupation/" + std::string(tail));
}

}  // namespace

TEST_CASE("groups are those of the codes and all above them, told apart by their digits") {
    const std::uint16_t codes[] = {7112, 7111, 110};
    const std::vector<IscoGroup> expected = {{1, 0},   {1, 7},   {2, 1},    {2, 71},  {3, 11},
                                             {3, 711}, {4, 110}, {4, 7111}, {4, 7112}};
    CHECK(groups_of(codes) == expected);
}

TEST_CASE("a word no name holds finds the concept that knowledge names") {
    const std::string bytes = pack_of(trades);
    auto pack = OccupationPack::open(bytes);
    REQUIRE(pack);
    const std::uint32_t nurse = row_of(*pack, "nurse");
    const auto knowledge = Knowledge::write(parts_for(*pack, "soigner", nurse), pack->identity());
    REQUIRE(knowledge);
    REQUIRE(pack->attach(*knowledge));
    CHECK(pack->has_knowledge());
    const auto found = pack->find("soigner", 3);
    REQUIRE_FALSE(found.empty());
    CHECK(found.front().index == nurse);
    // Names still decide where they speak.
    CHECK(pack->find("maçonne", 3).front().index == row_of(*pack, "mason"));
}

TEST_CASE("the names alone answer, and knowledge that is refused changes nothing") {
    const std::string bytes = pack_of(trades);
    auto pack = OccupationPack::open(bytes);
    REQUIRE(pack);
    const auto before = pack->find("boulangere", 3);
    const std::string other_bytes = pack_of({trades[0], trades[1]});
    const auto other = OccupationPack::open(other_bytes);
    REQUIRE(other);
    const auto foreign = Knowledge::write(parts_for(*other, "pain", 0), other->identity());
    REQUIRE(foreign);
    const auto refused = pack->attach(*foreign);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == "pack-other");
    // The right identity, but rows for fewer occupations.
    const auto short_one = Knowledge::write(parts_for(*other, "pain", 0), pack->identity());
    REQUIRE(short_one);
    CHECK(pack->attach(*short_one).error().code == "pack-content");
    CHECK_FALSE(pack->has_knowledge());
    const auto after = pack->find("boulangere", 3);
    REQUIRE(after.size() == before.size());
    CHECK(after.front().score == before.front().score);
}

TEST_CASE("damage anywhere in a knowledge pack refuses it") {
    const std::string bytes = pack_of(trades);
    auto pack = OccupationPack::open(bytes);
    REQUIRE(pack);
    const auto knowledge = Knowledge::write(parts_for(*pack, "pain", 0), pack->identity());
    REQUIRE(knowledge);
    for (std::size_t at = 0; at < knowledge->size(); ++at) {
        std::string damaged = *knowledge;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
        CHECK_FALSE(pack->attach(damaged));
    }
    for (std::size_t size = 0; size < knowledge->size(); size += 7)
        CHECK_FALSE(pack->attach(knowledge->substr(0, size)));
    CHECK_FALSE(pack->has_knowledge());
    CHECK(pack->attach(*knowledge));
}

TEST_CASE("a group's address is its place among the groups") {
    const std::string bytes = pack_of(trades);
    const auto pack = OccupationPack::open(bytes);
    REQUIRE(pack);
    const Finder::Place group = pack->place_of("http://data.europa.eu/esco/isco/C711");
    CHECK(group.is_group);
    CHECK(group.isco == IscoGroup{3, 711});
    CHECK(group.knowledge_row == pack->size() + *group.knowledge_group);
    const Finder::Place mason = pack->place_of("http://data.europa.eu/esco/occupation/mason");
    CHECK_FALSE(mason.is_group);
    CHECK(mason.knowledge_row == row_of(*pack, "mason"));
    CHECK_FALSE(pack->place_of("http://elsewhere/x").knowledge_row.has_value());
}
