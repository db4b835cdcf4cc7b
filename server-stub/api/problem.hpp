// Errors of the API: application/problem+json (RFC 9457), with our code and the field concerned.
#pragma once

#include "api/http_message.hpp"
#include "base/result.hpp"

namespace passerelle {

// `code` is stable and names the problem; `field` is a path in the request ("changes/3/path") and may be empty;
// `detail` is for developers.
[[nodiscard]] ApiResponse problem(int status, std::string_view code, std::string_view field = {},
                                  std::string_view detail = {});
[[nodiscard]] ApiResponse problem(int status, const Error& error);

// 404, 405 with Allow ("GET, HEAD").
[[nodiscard]] ApiResponse not_found();
[[nodiscard]] ApiResponse method_not_allowed(std::string_view allow);

}  // namespace passerelle
