// One list item in and out of JSON, where it stands alone: a removed one that can come back. It is written as a profile
// that holds it alone, so that its shape is known in one place.
#pragma once

#include <string_view>

#include "profile/profile.hpp"

namespace passerelle {

[[nodiscard]] Json item_to_json(std::string_view list, const Item& item);
// Errors: those of profile_from_json, "profile-shape" when that list does not hold exactly one item.
[[nodiscard]] Result<Item> item_from_json(const Json& json, std::string_view list);

}  // namespace passerelle
