#include "packs/rules_command.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "packs/files.hpp"
#include "packs/options.hpp"
#include "packs/questions.hpp"
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
    auto text = read_whole_file(name.string());
    // A folder opens, and says only when it is read that it is none.
    if (!text) return Error{"file", name.string(), "can not be read"};
    return text;
}

Result<Json> read_json(const path& name) {
    const auto text = read_text(name);
    if (!text) return text.error();
    auto json = parse_json(*text);
    if (!json) return Error{json.error().code, name.string(), json.error().message};
    return json;
}

struct Folder {
    std::vector<std::string> files;  // their names, as in `array`
    Json array = Json::array();
    Answers answers;
    std::vector<Measure> measures;
};

// Every file of the folder, as a content pack holds them.
Result<Folder> read_files(const path& name) {
    std::error_code failed;
    std::vector<path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(name, failed)) {
        if (entry.path().extension() == ".json") paths.push_back(entry.path());
    }
    if (failed || paths.empty()) return Error{"file", name.string(), "holds no measures"};
    std::sort(paths.begin(), paths.end());
    Folder folder;
    for (const auto& file : paths) {
        auto json = read_json(file);
        if (!json) return json.error();
        folder.files.push_back(file.filename().string());
        folder.array.push_back(std::move(json).value());
    }
    return folder;
}

// The file that the place of an error lies in: places begin with the id of a measure, or its number where it has none.
Error in_its_file(const Folder& folder, Error error) {
    const std::string first = error.field.substr(0, error.field.find('/'));
    for (std::size_t i = 0; i < folder.files.size(); ++i) {
        const Json& json = folder.array[i];
        const bool meant = first == string_or(json, "id") || first == std::to_string(i) ||
                           (first == "definitions" && member(json, "definitions") != nullptr) ||
                           (first == "shortage" && member(json, "shortage_lists") != nullptr);
        if (!meant) continue;
        error.field = folder.files[i] + ": " + error.field;
        break;
    }
    return error;
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

// For people's answers there must be questions: without, a misspelt one would count as not given.
Result<Answers> read_answers_or_own(const path& folder) {
    auto answers = read_answers(folder);
    if (!answers || answers->any()) return answers;
    std::fprintf(stderr, "no questions.json beside %s: answers are checked by those of this program\n",
                 folder.string().c_str());
    const auto own = Content::load(own_questions());
    if (!own) return own.error();
    return Answers(own->questions());
}

Result<Folder> read_measures(const path& name, Answers answers) {
    auto folder = read_files(name);
    if (!folder) return folder;
    auto measures = load_measures(folder->array, Examples::required, answers);
    if (!measures) return in_its_file(*folder, measures.error());
    folder->answers = std::move(answers);
    folder->measures = std::move(measures).value();
    return folder;
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

std::size_t print_unread_definitions(const Folder& folder) {
    std::size_t failures = 0;
    for (const Json& file : folder.array) {
        for (const auto& [name, definition] : object_member(file, "definitions").items()) {
            Source source;
            source.checked_on =
                CivilDate::parse(string_or(object_member(definition, "source"), "checked_on")).value_or(CivilDate());
            failures += print_unread("definitions/" + name, source);
        }
    }
    return failures;
}

int check(const path& name) {
    auto answers = read_answers(name);
    if (!answers) return complain(answers.error());
    const auto folder = read_measures(name, std::move(answers).value());
    if (!folder) return complain(folder.error());
    const auto shortage = load_shortage(folder->array, folder->measures);
    if (!shortage) return complain(in_its_file(*folder, shortage.error()));
    std::size_t count = 0;
    std::size_t failures = print_unread_definitions(*folder);
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

// The answers of a profile. A misspelt question, or an answer that is none, would count as not given.
Result<AidFacts> read_profile(const path& name, const Answers& answers, CivilDate day) {
    auto json = read_json(name);
    if (!json) return json.error();
    if (!json->is_object()) return Error{"profile-shape", name.string(), "no object of answers by question"};
    if (const auto wrong = answers.wrong(*json))
        return Error{"profile-shape", name.string() + ": " + wrong->question, wrong->what};
    if (const auto born = CivilDate::parse(string_or(*json, "birth_date")); born && *born > day)
        return Error{"profile-shape", name.string() + ": birth_date", "is after the day looked at"};
    return AidFacts(std::move(json).value());
}

int judge_profile(const Options& options) {
    const auto day = CivilDate::parse(options.value("--on"));
    if (!day || options.value("--profile").empty() || options.plain().size() != 1) return wrong_call();
    const path measures = options.value("--measures", "shared/content/measures");
    auto answers = read_answers_or_own(measures);
    if (!answers) return complain(answers.error());
    const auto folder = read_measures(measures, std::move(answers).value());
    if (!folder) return complain(folder.error());
    const auto facts = read_profile(options.value("--profile"), folder->answers, *day);
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
        if (verdict.state == VerdictState::not_yet)
            add_change(line, smallest_change(measure, *facts, *day, *day, verdict.from));
        print(line);
    }
    return 0;
}

int diff(const Options& options) {
    const std::string given = options.value("--on");
    const auto on = CivilDate::parse(given);
    if (options.value("--people").empty() || (!given.empty() && !on) || options.plain().size() != 3)
        return wrong_call();
    // One set of questions for both, those of the rules to come: else an answer could count for one and not for the
    // other.
    const path old_folder = options.plain()[1];
    const path new_folder = options.plain()[2];
    auto answers = read_answers(new_folder);
    if (answers && !answers->any()) answers = read_answers_or_own(old_folder);
    if (!answers) return complain(answers.error());
    const auto before = read_measures(old_folder, *answers);
    if (!before) return complain(before.error());
    const auto after = read_measures(new_folder, *answers);
    if (!after) return complain(after.error());
    const auto text = read_text(options.value("--people"));
    if (!text) return complain(text.error());
    std::istringstream people(*text);
    const auto lines = diff_rules(before->measures, after->measures, *answers, people, on);
    if (!lines) {
        const std::string& place = lines.error().field;
        return complain({lines.error().code, options.value("--people") + (place.empty() ? "" : ": " + place),
                         lines.error().message});
    }
    for (const std::string& line : *lines) std::printf("%s\n", line.c_str());
    return 0;
}

int run(int argc, const char* const* argv) {
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

}  // namespace

int rules_command(int argc, const char* const* argv) {
    const int status = run(argc, argv);
    // A full disk, a closed pipe: what was not written was not said.
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return status;
    std::fputs("the output could not be written\n", stderr);
    return status == 0 ? 1 : status;
}

}  // namespace passerelle
