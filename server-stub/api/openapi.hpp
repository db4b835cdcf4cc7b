// The OpenAPI 3.1 description of the API: api/openapi.json, as text.
#pragma once

#include <string_view>

namespace passerelle {

[[nodiscard]] std::string_view openapi_document();

}  // namespace passerelle
