// passerelle import: open data into the packs of a directory. Nothing is written unless the whole import succeeded.
#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "commands.hpp"
#include "packs/duplicates.hpp"
#include "packs/esco.hpp"
#include "packs/files.hpp"
#include "packs/forem.hpp"
#include "packs/france_travail.hpp"
#include "packs/geonames.hpp"
#include "packs/job_posting.hpp"
#include "packs/make_packs.hpp"
#include "packs/offer_table.hpp"
#include "packs/options.hpp"
#include "packs/pack_set.hpp"
#include "packs/report.hpp"

namespace passerelle {
namespace {

int usage() {
    std::fputs(
        "usage: passerelle import esco PATH [--language fr[,nl,de]] --out PACKS_DIR\n"
        "       passerelle import geonames FILE [--communes FILE] --out PACKS_DIR\n"
        "       passerelle import france-travail|forem|job-posting|table PATH [--source NAME] [--codes FILE]\n"
        "                         [--columns OURS=THEIRS,...] [--packs PACKS_DIR] --out PACKS_DIR\n"
        "Offers join those of the other sources in PACKS_DIR and replace the earlier ones of their own. A table is "
        "CSV\n"
        "with a header or JSON Lines; --codes says what the source's codes of occupations mean (CSV: code,target).\n",
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
    return make_taxonomy_packs(*data, language.substr(0, language.find(',')), report);
}

Result<std::vector<NewPack>> import_geonames(const std::string& path, const std::string& communes_path,
                                             ImportReport& report) {
    progress("Reading postal codes from " + path);
    const Result<InputFile> file = read_input_file(path, is_geonames_file);
    if (!file) return file.error();
    InputFile communes;
    if (!communes_path.empty()) {
        Result<InputFile> list = read_input_file(communes_path, is_geonames_file);
        if (!list) return list.error();
        communes = std::move(*list);
    }
    Result<std::vector<PlaceSource>> places = read_geonames(*file, communes_path.empty() ? nullptr : &communes, report);
    if (!places) return places.error();
    Result<NewPack> pack = make_place_pack(*places);
    if (!pack) return pack.error();
    return std::vector<NewPack>{std::move(*pack)};
}

// Inside an archive or a directory.
bool is_offer_file(std::string_view name) {
    static constexpr std::array<std::string_view, 5> endings = {".json", ".jsonl", ".csv", ".tsv", ".txt"};
    return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) { return name.ends_with(ending); });
}

Result<std::vector<OfferDraft>> read_drafts(const std::string& layout, const std::string& path, const Options& options,
                                            ImportReport& report) {
    if (layout == "job-posting") {
        const Result<std::vector<InputFile>> files = read_input_files(path, is_job_posting_file);
        if (!files) return files.error();
        return read_job_postings(*files, report);
    }
    const Result<InputFile> file = read_input_file(path, is_offer_file);
    if (!file) return file.error();
    if (layout == "france-travail") return read_france_travail(*file, report);
    if (layout == "forem") return read_forem(*file, report);
    const Result<ColumnNames> names = parse_column_names(options.value("--columns"));
    if (!names) return names.error();
    return read_offer_table(*file, *names, report);
}

Result<CodeTable> read_codes(const std::string& path, ImportReport& report) {
    if (path.empty()) return CodeTable();
    Result<std::string> text = read_whole_file(path);
    if (!text) return text.error();
    return CodeTable::read({path, std::move(*text)}, report);
}

bool is_source_name(std::string_view name) {
    return !name.empty() && name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

// What the source brought, to be kept once the packs are published.
struct KeptSource {
    std::string name;
    std::string pack;
};

Result<std::vector<NewPack>> import_offers(const std::string& layout, const std::string& path, const Options& options,
                                           ImportReport& report, std::optional<KeptSource>& kept) {
    const std::string out = options.value("--out");
    const std::string directory = options.value("--packs", out);
    const std::string source = options.value("--source", layout);
    if (!is_source_name(source)) return Error{"source-name", source, "a name of small letters, digits and dashes"};
    const Result<PackSet> packs = PackSet::open(directory);
    if (!packs) return packs.error();
    if (packs->occupations() == nullptr || packs->skills() == nullptr) {
        return Error{"packs-missing", directory, directory + " has no occupations or no skills"};
    }
    const OccupationPack& occupations = *packs->occupations();
    const SkillPack& skills = *packs->skills();
    progress("Reading offers from " + path);
    Result<std::vector<OfferDraft>> drafts = read_drafts(layout, path, options, report);
    if (!drafts) return drafts.error();
    const Result<CodeTable> codes = read_codes(options.value("--codes"), report);
    if (!codes) return codes.error();
    progress("Looking up occupations and skills of " + std::to_string(drafts->size()) + " offers");
    OfferMeaning meaning(occupations, skills, *codes, packs->places());
    std::vector<OfferSource> offers =
        meaning.read(std::move(*drafts), report, [](std::size_t done) { progress("  " + std::to_string(done)); });
    name_source(offers, source);
    Result<std::vector<OfferSource>> all = read_other_sources(out, source, occupations, skills, report);
    if (!all) return all.error();
    if (!all->empty()) progress("Joining " + std::to_string(all->size()) + " offers of other sources");
    all->insert(all->end(), offers.begin(), offers.end());
    std::vector<OfferSource> merged = merge_duplicates(std::move(*all), report);
    report.count("offers in all", merged.size());
    if (packs->places() == nullptr) report.count("no places: offers are not cut by region");
    Result<std::vector<NewPack>> made = make_offer_packs(std::move(merged), occupations, skills, packs->places());
    if (!made) return made.error();
    Result<std::string> pack = build_offer_pack(offers, {occupations.identity(), skills.identity()});
    if (!pack) return pack.error();
    kept = {source, std::move(*pack)};
    return made;
}

// "fr" or "fr,nl,de"
bool is_language_list(std::string_view text) {
    for (const std::string_view language : split(text, ',')) {
        const bool letters = language.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string_view::npos;
        if (language.size() != 2 || !letters) return false;
    }
    return true;
}

bool is_offer_layout(std::string_view name) {
    return name == "france-travail" || name == "forem" || name == "job-posting" || name == "table";
}

}  // namespace

int import_command(int argc, const char* const* argv) {
    const std::optional<Options> options = Options::parse(
        argc, argv, {"--out", "--language", "--communes", "--packs", "--source", "--codes", "--columns"});
    if (!options || options->plain().size() != 2) return usage();
    const std::string& source = options->plain()[0];
    const std::string& path = options->plain()[1];
    const std::string out = options->value("--out");
    const std::string language = options->value("--language", "fr");
    if (out.empty() || !is_language_list(language)) return usage();

    ImportReport report;
    Result<std::vector<NewPack>> packs = Error{};
    std::optional<KeptSource> kept;
    if (source == "esco") {
        packs = import_esco(path, language, report);
    } else if (source == "geonames") {
        packs = import_geonames(path, options->value("--communes"), report);
    } else if (is_offer_layout(source)) {
        packs = import_offers(source, path, *options, report, kept);
    } else {
        return usage();
    }
    std::fputs(report.text().c_str(), stderr);
    if (!packs) return failed(packs.error());
    Result<std::vector<std::string>> dropped = publish_packs(out, *packs);
    if (!dropped) return failed(dropped.error());
    if (kept) {
        if (const std::optional<Error> error = keep_source(out, kept->name, kept->pack)) return failed(*error);
    }
    for (const NewPack& pack : *packs) {
        progress(pack_name(pack.name, pack.region) + ": " + std::to_string(pack.count) + ", " +
                 std::to_string(pack.bytes.size()) + " bytes");
    }
    for (const std::string& name : *dropped) {
        progress(name + ": made for other occupations or skills, no longer listed; import them again");
    }
    return 0;
}

}  // namespace passerelle
