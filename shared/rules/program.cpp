#include "rules/program.hpp"

#include <algorithm>

#include "rules/evaluator.hpp"

namespace passerelle {
namespace {

enum class In : std::uint8_t { both, certlogic, jsonlogic };

struct Named {
    std::string_view name;
    Operator operation;
    In dialects;
};

constexpr Named operators[] = {
    {"var", Operator::variable, In::both},
    {"and", Operator::and_, In::both},
    {"if", Operator::if_, In::both},
    {"===", Operator::strictly_equal, In::both},
    {"!", Operator::not_, In::both},
    {"<", Operator::less, In::both},
    {">", Operator::greater, In::both},
    {"<=", Operator::at_most, In::both},
    {">=", Operator::at_least, In::both},
    {"in", Operator::in, In::both},
    {"+", Operator::plus, In::both},
    {"reduce", Operator::reduce, In::both},
    {"after", Operator::after, In::certlogic},
    {"before", Operator::before, In::certlogic},
    {"not-after", Operator::not_after, In::certlogic},
    {"not-before", Operator::not_before, In::certlogic},
    {"plusTime", Operator::plus_time, In::certlogic},
    {"dccDateOfBirth", Operator::date_of_birth, In::certlogic},
    {"extractFromUVCI", Operator::extract_from_uvci, In::certlogic},
    {"or", Operator::or_, In::jsonlogic},
    {"?:", Operator::if_, In::jsonlogic},
    {"!!", Operator::truth, In::jsonlogic},
    {"==", Operator::equal, In::jsonlogic},
    {"!=", Operator::unequal, In::jsonlogic},
    {"!==", Operator::strictly_unequal, In::jsonlogic},
    {"-", Operator::minus, In::jsonlogic},
    {"*", Operator::times, In::jsonlogic},
    {"/", Operator::divided, In::jsonlogic},
    {"%", Operator::modulo, In::jsonlogic},
    {"max", Operator::max, In::jsonlogic},
    {"min", Operator::min, In::jsonlogic},
    {"cat", Operator::cat, In::jsonlogic},
    {"substr", Operator::substr, In::jsonlogic},
    {"merge", Operator::merge, In::jsonlogic},
    {"map", Operator::map, In::jsonlogic},
    {"filter", Operator::filter, In::jsonlogic},
    {"all", Operator::all, In::jsonlogic},
    {"some", Operator::some, In::jsonlogic},
    {"none", Operator::none, In::jsonlogic},
    {"missing", Operator::missing, In::jsonlogic},
    {"missing_some", Operator::missing_some, In::jsonlogic},
    {"log", Operator::log, In::jsonlogic},
};

Operator find_operator(std::string_view name, Dialect dialect) {
    const In other = dialect == Dialect::certlogic ? In::jsonlogic : In::certlogic;
    for (const Named& named : operators)
        if (named.name == name && named.dialects != other) return named.operation;
    return Operator::unknown;
}

bool reads_data(Operator operation) {
    return operation == Operator::variable || operation == Operator::missing || operation == Operator::missing_some;
}

const Json null_json;

}  // namespace

std::string pointer_token(std::string_view key) {
    std::string text;
    for (const char c : key) {
        if (c == '~')
            text += "~0";
        else if (c == '/')
            text += "~1";
        else
            text += c;
    }
    return text;
}

class Compiler {
  public:
    explicit Compiler(Program& program) : program_(program), evaluator_(program, null_json, Absent::is_null) {}

    void compile(const Json& rule) {
        program_.nodes_.emplace_back();
        fill(0, rule, 0);
        if (const Node& root = program_.root(); root.operation == Operator::constant) {
            const Json* json = root.constant.json();
            program_.constant_ = json == nullptr ? &evaluator_.keep(root.constant.to_json()) : json;
        }
        program_.built_ = std::move(evaluator_.built_);
    }

  private:
    Node& node(std::uint32_t at) { return program_.nodes_[at]; }

    void fill(std::uint32_t at, const Json& rule, int depth) {
        const bool certlogic = program_.dialect_ == Dialect::certlogic;
        // In JsonLogic an object of more or fewer members is data.
        const bool is_operation = rule.is_object() && (rule.size() == 1 || certlogic);
        const bool is_array = rule.is_array() && std::any_of(rule.begin(), rule.end(),
                                                             [](const Json& item) { return item.is_structured(); });
        if (!is_operation && !is_array) {
            node(at).constant = Value::of(rule);
            return;
        }
        if (depth >= max_rule_depth) {
            node(at).operation = Operator::too_deep;
            return;
        }
        const Json* operands = &rule;
        node(at).operation = Operator::array;
        if (is_operation) {
            node(at).name = rule.begin().key();
            node(at).operation = find_operator(node(at).name, program_.dialect_);
            if (node(at).operation == Operator::unknown) return;
            operands = &*rule.begin();
        }
        fill_operands(at, *operands, depth + 1);
        if (node(at).operation == Operator::variable)
            set_path(at);
        else if (node(at).operation == Operator::missing)
            set_paths(at, *operands);
        else
            work_out(at);
    }

    void fill_operands(std::uint32_t at, const Json& operands, int depth) {
        const std::size_t count = operands.is_array() ? operands.size() : 1;
        const std::size_t first = program_.nodes_.size();
        if (first + count > max_rule_steps) {
            node(at).operation = Operator::too_large;
            return;
        }
        node(at).bare = !operands.is_array();
        node(at).operands = static_cast<std::uint32_t>(first);
        node(at).count = static_cast<std::uint32_t>(count);
        program_.nodes_.resize(first + count);
        for (std::size_t i = 0; i < count; ++i) {
            const auto operand = static_cast<std::uint32_t>(first + i);
            node(operand).parent = at;
            fill(operand, operands.is_array() ? operands[i] : operands, depth);
        }
    }

    // A path that is written in the rule is a text from now on: {"var":1} is "1", {"var":[]} everything.
    void set_path(std::uint32_t at) {
        static const Json everything = "";
        const Node* path = node(at).count == 0 ? nullptr : &program_.operand(node(at), 0);
        if (path != nullptr && path->operation != Operator::constant) return;
        if (path == nullptr || path->constant.is_null())
            node(at).constant = Value::of(everything);
        else if (path->constant.text() != nullptr)
            node(at).constant = path->constant;
        else
            node(at).constant = Value::of(evaluator_.keep(coerced_text(path->constant)));
        node(at).path = VariablePath(*node(at).constant.text());
    }

    // The paths of `missing` where all are written in the rule: one by one, or in the first operand that is a list.
    void set_paths(std::uint32_t at, const Json& operands) {
        const Value written = Value::of(operands);
        for (std::uint32_t i = 0; i < node(at).count; ++i) {
            const Node& operand = program_.operand(node(at), i);
            if (operand.operation != Operator::constant) return;
            if (operand.constant.array() != nullptr) {
                node(at).constant = operand.constant;
                return;
            }
        }
        const bool is_list = written.array() != nullptr;
        node(at).constant = is_list ? written : Value::of(evaluator_.keep(Json::array({written.to_json()})));
    }

    // What depends on no data is evaluated here, once. What fails is left to fail where the rule reaches it.
    void work_out(std::uint32_t at) {
        if (reads_data(node(at).operation) || node(at).operation == Operator::too_large || exhausted_) return;
        for (std::uint32_t i = 0; i < node(at).count; ++i)
            if (program_.operand(node(at), i).operation != Operator::constant) return;
        const Value value = evaluator_.evaluate(node(at), evaluator_.root_);
        if (!evaluator_.failed()) {
            node(at).operation = Operator::constant;
            node(at).constant = value;
            return;
        }
        exhausted_ = evaluator_.steps_ > max_rule_steps;
        evaluator_.failure_ = {};
    }

    Program& program_;
    Evaluator evaluator_;
    bool exhausted_ = false;
};

Program::Program(const Json& rule, Dialect dialect, MonthRounding rounding) : dialect_(dialect), rounding_(rounding) {
    Compiler(*this).compile(rule);
}

std::string Program::place(const Node& node) const {
    std::string text;
    if (&node != nodes_.data()) {
        const Node& parent = nodes_[node.parent];
        text = place(parent);
        const auto index = &node - &nodes_[parent.operands];
        if (!parent.bare) text += "/" + std::to_string(index);
    }
    if (!node.name.empty()) text += "/" + pointer_token(node.name);
    return text;
}

}  // namespace passerelle
