// The form of CertLogic expressions: the specification's validator, issue by issue and in its words.
#include "rules/certlogic_form.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "rules/instant.hpp"
#include "rules/program.hpp"

namespace passerelle {
namespace {

enum class Find : std::uint8_t { first, all };

// Where a part stands, written out only when something is wrong with it.
struct Place {
    const Place* outer = nullptr;
    std::string_view name;  // of the operation; none in a list. No CertLogic operator needs escaping in a JSON Pointer
    std::size_t index = 0;

    [[nodiscard]] std::string text() const {
        if (outer == nullptr) return {};
        std::string path = outer->text();
        if (!name.empty()) path.append("/").append(name);
        return path + "/" + std::to_string(index);
    }
};

class Validator {
  public:
    explicit Validator(Find find) : find_(find) {}
    std::vector<Issue> issues;
    const char* code = "rule-shape";  // of the first issue
    std::string unknown_operator;     // "rule-operator": its name

    void check(const Json& expression, const Place& place, int depth) {
        if (finished()) return;
        if (++parts_ > max_rule_steps) {
            add(Json(), place, "expression with too many parts", "rule-too-large");
            stopped_ = true;
            return;
        }
        // Without the part itself: copying a value that deep is what the bound is there to prevent.
        if (depth > max_rule_depth) return add(Json(), place, "expression nested too deeply", "rule-too-deep");
        if (expression.is_string() || expression.is_boolean() || integer_of(expression)) return;
        if (expression.is_number()) return add(expression, place, dump_json(expression) + " is a non-integer number");
        if (expression.is_array()) return check_all(expression, {}, place, depth);
        if (!expression.is_object()) return add(expression, place, "invalid CertLogic expression");
        if (expression.size() != 1) {
            return add(expression, place,
                       "expression object must have exactly one key, but it has " + std::to_string(expression.size()));
        }
        const auto entry = expression.begin();
        check_operation(expression, entry.key(), *entry, place, depth);
    }

  private:
    [[nodiscard]] bool finished() const { return stopped_ || (find_ == Find::first && !issues.empty()); }

    void add(const Json& expression, const Place& place, std::string message, const char* its_code = "rule-shape") {
        if (finished()) return;
        if (issues.empty()) code = its_code;
        const bool copied = find_ == Find::all && affordable(expression, 0);
        issues.push_back({copied ? expression : Json(), std::move(message), place.text()});
    }

    // A copy is paid for like a look, and goes no deeper: two levels for each operation.
    bool affordable(const Json& part, int depth) {
        if (++parts_ > max_rule_steps || depth > 2 * (max_rule_depth + 1)) return false;
        return !part.is_structured() ||
               std::all_of(part.begin(), part.end(), [&](const Json& inner) { return affordable(inner, depth + 1); });
    }

    void check_all(const Json& operands, std::string_view name, const Place& place, int depth) {
        for (std::size_t i = 0; i < operands.size() && !finished(); ++i)
            check(operands[i], {&place, name, i}, depth + 1);
    }

    void check_operation(const Json& expression, const std::string& name, const Json& operands, const Place& place,
                         int depth) {
        if (name == "var") return check_path(expression, operands, place);
        if (!operands.is_array()) {
            return add(expression, place, "operation not of the form { \"<operator>\": [ <values...> ] }");
        }
        constexpr std::array<std::string_view, 8> comparisons = {
            "<", ">", "<=", ">=", "after", "before", "not-after", "not-before"};
        const std::string count = std::to_string(operands.size());
        const std::size_t size = operands.size();
        if (name == "if" || name == "reduce") {
            if (size != 3) add(expression, place, "\"" + name + "\" must have exactly 3 operands, but it has " + count);
        } else if (name == "and") {
            if (size < 2) add(expression, place, "\"and\" must have at least 2 operands, but it has " + count);
        } else if (std::find(comparisons.begin(), comparisons.end(), name) != comparisons.end()) {
            if (size < 2 || size > 3)
                add(expression, place, "\"" + name + "\" must have 2 or 3 operands, but it has " + count);
        } else if (name == "===" || name == "in" || name == "+") {
            if (size != 2) add(expression, place, "\"" + name + "\" must have 2 operands, but it has " + count);
        } else if (name == "!" || name == "dccDateOfBirth") {
            if (size != 1) add(expression, place, "\"" + name + "\" must have exactly 1 operand, but it has " + count);
        } else if (name == "plusTime") {
            if (size != 3)
                return add(expression, place, "\"plusTime\" must have exactly 3 operands, but it has " + count);
            if (!integer_of(operands[1])) add(expression, place, "amount of \"plusTime\" must be an integer");
            if (!operands[2].is_string() || !parse_time_unit(operands[2].get_ref<const std::string&>())) {
                add(expression, place, "unit of \"plusTime\" must be one of year, month, day, hour");
            }
            return check(operands[0], {&place, name, 0}, depth + 1);
        } else if (name == "extractFromUVCI") {
            if (size != 2)
                return add(expression, place, "\"extractFromUVCI\" must have exactly 2 operands, but it has " + count);
            if (!integer_of(operands[1])) add(expression, place, "index of \"extractFromUVCI\" must be an integer");
            return check(operands[0], {&place, name, 0}, depth + 1);
        } else {
            if (issues.empty()) unknown_operator = name;
            return add(expression, place, "unrecognised operator: \"" + name + "\"", "rule-operator");
        }
        check_all(operands, name, place, depth);
    }

    // "" or fragments without dots, joined by single dots.
    void check_path(const Json& expression, const Json& operand, const Place& place) {
        if (!operand.is_string()) return add(expression, place, "not of the form { \"var\": \"<path>\" }");
        const std::string& text = operand.get_ref<const std::string&>();
        const bool valid =
            text.empty() || (text.front() != '.' && text.back() != '.' && text.find("..") == std::string::npos);
        if (!valid) add(expression, place, "data access path doesn't have a valid format: " + text);
    }

    const Find find_;
    bool stopped_ = false;
    std::size_t parts_ = 0;
};

}  // namespace

std::vector<Issue> validate_certlogic(const Json& expression) {
    Validator validator(Find::all);
    validator.check(expression, Place(), 0);
    return std::move(validator.issues);
}

std::optional<Error> first_wrong_form(const Json& expression) {
    Validator validator(Find::first);
    validator.check(expression, Place(), 0);
    if (validator.issues.empty()) return {};
    Error error{validator.code, validator.issues[0].path, validator.issues[0].message};
    // The place of an operator is where it stands, in both dialects.
    if (error.code == "rule-operator") error.field += "/" + pointer_token(validator.unknown_operator);
    return error;
}

}  // namespace passerelle
