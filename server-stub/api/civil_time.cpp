#include "api/civil_time.hpp"

namespace passerelle {

namespace {

constexpr std::int64_t hour_ms = 3'600'000;
constexpr std::int64_t day_ms = 24 * hour_ms;

CivilDate day_of(std::int64_t ms) {
    const std::int64_t days = ms >= 0 ? ms / day_ms : (ms - day_ms + 1) / day_ms;
    return CivilDate::from_days(static_cast<std::int32_t>(days));
}

// 01:00 UTC of the last Sunday of a month with 31 days.
std::int64_t last_sunday_ms(int year, int month) {
    const std::int32_t last = CivilDate::from_ymd(year, month, 31)->days();
    const std::int32_t weekday = (last + 4) % 7;  // 1970-01-01 was a Thursday; 0 is Sunday
    return (last - weekday) * day_ms + hour_ms;
}

}  // namespace

CivilTime civil_time(std::int64_t now_ms) {
    const int year = day_of(now_ms).year();
    const bool summer = now_ms >= last_sunday_ms(year, 3) && now_ms < last_sunday_ms(year, 10);
    const int hours = summer ? 2 : 1;
    return CivilTime{day_of(now_ms + hours * hour_ms), hours * 60};
}

}  // namespace passerelle
