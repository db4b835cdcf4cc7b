// Civil dates of the proleptic Gregorian calendar, years 1 to 9999. No time zone, no clock.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace passerelle {

// What to do when adding months lands on a day that the month does not have (31 January + 1 month).
// Every rule pack names its own: CertLogic's plusTime overflows into the next month, Belgian social law
// mostly counts back to the month's last day.
enum class MonthRounding { down, up, overflow };

class CivilDate {
  public:
    static constexpr std::int32_t first_day = -719162;  // 0001-01-01, since 1970-01-01
    static constexpr std::int32_t last_day = 2932896;   // 9999-12-31
    CivilDate() = default;
    // Empty when the day does not exist.
    static std::optional<CivilDate> from_ymd(int year, int month, int day);
    // "2026-03-27" and nothing else.
    static std::optional<CivilDate> parse(std::string_view text);
    static CivilDate from_days(std::int32_t days_since_epoch);

    [[nodiscard]] std::int32_t days() const { return days_; }  // since 1970-01-01
    [[nodiscard]] int year() const;
    [[nodiscard]] int month() const;
    [[nodiscard]] int day() const;
    [[nodiscard]] std::string iso() const;  // "2026-03-27"

    [[nodiscard]] CivilDate plus_days(std::int32_t count) const;
    [[nodiscard]] CivilDate plus_months(int count, MonthRounding rounding) const;

    friend bool operator==(CivilDate, CivilDate) = default;
    friend auto operator<=>(CivilDate left, CivilDate right) { return left.days_ <=> right.days_; }

  private:
    explicit CivilDate(std::int32_t days) : days_(days) {}
    std::int32_t days_ = 0;
};

[[nodiscard]] int days_in_month(int year, int month);

// Whole months and whole years between two dates: the largest n with from + n months <= to (rounding down).
[[nodiscard]] int months_between(CivilDate from, CivilDate to);
[[nodiscard]] int years_between(CivilDate from, CivilDate to);

}  // namespace passerelle
