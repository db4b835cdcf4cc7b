#include "rules/expression.hpp"

#include <algorithm>

#include "rules/evaluator.hpp"

namespace passerelle {
namespace {

const Json null_json;

bool is_index(std::string_view text) {
    return !text.empty() && text.size() <= 9 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// The value at a dotted path, nullptr when there is none.
const Json* walk(const Json* at, std::string_view path) {
    while (at != nullptr && !path.empty()) {
        const std::size_t dot = path.find('.');
        const std::string_view name = path.substr(0, dot);
        if (at->is_array() && is_index(name)) {
            const auto index = static_cast<std::size_t>(std::strtoul(std::string(name).c_str(), nullptr, 10));
            at = index < at->size() ? &(*at)[index] : nullptr;
        } else {
            at = member(*at, name);
        }
        path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
    }
    return at;
}

std::string joined(std::string_view prefix, std::string_view path) {
    std::string text(prefix);
    if (!text.empty() && !path.empty()) text += '.';
    return text.append(path);
}

std::string escaped_token(std::string_view key) {  // RFC 6901
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

}  // namespace

std::string Evaluator::place() const {
    std::string text;
    for (const Place& part : path_) {
        text += '/';
        text += part.key.empty() ? std::to_string(part.index) : escaped_token(part.key);
    }
    return text;
}

Value Evaluator::fail(std::string_view code, std::string message) {
    if (!error_) error_ = Error{std::string(code), place(), std::move(message)};
    return Value::unknown({});
}

bool Evaluator::charge(std::size_t steps) {
    steps_ += steps;
    if (steps_ > max_rule_steps) fail("rule-too-large", "too many steps");
    return !failed();
}

// A reduction can double its accumulator at each item: what is built is paid for by its size, before it is copied.
bool Evaluator::measure(const Json& json, int depth) {
    if (depth > max_rule_depth) {
        fail("rule-too-deep", "value nested too deeply");
        return false;
    }
    std::size_t size = 1;
    if (json.is_string()) size += json.get_ref<const std::string&>().size() / 16;
    if (!charge(size)) return false;
    if (!json.is_structured()) return true;
    for (const Json& item : json) {
        if (!measure(item, depth + 1)) return false;
    }
    return true;
}

Value Evaluator::own(Json json) {
    if (json.is_primitive() && !json.is_string()) return Value::own(std::move(json));
    if (!measure(json, 0)) return Value::unknown({});
    return Value::own(std::move(json));
}

std::optional<bool> Evaluator::truth(const Value& value) {
    if (value.kind() == Value::Kind::unknown) return {};
    if (!value.known()) return value.kind() == Value::Kind::truthy;
    if (!value.is_instant()) {
        if (const auto result = truth_of(value.json(), options_.dialect)) return result;
    }
    fail("rule-type", "neither true nor false");
    return {};
}

const Json* Evaluator::plain(const Value& value) {
    if (!value.is_instant()) return &value.json();
    fail("rule-type", "a date-time is no operand here");
    return nullptr;
}

Value Evaluator::run(const Json& rule) {
    Value value = evaluate(rule, root_);
    // The caller gets a copy: bounded like everything else that is built.
    if (!failed() && value.kind() == Value::Kind::borrowed && !measure(value.json(), 0)) return Value::unknown({});
    return value;
}

Value Evaluator::evaluate(const Json& rule, const Scope& scope) {
    if (!charge(1)) return Value::unknown({});
    if (rule.is_array()) return array(rule, scope);
    if (!rule.is_object()) return Value::borrow(rule);
    // In JsonLogic an object of any other size is data.
    if (rule.size() != 1) return is_jsonlogic() ? Value::borrow(rule) : fail("rule-shape", "one operator an object");
    if (path_.size() / 2 >= max_rule_depth) return fail("rule-too-deep", "rule nested too deeply");
    const auto entry = rule.begin();
    const std::string& name = entry.key();
    path_.push_back({name, 0});
    if (!is_jsonlogic() && name != "var" && !entry->is_array()) return fail("rule-shape", "operands must be an array");
    Value value = operation(name, Operands{&*entry}, scope);
    if (!failed()) path_.pop_back();
    return value;
}

Value Evaluator::operand(Operands operands, std::size_t i, const Scope& scope) {
    static const std::string_view index_key;
    if (i >= operands.size()) {
        return is_jsonlogic() ? Value::borrow(null_json) : fail("rule-shape", "operand missing");
    }
    if (!operands.json->is_array()) return evaluate(*operands.json, scope);
    path_.push_back({index_key, i});
    Value value = evaluate(operands.at(i), scope);
    if (!failed()) path_.pop_back();
    return value;
}

Value Evaluator::speculative(Operands operands, std::size_t i, const Scope& scope) {
    const std::size_t depth = path_.size();
    Value value = operand(operands, i, scope);
    if (failed() && error_->code != "rule-too-large" && error_->code != "rule-too-deep") {
        error_.reset();
        path_.resize(depth);
        return Value::unknown({});
    }
    return value;
}

bool Evaluator::operands(Operands list, const Scope& scope, std::vector<Value>& values, Value::Missing& missing) {
    values.reserve(list.size());
    for (std::size_t i = 0; i < list.size(); ++i) {
        values.push_back(operand(list, i, scope));
        if (failed()) return false;
        if (!values.back().known()) {
            add_missing(missing, values.back().missing());
        }
    }
    return true;
}

Value Evaluator::array(const Json& items, const Scope& scope) {
    const bool literal =
        std::none_of(items.begin(), items.end(), [](const Json& item) { return item.is_structured(); });
    if (literal) return Value::borrow(items);
    if (path_.size() / 2 >= max_rule_depth) return fail("rule-too-deep", "rule nested too deeply");
    std::vector<Value> values;
    Value::Missing missing;
    if (!operands(Operands{&items}, scope, values, missing)) return Value::unknown({});
    Json result = Json::array();
    for (const Value& value : values) {
        if (!value.known()) return Value::unknown(std::move(missing));
        if (!value.is_instant() && !measure(value.json(), 1)) return Value::unknown({});
        result.push_back(value.to_json());
    }
    return Value::own(std::move(result));
}

Value Evaluator::operation(std::string_view name, Operands list, const Scope& scope) {
    if (name == "var") return variable(list, scope);
    if (name == "and") return conjunction(list, scope, false);
    if (name == "if") return branch(list, 0, scope);
    if (name == "===") return equality(name, list, scope);
    if (name == "!") return negation(list, scope, false);
    if (name == "<" || name == ">" || name == "<=" || name == ">=") return comparison(name, list, scope);
    if (name == "in") return membership(list, scope);
    if (name == "+") return sum(list, scope);
    if (name == "reduce") return reduction(list, scope);
    if (is_jsonlogic()) {
        if (auto value = jsonlogic_operation(name, list, scope)) return std::move(*value);
    } else {
        if (name == "after" || name == "before" || name == "not-after" || name == "not-before") {
            return time_comparison(name, list, scope);
        }
        if (name == "plusTime") return plus_time(list, scope);
        if (name == "dccDateOfBirth") return date_of_birth(list, scope);
        if (name == "extractFromUVCI") return extract_from_uvci(list, scope);
    }
    return fail("rule-operator", "unknown operator");
}

Value Evaluator::variable(Operands list, const Scope& scope) {
    if (!is_jsonlogic()) {
        if (!list.json->is_string()) return fail("rule-shape", "var takes a path");
        return look_up(list.json->get_ref<const std::string&>(), scope);
    }
    if (list.size() == 0) return look_up("", scope);
    const Value path = operand(list, 0, scope);
    if (failed() || !path.known()) return Value::unknown(path.missing());
    const Json* json = plain(path);
    if (json == nullptr) return Value::unknown({});
    Value value = look_up(json->is_null() ? std::string() : coerced_text(*json), scope);
    const bool has_default = options_.absent == Absent::is_null && list.size() > 1;
    if (has_default && !failed() && value.known() && !value.is_instant() && value.json().is_null()) {
        return operand(list, 1, scope);
    }
    return value;
}

Value Evaluator::look_up(std::string_view path, const Scope& scope) {
    const Json* found = nullptr;
    std::string name;
    if (scope.accumulator == nullptr) {
        found = walk(scope.data, path);
        name = joined(scope.prefix, path);
    } else {
        const std::size_t dot = path.find('.');
        const std::string_view first = path.substr(0, dot);
        const std::string_view rest = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
        const Value& accumulator = *scope.accumulator;
        if (first == "accumulator") {
            if (!accumulator.known()) return rest.empty() ? accumulator : Value::unknown(accumulator.missing());
            if (accumulator.is_instant()) return rest.empty() ? accumulator : Value::borrow(null_json);
            found = walk(&accumulator.json(), rest);
            return Value::borrow(found == nullptr ? null_json : *found);
        }
        if (path.empty()) {
            if (!accumulator.known()) return Value::unknown(accumulator.missing());
            if (!measure(*scope.data, 1) || (!accumulator.is_instant() && !measure(accumulator.json(), 1))) {
                return Value::unknown({});
            }
            return Value::own(Json{{"current", *scope.data}, {"accumulator", accumulator.to_json()}});
        }
        // The specification foresees `data` for what lies outside the reduction (section "Reduction").
        if (first == "data") return look_up(rest, *scope.outer);
        if (first == "current") found = walk(scope.data, rest);
        name = joined(scope.prefix, rest);
    }
    if (found != nullptr && !found->is_null()) return Value::borrow(*found);
    if (options_.absent == Absent::is_unknown) return Value::unknown({name});
    return Value::borrow(null_json);
}

// JsonLogic's chain of guards and values; CertLogic's three operands are its shortest case.
Value Evaluator::branch(Operands list, std::size_t from, const Scope& scope) {
    if (!is_jsonlogic() && list.size() != 3) return fail("rule-shape", "if takes three operands");
    for (std::size_t i = from; i + 1 < list.size(); i += 2) {
        const Value guard = operand(list, i, scope);
        const auto holds = failed() ? std::nullopt : truth(guard);
        if (failed()) return Value::unknown({});
        if (!holds) {
            const Value then = speculative(list, i + 1, scope);
            if (failed()) return Value::unknown({});
            const bool last = i + 3 >= list.size();
            Value otherwise = Value::borrow(null_json);
            if (!last) {
                const std::size_t depth = path_.size();
                otherwise = branch(list, i + 2, scope);
                if (failed() && error_->code != "rule-too-large" && error_->code != "rule-too-deep") {
                    error_.reset();
                    path_.resize(depth);
                    otherwise = Value::unknown({});
                }
            } else if (i + 2 < list.size()) {
                otherwise = speculative(list, i + 2, scope);
            }
            return failed() ? Value::unknown({}) : either(then, otherwise, guard.missing());
        }
        if (*holds) return operand(list, i + 1, scope);
    }
    if ((list.size() - from) % 2 == 1) return operand(list, list.size() - 1, scope);
    return Value::borrow(null_json);
}

// The value of an undecided `if`: what both branches agree on, at least as conditions.
Value Evaluator::either(const Value& one, const Value& other, Value::Missing guard) {
    if (one.known() && other.known() && one.is_instant() == other.is_instant()) {
        if (one.is_instant() ? one.instant_ms() == other.instant_ms() : one.json() == other.json()) return one;
    }
    Value::Missing missing = std::move(guard);
    add_missing(missing, one.missing());
    add_missing(missing, other.missing());
    const auto truth_or_none = [this](const Value& value) -> std::optional<bool> {
        if (value.kind() == Value::Kind::unknown || value.is_instant()) return {};
        if (!value.known()) return value.kind() == Value::Kind::truthy;
        return truth_of(value.json(), options_.dialect);
    };
    const auto left = truth_or_none(one);
    if (left && left == truth_or_none(other)) return Value::decided(*left, std::move(missing));
    return Value::unknown(std::move(missing));
}

// `and` ends at the first false operand, JsonLogic's `or` (until = true) at the first true one.
Value Evaluator::conjunction(Operands list, const Scope& scope, bool until) {
    if (!is_jsonlogic() && list.size() < 2) return fail("rule-shape", "and takes two operands or more");
    Value::Missing missing;
    bool undecided = false;
    Value value = Value::borrow(null_json);
    for (std::size_t i = 0; i < list.size(); ++i) {
        value = undecided ? speculative(list, i, scope) : operand(list, i, scope);
        if (failed()) return Value::unknown({});
        const auto holds = truth(value);
        if (failed()) return Value::unknown({});
        if (holds == until) {
            if (!undecided) return value;
            add_missing(missing, value.missing());
            return Value::decided(until, std::move(missing));
        }
        if (!holds) {
            undecided = true;
            add_missing(missing, value.missing());
        }
    }
    return undecided ? Value::unknown(std::move(missing)) : value;
}

Value Evaluator::negation(Operands list, const Scope& scope, bool twice) {
    if (!is_jsonlogic() && list.size() != 1) return fail("rule-shape", "! takes one operand");
    const Value value = operand(list, 0, scope);
    const auto holds = failed() ? std::nullopt : truth(value);
    if (!holds) return Value::unknown(value.missing());
    return Value::own(*holds == twice);
}

Value Evaluator::equality(std::string_view name, Operands list, const Scope& scope) {
    if (!is_jsonlogic() && list.size() != 2) return fail("rule-shape", "=== takes two operands");
    const Value left = operand(list, 0, scope);
    const Value right = failed() ? Value() : operand(list, 1, scope);
    if (failed()) return Value::unknown({});
    if (!left.known() || !right.known()) {
        Value::Missing missing = left.missing();
        add_missing(missing, right.missing());
        return Value::unknown(std::move(missing));
    }
    const Json* a = plain(left);
    const Json* b = plain(right);
    if (a == nullptr || b == nullptr) return Value::unknown({});
    const bool strict = name.size() == 3;
    const bool equal = strict ? *a == *b : loosely_equal(*a, *b);
    return Value::own(equal == (name.front() == '='));
}

Value Evaluator::comparison(std::string_view name, Operands list, const Scope& scope) {
    if (!is_jsonlogic() && (list.size() < 2 || list.size() > 3)) return fail("rule-shape", "two or three operands");
    Value values[3];
    const std::size_t count = std::min<std::size_t>(std::max<std::size_t>(list.size(), 2), 3);
    for (std::size_t i = 0; i < count; ++i) {
        values[i] = operand(list, i, scope);
        if (failed()) return Value::unknown({});
    }
    Value::Missing missing;
    bool all_known = true;
    for (std::size_t i = 0; i + 1 < count; ++i) {
        if (!values[i].known() || !values[i + 1].known()) {
            all_known = false;
            continue;
        }
        const Json* left = plain(values[i]);
        const Json* right = plain(values[i + 1]);
        if (left == nullptr || right == nullptr) return Value::unknown({});
        int order = 0;
        if (is_jsonlogic() && left->is_string() && right->is_string()) {
            order = left->get_ref<const std::string&>().compare(right->get_ref<const std::string&>());
        } else {
            const auto a = is_jsonlogic() ? coerced_number(*left) : number_of(*left);
            const auto b = is_jsonlogic() ? coerced_number(*right) : number_of(*right);
            if (!is_jsonlogic() && (!a || !b || !a->is_integer || !b->is_integer)) {
                return fail("rule-type", "comparison takes integers");
            }
            if (!a || !b) return Value::own(false);  // NaN compares false
            order = compare(*a, *b);
        }
        const bool holds = (order == 0 && name.size() == 2) || (name.front() == '<' ? order < 0 : order > 0);
        if (!holds) return Value::own(false);
    }
    if (all_known) return Value::own(true);
    for (std::size_t i = 0; i < count; ++i) add_missing(missing, values[i].missing());
    return Value::unknown(std::move(missing));
}

Value Evaluator::time_comparison(std::string_view name, Operands list, const Scope& scope) {
    if (list.size() < 2 || list.size() > 3) return fail("rule-shape", "two or three operands");
    std::vector<Value> values;
    Value::Missing missing;
    if (!operands(list, scope, values, missing)) return Value::unknown({});
    bool all_known = true;
    for (const Value& value : values) {
        if (value.known() && !value.is_instant())
            return fail("rule-type", "date comparison takes plusTime or dccDateOfBirth");
    }
    for (std::size_t i = 0; i + 1 < values.size(); ++i) {
        if (!values[i].known() || !values[i + 1].known()) {
            all_known = false;
            continue;
        }
        const std::int64_t left = values[i].instant_ms();
        const std::int64_t right = values[i + 1].instant_ms();
        const bool holds = name == "after"       ? left > right
                           : name == "before"    ? left < right
                           : name == "not-after" ? left <= right
                                                 : left >= right;
        if (!holds) return Value::own(false);
    }
    return all_known ? Value::own(true) : Value::unknown(std::move(missing));
}

Value Evaluator::membership(Operands list, const Scope& scope) {
    if (!is_jsonlogic() && list.size() != 2) return fail("rule-shape", "in takes two operands");
    const Value needle = operand(list, 0, scope);
    const Value stack = failed() ? Value() : operand(list, 1, scope);
    if (failed()) return Value::unknown({});
    if (!needle.known() || !stack.known()) {
        Value::Missing missing = needle.missing();
        add_missing(missing, stack.missing());
        return Value::unknown(std::move(missing));
    }
    const Json* what = plain(needle);
    const Json* where = plain(stack);
    if (what == nullptr || where == nullptr) return Value::unknown({});
    if (where->is_array()) {
        if (!charge(where->size() / 8)) return Value::unknown({});
        return Value::own(std::find(where->begin(), where->end(), *what) != where->end());
    }
    if (is_jsonlogic() && where->is_string()) {
        return Value::own(where->get_ref<const std::string&>().find(coerced_text(*what)) != std::string::npos);
    }
    if (is_jsonlogic() || where->is_null()) return Value::own(false);
    return fail("rule-type", "in takes an array");
}

Value Evaluator::plus_time(Operands list, const Scope& scope) {
    if (list.size() != 3) return fail("rule-shape", "plusTime takes three operands");
    const auto amount = integer_of(list.at(1));
    const auto unit = list.at(2).is_string() ? parse_time_unit(list.at(2).get_ref<const std::string&>()) : std::nullopt;
    if (!amount || !unit) return fail("rule-shape", "plusTime takes an integer and a unit of time");
    const Value text = operand(list, 0, scope);
    if (failed() || !text.known()) return Value::unknown(text.missing());
    if (text.is_instant() || !text.json().is_string()) return fail("rule-type", "plusTime takes a text");
    const auto start = parse_instant(text.json().get_ref<const std::string&>());
    if (!start) return fail("rule-date", "not a date or date-time");
    const auto result = add_time(*start, *amount, *unit, options_.rounding);
    if (!result) return fail("rule-date", "outside the years 1 to 9999");
    return Value::instant(*result);
}

Value Evaluator::date_of_birth(Operands list, const Scope& scope) {
    if (list.size() != 1) return fail("rule-shape", "dccDateOfBirth takes one operand");
    const Value text = operand(list, 0, scope);
    if (failed() || !text.known()) return Value::unknown(text.missing());
    if (text.is_instant() || !text.json().is_string()) return fail("rule-type", "dccDateOfBirth takes a text");
    const auto day = parse_date_of_birth(text.json().get_ref<const std::string&>());
    return day ? Value::instant(*day) : fail("rule-date", "not a date");
}

// Splits at / # : and leaves out a leading URN:UVCI; the text is not checked any further (specification).
Value Evaluator::extract_from_uvci(Operands list, const Scope& scope) {
    const auto index = list.size() == 2 ? integer_of(list.at(1)) : std::nullopt;
    if (!index) return fail("rule-shape", "extractFromUVCI takes an operand and an index");
    const Value operand_value = operand(list, 0, scope);
    if (failed() || !operand_value.known()) return Value::unknown(operand_value.missing());
    const Json* json = plain(operand_value);
    if (json == nullptr) return Value::unknown({});
    if (json->is_null()) return Value::borrow(null_json);
    if (!json->is_string()) return fail("rule-type", "extractFromUVCI takes a text");
    std::string_view rest = json->get_ref<const std::string&>();
    constexpr std::string_view prefix = "URN:UVCI:";
    if (rest.substr(0, prefix.size()) == prefix) rest.remove_prefix(prefix.size());
    for (std::int64_t at = 0;; ++at) {
        const std::size_t end = rest.find_first_of("/#:");
        if (at == *index) return own(Json(std::string(rest.substr(0, end))));
        if (end == std::string_view::npos) return Value::borrow(null_json);
        rest.remove_prefix(end + 1);
    }
}

Scope Evaluator::item_scope(Operands list, const Json& item, std::size_t index, const Scope& scope) const {
    Scope inner;
    inner.data = &item;
    inner.outer = &scope;
    if (options_.absent == Absent::is_unknown && scope.accumulator == nullptr) {
        const Json* path = list.at(0).is_object() ? member(list.at(0), "var") : nullptr;
        if (path != nullptr) inner.prefix = joined(joined(scope.prefix, as_string(*path)), std::to_string(index));
    }
    return inner;
}

Value Evaluator::reduction(Operands list, const Scope& scope) {
    if (!is_jsonlogic() && list.size() != 3) return fail("rule-shape", "reduce takes three operands");
    const Value items = operand(list, 0, scope);
    Value accumulator = failed() ? Value() : operand(list, 2, scope);
    if (failed()) return Value::unknown({});
    if (!items.known()) {
        Value::Missing missing = items.missing();
        add_missing(missing, accumulator.missing());
        return Value::unknown(std::move(missing));
    }
    if (items.is_instant() || !items.json().is_array()) {
        if (is_jsonlogic() || (!items.is_instant() && items.json().is_null())) return accumulator;
        return fail("rule-type", "reduce takes an array");
    }
    std::size_t index = 0;
    for (const Json& item : items.json()) {
        Scope inner = item_scope(list, item, index++, scope);
        inner.accumulator = &accumulator;
        Value next = operand(list, 1, inner);
        if (failed()) return Value::unknown({});
        // The lambda may hand back a part of the old accumulator: it must not outlive what it borrows from.
        if (next.kind() == Value::Kind::borrowed && accumulator.kind() == Value::Kind::owned) next = own(next.json());
        if (failed()) return Value::unknown({});
        accumulator = std::move(next);
    }
    return accumulator;
}

Result<Outcome> evaluate(const Json& rule, const Json& data, const EvaluationOptions& options) {
    if (options.dialect == Dialect::certlogic && !options.form_checked) {
        const std::vector<Issue> issues = validate_certlogic(rule);
        if (!issues.empty()) {
            const Issue& issue = issues[0];
            const bool unknown_operator = issue.message.rfind("unrecognised operator", 0) == 0;
            const bool too_deep = issue.message == "expression nested too deeply";
            return Error{unknown_operator ? "rule-operator"
                         : too_deep       ? "rule-too-deep"
                                          : "rule-shape",
                         issue.path, issue.message};
        }
    }
    Evaluator evaluator(data, options);
    const Value value = evaluator.run(rule);
    if (evaluator.error()) return *evaluator.error();
    Outcome outcome;
    outcome.known = value.kind() != Value::Kind::unknown;
    if (value.known()) {
        outcome.value = value.to_json();
    } else if (outcome.known) {
        outcome.value = value.kind() == Value::Kind::truthy;
    } else {
        outcome.missing = value.missing();
    }
    return outcome;
}

Result<Outcome> evaluate(const Json& rule, const Json& data, Dialect dialect) {
    EvaluationOptions options;
    options.dialect = dialect;
    return evaluate(rule, data, options);
}

Result<Json> evaluate_two_valued(const Json& rule, const Json& data, Dialect dialect) {
    EvaluationOptions options;
    options.dialect = dialect;
    options.absent = Absent::is_null;
    auto outcome = evaluate(rule, data, options);
    if (!outcome) return outcome.error();
    return std::move(outcome->value);
}

bool is_truthy(const Json& value, Dialect dialect) {
    return truth_of(value, dialect).value_or(false);
}

}  // namespace passerelle
