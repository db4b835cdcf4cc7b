// The days on which a rule can change by the passing of time alone: what makes "not yet, from" exact without sampling.
// A rule meets the day only in date comparisons, and there only as {"plusTime":[{"var":"day"},n,unit]} (or "eve", the
// day before) against something that stands still; day_is_tractable() says whether a rule keeps to that.
#pragma once

#include <vector>

#include "base/date.hpp"
#include "base/json.hpp"
#include "rules/expression.hpp"
#include "rules/instant.hpp"

namespace passerelle {

// One place where a rule meets the day: day - before_days + amount units, against something that stands still.
struct DayMeeting {
    std::int32_t before_days = 0;  // 1: the rule reads "eve"
    std::int64_t amount = 0;
    TimeUnit unit = TimeUnit::day;
    Rule still;
};

// Checked when a measure is loaded.
[[nodiscard]] bool day_is_tractable(const Json& rule);

// REQUIRES: day_is_tractable(rule), and a rule without issues.
[[nodiscard]] std::vector<DayMeeting> day_meetings(const Json& rule, MonthRounding rounding);

// Every day D on which the outcome of a rule with these meetings can differ from that of D-1, given the facts in
// `data`; may hold days on which nothing changes, never misses one. Comparisons with a fact that is not known add none:
// they stay unknown.
void add_change_days(const std::vector<DayMeeting>& meetings, const Json& data, MonthRounding rounding,
                     std::vector<CivilDate>& days);

}  // namespace passerelle
