// Inside the evaluator: the walk over a rule. expression.cpp has logic and dates, operators.cpp what JsonLogic adds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/expression.hpp"
#include "rules/instant.hpp"
#include "rules/value.hpp"

namespace passerelle {

// What variables mean at one place of the rule. In a reduction `current` and `accumulator` are names of their own,
// kept apart because an accumulator can be unknown, which no JSON value says.
struct Scope {
    const Json* data = nullptr;
    std::string prefix;  // where `data` lies in the facts: "experience.0", so that what is missing has its full name
    const Value* accumulator = nullptr;  // not null: a reduction, `data` is the current item
    const Scope* outer = nullptr;
};

// The operands of an operation, an array or, in JsonLogic, one value without its brackets.
struct Operands {
    const Json* json;
    [[nodiscard]] std::size_t size() const { return json->is_array() ? json->size() : 1; }
    [[nodiscard]] const Json& at(std::size_t i) const { return json->is_array() ? (*json)[i] : *json; }
};

class Evaluator {
  public:
    Evaluator(const Json& data, const EvaluationOptions& options) : options_(options) { root_.data = &data; }
    Value run(const Json& rule);
    [[nodiscard]] const std::optional<Error>& error() const { return error_; }

  private:
    enum class Need : std::uint8_t { all, any, none };
    struct Place {
        std::string_view key;  // empty: index
        std::size_t index;
    };

    Value evaluate(const Json& rule, const Scope& scope);
    Value operation(std::string_view name, Operands operands, const Scope& scope);
    Value operand(Operands operands, std::size_t i, const Scope& scope);
    // An operand that a missing answer may make irrelevant: what is wrong in it counts as not known.
    Value speculative(Operands operands, std::size_t i, const Scope& scope);
    // All operands, in order. False when one failed; `missing` is not empty when one is unknown.
    bool operands(Operands operands, const Scope& scope, std::vector<Value>& values, Value::Missing& missing);

    Value array(const Json& items, const Scope& scope);
    Value variable(Operands operands, const Scope& scope);
    Value look_up(std::string_view path, const Scope& scope);
    Value branch(Operands operands, std::size_t from, const Scope& scope);
    Value either(const Value& one, const Value& other, Value::Missing guard);
    Value conjunction(Operands operands, const Scope& scope, bool until);
    Value negation(Operands operands, const Scope& scope, bool twice);
    Value equality(std::string_view name, Operands operands, const Scope& scope);
    Value comparison(std::string_view name, Operands operands, const Scope& scope);
    Value time_comparison(std::string_view name, Operands operands, const Scope& scope);
    Value membership(Operands operands, const Scope& scope);
    Value sum(Operands operands, const Scope& scope);
    Value plus_time(Operands operands, const Scope& scope);
    Value date_of_birth(Operands operands, const Scope& scope);
    Value extract_from_uvci(Operands operands, const Scope& scope);
    Value reduction(Operands operands, const Scope& scope);

    std::optional<Value> jsonlogic_operation(std::string_view name, Operands operands, const Scope& scope);
    Value arithmetic(std::string_view name, Operands operands, const Scope& scope);
    Value extreme(Operands operands, const Scope& scope, bool greatest);
    Value concatenation(Operands operands, const Scope& scope);
    Value substring(Operands operands, const Scope& scope);
    Value merge(Operands operands, const Scope& scope);
    Value absent_of(const Json& paths, const Scope& scope, std::size_t enough);
    Value missing_some(Operands operands, const Scope& scope);
    Value map(Operands operands, const Scope& scope, bool filter);
    Value quantifier(Operands operands, const Scope& scope, Need need);

    // True or false as a condition, empty while not known. Fails on what CertLogic calls neither.
    std::optional<bool> truth(const Value& value);
    // The JSON of a known value; fails on an instant, which only date comparisons take.
    const Json* plain(const Value& value);
    Value own(Json json);  // charges its size
    // The scope of one item of the list that operand 0 names.
    Scope item_scope(Operands operands, const Json& item, std::size_t index, const Scope& scope) const;

    Value fail(std::string_view code, std::string message);
    bool charge(std::size_t steps);
    bool measure(const Json& json, int depth);
    [[nodiscard]] bool failed() const { return error_.has_value(); }
    [[nodiscard]] bool is_jsonlogic() const { return options_.dialect == Dialect::jsonlogic; }
    [[nodiscard]] std::string place() const;

    EvaluationOptions options_;
    Scope root_;
    std::vector<Place> path_;
    std::optional<Error> error_;
    std::size_t steps_ = 0;
};

constexpr int max_rule_depth = 64;
constexpr std::size_t max_rule_steps = 200'000;  // about 20 ms on a weak phone

}  // namespace passerelle
