// passerelle pack: the packs of the demo region, what a finder learns from ESCO, and what a directory of packs holds.
#include <chrono>
#include <cstdio>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "commands.hpp"
#include "packs/esco_texts.hpp"
#include "packs/files.hpp"
#include "packs/make_packs.hpp"
#include "packs/manifest.hpp"
#include "packs/options.hpp"
#include "packs/pack_set.hpp"
#include "packs/region.hpp"

namespace passerelle {
namespace {

int usage() {
    std::fputs(
        "usage: passerelle pack demo [--seed 1] [--offers 5000] [--today YYYY-MM-DD]\n"
        "                            [--region shared/content/region] --out PACKS_DIR\n"
        "       passerelle pack knowledge ESCO_PATH --packs PACKS_DIR [--seed 1]\n"
        "       passerelle pack check PACKS_DIR\n",
        stderr);
    return 2;
}

int failed(const Error& error) {
    std::fprintf(stderr, "passerelle pack: %s (%s)\n", error.message.c_str(), error.code.c_str());
    return 1;
}

CivilDate utc_today() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return CivilDate::from_days(static_cast<std::int32_t>(std::chrono::floor<std::chrono::days>(now).count()));
}

int demo(const Options& options) {
    const std::optional<std::uint64_t> seed = options.count("--seed", 1, std::numeric_limits<std::uint64_t>::max());
    const std::optional<std::uint64_t> offers = options.count("--offers", 5000, 10'000'000);
    const std::optional<CivilDate> today =
        options.value("--today").empty() ? std::optional(utc_today()) : CivilDate::parse(options.value("--today"));
    const std::string out = options.value("--out");
    if (!seed || !offers || !today || out.empty()) return usage();
    Result<DemoRegion> region = read_demo_region(options.value("--region", "shared/content/region"));
    if (!region) return failed(region.error());
    Result<std::vector<NewPack>> packs = make_demo_packs(*region, *seed, static_cast<std::uint32_t>(*offers), *today);
    if (!packs) return failed(packs.error());
    const Result<std::vector<std::string>> dropped = publish_packs(out, *packs);
    if (!dropped) return failed(dropped.error());
    for (const NewPack& pack : *packs) {
        std::fprintf(stderr, "%s: %llu, %zu bytes\n", pack_name(pack.name, pack.region).c_str(),
                     static_cast<unsigned long long>(pack.count), pack.bytes.size());
    }
    return 0;
}

// Learns from the files of an ESCO download, in every language at hand, what its texts say about the occupations of a
// directory's pack, and adds it there.
int knowledge(const std::string& path, const Options& options) {
    const std::optional<std::uint64_t> seed = options.count("--seed", 1, std::numeric_limits<std::uint64_t>::max());
    const std::string directory = options.value("--packs");
    if (!seed || directory.empty()) return usage();
    const Result<PackSet> packs = PackSet::open(directory);
    if (!packs) return failed(packs.error());
    if (packs->occupations() == nullptr) return failed({"packs-missing", directory, directory + " has no occupations"});
    std::fprintf(stderr, "Reading ESCO from %s\n", path.c_str());
    const Result<std::vector<InputFile>> files = read_input_files(path, is_esco_text_file);
    if (!files) return failed(files.error());
    const Result<std::vector<TrainingText>> texts = read_esco_texts(*files, *packs->occupations());
    if (!texts) return failed(texts.error());
    std::fprintf(stderr, "Learning from %zu texts\n", texts->size());
    const auto progress = [](int percent) { std::fprintf(stderr, "  %d %%\n", percent); };
    Result<NewPack> pack = make_knowledge_pack(*texts, *packs->occupations(), {*seed, 0}, progress);
    if (!pack) return failed(pack.error());
    const Result<std::vector<std::string>> dropped = publish_packs(directory, {&*pack, 1});
    if (!dropped) return failed(dropped.error());
    std::fprintf(stderr, "%s: %llu, %zu bytes\n", pack->name.c_str(), static_cast<unsigned long long>(pack->count),
                 pack->bytes.size());
    return 0;
}

// Opens every pack as a device would and prints its entry, one JSON object a line.
int check(const std::string& directory) {
    const Result<std::vector<ManifestEntry>> manifest = read_manifest(directory);
    if (!manifest) return failed(manifest.error());
    if (manifest->empty()) return failed({"packs-missing", directory, directory + " has no manifest of packs"});
    const Result<PackSet> packs = PackSet::open(directory);
    if (!packs) return failed(packs.error());
    const Json listed = to_json(*manifest);
    for (const Json& entry : array_member(listed, "packs")) std::printf("%s\n", dump_json(entry).c_str());
    return 0;
}

}  // namespace

int pack_command(int argc, const char* const* argv) {
    const std::optional<Options> options =
        Options::parse(argc, argv, {"--seed", "--offers", "--today", "--region", "--out", "--packs"});
    if (!options || options->plain().empty()) return usage();
    const std::string& what = options->plain()[0];
    if (what == "demo" && options->plain().size() == 1) return demo(*options);
    if (what == "knowledge" && options->plain().size() == 2) return knowledge(options->plain()[1], *options);
    if (what == "check" && options->plain().size() == 2) return check(options->plain()[1]);
    return usage();
}

}  // namespace passerelle
