// The page of shortage occupations, and the two questions of the page of rights that rest on it.
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

constexpr std::string_view shortage_question = "Ces études ou cette formation";
constexpr std::string_view days_question = "Avez-vous reçu au moins 312 jours";

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

bool asks(Visitor& visitor, std::string_view question) {
    return visitor.find("radio_group", question).is_object();
}

bool has_text(Visitor& visitor, std::string_view text) {
    return visitor.page_text().find(text) != std::string::npos;
}

// Somebody whom only the studies keep from knowing more about the dispensation.
void answer_situation(Visitor& visitor, const char* allowance = "unemployment") {
    visitor.start("/fr/profil/situation");
    visitor.change({{"registered", "yes"}, {"allowance", allowance}, {"highest_diploma", "upper_secondary"}});
    visitor.open("/fr/droits");
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
    CHECK_THAT(visitor.page_text(), ContainsSubstring("Source : Métiers en pénurie pour le permis de travail"));
    CHECK_THAT(visitor.page_text(), ContainsSubstring("Lu le 22\u00A0novembre 2026"));
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

TEST_CASE("the questions about studies come when they settle something, on the page of rights alone") {
    Visitor visitor;
    visitor.start("/fr/droits");
    CHECK(asks(visitor, shortage_question));  // for Incitant +, which asks for nothing else that we know
    CHECK_FALSE(asks(visitor, days_question));
    answer_situation(visitor);
    CHECK(asks(visitor, shortage_question));
    CHECK(asks(visitor, days_question));
    CHECK(string_or(visitor.find("details", "Et si je reprends des études"), "role") == "details");
    CHECK(visitor.find("link", "Voir les métiers en pénurie").is_object());
    // Never the one question that is asked first, nor something to do.
    const Json best = visitor.find("card", "Répondez d’abord à cette question");
    REQUIRE(best.is_object());
    CHECK(dump_json(best).find("studies_shortage") == std::string::npos);
    visitor.open("/fr/droits/dispense-etudes");
    CHECK(string_or(visitor.find("link", "Répondre : " + std::string(shortage_question)), "target") ==
          "/fr/droits#f-studies_shortage");
    for (const char* path : {"/fr/", "/fr/profil", "/fr/profil/situation"}) {
        visitor.open(path);
        CHECK_FALSE(has_text(visitor, shortage_question));
    }
}

TEST_CASE("of a measure that is a no anyway nothing more is asked") {
    Visitor visitor;
    answer_situation(visitor, "none");
    CHECK(asks(visitor, shortage_question));  // for Incitant +
    CHECK_FALSE(asks(visitor, days_question));
    visitor.press("save", {{"studies_shortage", "no"}});
    CHECK_FALSE(asks(visitor, days_question));
}

TEST_CASE("the answers about studies change the verdicts, and one makes the other needless") {
    Visitor visitor;
    answer_situation(visitor);
    visitor.press("save", {{"studies_shortage", "yes"}});
    CHECK_FALSE(asks(visitor, days_question));
    visitor.open("/fr/droits/dispense-etudes");
    CHECK(visitor.find("tag", "À vérifier").is_object());
    CHECK(has_text(visitor, "Vous remplissez cette condition : 312 jours"));
    visitor.open("/fr/droits");
    visitor.press("save", {{"studies_shortage", "no"}});
    CHECK(asks(visitor, days_question));
    visitor.open("/fr/droits/dispense-etudes");
    CHECK(visitor.find("tag", "À vérifier").is_object());
    CHECK(visitor.find("link", "Répondre : " + std::string(days_question)).is_object());
    visitor.open("/fr/droits");
    visitor.press("save", {{"allowance_days_312", "no"}});
    visitor.open("/fr/droits/dispense-etudes");
    CHECK(visitor.find("tag", "Non").is_object());
    CHECK(visitor.find("link", "Changer ma réponse : " + std::string(shortage_question)).is_object());
    visitor.open("/fr/droits/incitant");
    CHECK(visitor.find("tag", "Non").is_object());
    CHECK_THAT(visitor.stored, ContainsSubstring("allowance_days_312"));
}
