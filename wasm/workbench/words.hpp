// The few words that are the workbench's own: its keys and the columns of its tables. Everything else it reads comes
// with the Page. Taken by CMake from the texts of every language (shared/content/texts), where translators find them.
#pragma once

#include <string>
#include <string_view>

namespace passerelle::workbench {

// The text `key` in this language, in French where it is not translated yet, empty when there is no such key.
[[nodiscard]] std::string say(std::string_view language, std::string_view key);

}  // namespace passerelle::workbench
