// Files for the importers and pack commands: whole files in, whole files out.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace passerelle {

// Error "file-unreadable" names the path. "-" is standard input.
[[nodiscard]] Result<std::string> read_whole_file(const std::string& path);

// Through a temporary file beside it, synced and renamed: afterwards the path holds all of the bytes or what it
// held before. Error "file-unwritable".
[[nodiscard]] std::optional<Error> write_whole_file(const std::string& path, std::string_view bytes);

struct InputFile {
    std::string name;  // for messages: "relations.zip!occupationSkillRelations.csv"
    std::string text;
};

// The wanted files of a path: a file itself, those inside a zip archive, or of a directory those in it and inside its
// zip archives; sorted by name. `wanted` gets the name without directories. Error "file-unreadable", also for an
// entry that is damaged, encrypted or unpacks to more than a gigabyte.
[[nodiscard]] Result<std::vector<InputFile>> read_input_files(const std::string& path,
                                                              const std::function<bool(std::string_view)>& wanted);

// The one wanted file of a zip archive or a directory; of any other path the file itself, whatever its name.
// Error "file-unreadable", also when there is none or a second one.
[[nodiscard]] Result<InputFile> read_input_file(const std::string& path,
                                                const std::function<bool(std::string_view)>& wanted);

}  // namespace passerelle
