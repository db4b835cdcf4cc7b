// What the parts of a content must be to each other, once each is right in itself. For Content::load.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "content/content.hpp"

namespace passerelle {

// Ids that stand once, sections and pages that exist, rules that read questions which are always asked and keep to the
// wall between purposes.
[[nodiscard]] std::optional<Error> check_consistency(const Content& content);

// A text for everything that content.hpp promises one for; both forms of every counted text in `texts`.
[[nodiscard]] std::optional<Error> check_texts(const Content& content,
                                               const std::map<std::string, std::string, std::less<>>& texts);

}  // namespace passerelle
