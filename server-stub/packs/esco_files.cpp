#include "packs/esco_files.hpp"

#include <array>
#include <utility>

#include "base/text.hpp"

namespace passerelle {

std::optional<EscoFile> recognise_esco_file(std::string_view name) {
    static constexpr std::array<std::pair<std::string_view, EscoKind>, 6> kinds = {
        {{"occupations", EscoKind::occupations},
         {"skills", EscoKind::skills},
         {"ISCOGroups", EscoKind::isco_groups},
         {"skillGroups", EscoKind::skill_groups},
         {"occupationSkillRelations", EscoKind::links},
         {"broaderRelationsSkillPillar", EscoKind::broader_skills}}};
    if (const std::size_t mark = name.find_last_of("!/"); mark != std::string_view::npos) name.remove_prefix(mark + 1);
    if (!name.ends_with(".csv")) return std::nullopt;
    name.remove_suffix(4);
    std::string_view language;
    if (name.size() > 3 && name[name.size() - 3] == '_') {
        language = name.substr(name.size() - 2);
        name.remove_suffix(3);
    }
    for (const auto& [word, kind] : kinds) {
        if (!name.ends_with(word)) continue;
        const std::string_view before = name.substr(0, name.size() - word.size());
        if (!before.empty() && !before.ends_with('_')) continue;
        // Later versions add to the relations the language of the labels that they repeat.
        if (kind == EscoKind::links || kind == EscoKind::broader_skills) return EscoFile{kind, {}};
        if (!language.empty()) return EscoFile{kind, std::string(language)};
    }
    return std::nullopt;
}

std::vector<std::string> labels_in(std::string_view cell) {
    std::vector<std::string> labels;
    for (const std::string_view line : split(cell, '\n')) {
        std::string tidy = tidy_line(line);
        if (!tidy.empty()) labels.push_back(std::move(tidy));
    }
    return labels;
}

}  // namespace passerelle
