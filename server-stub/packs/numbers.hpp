// Numbers as open data writes them. Integers only, so that an import gives the same bytes everywhere.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace passerelle {

// "50.4114" -> 5041140 (1e-5 degrees, rounded); nothing for anything else or beyond `limit_degrees` either way.
[[nodiscard]] std::optional<std::int32_t> parse_degrees_e5(std::string_view text, int limit_degrees);

// A count without sign: "5000". Nothing when not all digits or above `most`.
[[nodiscard]] std::optional<std::uint64_t> parse_count(std::string_view text, std::uint64_t most);

// Hundredths: "1 900,50", "1900.5" -> 190050. `at` is moved past the number; nothing when none begins there.
[[nodiscard]] std::optional<std::int64_t> parse_hundredths(std::string_view text, std::size_t& at);

}  // namespace passerelle
