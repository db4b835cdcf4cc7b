// The questions that this program was built with, for commands that read profiles without a content pack at hand.
#pragma once

#include <string_view>

namespace passerelle {

[[nodiscard]] std::string_view own_questions();  // the text of shared/content/questions.json

}  // namespace passerelle
