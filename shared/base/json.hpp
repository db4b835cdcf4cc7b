// JSON in and out, without exceptions. nlohmann/json aborts on a wrong type when built without
// exceptions, so nothing in the project calls get<> on a value it has not checked: use these.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace passerelle {

using Json = nlohmann::json;  // keys sorted by bytes, so that dump() is canonical for our ASCII keys

// Parses one JSON text (RFC 8259). Error "json-syntax" on anything else and on ill-formed UTF-8, "json-too-deep" on
// nesting deeper than max_depth.
[[nodiscard]] Result<Json> parse_json(std::string_view text, int max_depth = 64);

// Compact, sorted keys, UTF-8. Ill-formed UTF-8 in strings becomes U+FFFD rather than an abort.
[[nodiscard]] std::string dump_json(const Json& json);

// The member, or nullptr when `object` is no object or has no such key.
[[nodiscard]] const Json* member(const Json& object, std::string_view key);

// Typed members; empty when absent or of another type.
[[nodiscard]] std::optional<std::string> string_member(const Json& object, std::string_view key);
[[nodiscard]] std::optional<std::int64_t> integer_member(const Json& object, std::string_view key);
[[nodiscard]] std::optional<bool> bool_member(const Json& object, std::string_view key);
[[nodiscard]] std::string string_or(const Json& object, std::string_view key, std::string_view otherwise = {});
[[nodiscard]] std::int64_t integer_or(const Json& object, std::string_view key, std::int64_t otherwise);
// The array or object member; a static empty one when absent or of another type, so that loops need no test.
[[nodiscard]] const Json& array_member(const Json& object, std::string_view key);
[[nodiscard]] const Json& object_member(const Json& object, std::string_view key);

// A string value, empty text for any other type.
[[nodiscard]] std::string as_string(const Json& value);

}  // namespace passerelle
