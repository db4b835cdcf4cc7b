// The questions that this program was built with, for commands that read profiles without a content pack at hand.
#pragma once

#include <string_view>

namespace passerelle {

[[nodiscard]] std::string_view own_questions();  // for Content::load: shared/content/questions.json, without texts

}  // namespace passerelle
