#include "packs/esco.hpp"

#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "packs/csv.hpp"

namespace passerelle {
namespace {

enum class EscoKind { occupations, skills, groups, links };

struct EscoFile {
    EscoKind kind;
    std::string language;  // "" for links
};

// "v1.1.x_occupations_nl.csv" -> occupations, nl. Collections ("researchOccupationsCollection_en.csv") are excerpts
// of the main lists and are not read.
std::optional<EscoFile> recognise(std::string_view name) {
    static constexpr std::array<std::pair<std::string_view, EscoKind>, 3> kinds = {
        {{"occupations_", EscoKind::occupations}, {"skills_", EscoKind::skills}, {"ISCOGroups_", EscoKind::groups}}};
    if (!name.ends_with(".csv")) return std::nullopt;
    name.remove_suffix(4);
    for (const auto& [word, kind] : kinds) {
        const std::size_t at = name.rfind(word);
        if (at == std::string_view::npos || (at != 0 && name[at - 1] != '_')) continue;
        const std::string_view language = name.substr(at + word.size());
        if (language.size() == 2) return EscoFile{kind, std::string(language)};
    }
    static constexpr std::string_view relations = "occupationSkillRelations";
    const std::size_t at = name.rfind(relations);
    if (at == std::string_view::npos || (at != 0 && name[at - 1] != '_')) return std::nullopt;
    // Later versions add the language of the labels that they repeat: "occupationSkillRelations_en".
    const std::string_view rest = name.substr(at + relations.size());
    if (rest.empty() || (rest.size() == 3 && rest[0] == '_')) return EscoFile{EscoKind::links, {}};
    return std::nullopt;
}

struct Label {
    std::string preferred;
    std::vector<std::string> alternatives;
    std::string isco;
};
using Labels = std::map<std::string, Label, std::less<>>;  // by URI

struct Lists {
    Labels occupations;
    Labels skills;
};

std::string_view base_of(std::string_view name) {
    const std::size_t mark = name.find_last_of("!/");
    return mark == std::string_view::npos ? name : name.substr(mark + 1);
}

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    for (const std::string_view line : split(text, '\n')) {
        std::string tidy = tidy_line(line);
        if (!tidy.empty()) lines.push_back(std::move(tidy));
    }
    return lines;
}

bool is_isco_code(std::string_view code) {
    return !code.empty() && code.size() <= 4 && code.find_first_not_of("0123456789") == std::string_view::npos;
}

// One list of concepts. A URI met in an earlier file is replaced: files come sorted by name, so a later version wins.
std::optional<Error> read_labels(const InputFile& file, EscoKind kind, Labels& labels, ImportReport& report) {
    static constexpr std::array<std::string_view, 4> occupation_columns = {"conceptUri", "iscoGroup", "preferredLabel",
                                                                           "altLabels"};
    static constexpr std::array<std::string_view, 3> skill_columns = {"conceptUri", "preferredLabel", "altLabels"};
    const bool occupations = kind == EscoKind::occupations;
    Result<CsvTable> table = occupations ? CsvTable::open(file.text, file.name, occupation_columns)
                                         : CsvTable::open(file.text, file.name, skill_columns);
    if (!table) return table.error();
    for (;;) {
        Result<bool> more = table->next(report);
        if (!more) return more.error();
        if (!*more) return std::nullopt;
        const std::string_view uri = table->field("conceptUri");
        if (!uri.starts_with("http")) {
            report.skip(table->problem("conceptUri", "not a URI"));
            continue;
        }
        if (const std::string_view status = table->field("status"); !status.empty() && status != "released") {
            report.count("concepts not released (obsolete or in draft), left out");
            continue;
        }
        Label label{tidy_line(table->field("preferredLabel")), lines_of(table->field("altLabels")), {}};
        if (occupations) {
            label.isco = std::string(table->field("iscoGroup"));
            if (!is_isco_code(label.isco)) {
                report.skip(table->problem("iscoGroup", "not one to four digits"));
                continue;
            }
        }
        // The lists of some languages hold concepts that nobody has translated yet.
        if (label.preferred.empty()) continue;
        labels.insert_or_assign(std::string(uri), std::move(label));
    }
}

std::optional<Error> read_groups(const InputFile& file, std::set<std::string, std::less<>>& groups,
                                 ImportReport& report) {
    static constexpr std::array<std::string_view, 2> columns = {"code", "preferredLabel"};
    Result<CsvTable> table = CsvTable::open(file.text, file.name, columns);
    if (!table) return table.error();
    for (;;) {
        Result<bool> more = table->next(report);
        if (!more) return more.error();
        if (!*more) return std::nullopt;
        const std::string_view code = table->field("code");
        if (is_isco_code(code)) {
            groups.emplace(code);
        } else {
            report.skip(table->problem("code", "not one to four digits"));
        }
    }
}

std::optional<Error> read_links(const InputFile& file, std::vector<LinkSource>& links, ImportReport& report) {
    static constexpr std::array<std::string_view, 3> columns = {"occupationUri", "relationType", "skillUri"};
    Result<CsvTable> table = CsvTable::open(file.text, file.name, columns);
    if (!table) return table.error();
    for (;;) {
        Result<bool> more = table->next(report);
        if (!more) return more.error();
        if (!*more) return std::nullopt;
        const std::string_view type = table->field("relationType");
        if (type != "essential" && type != "optional") {
            report.skip(table->problem("relationType", "neither essential nor optional"));
            continue;
        }
        links.push_back(
            {std::string(table->field("occupationUri")), std::string(table->field("skillUri")), type == "essential"});
    }
}

// Hands each concept to `take(uri, label, reference)`: the label in the wanted language or else the reference's.
template <typename Take>
void join(const Labels& wanted, const Labels& english, std::string_view what, ImportReport& report, Take take) {
    const Labels& reference = english.empty() ? wanted : english;
    std::size_t fallen_back = 0;
    std::size_t joined = 0;
    for (const auto& [uri, label] : reference) {
        const auto own = wanted.find(uri);
        own == wanted.end() ? ++fallen_back : ++joined;
        take(uri, own == wanted.end() ? label : own->second, label);
    }
    report.count(std::string(what) + " read", reference.size());
    report.count(std::string(what) + " without a label in this language, named in English", fallen_back);
    report.count(std::string(what) + " of this language that the English list no longer has, left out",
                 wanted.size() - joined);
}

}  // namespace

bool is_esco_file(std::string_view name, std::string_view language) {
    const std::optional<EscoFile> file = recognise(name);
    return file && (file->kind == EscoKind::links || file->language == language || file->language == "en");
}

Result<EscoData> read_esco(const std::vector<InputFile>& files, std::string_view language, ImportReport& report) {
    Lists wanted;
    Lists english;
    std::set<std::string, std::less<>> groups;
    EscoData data;
    for (const InputFile& file : files) {
        const std::optional<EscoFile> known = recognise(base_of(file.name));
        if (!known) continue;
        // With English wanted the wanted lists are the reference themselves.
        Lists& lists = known->language == language ? wanted : english;
        std::optional<Error> refused;
        switch (known->kind) {
            case EscoKind::occupations:
                refused = read_labels(file, known->kind, lists.occupations, report);
                break;
            case EscoKind::skills:
                refused = read_labels(file, known->kind, lists.skills, report);
                break;
            case EscoKind::groups:
                refused = read_groups(file, groups, report);
                break;
            case EscoKind::links:
                refused = read_links(file, data.links, report);
                break;
        }
        if (refused) return *refused;
    }
    if (wanted.occupations.empty()) {
        return refusal({"ESCO", 0, "", "no occupations in the language " + std::string(language)});
    }
    if (wanted.skills.empty() && english.skills.empty()) return refusal({"ESCO", 0, "", "no skills"});

    join(wanted.occupations, english.occupations, "occupations", report,
         [&](const std::string& uri, const Label& label, const Label& reference) {
             if (!groups.empty() && !groups.contains(reference.isco)) {
                 report.skip({"ESCO", 0, uri, "its ISCO-08 group " + reference.isco + " is in no list of groups"});
                 return;
             }
             data.occupations.push_back({uri, reference.isco, label.preferred, label.alternatives});
         });
    join(wanted.skills, english.skills, "skills", report,
         [&](const std::string& uri, const Label& label, const Label&) {
             data.skills.push_back({uri, label.preferred, label.alternatives});
         });
    report.count("ISCO-08 groups read", groups.size());
    report.count("links between occupations and skills read", data.links.size());
    return data;
}

}  // namespace passerelle
