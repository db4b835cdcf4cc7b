#include "rules/case.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "rules/stage_days.hpp"

namespace passerelle {
namespace {

// The question that a variable of a rule comes from.
std::string question_of(const std::string& path) {
    const std::string name = path.substr(0, path.find('.'));
    if (is_stage_day(name)) return "registered_since";
    return name == "postcode" ? "commune" : name;
}

AidFacts lasting_facts(const Measure& measure, const AidFacts& facts) {
    Json values = facts.values();
    for (const Changeable& one : measure.can_change) values.erase(one.question);
    for (const Changeable& one : measure.may_change) values.erase(one.question);
    return AidFacts(std::move(values));
}

}  // namespace

Case::Case(const Measure& measure, const AidFacts& facts) : measure_(measure), data_(facts.values()) {
    if (!data_.is_object()) data_ = Json::object();
    // An answer that is none counts as not given: it is asked again, and nothing is read into it.
    if (measure.answers->any()) {
        for (auto fact = data_.begin(); fact != data_.end();) {
            const Question* question = measure.answers->find(fact.key());
            fact = question == nullptr || Answers::fits(*question, *fact) ? std::next(fact) : data_.erase(fact);
        }
    }
    answer("commune", object_member(data_, "commune"));
    if (const Json* since = member(data_, "registered_since")) answer("registered_since", Json(*since));
}

Case Case::for_good(const Measure& measure, const AidFacts& facts) {
    Case lasting(measure, lasting_facts(measure, facts));
    lasting.for_good_ = true;
    return lasting;
}

void Case::answer(const std::string& question, const Json& value) {
    if (question == "commune") {
        data_.erase("postcode");
        const std::string postcode = string_or(value, "postcode");
        const bool digits = postcode.size() == 4 && postcode.find_first_not_of("0123456789") == std::string::npos;
        if (digits) data_["postcode"] = std::atoi(postcode.c_str());
        return;
    }
    data_[question] = value;
    if (question != "registered_since") return;
    for (const StageDay& stage : stage_days) {
        const std::string variable(stage.variable);
        data_.erase(variable);
        if (const auto since = CivilDate::parse(as_string(value)))
            data_[variable] = day_of_stage(*since, stage.number).iso();
    }
}

void Case::look_at(CivilDate day) {
    if (day_ == day && data_.contains("day")) return;
    day_ = day;
    data_["day"] = day.iso();
    data_["eve"] = day.plus_days(-1).iso();
}

Judged Case::judge(const Condition& condition, CivilDate day) {
    if (condition.rule.is_none()) return {ConditionState::assumed, {}};
    look_at(day);
    const auto outcome = condition.rule.evaluate(data_);
    if (outcome && outcome->known) {
        return {is_truthy(outcome->value(), Dialect::certlogic) ? ConditionState::met : ConditionState::not_met, {}};
    }
    Judged judged;
    if (condition.subject != Subject::person) judged.state = ConditionState::assumed;
    // An answer of the wrong type is as good as none: which one it was is not told, so all of them are asked.
    for (const std::string& path : outcome ? outcome->missing : condition.reads) {
        const std::string question = question_of(path);
        const auto in = [&](const std::vector<std::string>& names) {
            return std::find(names.begin(), names.end(), question) != names.end();
        };
        const bool asked = question != "day" && question != "eve" && !in(measure_.not_asked);
        if (asked && !in(judged.missing)) judged.missing.push_back(question);
    }
    return judged;
}

Together Case::all_on(CivilDate day) {
    const MeasureVersion* version = measure_.version_on(day);
    if (version == nullptr) return Together::not_met;
    if (version->status != MeasureStatus::in_force) return is_sure(*version) ? Together::not_met : Together::unknown;
    Together together = Together::met;
    for (const Condition& condition : version->conditions) {
        const ConditionState state = state_of(condition, day);
        if (state == ConditionState::not_met) return Together::not_met;
        const bool unasked = state == ConditionState::assumed && condition.subject == Subject::other &&
                             version->source.confidence != Confidence::unverified;
        if (state == ConditionState::unknown || unasked) together = Together::unknown;
    }
    return together;
}

bool Case::verified_on(CivilDate day) const {
    const MeasureVersion* version = measure_.version_on(day);
    return version != nullptr && version->source.confidence != Confidence::unverified;
}

std::vector<CivilDate> Case::later_days(CivilDate day) const {
    std::vector<CivilDate> days;
    for (const MeasureVersion& version : measure_.versions) {
        if (version.valid_to && *version.valid_to < day) continue;
        days.push_back(version.valid_from);
        if (version.valid_to) days.push_back(version.valid_to->plus_days(1));
        for (const Condition& condition : version.conditions)
            add_change_days(condition.meetings, data_, measure_.rounding, days);
    }
    days.erase(std::remove_if(days.begin(), days.end(), [&](CivilDate d) { return d <= day; }), days.end());
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    return days;
}

std::optional<CivilDate> Case::first_not_refused(CivilDate day) {
    for (const CivilDate later : later_days(day))
        if (all_on(later) != Together::not_met) return later;
    return {};
}

std::optional<CivilDate> Case::first_all_met(CivilDate day) {
    for (const CivilDate later : later_days(day))
        if (all_on(later) == Together::met) return later;
    return {};
}

bool Case::is_sure(const MeasureVersion& version) const {
    return !for_good_ || !(version.to_confirm || version.status == MeasureStatus::announced ||
                           version.source.confidence == Confidence::unverified);
}

ConditionState Case::state_of(const Condition& condition, CivilDate day) {
    const ConditionState state = judge(condition, day).state;
    return for_good_ && condition.to_confirm && state == ConditionState::not_met ? ConditionState::unknown : state;
}

ConditionState Case::state_on(const std::string& condition, CivilDate day) {
    const MeasureVersion* version = measure_.version_on(day);
    if (version == nullptr) return ConditionState::not_met;
    if (version->status != MeasureStatus::in_force)
        return is_sure(*version) ? ConditionState::not_met : ConditionState::unknown;
    const auto found = std::find_if(version->conditions.begin(), version->conditions.end(),
                                    [&](const Condition& other) { return other.id == condition; });
    return found == version->conditions.end() ? ConditionState::met : state_of(*found, day);
}

std::optional<CivilDate> Case::first_met(const std::string& condition, CivilDate day) {
    for (const CivilDate later : later_days(day))
        if (state_on(condition, later) == ConditionState::met) return later;
    return {};
}

std::optional<CivilDate> Case::met_until(const std::string& condition, CivilDate day) {
    for (const CivilDate later : later_days(day)) {
        const MeasureVersion* version = measure_.version_on(later);
        if (version == nullptr || version->status != MeasureStatus::in_force) return {};
        if (state_on(condition, later) == ConditionState::not_met) return later.plus_days(-1);
    }
    return {};
}

bool Case::never_met(const std::string& condition, CivilDate day) {
    const std::vector<CivilDate> later = later_days(day);
    return state_on(condition, day) == ConditionState::not_met &&
           std::all_of(later.begin(), later.end(),
                       [&](CivilDate on) { return state_on(condition, on) == ConditionState::not_met; });
}

CivilDate Case::looked_at(CivilDate day) const {
    return measure_.moment == Moment::hire ? day.plus_days(-1) : day;
}

std::optional<int> Case::age_on(CivilDate day) const {
    const auto born = CivilDate::parse(string_or(data_, "birth_date"));
    if (!born) return {};
    return years_between(*born, looked_at(day));
}

std::vector<VerdictArgument> Case::arguments(const Condition& condition, CivilDate day) const {
    std::vector<VerdictArgument> result;
    const CivilDate on = looked_at(day);
    for (const ConditionArgument& argument : condition.arguments) {
        const auto date = CivilDate::parse(string_or(data_, argument.variable));
        if (!date) continue;
        std::string value = date->iso();
        if (argument.kind == ConditionArgument::Kind::months_since) value = std::to_string(months_between(*date, on));
        if (argument.kind == ConditionArgument::Kind::years_since) value = std::to_string(years_between(*date, on));
        result.push_back({argument.name, argument.kind, std::move(value)});
    }
    return result;
}

}  // namespace passerelle
