#include "rules/instant.hpp"

namespace passerelle {
namespace {

bool in_range(std::int64_t instant_ms) {
    const std::int64_t day = day_of(instant_ms);
    return day >= CivilDate::first_day && day <= CivilDate::last_day;
}

// Reads text from the left; every reader answers false without harm when the text is not what it expects.
class Reader {
  public:
    explicit Reader(std::string_view text) : rest_(text) {}
    [[nodiscard]] bool at_end() const { return rest_.empty(); }
    bool take(char c) {
        if (rest_.empty() || rest_.front() != c) return false;
        rest_.remove_prefix(1);
        return true;
    }
    bool number(std::size_t digits, int& value) {
        if (rest_.size() < digits) return false;
        value = 0;
        for (std::size_t i = 0; i < digits; ++i) {
            if (rest_[i] < '0' || rest_[i] > '9') return false;
            value = value * 10 + (rest_[i] - '0');
        }
        rest_.remove_prefix(digits);
        return true;
    }
    [[nodiscard]] std::size_t digits_ahead() const {
        std::size_t count = 0;
        while (count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9') ++count;
        return count;
    }

  private:
    std::string_view rest_;
};

std::optional<std::int64_t> midnight(int year, int month, int day) {
    const auto date = CivilDate::from_ymd(year, month, day);
    if (!date) return {};
    return std::int64_t{date->days()} * ms_per_day;
}

// Reads YYYY[-MM[-DD]]; `full` says whether the day was there.
std::optional<std::int64_t> read_date(Reader& reader, bool& full) {
    int year = 0;
    int month = 0;
    int day = 0;
    full = false;
    if (!reader.number(4, year)) return {};
    if (!reader.take('-')) return midnight(year, 12, 31);
    if (!reader.number(2, month) || month < 1 || month > 12) return {};
    if (!reader.take('-')) return year < 1 ? std::nullopt : midnight(year, month, days_in_month(year, month));
    if (!reader.number(2, day)) return {};
    full = true;
    return midnight(year, month, day);
}

// Z, [+-]h, [+-]hh, [+-]hmm, [+-]hhmm, [+-]h:mm, [+-]hh:mm, or nothing.
bool read_offset(Reader& reader, std::int64_t& offset_ms) {
    offset_ms = 0;
    if (reader.at_end()) return true;
    if (reader.take('Z')) return reader.at_end();
    const bool negative = reader.take('-');
    if (!negative && !reader.take('+')) return false;
    const std::size_t digits = reader.digits_ahead();
    int hours = 0;
    int minutes = 0;
    if (digits < 1 || digits > 4 || !reader.number(digits >= 3 ? digits - 2 : digits, hours)) return false;
    if (digits >= 3 ? !reader.number(2, minutes) : (reader.take(':') && !reader.number(2, minutes))) return false;
    if (!reader.at_end() || hours > 23 || minutes > 59) return false;
    offset_ms = (hours * 60 + minutes) * std::int64_t{60'000} * (negative ? -1 : 1);
    return true;
}

}  // namespace

std::int64_t day_of(std::int64_t instant_ms) {
    return instant_ms / ms_per_day - (instant_ms % ms_per_day < 0 ? 1 : 0);
}

std::optional<TimeUnit> parse_time_unit(std::string_view text) {
    if (text == "year") return TimeUnit::year;
    if (text == "month") return TimeUnit::month;
    if (text == "day") return TimeUnit::day;
    if (text == "hour") return TimeUnit::hour;
    return {};
}

std::optional<std::int64_t> parse_date_of_birth(std::string_view text) {
    Reader reader(text);
    bool full = false;
    const auto day = read_date(reader, full);
    if (!day || !reader.at_end()) return {};
    return day;
}

std::optional<std::int64_t> parse_instant(std::string_view text) {
    Reader reader(text);
    bool full = false;
    const auto day = read_date(reader, full);
    if (!day || reader.at_end()) return day;
    int hours = 0;
    int minutes = 0;
    int seconds = 0;
    if (!full || !reader.take('T') || !reader.number(2, hours) || !reader.take(':') || !reader.number(2, minutes) ||
        !reader.take(':') || !reader.number(2, seconds) || hours > 23 || minutes > 59 || seconds > 59) {
        return {};
    }
    int milliseconds = 0;
    if (reader.take('.')) {
        const std::size_t decimals = reader.digits_ahead();
        if (decimals == 0) return {};
        int digit = 0;
        int weight = 100;
        for (std::size_t i = 0; i < decimals && reader.number(1, digit); ++i, weight /= 10)
            milliseconds += digit * weight;
    }
    std::int64_t offset_ms = 0;
    if (!read_offset(reader, offset_ms)) return {};
    const std::int64_t instant_ms =
        *day + ((hours * 60 + minutes) * 60 + seconds) * std::int64_t{1000} + milliseconds - offset_ms;
    if (!in_range(instant_ms)) return {};
    return instant_ms;
}

std::optional<std::int64_t> add_time(std::int64_t instant_ms, std::int64_t amount, TimeUnit unit,
                                     MonthRounding rounding) {
    constexpr std::int64_t most = 100'000'000;  // hours in ten thousand years; keeps every product inside 64 bits
    if (amount < -most || amount > most || !in_range(instant_ms)) return {};
    std::int64_t result = instant_ms;
    if (unit == TimeUnit::hour || unit == TimeUnit::day) {
        result += amount * (unit == TimeUnit::hour ? ms_per_hour : ms_per_day);
    } else {
        const std::int64_t day = day_of(instant_ms);
        const auto date = CivilDate::from_days(static_cast<std::int32_t>(day));
        const std::int64_t months = unit == TimeUnit::year ? amount * 12 : amount;
        const std::int64_t target = std::int64_t{date.year()} * 12 + date.month() - 1 + months;
        // CivilDate stays at the ends of the calendar; a rule that leaves it is wrong and must hear so.
        if (target < 12 || target >= std::int64_t{10000} * 12) return {};
        result = std::int64_t{date.plus_months(static_cast<int>(months), rounding).days()} * ms_per_day +
                 (instant_ms - day * ms_per_day);
    }
    if (!in_range(result)) return {};
    return result;
}

std::string instant_text(std::int64_t instant_ms) {
    const std::int64_t day = day_of(instant_ms);
    const auto ms = static_cast<std::int32_t>(instant_ms - day * ms_per_day);
    std::string text = CivilDate::from_days(static_cast<std::int32_t>(day)).iso() + "T00:00:00.000Z";
    const auto put = [&](std::size_t at, std::size_t count, int value) {
        for (std::size_t i = count; i-- > 0; value /= 10) text[at + i] = static_cast<char>('0' + value % 10);
    };
    put(11, 2, ms / 3'600'000);
    put(14, 2, ms / 60'000 % 60);
    put(17, 2, ms / 1000 % 60);
    put(20, 3, ms % 1000);
    return text;
}

}  // namespace passerelle
