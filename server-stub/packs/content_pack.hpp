// The content pack of one language: questions, measures and texts as one JSON document (shared/content/content.hpp).
#pragma once

#include <string>

#include "base/result.hpp"

namespace passerelle {

// content_dir holds questions.json and measures/*.json; mo_dir holds <language>/*.mo, compiled from
// texts/<language>/*.po (shared/content/texts.cmake). Every .mo file of the language counts, and a key may stand in
// only one of them. What a language has not translated is read in French, which must therefore be complete. The pack is
// loaded once before it is returned, so what is written can be read; the same input gives the same bytes. Errors:
// file-unreadable, json-syntax, mo-damaged, mo-unsupported, content-duplicate, and those of Content::load.
[[nodiscard]] Result<std::string> build_content_pack(const std::string& content_dir, const std::string& language,
                                                     const std::string& mo_dir);

// The command: passerelle content --language fr --mo DIR --content DIR --out FILE (content_command, commands.hpp).

}  // namespace passerelle
