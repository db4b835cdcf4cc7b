#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/text.hpp"

using namespace passerelle;

namespace {

CivilDate date(std::string_view text) {
    const auto parsed = CivilDate::parse(text);
    REQUIRE(parsed);
    return *parsed;
}

struct Row {
    std::vector<std::string> cells;
};

// Rows behind the heading of one of the published files, or a skip that says why.
std::vector<Row> published(const std::string& name) {
    const std::string path = std::string(PASSERELLE_DATA_DIR) + "/suites/dates/" + name;
    std::ifstream file(path);
    if (!file) SKIP("not here: " + path);
    std::vector<Row> rows;
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        Row row;
        for (const std::string_view cell : split(line, ';')) row.cells.emplace_back(trim(cell));
        if (row.cells.size() >= 3) rows.push_back(row);
    }
    REQUIRE_FALSE(rows.empty());
    return rows;
}

struct Period {
    int years = 0;
    int months = 0;
    int days = 0;
};

// "[1 years, 2 months, -3 days]"
Period period(std::string_view text) {
    std::vector<int> numbers;
    for (std::size_t at = 0; at < text.size();) {
        const bool negative = text[at] == '-';
        std::size_t end = at + (negative ? 1 : 0);
        int value = 0;
        const std::size_t first = end;
        while (end < text.size() && text[end] >= '0' && text[end] <= '9') value = value * 10 + (text[end++] - '0');
        if (end > first) numbers.push_back(negative ? -value : value);
        at = std::max(end, at + 1);
    }
    REQUIRE(numbers.size() == 3);
    return {numbers[0], numbers[1], numbers[2]};
}

CivilDate plus(CivilDate from, const Period& by, MonthRounding rounding) {
    return from.plus_months(by.years * 12 + by.months, rounding).plus_days(by.days);
}

auto any_date() {
    return rc::gen::map(rc::gen::inRange<std::int32_t>(-719162, 2932897),
                        [](std::int32_t days) { return CivilDate::from_days(days); });
}

}  // namespace

TEST_CASE("only days that exist are dates") {
    CHECK(CivilDate::parse("2024-02-29"));
    CHECK_FALSE(CivilDate::parse("2023-02-29"));
    CHECK_FALSE(CivilDate::parse("1900-02-29"));
    CHECK(CivilDate::parse("2000-02-29"));
    CHECK_FALSE(CivilDate::parse("2026-00-10"));
    CHECK_FALSE(CivilDate::parse("2026-13-10"));
    CHECK_FALSE(CivilDate::parse("2026-04-31"));
    CHECK_FALSE(CivilDate::parse("0000-01-01"));
    CHECK_FALSE(CivilDate::parse("2026-1-1"));
    CHECK_FALSE(CivilDate::parse("2026-03-27 "));
    CHECK_FALSE(CivilDate::parse("2026/03/27"));
    CHECK_FALSE(CivilDate::parse("-026-03-27"));
    CHECK_FALSE(CivilDate::parse("+026-03-27"));
    CHECK_FALSE(CivilDate::parse(""));
}

TEST_CASE("dates are counted from 1970") {
    CHECK(date("1970-01-01").days() == 0);
    CHECK(date("2000-03-01").days() == 11017);
    CHECK(date("0001-01-01").days() == -719162);
    CHECK(date("9999-12-31").days() == 2932896);
    CHECK(date("2026-03-27").year() == 2026);
    CHECK(date("2026-03-27").month() == 3);
    CHECK(date("2026-03-27").day() == 27);
}

TEST_CASE("days beyond the calendar stop at its ends") {
    CHECK(date("9999-12-31").plus_days(1).iso() == "9999-12-31");
    CHECK(date("0001-01-01").plus_days(-2147483647).iso() == "0001-01-01");
    CHECK(date("9999-06-01").plus_months(12, MonthRounding::down).iso() == "9999-12-31");
    CHECK(date("0001-06-01").plus_months(-2147483647, MonthRounding::down).iso() == "0001-01-01");
}

TEST_CASE("a day that the month does not have is rounded as asked") {
    CHECK(date("2026-01-31").plus_months(1, MonthRounding::down).iso() == "2026-02-28");
    CHECK(date("2026-01-31").plus_months(1, MonthRounding::up).iso() == "2026-03-01");
    CHECK(date("2026-01-31").plus_months(1, MonthRounding::overflow).iso() == "2026-03-03");
    CHECK(date("2026-01-29").plus_months(1, MonthRounding::overflow).iso() == "2026-03-01");
    CHECK(date("2026-12-31").plus_months(2, MonthRounding::up).iso() == "2027-03-01");
    CHECK(date("2026-03-31").plus_months(-1, MonthRounding::down).iso() == "2026-02-28");
}

TEST_CASE("whole months and years between two dates") {
    CHECK(months_between(date("2025-01-31"), date("2025-02-28")) == 1);
    CHECK(months_between(date("2025-01-31"), date("2025-02-27")) == 0);
    CHECK(months_between(date("2025-01-15"), date("2026-01-14")) == 11);
    CHECK(months_between(date("2026-01-14"), date("2025-01-15")) == -11);
    CHECK(years_between(date("2001-03-27"), date("2026-03-26")) == 24);
    CHECK(years_between(date("2001-03-27"), date("2026-03-27")) == 25);
    CHECK(years_between(date("2004-02-29"), date("2025-02-28")) == 21);
}

TEST_CASE("every date survives its text and its parts") {
    CHECK(rc::check([] {
        const CivilDate one = *any_date();
        RC_ASSERT(CivilDate::parse(one.iso()) == one);
        RC_ASSERT(CivilDate::from_ymd(one.year(), one.month(), one.day()) == one);
        if (one.days() < 2932896) RC_ASSERT(one.plus_days(1) > one);
    }));
}

TEST_CASE("months_between is the largest count that does not pass the end") {
    CHECK(rc::check([] {
        const CivilDate from = CivilDate::from_days(*rc::gen::inRange(0, 40000));
        const CivilDate to = from.plus_days(*rc::gen::inRange(0, 20000));
        const int months = months_between(from, to);
        RC_ASSERT(from.plus_months(months, MonthRounding::down) <= to);
        RC_ASSERT(from.plus_months(months + 1, MonthRounding::down) > to);
    }));
}

TEST_CASE("the three roundings agree when the day exists and are in order when not") {
    CHECK(rc::check([] {
        const CivilDate from = CivilDate::from_days(*rc::gen::inRange(-100000, 100000));
        const int count = *rc::gen::inRange(-500, 500);
        const CivilDate down = from.plus_months(count, MonthRounding::down);
        const CivilDate up = from.plus_months(count, MonthRounding::up);
        const CivilDate overflow = from.plus_months(count, MonthRounding::overflow);
        if (down.day() == from.day()) {
            RC_ASSERT(down == up);
            RC_ASSERT(down == overflow);
        } else {
            RC_ASSERT(up == down.plus_days(1));
            RC_ASSERT(overflow >= up);
        }
    }));
}

TEST_CASE("published exact computations", "[data]") {
    for (const Row& row : published("exact_computations.csv")) {
        INFO(row.cells[0] << " + " << row.cells[1]);
        const Period by = period(row.cells[1]);
        for (const MonthRounding rounding : {MonthRounding::down, MonthRounding::up, MonthRounding::overflow})
            CHECK(plus(date(row.cells[0]), by, rounding) == date(row.cells[2]));
    }
}

TEST_CASE("published computations where the day does not exist", "[data]") {
    for (const Row& row : published("ambiguous_computations.csv")) {
        REQUIRE(row.cells.size() >= 4);
        INFO(row.cells[0] << " + " << row.cells[1]);
        const Period by = period(row.cells[1]);
        CHECK(plus(date(row.cells[0]), by, MonthRounding::up) == date(row.cells[2]));
        CHECK(plus(date(row.cells[0]), by, MonthRounding::down) == date(row.cells[3]));
    }
}

TEST_CASE("published first and last days of months", "[data]") {
    for (const Row& row : published("first_last_day_of_month.csv")) {
        const CivilDate day = date(row.cells[0]);
        CHECK(CivilDate::from_ymd(day.year(), day.month(), 1) == date(row.cells[1]));
        CHECK(days_in_month(day.year(), day.month()) == date(row.cells[2]).day());
    }
}
