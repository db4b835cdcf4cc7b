// passerelle import: open data into the packs of a directory. Nothing is written unless the whole import succeeded.
#include <cstdio>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "commands.hpp"
#include "packs/esco.hpp"
#include "packs/files.hpp"
#include "packs/france_travail.hpp"
#include "packs/geonames.hpp"
#include "packs/make_packs.hpp"
#include "packs/options.hpp"
#include "packs/pack_set.hpp"
#include "packs/report.hpp"

namespace passerelle {
namespace {

int usage() {
    std::fputs(
        "usage: passerelle import esco PATH [--language fr] --out PACKS_DIR\n"
        "       passerelle import geonames FILE [--communes FILE] --out PACKS_DIR\n"
        "       passerelle import france-travail FILE [--packs PACKS_DIR] --out PACKS_DIR\n",
        stderr);
    return 2;
}

int failed(const Error& error) {
    std::fprintf(stderr, "passerelle import: %s (%s)\n", error.message.c_str(), error.code.c_str());
    return 1;
}

void progress(const std::string& what) {
    std::fprintf(stderr, "%s\n", what.c_str());
}

Result<std::vector<NewPack>> import_esco(const std::string& path, const std::string& language, ImportReport& report) {
    progress("Reading ESCO from " + path);
    Result<std::vector<InputFile>> files =
        read_input_files(path, [&](std::string_view name) { return is_esco_file(name, language); });
    if (!files) return files.error();
    for (const InputFile& file : *files)
        progress("  " + file.name + ", " + std::to_string(file.text.size()) + " bytes");
    Result<EscoData> data = read_esco(*files, language, report);
    if (!data) return data.error();
    progress("Writing packs");
    return make_taxonomy_packs(*data, language, report);
}

Result<std::vector<NewPack>> import_geonames(const std::string& path, const std::string& communes_path,
                                             ImportReport& report) {
    progress("Reading postal codes from " + path);
    Result<std::string> text = read_whole_file(path);
    if (!text) return text.error();
    InputFile communes{communes_path, {}};
    if (!communes_path.empty()) {
        Result<std::string> list = read_whole_file(communes_path);
        if (!list) return list.error();
        communes.text = std::move(*list);
    }
    Result<std::vector<PlaceSource>> places =
        read_geonames({path, std::move(*text)}, communes_path.empty() ? nullptr : &communes, report);
    if (!places) return places.error();
    Result<NewPack> pack = make_place_pack(*places);
    if (!pack) return pack.error();
    return std::vector<NewPack>{std::move(*pack)};
}

Result<std::vector<NewPack>> import_france_travail(const std::string& path, const std::string& packs_directory,
                                                   ImportReport& report) {
    Result<PackSet> packs = PackSet::open(packs_directory);
    if (!packs) return packs.error();
    if (packs->occupations() == nullptr || packs->skills() == nullptr) {
        return Error{"packs-missing", packs_directory, packs_directory + " has no occupations or no skills"};
    }
    progress("Reading offers from " + path);
    Result<std::string> text = read_whole_file(path);
    if (!text) return text.error();
    Result<std::vector<OfferSource>> offers =
        read_france_travail({path, std::move(*text)}, *packs->occupations(), *packs->skills(), report);
    if (!offers) return offers.error();
    for (OfferSource& offer : *offers) add_occupation_skills(offer, *packs->skills());
    Result<NewPack> pack = make_offer_pack(*offers, *packs->occupations(), *packs->skills());
    if (!pack) return pack.error();
    return std::vector<NewPack>{std::move(*pack)};
}

}  // namespace

int import_command(int argc, const char* const* argv) {
    const std::optional<Options> options = Options::parse(argc, argv, {"--out", "--language", "--communes", "--packs"});
    if (!options || options->plain().size() != 2) return usage();
    const std::string& source = options->plain()[0];
    const std::string& path = options->plain()[1];
    const std::string out = options->value("--out");
    const std::string language = options->value("--language", "fr");
    if (out.empty() || language.size() != 2) return usage();

    ImportReport report;
    Result<std::vector<NewPack>> packs = Error{};
    if (source == "esco") {
        packs = import_esco(path, language, report);
    } else if (source == "geonames") {
        packs = import_geonames(path, options->value("--communes"), report);
    } else if (source == "france-travail") {
        packs = import_france_travail(path, options->value("--packs", out), report);
    } else {
        return usage();
    }
    std::fputs(report.text().c_str(), stderr);
    if (!packs) return failed(packs.error());
    Result<std::vector<std::string>> dropped = publish_packs(out, *packs);
    if (!dropped) return failed(dropped.error());
    for (const NewPack& pack : *packs) {
        progress(pack.name + ": " + std::to_string(pack.count) + ", " + std::to_string(pack.bytes.size()) + " bytes");
    }
    for (const std::string& name : *dropped) {
        progress(name + ": made for other occupations or skills, no longer listed; import them again");
    }
    return 0;
}

}  // namespace passerelle
