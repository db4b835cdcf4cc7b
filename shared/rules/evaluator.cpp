#include "rules/evaluator.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "rules/instant.hpp"

namespace passerelle {
namespace {

const Json null_json;
const Json true_json = true;
const Json false_json = false;

const Json* item_at(const Json& array, std::string_view name) {
    if (name.empty() || name.size() > 9) return nullptr;
    std::size_t index = 0;
    for (const char digit : name) {
        if (digit < '0' || digit > '9') return nullptr;
        index = 10 * index + static_cast<std::size_t>(digit - '0');
    }
    return index < array.size() ? &array[index] : nullptr;
}

// The value at a dotted path, nullptr when there is none.
const Json* walk(const Json* at, std::string_view path) {
    while (at != nullptr && !path.empty()) {
        const auto [name, rest] = first_name(path);
        at = at->is_array() ? item_at(*at, name) : member(*at, name);
        path = rest;
    }
    return at;
}

std::string joined(std::string path, std::string_view name) {
    if (!path.empty() && !name.empty()) path += '.';
    return path.append(name);
}

// Where the data of a scope lie in the facts: "experience.0". Not known for what was built, or inside a reduction.
std::string prefix_of(const Scope& scope) {
    if (scope.list == nullptr || scope.outer->accumulator != nullptr) return {};
    const std::string* path = scope.list->operation == Operator::variable ? scope.list->constant.text() : nullptr;
    if (path == nullptr) return {};
    return joined(joined(prefix_of(*scope.outer), *path), std::to_string(scope.index));
}

// Of finding a text in another: at worst nearly the whole of it is compared at every place.
std::size_t search_steps(std::size_t length, std::size_t searched) {
    if (searched > length) return 1;
    const std::uint64_t compared = std::uint64_t{length - searched + 1} * searched / 64;
    return static_cast<std::size_t>(std::min<std::uint64_t>(compared, max_rule_steps + 1));
}

}  // namespace

VariablePath::VariablePath(std::string_view dotted) : whole(dotted) {
    const auto [name, after] = first_name(dotted);
    rest = after;
    first = name == "accumulator" ? First::accumulator
            : name == "current"   ? First::current
            : name == "data"      ? First::data
                                  : First::other;
}

std::pair<std::string_view, std::string_view> first_name(std::string_view path) {
    std::size_t dot = 0;
    while (dot < path.size() && path[dot] != '.') ++dot;  // names are short: quicker than path.find
    return {path.substr(0, dot), path.substr(std::min(dot + 1, path.size()))};
}

Evaluator::Evaluator(const Program& program, const Json& data, Absent absent) : program_(program), absent_(absent) {
    root_.data = &data;
}

Value Evaluator::run() {
    at_ = &program_.root();
    const Value value = evaluate(program_.root(), root_);
    // What is copied for the caller is bounded like everything else that is built.
    if (!failed() && !built_.empty()) measure(value);
    return value;
}

void Evaluator::hand_over(const Value& value, Outcome& outcome) {
    if (value.is_null())
        outcome.found = &null_json;
    else if (value.kind() == Value::Kind::boolean)
        outcome.found = value.as_boolean() ? &true_json : &false_json;
    else if (value.json() == nullptr)
        outcome.built = value.to_json();
    else if (built_.empty())
        outcome.found = value.json();
    else if (value.json() == &built_.front())
        outcome.built = std::move(built_.front());
    else
        outcome.built = *value.json();  // it may be a part of what was built
}

Error Evaluator::error() const {
    return Error{failure_.code, program_.place(*failure_.node), failure_.message};
}

std::vector<std::string> Evaluator::missing_paths(const Value& value) const {
    std::vector<std::string> paths;
    std::set<std::string_view> met;
    std::vector<const Missing*> next = {value.missing()};
    while (!next.empty()) {
        const Missing* missing = next.back();
        next.pop_back();
        if (missing == nullptr) continue;
        if (missing->first != nullptr) {
            next.push_back(missing->then);
            next.push_back(missing->first);
        } else if (met.insert(missing->path).second) {
            paths.push_back(missing->path);
        }
    }
    return paths;
}

const Missing* Evaluator::both(const Missing* one, const Missing* other) {
    if (one == nullptr || other == nullptr || one == other) return one == nullptr ? other : one;
    return &missing_.emplace_front(Missing{{}, one, other});
}

Value Evaluator::unknown_path(std::string_view path, const Scope& scope) {
    return Value::unknown(&missing_.emplace_front(Missing{joined(prefix_of(scope), path)}));
}

Value Evaluator::fail(const char* code, const char* message) {
    if (!failed()) failure_ = {code, message, at_};
    return Value::unknown(nullptr);
}

void Evaluator::forget_failure() {
    const std::string_view code = failed() ? failure_.code : "";
    if (code != "rule-too-large" && code != "rule-too-deep") failure_ = {};
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
    if (const auto* items = json.get_ptr<const Json::array_t*>()) {  // far quicker than by the iterators of Json
        for (const Json& item : *items)
            if (!measure(item, depth + 1)) return false;
    } else if (json.is_object()) {
        for (const Json& item : json)
            if (!measure(item, depth + 1)) return false;
    }
    return true;
}

const Json& Evaluator::keep(Json json) {
    return built_.emplace_front(std::move(json));
}

Value Evaluator::own(Json json) {
    return measure(json, 0) ? Value::of(keep(std::move(json))) : Value();
}

std::optional<bool> Evaluator::truth(const Value& value) {
    const auto result = truth_of(value, program_.dialect());
    if (!result && value.kind() != Value::Kind::unknown) fail("rule-type", "neither true nor false");
    return result;
}

Value Evaluator::evaluate(const Node& node, const Scope& scope) {
    if (!charge(1)) return Value::unknown(nullptr);
    if (node.operation == Operator::constant) return node.constant;
    const Node* outer = std::exchange(at_, &node);
    const Value value = operation(node, scope);
    at_ = outer;
    return value;
}

Value Evaluator::operand(const Node& node, std::size_t i, const Scope& scope) {
    return i < node.count ? evaluate(program_.operand(node, i), scope) : Value();
}

Value Evaluator::speculative(const Node& node, std::size_t i, const Scope& scope) {
    const Value value = operand(node, i, scope);
    if (!failed()) return value;
    forget_failure();
    return Value::unknown(nullptr);
}

bool Evaluator::take(const Node& node, std::size_t i, const Scope& scope, Value& value, Pending& pending) {
    value = operand(node, i, scope);
    if (failed()) return false;
    if (!value.known()) wait_for(value, pending);
    return !pending.undecided && measure(value);
}

void Evaluator::wait_for(const Value& value, Pending& pending) {
    pending.undecided = true;
    pending.missing = both(pending.missing, value.missing());
}

Value Evaluator::operation(const Node& node, const Scope& scope) {
    switch (node.operation) {
        case Operator::constant:
            return node.constant;
        case Operator::array:
            return array(node, scope);
        case Operator::variable:
            return variable(node, scope);
        case Operator::and_:
            return conjunction(node, scope, false);
        case Operator::or_:
            return conjunction(node, scope, true);
        case Operator::if_:
            return branch(node, scope);
        case Operator::not_:
            return negation(node, scope, false);
        case Operator::truth:
            return negation(node, scope, true);
        case Operator::strictly_equal:
        case Operator::strictly_unequal:
        case Operator::equal:
        case Operator::unequal:
            return equality(node, scope);
        case Operator::less:
        case Operator::greater:
        case Operator::at_most:
        case Operator::at_least:
            return comparison(node, scope);
        case Operator::in:
            return membership(node, scope);
        case Operator::plus:
            return is_jsonlogic() ? arithmetic(node, scope) : sum(node, scope);
        case Operator::minus:
        case Operator::times:
        case Operator::divided:
        case Operator::modulo:
            return arithmetic(node, scope);
        case Operator::max:
        case Operator::min:
            return extreme(node, scope);
        case Operator::cat:
            return concatenation(node, scope);
        case Operator::substr:
            return substring(node, scope);
        case Operator::merge:
            return merge(node, scope);
        case Operator::map:
            return map(node, scope);
        case Operator::filter:
            return filter(node, scope);
        case Operator::reduce:
            return reduction(node, scope);
        case Operator::all:
        case Operator::some:
        case Operator::none:
            return quantifier(node, scope);
        case Operator::missing:
            return missing(node, scope);
        case Operator::missing_some:
            return missing_some(node, scope);
        case Operator::after:
        case Operator::before:
        case Operator::not_after:
        case Operator::not_before:
            return time_comparison(node, scope);
        case Operator::plus_time:
            return plus_time(node, scope);
        case Operator::date_of_birth:
            return date_of_birth(node, scope);
        case Operator::extract_from_uvci:
            return extract_from_uvci(node, scope);
        case Operator::log:
            return operand(node, 0, scope);
        case Operator::unknown:
            return fail("rule-operator", "unknown operator");
        case Operator::too_deep:
            return fail("rule-too-deep", "rule nested too deeply");
        case Operator::too_large:
            return fail("rule-too-large", "too many operands");
    }
    return {};
}

Value Evaluator::array(const Node& node, const Scope& scope) {
    Pending pending;
    Json::array_t result;
    result.reserve(node.count);
    for (std::size_t i = 0; i < node.count; ++i) {
        Value item;
        if (take(node, i, scope, item, pending)) result.push_back(item.to_json());
    }
    if (failed() || pending.undecided) return Value::unknown(pending.missing);
    return own(std::move(result));
}

Value Evaluator::variable(const Node& node, const Scope& scope) {
    Value value;
    if (node.constant.text() != nullptr) {
        if (!charge(node.path.whole.size() / 16)) return {};
        value = look_up(node.path, scope);
    } else {
        const Value path = operand(node, 0, scope);
        if (failed() || !path.known()) return Value::unknown(path.missing());
        if (!measure(path)) return {};
        const std::string text = path.is_null() ? std::string() : coerced_text(path);
        value = look_up(VariablePath(text), scope);
    }
    const bool has_default = absent_ == Absent::is_null && node.count > 1;
    return has_default && value.is_null() ? operand(node, 1, scope) : value;
}

Value Evaluator::look_up(const VariablePath& path, const Scope& scope) {
    std::string_view asked = path.whole;
    const Json* found = nullptr;
    if (scope.accumulator == nullptr) {
        found = walk(scope.data, asked);
    } else {
        const Value& accumulator = *scope.accumulator;
        if (path.first == VariablePath::First::accumulator) {
            if (path.rest.empty()) return accumulator;
            if (!accumulator.known()) return Value::unknown(accumulator.missing());
            found = accumulator.json() == nullptr ? nullptr : walk(accumulator.json(), path.rest);
            return found == nullptr ? Value() : Value::of(*found);
        }
        if (path.whole.empty()) {
            if (!accumulator.known()) return Value::unknown(accumulator.missing());
            if (!measure(*scope.data, 1) || !measure(accumulator)) return {};
            return own(Json{{"current", *scope.data}, {"accumulator", accumulator.to_json()}});
        }
        // The specification foresees `data` for what lies outside the reduction (section "Reduction").
        if (path.first == VariablePath::First::data) return look_up(VariablePath(path.rest), *scope.outer);
        if (path.first == VariablePath::First::current) found = walk(scope.data, path.rest);
        asked = path.rest;
    }
    if (found != nullptr && !found->is_null()) return Value::of(*found);
    return absent_ == Absent::is_unknown ? unknown_path(asked, scope) : Value();
}

// JsonLogic's chain of guards and values; CertLogic's three operands are its shortest case. From the first guard that
// is not decided on, the rest is only looked at for what it would agree on.
Value Evaluator::branch(const Node& node, const Scope& scope) {
    struct Undecided {
        const Missing* guard;
        Value then;
    };
    std::vector<Undecided> undecided;
    Value value;
    for (std::size_t i = 0;; i += 2) {
        value = operand(node, i, scope);  // null where there is none
        if (failed() || i + 1 >= node.count) break;
        const auto holds = truth(value);
        if (holds == false) continue;
        if (failed()) break;
        if (holds == true) {
            value = operand(node, i + 1, scope);
            break;
        }
        const Value then = speculative(node, i + 1, scope);
        if (failed()) return {};
        undecided.push_back({value.missing(), then});
    }
    if (failed() && !undecided.empty()) {
        forget_failure();
        value = Value::unknown(nullptr);
    }
    for (auto one = undecided.rbegin(); one != undecided.rend() && !failed(); ++one)
        value = either(one->then, value, one->guard);
    return value;
}

// The value of an undecided `if`: what both branches agree on, at least as conditions.
Value Evaluator::either(const Value& one, const Value& other, const Missing* guard) {
    if (one.known() && other.known()) {
        if (!measure(one)) return {};
        if (strictly_equal(one, other)) return one;
    }
    const Missing* missing = both(both(guard, one.missing()), other.missing());
    const auto left = truth_of(one, program_.dialect());
    if (left && left == truth_of(other, program_.dialect())) return Value::decided(*left, missing);
    return Value::unknown(missing);
}

// `and` ends at the first false operand, JsonLogic's `or` (until = true) at the first true one.
Value Evaluator::conjunction(const Node& node, const Scope& scope, bool until) {
    const Missing* missing = nullptr;
    bool undecided = false;
    Value value;
    for (std::size_t i = 0; i < node.count; ++i) {
        value = undecided ? speculative(node, i, scope) : operand(node, i, scope);
        const auto holds = failed() ? std::nullopt : truth(value);
        if (failed()) return {};
        if (holds == until) return undecided ? Value::decided(until, both(missing, value.missing())) : value;
        if (!holds) {
            undecided = true;
            missing = both(missing, value.missing());
        }
    }
    return undecided ? Value::unknown(missing) : value;
}

Value Evaluator::negation(const Node& node, const Scope& scope, bool twice) {
    const Value value = operand(node, 0, scope);
    const auto holds = failed() ? std::nullopt : truth(value);
    return holds ? Value::boolean(*holds == twice) : Value::unknown(value.missing());
}

Value Evaluator::equality(const Node& node, const Scope& scope) {
    Pending pending;
    Value left;
    Value right;
    take(node, 0, scope, left, pending);
    if (failed() || !take(node, 1, scope, right, pending)) return Value::unknown(pending.missing);
    if (left.is_instant() || right.is_instant()) return fail("rule-type", "a date-time is no operand here");
    switch (node.operation) {
        case Operator::strictly_equal:
            return Value::boolean(strictly_equal(left, right));
        case Operator::strictly_unequal:
            return Value::boolean(!strictly_equal(left, right));
        case Operator::equal:
            return Value::boolean(loosely_equal(left, right));
        default:
            return Value::boolean(!loosely_equal(left, right));
    }
}

Value Evaluator::comparison(const Node& node, const Scope& scope) {
    Value values[3];
    const Missing* missing = nullptr;
    const std::size_t count = node.count > 2 ? 3 : 2;
    for (std::size_t i = 0; i < count; ++i) {
        values[i] = operand(node, i, scope);
        if (failed() || !measure(values[i])) return {};
        missing = both(missing, values[i].missing());
    }
    bool all_known = true;
    for (std::size_t i = 0; i + 1 < count; ++i) {
        if (!values[i].known() || !values[i + 1].known()) {
            all_known = false;
            continue;
        }
        const std::string* left_text = values[i].text();
        const std::string* right_text = values[i + 1].text();
        int order = 0;
        if (values[i].is_integer() && values[i + 1].is_integer()) {
            order = compare(values[i], values[i + 1]);
        } else if (is_jsonlogic() && left_text != nullptr && right_text != nullptr) {
            order = left_text->compare(*right_text);
        } else {
            if (!is_jsonlogic()) return fail("rule-type", "comparison takes integers");
            const Value left = coerced_number(values[i]);
            const Value right = coerced_number(values[i + 1]);
            if (!left.is_number() || !right.is_number()) return Value::boolean(false);  // NaN compares false
            order = compare(left, right);
        }
        const bool holds = node.operation == Operator::less      ? order < 0
                           : node.operation == Operator::greater ? order > 0
                           : node.operation == Operator::at_most ? order <= 0
                                                                 : order >= 0;
        if (!holds) return Value::boolean(false);
    }
    return all_known ? Value::boolean(true) : Value::unknown(missing);
}

Value Evaluator::time_comparison(const Node& node, const Scope& scope) {
    Value values[3];
    const Missing* missing = nullptr;
    for (std::size_t i = 0; i < node.count; ++i) {
        values[i] = operand(node, i, scope);
        if (failed()) return {};
        missing = both(missing, values[i].missing());
    }
    bool all_known = true;
    for (std::size_t i = 0; i < node.count; ++i)
        if (values[i].known() && !values[i].is_instant())
            return fail("rule-type", "date comparison takes plusTime or dccDateOfBirth");
    for (std::size_t i = 0; i + 1 < node.count; ++i) {
        if (!values[i].known() || !values[i + 1].known()) {
            all_known = false;
            continue;
        }
        const std::int64_t left = values[i].as_integer();
        const std::int64_t right = values[i + 1].as_integer();
        const bool holds = node.operation == Operator::after       ? left > right
                           : node.operation == Operator::before    ? left < right
                           : node.operation == Operator::not_after ? left <= right
                                                                   : left >= right;
        if (!holds) return Value::boolean(false);
    }
    return all_known ? Value::boolean(true) : Value::unknown(missing);
}

Value Evaluator::membership(const Node& node, const Scope& scope) {
    Pending pending;
    Value needle;
    Value stack;
    take(node, 0, scope, needle, pending);
    if (failed() || !take(node, 1, scope, stack, pending)) return Value::unknown(pending.missing);
    if (needle.is_instant() || stack.is_instant()) return fail("rule-type", "a date-time is no operand here");
    if (const Json::array_t* items = stack.array()) {
        return Value::boolean(std::any_of(items->begin(), items->end(),
                                          [&](const Json& item) { return strictly_equal(Value::of(item), needle); }));
    }
    if (is_jsonlogic() && stack.text() != nullptr) {
        const std::string searched = coerced_text(needle);
        if (!charge(search_steps(stack.text()->size(), searched.size()))) return {};
        return Value::boolean(stack.text()->find(searched) != std::string::npos);
    }
    if (is_jsonlogic() || stack.is_null()) return Value::boolean(false);
    return fail("rule-type", "in takes an array");
}

Value Evaluator::sum(const Node& node, const Scope& scope) {
    Pending pending;
    Value left;
    Value right;
    take(node, 0, scope, left, pending);
    if (failed() || !take(node, 1, scope, right, pending)) return Value::unknown(pending.missing);
    if (!left.is_integer() || !right.is_integer()) return fail("rule-type", "+ takes integers");
    std::int64_t result = 0;
    if (__builtin_add_overflow(left.as_integer(), right.as_integer(), &result))
        return fail("rule-number", "sum outside 64 bits");
    return Value::integer(result);
}

Value Evaluator::plus_time(const Node& node, const Scope& scope) {
    const Value text = operand(node, 0, scope);
    if (failed() || !text.known()) return Value::unknown(text.missing());
    if (text.text() == nullptr) return fail("rule-type", "plusTime takes a text");
    if (!measure(text)) return {};
    const auto start = parse_instant(*text.text());
    if (!start) return fail("rule-date", "not a date or date-time");
    const auto unit = parse_time_unit(*program_.operand(node, 2).constant.text());
    const std::int64_t amount = program_.operand(node, 1).constant.as_integer();
    const auto result = add_time(*start, amount, *unit, program_.rounding());
    return result ? Value::instant(*result) : fail("rule-date", "outside the years 1 to 9999");
}

Value Evaluator::date_of_birth(const Node& node, const Scope& scope) {
    const Value text = operand(node, 0, scope);
    if (failed() || !text.known()) return Value::unknown(text.missing());
    if (text.text() == nullptr) return fail("rule-type", "dccDateOfBirth takes a text");
    if (!measure(text)) return {};
    const auto day = parse_date_of_birth(*text.text());
    return day ? Value::instant(*day) : fail("rule-date", "not a date");
}

// Splits at / # : and leaves out a leading URN:UVCI; the text is not checked any further (specification).
Value Evaluator::extract_from_uvci(const Node& node, const Scope& scope) {
    const Value uvci = operand(node, 0, scope);
    if (failed() || !uvci.known()) return Value::unknown(uvci.missing());
    if (uvci.is_null()) return {};
    if (uvci.text() == nullptr) return fail("rule-type", "extractFromUVCI takes a text");
    if (!measure(uvci)) return {};
    const std::int64_t index = program_.operand(node, 1).constant.as_integer();
    std::string_view rest = *uvci.text();
    constexpr std::string_view prefix = "URN:UVCI:";
    if (rest.substr(0, prefix.size()) == prefix) rest.remove_prefix(prefix.size());
    for (std::int64_t at = 0;; ++at) {
        const std::size_t end = rest.find_first_of("/#:");
        if (at == index) return own(Json(std::string(rest.substr(0, end))));
        if (end == std::string_view::npos) return {};
        rest.remove_prefix(end + 1);
    }
}

Value Evaluator::reduction(const Node& node, const Scope& scope) {
    Pending pending;
    Value items;
    Value accumulator;
    take(node, 0, scope, items, pending);
    if (failed() || !take(node, 2, scope, accumulator, pending)) {
        if (failed() || !items.known()) return Value::unknown(pending.missing);
    }
    if (items.array() == nullptr) {
        if (is_jsonlogic() || items.is_null()) return accumulator;
        return fail("rule-type", "reduce takes an array");
    }
    std::size_t index = 0;
    for (const Json& item : *items.array()) {
        const Value before = accumulator;
        const Scope inner = {&item, &scope, &before, &program_.operand(node, 0), index++};
        accumulator = operand(node, 1, inner);
        if (failed()) return {};
    }
    return accumulator;
}

}  // namespace passerelle
