#include "packs/content_pack.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <string_view>
#include <system_error>
#include <vector>

#include "commands.hpp"
#include "content/content.hpp"
#include "packs/files.hpp"
#include "packs/mo_catalog.hpp"

namespace passerelle {
namespace {

constexpr std::string_view source_language = "fr";
constexpr std::string_view portal_languages[] = {"fr", "nl", "de", "en"};

// Sorted, so that the pack does not depend on the order in which the disk lists them.
Result<std::vector<std::string>> files_with(const std::string& directory, std::string_view extension) {
    std::vector<std::string> paths;
    std::error_code failure;
    for (std::filesystem::directory_iterator entry(directory, failure), end; !failure && entry != end;
         entry.increment(failure)) {
        if (entry->path().extension() == extension) paths.push_back(entry->path().string());
    }
    if (failure) return Error{"file-unreadable", directory, failure.message()};
    std::sort(paths.begin(), paths.end());
    return paths;
}

Result<Json> read_json(const std::string& path) {
    const Result<std::string> text = read_whole_file(path);
    if (!text) return text.error();
    Result<Json> json = parse_json(*text);
    if (!json) return Error{json.error().code, path, json.error().message};
    return json;
}

Result<std::map<std::string, std::string>> read_texts(const std::string& directory) {
    const Result<std::vector<std::string>> paths = files_with(directory, ".mo");
    if (!paths) return paths.error();
    std::map<std::string, std::string> texts;
    std::map<std::string, std::string> came_from;
    for (const std::string& path : *paths) {
        const Result<std::string> bytes = read_whole_file(path);
        if (!bytes) return bytes.error();
        const Result<std::vector<MoEntry>> entries = read_mo(*bytes, path);
        if (!entries) return entries.error();
        for (const auto& [key, text] : *entries) {
            if (const auto [place, is_new] = came_from.emplace(key, path); !is_new) {
                return Error{"content-duplicate", path, "text " + key + " is also in " + place->second};
            }
            texts.emplace(key, text);
        }
    }
    return texts;
}

// The languages that have texts, each with its own name for itself.
Result<Json> read_translations(const std::string& mo_dir) {
    Json translations = Json::array();
    for (const std::string_view language : portal_languages) {
        const std::string directory = mo_dir + "/" + std::string(language);
        if (!std::filesystem::is_directory(directory)) continue;
        const Result<std::map<std::string, std::string>> texts = read_texts(directory);
        if (!texts) return texts.error();
        const auto name = texts->find("language.name");
        if (name == texts->end()) return Error{"content-missing-text", directory, "no text language.name"};
        translations.push_back({{"code", language}, {"name", name->second}});
    }
    return translations;
}

// One file a measure; the shape of each is for shared/rules to check, but two files must not claim one id.
Result<Json> read_measures(const std::string& directory) {
    const Result<std::vector<std::string>> paths = files_with(directory, ".json");
    if (!paths) return paths.error();
    Json measures = Json::array();
    std::map<std::string, std::string> came_from;
    for (const std::string& path : *paths) {
        Result<Json> measure = read_json(path);
        if (!measure) return measure.error();
        if (const std::optional<std::string> id = string_member(*measure, "id")) {
            if (!came_from.emplace(*id, path).second) {
                return Error{"content-duplicate", path, "measure " + *id + " is also in " + came_from[*id]};
            }
        }
        // Examples are for those who write rules: a phone need not carry them.
        for (const char* of_examples : {"examples", "people"})
            if (measure->is_object()) measure->erase(of_examples);
        measures.push_back(*std::move(measure));
    }
    return measures;
}

}  // namespace

Result<std::string> build_content_pack(const std::string& content_dir, const std::string& language,
                                       const std::string& mo_dir) {
    const Result<Json> questions = read_json(content_dir + "/questions.json");
    if (!questions) return questions.error();
    const Result<Json> measures = read_measures(content_dir + "/measures");
    if (!measures) return measures.error();
    Result<std::map<std::string, std::string>> texts = read_texts(mo_dir + "/" + language);
    if (!texts) return texts.error();
    if (language != source_language) {
        const Result<std::map<std::string, std::string>> fallback =
            read_texts(mo_dir + "/" + std::string(source_language));
        if (!fallback) return fallback.error();
        texts->insert(fallback->begin(), fallback->end());
    }
    const Result<Json> translations = read_translations(mo_dir);
    if (!translations) return translations.error();
    const Json pack = {{"format", "passerelle-content"},
                       {"version", 1},
                       {"language", language},
                       {"translations", *translations},
                       {"questions", *questions},
                       {"measures", *measures},
                       {"texts", *texts}};
    std::string bytes = dump_json(pack);
    const Result<Content> loaded = Content::load(bytes);
    if (!loaded) return loaded.error();
    return bytes;
}

int content_command(int argc, const char* const* argv) {
    std::map<std::string, std::string, std::less<>> options = {
        {"--language", ""}, {"--mo", ""}, {"--content", ""}, {"--out", ""}};
    bool understood = argc % 2 == 0;
    for (int i = 0; understood && i + 1 < argc; i += 2) {
        const auto option = options.find(std::string_view(argv[i]));
        understood = option != options.end();
        if (understood) option->second = argv[i + 1];
    }
    understood = understood &&
                 std::none_of(options.begin(), options.end(), [](const auto& option) { return option.second.empty(); });
    if (!understood) {
        std::fputs("usage: passerelle content --language CODE --mo DIR --content DIR --out FILE\n", stderr);
        return 2;
    }
    const Result<std::string> bytes = build_content_pack(options["--content"], options["--language"], options["--mo"]);
    const std::optional<Error> failure =
        bytes ? write_whole_file(options["--out"], *bytes) : std::optional<Error>(bytes.error());
    if (failure) {
        std::fprintf(stderr, "passerelle content: %s: %s (%s)\n", failure->field.c_str(), failure->message.c_str(),
                     failure->code.c_str());
        return 1;
    }
    std::fprintf(stderr, "%s: %zu bytes\n", options["--out"].c_str(), bytes->size());
    return 0;
}

}  // namespace passerelle
