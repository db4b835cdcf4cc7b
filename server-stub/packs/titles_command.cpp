// passerelle titles: one query a line on standard input, what the finder makes of it as one JSON object a line.
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "base/text.hpp"
#include "commands.hpp"
#include "packs/files.hpp"
#include "packs/name_list.hpp"
#include "packs/options.hpp"
#include "packs/pack_set.hpp"

namespace passerelle {
namespace {

int usage() {
    std::fputs(
        "usage: passerelle titles --packs PACKS_DIR [--kind occupation|skill] [--top 10]\n"
        "       passerelle titles --pack OCCUPATION_PACK [--knowledge KNOWLEDGE_PACK] [--top 10]\n"
        "       passerelle titles --pack SKILL_PACK --kind skill [--top 10]\n"
        "       passerelle titles --names FILE.tsv [--packs PACKS_DIR | --pack OCCUPATION_PACK\n"
        "                         [--knowledge KNOWLEDGE_PACK]] [--lang fr] [--top 100]\n"
        "A PACKS_DIR may stand for a pack, too. FILE.tsv: id, name and optionally the concept's URI, by tabs; names\n"
        "of one URI are one concept, and the packs tell more about it.\n",
        stderr);
    return 2;
}

int failed(const Error& error) {
    std::fprintf(stderr, "passerelle titles: %s (%s)\n", error.message.c_str(), error.code.c_str());
    return 1;
}

// Calls `results(query)` for each line and prints what it answers.
template <typename Results>
int answer(Results results) {
    std::string line;
    while (std::getline(std::cin, line)) {
        const std::string query = tidy_line(to_valid_utf8(line));
        std::printf("%s\n", dump_json({{"query", query}, {"results", results(query)}}).c_str());
        std::fflush(stdout);  // a program at the other end of a pipe may wait for this answer
    }
    return 0;
}

template <typename Pack>
int answer_from(const Pack& pack, std::size_t top) {
    return answer([&](const std::string& query) {
        Json results = Json::array();
        for (const Found& found : pack.find(query, top)) {
            const auto index = static_cast<std::uint16_t>(found.index);
            results.push_back({{"uri", pack.uri(index)},
                               {"label", std::string(pack.label(index))},
                               {"name", std::string(found.label)},
                               {"score", found.score}});
        }
        return results;
    });
}

int answer_from_skills(const PackSet& packs, std::size_t top) {
    struct Skills {
        const PackSet& packs;
        [[nodiscard]] std::vector<Found> find(std::string_view typed, std::size_t limit) const {
            return packs.skills()->find(typed, limit);
        }
        [[nodiscard]] std::string uri(std::uint16_t index) const { return packs.skill_uri(index); }
        [[nodiscard]] std::string_view label(std::uint16_t index) const { return packs.skills()->label(index); }
    };
    return answer_from(Skills{packs}, top);
}

// Skills are found by their names alone, without the occupations that need them.
int answer_from_skills_alone(const std::string& path, std::size_t top) {
    const Result<std::string> bytes = read_whole_file(path);
    if (!bytes) return failed(bytes.error());
    const Result<ConceptNames> names = read_skill_names(*bytes);
    if (!names) return failed(names.error());
    std::fputs(
        "passerelle titles: the URIs of a pack of skills alone may be shortened; give its directory for whole ones\n",
        stderr);
    struct Skills {
        const ConceptNames& names;
        Finder finder;
        [[nodiscard]] std::vector<Found> find(std::string_view typed, std::size_t limit) const {
            return finder.find(typed, limit);
        }
        [[nodiscard]] std::string uri(std::size_t index) const { return names.uri(index); }
        [[nodiscard]] std::string_view label(std::size_t index) const { return names.label(index); }
    };
    return answer_from(Skills{*names, names->finder()}, top);
}

// The packs that the options name; empty without any. A directory gives its knowledge along.
Result<std::optional<PackSet>> packs_of(const Options& options) {
    std::string directory = options.value("--packs");
    const std::string file = options.value("--pack");
    if (directory.empty() && std::filesystem::is_directory(file)) directory = file;
    if (!directory.empty()) {
        Result<PackSet> packs = PackSet::open(directory);
        if (!packs) return packs.error();
        return std::optional(std::move(*packs));
    }
    if (file.empty()) return std::optional<PackSet>();
    std::vector<std::string> files = {file};
    if (!options.value("--knowledge").empty()) files.push_back(options.value("--knowledge"));
    Result<PackSet> packs = PackSet::open_files(files);
    if (!packs) return packs.error();
    return std::optional(std::move(*packs));
}

}  // namespace

int titles_command(int argc, const char* const* argv) {
    const std::optional<Options> options =
        Options::parse(argc, argv, {"--pack", "--packs", "--knowledge", "--names", "--lang", "--kind", "--top"});
    if (!options || !options->plain().empty()) return usage();
    const std::string names = options->value("--names");
    const std::optional<std::uint64_t> top = options->count("--top", names.empty() ? 10 : 100, 100'000);
    const std::string kind = options->value("--kind", "occupation");
    const bool has_pack = !options->value("--pack").empty();
    if (!top || (kind != "occupation" && kind != "skill")) return usage();
    if (has_pack && !options->value("--packs").empty()) return usage();
    if (!options->value("--knowledge").empty() && !has_pack) return usage();
    Result<std::optional<PackSet>> packs = packs_of(*options);
    if (!packs) return failed(packs.error());
    const OccupationPack* occupations = *packs ? (*packs)->occupations() : nullptr;

    if (!names.empty()) {
        const std::string language = options->value("--lang");
        if (occupations != nullptr && !language.empty() && language != occupations->language())
            return failed(
                {"packs-language", language, "the packs are of the language " + std::string(occupations->language())});
        const Result<NameList> list = NameList::read(names, occupations);
        if (!list) return failed(list.error());
        return answer([&](const std::string& query) {
            Json results = Json::array();
            for (const NameList::Match& match : list->find(query, *top))
                results.push_back({{"id", match.id}, {"name", match.name}, {"score", match.score}});
            return results;
        });
    }
    if (!*packs) return usage();
    if (kind == "skill") {
        const SkillPack* skills = (*packs)->skills();
        if (skills != nullptr) return answer_from_skills(**packs, *top);
        if (!has_pack || occupations != nullptr) return failed({"packs-missing", kind, "no skills here"});
        return answer_from_skills_alone(options->value("--pack"), *top);
    }
    if (occupations == nullptr) return failed({"packs-missing", kind, "no occupations here"});
    return answer_from(*occupations, *top);
}

}  // namespace passerelle
