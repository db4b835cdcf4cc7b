// A measure: an aid, a training or an allowance, with its rules by date, as data (shared/content/measures).
// Loading is the only door: a Measure that exists has a source, the day it was last checked, validity dates, a month
// rounding, well-formed rules and examples. Format: shared/content/measures/README.md.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/json.hpp"
#include "rules/answers.hpp"
#include "rules/change_days.hpp"
#include "rules/expression.hpp"

namespace passerelle {

enum class MeasureStatus : std::uint8_t { in_force, announced, closed, abolished };

// How sure the facts are. official: the official text or page was read; agreed: two independent professional pages
// agree; single: one page, or an old one; unverified: never gives a plain yes.
enum class Confidence : std::uint8_t { official, agreed, single, unverified };  // A, B, C, U

struct Source {
    std::string title;
    std::string address;  // host and path as read, may be empty for a printed text
    CivilDate checked_on;
    Confidence confidence = Confidence::unverified;
};

// Whose doing a condition is. What the contract, the employer or something that is not asked about (a training, past
// days of work) must bring is never held against the person: as long as it is not answered it is stated as "to be
// met" (ConditionState::assumed).
enum class Subject : std::uint8_t { person, contract, employer, other };

// A number or date to put into the condition's sentence, worked out on the day looked at.
struct ConditionArgument {
    enum class Kind : std::uint8_t { months_since, years_since, date };
    std::string name;  // "{months}" in the text
    Kind kind = Kind::date;
    std::string variable;  // "registered_since"
};

struct Condition {
    std::string id;
    std::string text_key;  // "measure.impulsion-25.condition.age"; see ConditionVerdict for its variants
    Subject subject = Subject::person;
    Rule rule;  // CertLogic over the facts, day, eve and postcode (judge.hpp); none: nobody is asked
    std::vector<DayMeeting> meetings;  // of the rule with the day
    std::vector<std::string> reads;    // the variables of the rule, each once
    std::vector<ConditionArgument> arguments;
    bool to_confirm = false;  // the version's, unless this one was read in an official text
};

// What is paid, period by period: {1,24,50000} is 500.00 euro for each of the periods 1 to 24.
struct AmountStep {
    std::int32_t first = 1;
    std::int32_t last = 1;
    std::int64_t cents = 0;

    friend bool operator==(const AmountStep&, const AmountStep&) = default;
};

// A sum that depends on the age when the work begins, up to the age of the next band.
struct AmountBand {
    std::int32_t from_age = 0;
    std::int64_t cents = 0;
};

struct Amount {
    enum class Period : std::uint8_t { once, month, quarter, year };
    Period period = Period::month;
    std::string text_key;           // what the amount is and who pays it
    std::vector<AmountStep> steps;  // ascending, without overlap; empty: the amount is not a fixed sum
    // Instead of steps, where it is not known for how many periods: the sum of one, which nothing may be multiplied
    // with.
    std::vector<AmountBand> bands;  // ascending
    std::int64_t each_cents = 0;    // of a verdict: that of the person's band, 0 when their age is not known
};

struct MeasureVersion {
    std::string id;  // "2026"
    CivilDate valid_from;
    std::optional<CivilDate> valid_to;  // last day, absent: until further notice
    MeasureStatus status = MeasureStatus::in_force;
    Source source;
    bool to_confirm = false;  // read in a draft or a single page: a yes says so
    std::vector<Condition> conditions;
    Amount amount;
};

enum class Moment : std::uint8_t {
    hire,    // looked at on the eve of starting work (Decree of 2 February 2017)
    request  // looked at on the day of asking
};

struct Example {
    std::string title;  // for developers
    CivilDate day;
    Json facts;
    Json expected;  // {"state":"not_yet","from":"2026-03-01","missing":[...],"not_met":[...],...}
};

// A question whose answer can become another, and what that brings with it.
struct Changeable {
    std::string question;
    std::vector<Json> values;  // the answers that are tried in its place, at least one
    std::string restarts;      // the date question that begins again on the day of the change, may be empty
};

// What can become another, by choice or not, is tried in every combination: each answer as it is, or one of its values.
constexpr std::size_t most_changes = 1024;

struct Measure {
    std::string id;
    std::string authority_key;  // "authority.forem"
    Moment moment = Moment::hire;
    MonthRounding rounding = MonthRounding::down;
    Source source;
    std::vector<MeasureVersion> versions;  // ascending by valid_from, without overlap
    std::vector<std::string> next_keys;    // what to do next, in order
    std::vector<std::string> paper_keys;   // what to bring
    std::vector<Example> examples;
    // The same for all measures. The answers to all other questions are age and the past.
    std::vector<Changeable> can_change;      // a person can decide to change the answer
    std::vector<Changeable> may_change;      // life can change it: nobody is advised to
    std::vector<std::string> not_asked;      // variables that are no questions: always unknown, said and not asked
    std::shared_ptr<const Answers> answers;  // never null; what counts as an answer

    [[nodiscard]] std::string name_key() const { return "measure." + id + ".name"; }
    [[nodiscard]] std::string summary_key() const { return "measure." + id + ".summary"; }
    [[nodiscard]] const MeasureVersion* version_on(CivilDate day) const;
};

// What is read by people's browsers comes without examples: they are checked before (rules check, the tests).
enum class Examples : std::uint8_t { required, left_out };

// array: Content::measures(). Errors are "measure-shape" with the place
// ("impulsion-25/versions/0/conditions/age/rule"): an unknown member, a wrong type, whatever is missing. One member of
// the array may be {"definitions":{...},"can_change":[...],"may_change":[...],"not_asked":[...]}: rules shared by name,
// put in for {"use":"<name>"}, and the lists of Measure.
// answers: of the questions that people are asked; rules then read nothing else (and `day`, `eve`, `postcode`, and what
// is not asked), and an answer that is none to its question counts as not given.
[[nodiscard]] Result<std::vector<Measure>> load_measures(const Json& array, Examples examples = Examples::required,
                                                         const Answers& answers = Answers());

[[nodiscard]] const Measure* find_measure(const std::vector<Measure>& measures, std::string_view id);
[[nodiscard]] std::int64_t total_cents(const Amount& amount);

}  // namespace passerelle
