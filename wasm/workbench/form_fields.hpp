// What the fields of a page say, in the form in which the portal takes answers.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "view/page.hpp"

namespace passerelle::workbench {

[[nodiscard]] bool is_field(Role role);

// Every field below the block by its name, as the page script would send them with a button of the form.
[[nodiscard]] Json fields_below(const Block& block);
[[nodiscard]] Json checked_values(const Block& group);

// Day, month and year of a date field, as typed or from "2026-03-27"; each is a field of its own: "birth_date.day".
inline constexpr std::array<std::string_view, 3> date_names = {"day", "month", "year"};
[[nodiscard]] std::array<std::string, 3> date_parts(const std::string& value);

}  // namespace passerelle::workbench
