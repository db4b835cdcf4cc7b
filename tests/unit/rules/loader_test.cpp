// The only door for measures: what is not complete does not load, and the error names the place.
#include <catch2/catch_test_macros.hpp>

#include "measures.hpp"

using namespace passerelle;
using namespace passerelle::test;

namespace {

Json whole() {
    return Json::parse(R"({"id":"x","authority":"forem","moment":"hire","rounding":"down",
        "source":{"title":"T","address":"a.be","checked_on":"2026-01-01","confidence":"A"},
        "versions":[{"id":"v","valid_from":"2026-01-01","conditions":[{"id":"c","rule":{"var":"registered"}}]}],
        "examples":[{"title":"e","on":"2026-01-02","facts":{},"expected":{"state":"cannot_say"}}]})");
}

// The place of the error, or "loaded".
std::string place(const Json& measure) {
    const auto result = load_measures(Json::array({measure}));
    return result ? "loaded" : result.error().field;
}

std::string without(const char* pointer) {
    Json measure = whole();
    const Json::json_pointer path(pointer);
    measure[path.parent_pointer()].erase(path.back());
    return place(measure);
}

std::string with(const char* pointer, const char* value) {
    Json measure = whole();
    measure[Json::json_pointer(pointer)] = Json::parse(value);
    return place(measure);
}

}  // namespace

TEST_CASE("a measure without source, day of checking, validity, rounding or examples does not load") {
    CHECK(place(whole()) == "loaded");
    CHECK(without("/source") == "x/source");
    CHECK(without("/source/title") == "x/source/title");
    CHECK(without("/source/checked_on") == "x/source/checked_on");
    CHECK(without("/source/confidence") == "x/source/confidence");
    CHECK(without("/rounding") == "x/rounding");
    CHECK(without("/versions") == "x/versions");
    CHECK(without("/versions/0/valid_from") == "x/versions/0/valid_from");
    CHECK(without("/versions/0/conditions") == "x/versions/0/conditions");
    CHECK(without("/versions/0/conditions/0/rule") == "x/versions/0/conditions/c/rule");
    CHECK(without("/examples") == "x/examples");
    CHECK(without("/examples/0/expected/state") == "x/examples/0/expected");
    CHECK(without("/id").rfind("0/id", 0) == 0);
}

TEST_CASE("dates, rules and amounts of a measure are checked when it loads") {
    CHECK(with("/source/checked_on", R"("2026-02-30")") == "x/source/checked_on");
    CHECK(with("/versions/0/valid_to", R"("2025-12-31")") == "x/versions/0/valid_to");
    CHECK(with("/versions/1", R"({"id":"w","valid_from":"2027-01-01","conditions":[{"id":"c","rule":true}]})") ==
          "x/versions/1");  // the first one has no last day
    CHECK(with("/versions/0/conditions/0/rule", R"({"or":[true,false]})") == "x/versions/0/conditions/c/rule/or");
    CHECK(with("/versions/0/conditions/0/rule", R"({"and":[true,{"<":[1]}]})") ==
          "x/versions/0/conditions/c/rule/and/1");
    CHECK(with("/versions/0/conditions/0/rule", R"({"use":"nothing"})") == "x/versions/0/conditions/c/rule");
    CHECK(with("/versions/0/conditions/0/rule", R"({"use":7})") == "x/versions/0/conditions/c/rule");
    CHECK(with("/versions/0/amount",
               R"({"period":"quarter","text":"t","bands":[{"cents":1},{"from_age":58,"cents":2}]})") == "loaded");
    for (const char* bands :
         {R"([{"cents":1},{"cents":2}])", R"([{"from_age":58,"cents":1},{"from_age":58,"cents":2}])",
          R"([{"cents":0}])", R"([{"from_age":-1,"cents":1}])"}) {
        INFO(bands);
        const std::string amount = R"({"period":"quarter","text":"t","bands":)" + std::string(bands) + "}";
        CHECK(with("/versions/0/amount", amount.c_str()) == "x/versions/0/amount/bands");
    }
    CHECK(with("/versions/0/amount", R"({"period":"quarter","text":"t","bands":[{"cents":1}],
               "steps":[{"first":1,"last":1,"cents":1}]})") == "x/versions/0/amount/bands");
    CHECK(with("/versions/0/conditions/0/rule", R"({"===":[{"var":"day"},"2026-01-01"]})") ==
          "x/versions/0/conditions/c/rule");
    CHECK(with("/versions/0/amount", R"({"period":"month","text":"t","steps":[{"first":2,"last":1,"cents":1}]})") ==
          "x/versions/0/amount/steps");
    CHECK(place(Json()) == "0/id");
    CHECK_FALSE(load_measures(Json::array({whole(), whole()})));
    CHECK_FALSE(load_measures(Json("x")));
}

TEST_CASE("an unknown member or a wrong type is refused, not left out in silence") {
    CHECK(with("/versions/0/to_confirm", R"("yes")") == "x/versions/0/to_confirm");
    CHECK(with("/versions/0/to_confrm", "true") == "x/versions/0/to_confrm");
    CHECK(with("/versions/0/valid_too", R"("2026-12-31")") == "x/versions/0/valid_too");
    CHECK(with("/versions/0/conditions/0/subjet", R"("person")") == "x/versions/0/conditions/c/subjet");
    CHECK(with("/versions/0/conditions/0/to_confirm", "0") == "x/versions/0/conditions/c/to_confirm");
    CHECK(with("/versions/0/conditions/0/arguments", R"({"name":"a"})") == "x/versions/0/conditions/c/arguments");
    CHECK(with("/versions/0/amount", R"({"period":"month","text":"t","steps":"no"})") == "x/versions/0/amount/steps");
    CHECK(with("/source/adress", R"("a.be")") == "x/source/adress");
    CHECK(with("/source/address", "1") == "x/source/address");
    CHECK(with("/next", R"("call")") == "x/next");
    CHECK(with("/exemples", "[]") == "x/exemples");
    CHECK(with("/examples/0/expect", "{}") == "x/examples/0/expect");
    const auto refusal = [](const char* definitions) {
        const auto result = load_measures(Json::array({Json::parse(definitions), whole()}));
        return result ? "loaded" : result.error().field;
    };
    CHECK(refusal(R"({"definitions":{"a":{"rule":true}}})") == "loaded");
    CHECK(refusal(R"({"definitions":{"a":{}}})") == "definitions/a/rule");
    CHECK(refusal(R"({"definitions":{"a":{"rule":{"or":[true,false]}}}})") == "definitions/a/rule/or");
    CHECK(refusal(R"({"definitions":{"a":{"rule":{"use":"b"}}}})") == "definitions/a/rule");
    CHECK(refusal(R"({"definitions":{"a":{"rule":{"use":"b"}},"b":{"rule":true}}})") == "loaded");
    CHECK(refusal(R"({"definitions":{"a":{"rule":true,"source":{"title":"T"}}}})") ==
          "definitions/a/source/checked_on");
    CHECK(refusal(R"({"definitions":{"a":{"rule":true,"source":"T"}}})") == "definitions/a/source");
    CHECK(refusal(R"({"definitions":{},"authorities":["forem"]})") == "loaded");
    CHECK(refusal(R"({"definitions":{},"authorities":["onem"]})") == "x/authority");
    CHECK(refusal(R"({"definitions":{},"authorities":"forem"})") == "definitions/authorities");
    CHECK(refusal(R"({"definitions":{"a":{"rul":true}}})") == "definitions/a/rul");
    CHECK(refusal(R"({"definitions":[]})") == "definitions/definitions");
    CHECK(refusal(R"({"definitions":{},"not_aksed":[]})") == "definitions/not_aksed");
}

TEST_CASE("a use of a definition stands alone") {
    const Json definitions = {{"definitions", {{"a", {{"rule", true}}}}}};
    const auto refusal = [&](const char* rule) {
        Json measure = whole();
        measure["versions"][0]["conditions"][0]["rule"] = Json::parse(rule);
        const auto result = load_measures(Json::array({definitions, measure}));
        return result ? "loaded" : result.error().field;
    };
    CHECK(refusal(R"({"use":"a"})") == "loaded");
    CHECK(refusal(R"({"use":"a","!":[true]})") == "x/versions/0/conditions/c/rule");
}

TEST_CASE("the facts of examples are answers to questions that there are") {
    const auto refusal = [](const char* pointer, const char* value) {
        Json measure = whole();
        measure["people"]["young"] = {{"registered", true}};
        measure[Json::json_pointer(pointer)] = Json::parse(value);
        const auto result = load_measures(Json::array({measure}), Examples::required, all_answers());
        return result ? "loaded" : result.error().field;
    };
    CHECK(refusal("/examples/0/facts", R"({"registered":true,"hire_start":"2026-03-01"})") == "loaded");
    CHECK(refusal("/examples/0/facts", R"({"regsitered":true})") == "x/examples/0/facts/regsitered");
    CHECK(refusal("/examples/0/facts", R"({"hire_start":"banana"})") == "x/examples/0/facts/hire_start");
    CHECK(refusal("/examples/0/facts", R"({"birth_date":"2001-02-30"})") == "x/examples/0/facts/birth_date");
    CHECK(refusal("/examples/0/facts", R"({"email":"a@b.be"})") == "x/examples/0/facts/email");  // not for aids
    CHECK(refusal("/people/young/work", R"("nothing")") == "x/people/young/work");
    CHECK(refusal("/people/young", "true") == "x/people/young");
    CHECK(refusal("/people", "[]") == "x/people");
}

TEST_CASE("an answer that is none is named, and what is not answered is no wrong answer") {
    const auto wrong = [](const char* facts) {
        const auto found = all_answers().wrong(Json::parse(facts));
        return found ? found->question : "";
    };
    CHECK(wrong(R"({"registered":"yes","birth_date":"2001-02-30"})") == "birth_date");
    CHECK(wrong(R"({"registered":"yes"})") == "registered");
    CHECK(wrong(R"({"registered":null,"birth_date":"2001-02-28"})") == "");
    CHECK(wrong(R"({"registred":true})") == "registred");
    CHECK_FALSE(Answers().wrong(Json::parse(R"({"registred":true})")));
}

TEST_CASE("the day can not be read around the comparisons of dates") {
    for (const char* path : {"", "eve.x", "day.0", "data.day"}) {
        INFO(path);
        const Json rule = {{"===", {{{"var", path}}, "x"}}};
        CHECK(with("/versions/0/conditions/0/rule", dump_json(rule).c_str()) == "x/versions/0/conditions/c/rule");
    }
}

TEST_CASE("a rule reads what people are asked, the day, the postcode and what is not asked, and nothing else") {
    const auto loads = [](const std::vector<Json>& array) {
        const auto result = load_measures(Json(array), Examples::required, all_answers());
        return result ? "loaded" : result.error().field;
    };
    const auto reading = [](const char* name) {
        Json measure = whole();
        measure["versions"][0]["conditions"][0]["rule"] = {{"===", {{{"var", name}}, "x"}}};
        return measure;
    };
    REQUIRE(all_answers().any());
    const Json definitions = {{"definitions", Json::object()}, {"not_asked", {"before_pension"}}};
    CHECK(loads({definitions, reading("work")}) == "loaded");
    CHECK(loads({definitions, reading("postcode")}) == "loaded");
    CHECK(loads({definitions, reading("before_pension")}) == "loaded");
    CHECK(loads({reading("before_pension")}) == "x/versions/0/conditions/c/rule");
    CHECK(loads({reading("regsitered")}) == "x/versions/0/conditions/c/rule");
    CHECK(loads({reading("email")}) == "x/versions/0/conditions/c/rule");  // asked, but not for aids
    CHECK(loads({{{"definitions", Json::object()}, {"not_asked", {"work"}}}, whole()}) == "definitions/not_asked");
    const auto changing = [](const char* list) {
        return Json{{"definitions", Json::object()}, {"can_change", Json::parse(list)}};
    };
    CHECK(loads({changing(R"([{"question":"work","values":["none"]}])"), whole()}) == "loaded");
    CHECK(loads({changing(R"([{"question":"wrok","values":["none"]}])"), whole()}) ==
          "definitions/can_change/wrok/question");
    CHECK(loads({changing(R"([{"question":"work","values":["nothing"]}])"), whole()}) ==
          "definitions/can_change/work/values");
    Json argument = whole();
    argument["versions"][0]["conditions"][0]["arguments"] = {{{"name", "a"}, {"kind", "date"}, {"variable", "x"}}};
    CHECK(loads({argument}) == "x/versions/0/conditions/c/arguments");
}

TEST_CASE("what can change needs its values, and no more than are tried in every combination") {
    const auto refusal = [](const char* list) {
        const Json definitions = {{"definitions", Json::object()}, {"can_change", Json::parse(list)}};
        const auto result = load_measures(Json::array({definitions, whole()}));
        return result ? "loaded" : result.error().field;
    };
    CHECK(refusal(R"([{"question":"registered","values":[true],"restarts":"registered_since"}])") == "loaded");
    CHECK(refusal(R"(["registered"])") == "definitions/question");
    CHECK(refusal(R"([{"question":"registered","values":[]}])") == "definitions/can_change/registered/values");
    Json many = Json::array();
    for (int i = 0; i < 10; ++i) many.push_back({{"question", "q" + std::to_string(i)}, {"values", {1}}});
    CHECK(refusal(dump_json(many).c_str()) == "loaded");
    many.back()["values"].push_back(2);
    CHECK(refusal(dump_json(many).c_str()) == "definitions/may_change");
}

TEST_CASE("definitions that multiply each other are refused before they are put in") {
    Json definitions = Json::object();
    for (int i = 0; i < 8; ++i) {
        const Json next = i == 7 ? Json(true) : Json{{"use", "d" + std::to_string(i + 1)}};
        definitions["d" + std::to_string(i)]["rule"] = {{"and", std::vector<Json>(20, next)}};
    }
    Json measure = whole();
    measure["versions"][0]["conditions"][0]["rule"] = {{"use", "d0"}};
    const auto result = load_measures(Json::array({{{"definitions", definitions}}, measure}));
    REQUIRE_FALSE(result);
    CHECK(result.error().field == "definitions/d0/rule");
}

TEST_CASE("an example takes the facts of a person of the measure, and may have several days") {
    Json measure = whole();
    measure["people"]["young"] = {{"registered", true}, {"work", "none"}, {"highest_diploma", "none"}};
    measure["examples"] = {{{"title", "e"},
                            {"as", "young"},
                            {"facts", {{"work", "student"}, {"highest_diploma", nullptr}}},
                            {"days", {{"2026-02-28", {{"state", "no"}}}, {"2026-03-01", {{"state", "yes"}}}}}},
                           {{"title", "f"}, {"as", "young"}, {"on", "2026-05-01"}, {"expected", {{"state", "yes"}}}}};
    const auto loaded = load_measures(Json::array({measure}));
    REQUIRE(loaded);
    const std::vector<Example>& examples = loaded->front().examples;
    REQUIRE(examples.size() == 3);
    CHECK(examples[0].day.iso() == "2026-02-28");
    CHECK(examples[0].expected == Json({{"state", "no"}}));
    CHECK(examples[1].title == "e");
    CHECK(examples[1].day.iso() == "2026-03-01");
    CHECK(examples[1].expected == Json({{"state", "yes"}}));
    CHECK(examples[1].facts == Json({{"registered", true}, {"work", "student"}}));
    CHECK(examples[2].facts == measure["people"]["young"]);
}

TEST_CASE("only where examples are said to be left out does a measure load without") {
    Json measure = whole();
    measure.erase("examples");
    CHECK_FALSE(load_measures(Json::array({measure})));
    CHECK(load_measures(Json::array({measure}), Examples::left_out));
}

TEST_CASE("an example without facts, day or expected state does not load") {
    CHECK(without("/examples/0/title") == "x/examples/0/title");
    CHECK(without("/examples/0/on") == "x/examples/0/on");
    CHECK(without("/examples/0/facts") == "x/examples/0/facts");
    CHECK(with("/examples/0/facts", "[]") == "x/examples/0/facts");
    CHECK(with("/examples/0/as", R"("nobody")") == "x/examples/0/as");
    CHECK(with("/examples/0/days", R"({"2026-03-01":{"state":"yes"}})") == "x/examples/0/on");
    const auto with_days = [](const char* days, const char* beside = "{}") {
        Json measure = whole();
        measure["examples"][0] = {{"title", "e"}, {"facts", Json::object()}, {"days", Json::parse(days)}};
        measure["examples"][0].update(Json::parse(beside));
        return place(measure);
    };
    CHECK(with_days(R"({"2026-03-01":{"state":"yes"}})") == "loaded");
    CHECK(with_days(R"({"2026-03-01":{"state":"yes"}})", R"({"expected":{"state":"yes"}})") == "x/examples/0/expected");
    CHECK(with_days(R"({"tomorrow":{"state":"yes"}})") == "x/examples/0/days");
    CHECK(with_days(R"({"2026-02-30":{"state":"yes"}})") == "x/examples/0/days");
    CHECK(with_days(R"({"2026-03-01":{"from":"2026-03-02"}})") == "x/examples/0/days/2026-03-01/state");
    CHECK(with_days(R"({"2026-03-01":true})") == "x/examples/0/days/2026-03-01/state");
    CHECK(with_days("{}") == "x/examples/0/days");
    CHECK(with_days("7") == "x/examples/0/days");
}

TEST_CASE("a definition that uses itself is refused") {
    Json measure = whole();
    measure["versions"][0]["conditions"][0]["rule"] = {{"use", "loop"}};
    const Json definitions = {{"definitions", {{"loop", {{"rule", {{"use", "loop"}}}}}}}};
    CHECK_FALSE(load_measures(Json::array({definitions, measure})));
}

TEST_CASE("the days on which a rule can change are found with every rounding") {
    // Six months before the day: under each rounding, some crossing must be among the days found.
    const Json rule = Json::parse(
        R"({"not-after":[{"plusTime":[{"var":"since"},0,"day"]},{"plusTime":[{"var":"day"},-6,"month"]}]})");
    REQUIRE(day_is_tractable(rule));
    for (const MonthRounding rounding : {MonthRounding::down, MonthRounding::up, MonthRounding::overflow}) {
        const Rule ready = Rule::ready(rule, Dialect::certlogic, rounding).value();
        const std::vector<DayMeeting> meetings = day_meetings(rule, rounding);
        for (CivilDate since = *CivilDate::parse("2023-08-25"); since < *CivilDate::parse("2024-03-05");
             since = since.plus_days(1)) {
            Json data = {{"since", since.iso()}};
            std::vector<CivilDate> days;
            add_change_days(meetings, data, rounding, days);
            bool before = false;
            for (CivilDate day = since.plus_days(150); day < since.plus_days(220); day = day.plus_days(1)) {
                data["day"] = day.iso();
                const bool now = ready.evaluate(data)->value() == Json(true);
                if (now != before) CHECK(std::find(days.begin(), days.end(), day) != days.end());
                before = now;
            }
            CHECK(before);
        }
    }
}
