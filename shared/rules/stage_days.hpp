// The days of the stage d'insertion that rules ask for: counted from registered_since on, every day but Sundays.
// CertLogic knows no days of the week, so they are facts of their own, worked out like the postcode.
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string_view>

#include "base/date.hpp"

namespace passerelle {

struct StageDay {
    std::string_view variable;
    std::int32_t number = 0;
};
constexpr StageDay stage_days[] = {{"stage_day_156", 156}, {"stage_day_310", 310}};

inline bool is_stage_day(std::string_view variable) {
    return std::any_of(std::begin(stage_days), std::end(stage_days),
                       [&](const StageDay& day) { return day.variable == variable; });
}

// REQUIRES: number is at least 1.
inline CivilDate day_of_stage(CivilDate first, std::int32_t number) {
    constexpr std::int32_t days_counted = 6;                                             // of a week
    const auto is_sunday = [](CivilDate day) { return (day.days() % 7 + 7) % 7 == 3; };  // 1970-01-04 was one
    CivilDate day = first.plus_days((number - 1) / days_counted * 7);
    for (std::int32_t left = (number - 1) % days_counted;; day = day.plus_days(1))
        if (!is_sunday(day) && left-- == 0) return day;
}

}  // namespace passerelle
