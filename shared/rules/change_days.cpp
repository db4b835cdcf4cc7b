#include "rules/change_days.hpp"

#include <optional>
#include <string_view>

namespace passerelle {
namespace {

bool is_time_comparison(std::string_view name) {
    return name == "after" || name == "before" || name == "not-after" || name == "not-before";
}

std::string day_variable(const Json& rule) {
    const std::string path = string_or(rule, "var");
    return path == "day" || path == "eve" ? path : std::string();
}

// Everything ("", where `day` stands too), a part of the day, or what lies outside of a reduction.
bool evades(const Json& rule) {
    const Json* path = member(rule, "var");
    if (path == nullptr) return false;
    if (!path->is_string() || path->get_ref<const std::string&>().empty()) return true;
    const std::string& text = path->get_ref<const std::string&>();
    const std::string first = text.substr(0, text.find('.'));
    return first == "data" || (text != first && (first == "day" || first == "eve"));
}

bool mentions_day(const Json& rule) {
    if (!rule.is_structured()) return false;
    if (!day_variable(rule).empty() || evades(rule)) return true;
    for (const Json& part : rule) {
        if (mentions_day(part)) return true;
    }
    return false;
}

std::optional<DayMeeting> moving(const Json& operand) {
    const Json& list = array_member(operand, "plusTime");
    if (list.size() != 3 || day_variable(list[0]).empty() || !list[1].is_number_integer()) return {};
    const auto unit = parse_time_unit(as_string(list[2]));
    if (!unit) return {};
    return DayMeeting{day_variable(list[0]) == "eve" ? 1 : 0, list[1].get<std::int64_t>(), *unit, {}};
}

void add_crossings(const DayMeeting& side, std::int64_t still_ms, MonthRounding rounding,
                   std::vector<CivilDate>& days) {
    const auto add = [&](std::int64_t day) {
        if (day >= CivilDate::first_day && day <= CivilDate::last_day)
            days.push_back(CivilDate::from_days(static_cast<std::int32_t>(day)));
    };
    if (side.unit == TimeUnit::day || side.unit == TimeUnit::hour) {
        const std::int64_t shift = side.amount * (side.unit == TimeUnit::day ? ms_per_day : ms_per_hour);
        const std::int64_t crossing = day_of(still_ms - shift) + side.before_days;
        add(crossing);
        add(crossing + 1);
        return;
    }
    // Months have no inverse, and with the overflow rounding not even an order: but a month's length differs from
    // another's by three days at most, so every crossing lies within a week of the day counted back.
    const auto back = add_time(still_ms, -side.amount, side.unit, rounding);
    if (!back) return;
    const std::int64_t around = day_of(*back) + side.before_days;
    for (std::int64_t day = around - 7; day <= around + 7; ++day) add(day);
}

}  // namespace

bool day_is_tractable(const Json& rule) {
    if (!mentions_day(rule)) return true;
    if (rule.is_array()) {
        for (const Json& part : rule) {
            if (!day_is_tractable(part)) return false;
        }
        return true;
    }
    if (!rule.is_object() || rule.size() != 1) return false;
    const std::string& name = rule.begin().key();
    const Json& list = *rule.begin();
    if (name == "reduce" || name == "var") return false;  // also what evades()
    if (!is_time_comparison(name)) return name == "and" || name == "if" || name == "!" ? day_is_tractable(list) : false;
    bool previous_moves = false;
    for (const Json& operand : list) {
        const bool moves = mentions_day(operand);
        if (moves && (!moving(operand) || previous_moves)) return false;
        previous_moves = moves;
    }
    return true;
}

std::vector<DayMeeting> day_meetings(const Json& rule, MonthRounding rounding) {
    std::vector<DayMeeting> meetings;
    if (!mentions_day(rule)) return meetings;
    if (rule.is_array() || !is_time_comparison(rule.begin().key())) {
        for (const Json& part : rule) {
            for (DayMeeting& meeting : day_meetings(part, rounding)) meetings.push_back(std::move(meeting));
        }
        return meetings;
    }
    const Json& list = *rule.begin();
    for (std::size_t i = 0; i + 1 < list.size(); ++i) {
        const auto left = moving(list[i]);
        auto meeting = left ? left : moving(list[i + 1]);
        if (!meeting) continue;
        auto still = Rule::ready(left ? list[i + 1] : list[i], Dialect::certlogic, rounding);
        if (!still) continue;
        meeting->still = std::move(*still);
        meetings.push_back(std::move(*meeting));
    }
    return meetings;
}

void add_change_days(const std::vector<DayMeeting>& meetings, const Json& data, MonthRounding rounding,
                     std::vector<CivilDate>& days) {
    for (const DayMeeting& meeting : meetings) {
        const auto still = meeting.still.evaluate(data);
        if (!still || !still->known) continue;
        const auto still_ms = parse_instant(as_string(still->value()));
        if (still_ms) add_crossings(meeting, *still_ms, rounding, days);
    }
}

}  // namespace passerelle
