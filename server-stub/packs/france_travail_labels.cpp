// The labels that France Travail composes for people to read, read back.
#include <cstddef>
#include <string>

#include "base/text.hpp"
#include "packs/france_travail.hpp"
#include "packs/numbers.hpp"

namespace passerelle {

std::optional<std::uint32_t> parse_pay(std::string_view label, std::optional<std::int64_t> weekly_minutes) {
    const std::string text = fold(label);
    std::size_t at = text.find_first_of("0123456789");
    if (at == std::string::npos) return std::nullopt;
    const std::optional<std::int64_t> cents = parse_hundredths(text, at);
    if (!cents) return std::nullopt;
    std::int64_t months = 12;  // in which a year's pay is paid out
    if (const std::size_t over = text.find(" sur "); over != std::string::npos) {
        std::size_t number = over + 5;
        const std::optional<std::int64_t> said = parse_hundredths(text, number);
        if (said && *said >= 1200 && *said <= 1600) months = *said / 100;
    }
    std::int64_t monthly_cents = 0;
    if (text.starts_with("horaire")) {
        if (!weekly_minutes) return std::nullopt;
        monthly_cents = *cents * *weekly_minutes * 52 / (12 * 60);
    } else if (text.starts_with("annuel")) {
        monthly_cents = *cents / months;
    } else if (text.starts_with("mensuel")) {
        monthly_cents = *cents > 1'500'000 ? *cents / months : *cents;
    }
    const std::int64_t euros = monthly_cents / 100;
    // Below is a slip of the pen or an hour's pay called a month's; above, no unit explains it.
    if (euros < 100 || euros > 50'000) return std::nullopt;
    return static_cast<std::uint32_t>(euros);
}

std::optional<std::int64_t> parse_weekly_minutes(std::string_view label) {
    const std::string text = fold(label);
    std::size_t at = text.find_first_of("0123456789");
    if (at == std::string::npos) return std::nullopt;
    std::int64_t hours = 0;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9' && hours < 1000)
        hours = hours * 10 + (text[at++] - '0');
    if (at == text.size() || text[at] != 'h' || hours == 0 || hours > 60) return std::nullopt;
    std::int64_t minutes = 0;
    ++at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9' && minutes < 100) {
        minutes = minutes * 10 + (text[at++] - '0');
    }
    return hours * 60 + (minutes < 60 ? minutes : 0);
}

}  // namespace passerelle
