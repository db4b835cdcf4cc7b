// Inside the judge: one measure and one person's facts, looked at on any day.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/judge.hpp"

namespace passerelle {

// What one day makes of the conditions together.
enum class Together : std::uint8_t { met, not_met, unknown };

struct Judged {
    ConditionState state = ConditionState::unknown;
    std::vector<std::string> missing;  // question ids
};

class Case {
  public:
    Case(const Measure& measure, const AidFacts& facts);
    // The same without what the person can change or what may change by itself, and where what is to be confirmed (a
    // condition, or the end of a measure) refuses nobody: what is left is age and the past, by rules that are sure.
    [[nodiscard]] static Case for_good(const Measure& measure, const AidFacts& facts);

    void answer(const std::string& question, const Json& value);

    [[nodiscard]] Judged judge(const Condition& condition, CivilDate day);
    // All conditions of the version of that day. A version that gives nobody anything is met by nobody.
    [[nodiscard]] Together all_on(CivilDate day);
    [[nodiscard]] bool verified_on(CivilDate day) const;
    // The days after `day` on which the conditions together can change: by a rule, or because rules change.
    [[nodiscard]] std::vector<CivilDate> later_days(CivilDate day) const;
    // The first of them on which the conditions together are not refused.
    [[nodiscard]] std::optional<CivilDate> first_not_refused(CivilDate day);
    // The first of them on which they are all met.
    [[nodiscard]] std::optional<CivilDate> first_all_met(CivilDate day);
    // The first of them on which this condition alone is met, by the rules of that day.
    [[nodiscard]] std::optional<CivilDate> first_met(const std::string& condition, CivilDate day);
    // The last day up to which it stays met from `day` on; empty where no rule in force ends it.
    [[nodiscard]] std::optional<CivilDate> met_until(const std::string& condition, CivilDate day);
    // Whether it is not met on that day nor on any later one.
    [[nodiscard]] bool never_met(const std::string& condition, CivilDate day);
    // Whole years, on the eve of a hiring.
    [[nodiscard]] std::optional<int> age_on(CivilDate day) const;
    [[nodiscard]] std::vector<VerdictArgument> arguments(const Condition& condition, CivilDate day) const;

  private:
    void look_at(CivilDate day);
    [[nodiscard]] CivilDate looked_at(CivilDate day) const;  // the eve of a hiring
    [[nodiscard]] bool is_sure(const MeasureVersion& version) const;
    [[nodiscard]] ConditionState state_of(const Condition& condition, CivilDate day);
    // Of the rules of that day; met where they have no such condition, not met where nothing is in force.
    [[nodiscard]] ConditionState state_on(const std::string& condition, CivilDate day);

    const Measure& measure_;
    Json data_;
    bool for_good_ = false;
    CivilDate day_;
};

}  // namespace passerelle
