// Every boundary of every measure has examples on both sides: each number, date, comparison, choice, condition and
// amount is changed by the smallest step there is, and one of the measure's own examples must then fail.
// A change is a JSON Patch (RFC 6902) of the measure; the patch is also its name in what the test prints.
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <set>

#include "measures.hpp"
#include "rules/judge.hpp"

using namespace passerelle;
using namespace passerelle::test;

namespace {

// Definitions whose own boundaries need examples in one of the measures that use them, not in each: 24 postcodes a
// measure would prove nothing more. That the definition counts at all is still required of each measure.
const std::set<std::string> covered_once = {"french-language-wallonia"};

using Names = std::vector<std::string>;
const Names statuses = {"in_force", "announced", "closed", "abolished"};
const Names roundings = {"down", "up", "overflow"};

// What a comparison of numbers becomes when the boundary itself changes sides.
const std::map<std::string, std::string> other_side = {{"<", "<="}, {"<=", "<"}, {">", ">="}, {">=", ">"}};
const std::set<std::string> date_comparisons = {"after", "before", "not-after", "not-before"};

Json step_of(const char* operation, const std::string& path, Json value) {
    Json step = {{"op", operation}, {"path", path}};
    step["value"] = std::move(value);
    return step;
}

Json set_to(const std::string& path, Json value) {
    return step_of("replace", path, std::move(value));
}

Json removal(const std::string& path) {
    return {{"op", "remove"}, {"path", path}};
}

// Of an object's member that may be absent.
Json member_set_to(const std::string& path, Json value) {
    return step_of("add", path, std::move(value));
}

Json operation(const std::string& name, const Json& operands) {
    Json result = Json::object();
    result[name] = operands;
    return result;
}

std::optional<CivilDate> date_of(const Json& json, const char* key) {
    return CivilDate::parse(string_or(json, key));
}

bool counts_months(const Json& json) {
    if (!json.is_structured()) return false;
    const bool sum = json.is_array() && json.size() == 3 && (json[2] == "month" || json[2] == "year");
    return sum || std::any_of(json.begin(), json.end(), counts_months);
}

bool counts_days(const Json& date) {
    const Json& sum = array_member(date, "plusTime");
    return sum.size() == 3 && sum[2] == "day";
}

// All the smallest changes of one measure, whose definitions stand in their places, or of one rule.
class Changes {
  public:
    std::vector<Json> patches;

    void of_measure(const Json& measure) {
        if (counts_months(measure["versions"])) to_another("/rounding", string_or(measure, "rounding"), roundings);
        const Json& versions = array_member(measure, "versions");
        for (std::size_t i = 0; i < versions.size(); ++i) {
            const std::string path = "/versions/" + std::to_string(i);
            if (i == 0 || !touches(versions[i - 1], versions[i])) of_first_day(versions[i], path);
            if (i + 1 < versions.size() && touches(versions[i], versions[i + 1]))
                of_seam(versions[i], path, "/versions/" + std::to_string(i + 1));
            else
                of_last_day(versions[i], path);
            of_standing(measure, versions[i], path);
            of_conditions(array_member(versions[i], "conditions"), path + "/conditions/");
            of_steps(array_member(object_member(versions[i], "amount"), "steps"), path + "/amount/steps/");
            of_bands(array_member(object_member(versions[i], "amount"), "bands"), path + "/amount/bands/");
        }
    }

    void of_rule(const Json& rule, const std::string& path) {
        if (rule.is_number_integer()) {
            for (const int by : {-1, 1}) add(set_to(path, rule.get<std::int64_t>() + by));
        } else if (rule.is_boolean()) {
            add(set_to(path, !rule.get<bool>()));
        } else if (rule.is_object()) {
            of_operation(rule.begin().key(), *rule.begin(), path);
        }
    }

  private:
    void add(Json step) { patches.push_back(Json::array({std::move(step)})); }
    void add(Json step, Json with) { patches.push_back(Json::array({std::move(step), std::move(with)})); }

    void to_another(const std::string& path, const std::string& now, const Names& names) {
        for (const std::string& name : names) {
            if (name != now) add(member_set_to(path, name));
        }
    }

    void of_operation(const std::string& name, const Json& operands, const std::string& path) {
        if (name == "var") return;
        if (name != "plusTime") {
            for (const bool always : {false, true}) add(set_to(path, always));
        }
        if (const auto other = other_side.find(name); other != other_side.end())
            add(set_to(path, operation(other->second, operands)));
        if (date_comparisons.contains(name)) of_days(operation(name, operands), operands, path);
        for (std::size_t i = 0; operands.is_array() && i < operands.size(); ++i) {
            const std::string operand = path + "/" + name + "/" + std::to_string(i);
            if (name == "===" && operands[i].is_string())
                add(set_to(operand, ""));
            else if (operands[i].is_array())
                of_list(operands[i], operand + "/");
            else
                of_rule(operands[i], operand);
        }
    }

    // The opposite on one day only: the day before the two dates meet, the day itself, the day after.
    void of_days(const Json& comparison, const Json& dates, const std::string& path) {
        const std::size_t side = counts_days(dates[1]) ? 1 : 0;
        REQUIRE(counts_days(dates[side]));
        for (const int by : {-1, 0, 1}) {
            Json meeting = dates;
            meeting[side]["plusTime"][1] = dates[side]["plusTime"][1].get<int>() + by;
            const Json same_day = operation("and", {operation("not-after", meeting), operation("not-before", meeting)});
            add(set_to(path, operation("if", {same_day, operation("!", Json::array({comparison})), comparison})));
        }
    }

    void of_list(const Json& list, const std::string& path) {
        for (std::size_t i = 0; i < list.size(); ++i) add(removal(path + std::to_string(i)));
    }

    static bool touches(const Json& version, const Json& next) {
        const auto last = date_of(version, "valid_to");
        return last && last->plus_days(1) == date_of(next, "valid_from");
    }

    void of_first_day(const Json& version, const std::string& path) {
        const auto day = date_of(version, "valid_from");
        for (const int by : {-1, 1}) add(set_to(path + "/valid_from", day->plus_days(by).iso()));
    }

    void of_last_day(const Json& version, const std::string& path) {
        const auto day = date_of(version, "valid_to");
        if (!day) return;
        for (const int by : {-1, 1}) add(set_to(path + "/valid_to", day->plus_days(by).iso()));
    }

    void of_seam(const Json& version, const std::string& path, const std::string& next) {
        const auto day = date_of(version, "valid_to");
        for (const int by : {-1, 1}) {
            add(set_to(path + "/valid_to", day->plus_days(by).iso()),
                set_to(next + "/valid_from", day->plus_days(by + 1).iso()));
        }
    }

    // Whether the version is in force, how sure it is, and whether a yes is to be confirmed.
    void of_standing(const Json& measure, const Json& version, const std::string& path) {
        const std::string status = string_or(version, "status", "in_force");
        Json source = member(version, "source") == nullptr ? measure["source"] : version["source"];
        const bool verified = string_or(source, "confidence") != "U";
        const Json& conditions = array_member(version, "conditions");
        Names others = statuses;
        // The loader refuses a version in force without conditions.
        if (conditions.empty()) std::erase(others, "in_force");
        // What is not verified and looks at no answer gives the verdict of what is only announced.
        const auto has_rule = [](const Json& condition) { return member(condition, "rule") != nullptr; };
        if (!verified && std::none_of(conditions.begin(), conditions.end(), has_rule)) std::erase(others, "announced");
        to_another(path + "/status", status, others);
        // What is only announced is to be confirmed anyhow, and so is what is not verified.
        if (status == "announced") return;
        const bool to_confirm = bool_member(version, "to_confirm").value_or(false);
        source["confidence"] = verified ? "U" : "C";
        // An end that is to be confirmed says no more when nobody verified it.
        if (status == "in_force" || !to_confirm) add(member_set_to(path + "/source", source));
        if (verified) add(member_set_to(path + "/to_confirm", !to_confirm));
    }

    void of_conditions(const Json& conditions, const std::string& path) {
        for (std::size_t i = 0; i < conditions.size(); ++i) {
            const std::string condition = path + std::to_string(i);
            if (conditions.size() > 1) add(removal(condition));  // the loader refuses a version without any
            if (const Json* rule = member(conditions[i], "rule")) of_rule(*rule, condition + "/rule");
        }
    }

    void of_bands(const Json& bands, const std::string& path) {
        for (std::size_t i = 0; i < bands.size(); ++i) {
            for (const int by : {-1, 1}) {
                add(set_to(path + std::to_string(i) + "/cents", integer_or(bands[i], "cents", 0) + by));
                if (i > 0)
                    add(set_to(path + std::to_string(i) + "/from_age", integer_or(bands[i], "from_age", 0) + by));
            }
        }
    }

    void of_steps(const Json& steps, const std::string& path) {
        for (std::size_t i = 0; i < steps.size(); ++i) {
            const std::string step = path + std::to_string(i);
            const std::int64_t first = integer_or(steps[i], "first", 0);
            const std::int64_t last = integer_or(steps[i], "last", 0);
            const bool has_next = i + 1 < steps.size();
            for (const int by : {-1, 1}) {
                add(set_to(step + "/cents", integer_or(steps[i], "cents", 0) + by));
                // A step keeps one period at least, and so does the next one.
                if (last + by < first || (has_next && last + by >= integer_or(steps[i + 1], "last", 0))) continue;
                if (has_next)
                    add(set_to(step + "/last", last + by),
                        set_to(path + std::to_string(i + 1) + "/first", last + by + 1));
                else
                    add(set_to(step + "/last", last + by));
            }
        }
    }
};

Json expanded(const Json& rule, const Json& definitions) {
    if (!rule.is_structured()) return rule;
    if (const auto name = string_member(rule, "use")) {
        return covered_once.contains(*name) ? rule : expanded(definitions[*name]["rule"], definitions);
    }
    Json result = rule;
    for (Json& part : result) part = expanded(part, definitions);
    return result;
}

// `from` and `until` of another day do not stand for an example of the day itself.
bool fails_on_its_day(const Measure& measure, Example example) {
    example.expected.erase("from");
    example.expected.erase("until");
    return !check_example(measure, example).empty();
}

bool some_example_fails(const Measure& measure) {
    return std::any_of(measure.examples.begin(), measure.examples.end(),
                       [&](const Example& example) { return fails_on_its_day(measure, example); });
}

// The measures file by file: the definitions, and each measure with what it uses in its place.
struct Files {
    Json shared;
    std::vector<Json> measures;

    Files() {
        const Json all = measures_json();
        for (const Json& file : all) {
            if (member(file, "definitions") != nullptr) shared = file;
        }
        for (const Json& file : all) {
            if (member(file, "versions") != nullptr) measures.push_back(expanded(file, shared["definitions"]));
        }
    }
};

// The patches after which the examples of the measure still hold all.
Names survivors(const Json& shared, const Json& measure, const std::vector<Json>& patches) {
    Names names;
    for (const Json& patch : patches) {
        const auto changed = load_measures(Json::array({shared, measure.patch(patch)}));
        INFO(dump_json(patch) << (changed ? "" : ": " + changed.error().field + " " + changed.error().message));
        REQUIRE(changed);  // a change that the loader refuses would prove nothing
        if (!some_example_fails(changed->front())) names.push_back(dump_json(patch));
    }
    return names;
}

Names survivors(const Json& shared, const Json& measure) {
    Changes changes;
    changes.of_measure(measure);
    return survivors(shared, measure, changes.patches);
}

std::string lines(const Names& names) {
    std::string text;
    for (const std::string& name : names) text += name + "\n";
    return text;
}

}  // namespace

TEST_CASE("each measure has examples on both sides of every boundary") {
    const Files files;
    REQUIRE(files.measures.size() >= 17);
    for (const Json& measure : files.measures) {
        const std::string id = string_or(measure, "id");
        INFO(id << ": changes that none of its examples tells");
        CHECK(lines(survivors(files.shared, measure)) == "");
    }
}

TEST_CASE("a date that lacks an example of the day before, the day itself or the day after is noticed") {
    const Json rule = Json::parse(R"({"not-after":[{"plusTime":[{"var":"registered_since"},0,"day"]},
                                                   {"plusTime":[{"var":"day"},0,"day"]}]})");
    const Json days = {{"2026-05-09", {{"state", "not_yet"}, {"from", "2026-05-10"}}},
                       {"2026-05-10", {{"state", "yes"}}},
                       {"2026-05-11", {{"state", "yes"}}}};
    const Json source = {{"title", "T"}, {"checked_on", "2026-01-01"}, {"confidence", "A"}};
    const Json condition = {{"id", "registered"}, {"rule", rule}};
    const Json version = {{"id", "v"}, {"valid_from", "2026-01-01"}, {"conditions", Json::array({condition})}};
    const Json example = {{"title", "e"}, {"facts", {{"registered_since", "2026-05-10"}}}, {"days", days}};
    const Json measure = {{"id", "x"},
                          {"authority", "forem"},
                          {"moment", "request"},
                          {"rounding", "down"},
                          {"source", source},
                          {"versions", Json::array({version})},
                          {"examples", Json::array({example})}};
    const Json no_definitions = {{"definitions", Json::object()}};
    Changes changes;
    changes.of_rule(rule, "/versions/0/conditions/0/rule");
    CHECK(survivors(no_definitions, measure, changes.patches).empty());
    for (const auto& [day, expected] : days.items()) {
        INFO(day);
        const Json without = measure.patch(Json::array({removal("/examples/0/days/" + day)}));
        CHECK_FALSE(survivors(no_definitions, without, changes.patches).empty());
    }
}

TEST_CASE("each boundary of a definition covered once has examples in some measure") {
    const Files files;
    for (const std::string& name : covered_once) {
        Changes changes;
        changes.of_rule(files.shared["definitions"][name]["rule"], "/definitions/" + name + "/rule");
        REQUIRE(changes.patches.size() > 10);
        Names left;
        for (const Json& patch : changes.patches) {
            const Json shared = files.shared.patch(patch);
            const bool told = std::any_of(files.measures.begin(), files.measures.end(), [&](const Json& measure) {
                const auto changed = load_measures(Json::array({shared, measure}));
                REQUIRE(changed);
                return some_example_fails(changed->front());
            });
            if (!told) left.push_back(dump_json(patch));
        }
        CHECK(lines(left) == "");
    }
}
