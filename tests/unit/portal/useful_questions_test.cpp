// Which question is asked first, with the real measures and questions.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "rules/judge.hpp"
#include "support/content.hpp"

using namespace passerelle;

namespace {

std::vector<std::string> useful_questions(const Json& facts, const char* today) {
    const Content& content = test::french_content();
    static const std::vector<Measure> measures = load_measures(content.measures(), Examples::left_out).value();
    const AidFacts about(facts);
    std::vector<Verdict> verdicts;
    for (const Measure& measure : measures)
        verdicts.push_back(judge(measure, about, reference_day(about, *CivilDate::parse(today))));
    return most_useful_questions(measures, verdicts, about, content.questions());
}

}  // namespace

TEST_CASE("the question asked first settles most measures, on average over the answers people give") {
    const auto best = [](const char* facts) { return useful_questions(Json::parse(facts), "2026-11-23"); };
    const auto nothing = best("{}");
    REQUIRE_FALSE(nothing.empty());
    // Four of five answers about work settle what asks for people without work; one of two about registration.
    CHECK(nothing.front() == "work");
    CHECK(std::count(nothing.begin(), nothing.end(), "hire_contract") == 0);
    CHECK(std::count(nothing.begin(), nothing.end(), "commune") == 1);
    CHECK(std::count(nothing.begin(), nothing.end(), "postcode") == 0);
    // A date that decides nothing before other answers are there does not come first.
    const auto registered = best(R"({"registered":true,"work":"none"})");
    CHECK((registered.front() == "birth_date" || registered.front() == "commune"));
}

TEST_CASE("a person who answered everything is asked nothing more") {
    const Json facts = Json::parse(R"({"birth_date":"1985-01-01","registered":true,"registered_since":"2024-01-01",
        "work":"none","unoccupied_since":"2024-01-01","highest_diploma":"none","allowance":"none",
        "commune":{"postcode":"4000","name":"Liège"}})");
    CHECK(useful_questions(facts, "2026-03-01").empty());
}
