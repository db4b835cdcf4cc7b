// The days on which a rule can change by the passing of time alone: what makes "not yet, from" exact without sampling.
// A rule meets the day only in date comparisons, and there only as {"plusTime":[{"var":"day"},n,unit]} (or "eve", the
// day before) against something that stands still; day_is_tractable() says whether a rule keeps to that.
#pragma once

#include <vector>

#include "base/date.hpp"
#include "base/json.hpp"

namespace passerelle {

// Checked when a measure is loaded.
[[nodiscard]] bool day_is_tractable(const Json& rule);

// Every day D on which the rule's outcome can differ from that of D-1, given the facts in `data`; may hold days on
// which nothing changes, never misses one. Comparisons with a fact that is not known add none: they stay unknown.
// REQUIRES: day_is_tractable(rule).
void add_change_days(const Json& rule, const Json& data, MonthRounding rounding, std::vector<CivilDate>& days);

}  // namespace passerelle
