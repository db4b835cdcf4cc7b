// The page of shortage occupations.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "base/text.hpp"
#include "packs/content_pack.hpp"
#include "support/demo_world.hpp"

using namespace passerelle;
using namespace passerelle::test;
using Catch::Matchers::ContainsSubstring;

namespace {

std::vector<std::string> labels_of(const Json& list) {
    std::vector<std::string> labels;
    for (const Json& child : array_member(list, "children")) labels.push_back(string_or(child, "label"));
    return labels;
}

// The labels of the list that has this one, in order.
std::vector<std::string> list_with(const Json& block, const std::string& label) {
    std::vector<std::string> labels = labels_of(block);
    if (std::find(labels.begin(), labels.end(), label) != labels.end()) return labels;
    for (const Json& child : array_member(block, "children"))
        if (std::vector<std::string> found = list_with(child, label); !found.empty()) return found;
    return {};
}

bool has_text(Visitor& visitor, std::string_view text) {
    return visitor.page_text().find(text) != std::string::npos;
}

}  // namespace

TEST_CASE("the page of shortage occupations names them, their day, their source and how sure they are") {
    Visitor visitor;
    visitor.today = "2026-11-23";
    const Json reply = visitor.start("/fr/droits/penurie");
    CHECK(string_or(reply, "title") == "Métiers en pénurie");
    CHECK(visitor.find("tag", "À confirmer auprès du Forem").is_object());
    CHECK(visitor.find("notice", "Ce n’est pas la liste du Forem").is_object());
    CHECK(visitor.find("heading", "Liste 2026\u00A0: 56 métiers").is_object());
    CHECK_THAT(visitor.page_text(), ContainsSubstring("depuis le 2\u00A0juillet 2026"));
    CHECK_THAT(visitor.page_text(), ContainsSubstring("Source : Métiers en pénurie pour le permis de travail"));
    CHECK_THAT(visitor.page_text(), ContainsSubstring("Vérifié le 22\u00A0novembre 2026"));
    CHECK(string_or(visitor.find("link", "Dispense pour reprendre"), "target") == "/fr/droits/dispense-etudes");
    CHECK(string_or(visitor.find("link", "Incitant +"), "target") == "/fr/droits/incitant");
    const std::vector<std::string> older = list_with(Json{{"children", array_member(visitor.page(), "main")}},
                                                     "Liste 2022\u00A0: 141 métiers, dont 89 en "
                                                     "pénurie et 52 fonctions critiques");
    REQUIRE(older.size() == 4);
    CHECK(older[0] == "Liste 2025\u00A0: 146 métiers, dont 82 en pénurie et 64 fonctions critiques");
    CHECK(older[2].rfind("Liste 2023\u00A0: 158 métiers", 0) == 0);
}

TEST_CASE("shortage occupations stand in the alphabetical order of the language shown") {
    for (const auto& [language, bricklayer] : std::vector<std::pair<std::string, std::string>>{
             {"fr", "Maçon / Maçonne"}, {"nl", "Metselaar"}, {"de", "Maurer/in"}, {"en", "Bricklayer"}}) {
        INFO(language);
        const Result<std::string> pack =
            build_content_pack(PASSERELLE_SOURCE_DIR "/shared/content", language, PASSERELLE_BINARY_DIR "/texts");
        REQUIRE(pack);
        World world;
        REQUIRE(world.load_pack("content", *pack));
        Visitor visitor(world);
        visitor.today = "2026-11-23";
        visitor.start("/" + language + "/droits/penurie");
        const std::vector<std::string> names =
            list_with(Json{{"children", array_member(visitor.page(), "main")}}, bricklayer);
        REQUIRE(names.size() == 56);
        CHECK(std::is_sorted(names.begin(), names.end(),
                             [](const std::string& one, const std::string& other) { return fold(one) < fold(other); }));
        CHECK(visitor.page_text().find("«shortage") == std::string::npos);
    }
}

TEST_CASE("the list shown is that of the day, and one without names says only how many") {
    Visitor visitor;
    visitor.today = "2026-07-01";
    visitor.start("/fr/droits/penurie");
    CHECK(visitor.find("heading", "Liste 2025\u00A0: 146 métiers, dont 82").is_object());
    CHECK(has_text(visitor, "Nous n’avons pas les noms"));
    CHECK(has_text(visitor, "du 2\u00A0juillet 2025 au 1er\u00A0juillet 2026"));
    CHECK_FALSE(has_text(visitor, "Ce n’est pas la liste du Forem"));
    CHECK_FALSE(has_text(visitor, "Maçon"));
    visitor.today = "2026-07-02";
    visitor.open("/fr/droits/penurie");
    CHECK(visitor.find("heading", "Liste 2026").is_object());
    CHECK(has_text(visitor, "Maçon / Maçonne"));
    visitor.today = "2022-06-21";
    visitor.open("/fr/droits/penurie");
    CHECK(has_text(visitor, "Nous n’avons pas de liste pour aujourd’hui"));
    CHECK_FALSE(visitor.find("heading", "Les listes d’avant").is_object());
}

TEST_CASE("the measures that depend on the list lead to it, the others do not") {
    Visitor visitor;
    visitor.start("/fr/droits/dispense-etudes");
    CHECK(string_or(visitor.find("link", "Voir les métiers en pénurie"), "target") == "/fr/droits/penurie");
    visitor.open("/fr/droits/incitant");
    CHECK(visitor.find("link", "Voir les métiers en pénurie").is_object());
    visitor.open("/fr/droits/pfi");
    CHECK_FALSE(visitor.find("link", "Voir les métiers en pénurie").is_object());
}
