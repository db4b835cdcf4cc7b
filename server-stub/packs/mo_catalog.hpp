// Texts compiled by GNU gettext: the .mo files that msgfmt writes.
// Translators work in PO, and msgfmt reads and checks PO better than a parser of ours would (escapes, charsets,
// duplicates, fuzzy entries, the header); but GNU's library is GPL and looks texts up by the process's locale, so the
// compiled file, whose format is one table, is read here.
// Format: https://www.gnu.org/software/gettext/manual/html_node/MO-Files.html, revision 0.x, either byte order.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace passerelle {

using MoEntry = std::pair<std::string, std::string>;  // msgid, msgstr

// Every entry but the header, in the file's order; nothing is trusted, every offset is checked.
// Errors, with field = place: "mo-damaged" (not a .mo file, cut, out of bounds, not UTF-8), "mo-unsupported" (another
// revision, a plural form or a context: our keys end in .one and .other instead).
[[nodiscard]] Result<std::vector<MoEntry>> read_mo(std::string_view bytes, const std::string& place);

}  // namespace passerelle
