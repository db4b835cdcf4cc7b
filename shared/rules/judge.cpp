#include "rules/judge.hpp"

#include <algorithm>
#include <utility>

#include "rules/case.hpp"

namespace passerelle {
namespace {

// In the order met.
std::vector<std::string> missing_of(Case& about, const MeasureVersion& version, CivilDate day) {
    std::vector<std::string> questions;
    for (const Condition& condition : version.conditions) {
        const Judged judged = about.judge(condition, day);
        if (judged.state != ConditionState::unknown) continue;
        for (const std::string& question : judged.missing)
            if (std::find(questions.begin(), questions.end(), question) == questions.end())
                questions.push_back(question);
    }
    return questions;
}

ConditionVerdict verdict_on(const Condition& condition, const Measure& measure, const AidFacts& facts, Case& about,
                            CivilDate day) {
    Judged judged = about.judge(condition, day);
    ConditionVerdict verdict;
    verdict.id = condition.id;
    verdict.text_key = condition.text_key;
    verdict.state = judged.state;
    verdict.state_text_key = condition.text_key + "." + std::string(name_of(judged.state));
    verdict.subject = condition.subject;
    verdict.to_confirm = condition.to_confirm;
    verdict.missing = std::move(judged.missing);
    verdict.arguments = about.arguments(condition, day);
    if (judged.state == ConditionState::not_met) {
        verdict.from = about.first_met(condition.id, day);
        const auto lasts = [&] { return Case::for_good(measure, facts).never_met(condition.id, day); };
        verdict.way = verdict.from ? Way::wait : lasts() ? Way::final_ : Way::change;
    }
    if (judged.state == ConditionState::assumed && !condition.meetings.empty())
        verdict.from = about.first_met(condition.id, day);
    return verdict;
}

// What is paid, and how sure that is: by the rules of the day it would begin.
void take_over(Verdict& verdict, const MeasureVersion& version, const Case& about, CivilDate day) {
    verdict.version = version.id;
    verdict.in_force = version.status == MeasureStatus::in_force;
    verdict.source = version.source;
    verdict.amount = version.amount;
    const std::optional<int> age = about.age_on(day);
    for (const AmountBand& band : version.amount.bands)
        if (age && band.from_age <= *age) verdict.amount.each_cents = band.cents;
    verdict.to_confirm = version.to_confirm || version.source.confidence == Confidence::unverified ||
                         version.status == MeasureStatus::announced;
}

// A no now: not yet, cannot say, or no for good, by what the later days hold.
void look_ahead(const Measure& measure, const AidFacts& facts, Case& about, Verdict& verdict) {
    const auto day = about.first_not_refused(verdict.day);
    if (!day) {
        verdict.state = VerdictState::no;
        for (ConditionVerdict& condition : verdict.conditions)
            if (condition.state == ConditionState::met) condition.until = about.met_until(condition.id, verdict.day);
        Case lasting = Case::for_good(measure, facts);
        verdict.final_ = lasting.all_on(verdict.day) == Together::not_met && !lasting.first_not_refused(verdict.day);
        return;
    }
    const MeasureVersion& version = *measure.version_on(*day);
    verdict.from = day;
    if (about.all_on(*day) == Together::met) {
        verdict.state = VerdictState::not_yet;
        take_over(verdict, version, about, *day);
    } else {
        // An answer could bring an earlier day: nothing is promised before it is known.
        verdict.state = VerdictState::cannot_say;
        verdict.missing = missing_of(about, version, *day);
    }
}

void judge_in_force(const Measure& measure, const MeasureVersion& version, const AidFacts& facts, Case& about,
                    Verdict& verdict) {
    bool any_not_met = false;
    bool any_unknown = false;
    bool any_unasked = false;
    for (const ConditionVerdict& condition : verdict.conditions) {
        any_not_met = any_not_met || condition.state == ConditionState::not_met;
        any_unknown = any_unknown || condition.state == ConditionState::unknown;
        any_unasked =
            any_unasked || (condition.state == ConditionState::assumed && condition.subject == Subject::other);
        verdict.assumes = verdict.assumes || condition.state == ConditionState::assumed;
    }
    if (any_not_met) return look_ahead(measure, facts, about, verdict);
    if (any_unknown) {
        verdict.state = VerdictState::cannot_say;
        verdict.missing = missing_of(about, version, verdict.day);
        return;
    }
    if (version.source.confidence == Confidence::unverified) {
        verdict.state = VerdictState::announced;
        return;
    }
    if (any_unasked) {
        verdict.state = VerdictState::cannot_say;
        return;
    }
    verdict.state = VerdictState::yes;
    for (const CivilDate day : about.later_days(verdict.day)) {
        if (about.all_on(day) == Together::met && about.verified_on(day)) continue;
        verdict.until = day.plus_days(-1);
        return;
    }
}

VerdictState state_of(MeasureStatus status) {
    switch (status) {
        case MeasureStatus::announced:
            return VerdictState::announced;
        case MeasureStatus::closed:
            return VerdictState::closed;
        case MeasureStatus::abolished:
            return VerdictState::abolished;
        case MeasureStatus::in_force:
            break;
    }
    return VerdictState::cannot_say;
}

}  // namespace

CivilDate reference_day(const AidFacts& facts, CivilDate today) {
    return CivilDate::parse(string_or(facts.values(), "hire_start")).value_or(today);
}

Verdict judge(const Measure& measure, const AidFacts& facts, CivilDate day) {
    Verdict verdict;
    verdict.measure = measure.id;
    verdict.day = day;
    verdict.authority_key = measure.authority_key;
    verdict.source = measure.source;
    verdict.next_keys = measure.next_keys;
    verdict.paper_keys = measure.paper_keys;

    const MeasureVersion* version = measure.version_on(day);
    if (version == nullptr) {
        // Before the first rules that are known nothing can be said; after the last there is nothing any more.
        const MeasureVersion& last = measure.versions.back();
        if (last.valid_to && *last.valid_to < day) verdict.state = VerdictState::closed;
        return verdict;
    }
    Case about(measure, facts);
    take_over(verdict, *version, about, day);
    for (const Condition& condition : version->conditions)
        verdict.conditions.push_back(verdict_on(condition, measure, facts, about, day));
    if (version->status == MeasureStatus::in_force)
        judge_in_force(measure, *version, facts, about, verdict);
    else
        verdict.state = state_of(version->status);
    return verdict;
}

std::string_view name_of(VerdictState state) {
    switch (state) {
        case VerdictState::yes:
            return "yes";
        case VerdictState::no:
            return "no";
        case VerdictState::not_yet:
            return "not_yet";
        case VerdictState::cannot_say:
            return "cannot_say";
        case VerdictState::announced:
            return "announced";
        case VerdictState::closed:
            return "closed";
        case VerdictState::abolished:
            return "abolished";
    }
    return "cannot_say";
}

std::string_view name_of(ConditionState state) {
    switch (state) {
        case ConditionState::met:
            return "met";
        case ConditionState::not_met:
            return "not_met";
        case ConditionState::unknown:
            return "unknown";
        case ConditionState::assumed:
            return "assumed";
    }
    return "unknown";
}

std::string_view name_of(Way way) {
    switch (way) {
        case Way::none:
            return "none";
        case Way::change:
            return "change";
        case Way::wait:
            return "wait";
        case Way::final_:
            return "final";
    }
    return "none";
}

std::string_view name_of(Subject subject) {
    switch (subject) {
        case Subject::person:
            return "person";
        case Subject::contract:
            return "contract";
        case Subject::employer:
            return "employer";
        case Subject::other:
            return "other";
    }
    return "other";
}

}  // namespace passerelle
