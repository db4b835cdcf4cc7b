#include "match/relations.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

using namespace passerelle;

namespace {

// Skills "a", "b", ... of occupations that need them, each given by its letters.
struct Skills {
    std::string occupation_bytes, skill_bytes;
    Result<OccupationPack> occupations = Error{};
    Result<SkillPack> skills = Error{};

    Skills(const std::vector<std::string>& needed, const std::vector<std::string>& groups) {
        std::vector<OccupationSource> sources;
        std::vector<LinkSource> links;
        std::vector<SkillSource> named;
        for (std::size_t i = 0; i < groups.size(); ++i) {
            const std::string letter(1, static_cast<char>('a' + i));
            named.push_back({"urn:" + letter, letter, {}, groups[i]});
        }
        for (const std::string& letters : needed) {
            const std::string uri = "urn:o" + std::to_string(sources.size());
            sources.push_back({uri, "7112", uri, {}});
            for (const char letter : letters) links.push_back({uri, std::string("urn:") + letter, true});
        }
        occupation_bytes = *build_occupation_pack(sources, "fr");
        occupations = OccupationPack::open(occupation_bytes);
        skill_bytes = *build_skill_pack(named, links, *occupations, "fr");
        skills = SkillPack::open(skill_bytes, *occupations);
    }

    [[nodiscard]] std::string close_to(char letter) const {
        CloseSkills closeness(*skills);
        std::string letters;
        for (const SkillIndex close : closeness.of(*skills->find_uri(std::string("urn:") + letter)))
            letters += std::string(skills->label(close));
        std::sort(letters.begin(), letters.end());
        return letters;
    }
};

}  // namespace

TEST_CASE("skills that three occupations need together are close, those of one group from two on") {
    // a and b: three of three. a and c: two of three and two.
    const std::vector<std::string> needed = {"abc", "abc", "ab"};
    const Skills apart(needed, {"", "", ""});
    CHECK(apart.close_to('a') == "b");
    CHECK(apart.close_to('c').empty());
    const Skills grouped(needed, {"urn:g", "", "urn:g"});
    CHECK(grouped.close_to('a') == "bc");
    CHECK(grouped.close_to('c') == "a");
    const Skills others(needed, {"urn:g", "", "urn:h"});
    CHECK(others.close_to('a') == "b");
}

TEST_CASE("skills of one group that are seldom needed together are not close") {
    // Two of seven and two: a Dice coefficient of 4/9 is enough, two of nine and two, 4/11, is not.
    CHECK(Skills({"ab", "ab", "a", "a", "a", "a", "a"}, {"urn:g", "urn:g"}).close_to('a') == "b");
    CHECK(Skills({"ab", "ab", "a", "a", "a", "a", "a", "a", "a"}, {"urn:g", "urn:g"}).close_to('a').empty());
    // Never together: one group alone says nothing (Spanish and Hungarian).
    CHECK(Skills({"a", "a", "b", "b"}, {"urn:g", "urn:g"}).close_to('a').empty());
}
