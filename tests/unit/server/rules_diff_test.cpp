// What `passerelle rules diff` says of a change, on a measure small enough to see why.
#include "packs/rules_diff.hpp"

#include <catch2/catch_test_macros.hpp>
#include <sstream>

#include "packs/questions.hpp"

using namespace passerelle;

namespace {

Json measure() {
    return Json::parse(R"({"id":"x","authority":"forem","moment":"hire","rounding":"down",
        "source":{"title":"T","checked_on":"2026-01-01","confidence":"A"},
        "versions":[{"id":"v","valid_from":"2026-01-01","to_confirm":true,
            "conditions":[{"id":"c","rule":{"not-after":[{"plusTime":[{"var":"registered_since"},12,"month"]},
                                                         {"plusTime":[{"var":"eve"},0,"day"]}]}}],
            "amount":{"period":"month","text":"t","steps":[{"first":1,"last":12,"cents":50000}]}}]})");
}

std::string diff(const Json& changed, const std::string& people, const Answers& answers = Answers()) {
    const auto before = load_measures(Json::array({measure()}), Examples::left_out);
    const auto after = load_measures(Json::array({changed}), Examples::left_out);
    REQUIRE(before);
    REQUIRE(after);
    std::istringstream lines(people);
    const auto result = diff_rules(*before, *after, answers, lines, CivilDate::parse("2026-12-01"));
    if (!result) return result.error().code + " " + result.error().field;
    std::string text;
    for (const std::string& line : *result) text += line + "\n";
    return text;
}

std::string people() {
    std::string lines;
    for (int i = 0; i < 9; ++i)
        lines +=
            R"({"facts":{"birth_date":"2000-01-01","registered_since":"2026-03-0)" + std::to_string(i + 1) + "\"}}\n";
    return lines + R"({"facts":{"birth_date":"1980-01-01","registered_since":"2025-01-01"}})" + "\n";
}

}  // namespace

TEST_CASE("nothing changed is nothing to say") {
    CHECK(diff(measure(), people()) == "10 people, 1 measures, 0 verdicts change\n");
}

TEST_CASE("what is no longer to be confirmed is a change, for a yes and for a day to come") {
    Json changed = measure();
    changed["versions"][0]["to_confirm"] = false;
    const std::string text = diff(changed, people());
    CHECK(text.find("x: not_yet -> not_yet: 9 of 10 people; no longer to be confirmed (9); in common: ") == 0);
    CHECK(text.find("x: yes -> yes: 1 of 10 people; no longer to be confirmed (1)") != std::string::npos);
}

TEST_CASE("another amount shows for who has to wait too") {
    Json changed = measure();
    changed["versions"][0]["amount"]["steps"][0]["cents"] = 40000;
    const std::string text = diff(changed, people());
    CHECK(text.find("x: not_yet -> not_yet: 9 of 10 people; 6000 -> 4800 euro (9)") == 0);
    CHECK(text.find("x: yes -> yes: 1 of 10 people; 6000 -> 4800 euro (1)") != std::string::npos);
}

TEST_CASE("another number of months is one line, whatever the days, and names no day") {
    Json changed = measure();
    changed["versions"][0]["conditions"][0]["rule"]["not-after"][0]["plusTime"][1] = 13;
    const std::string text = diff(changed, people());
    CHECK(text.find("x: not_yet -> not_yet: 9 of 10 people; from a later day (9); in common: age 25 to 29 years (9)") ==
          0);
    CHECK(text.find("2026") == std::string::npos);
    CHECK(text.find("10 people, 1 measures, 9 verdicts change") != std::string::npos);
}

TEST_CASE("an end that comes earlier is a change") {
    Json changed = measure();
    changed["versions"][0]["valid_to"] = "2027-12-31";
    CHECK(diff(changed, people()).find("x: yes -> yes: 1 of 10 people; ends earlier (1)") != std::string::npos);
}

TEST_CASE("a line without facts is refused with its number, not taken for a person without answers") {
    for (const char* line : {"{\"birth_date\":\"2000-01-01\"}", "[1]", "\"x\"", "null", "{\"facts\":1}", "{"}) {
        INFO(line);
        CHECK(diff(measure(), people() + line + "\n") == "people-line line 11");
    }
    CHECK(diff(measure(), R"({"facts":{},"on":"2026-02-30"})") == "people-line line 1");
}

TEST_CASE("misspelt questions and answers that are none are refused with their line, and so is nobody at all") {
    const auto own = Content::load(own_questions());
    REQUIRE(own);
    const Answers answers(own->questions());
    const auto refusal = [&](const char* line) { return diff(measure(), people() + line + "\n", answers); };
    CHECK(refusal(R"({"facts":{"registered_since":"2026-01-01"}})").find("11 people") == 0);
    CHECK(refusal(R"({"facts":{"regsitered_since":"2026-01-01"}})") == "people-line line 11/regsitered_since");
    CHECK(refusal(R"({"facts":{"registered_since":"2026-02-30"}})") == "people-line line 11/registered_since");
    CHECK(refusal(R"({"facts":{"work":"chef"}})") == "people-line line 11/work");
    CHECK(diff(measure(), "") == "people-none ");
    CHECK(diff(measure(), "\n\n") == "people-none ");
}

TEST_CASE("another sum a period shows, for an amount of which nobody knows how often it is paid") {
    Json before = measure();
    Json changed = measure();
    before["versions"][0]["amount"] = Json::parse(R"({"period":"quarter","text":"t","bands":[{"cents":40000}]})");
    changed["versions"][0]["amount"] = Json::parse(R"({"period":"quarter","text":"t","bands":[{"cents":50000}]})");
    const auto old_rules = load_measures(Json::array({before}), Examples::left_out);
    const auto new_rules = load_measures(Json::array({changed}), Examples::left_out);
    REQUIRE(old_rules);
    REQUIRE(new_rules);
    std::istringstream lines(people());
    const auto result = diff_rules(*old_rules, *new_rules, Answers(), lines, CivilDate::parse("2026-12-01"));
    REQUIRE(result);
    CHECK(result->front().find("x: not_yet -> not_yet: 9 of 10 people; 400 -> 500 euro a period (9)") == 0);
}
