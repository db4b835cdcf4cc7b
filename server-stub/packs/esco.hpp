// Reads the European Commission's ESCO classification in its official CSV layout (esco.ec.europa.eu, "Download"):
// occupations_xx.csv, skills_xx.csv, ISCOGroups_xx.csv, skillGroups_xx.csv, occupationSkillRelations.csv and
// broaderRelationsSkillPillar.csv, of any mixture of versions and with anything before those names
// ("v1.1.x_occupations_nl.csv"). Concepts are joined by URI.
//
// Which concepts there are, and the ISCO-08 group of an occupation, is what the English list says when there is one
// (it is complete in every version, other languages lag behind), otherwise what the wanted language says; and what a
// wanted language adds in a later version than the newest of that list. Other concepts that the list lacks are left
// out. Both are counted for each language. A concept without a label in the first of the wanted languages has that of
// the next one, at last the English one; how many is counted. Its names in the other wanted languages become further
// names to find it by.
//
// A skill is in the group that stands above it, or above the skills above it; of several in the first by URI.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "packs/files.hpp"
#include "packs/report.hpp"
#include "taxonomy/taxonomy.hpp"

namespace passerelle {

struct EscoData {
    std::vector<OccupationSource> occupations;
    std::vector<SkillSource> skills;
    std::vector<LinkSource> links;
};

// Is this one of the files above, in one of `languages` ("fr" or "fr,nl,de") or English? Without directories.
[[nodiscard]] bool is_esco_file(std::string_view name, std::string_view languages);

// Refused: a file that is not CSV, lacks a column, has a record of another width or not in UTF-8 or ends within one
// (a classification with holes would look like a whole one), and a set without occupations in the first language or
// without skills in it or English. A sound record that makes no sense is left out, counted and named.
[[nodiscard]] Result<EscoData> read_esco(const std::vector<InputFile>& files, std::string_view languages,
                                         ImportReport& report);

}  // namespace passerelle
