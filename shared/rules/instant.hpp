// Date-times as CertLogic knows them: milliseconds since 1970-01-01T00:00Z, built from text by plusTime and
// dccDateOfBirth only. Civil dates are the instants at midnight UTC, so that a rule over days never meets a time zone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"

namespace passerelle {

constexpr std::int64_t ms_per_hour = 3'600'000;
constexpr std::int64_t ms_per_day = 24 * ms_per_hour;

// The civil day that an instant falls on, since 1970-01-01; not bounded to the calendar.
[[nodiscard]] std::int64_t day_of(std::int64_t instant_ms);

enum class TimeUnit : std::uint8_t { year, month, day, hour };

[[nodiscard]] std::optional<TimeUnit> parse_time_unit(std::string_view text);

// The formats of the specification, section "plusTime": YYYY[-MM[-DD]] and YYYY-MM-DDThh:mm:ss[.S][Z|offset].
// A partial date is its last day; a missing offset is Z; decimals after the third are dropped.
[[nodiscard]] std::optional<std::int64_t> parse_instant(std::string_view text);

// YYYY[-MM[-DD]] only.
[[nodiscard]] std::optional<std::int64_t> parse_date_of_birth(std::string_view text);

// Empty when the result is outside the years 1 to 9999.
[[nodiscard]] std::optional<std::int64_t> add_time(std::int64_t instant_ms, std::int64_t amount, TimeUnit unit,
                                                   MonthRounding rounding);

[[nodiscard]] std::string instant_text(std::int64_t instant_ms);  // "2026-03-27T00:00:00.000Z"

}  // namespace passerelle
