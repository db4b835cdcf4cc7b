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

const std::vector<std::string> booleans = {"a", "b", "c", "d"};
const std::vector<std::string> numbers = {"m", "n"};

template <typename T>
T one_of(const std::vector<T>& values) {
    return values[*rc::gen::inRange<std::size_t>(0, values.size())];
}

Json var(const std::string& name) {
    return {{"var", name}};
}

Json operation(const std::string& name, std::vector<Json> operands) {
    return {{name, std::move(operands)}};
}

// Random well-formed rules over the booleans a to d, the integers m and n, the list l and the dates p and q. The parts
// of the two dialects that they share come first.
class RuleMaker {
  public:
    explicit RuleMaker(Dialect dialect) : jsonlogic_(dialect == Dialect::jsonlogic) {}

    [[nodiscard]] Json condition(int depth) const {
        const auto part = [&] { return condition(depth - 1); };
        switch (*rc::gen::inRange(0, depth <= 0 ? 5 : jsonlogic_ ? 14 : 9)) {
            case 0:
                return *rc::gen::arbitrary<bool>();
            case 1:
                return var(one_of(booleans));
            case 2:
                return operation(one_of<std::string>({"<", "<=", ">", ">=", "==="}), {number(depth), number(depth)});
            case 3:
                return operation("in", {number(depth), *rc::gen::arbitrary<bool>() ? Json{1, 2} : var("l")});
            case 4:
                return jsonlogic_ ? operation("!!", {number(depth)}) : dates();
            case 5:
                return operation("!", {part()});
            case 6:
                return operation("and", {part(), part()});
            case 7:
                return operation("and", {part(), part(), part()});
            case 8:
                return operation("if", {part(), part(), part()});
            case 9:
                return operation("or", {part(), part()});
            case 10:
                return operation("if", {part(), part(), part(), part(), part()});
            case 11:
                return operation(one_of<std::string>({"==", "!=", "!=="}), {number(depth), number(depth)});
            case 12:
                return operation(one_of<std::string>({"some", "all", "none"}),
                                 {var("l"), operation(">", {var(""), 1})});
            default:
                return operation("in", {"x", operation("cat", {one_of<Json>({"x", "y"}), number(depth)})});
        }
    }

  private:
    [[nodiscard]] Json number(int depth) const {
        const auto part = [&] { return number(depth - 1); };
        switch (*rc::gen::inRange(0, depth <= 0 ? 2 : jsonlogic_ ? 8 : 4)) {
            case 0:
                return *rc::gen::inRange(0, 4);
            case 1:
                return var(one_of(numbers));
            case 2:
                return operation("+", {part(), part()});
            case 3:
                return operation(
                    "reduce", {var("l"),
                               operation("+", {var("accumulator"),
                                               one_of<Json>({var("current"), jsonlogic_ ? Json(1) : var("data.m")})}),
                               part()});
            case 4:
                return operation(one_of<std::string>({"-", "*", "max", "min"}), {part(), part()});
            case 5:
                return operation("if", {condition(depth - 1), part(), part()});
            case 6:
                return operation("reduce", {operation("filter", {var("l"), operation(">", {var(""), 1})}),
                                            operation("+", {var("accumulator"), var("current")}), part()});
            default:
                return operation("max", {operation("-", {part()}), part()});
        }
    }

    static Json dates() {
        const auto date = [] {
            return operation("plusTime", {one_of<Json>({var("p"), var("q"), "2026-01-31", "2024-02-29"}),
                                          *rc::gen::inRange(-14, 15), one_of<Json>({"day", "month", "year"})});
        };
        const std::string name = one_of<std::string>({"after", "before", "not-after", "not-before"});
        return *rc::gen::arbitrary<bool>() ? operation(name, {date(), date()})
                                           : operation(name, {date(), date(), date()});
    }

    bool jsonlogic_;
};

Json answers() {
    Json data = Json::object();
    for (const std::string& name : booleans) data[name] = *rc::gen::arbitrary<bool>();
    for (const std::string& name : numbers) data[name] = *rc::gen::inRange(0, 4);
    data["l"] = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 4));
    for (const char* name : {"p", "q"}) data[name] = CivilDate::from_days(*rc::gen::inRange(19'700, 20'900)).iso();
    return data;
}

}  // namespace

TEST_CASE("and, or, not and if follow Kleene's tables") {
    const Json data = json(R"({"t":true,"f":false})");
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

TEST_CASE("null leaves no trace in a text that is put together") {
    const auto text =
        evaluate_two_valued(json(R"({"cat":["Bonjour ",{"var":"name"},"."]})"), json("{}"), Dialect::jsonlogic);
    REQUIRE(text);
    CHECK(*text == "Bonjour .");
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
    for (const Dialect dialect : {Dialect::certlogic, Dialect::jsonlogic}) {
        int decided = 0;
        int undecided = 0;
        REQUIRE(rc::check([&] {
            const Json rule = RuleMaker(dialect).condition(4);
            const Json data = answers();
            const auto full = evaluate(rule, data, dialect);
            const auto plain = evaluate_two_valued(rule, data, dialect);
            RC_ASSERT(static_cast<bool>(full) == static_cast<bool>(plain));
            if (!full) return;
            RC_ASSERT(full->known);
            RC_ASSERT(full->value() == *plain);
            Json partial = data;
            for (const auto& [name, answer] : data.items())
                if (*rc::gen::arbitrary<bool>()) partial.erase(name);
            const auto less = evaluate(rule, partial, dialect);
            RC_ASSERT(static_cast<bool>(less));
            (less->known ? decided : undecided) += 1;
            if (less->known) {
                RC_ASSERT(is_truthy(less->value(), dialect) == is_truthy(*plain, dialect));
            } else {
                RC_ASSERT(!less->missing.empty());
                for (const std::string& path : less->missing) RC_ASSERT(!partial.contains(path));
            }
        }));
        CHECK(decided > 10);
        CHECK(undecided > 10);
    }
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

TEST_CASE("the form of a rule is looked at only so far, and nothing of it is copied again and again") {
    Json wide = Json::array();
    for (int i = 0; i < 210'000; ++i) wide.push_back(1);
    // Each `if` lacks an operand, and would be an issue with all that lies within.
    Json rule = wide;
    for (int i = 0; i < 60; ++i) rule = operation("if", {rule});
    CHECK(outcome(rule, Json()) == "rule-shape ");
    const auto issues = validate_certlogic(rule);
    CHECK(issues.size() <= 61);
    std::size_t copied = 0;
    for (const Issue& issue : issues) copied += dump_json(issue.expression).size();
    CHECK(copied < 2'000'000);
    // Nothing wrong but its size: the place is where the looking ended.
    const std::string large = outcome(operation("in", {1, wide}), Json());
    CHECK(large.rfind("rule-too-large /in/1/1999", 0) == 0);
    const auto too_large = validate_certlogic(operation("in", {1, wide}));
    REQUIRE(too_large.size() == 1);
    CHECK(too_large[0].message == "expression with too many parts");
    wide.erase(wide.begin() + 190'000, wide.end());
    CHECK(outcome(operation("in", {1, wide}), Json()) == "t");
    // The first issue is the one that is told.
    CHECK(outcome(json(R"({"and":[{"<":[1]},{"nonsense":[1]}]})"), Json()) == "rule-shape /and/0");
    CHECK(outcome(json(R"({"and":[{"nonsense":[1]},{"<":[1]}]})"), Json()) == "rule-operator /and/0/nonsense");
    CHECK(outcome(json(R"({"and":[true,{"":[1]}]})"), Json()) == "rule-operator /and/1/");
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
