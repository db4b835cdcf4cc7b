#include "packs/esco.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "packs/code_table.hpp"
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

// Complete in every version of the classification, where other languages lag behind.
constexpr std::string_view reference_language = "en";

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

std::vector<std::string> languages_in(std::string_view list) {
    std::vector<std::string> languages;
    for (const std::string_view language : split(list, ',')) languages.emplace_back(trim(language));
    return languages;
}

// The lists of one kind, by language.
using ByLanguage = std::map<std::string, Labels, std::less<>>;

const Labels& labels_of(const ByLanguage& lists, std::string_view language) {
    static const Labels none{};
    const auto found = lists.find(language);
    return found == lists.end() ? none : found->second;
}

std::string named_in(std::string_view language) {
    return language == reference_language ? "English" : std::string(language);
}

// Hands each concept to `take(uri, label, reference)`: the label in the first of the languages that has one, with the
// names of the others behind it, so that a concept is found in each of them.
template <typename Take>
void join(const ByLanguage& lists, const std::vector<std::string>& languages, std::string_view what,
          ImportReport& report, Take take) {
    const Labels& wanted = labels_of(lists, languages.front());
    const Labels& english = labels_of(lists, reference_language);
    const Labels& reference = english.empty() ? wanted : english;
    std::vector<std::string> chain = languages;
    chain.emplace_back(reference_language);
    std::size_t joined = 0;
    for (const auto& [uri, label] : reference) {
        Label shown;
        for (std::size_t step = 0; step < chain.size(); ++step) {
            const Labels& labels = labels_of(lists, chain[step]);
            const auto own = labels.find(uri);
            if (own == labels.end()) continue;
            if (!shown.preferred.empty()) {
                if (step < languages.size()) shown.alternatives.push_back(own->second.preferred);
                continue;
            }
            shown = own->second;
            if (step == 0) {
                ++joined;
            } else {
                report.count(std::string(what) + " without a label in this language, named in " +
                             named_in(chain[step]));
            }
        }
        take(uri, shown, label);
    }
    report.count(std::string(what) + " read", reference.size());
    report.count(std::string(what) + " of this language that the English list no longer has, left out",
                 wanted.size() - joined);
}

}  // namespace

bool is_esco_file(std::string_view name, std::string_view languages) {
    const std::optional<EscoFile> file = recognise(name);
    if (!file) return false;
    const std::vector<std::string> wanted = languages_in(languages);
    return file->kind == EscoKind::links || file->language == reference_language ||
           std::find(wanted.begin(), wanted.end(), file->language) != wanted.end();
}

Result<EscoData> read_esco(const std::vector<InputFile>& files, std::string_view languages, ImportReport& report) {
    const std::vector<std::string> wanted = languages_in(languages);
    ByLanguage occupations;
    ByLanguage skills;
    std::set<std::string, std::less<>> groups;
    EscoData data;
    for (const InputFile& file : files) {
        const std::optional<EscoFile> known = recognise(base_of(file.name));
        if (!known) continue;
        std::optional<Error> refused;
        switch (known->kind) {
            case EscoKind::occupations:
                refused = read_labels(file, known->kind, occupations[known->language], report);
                break;
            case EscoKind::skills:
                refused = read_labels(file, known->kind, skills[known->language], report);
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
    if (labels_of(occupations, wanted.front()).empty()) {
        return refusal({"ESCO", 0, "", "no occupations in the language " + wanted.front()});
    }
    if (labels_of(skills, wanted.front()).empty() && labels_of(skills, reference_language).empty()) {
        return refusal({"ESCO", 0, "", "no skills"});
    }

    join(occupations, wanted, "occupations", report,
         [&](const std::string& uri, const Label& label, const Label& reference) {
             if (!groups.empty() && !groups.contains(reference.isco)) {
                 report.skip({"ESCO", 0, uri, "its ISCO-08 group " + reference.isco + " is in no list of groups"});
                 return;
             }
             data.occupations.push_back({uri, reference.isco, label.preferred, label.alternatives});
         });
    join(skills, wanted, "skills", report, [&](const std::string& uri, const Label& label, const Label&) {
        data.skills.push_back({uri, label.preferred, label.alternatives});
    });
    report.count("ISCO-08 groups read", groups.size());
    report.count("links between occupations and skills read", data.links.size());
    return data;
}

}  // namespace passerelle
