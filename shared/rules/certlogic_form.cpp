// The form of CertLogic expressions: the specification's validator, issue by issue and in its words.
#include <algorithm>
#include <array>
#include <string_view>

#include "rules/instant.hpp"
#include "rules/program.hpp"

namespace passerelle {
namespace {

class Validator {
  public:
    std::vector<Issue> issues;

    void check(const Json& expression, const std::string& path, int depth) {
        // Without the part itself: copying a value that deep is what the bound is there to prevent.
        if (depth > max_rule_depth) return add(Json(), path, "expression nested too deeply");
        if (expression.is_string() || expression.is_boolean() || integer_of(expression)) return;
        if (expression.is_number()) return add(expression, path, dump_json(expression) + " is a non-integer number");
        if (expression.is_array()) return check_all(expression, path, depth);
        if (!expression.is_object()) return add(expression, path, "invalid CertLogic expression");
        if (expression.size() != 1) {
            return add(expression, path,
                       "expression object must have exactly one key, but it has " + std::to_string(expression.size()));
        }
        const auto entry = expression.begin();
        check_operation(expression, entry.key(), *entry, path, depth);
    }

  private:
    void add(const Json& expression, const std::string& path, std::string message) {
        issues.push_back({expression, std::move(message), path});
    }

    void check_all(const Json& operands, const std::string& path, int depth) {
        for (std::size_t i = 0; i < operands.size(); ++i) {
            check(operands[i], path + "/" + std::to_string(i), depth + 1);
        }
    }

    void check_operation(const Json& expression, const std::string& name, const Json& operands, const std::string& path,
                         int depth) {
        if (name == "var") return check_path(expression, operands, path);
        if (!operands.is_array()) {
            return add(expression, path, "operation not of the form { \"<operator>\": [ <values...> ] }");
        }
        constexpr std::array<std::string_view, 8> comparisons = {
            "<", ">", "<=", ">=", "after", "before", "not-after", "not-before"};
        const std::string inner = path + "/" + name;  // no CertLogic operator needs escaping in a JSON Pointer
        const std::string count = std::to_string(operands.size());
        const std::size_t size = operands.size();
        if (name == "if" || name == "reduce") {
            if (size != 3) add(expression, path, "\"" + name + "\" must have exactly 3 operands, but it has " + count);
        } else if (name == "and") {
            if (size < 2) add(expression, path, "\"and\" must have at least 2 operands, but it has " + count);
        } else if (std::find(comparisons.begin(), comparisons.end(), name) != comparisons.end()) {
            if (size < 2 || size > 3)
                add(expression, path, "\"" + name + "\" must have 2 or 3 operands, but it has " + count);
        } else if (name == "===" || name == "in" || name == "+") {
            if (size != 2) add(expression, path, "\"" + name + "\" must have 2 operands, but it has " + count);
        } else if (name == "!" || name == "dccDateOfBirth") {
            if (size != 1) add(expression, path, "\"" + name + "\" must have exactly 1 operand, but it has " + count);
        } else if (name == "plusTime") {
            if (size != 3)
                return add(expression, path, "\"plusTime\" must have exactly 3 operands, but it has " + count);
            if (!integer_of(operands[1])) add(expression, path, "amount of \"plusTime\" must be an integer");
            if (!operands[2].is_string() || !parse_time_unit(operands[2].get_ref<const std::string&>())) {
                add(expression, path, "unit of \"plusTime\" must be one of year, month, day, hour");
            }
            return check(operands[0], inner + "/0", depth + 1);
        } else if (name == "extractFromUVCI") {
            if (size != 2)
                return add(expression, path, "\"extractFromUVCI\" must have exactly 2 operands, but it has " + count);
            if (!integer_of(operands[1])) add(expression, path, "index of \"extractFromUVCI\" must be an integer");
            return check(operands[0], inner + "/0", depth + 1);
        } else {
            return add(expression, path, "unrecognised operator: \"" + name + "\"");
        }
        check_all(operands, inner, depth);
    }

    // "" or fragments without dots, joined by single dots.
    void check_path(const Json& expression, const Json& operand, const std::string& path) {
        if (!operand.is_string()) return add(expression, path, "not of the form { \"var\": \"<path>\" }");
        const std::string& text = operand.get_ref<const std::string&>();
        const bool valid =
            text.empty() || (text.front() != '.' && text.back() != '.' && text.find("..") == std::string::npos);
        if (!valid) add(expression, path, "data access path doesn't have a valid format: " + text);
    }
};

}  // namespace

std::vector<Issue> validate_certlogic(const Json& expression) {
    Validator validator;
    validator.check(expression, "", 0);
    return std::move(validator.issues);
}

}  // namespace passerelle
