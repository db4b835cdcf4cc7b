// The files of ESCO's official CSV layout by their names, and what their cells hold: for what imports the
// classification (esco.hpp) and what learns from its texts (esco_texts.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace passerelle {

enum class EscoKind : std::uint8_t { occupations, skills, isco_groups, skill_groups, links, broader_skills };

struct EscoFile {
    EscoKind kind;
    std::string language;  // "" for the relations (links, broader_skills)
};

// "v1.1.x_occupations_nl.csv", "archive.zip!skills_en.csv", "occupationSkillRelations.csv". Collections
// ("researchOccupationsCollection_en.csv") are excerpts of the main lists and are not read.
[[nodiscard]] std::optional<EscoFile> recognise_esco_file(std::string_view name);

// The labels of a cell, one a line of it.
[[nodiscard]] std::vector<std::string> labels_in(std::string_view cell);

}  // namespace passerelle
