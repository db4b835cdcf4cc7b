#include "packs/numbers.hpp"

namespace passerelle {
namespace {

constexpr bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

}  // namespace

std::optional<std::int32_t> parse_degrees_e5(std::string_view text, int limit_degrees) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    std::size_t at = 0;
    std::int64_t value = 0;
    while (at < text.size() && is_digit(text[at]) && value <= 1000) value = value * 10 + (text[at++] - '0');
    if (at == 0 || value > 1000) return std::nullopt;
    value *= 100'000;
    if (at < text.size()) {
        if (text[at++] != '.' || at == text.size()) return std::nullopt;
        std::int64_t unit = 10'000;
        for (int decimals = 0; at < text.size(); ++at, ++decimals, unit /= 10) {
            if (!is_digit(text[at])) return std::nullopt;
            value += (text[at] - '0') * unit;
            if (decimals == 5 && text[at] >= '5') ++value;
        }
    }
    if (value > std::int64_t{limit_degrees} * 100'000) return std::nullopt;
    return static_cast<std::int32_t>(negative ? -value : value);
}

std::optional<std::uint64_t> parse_count(std::string_view text, std::uint64_t most) {
    if (text.empty() || text.size() > 19) return std::nullopt;
    std::uint64_t value = 0;
    for (const char letter : text) {
        if (!is_digit(letter)) return std::nullopt;
        value = value * 10 + static_cast<std::uint64_t>(letter - '0');
    }
    if (value > most) return std::nullopt;
    return value;
}

std::optional<std::int64_t> parse_hundredths(std::string_view text, std::size_t& at) {
    if (at >= text.size() || !is_digit(text[at])) return std::nullopt;
    std::int64_t whole = 0;
    for (; at < text.size(); ++at) {
        // A space parts thousands only when three digits follow: "1 900" but not "11 mois".
        if (text[at] == ' ' && at + 3 < text.size() && is_digit(text[at + 1]) && is_digit(text[at + 2]) &&
            is_digit(text[at + 3])) {
            continue;
        }
        if (!is_digit(text[at])) break;
        if (whole > 100'000'000) return std::nullopt;
        whole = whole * 10 + (text[at] - '0');
    }
    std::int64_t cents = 0;
    if (at + 1 < text.size() && (text[at] == '.' || text[at] == ',') && is_digit(text[at + 1])) {
        ++at;
        for (std::int64_t unit = 10; at < text.size() && is_digit(text[at]); ++at, unit /= 10) {
            cents += (text[at] - '0') * unit;
        }
    }
    return whole * 100 + cents;
}

}  // namespace passerelle
