// The real content of this source tree: questions.json, the measures, and the PO texts as msgfmt compiled them.
#pragma once

#include <string>

#include "content/content.hpp"

namespace passerelle::test {

// Built once a program; a content that does not load ends the program with the reason.
[[nodiscard]] const std::string& french_pack();
[[nodiscard]] const Content& french_content();

}  // namespace passerelle::test
