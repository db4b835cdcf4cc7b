// Inside the evaluator: the walk over a program. evaluator.cpp has logic and dates, operators.cpp what JsonLogic adds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <forward_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/program.hpp"

namespace passerelle {

// What variables mean at one place of the rule. In a reduction `current` and `accumulator` are names of their own,
// kept apart because an accumulator can be unknown, which no JSON value says.
struct Scope {
    const Json* data = nullptr;
    const Scope* outer = nullptr;
    const Value* accumulator = nullptr;  // not null: a reduction, `data` is the current item
    const Node* list = nullptr;          // what `data` is an item of, and which: for the full name of what is missing
    std::size_t index = 0;
};

class Evaluator {
  public:
    Evaluator(const Program& program, const Json& data, Absent absent);
    Evaluator(const Evaluator&) = delete;
    Evaluator& operator=(const Evaluator&) = delete;

    Value run();
    // A known value for the caller, who outlives the evaluator but neither the rule nor the data.
    void hand_over(const Value& value, Outcome& outcome);
    [[nodiscard]] std::vector<std::string> missing_paths(const Value& value) const;
    [[nodiscard]] bool failed() const { return failure_.code != nullptr; }
    [[nodiscard]] Error error() const;  // REQUIRES: failed()

  private:
    friend class Compiler;  // works out constants
    struct Failure {
        const char* code = nullptr;  // none
        const char* message = nullptr;
        const Node* node = nullptr;
    };

    Value evaluate(const Node& node, const Scope& scope);
    Value operation(const Node& node, const Scope& scope);
    Value operand(const Node& node, std::size_t i, const Scope& scope);
    // An operand that a missing answer may make irrelevant: what is wrong in it counts as not known.
    Value speculative(const Node& node, std::size_t i, const Scope& scope);

    Value array(const Node& node, const Scope& scope);
    Value variable(const Node& node, const Scope& scope);
    Value look_up(const VariablePath& path, const Scope& scope);
    Value branch(const Node& node, const Scope& scope);
    Value either(const Value& one, const Value& other, const Missing* guard);
    Value conjunction(const Node& node, const Scope& scope, bool until);
    Value negation(const Node& node, const Scope& scope, bool twice);
    Value equality(const Node& node, const Scope& scope);
    Value comparison(const Node& node, const Scope& scope);
    Value time_comparison(const Node& node, const Scope& scope);
    Value membership(const Node& node, const Scope& scope);
    Value sum(const Node& node, const Scope& scope);
    Value plus_time(const Node& node, const Scope& scope);
    Value date_of_birth(const Node& node, const Scope& scope);
    Value extract_from_uvci(const Node& node, const Scope& scope);
    Value reduction(const Node& node, const Scope& scope);

    Value arithmetic(const Node& node, const Scope& scope);
    Value extreme(const Node& node, const Scope& scope);
    Value concatenation(const Node& node, const Scope& scope);
    Value substring(const Node& node, const Scope& scope);
    Value merge(const Node& node, const Scope& scope);
    Value missing(const Node& node, const Scope& scope);
    Value missing_some(const Node& node, const Scope& scope);
    Value absent_of(const Value& paths, const Scope& scope, std::size_t enough);
    Value map(const Node& node, const Scope& scope);
    Value filter(const Node& node, const Scope& scope);
    Value quantifier(const Node& node, const Scope& scope);

    // The next operand of an operator that needs all of them, in `value`. False when it can not be used: it failed, or
    // it or one before it is not known, and the rest is only looked at for what else is missing.
    struct Pending {
        bool undecided = false;
        const Missing* missing = nullptr;
    };
    bool take(const Node& node, std::size_t i, const Scope& scope, Value& value, Pending& pending);
    void wait_for(const Value& value, Pending& pending);  // for what is not known
    template <typename Take>
    void about_each(const Json::array_t& items, const Node& node, const Scope& scope, Take take);

    // True or false as a condition, empty while not known. Fails on what CertLogic calls neither.
    std::optional<bool> truth(const Value& value);
    const Missing* both(const Missing* one, const Missing* other);
    Value unknown_path(std::string_view path, const Scope& scope);
    Value own(Json json);  // charges its size
    const Json& keep(Json json);

    Value fail(const char* code, const char* message);
    bool charge(std::size_t steps) {
        steps_ += steps;
        if (steps_ > max_rule_steps) fail("rule-too-large", "too many steps");
        return !failed();
    }
    bool measure(const Json& json, int depth);  // charges for the size of what is copied, compared or written out
    bool measure(const Value& value) {
        if (value.json() == nullptr) return true;
        return value.text() != nullptr ? charge(1 + value.text()->size() / 16) : measure(*value.json(), 0);
    }
    void forget_failure();  // unless a bound was met
    [[nodiscard]] bool is_jsonlogic() const { return program_.dialect() == Dialect::jsonlogic; }

    const Program& program_;
    const Absent absent_;
    Scope root_;
    const Node* at_ = nullptr;  // the operation under way
    std::size_t steps_ = 0;
    Failure failure_;
    std::forward_list<Json> built_;
    std::forward_list<Missing> missing_;
};

}  // namespace passerelle
