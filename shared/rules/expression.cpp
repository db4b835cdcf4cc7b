#include "rules/expression.hpp"

#include <algorithm>

#include "rules/certlogic_form.hpp"
#include "rules/evaluator.hpp"

namespace passerelle {
namespace {

std::optional<Error> wrong_form(const Json& rule, Dialect dialect) {
    return dialect == Dialect::certlogic ? first_wrong_form(rule) : std::nullopt;
}

// As far as it is of interest.
int depth_of(const Json& json, int above = 0) {
    int depth = above;
    if (json.is_structured() && above <= max_rule_depth)
        for (const Json& part : json) depth = std::max(depth, depth_of(part, above + 1));
    return depth;
}

Result<Outcome> outcome_of(const Program& program, const Json& data, Absent absent) {
    Result<Outcome> result = Outcome();
    Outcome& outcome = *result;
    if (program.constant() != nullptr) {
        outcome.known = true;
        outcome.found = program.constant();
        return result;
    }
    Evaluator evaluator(program, data, absent);
    const Value value = evaluator.run();
    if (evaluator.failed()) {
        result = evaluator.error();
        return result;
    }
    outcome.known = value.kind() != Value::Kind::unknown;
    if (value.known())
        evaluator.hand_over(value, outcome);
    else if (outcome.known)
        outcome.built = value.kind() == Value::Kind::truthy;
    else
        outcome.missing = evaluator.missing_paths(value);
    return result;
}

// Without a Rule that stays, the caller gets a copy of what stood in it.
Result<Outcome> evaluate(const Json& rule, const Json& data, Dialect dialect, Absent absent) {
    if (auto error = wrong_form(rule, dialect)) return std::move(*error);
    const Program program(rule, dialect, MonthRounding::overflow);
    auto outcome = outcome_of(program, data, absent);
    if (!outcome || outcome->found == nullptr) return outcome;
    if (depth_of(*outcome->found) > max_rule_depth) return Error{"rule-too-deep", "", "value nested too deeply"};
    outcome->built = *outcome->found;
    outcome->found = nullptr;
    return outcome;
}

const Json null_json;

}  // namespace

const Json& Outcome::value() const {
    return found != nullptr ? *found : built ? *built : null_json;
}

struct Rule::Parts {
    Parts(Json rule, Dialect dialect, MonthRounding rounding)
        : expression(std::move(rule)), program(expression, dialect, rounding) {}
    const Json expression;
    const Program program;
};

Result<Rule> Rule::ready(Json expression, Dialect dialect, MonthRounding rounding) {
    if (auto error = wrong_form(expression, dialect)) return std::move(*error);
    Rule rule;
    rule.parts_ = std::make_shared<const Parts>(std::move(expression), dialect, rounding);
    return rule;
}

const Json& Rule::expression() const {
    return is_none() ? null_json : parts_->expression;
}

Result<Outcome> Rule::evaluate(const Json& data, Absent absent) const {
    if (is_none()) {
        Outcome nothing;
        nothing.known = true;
        return nothing;
    }
    return outcome_of(parts_->program, data, absent);
}

Result<Outcome> evaluate(const Json& rule, const Json& data, Dialect dialect) {
    return evaluate(rule, data, dialect, Absent::is_unknown);
}

Result<Json> evaluate_two_valued(const Json& rule, const Json& data, Dialect dialect) {
    auto outcome = evaluate(rule, data, dialect, Absent::is_null);
    if (!outcome) return outcome.error();
    return std::move(*outcome->built);
}

bool is_truthy(const Json& value, Dialect dialect) {
    return truth_of(Value::of(value), dialect).value_or(false);
}

}  // namespace passerelle
