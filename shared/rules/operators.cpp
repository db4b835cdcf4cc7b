// What JsonLogic has beyond CertLogic, and the sum that both know.
#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "rules/evaluator.hpp"

namespace passerelle {
namespace {

const Json null_json;

// Exact over integers, empty on overflow; a division that leaves a rest is for doubles.
std::optional<std::int64_t> exact(char operation, std::int64_t left, std::int64_t right) {
    std::int64_t result = 0;
    switch (operation) {
        case '+':
            return __builtin_add_overflow(left, right, &result) ? std::nullopt : std::optional(result);
        case '-':
            return __builtin_sub_overflow(left, right, &result) ? std::nullopt : std::optional(result);
        case '*':
            return __builtin_mul_overflow(left, right, &result) ? std::nullopt : std::optional(result);
        case '/':
            if (right == 0 || right == -1 || left % right != 0) return {};
            return left / right;
        case '%':
            if (right == 0 || right == -1) return {};
            return left % right;
        default:
            return {};
    }
}

double inexact(char operation, double left, double right) {
    switch (operation) {
        case '+':
            return left + right;
        case '-':
            return left - right;
        case '*':
            return left * right;
        case '/':
            return right == 0 ? NAN : left / right;
        default:
            return right == 0 ? NAN : std::fmod(left, right);
    }
}

Number apply(char operation, Number left, Number right) {
    if (left.is_integer && right.is_integer) {
        if (const auto result = exact(operation, left.integer, right.integer)) return {true, *result, 0};
    }
    return {false, 0, inexact(operation, left.as_real(), right.as_real())};
}

}  // namespace

std::optional<Value> Evaluator::jsonlogic_operation(std::string_view name, Operands list, const Scope& scope) {
    if (name == "or") return conjunction(list, scope, true);
    if (name == "?:") return branch(list, 0, scope);
    if (name == "!!") return negation(list, scope, true);
    if (name == "==" || name == "!=" || name == "!==") return equality(name, list, scope);
    if (name == "-" || name == "*" || name == "/" || name == "%") return arithmetic(name, list, scope);
    if (name == "max" || name == "min") return extreme(list, scope, name == "max");
    if (name == "cat") return concatenation(list, scope);
    if (name == "substr") return substring(list, scope);
    if (name == "merge") return merge(list, scope);
    if (name == "map" || name == "filter") return map(list, scope, name == "filter");
    if (name == "all") return quantifier(list, scope, Need::all);
    if (name == "some") return quantifier(list, scope, Need::any);
    if (name == "none") return quantifier(list, scope, Need::none);
    if (name == "missing_some") return missing_some(list, scope);
    if (name != "missing") return std::nullopt;

    std::vector<Value> values;
    Value::Missing missing;
    if (!operands(list, scope, values, missing) || !missing.empty()) return Value::unknown(std::move(missing));
    Json paths = Json::array();
    for (const Value& value : values) {
        const Json* json = value.known() ? plain(value) : nullptr;
        if (json == nullptr) return Value::unknown({});
        if (json->is_array()) return absent_of(*json, scope, json->size());
        paths.push_back(*json);
    }
    return absent_of(paths, scope, paths.size());
}

Value Evaluator::sum(Operands list, const Scope& scope) {
    if (is_jsonlogic()) return arithmetic("+", list, scope);
    if (list.size() != 2) return fail("rule-shape", "+ takes two operands");
    std::vector<Value> values;
    Value::Missing missing;
    if (!operands(list, scope, values, missing)) return Value::unknown({});
    for (const Value& value : values) {
        if (!value.known()) return Value::unknown(std::move(missing));
    }
    const auto left = values[0].is_instant() ? std::nullopt : integer_of(values[0].json());
    const auto right = values[1].is_instant() ? std::nullopt : integer_of(values[1].json());
    if (!left || !right) return fail("rule-type", "+ takes integers");
    const auto result = exact('+', *left, *right);
    return result ? Value::own(*result) : fail("rule-number", "sum outside 64 bits");
}

Value Evaluator::arithmetic(std::string_view name, Operands list, const Scope& scope) {
    const char operation = name.front();
    std::vector<Value> values;
    Value::Missing missing;
    if (!operands(list, scope, values, missing)) return Value::unknown({});
    Number result{true, operation == '*' ? 1 : 0, 0};
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!values[i].known()) return Value::unknown(std::move(missing));
        const Json* json = plain(values[i]);
        if (json == nullptr) return Value::unknown({});
        const auto number = operation == '+' || operation == '*' ? leading_number(*json) : coerced_number(*json);
        if (!number) return fail("rule-number", "not a number");
        if (i == 0 && operation != '+')
            result = *number;
        else
            result = apply(operation, result, *number);
    }
    if (values.size() == 1 && operation == '-') result = apply('-', Number{}, result);
    if (values.size() < 2 && (operation == '/' || operation == '%'))
        return fail("rule-number", "one operand is missing");
    const auto json = json_of(result);
    return json ? Value::own(*json) : fail("rule-number", "not a finite number");
}

Value Evaluator::extreme(Operands list, const Scope& scope, bool greatest) {
    std::vector<Value> values;
    Value::Missing missing;
    if (!operands(list, scope, values, missing)) return Value::unknown({});
    std::optional<Number> best;
    for (const Value& value : values) {
        if (!value.known()) return Value::unknown(std::move(missing));
        const Json* json = plain(value);
        const auto number = json == nullptr ? std::nullopt : coerced_number(*json);
        if (!number) return fail("rule-number", "not a number");
        if (!best || (greatest ? compare(*number, *best) > 0 : compare(*number, *best) < 0)) best = number;
    }
    if (!best) return Value::borrow(null_json);
    const auto json = json_of(*best);
    return json ? Value::own(*json) : fail("rule-number", "not a finite number");
}

Value Evaluator::concatenation(Operands list, const Scope& scope) {
    std::vector<Value> values;
    Value::Missing missing;
    if (!operands(list, scope, values, missing)) return Value::unknown({});
    std::string text;
    for (const Value& value : values) {
        if (!value.known()) return Value::unknown(std::move(missing));
        const Json* json = plain(value);
        if (json == nullptr || !measure(*json, 0)) return Value::unknown({});
        text += coerced_text(*json);
    }
    return own(Json(std::move(text)));
}

// Counts code points where JavaScript counts UTF-16 units, so that no character is ever cut in two.
Value Evaluator::substring(Operands list, const Scope& scope) {
    std::vector<Value> values;
    Value::Missing missing;
    if (!operands(list, scope, values, missing)) return Value::unknown({});
    for (const Value& value : values) {
        if (!value.known()) return Value::unknown(std::move(missing));
        if (plain(value) == nullptr) return Value::unknown({});
    }
    if (values.empty()) return Value::borrow(null_json);
    const std::string text = to_valid_utf8(coerced_text(values[0].json()));
    std::vector<std::size_t> starts;
    for (std::size_t at = 0; at < text.size();) {
        starts.push_back(at);
        static_cast<void>(next_code_point(text, at));
    }
    if (!charge(starts.size() / 8)) return Value::unknown({});
    starts.push_back(text.size());
    const auto length = static_cast<std::int64_t>(starts.size()) - 1;
    const auto position = [&](std::size_t i, std::int64_t otherwise) {
        if (i >= values.size()) return std::optional(otherwise);
        const auto number = coerced_number(values[i].json());
        return number && number->is_integer ? std::optional(std::clamp(number->integer, -length, length))
                                            : std::nullopt;
    };
    const auto from = position(1, 0);
    const auto count = position(2, length);
    if (!from || !count) return fail("rule-type", "substr takes integers");
    const std::int64_t begin = *from < 0 ? length + *from : *from;
    const std::int64_t end = std::min(length, *count < 0 ? length + *count : begin + *count);
    if (end <= begin) return Value::own(Json(std::string()));
    const std::size_t first = starts[static_cast<std::size_t>(begin)];
    return own(Json(text.substr(first, starts[static_cast<std::size_t>(end)] - first)));
}

Value Evaluator::merge(Operands list, const Scope& scope) {
    std::vector<Value> values;
    Value::Missing missing;
    if (!operands(list, scope, values, missing)) return Value::unknown({});
    Json result = Json::array();
    for (const Value& value : values) {
        if (!value.known()) return Value::unknown(std::move(missing));
        const Json* json = plain(value);
        if (json == nullptr || !measure(*json, 0)) return Value::unknown({});
        if (json->is_array())
            result.insert(result.end(), json->begin(), json->end());
        else
            result.push_back(*json);
    }
    return Value::own(std::move(result));
}

// The paths without answer; none once `enough` of them have one. With unknowns the list itself is not settled
// as long as an answer can still come.
Value Evaluator::absent_of(const Json& paths, const Scope& scope, std::size_t enough) {
    Json result = Json::array();
    Value::Missing missing;
    for (const Json& path : paths) {
        if (!charge(1)) return Value::unknown({});
        const Value value = look_up(coerced_text(path), scope);
        if (failed()) return Value::unknown({});
        const bool empty_text = value.known() && !value.is_instant() && value.json() == Json("");
        if (!value.known() || empty_text || (!value.is_instant() && value.json().is_null())) {
            result.push_back(path);
            add_missing(missing, value.missing());
        }
    }
    if (paths.size() - result.size() >= enough) {
        if (enough < paths.size() || result.empty()) return Value::own(Json::array());
    }
    return missing.empty() ? Value::own(std::move(result)) : Value::unknown(std::move(missing));
}

Value Evaluator::missing_some(Operands list, const Scope& scope) {
    std::vector<Value> values;
    Value::Missing missing;
    if (!operands(list, scope, values, missing)) return Value::unknown({});
    for (const Value& value : values) {
        if (!value.known()) return Value::unknown(std::move(missing));
        if (plain(value) == nullptr) return Value::unknown({});
    }
    const auto need = values.size() == 2 ? integer_of(values[0].json()) : std::nullopt;
    if (!need || *need < 0 || !values[1].json().is_array())
        return fail("rule-shape", "missing_some takes a count and paths");
    return absent_of(values[1].json(), scope, static_cast<std::size_t>(*need));
}

Value Evaluator::map(Operands list, const Scope& scope, bool filter) {
    const Value items = operand(list, 0, scope);
    if (failed() || !items.known()) return Value::unknown(items.missing());
    const Json* json = plain(items);
    if (json == nullptr) return Value::unknown({});
    Json result = Json::array();
    if (!json->is_array()) return Value::own(std::move(result));
    Value::Missing missing;
    bool all_known = true;
    std::size_t index = 0;
    for (const Json& item : *json) {
        const Value value = operand(list, 1, item_scope(list, item, index++, scope));
        if (failed()) return Value::unknown({});
        const auto keep = filter ? truth(value) : std::optional(value.known());
        if (failed()) return Value::unknown({});
        if (!keep || (!filter && !*keep)) {
            all_known = false;
            add_missing(missing, value.missing());
            continue;
        }
        if (!*keep) continue;
        if (filter) {
            if (!measure(item, 1)) return Value::unknown({});
            result.push_back(item);
        } else {
            if (!value.is_instant() && !measure(value.json(), 1)) return Value::unknown({});
            result.push_back(value.to_json());
        }
    }
    return all_known ? Value::own(std::move(result)) : Value::unknown(std::move(missing));
}

// all of nothing is false and none of nothing is true, as JsonLogic has it.
Value Evaluator::quantifier(Operands list, const Scope& scope, Need need) {
    const Value items = operand(list, 0, scope);
    if (failed() || !items.known()) return Value::unknown(items.missing());
    const Json* json = plain(items);
    if (json == nullptr) return Value::unknown({});
    if (!json->is_array() || json->empty()) return Value::own(need == Need::none);
    const bool deciding = need != Need::all;  // the truth of one item that settles the whole
    Value::Missing missing;
    bool all_known = true;
    std::size_t index = 0;
    for (const Json& item : *json) {
        const Value value = operand(list, 1, item_scope(list, item, index++, scope));
        if (failed()) return Value::unknown({});
        const auto holds = truth(value);
        if (failed()) return Value::unknown({});
        if (holds == deciding) return Value::own(need == Need::any);
        if (!holds) {
            all_known = false;
            add_missing(missing, value.missing());
        }
    }
    if (!all_known) return Value::unknown(std::move(missing));
    return Value::own(need != Need::any);
}

}  // namespace passerelle
