// Three values: Kleene's tables, what is missing, agreement with two values; and the bounds.
#include "rules/expression.hpp"

#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>

using namespace passerelle;

namespace {

Json json(const char* text) {
    return parse_json(text).value();
}

// "t", "f" or the missing paths.
std::string outcome(const Json& rule, const Json& data, Dialect dialect = Dialect::certlogic) {
    const auto result = evaluate(rule, data, dialect);
    if (!result) return result.error().code + " " + result.error().field;
    if (result->known) return is_truthy(result->value(), dialect) ? "t" : "f";
    std::string text;
    for (const std::string& path : result->missing) text += (text.empty() ? "" : " ") + path;
    return text;
}

// Random well-formed rules over the booleans a to d and the integers m and n.
rc::Gen<Json> condition(int depth) {
    return rc::gen::exec([depth] {
        const int kind = *rc::gen::inRange(0, depth > 0 ? 7 : 3);
        const auto part = [depth] { return *condition(depth - 1); };
        const auto number = [] {
            return *rc::gen::element<Json>(Json{{"var", "m"}}, Json{{"var", "n"}}, Json(1), Json(2));
        };
        const char* comparisons[] = {"<", "<=", ">", ">=", "==="};
        switch (kind) {
            case 0:
                return Json(*rc::gen::arbitrary<bool>());
            case 1:
                return Json{{"var", *rc::gen::element<std::string>("a", "b", "c", "d")}};
            case 2:
                return Json{{comparisons[*rc::gen::inRange(0, 5)], Json::array({number(), number()})}};
            case 3:
                return Json{{"!", Json::array({part()})}};
            case 4:
                return Json{{"and", Json::array({part(), part()})}};
            case 5:
                return Json{{"and", Json::array({part(), part(), part()})}};
            default:
                return Json{{"if", Json::array({part(), part(), part()})}};
        }
    });
}

rc::Gen<Json> answers() {
    return rc::gen::exec([] {
        Json data = Json::object();
        for (const char* name : {"a", "b", "c", "d"}) data[name] = *rc::gen::arbitrary<bool>();
        for (const char* name : {"m", "n"}) data[name] = *rc::gen::inRange(0, 4);
        return data;
    });
}

}  // namespace

TEST_CASE("and, or, not and if follow Kleene's tables") {
    const Json data = json(R"({"t":true,"f":false})");
    const auto var = [](const char* name) { return Json{{"var", name}}; };
    const char* names[] = {"t", "f", "u"};
    const char* conjunctions[3][3] = {{"t", "f", "u"}, {"f", "f", "f"}, {"u", "f", "u"}};
    const char* disjunctions[3][3] = {{"t", "t", "t"}, {"t", "f", "u"}, {"t", "u", "u"}};
    const char* negations[3] = {"f", "t", "u"};
    for (int i = 0; i < 3; ++i) {
        for (int j = 0; j < 3; ++j) {
            INFO(names[i] << " " << names[j]);
            const Json pair = Json::array({var(names[i]), var(names[j])});
            CHECK(outcome({{"and", pair}}, data) == conjunctions[i][j]);
            CHECK(outcome({{"and", pair}}, data, Dialect::jsonlogic) == conjunctions[i][j]);
            CHECK(outcome({{"or", pair}}, data, Dialect::jsonlogic) == disjunctions[i][j]);
            // `if` a then true else b is CertLogic's or.
            CHECK(outcome({{"if", Json::array({var(names[i]), true, var(names[j])})}}, data) == disjunctions[i][j]);
        }
        CHECK(outcome({{"!", Json::array({var(names[i])})}}, data) == negations[i]);
    }
}

TEST_CASE("an outcome names what still matters, and not what a decided branch made irrelevant") {
    const Json data = json(R"({"yes":true,"no":false,"n":3})");
    CHECK(outcome(json(R"({"and":[{"var":"x"},{"var":"y"}]})"), data) == "x y");
    CHECK(outcome(json(R"({"and":[{"var":"x"},{"var":"no"}]})"), data) == "f");
    CHECK(outcome(json(R"({"if":[{"var":"yes"},{"var":"x"},{"var":"y"}]})"), data) == "x");
    CHECK(outcome(json(R"({"if":[{"var":"no"},{"var":"x"},{"var":"y"}]})"), data) == "y");
    CHECK(outcome(json(R"({"if":[{"var":"x"},{"var":"yes"},true]})"), data) == "t");
    CHECK(outcome(json(R"({"if":[{"var":"x"},{"var":"yes"},{"var":"y"}]})"), data) == "x y");
    CHECK(outcome(json(R"({"<":[{"var":"x"},{"var":"n"},2]})"), data) == "f");
    CHECK(outcome(json(R"({"<":[{"var":"x"},{"var":"n"},9]})"), data) == "x");
    CHECK(outcome(json(R"({"var":["x",1]})"), data, Dialect::jsonlogic) == "x");
    CHECK(outcome(json(R"({"missing":["x","n"]})"), data, Dialect::jsonlogic) == "x");
    CHECK(outcome(json(R"({"in":[{"var":"x"},[1,2]]})"), data) == "x");
    CHECK(outcome(json(R"({"before":[{"plusTime":[{"var":"x"},1,"day"]},{"plusTime":["2026-01-01",0,"day"]}]})"),
                  data) == "x");
}

TEST_CASE("what is missing in a list has its full name") {
    const Json data = json(R"({"experience":[{"months":6},{"title":"x"}]})");
    const Json rule = json(R"({"some":[{"var":"experience"},{">":[{"var":"months"},12]}]})");
    CHECK(outcome(rule, data, Dialect::jsonlogic) == "experience.1.months");
    const Json sum = json(
        R"({"<":[12,{"reduce":[{"var":"experience"},{"+":[{"var":"accumulator"},{"var":"current.months"}]},0]}]})");
    CHECK(outcome(sum, data) == "experience.1.months");
}

TEST_CASE("three values agree with two when nothing is missing, and an answer never flips what was decided") {
    REQUIRE(rc::check([] {
        const Json rule = *condition(4);
        const Json data = *answers();
        const auto full = evaluate(rule, data, Dialect::certlogic);
        const auto plain = evaluate_two_valued(rule, data, Dialect::certlogic);
        RC_ASSERT(static_cast<bool>(full) == static_cast<bool>(plain));
        if (!full) return;
        RC_ASSERT(full->known);
        RC_ASSERT(full->value() == *plain);
        Json partial = data;
        for (const char* name : {"a", "b", "c", "d", "m", "n"}) {
            if (*rc::gen::arbitrary<bool>()) partial.erase(name);
        }
        const auto less = evaluate(rule, partial, Dialect::certlogic);
        RC_ASSERT(static_cast<bool>(less));
        if (less->known) {
            RC_ASSERT(is_truthy(less->value(), Dialect::certlogic) == is_truthy(*plain, Dialect::certlogic));
        } else {
            RC_ASSERT(!less->missing.empty());
            for (const std::string& path : less->missing) RC_ASSERT(!partial.contains(path));
        }
    }));
}

TEST_CASE("errors are values with a place in the rule") {
    const Json data = json(R"({"text":"x"})");
    CHECK(outcome(json(R"({"and":[true,{"<":[{"var":"text"},1]}]})"), data) == "rule-type /and/1/<");
    CHECK(outcome(json(R"({"and":[true,{"nonsense":[1]}]})"), data) == "rule-operator /and/1/nonsense");
    for (const Dialect dialect : {Dialect::certlogic, Dialect::jsonlogic})
        CHECK(outcome(json(R"({"and":[true,{"foo/bar~":[1]}]})"), data, dialect) == "rule-operator /and/1/foo~1bar~0");
    CHECK(outcome(json(R"({"log":[{"var":"text"}]})"), data, Dialect::jsonlogic) == "t");
    CHECK(outcome(json(R"({"+":[9223372036854775807,1]})"), data) == "rule-number /+");
    CHECK(outcome(json(R"({"after":[{"plusTime":["2026-02-30",0,"day"]},{"plusTime":["2026-01-01",0,"day"]}]})"),
                  data) == "rule-date /after/0/plusTime");
    CHECK(outcome(json(R"({"after":["2026-01-01","2026-01-02"]})"), data) == "rule-type /after");
    CHECK(outcome(json(R"({"plusTime":["9999-12-31",1,"day"]})"), data) == "rule-date /plusTime");
    CHECK(outcome(json(R"({"/":[1,0]})"), data, Dialect::jsonlogic) == "rule-number /~1");
}

TEST_CASE("depth, steps and size are bounded") {
    std::string text = "true";
    for (int i = 0; i < 5000; ++i) text = "{\"!\":[" + text + "]}";
    const auto deep = parse_json(text, 20'000);
    REQUIRE(deep);
    CHECK(outcome(*deep, Json(), Dialect::jsonlogic).rfind("rule-too-deep", 0) == 0);
    CHECK(outcome(*deep, Json(), Dialect::certlogic).rfind("rule-too-deep", 0) == 0);
    CHECK(outcome(json(R"({"var":""})"), *deep).rfind("rule-too-deep", 0) == 0);

    Json items = Json::array();
    for (int i = 0; i < 100; ++i) items.push_back(i);
    const Json data = {{"items", items}, {"text", "0123456789abcdef"}};
    const char* doubling[] = {
        R"({"reduce":[{"var":"items"},{"cat":[{"var":"accumulator"},{"var":"accumulator"}]},"0123456789abcdef"]})",
        R"({"reduce":[{"var":"items"},{"merge":[{"var":"accumulator"},{"var":"accumulator"}]},[1]]})",
        R"({"reduce":[{"var":"items"},[{"var":"accumulator"},{"var":"accumulator"}],1]})",
        R"({"map":[{"var":"items"},{"map":[{"var":""},1]}]})",
    };
    for (int i = 0; i < 3; ++i) {
        const std::string result = outcome(json(doubling[i]), data, Dialect::jsonlogic);
        INFO(doubling[i] << " " << result);
        CHECK(result.rfind("rule-too", 0) == 0);
    }
    CHECK(outcome(json(doubling[3]), data, Dialect::jsonlogic) == "t");
}

// By counted steps and not by the clock: each of these took seconds.
TEST_CASE("searching, naming and reading dates are paid for by the length of the text, each time") {
    const std::string text = std::string(300'000, 'a');
    Json data = {{"text", text}, {"half", text.substr(150'000) + "b"}, {"date", "2026-01-01T00:00:00." + text}};
    CHECK(outcome(json(R"({"in":[{"var":"half"},{"var":"text"}]})"), data, Dialect::jsonlogic) == "rule-too-large /in");
    data["date"] = "2026-01-01T00:00:00." + std::string(300'000, '1');
    data["items"] = Json(std::vector<int>(20'000, 1));
    const Json long_name = {{"map", {{{"var", "items"}}, {{"var", text}}}}};
    CHECK(outcome(long_name, data, Dialect::jsonlogic) == "rule-too-large /map/1/var");
    CHECK(outcome(json(R"({"reduce":[{"var":"items"},{"and":[{"before":[{"plusTime":[{"var":"data.date"},0,"day"]},
                      {"plusTime":["2026-01-02",0,"day"]}]},true]},true]})"),
                  data) == "rule-too-large /reduce/1/and/0/before/0/plusTime");
    // What is long but found at once, or short, is within the bounds.
    data["half"] = "ab";
    data["text"] = text + "b";
    CHECK(outcome(json(R"({"in":[{"var":"half"},{"var":"text"}]})"), data, Dialect::jsonlogic) == "t");
}

TEST_CASE("any JSON at all is a value or an error, never a crash") {
    const char* operators[] = {"var",
                               "if",
                               "and",
                               "or",
                               "!",
                               "!!",
                               "==",
                               "===",
                               "!=",
                               "<",
                               ">=",
                               "in",
                               "+",
                               "-",
                               "*",
                               "/",
                               "%",
                               "max",
                               "min",
                               "cat",
                               "substr",
                               "merge",
                               "map",
                               "filter",
                               "reduce",
                               "all",
                               "some",
                               "none",
                               "missing",
                               "missing_some",
                               "plusTime",
                               "after",
                               "dccDateOfBirth",
                               "extractFromUVCI"};
    const Json odd = json(
        R"([null,true,-1,0,3.5,1e308,-9223372036854775808,18446744073709551615,"","x","2026-02-28",[],[1,"a",[2]],{},
        {"var":"a"},{"var":""},{"a":1,"b":2}])");
    const Json data = json(R"({"a":[1,{"b":"é"}],"c":"2026-01-31"})");
    for (const char* name : operators) {
        for (const Json& first : odd) {
            static_cast<void>(evaluate({{name, first}}, data, Dialect::jsonlogic));
            static_cast<void>(evaluate({{name, first}}, data, Dialect::certlogic));
            for (const Json& second : odd) {
                for (const Dialect dialect : {Dialect::certlogic, Dialect::jsonlogic}) {
                    static_cast<void>(evaluate({{name, {first, second}}}, data, dialect));
                    static_cast<void>(evaluate_two_valued({{name, Json::array({first, second, 1})}}, data, dialect));
                    const auto result = evaluate({{name, Json::array({second, first, "day"})}}, data, dialect);
                    CHECK((result || !result.error().code.empty()));
                }
            }
        }
    }
}
