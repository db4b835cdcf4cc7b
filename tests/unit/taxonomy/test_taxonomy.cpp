#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "taxonomy/taxonomy.hpp"

using namespace passerelle;

namespace {

const std::string base = "http://data.europa.eu/esco/";
const std::string mason = base + "occupation/9bf4c8ea-e814-4772-ae31-0f29672dc497";
const std::string baker = base + "occupation/00030d09-2b3a-4efd-87cc-c4ea39d27c34";
const std::string officer = base + "occupation/11130d09-2b3a-4efd-87cc-c4ea39d27c34";
const std::string bricks = base + "skill/0005c151-5b5a-4a66-8aac-60e734beb1ab";
const std::string bread = base + "skill/0005c151-5b5a-5a66-8aac-60e734beb1ab";  // the first five bytes are the same
const std::string lifting = base + "skill/fed5b267-73fa-461d-9f69-827c78beb39d";

std::vector<OccupationSource> occupations() {
    return {{mason, "7112", "maçon/maçonne", {"maçon", "maçonne", "ouvrier maçon", "ouvrière maçonne", " "}},
            {baker, "7512", "boulanger/boulangère", {"artisan boulanger", "artisan boulanger", "fournier\nboulanger"}},
            {officer, "0110", "officier", {}}};
}

std::vector<SkillSource> skills() {
    return {
        {bricks, "poser des briques", {"briqueter"}}, {bread, "cuire du pain", {}}, {lifting, "lever des charges", {}}};
}

std::vector<LinkSource> links() {
    return {{mason, bricks, true},  {mason, lifting, false}, {baker, bread, true},
            {baker, lifting, true}, {mason, bricks, false},  {mason, base + "skill/none", true}};
}

std::vector<std::string> sorted_labels(std::span<const std::string_view> labels) {
    std::vector<std::string> texts(labels.begin(), labels.end());
    std::sort(texts.begin(), texts.end());
    return texts;
}

}  // namespace

TEST_CASE("occupations come back with their names, codes and addresses") {
    const std::string bytes = *build_occupation_pack(occupations(), "fr");
    const auto pack = OccupationPack::open(bytes);
    REQUIRE(pack);
    REQUIRE(pack->size() == 3);
    CHECK(pack->language() == "fr");
    const auto index = pack->find_uri(mason);
    REQUIRE(index);
    CHECK(pack->uri(*index) == mason);
    CHECK(pack->isco(*index) == 7112);
    CHECK(pack->label(*index) == "maçon/maçonne");
    CHECK(sorted_labels(pack->alternatives(*index)) == std::vector<std::string>{"ouvrier maçon", "ouvrière maçonne"});
    CHECK(sorted_labels(pack->alternatives(*pack->find_uri(baker))) ==
          std::vector<std::string>{"artisan boulanger", "fournier boulanger"});
    CHECK(pack->isco(*pack->find_uri(officer)) == 110);
    CHECK_FALSE(pack->find_uri(base + "occupation/9bf4c8ea-e814-4772-ae31-0f29672dc498"));
    CHECK_FALSE(pack->find_uri("urn:something"));
    CHECK_FALSE(pack->find_uri(""));
    CHECK(pack->find("masonne maç", 3).front().index == *index);
    CHECK(pack->find("maconne", 3).front().index == *index);
}

TEST_CASE("skills come back with their links both ways") {
    const std::string occupation_bytes = *build_occupation_pack(occupations(), "fr");
    const auto pack = OccupationPack::open(occupation_bytes);
    std::size_t left_out = 0;
    const auto bytes = build_skill_pack(skills(), links(), *pack, "fr", &left_out);
    REQUIRE(bytes);
    CHECK(left_out == 1);
    const auto read = SkillPack::open(*bytes, *pack);
    REQUIRE(read);
    REQUIRE(read->size() == 3);
    const OccupationIndex mason_index = *pack->find_uri(mason);
    const SkillIndex bricks_index = *read->find_uri(bricks);
    const SkillIndex lifting_index = *read->find_uri(lifting);
    CHECK(read->label(bricks_index) == "poser des briques");
    REQUIRE(read->essential(mason_index).size() == 1);
    CHECK(read->essential(mason_index)[0] == bricks_index);
    REQUIRE(read->optional(mason_index).size() == 1);  // essential wins over optional
    CHECK(read->optional(mason_index)[0] == lifting_index);
    CHECK(read->essential(*pack->find_uri(baker)).size() == 2);
    CHECK(read->essential(*pack->find_uri(officer)).empty());
    REQUIRE(read->essential_for(bricks_index).size() == 1);
    CHECK(read->essential_for(bricks_index)[0] == mason_index);
    CHECK(read->optional_for(lifting_index).size() == 1);
    CHECK(read->find("brique", 2).front().index == bricks_index);
}

TEST_CASE("skills of one group are told from others, with and without groups in the pack") {
    const std::string occupation_bytes = *build_occupation_pack(occupations(), "fr");
    const auto pack = OccupationPack::open(occupation_bytes);
    std::vector<SkillSource> grouped = skills();
    const auto share = [&](const std::string& left, const std::string& right) {
        const std::string bytes = *build_skill_pack(grouped, links(), *pack, "fr");
        const auto read = SkillPack::open(bytes, *pack);
        return read->share_group(*read->find_uri(left), *read->find_uri(right));
    };
    CHECK_FALSE(share(bricks, bread));
    CHECK_FALSE(share(bricks, bricks));
    grouped[0].group = grouped[2].group = base + "skill/group";
    CHECK(share(bricks, lifting));
    CHECK_FALSE(share(bricks, bread));
    CHECK_FALSE(share(bread, bread));
    grouped[1].group = base + "skill/other";
    CHECK_FALSE(share(bricks, bread));
    CHECK(share(bread, bread));
}

TEST_CASE("shortened addresses of skills are long enough to tell them apart and found like full ones") {
    const std::string occupation_bytes = *build_occupation_pack(occupations(), "fr");
    const auto pack = OccupationPack::open(occupation_bytes);
    const std::string bytes = *build_skill_pack(skills(), links(), *pack, "fr");
    const auto read = SkillPack::open(bytes, *pack);
    REQUIRE(read);
    for (const std::string& uri : {bricks, bread, lifting}) {
        const SkillIndex index = *read->find_uri(uri);
        const std::string shortened = read->uri(index);
        CHECK(uri.starts_with(shortened));
        CHECK(read->find_uri(shortened) == index);
    }
    CHECK_FALSE(read->find_uri(base + "skill/0005"));
}

TEST_CASE("addresses that are no UUIDs are kept whole") {
    const std::vector<OccupationSource> own = {{"urn:demo:macon", "7112", "maçon", {}},
                                               {"urn:demo:boulanger", "7512", "boulanger", {}}};
    const std::string bytes = *build_occupation_pack(own, "fr");
    const auto pack = OccupationPack::open(bytes);
    REQUIRE(pack);
    for (const auto& source : own) CHECK(pack->uri(*pack->find_uri(source.uri)) == source.uri);
    CHECK_FALSE(pack->find_uri("urn:demo:mac"));
}

TEST_CASE("skills made for other occupations are refused") {
    const std::string bytes = *build_occupation_pack(occupations(), "fr");
    auto fewer = occupations();
    fewer.pop_back();
    const std::string other_bytes = *build_occupation_pack(fewer, "fr");
    const auto pack = OccupationPack::open(bytes);
    const auto other = OccupationPack::open(other_bytes);
    const std::string skill_bytes = *build_skill_pack(skills(), links(), *pack, "fr");
    CHECK(SkillPack::open(skill_bytes, *pack));
    CHECK(SkillPack::open(skill_bytes, *other).error().code == "pack-other");
    CHECK(SkillPack::open(bytes, *pack).error().code == "pack-kind");
}

TEST_CASE("the order of the sources does not change the bytes") {
    auto turned = occupations();
    std::reverse(turned.begin(), turned.end());
    for (auto& source : turned) std::reverse(source.alternatives.begin(), source.alternatives.end());
    const std::string bytes = *build_occupation_pack(occupations(), "fr");
    CHECK(*build_occupation_pack(turned, "fr") == bytes);
    const auto pack = OccupationPack::open(bytes);
    auto turned_skills = skills();
    auto turned_links = links();
    std::reverse(turned_skills.begin(), turned_skills.end());
    std::reverse(turned_links.begin(), turned_links.end());
    CHECK(*build_skill_pack(turned_skills, turned_links, *pack, "fr") ==
          *build_skill_pack(skills(), links(), *pack, "fr"));
}

TEST_CASE("sources that say nothing are refused by name") {
    CHECK(build_occupation_pack({}, "fr").error().code == "taxonomy-empty");
    auto wrong = occupations();
    wrong[1].preferred = " \n";
    CHECK(build_occupation_pack(wrong, "fr").error() == Error{"taxonomy-label", baker, "no label"});
    wrong = occupations();
    wrong[1].uri = mason;
    CHECK(build_occupation_pack(wrong, "fr").error().code == "taxonomy-duplicate");
    for (const char* code : {"", "71123", "71a"}) {
        wrong = occupations();
        wrong[0].isco = code;
        CHECK(build_occupation_pack(wrong, "fr").error().code == "taxonomy-isco");
    }
}

TEST_CASE("taxonomy packs with a byte changed or cut are refused whole") {
    const std::string bytes = *build_occupation_pack(occupations(), "fr");
    const auto pack = OccupationPack::open(bytes);
    const std::string skill_bytes = *build_skill_pack(skills(), links(), *pack, "fr");
    for (std::size_t at = 0; at < skill_bytes.size(); ++at) {
        std::string changed = skill_bytes;
        changed[at] = static_cast<char>(changed[at] + 1);
        REQUIRE_FALSE(SkillPack::open(changed, *pack));
        changed = skill_bytes.substr(0, at);
        REQUIRE_FALSE(SkillPack::open(changed, *pack));
    }
}

TEST_CASE("columns that contradict each other are refused although the checksum is right") {
    const auto refused = [](std::string_view lines, std::string_view uuids, std::vector<std::uint16_t> isco) {
        PackWriter writer(four_letters("occu"), 1);
        writer.add(1, lines);
        writer.add(2, "fr");
        writer.add(3, "http://x/");
        writer.add(4, uuids);
        writer.add(16, isco);
        const std::string bytes = *writer.finish();
        return !OccupationPack::open(bytes);
    };
    CHECK_FALSE(refused("maçon\nsoudeur\n", "aabb", {1, 2}));
    CHECK(refused("maçon\nsoudeur", "aabb", {1, 2}));  // no end of line
    CHECK(refused("maçon\n\n", "aabb", {1, 2}));       // a name is empty
    CHECK(refused("maçon\t\nsoudeur\n", "aabb", {1, 2}));
    CHECK(refused("ma\xE7on\nsoudeur\n", "aabb", {1, 2}));   // not UTF-8
    CHECK(refused("maçon\x01\nsoudeur\n", "aabb", {1, 2}));  // a rule that does not fit
    CHECK(refused("maçon\x1F\nsoudeur\n", "aabb", {1, 2}));  // no rule
    CHECK(refused("maçon\nsoudeur\n", "aaaa", {1, 2}));      // two with one address
    CHECK(refused("maçon\nsoudeur\n", "aab", {1, 2}));
    CHECK(refused("maçon\nsoudeur\n", "", {1, 2}));
    CHECK(refused("maçon\nsoudeur\n", "aabb", {1}));
    CHECK(refused("maçon\nsoudeur\n", "aabb", {1, 10000}));  // no ISCO code
    CHECK(refused("", "", {}));
}

TEST_CASE("links that point outside are refused although the checksum is right") {
    const std::string bytes = *build_occupation_pack(occupations(), "fr");
    const auto pack = OccupationPack::open(bytes);
    const auto refused = [&](std::string_view counts, std::string_view gaps) {
        PackWriter writer(four_letters("skil"), 1, pack->identity());
        writer.add(1, "a\nb\n");
        writer.add(2, "fr");
        writer.add(3, "http://x/");
        writer.add(4, "12");
        writer.add(16, counts);
        writer.add(17, gaps);
        writer.add(18, std::string_view("\0\0\0", 3));
        writer.add(19, "");
        const std::string skill_bytes = *writer.finish();
        return !SkillPack::open(skill_bytes, *pack);
    };
    using namespace std::string_view_literals;
    CHECK_FALSE(refused("\2\0\0"sv, "\0\0"sv));
    CHECK(refused("\2\0"sv, "\0\0"sv));      // an occupation without a count
    CHECK(refused("\2\0\0\0"sv, "\0\0"sv));  // one too many
    CHECK(refused("\2\0\0"sv, "\0"sv));      // fewer links than counted
    CHECK(refused("\2\0\0"sv, "\0\0\0"sv));  // more
    CHECK(refused("\2\0\0"sv, "\0\1"sv));    // past the last skill
    CHECK(refused("\1\0\0"sv, "\x80\x80\x80\x80"sv));
    CHECK(refused("\x80"sv, ""sv));
}

TEST_CASE("ISCO codes share leading digits") {
    CHECK(shared_isco_digits(7112, 7112) == 4);
    CHECK(shared_isco_digits(7112, 7114) == 3);
    CHECK(shared_isco_digits(7112, 7123) == 2);
    CHECK(shared_isco_digits(7112, 7512) == 1);
    CHECK(shared_isco_digits(7112, 2112) == 0);
    CHECK(shared_isco_digits(110, 7112) == 0);
    CHECK(shared_isco_digits(110, 210) == 1);  // 0110 and 0210: the armed forces
}
