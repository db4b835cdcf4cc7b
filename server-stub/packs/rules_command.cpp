#include "packs/rules_command.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "packs/options.hpp"
#include "packs/rules_diff.hpp"
#include "packs/rules_eval.hpp"
#include "packs/rules_report.hpp"
#include "rules/judge.hpp"
#include "rules/shortage.hpp"

namespace passerelle {
namespace {

using std::filesystem::path;

void print(const Json& json) {
    const std::string line = dump_json(json) + "\n";
    std::fwrite(line.data(), 1, line.size(), stdout);
}

int wrong_call() {
    std::fputs(
        "passerelle rules check DIR\n"
        "passerelle rules eval --dialect certlogic|jsonlogic < LINES\n"
        "passerelle rules judge --profile FILE --on DATE [--measures DIR] [--measure ID] [--content PACK]\n"
        "passerelle rules diff OLD_DIR NEW_DIR --people LINES_FILE [--on DATE]\n"
        "    each line {\"facts\":{...},\"on\":\"2026-03-27\"}; --on stands in where a line has no day\n",
        stderr);
    return 2;
}

int complain(const Error& error) {
    std::fprintf(stderr, "%s: %s (%s)\n", error.field.c_str(), error.message.c_str(), error.code.c_str());
    return 1;
}

Result<std::string> read_text(const path& name) {
    std::ifstream file(name, std::ios::binary);
    if (!file) return Error{"file", name.string(), "can not be read"};
    return std::string(std::istreambuf_iterator<char>(file), {});
}

Result<Json> read_json(const path& name) {
    const auto text = read_text(name);
    if (!text) return text.error();
    auto json = parse_json(*text);
    if (!json) return Error{json.error().code, name.string(), json.error().message};
    return json;
}

// Every file of the folder, as a content pack holds them.
Result<Json> read_folder(const path& folder) {
    std::error_code failed;
    std::vector<path> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
        if (entry.path().extension() == ".json") names.push_back(entry.path());
    }
    if (failed || names.empty()) return Error{"file", folder.string(), "holds no measures"};
    std::sort(names.begin(), names.end());
    Json array = Json::array();
    for (const auto& name : names) {
        auto json = read_json(name);
        if (!json) return json.error();
        array.push_back(std::move(json).value());
    }
    return array;
}

// Those beside the folder; none when it stands alone.
Result<Answers> read_answers(const path& folder) {
    const path name = std::filesystem::absolute(folder / "..").lexically_normal() / "questions.json";
    std::error_code failed;
    if (!std::filesystem::exists(name, failed)) return Answers();
    const auto document = read_json(name);
    if (!document) return document.error();
    const auto questions = load_questions(*document);
    if (!questions) return questions.error();
    return Answers(*questions);
}

struct Folder {
    Json array;
    Answers answers;
    std::vector<Measure> measures;
};

Result<Folder> read_measures(const path& name) {
    auto array = read_folder(name);
    if (!array) return array.error();
    auto answers = read_answers(name);
    if (!answers) return answers.error();
    auto measures = load_measures(*array, Examples::required, *answers);
    if (!measures) return measures.error();
    return Folder{std::move(array).value(), std::move(answers).value(), std::move(measures).value()};
}

CivilDate today() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return CivilDate::from_days(static_cast<std::int32_t>(std::chrono::floor<std::chrono::days>(now).count()));
}

// What nobody can have read yet. The loader knows no clock.
std::size_t print_unread(const std::string& place, const Source& source) {
    if (source.checked_on <= today()) return 0;
    std::printf("%s: checked on %s, which is still to come\n", place.c_str(), source.checked_on.iso().c_str());
    return 1;
}

int check(const path& name) {
    const auto folder = read_measures(name);
    if (!folder) return complain(folder.error());
    const auto shortage = load_shortage(folder->array, folder->measures);
    if (!shortage) return complain(shortage.error());
    std::size_t count = 0;
    std::size_t failures = 0;
    for (const Measure& measure : folder->measures) {
        failures += print_unread(measure.id, measure.source);
        for (const MeasureVersion& version : measure.versions)
            failures += print_unread(measure.id + "/" + version.id, version.source);
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
    for (const ShortageList& list : shortage->lists) failures += print_unread("shortage/" + list.id, list.source);
    std::printf("%zu measures, %zu shortage lists, %zu examples, %zu failed\n", folder->measures.size(),
                shortage->lists.size(), count, failures);
    if (!folder->answers.any()) std::printf("no questions.json beside the folder: variables and answers not checked\n");
    return failures == 0 ? 0 : 1;
}

int eval(std::string_view name) {
    if (name != "certlogic" && name != "jsonlogic") return wrong_call();
    const Dialect dialect = name == "certlogic" ? Dialect::certlogic : Dialect::jsonlogic;
    std::string line;
    while (std::getline(std::cin, line)) print(evaluated_line(line, dialect));
    return 0;
}

// The answers of a profile; a member that is no question is a misspelt one, or another kind of file.
Result<AidFacts> read_profile(const path& name, const Answers& answers) {
    auto json = read_json(name);
    if (!json) return json.error();
    if (!json->is_object()) return Error{"profile-shape", name.string(), "no object of answers by question"};
    for (const auto& entry : json->items())
        if (answers.any() && answers.find(entry.key()) == nullptr)
            return Error{"profile-shape", name.string(), "no question " + entry.key() + " for aids"};
    return AidFacts(std::move(json).value());
}

int judge_profile(const Options& options) {
    const auto day = CivilDate::parse(options.value("--on"));
    if (!day || options.value("--profile").empty() || options.plain().size() != 1) return wrong_call();
    const auto folder = read_measures(options.value("--measures", "shared/content/measures"));
    if (!folder) return complain(folder.error());
    const auto facts = read_profile(options.value("--profile"), folder->answers);
    if (!facts) return complain(facts.error());
    const std::string only = options.value("--measure");
    if (!only.empty() && find_measure(folder->measures, only) == nullptr)
        return complain({"file", only, "no such measure"});
    std::optional<Content> content;
    if (const std::string pack = options.value("--content"); !pack.empty()) {
        const auto bytes = read_text(pack);
        if (!bytes) return complain(bytes.error());
        auto loaded = Content::load(*bytes);
        if (!loaded) return complain(loaded.error());
        content = std::move(loaded).value();
    }
    for (const Measure& measure : folder->measures) {
        if (!only.empty() && measure.id != only) continue;
        const Verdict verdict = judge(measure, *facts, *day);
        Json line = to_json(verdict, content ? &*content : nullptr);
        if (verdict.state == VerdictState::no) add_change(line, smallest_change(measure, *facts, *day, *day));
        print(line);
    }
    return 0;
}

int diff(const Options& options) {
    const std::string given = options.value("--on");
    const auto on = CivilDate::parse(given);
    if (options.value("--people").empty() || (!given.empty() && !on) || options.plain().size() != 3)
        return wrong_call();
    const auto before = read_measures(options.plain()[1]);
    if (!before) return complain(before.error());
    const auto after = read_measures(options.plain()[2]);
    if (!after) return complain(after.error());
    std::ifstream people(options.value("--people"));
    if (!people) return complain({"file", options.value("--people"), "can not be read"});
    const auto lines = diff_rules(before->measures, after->measures, people, on);
    if (!lines) return complain({lines.error().code, "line " + lines.error().field, lines.error().message});
    for (const std::string& line : *lines) std::printf("%s\n", line.c_str());
    return 0;
}

}  // namespace

int rules_command(int argc, const char* const* argv) {
    const std::string_view command = argc > 0 ? argv[0] : "";
    const auto with = [&](std::initializer_list<std::string_view> known, int (*run)(const Options&)) {
        const auto options = Options::parse(argc, argv, known);
        return options ? run(*options) : wrong_call();
    };
    if (command == "check" && argc == 2) return check(argv[1]);
    if (command == "eval" && argc == 3 && std::string_view(argv[1]) == "--dialect") return eval(argv[2]);
    if (command == "judge") return with({"--profile", "--on", "--measures", "--measure", "--content"}, judge_profile);
    if (command == "diff") return with({"--people", "--on"}, diff);
    return wrong_call();
}

}  // namespace passerelle
