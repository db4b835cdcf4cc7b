#include "rules/case.hpp"

#include <algorithm>
#include <utility>

namespace passerelle {
namespace {

// The question that a variable of a rule comes from.
std::string question_of(const std::string& path) {
    const std::string name = path.substr(0, path.find('.'));
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
    } else {
        data_[question] = value;
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
    if (version == nullptr || version->status != MeasureStatus::in_force) return Together::not_met;
    Together together = Together::met;
    for (const Condition& condition : version->conditions) {
        ConditionState state = judge(condition, day).state;
        if (state == ConditionState::not_met && for_good_ && condition.to_confirm) state = ConditionState::unknown;
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

ConditionState Case::state_on(const std::string& condition, CivilDate day) {
    const MeasureVersion* version = measure_.version_on(day);
    if (version == nullptr || version->status != MeasureStatus::in_force) return ConditionState::not_met;
    const auto found = std::find_if(version->conditions.begin(), version->conditions.end(),
                                    [&](const Condition& other) { return other.id == condition; });
    return found == version->conditions.end() ? ConditionState::met : judge(*found, day).state;
}

std::optional<CivilDate> Case::first_met(const std::string& condition, CivilDate day) {
    for (const CivilDate later : later_days(day))
        if (state_on(condition, later) == ConditionState::met) return later;
    return {};
}

bool Case::never_met(const std::string& condition, CivilDate day) {
    const std::vector<CivilDate> later = later_days(day);
    return state_on(condition, day) == ConditionState::not_met &&
           std::all_of(later.begin(), later.end(),
                       [&](CivilDate on) { return state_on(condition, on) == ConditionState::not_met; });
}

std::vector<VerdictArgument> Case::arguments(const Condition& condition, CivilDate day) const {
    std::vector<VerdictArgument> result;
    const CivilDate on = measure_.moment == Moment::hire ? day.plus_days(-1) : day;
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
