// UTF-8 text: checking, folding for comparison, trimming. No locale.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace passerelle {

[[nodiscard]] bool is_utf8(std::string_view text);

// Replaces ill-formed bytes by U+FFFD, so that what follows may rely on UTF-8.
[[nodiscard]] std::string to_valid_utf8(std::string_view text);

// Next code point from position `at` (which is moved past it). `text` must be valid UTF-8 and at < size.
[[nodiscard]] char32_t next_code_point(std::string_view text, std::size_t& at);
void append_utf8(std::string& text, char32_t code_point);
[[nodiscard]] std::size_t count_code_points(std::string_view text);

// Lower case without accents or ligatures, for search and comparison only: "Maçon Œuvre" -> "macon oeuvre".
// Covers Latin-1 Supplement, Latin Extended-A and combining marks; other scripts pass unchanged.
[[nodiscard]] std::string fold(std::string_view text);

[[nodiscard]] std::string_view trim(std::string_view text);
// Runs of white space and control characters become one space, ends trimmed: what a person meant to type on one line.
[[nodiscard]] std::string tidy_line(std::string_view text);
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);
[[nodiscard]] std::string replace_all(std::string text, std::string_view what, std::string_view with);

}  // namespace passerelle
