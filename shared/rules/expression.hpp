// Rules as data: CertLogic 1.3.2 and JsonLogic, two dialects of one evaluator.
// CertLogic is the dialect of our packs: closed, typed, with dates. JsonLogic is there in full for the public cases
// and for rules that come from elsewhere.
//
// Three values. A variable without answer (absent or null) is unknown, and Kleene's tables say what can be decided
// all the same: false and unknown is false, an `if` whose two branches agree needs no guard. An undecided outcome
// names the variables that still matter; a branch that no answer can bring back names none. A default
// (`{"var":["a",1]}`) does not stand in for an answer: nothing is guessed.
//
// Whatever the rule or the data, evaluation ends with a value or an Error: "rule-shape" (malformed), "rule-operator",
// "rule-type", "rule-date", "rule-number" (overflow, not a number), "rule-too-deep", "rule-too-large" (steps or size).
// Error::field is the place in the rule as a JSON Pointer ("/and/1/plusTime/0").
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/json.hpp"

namespace passerelle {

enum class Dialect { certlogic, jsonlogic };

// What an absent or null variable is. As null, every operator behaves as the public suites say.
enum class Absent { is_unknown, is_null };

struct Outcome {
    bool known = false;
    std::optional<Json> built;         // the value, where it stands neither in the rule nor in the data
    const Json* found = nullptr;       // the value where it does: it lives as long as they do
    std::vector<std::string> missing;  // paths as the rule writes them, in the order met; empty when known

    // Null while unknown; a date-time reads "2026-03-27T00:00:00.000Z".
    [[nodiscard]] const Json& value() const;
};

// A rule made ready to be evaluated many times: operators found, paths split from what is constant, constants worked
// out. Copies share it.
class Rule {
  public:
    Rule() = default;  // no rule: evaluates to null
    // CertLogic: the first thing that is wrong with the form (validate_certlogic). JsonLogic, where what is never
    // reached may be anything, is always ready. `rounding` is that of plusTime's months and years; overflow is
    // CertLogic's own.
    [[nodiscard]] static Result<Rule> ready(Json expression, Dialect dialect,
                                            MonthRounding rounding = MonthRounding::overflow);

    [[nodiscard]] bool is_none() const { return parts_ == nullptr; }
    [[nodiscard]] const Json& expression() const;
    [[nodiscard]] Result<Outcome> evaluate(const Json& data, Absent absent = Absent::is_unknown) const;

  private:
    struct Parts;
    std::shared_ptr<const Parts> parts_;
};

// Once, without keeping it.
[[nodiscard]] Result<Outcome> evaluate(const Json& rule, const Json& data, Dialect dialect);

// As the specifications have it: absent is null, and there is always a value or an error.
[[nodiscard]] Result<Json> evaluate_two_valued(const Json& rule, const Json& data, Dialect dialect);

// JsonLogic: false, null, 0, "" and [] are false. CertLogic: {} too.
[[nodiscard]] bool is_truthy(const Json& value, Dialect dialect);

// What is wrong with the form of a CertLogic expression, before any data: the specification's validator, with its
// messages. Empty: well formed. evaluate() in that dialect refuses an expression with issues. Only as many
// parts are looked at and copied as an evaluation has steps: the last issue says that there are more.
struct Issue {
    Json expression;  // the part concerned
    std::string message;
    std::string path;  // JSON Pointer
};
[[nodiscard]] std::vector<Issue> validate_certlogic(const Json& expression);

}  // namespace passerelle
