// Inside the evaluator: a rule as a tree of nodes, so that evaluating it needs neither names nor brackets.
#pragma once

#include <cstddef>
#include <cstdint>
#include <forward_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/value.hpp"

namespace passerelle {

constexpr int max_rule_depth = 64;
constexpr std::size_t max_rule_steps = 200'000;  // about 20 ms on a weak phone

enum class Operator : std::uint8_t {
    constant,
    array,
    variable,
    and_,
    or_,
    if_,
    not_,
    truth,  // !!
    strictly_equal,
    strictly_unequal,
    equal,
    unequal,
    less,
    greater,
    at_most,
    at_least,
    in,
    plus,
    minus,
    times,
    divided,
    modulo,
    max,
    min,
    cat,
    substr,
    merge,
    map,
    filter,
    reduce,
    all,
    some,
    none,
    missing,
    missing_some,
    after,
    before,
    not_after,
    not_before,
    plus_time,
    date_of_birth,
    extract_from_uvci,
    log,        // its operand: there is nowhere to write to
    unknown,    // fails when it is reached
    too_deep,   // likewise
    too_large,  // likewise
};

// "experience.0.months" is "experience", then the rest.
[[nodiscard]] std::pair<std::string_view, std::string_view> first_name(std::string_view path);
[[nodiscard]] std::string pointer_token(std::string_view key);  // as RFC 6901 escapes it

// A dotted path, its first name known apart: inside a reduction three names have a meaning of their own.
struct VariablePath {
    enum class First : std::uint8_t { other, accumulator, current, data };
    VariablePath() = default;
    explicit VariablePath(std::string_view dotted);

    std::string_view whole;
    std::string_view rest;  // after the first name and its dot
    First first = First::other;
};

struct Node {
    Operator operation = Operator::constant;
    bool bare = false;           // JsonLogic: one operand without its brackets
    std::uint32_t parent = 0;    // of the root itself
    std::uint32_t operands = 0;  // the first of them; they lie next to each other
    std::uint32_t count = 0;     // how many
    std::string_view name;       // as the rule has it; empty for an array
    Value constant;              // of a variable its path, of `missing` its list of paths, where the rule has them
    VariablePath path;           // of a variable, where the rule has it
};

// Borrows from the rule, which must outlive it.
class Program {
  public:
    // REQUIRES: in CertLogic, a rule without issues.
    Program(const Json& rule, Dialect dialect, MonthRounding rounding);
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    [[nodiscard]] Dialect dialect() const { return dialect_; }
    [[nodiscard]] MonthRounding rounding() const { return rounding_; }
    [[nodiscard]] const Node& root() const { return nodes_.front(); }
    [[nodiscard]] const Node& operand(const Node& node, std::size_t i) const { return nodes_[node.operands + i]; }
    // The value of a rule that depends on no data, which its root then is; nullptr for any other.
    [[nodiscard]] const Json* constant() const { return constant_; }
    // Where the node stands in the rule, with its operator: "/and/1/plusTime".
    [[nodiscard]] std::string place(const Node& node) const;

  private:
    friend class Compiler;
    Dialect dialect_;
    MonthRounding rounding_;
    std::vector<Node> nodes_;
    std::forward_list<Json> built_;  // what constants were worked out
    const Json* constant_ = nullptr;
};

}  // namespace passerelle
