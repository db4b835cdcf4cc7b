// passerelle titles: one query a line on standard input, what the finder makes of it as one JSON object a line.
#include <cstdio>
#include <iostream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "base/text.hpp"
#include "commands.hpp"
#include "packs/files.hpp"
#include "packs/options.hpp"
#include "packs/pack_set.hpp"

namespace passerelle {
namespace {

int usage() {
    std::fputs(
        "usage: passerelle titles --packs PACKS_DIR [--kind occupation|skill] [--top 10]\n"
        "       passerelle titles --pack OCCUPATION_PACK_FILE [--top 10]\n",
        stderr);
    return 2;
}

int failed(const Error& error) {
    std::fprintf(stderr, "passerelle titles: %s (%s)\n", error.message.c_str(), error.code.c_str());
    return 1;
}

template <typename Pack>
void answer(const Pack& pack, std::size_t top) {
    std::string line;
    while (std::getline(std::cin, line)) {
        const std::string query = tidy_line(to_valid_utf8(line));
        Json results = Json::array();
        for (const Found& found : pack.find(query, top)) {
            const auto index = static_cast<std::uint16_t>(found.index);
            results.push_back({{"uri", pack.uri(index)},
                               {"label", std::string(pack.label(index))},
                               {"name", std::string(found.label)},
                               {"score", found.score}});
        }
        std::printf("%s\n", dump_json({{"query", query}, {"results", std::move(results)}}).c_str());
        std::fflush(stdout);  // a program at the other end of a pipe may wait for this answer
    }
}

}  // namespace

int titles_command(int argc, const char* const* argv) {
    const std::optional<Options> options = Options::parse(argc, argv, {"--pack", "--packs", "--kind", "--top"});
    if (!options || !options->plain().empty()) return usage();
    const std::optional<std::uint64_t> top = options->count("--top", 10, 1000);
    const std::string kind = options->value("--kind", "occupation");
    const std::string file = options->value("--pack");
    const std::string directory = options->value("--packs");
    if (!top || (kind != "occupation" && kind != "skill") || file.empty() == directory.empty()) return usage();
    if (!file.empty()) {
        // A skill pack alone does not open: it points into its occupations, which only a directory brings along.
        if (kind == "skill") return usage();
        const Result<std::string> bytes = read_whole_file(file);
        if (!bytes) return failed(bytes.error());
        const Result<OccupationPack> pack = OccupationPack::open(*bytes);
        if (!pack) return failed(pack.error());
        answer(*pack, *top);
        return 0;
    }
    const Result<PackSet> packs = PackSet::open(directory);
    if (!packs) return failed(packs.error());
    const bool present = kind == "skill" ? packs->skills() != nullptr : packs->occupations() != nullptr;
    if (!present) return failed({"packs-missing", kind, directory + " has no pack of this kind"});
    if (kind == "skill") {
        answer(*packs->skills(), *top);
    } else {
        answer(*packs->occupations(), *top);
    }
    return 0;
}

}  // namespace passerelle
