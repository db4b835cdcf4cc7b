// Content encodings: which one the browser takes, and making it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "api/http_message.hpp"

namespace passerelle {

enum class Encoding { identity, gzip, brotli };

[[nodiscard]] std::string_view encoding_name(Encoding encoding);  // "br"
// Is the encoding among those of Accept-Encoding, and not with q=0?
[[nodiscard]] bool accepts(const ApiRequest& request, Encoding encoding);

// Brotli quality 5: a 40 KB page in about a millisecond, within a few percent of the slow qualities.
// Empty when the library fails.
[[nodiscard]] std::optional<std::string> compress(std::string_view text, Encoding encoding);

// Compresses the body of text answers that are worth it and not compressed yet, as the request allows.
void encode(const ApiRequest& request, ApiResponse& response);

}  // namespace passerelle
