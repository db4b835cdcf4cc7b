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
#include "packs/esco_files.hpp"

namespace passerelle {
namespace {

using Version = std::vector<std::uint32_t>;  // empty: not known

struct Label {
    std::string preferred;
    std::vector<std::string> alternatives;
    std::string isco;
    Version version;  // of the list that says so
};
using Labels = std::map<std::string, Label, std::less<>>;  // by URI

// What the lists of one language say together.
struct Lists {
    Labels labels;
    Version newest;
};
using Uris = std::set<std::string, std::less<>>;

// Complete in every version of the classification, where other languages lag behind.
constexpr std::string_view reference_language = "en";

// The numbers of a version in a file's name: 1 and 10 of "v1.10.x_occupations_nl.csv"; none without one.
Version version_of(std::string_view name) {
    const auto is_digit = [&](std::size_t at) { return at < name.size() && name[at] >= '0' && name[at] <= '9'; };
    const auto is_letter = [&](std::size_t at) { return (name[at] | 0x20) >= 'a' && (name[at] | 0x20) <= 'z'; };
    Version numbers;
    for (std::size_t at = 0; at < name.size() && numbers.empty(); ++at) {
        if (name[at] != 'v' || (at > 0 && is_letter(at - 1))) continue;
        for (std::size_t digit = at + 1; is_digit(digit); ++digit) {
            std::uint32_t number = 0;
            for (; is_digit(digit) && number < 100'000; ++digit) {
                number = number * 10 + static_cast<std::uint32_t>(name[digit] - '0');
            }
            numbers.push_back(number);
            if (digit >= name.size() || name[digit] != '.') break;
        }
    }
    return numbers;
}

// Earlier versions first, so that later ones win; those of one version stay in their order.
std::vector<const InputFile*> by_version(const std::vector<InputFile>& files) {
    std::vector<const InputFile*> sorted;
    for (const InputFile& file : files) sorted.push_back(&file);
    std::stable_sort(sorted.begin(), sorted.end(), [](const InputFile* left, const InputFile* right) {
        return version_of(left->name) < version_of(right->name);
    });
    return sorted;
}

// One list of concepts. A URI met in an earlier version is replaced, or goes when it is not released any more.
std::optional<Error> read_labels(const InputFile& file, EscoKind kind, Lists& lists, ImportReport& report) {
    static constexpr std::array<std::string_view, 4> occupation_columns = {"conceptUri", "iscoGroup", "preferredLabel",
                                                                           "altLabels"};
    static constexpr std::array<std::string_view, 3> skill_columns = {"conceptUri", "preferredLabel", "altLabels"};
    const bool occupations = kind == EscoKind::occupations;
    const Version version = version_of(file.name);
    lists.newest = std::max(lists.newest, version);
    Labels& labels = lists.labels;
    const std::span<const std::string_view> columns =
        occupations ? std::span<const std::string_view>(occupation_columns) : skill_columns;
    return for_each_record(file.text, file.name, columns, [&](const CsvTable& table) {
        const std::string_view uri = table.field("conceptUri");
        if (!uri.starts_with("http")) {
            report.skip(table.problem("conceptUri", "not a URI"));
            return;
        }
        if (const std::string_view status = table.field("status"); !status.empty() && status != "released") {
            report.count("concepts not released (obsolete or in draft), left out");
            if (const auto earlier = labels.find(uri); earlier != labels.end()) labels.erase(earlier);
            return;
        }
        Label label{tidy_line(table.field("preferredLabel")), labels_in(table.field("altLabels")), {}, version};
        if (occupations) {
            label.isco = std::string(table.field("iscoGroup"));
            if (!is_isco_code(label.isco)) {
                report.skip(table.problem("iscoGroup", "not one to four digits"));
                return;
            }
        }
        // The lists of some languages hold concepts that nobody has translated yet.
        if (label.preferred.empty()) return;
        labels.insert_or_assign(std::string(uri), std::move(label));
    });
}

std::optional<Error> read_isco_groups(const InputFile& file, Uris& groups, ImportReport& report) {
    static constexpr std::array<std::string_view, 2> columns = {"code", "preferredLabel"};
    return for_each_record(file.text, file.name, columns, [&](const CsvTable& table) {
        const std::string_view code = table.field("code");
        if (is_isco_code(code)) {
            groups.emplace(code);
        } else {
            report.skip(table.problem("code", "not one to four digits"));
        }
    });
}

std::optional<Error> read_skill_groups(const InputFile& file, Uris& groups, ImportReport& report) {
    static constexpr std::array<std::string_view, 2> columns = {"conceptUri", "preferredLabel"};
    return for_each_record(file.text, file.name, columns, [&](const CsvTable& table) {
        const std::string_view uri = table.field("conceptUri");
        if (!uri.starts_with("http")) {
            report.skip(table.problem("conceptUri", "not a URI"));
        } else if (const std::string_view status = table.field("status"); status.empty() || status == "released") {
            groups.emplace(uri);
        }
    });
}

// What stands directly above a skill.
struct Above {
    Uris groups;
    Uris skills;
};
using Hierarchy = std::map<std::string, Above, std::less<>>;  // by the skill's URI

std::optional<Error> read_broader(const InputFile& file, Hierarchy& hierarchy, ImportReport& report) {
    static constexpr std::array<std::string_view, 4> columns = {"conceptType", "conceptUri", "broaderType",
                                                                "broaderUri"};
    return for_each_record(file.text, file.name, columns, [&](const CsvTable& table) {
        if (table.field("conceptType") == "SkillGroup") return;  // the tree of the groups themselves
        const bool is_group = table.field("broaderType") == "SkillGroup";
        if (!is_group && table.field("broaderType") != "KnowledgeSkillCompetence") {
            report.skip(table.problem("broaderType", "neither a skill nor a group of skills"));
            return;
        }
        Above& above = hierarchy[std::string(table.field("conceptUri"))];
        (is_group ? above.groups : above.skills).emplace(table.field("broaderUri"));
    });
}

// The group of a skill, level by level upwards; "" without one. `known` empty: no list of groups says which there are.
std::string group_of(std::string_view skill, const Hierarchy& hierarchy, const Uris& known) {
    Uris met;
    for (Uris level = {std::string(skill)}; !level.empty();) {
        Uris groups, next;
        for (const std::string& uri : level) {
            const auto above = hierarchy.find(uri);
            if (above == hierarchy.end() || !met.insert(uri).second) continue;
            for (const std::string& group : above->second.groups) {
                if (known.empty() || known.contains(group)) groups.insert(group);
            }
            next.insert(above->second.skills.begin(), above->second.skills.end());
        }
        if (!groups.empty()) return *groups.begin();
        level = std::move(next);
    }
    return {};
}

std::optional<Error> read_links(const InputFile& file, std::vector<LinkSource>& links, ImportReport& report) {
    static constexpr std::array<std::string_view, 3> columns = {"occupationUri", "relationType", "skillUri"};
    return for_each_record(file.text, file.name, columns, [&](const CsvTable& table) {
        const std::string_view type = table.field("relationType");
        if (type != "essential" && type != "optional") {
            report.skip(table.problem("relationType", "neither essential nor optional"));
            return;
        }
        links.push_back(
            {std::string(table.field("occupationUri")), std::string(table.field("skillUri")), type == "essential"});
    });
}

std::vector<std::string> languages_in(std::string_view list) {
    std::vector<std::string> languages;
    for (const std::string_view language : split(list, ',')) languages.emplace_back(trim(language));
    return languages;
}

// The lists of one kind, by language.
using ByLanguage = std::map<std::string, Lists, std::less<>>;

const Lists& lists_of(const ByLanguage& kind, std::string_view language) {
    static const Lists none{};
    const auto found = kind.find(language);
    return found == kind.end() ? none : found->second;
}

const Labels& labels_of(const ByLanguage& kind, std::string_view language) {
    return lists_of(kind, language).labels;
}

std::string named_in(std::string_view language) {
    return language == reference_language ? "English" : std::string(language);
}

// The concepts that there are: those of the reference, and what a wanted language has in a later version than the
// reference's newest, which can not have it yet. What the reference lacks in its own version or a later one was
// withdrawn. Without a version nobody knows which is later.
Labels concepts_of(const ByLanguage& kind, const std::vector<std::string>& languages, std::string_view what,
                   ImportReport& report) {
    const Lists& english = lists_of(kind, reference_language);
    const Lists& reference = english.labels.empty() ? lists_of(kind, languages.front()) : english;
    const std::string list = english.labels.empty() ? languages.front() : named_in(reference_language);
    Labels concepts = reference.labels;
    for (const std::string& language : languages) {
        std::size_t added = 0;
        std::size_t left_out = 0;
        for (const auto& [uri, label] : labels_of(kind, language)) {
            if (reference.labels.contains(uri)) continue;
            const bool later = !reference.newest.empty() && label.version > reference.newest;
            if (later) concepts.emplace(uri, label);
            ++(later ? added : left_out);
        }
        const std::string of_language = std::string(what) + " of " + named_in(language);
        report.count(of_language + " that are newer than the " + list + " list, added", added);
        report.count(of_language + " that the " + list + " list does not have, left out", left_out);
    }
    return concepts;
}

// Hands each concept to `take(uri, label, reference)`: the label in the first of the languages that has one, with the
// names of the others behind it, so that a concept is found in each of them.
template <typename Take>
void join(const ByLanguage& kind, const std::vector<std::string>& languages, std::string_view what,
          ImportReport& report, Take take) {
    const Labels concepts = concepts_of(kind, languages, what, report);
    std::vector<std::string> chain = languages;
    chain.emplace_back(reference_language);
    for (const auto& [uri, label] : concepts) {
        Label shown;
        for (std::size_t step = 0; step < chain.size(); ++step) {
            const Labels& labels = labels_of(kind, chain[step]);
            const auto own = labels.find(uri);
            if (own == labels.end()) continue;
            if (!shown.preferred.empty()) {
                if (step == languages.size()) continue;  // English only where nothing else names it
                shown.alternatives.push_back(own->second.preferred);
                shown.alternatives.insert(shown.alternatives.end(), own->second.alternatives.begin(),
                                          own->second.alternatives.end());
                continue;
            }
            shown = own->second;
            if (step != 0) {
                report.count(std::string(what) + " without a label in this language, named in " +
                             named_in(chain[step]));
            }
        }
        take(uri, shown, label);
    }
    report.count(std::string(what) + " read", concepts.size());
}

}  // namespace

bool is_esco_file(std::string_view name, std::string_view languages) {
    const std::optional<EscoFile> file = recognise_esco_file(name);
    if (!file) return false;
    const std::vector<std::string> wanted = languages_in(languages);
    return file->language.empty() || file->language == reference_language ||
           std::find(wanted.begin(), wanted.end(), file->language) != wanted.end();
}

Result<EscoData> read_esco(const std::vector<InputFile>& files, std::string_view languages, ImportReport& report) {
    const std::vector<std::string> wanted = languages_in(languages);
    ByLanguage occupations;
    ByLanguage skills;
    Uris isco_groups, skill_groups;
    Hierarchy hierarchy;
    EscoData data;
    for (const InputFile* const input : by_version(files)) {
        const InputFile& file = *input;
        const std::optional<EscoFile> known = recognise_esco_file(file.name);
        if (!known) continue;
        std::optional<Error> refused;
        switch (known->kind) {
            case EscoKind::occupations:
                refused = read_labels(file, known->kind, occupations[known->language], report);
                break;
            case EscoKind::skills:
                refused = read_labels(file, known->kind, skills[known->language], report);
                break;
            case EscoKind::isco_groups:
                refused = read_isco_groups(file, isco_groups, report);
                break;
            case EscoKind::skill_groups:
                refused = read_skill_groups(file, skill_groups, report);
                break;
            case EscoKind::broader_skills:
                refused = read_broader(file, hierarchy, report);
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
             if (!isco_groups.empty() && !isco_groups.contains(reference.isco)) {
                 report.skip({"ESCO", 0, uri, "its ISCO-08 group " + reference.isco + " is in no list of groups"});
                 return;
             }
             data.occupations.push_back({uri, reference.isco, label.preferred, label.alternatives});
         });
    join(skills, wanted, "skills", report, [&](const std::string& uri, const Label& label, const Label&) {
        data.skills.push_back({uri, label.preferred, label.alternatives, group_of(uri, hierarchy, skill_groups)});
    });
    report.count("ISCO-08 groups read", isco_groups.size());
    report.count("skill groups read", skill_groups.size());
    report.count("skills in no group",
                 static_cast<std::size_t>(std::count_if(data.skills.begin(), data.skills.end(),
                                                        [](const SkillSource& skill) { return skill.group.empty(); })));
    report.count("links between occupations and skills read", data.links.size());
    if (data.links.empty()) report.count("no list of relations: no occupation asks for a skill");
    return data;
}

}  // namespace passerelle
