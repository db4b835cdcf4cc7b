// passerelle SUBCOMMAND ARGUMENTS...
#include <array>
#include <cstdio>
#include <exception>
#include <string_view>

#include "commands.hpp"

namespace {

struct Subcommand {
    std::string_view name;
    int (*run)(int argc, const char* const* argv);
    std::string_view what;
};

constexpr std::array subcommands{
    Subcommand{"serve", passerelle::serve_command, "serve the portal and its API"},
    Subcommand{"content", passerelle::content_command, "make content packs from questions, measures and texts"},
    Subcommand{"import", passerelle::import_command, "read open data into packs"},
    Subcommand{"pack", passerelle::pack_command, "make the demo region's packs, check packs"},
    Subcommand{"match", passerelle::match_command, "rank offers for a profile"},
    Subcommand{"titles", passerelle::titles_command, "find occupations for typed titles"},
    Subcommand{"rules", passerelle::rules_command, "judge measures and run their examples"},
};

int usage(std::FILE* to) {
    std::fputs("usage: passerelle SUBCOMMAND ARGUMENTS...\n", to);
    for (const Subcommand& subcommand : subcommands) {
        std::fprintf(to, "  %-8s %s\n", subcommand.name.data(), subcommand.what.data());
    }
    std::fputs("  --version\n", to);
    return to == stdout ? 0 : 2;
}

}  // namespace

int main(int argc, char** argv) {
    const std::string_view name = argc > 1 ? argv[1] : "";
    if (name == "--help" || name == "help") return usage(stdout);
    if (name == "--version") {
        std::puts("passerelle " PASSERELLE_VERSION);
        return 0;
    }
    for (const Subcommand& subcommand : subcommands) {
        if (subcommand.name != name) continue;
        try {
            return subcommand.run(argc - 2, argv + 2);
        } catch (const std::exception& failure) {
            // The libraries of the server throw; nothing of ours does.
            std::fprintf(stderr, "passerelle %s: %s\n", subcommand.name.data(), failure.what());
            return 1;
        }
    }
    return usage(stderr);
}
