#include "base/date.hpp"

#include <algorithm>

namespace passerelle {
namespace {

struct Ymd {
    int year;
    int month;
    int day;
};

bool is_leap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

// Days from civil and back: Howard Hinnant's public-domain algorithms, counted from 1 March so that the leap day
// comes last ("chrono-Compatible Low-Level Date Algorithms").
std::int32_t days_from(Ymd date) {
    const int year = date.year - (date.month <= 2 ? 1 : 0);
    const int era = (year >= 0 ? year : year - 399) / 400;
    const int year_of_era = year - era * 400;
    const int day_of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
    const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

Ymd ymd_from(std::int32_t days) {
    const int shifted = days + 719468;
    const int era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    const int day_of_era = shifted - era * 146097;
    const int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const int shifted_month = (5 * day_of_year + 2) / 153;
    const int month = shifted_month + (shifted_month < 10 ? 3 : -9);
    return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day_of_year - (153 * shifted_month + 2) / 5 + 1};
}

}  // namespace

int days_in_month(int year, int month) {
    constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

std::optional<CivilDate> CivilDate::from_ymd(int year, int month, int day) {
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month)) return {};
    return CivilDate(days_from({year, month, day}));
}

std::optional<CivilDate> CivilDate::parse(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
    const auto number = [&](std::size_t from, std::size_t count) {
        int value = 0;
        for (std::size_t i = from; i < from + count; ++i) {
            if (text[i] < '0' || text[i] > '9') return -1;
            value = value * 10 + (text[i] - '0');
        }
        return value;
    };
    return from_ymd(number(0, 4), number(5, 2), number(8, 2));
}

CivilDate CivilDate::from_days(std::int32_t days) {
    return CivilDate(std::clamp(days, first_day, last_day));
}

int CivilDate::year() const {
    return ymd_from(days_).year;
}
int CivilDate::month() const {
    return ymd_from(days_).month;
}
int CivilDate::day() const {
    return ymd_from(days_).day;
}

std::string CivilDate::iso() const {
    const Ymd date = ymd_from(days_);
    std::string text = "0000-00-00";
    const auto put = [&](std::size_t at, std::size_t count, int value) {
        for (std::size_t i = count; i-- > 0; value /= 10) text[at + i] = static_cast<char>('0' + value % 10);
    };
    put(0, 4, date.year);
    put(5, 2, date.month);
    put(8, 2, date.day);
    return text;
}

CivilDate CivilDate::plus_days(std::int32_t count) const {
    const std::int64_t sum = std::int64_t{days_} + count;
    return CivilDate(static_cast<std::int32_t>(std::clamp<std::int64_t>(sum, first_day, last_day)));
}

CivilDate CivilDate::plus_months(int count, MonthRounding rounding) const {
    const Ymd date = ymd_from(days_);
    const std::int64_t months = std::int64_t{date.year} * 12 + (date.month - 1) + count;
    if (months < 12) return CivilDate(first_day);
    if (months >= std::int64_t{10000} * 12) return CivilDate(last_day);
    const int year = static_cast<int>(months / 12);
    const int month = static_cast<int>(months % 12) + 1;
    const int length = days_in_month(year, month);
    if (date.day <= length) return CivilDate(days_from({year, month, date.day}));
    const std::int32_t end_of_month = days_from({year, month, length});
    switch (rounding) {
        case MonthRounding::down:
            return CivilDate(end_of_month);
        case MonthRounding::up:
            return from_days(end_of_month + 1);
        case MonthRounding::overflow:
            return from_days(end_of_month + (date.day - length));
    }
    return CivilDate(end_of_month);
}

int months_between(CivilDate from, CivilDate to) {
    if (to < from) return -months_between(to, from);
    const Ymd start = ymd_from(from.days());
    const Ymd end = ymd_from(to.days());
    const int months = (end.year - start.year) * 12 + end.month - start.month;
    return from.plus_months(months, MonthRounding::down) <= to ? months : months - 1;
}

int years_between(CivilDate from, CivilDate to) {
    return months_between(from, to) / 12;
}

}  // namespace passerelle
