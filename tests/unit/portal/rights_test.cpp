// "Mes droits": where each verdict stands, what the page supposes, what stays on the device, what goes on paper.
#include "portal/rights.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "support/demo_world.hpp"

using namespace passerelle;
using namespace passerelle::test;
using Catch::Matchers::ContainsSubstring;

namespace {

bool shows(Visitor& visitor, std::string_view text) {
    return visitor.page_text().find(text) != std::string::npos;
}

Json date(const std::string& name, const char* day, const char* month, const char* year) {
    return {{name + ".day", day}, {name + ".month", month}, {name + ".year", year}};
}

bool has_empty_list(const Json& block) {
    if (block.is_object() && string_or(block, "role") == "list" && array_member(block, "children").empty()) return true;
    return block.is_structured() && std::any_of(block.begin(), block.end(), has_empty_list);
}

// The first effect of a kind, null when there is none.
Json effect(const Json& reply, std::string_view kind) {
    for (const Json& each : array_member(reply, "effects"))
        if (string_or(each, "kind") == kind) return each;
    return {};
}

// A person of Liège, left at the page of the situation.
void answer_as(Visitor& visitor, const char* today, const Json& birth, const Json& situation) {
    visitor.today = today;
    visitor.start("/fr/profil/identity");
    visitor.change(birth);
    visitor.press("pick:commune=4000|Liège");
    visitor.open("/fr/profil/situation");
    visitor.change(situation);
}

// A person born on 10 May of that year, registered and without work since March 2025.
void answer_profile(Visitor& visitor, const char* year_of_birth, const char* work = "none") {
    answer_as(visitor, "2026-11-23", date("birth_date", "10", "5", year_of_birth),
              {{"registered", "yes"}, {"work", work}, {"highest_diploma", "lower_secondary"}});
    visitor.change(date("registered_since", "1", "3", "2025"));
    if (std::string(work) == "none") visitor.change(date("unoccupied_since", "1", "3", "2025"));
    visitor.open("/fr/droits");
}

}  // namespace

TEST_CASE("a day and a contract are supposed for oneself: said on top, not sent, and taken back with one press") {
    Visitor visitor;
    answer_profile(visitor, "2003");
    CHECK_FALSE(visitor.find("notice", "Calculé comme si").is_object());
    visitor.open("/fr/envoyer");
    const std::string waiting = visitor.page_text();
    visitor.open("/fr/");
    const std::string home = visitor.page_text();

    visitor.open("/fr/droits");
    const Json reply = visitor.press("suppose", date("hire_start", "15", "12", "2025"));
    CHECK(string_or(effect(reply, "focus"), "id") == "supposed");
    CHECK(visitor.find("notice", "Calculé comme si vous étiez engagé·e le 15\u00A0décembre 2025").is_object());
    visitor.open("/fr/droits/impulsion-25");
    CHECK(visitor.find("notice", "Calculé comme si").is_object());
    CHECK(shows(visitor, "125\u00A0€"));  // the schedule of 2025

    visitor.open("/fr/envoyer");
    CHECK(visitor.page_text() == waiting);
    visitor.open("/fr/");
    CHECK(visitor.page_text() == home);

    Visitor again;
    again.today = "2026-11-23";
    again.start("/fr/droits", visitor.stored);
    CHECK(again.find("notice", "Calculé comme si").is_object());
    again.press("suppose-nothing");
    CHECK_FALSE(again.find("notice", "Calculé").is_object());
    CHECK_FALSE(shows(again, "Calculé"));
}

TEST_CASE("after an answer the next question has the focus, and what still waits is said") {
    Visitor visitor;
    visitor.today = "2026-11-23";
    visitor.start("/fr/droits");
    CHECK(visitor.find("radio_group", "Travaillez-vous en ce moment").is_object());
    const Json reply = visitor.press("answer", {{"work", "none"}});
    CHECK(string_or(effect(reply, "focus"), "id") == "best-question");
    CHECK_THAT(string_or(effect(reply, "announce"), "text"), ContainsSubstring("Réponse notée. "));
    CHECK_FALSE(visitor.find("radio_group", "Travaillez-vous en ce moment").is_object());
}

TEST_CASE("a no says why first, and what would turn it") {
    Visitor visitor;
    answer_profile(visitor, "1986");
    CHECK(shows(visitor, "Il faut avoir moins de 25 ans. Vous aurez 40 ans"));
    CHECK_FALSE(shows(visitor, "Ouvrez «"));
    visitor.press("suppose", {{"hire_contract", "fixed_term"}});
    visitor.press("suppose", {{"hire_months", "1"}});
    CHECK(shows(visitor, "Avoir un contrat à durée indéterminée ou d’au moins 2 mois."));
    CHECK(visitor.find("link", "Changer ma réponse : Pour combien de mois").is_object());
}

TEST_CASE("a not yet says what would bring it sooner than waiting") {
    Visitor visitor;
    answer_as(visitor, "2026-11-22", date("birth_date", "10", "1", "1968"),
              {{"registered", "no"}, {"work", "none"}, {"highest_diploma", "lower_secondary"}});
    visitor.change(date("unoccupied_since", "10", "1", "2026"));
    visitor.open("/fr/droits/impulsion-55");
    CHECK(visitor.find("tag", "Pas encore").is_object());
    CHECK(shows(visitor, "Ce serait plus tôt, avec ceci"));
    CHECK_FALSE(has_empty_list(visitor.page()));
    CHECK(visitor.find("link", "Changer ma réponse : Êtes-vous inscrit·e").is_object());
}

TEST_CASE("what would turn a no is said with the condition, never as an empty list, and for no day gone by") {
    Visitor visitor;
    answer_as(visitor, "2026-11-30", date("birth_date", "10", "1", "2003"),
              {{"registered", "no"}, {"work", "none"}, {"highest_diploma", "lower_secondary"}});
    visitor.change(date("unoccupied_since", "10", "1", "2025"));
    visitor.open("/fr/droits");
    visitor.press("suppose", date("hire_start", "15", "12", "2025"));
    CHECK(shows(visitor, "Si cela change aujourd’hui"));
    CHECK_FALSE(shows(visitor, "pas avant le 16\u00A0décembre 2025"));
    CHECK_FALSE(has_empty_list(visitor.page()));
    visitor.open("/fr/droits/impulsion-55");  // decades away
    CHECK_FALSE(shows(visitor, "Ce serait plus tôt"));
}

TEST_CASE("a yes that time ends says its last day, and a no what stands only for a while") {
    Visitor visitor;
    answer_as(visitor, "2026-11-30", date("birth_date", "20", "12", "2001"),
              {{"registered", "yes"}, {"work", "none"}, {"highest_diploma", "none"}});
    visitor.change(date("registered_since", "1", "1", "2026"));
    visitor.change(date("unoccupied_since", "1", "1", "2026"));
    visitor.open("/fr/droits/impulsion-25");
    CHECK(shows(visitor, "C’est vrai si vous commencez au plus tard le 20\u00A0décembre 2026."));

    visitor.open("/fr/profil/situation");
    visitor.change({{"highest_diploma", "upper_secondary"}});
    visitor.change(date("unoccupied_since", "30", "8", "2026"));
    visitor.open("/fr/droits/impulsion-25");
    CHECK(visitor.find("tag", "Non").is_object());
    CHECK(shows(visitor, "Seulement jusqu’au 20\u00A0décembre 2026."));
}

TEST_CASE("what must be brought only for a while says from when it is not needed any more") {
    Visitor visitor;
    visitor.today = "2026-11-30";
    visitor.start("/fr/profil/situation");
    visitor.change({{"registered", "yes"}, {"work", "none"}});
    visitor.change(date("registered_since", "29", "11", "2026"));
    visitor.change(date("unoccupied_since", "1", "3", "2025"));
    visitor.open("/fr/droits/ape");
    CHECK(shows(visitor, "À partir du 30\u00A0mars 2027, ce ne sera plus nécessaire."));
}

TEST_CASE("nobody is told to leave a job") {
    Visitor visitor;
    answer_profile(visitor, "2003", "full_time");
    CHECK(shows(visitor, "Ne quittez pas un travail pour avoir une aide"));
    CHECK_FALSE(visitor.find("link", "Changer ma réponse : Travaillez-vous").is_object());
    CHECK_FALSE(shows(visitor, "Cela ne pourra plus changer.\u00A0Travaillez"));
}

TEST_CASE("a day that is decades away is no \"not yet\"") {
    Visitor visitor;
    answer_profile(visitor, "2003");
    visitor.open("/fr/droits/impulsion-55");
    CHECK(visitor.find("tag", "Non, à confirmer").is_object());
    CHECK(shows(visitor, "Il faut avoir 57 ans"));
    CHECK_FALSE(shows(visitor, "2029"));  // the reasons stand in the rules of today
    CHECK_FALSE(shows(visitor, "2060"));
}

TEST_CASE(
    "what was not verified is to be verified, what is only announced is announced, what is closed asks for nothing") {
    Visitor visitor;
    answer_profile(visitor, "2003");
    visitor.open("/fr/droits/sine");
    CHECK(visitor.find("tag", "À vérifier").is_object());
    CHECK(shows(visitor, "Nous n’avons pas pu vérifier cette aide"));
    visitor.open("/fr/droits/prime-unique");
    CHECK(visitor.find("tag", "Annoncée").is_object());
    visitor.open("/fr/droits/sesam");
    CHECK(visitor.find("tag", "N’est plus possible").is_object());
    CHECK_FALSE(visitor.find("heading", "Que faire").is_object());
}

TEST_CASE("rules that were not verified promise no day") {
    Visitor visitor;
    visitor.today = "2026-11-30";
    visitor.start("/fr/profil/identity");
    visitor.change(date("birth_date", "1", "1", "2004"));
    visitor.open("/fr/profil/situation");
    visitor.change({{"registered", "yes"}, {"work", "none"}, {"highest_diploma", "upper_secondary"}});
    visitor.change(date("registered_since", "1", "9", "2026"));
    visitor.open("/fr/droits/insertion");
    CHECK(visitor.find("tag", "À vérifier").is_object());
    CHECK(shows(visitor, "Pas avant le 2\u00A0mars 2027. Le reste est à vérifier"));
    CHECK_FALSE(shows(visitor, "Ce sera oui"));

    // Anybody, on any day: what was not verified stands neither under yes nor under not yet.
    std::size_t unverified = 0;
    for (int year = 1961; year <= 2010; year += 7)
        for (const char* since : {"2024-05-31", "2025-12-01", "2026-09-01", "2026-11-29"})
            for (const char* diploma : {"none", "upper_secondary", "master"}) {
                const AidFacts facts(Json{{"birth_date", std::to_string(year) + "-02-28"},
                                          {"registered", true},
                                          {"registered_since", since},
                                          {"work", "none"},
                                          {"unoccupied_since", since},
                                          {"highest_diploma", diploma},
                                          {"allowance", "insertion"},
                                          {"commune", {{"postcode", "4000"}, {"name", "Liège"}}}});
                for (const Measure& measure : demo_world().measures())
                    for (const char* day : {"2025-06-30", "2026-02-28", "2026-11-30", "2027-03-01"}) {
                        const Verdict verdict = judge(measure, facts, *CivilDate::parse(day));
                        if (verdict.source.confidence != Confidence::unverified) continue;
                        ++unverified;
                        CHECK_FALSE(is_promise(verdict));
                    }
            }
    CHECK(unverified > 1000);
}

TEST_CASE("a no brings no money and asks for nothing to be done") {
    Visitor visitor;
    answer_profile(visitor, "1986");
    visitor.open("/fr/droits/impulsion-25");
    REQUIRE(visitor.find("tag", "Non").is_object());
    for (const char* title : {"Combien", "Que faire", "Les papiers"})
        CHECK_FALSE(visitor.find("heading", title).is_object());
    CHECK(visitor.find("heading", "Où").is_object());
}

TEST_CASE("every measure opens to its reasons on the page itself, whatever its state") {
    Visitor nobody;
    nobody.today = "2026-11-23";
    nobody.start("/fr/droits");
    Visitor somebody;
    answer_profile(somebody, "2003");
    for (Visitor* visitor : {&nobody, &somebody})
        for (const Measure& measure : demo_world().measures()) {
            INFO(measure.id);
            const Json why = visitor->block("why-" + measure.id);
            REQUIRE(why.is_object());
            CHECK_THAT(visitor->text_of(why), ContainsSubstring("Source : "));
        }
}

TEST_CASE("as if hired on a day that is past: every measure is looked at on that day, and none comes in the future") {
    Visitor visitor;
    answer_profile(visitor, "2003");
    visitor.press("suppose", date("hire_start", "1", "2", "2026"));
    visitor.open("/fr/droits/impulsion-12");
    CHECK(shows(visitor, "c’était oui à partir du 2\u00A0mars 2026"));
    visitor.open("/fr/droits/chomage");
    CHECK(shows(visitor, "Nous ne connaissons pas la règle à cette date."));  // of before March 2026
}

TEST_CASE("on paper stands every measure once, with the answers it rests on and who decides") {
    Visitor visitor;
    answer_profile(visitor, "2003");
    const Json paper = visitor.block("on-paper");
    REQUIRE(paper.is_object());
    CHECK(bool_member(paper, "print_only") == true);
    const std::string text = visitor.text_of(paper);
    for (const char* name : {"Impulsion -25 ans", "Impulsion 12 mois +", "SESAM, Stage de transition", "SINE"}) {
        INFO(name);
        const std::size_t at = text.find(name);
        REQUIRE(at != std::string::npos);
        CHECK(text.find(name, at + 1) == std::string::npos);
    }
    CHECK_THAT(text, ContainsSubstring("Oui, à confirmer"));
    CHECK_THAT(text, ContainsSubstring("10\u00A0mai 2003"));
    CHECK_THAT(text, ContainsSubstring("C’est une première réponse, pas une décision."));
}
