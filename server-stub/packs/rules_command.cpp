#include "packs/rules_command.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "packs/rules_diff.hpp"
#include "rules/expression.hpp"
#include "rules/judge.hpp"
#include "rules/shortage.hpp"

namespace passerelle {
namespace {

constexpr std::size_t max_line = 1 << 20;

void print(const Json& json) {
    const std::string line = dump_json(json) + "\n";
    std::fwrite(line.data(), 1, line.size(), stdout);
}

int wrong_call() {
    std::fputs(
        "passerelle rules check DIR\n"
        "passerelle rules eval --dialect certlogic|jsonlogic < LINES\n"
        "passerelle rules judge --profile FILE --on DATE [--measures DIR] [--measure ID]\n"
        "passerelle rules diff OLD_DIR NEW_DIR --people LINES_FILE [--on DATE]\n"
        "    each line {\"facts\":{...},\"on\":\"2026-03-27\"}; --on stands in where a line has no day\n",
        stderr);
    return 2;
}

// --name value pairs; empty when the call is not made of such pairs.
std::map<std::string, std::string, std::less<>> options_of(int argc, const char* const* argv) {
    std::map<std::string, std::string, std::less<>> options;
    for (int i = 1; i + 1 < argc; i += 2) options[argv[i]] = argv[i + 1];
    return options;
}

Result<Json> read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return Error{"file", path.string(), "can not be read"};
    const std::string text(std::istreambuf_iterator<char>(file), {});
    auto json = parse_json(text);
    if (!json) return Error{json.error().code, path.string(), json.error().message};
    return json;
}

// Every file of the folder, as a content pack holds them.
Result<Json> read_folder(const std::filesystem::path& folder) {
    std::error_code failed;
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
        if (entry.path().extension() == ".json") paths.push_back(entry.path());
    }
    if (failed || paths.empty()) return Error{"file", folder.string(), "holds no measures"};
    std::sort(paths.begin(), paths.end());
    Json array = Json::array();
    for (const auto& path : paths) {
        auto json = read_file(path);
        if (!json) return json.error();
        array.push_back(std::move(json).value());
    }
    return array;
}

Result<std::vector<Measure>> read_measures(const std::filesystem::path& folder) {
    const auto array = read_folder(folder);
    if (!array) return array.error();
    return load_measures(*array);
}

int complain(const Error& error) {
    std::fprintf(stderr, "%s: %s (%s)\n", error.field.c_str(), error.message.c_str(), error.code.c_str());
    return 1;
}

int check(const std::filesystem::path& folder) {
    const auto array = read_folder(folder);
    if (!array) return complain(array.error());
    const auto measures = load_measures(*array);
    if (!measures) return complain(measures.error());
    const auto shortage = load_shortage(*array, *measures);
    if (!shortage) return complain(shortage.error());
    std::size_t count = 0;
    std::size_t failures = 0;
    for (const Measure& measure : *measures) {
        for (const Example& example : measure.examples) {
            ++count;
            const auto differences = check_example(measure, example);
            failures += differences.empty() ? 0 : 1;
            for (const std::string& difference : differences) {
                std::printf("%s, %s, \"%s\": %s\n", measure.id.c_str(), example.day.iso().c_str(),
                            example.title.c_str(), difference.c_str());
            }
        }
    }
    std::printf("%zu measures, %zu shortage lists, %zu examples, %zu failed\n", measures->size(),
                shortage->lists.size(), count, failures);
    return failures == 0 ? 0 : 1;
}

Json error_line(const Error& error) {
    return {{"error", {{"code", error.code}, {"path", error.field}}}};
}

Json evaluated(const std::string& line, Dialect dialect) {
    if (line.size() > max_line) return error_line({"rule-too-large", "", ""});
    // A rule may be nested as deeply as the evaluator takes it, two levels for each operator.
    const auto request = parse_json(line, 200);
    if (!request) return error_line(request.error());
    const Json* rule = member(*request, "rule");
    if (rule == nullptr) return error_line({"rule-shape", "/rule", ""});
    const Json* data = member(*request, "data");
    const auto result = evaluate_two_valued(*rule, data == nullptr ? Json() : *data, dialect);
    return result ? Json{{"result", *result}} : error_line(result.error());
}

int eval(std::string_view name) {
    if (name != "certlogic" && name != "jsonlogic") return wrong_call();
    const Dialect dialect = name == "certlogic" ? Dialect::certlogic : Dialect::jsonlogic;
    std::string line;
    while (std::getline(std::cin, line)) {
        if (!line.empty() && line != "\r") print(evaluated(line, dialect));
    }
    return 0;
}

Json to_json(const Verdict& verdict) {
    Json conditions = Json::array();
    for (const ConditionVerdict& condition : verdict.conditions) {
        Json line = {{"id", condition.id}, {"state", std::string(name_of(condition.state))}};
        if (condition.from) line["from"] = condition.from->iso();
        if (!condition.missing.empty()) line["missing"] = condition.missing;
        conditions.push_back(std::move(line));
    }
    Json amount = Json::array();
    for (const AmountStep& step : verdict.amount.steps) {
        amount.push_back({{"first", step.first}, {"last", step.last}, {"cents", step.cents}});
    }
    Json json = {{"measure", verdict.measure},
                 {"version", verdict.version},
                 {"on", verdict.day.iso()},
                 {"state", std::string(name_of(verdict.state))},
                 {"to_confirm", verdict.to_confirm},
                 {"assumes", verdict.assumes},
                 {"final", verdict.final_},
                 {"conditions", conditions},
                 {"missing", verdict.missing},
                 {"amount", amount},
                 {"source", {{"title", verdict.source.title}, {"checked_on", verdict.source.checked_on.iso()}}}};
    if (verdict.from) json["from"] = verdict.from->iso();
    if (verdict.until) json["until"] = verdict.until->iso();
    return json;
}

int judge_profile(int argc, const char* const* argv) {
    auto options = options_of(argc, argv);
    const auto day = CivilDate::parse(options["--on"]);
    if (!day || options["--profile"].empty()) return wrong_call();
    const auto facts = read_file(options["--profile"]);
    if (!facts) return complain(facts.error());
    const std::string folder = options["--measures"].empty() ? "shared/content/measures" : options["--measures"];
    const auto measures = read_measures(folder);
    if (!measures) return complain(measures.error());
    const std::string only = options["--measure"];
    if (!only.empty() && find_measure(*measures, only) == nullptr) {
        return complain({"file", only, "no such measure"});
    }
    for (const Measure& measure : *measures) {
        if (!only.empty() && measure.id != only) continue;
        const AidFacts about(*facts);
        const Verdict verdict = judge(measure, about, *day);
        Json line = to_json(verdict);
        if (verdict.state == VerdictState::no) {
            const SmallestChange change = smallest_change(measure, about, *day, *day);
            line["change"] = change.questions;
            if (change.not_before) line["change_not_before"] = change.not_before->iso();
        }
        print(line);
    }
    return 0;
}

int diff(int argc, const char* const* argv) {
    auto options = options_of(argc - 2, argv + 2);
    const auto on = CivilDate::parse(options["--on"]);
    if (options["--people"].empty() || (!options["--on"].empty() && !on)) return wrong_call();
    const auto before = read_measures(argv[1]);
    if (!before) return complain(before.error());
    const auto after = read_measures(argv[2]);
    if (!after) return complain(after.error());
    std::ifstream people(options["--people"]);
    if (!people) return complain({"file", options["--people"], "can not be read"});
    const auto lines = diff_rules(*before, *after, people, on);
    if (!lines) return complain({lines.error().code, "line " + lines.error().field, lines.error().message});
    for (const std::string& line : *lines) std::printf("%s\n", line.c_str());
    return 0;
}

}  // namespace

int rules_command(int argc, const char* const* argv) {
    const std::string_view command = argc > 0 ? argv[0] : "";
    if (command == "check" && argc == 2) return check(argv[1]);
    if (command == "eval" && argc == 3 && std::string_view(argv[1]) == "--dialect") return eval(argv[2]);
    if (command == "judge" && argc % 2 == 1) return judge_profile(argc, argv);
    if (command == "diff" && argc >= 5 && argc % 2 == 1) return diff(argc, argv);
    return wrong_call();
}

}  // namespace passerelle
