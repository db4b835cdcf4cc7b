// Forms without scripts: application/x-www-form-urlencoded, as the HTML renderer writes them (html/render.hpp).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.hpp"

namespace passerelle {

// "%C3%A9+a" -> "é a"; bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string decode_form_text(std::string_view text);
// In the order of the form.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> parse_form(std::string_view body);

struct Press {
    std::string action;    // "pick:commune"
    std::string argument;  // "6000", after the first "="
    Json fields = Json::object();
};
// A name ending in "[]" is a list of the values that are not empty; a name that comes twice is a list too, unless the
// first value is empty (the hidden "" before a checkbox), then the last one counts.
[[nodiscard]] Press read_press(std::string_view body);

}  // namespace passerelle
