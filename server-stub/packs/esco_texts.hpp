// What ESCO says about occupations beyond their names, for training a finder (train_knowledge.hpp): names in other
// languages, skills, descriptions, and the names and descriptions of ISCO-08 groups. From the same files as
// esco.hpp, of every language and version at hand.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "packs/files.hpp"
#include "packs/train_knowledge.hpp"
#include "taxonomy/taxonomy.hpp"

namespace passerelle {

// Is this a list of concepts in any language, or of their relations? The name is without directories.
[[nodiscard]] bool is_esco_text_file(std::string_view name);

// Texts about the occupations of this pack and their groups, in a fixed order. Hidden labels are left out: they are
// job titles of other classifications. Refused: a file that CsvTable::open or CsvTable::next() refuses, and files
// without a name.
[[nodiscard]] Result<std::vector<TrainingText>> read_esco_texts(const std::vector<InputFile>& files,
                                                                const OccupationPack& occupations);

}  // namespace passerelle
