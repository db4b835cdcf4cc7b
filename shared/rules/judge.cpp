#include "rules/judge.hpp"

#include <algorithm>
#include <utility>

namespace passerelle {
namespace {

// What one day makes of the conditions together.
enum class Together : std::uint8_t { met, not_met, unknown };

// The question that a variable of a rule comes from.
std::string question_of(const std::string& path) {
    const std::string name = path.substr(0, path.find('.'));
    return name == "postcode" ? "commune" : name;
}

struct Judged {
    ConditionState state = ConditionState::unknown;
    std::vector<std::string> missing;
};

class Case {
  public:
    Case(const Measure& measure, const AidFacts& facts) : measure_(measure), data_(facts.values()) {
        if (!data_.is_object()) data_ = Json::object();
        const std::string postcode = string_or(object_member(data_, "commune"), "postcode");
        const bool digits = postcode.size() == 4 && postcode.find_first_not_of("0123456789") == std::string::npos;
        if (digits) data_["postcode"] = std::atoi(postcode.c_str());
    }

    void look_at(CivilDate day) {
        data_["day"] = day.iso();
        data_["eve"] = day.plus_days(-1).iso();
    }

    [[nodiscard]] Judged judge(const Condition& condition) const {
        if (condition.rule.is_none()) return {ConditionState::assumed, {}};
        const auto outcome = condition.rule.evaluate(data_);
        if (!outcome) return {};  // an answer of the wrong type is as good as none
        if (outcome->known) {
            return {is_truthy(outcome->value(), Dialect::certlogic) ? ConditionState::met : ConditionState::not_met,
                    {}};
        }
        Judged judged;
        if (condition.subject != Subject::person) judged.state = ConditionState::assumed;
        for (const std::string& path : outcome->missing) {
            const std::string question = question_of(path);
            const auto end = judged.missing.end();
            if (std::find(judged.missing.begin(), end, question) == end) judged.missing.push_back(question);
        }
        return judged;
    }

    // All conditions of the version of that day. A version that gives nobody anything is met by nobody.
    [[nodiscard]] Together all_on(CivilDate day, bool only_unchangeable = false) {
        const MeasureVersion* version = measure_.version_on(day);
        if (version == nullptr || version->status != MeasureStatus::in_force) return Together::not_met;
        look_at(day);
        Together together = Together::met;
        for (const Condition& condition : version->conditions) {
            if (only_unchangeable && (condition.changeable || condition.subject != Subject::person)) continue;
            const ConditionState state = judge(condition).state;
            if (state == ConditionState::not_met) return Together::not_met;
            const bool unasked = state == ConditionState::assumed && condition.subject == Subject::other &&
                                 version->source.confidence != Confidence::unverified;
            if (state == ConditionState::unknown || unasked) together = Together::unknown;
        }
        return together;
    }

    [[nodiscard]] bool verified_on(CivilDate day) const {
        const MeasureVersion* version = measure_.version_on(day);
        return version != nullptr && version->source.confidence != Confidence::unverified;
    }

    // The days after `day` on which the conditions together can change: by a rule, or because rules change.
    [[nodiscard]] std::vector<CivilDate> later_days(CivilDate day) const {
        std::vector<CivilDate> days;
        for (const MeasureVersion& version : measure_.versions) {
            if (version.valid_to && *version.valid_to < day) continue;
            days.push_back(version.valid_from);
            if (version.valid_to) days.push_back(version.valid_to->plus_days(1));
            for (const Condition& condition : version.conditions) {
                add_change_days(condition.meetings, data_, measure_.rounding, days);
            }
        }
        return sorted_after(std::move(days), day);
    }

    // The first later day, within the same version, on which this condition alone is met.
    [[nodiscard]] std::optional<CivilDate> first_met(const Condition& condition, const MeasureVersion& version,
                                                     CivilDate day) {
        std::vector<CivilDate> days;
        add_change_days(condition.meetings, data_, measure_.rounding, days);
        for (const CivilDate later : sorted_after(std::move(days), day)) {
            if (version.valid_to && later > *version.valid_to) break;
            look_at(later);
            if (judge(condition).state == ConditionState::met) return later;
        }
        return {};
    }

    [[nodiscard]] std::vector<VerdictArgument> arguments(const Condition& condition, CivilDate day) const {
        std::vector<VerdictArgument> result;
        const CivilDate on = measure_.moment == Moment::hire ? day.plus_days(-1) : day;
        for (const ConditionArgument& argument : condition.arguments) {
            const auto date = CivilDate::parse(string_or(data_, argument.variable));
            if (!date) continue;
            std::string value = date->iso();
            if (argument.kind == ConditionArgument::Kind::months_since)
                value = std::to_string(months_between(*date, on));
            if (argument.kind == ConditionArgument::Kind::years_since) value = std::to_string(years_between(*date, on));
            result.push_back({argument.name, argument.kind, std::move(value)});
        }
        return result;
    }

  private:
    static std::vector<CivilDate> sorted_after(std::vector<CivilDate> days, CivilDate day) {
        days.erase(std::remove_if(days.begin(), days.end(), [&](CivilDate d) { return d <= day; }), days.end());
        std::sort(days.begin(), days.end());
        days.erase(std::unique(days.begin(), days.end()), days.end());
        return days;
    }

    const Measure& measure_;
    Json data_;
};

// Gathers questions with the weight of what their answers would settle. An answer that is one of n missing settles
// an n-th; 5040 is divided exactly by every n up to 10. Ties keep the order in which the questions were met.
class Usefulness {
  public:
    void add(const std::vector<std::string>& questions) {
        for (const std::string& question : questions) {
            auto found =
                std::find_if(scores_.begin(), scores_.end(), [&](const auto& s) { return s.first == question; });
            if (found == scores_.end()) found = scores_.insert(found, {question, 0});
            found->second += 5040 / static_cast<int>(questions.size());
        }
    }
    [[nodiscard]] std::vector<std::string> best_first() const {
        auto scores = scores_;
        std::stable_sort(scores.begin(), scores.end(),
                         [](const auto& a, const auto& b) { return a.second > b.second; });
        std::vector<std::string> questions;
        for (auto& score : scores) questions.push_back(std::move(score.first));
        return questions;
    }

  private:
    std::vector<std::pair<std::string, int>> scores_;
};

std::vector<std::string> missing_of(Case& facts, const MeasureVersion& version, CivilDate day) {
    facts.look_at(day);
    Usefulness usefulness;
    for (const Condition& condition : version.conditions) {
        const Judged judged = facts.judge(condition);
        if (judged.state == ConditionState::unknown) usefulness.add(judged.missing);
    }
    return usefulness.best_first();
}

ConditionVerdict verdict_on(const Condition& condition, const MeasureVersion& version, Case& facts, CivilDate day) {
    facts.look_at(day);
    Judged judged = facts.judge(condition);
    ConditionVerdict verdict;
    verdict.id = condition.id;
    verdict.text_key = condition.text_key;
    verdict.state = judged.state;
    verdict.state_text_key = condition.text_key + "." + std::string(name_of(judged.state));
    verdict.subject = condition.subject;
    verdict.missing = std::move(judged.missing);
    verdict.arguments = facts.arguments(condition, day);
    if (judged.state == ConditionState::not_met) {
        verdict.from = facts.first_met(condition, version, day);
        verdict.way = verdict.from ? Way::wait : condition.changeable ? Way::change : Way::final_;
    }
    return verdict;
}

// A no now: not yet, cannot say, or no for good, by what the later days hold.
void look_ahead(const Measure& measure, Case& facts, Verdict& verdict) {
    const std::vector<CivilDate> later = facts.later_days(verdict.day);
    for (const CivilDate day : later) {
        const Together together = facts.all_on(day);
        if (together == Together::not_met) continue;
        if (together == Together::met) {
            verdict.state = VerdictState::not_yet;
            verdict.from = day;
            verdict.to_confirm = verdict.to_confirm || !facts.verified_on(day);
        } else {
            // An answer could bring an earlier day: nothing is promised before it is known.
            verdict.state = VerdictState::cannot_say;
            verdict.missing = missing_of(facts, *measure.version_on(day), day);
        }
        return;
    }
    verdict.state = VerdictState::no;
    verdict.final_ = facts.all_on(verdict.day, true) == Together::not_met &&
                     std::all_of(later.begin(), later.end(),
                                 [&](CivilDate day) { return facts.all_on(day, true) == Together::not_met; });
}

void judge_in_force(const Measure& measure, const MeasureVersion& version, Case& facts, Verdict& verdict) {
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
    if (any_not_met) return look_ahead(measure, facts, verdict);
    if (any_unknown) {
        verdict.state = VerdictState::cannot_say;
        verdict.missing = missing_of(facts, version, verdict.day);
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
    for (const CivilDate day : facts.later_days(verdict.day)) {
        if (facts.all_on(day) == Together::met && facts.verified_on(day)) continue;
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

CivilDate reference_day(const Measure& measure, const AidFacts& facts, CivilDate today) {
    if (measure.moment != Moment::hire) return today;
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
        verdict.state = state_of(measure.status);
        // The last rules have ended and nothing says what follows.
        const auto& last = measure.versions.back();
        if (verdict.state == VerdictState::cannot_say && last.valid_to && *last.valid_to < day) {
            verdict.state = VerdictState::closed;
        }
        verdict.to_confirm = verdict.state == VerdictState::announced;
        return verdict;
    }
    verdict.version = version->id;
    verdict.in_force = version->status == MeasureStatus::in_force;
    verdict.source = version->source;
    verdict.amount = version->amount;
    verdict.to_confirm = version->to_confirm || version->source.confidence == Confidence::unverified ||
                         version->status == MeasureStatus::announced;
    Case about(measure, facts);
    for (const Condition& condition : version->conditions) {
        verdict.conditions.push_back(verdict_on(condition, *version, about, day));
    }
    if (version->status == MeasureStatus::in_force)
        judge_in_force(measure, *version, about, verdict);
    else
        verdict.state = state_of(version->status);
    return verdict;
}

std::vector<std::string> most_useful_questions(const std::vector<Measure>& measures, const AidFacts& facts,
                                               CivilDate today) {
    Usefulness usefulness;
    for (const Measure& measure : measures) {
        const Verdict verdict = judge(measure, facts, reference_day(measure, facts, today));
        if (verdict.state == VerdictState::cannot_say && !verdict.missing.empty()) usefulness.add(verdict.missing);
    }
    return usefulness.best_first();
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

std::vector<std::string> check_example(const Measure& measure, const Example& example) {
    const Verdict verdict = judge(measure, AidFacts(example.facts), example.day);
    const auto in_state = [&](ConditionState state) {
        Json ids = Json::array();
        for (const ConditionVerdict& condition : verdict.conditions) {
            if (condition.state == state) ids.push_back(condition.id);
        }
        return ids;
    };
    const auto date = [](const std::optional<CivilDate>& day) { return day ? Json(day->iso()) : Json(); };
    const Json found = {{"state", std::string(name_of(verdict.state))},
                        {"version", verdict.version},
                        {"from", date(verdict.from)},
                        {"until", date(verdict.until)},
                        {"to_confirm", verdict.to_confirm},
                        {"final", verdict.final_},
                        {"missing", verdict.missing},
                        {"not_met", in_state(ConditionState::not_met)},
                        {"unknown", in_state(ConditionState::unknown)},
                        {"assumed", in_state(ConditionState::assumed)},
                        {"total_cents", total_cents(verdict.amount)}};
    std::vector<std::string> differences;
    for (const auto& [key, expected] : example.expected.items()) {
        const Json* value = member(found, key);
        if (value == nullptr)
            differences.push_back(key + ": no such expectation");
        else if (*value != expected)
            differences.push_back(key + ": " + dump_json(*value) + ", expected " + dump_json(expected));
    }
    return differences;
}

}  // namespace passerelle
