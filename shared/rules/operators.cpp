// What JsonLogic has beyond CertLogic.
#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "rules/evaluator.hpp"

namespace passerelle {
namespace {

// Exact over integers, empty on overflow; a division that leaves a rest is for doubles.
std::optional<std::int64_t> exact(Operator operation, std::int64_t left, std::int64_t right) {
    std::int64_t result = 0;
    switch (operation) {
        case Operator::plus:
            return __builtin_add_overflow(left, right, &result) ? std::nullopt : std::optional(result);
        case Operator::minus:
            return __builtin_sub_overflow(left, right, &result) ? std::nullopt : std::optional(result);
        case Operator::times:
            return __builtin_mul_overflow(left, right, &result) ? std::nullopt : std::optional(result);
        case Operator::divided:
            if (right == 0 || right == -1 || left % right != 0) return {};
            return left / right;
        default:
            if (right == 0 || right == -1) return {};
            return left % right;
    }
}

double inexact(Operator operation, double left, double right) {
    switch (operation) {
        case Operator::plus:
            return left + right;
        case Operator::minus:
            return left - right;
        case Operator::times:
            return left * right;
        case Operator::divided:
            return right == 0 ? NAN : left / right;
        default:
            return right == 0 ? NAN : std::fmod(left, right);
    }
}

Value apply(Operator operation, const Value& left, const Value& right) {
    if (left.is_integer() && right.is_integer()) {
        if (const auto result = exact(operation, left.as_integer(), right.as_integer())) return Value::integer(*result);
    }
    return Value::number(inexact(operation, left.as_real(), right.as_real()));
}

bool is_finite(const Value& value) {
    return value.is_number() && std::isfinite(value.as_real());
}

Value no_items() {
    static const Json none = Json::array();
    return Value::of(none);
}

// Some items of a list, in its order. Nothing is copied where it is all of them or none.
class Selection {
  public:
    explicit Selection(const Json::array_t& list) : list_(list) {}
    void keep() {
        if (dropped_) copy_.push_back(list_[at_]);
        ++at_;
    }
    void drop() {
        if (!dropped_ && list_.size() > 1) {
            copy_.reserve(list_.size() - 1);
            copy_.assign(list_.begin(), list_.begin() + static_cast<std::ptrdiff_t>(at_));
        }
        dropped_ = true;
        ++at_;
    }
    [[nodiscard]] bool is_all() const { return !dropped_; }
    [[nodiscard]] std::size_t size() const { return dropped_ ? copy_.size() : at_; }
    [[nodiscard]] Json::array_t copy() && { return std::move(copy_); }  // REQUIRES: !is_all()

  private:
    const Json::array_t& list_;
    Json::array_t copy_;
    std::size_t at_ = 0;
    bool dropped_ = false;
};

}  // namespace

Value Evaluator::arithmetic(const Node& node, const Scope& scope) {
    const Operator operation = node.operation;
    const bool by_leading_digits = operation == Operator::plus || operation == Operator::times;
    Pending pending;
    Value result = Value::integer(operation == Operator::times ? 1 : 0);
    for (std::size_t i = 0; i < node.count; ++i) {
        Value value;
        if (!take(node, i, scope, value, pending)) continue;
        const Value number = by_leading_digits ? leading_number(value) : coerced_number(value);
        if (!number.is_number()) return fail("rule-number", "not a number");
        result = i == 0 ? number : apply(operation, result, number);
        if (!result.is_number()) return fail("rule-number", "not a finite number");
    }
    if (failed() || pending.undecided) return Value::unknown(pending.missing);
    if (node.count == 1 && operation == Operator::minus) result = apply(operation, Value::integer(0), result);
    if (node.count < 2 && (operation == Operator::divided || operation == Operator::modulo))
        return fail("rule-number", "one operand is missing");
    return is_finite(result) ? result : fail("rule-number", "not a finite number");
}

Value Evaluator::extreme(const Node& node, const Scope& scope) {
    Pending pending;
    Value best;
    for (std::size_t i = 0; i < node.count; ++i) {
        Value value;
        if (!take(node, i, scope, value, pending)) continue;
        const Value number = coerced_number(value);
        if (!number.is_number()) return fail("rule-number", "not a number");
        const int order = best.is_null() ? 0 : compare(number, best);
        if (best.is_null() || (node.operation == Operator::max ? order > 0 : order < 0)) best = number;
    }
    if (failed() || pending.undecided) return Value::unknown(pending.missing);
    return best.is_null() || is_finite(best) ? best : fail("rule-number", "not a finite number");
}

Value Evaluator::concatenation(const Node& node, const Scope& scope) {
    Pending pending;
    std::string text;
    for (std::size_t i = 0; i < node.count; ++i) {
        Value value;
        // Null leaves no trace, as in the engines of JavaScript: they join an array.
        if (take(node, i, scope, value, pending) && !value.is_null()) text += coerced_text(value);
    }
    if (failed() || pending.undecided) return Value::unknown(pending.missing);
    return own(Json(std::move(text)));
}

// Counts code points where JavaScript counts UTF-16 units, so that no character is ever cut in two.
Value Evaluator::substring(const Node& node, const Scope& scope) {
    Pending pending;
    Value values[3];
    const std::size_t given = std::min<std::size_t>(node.count, 3);
    for (std::size_t i = 0; i < given; ++i) take(node, i, scope, values[i], pending);
    if (failed() || pending.undecided) return Value::unknown(pending.missing);
    if (given == 0) return {};
    const std::string text = to_valid_utf8(coerced_text(values[0]));
    std::vector<std::size_t> starts;
    for (std::size_t at = 0; at < text.size();) {
        starts.push_back(at);
        static_cast<void>(next_code_point(text, at));
    }
    starts.push_back(text.size());
    const auto length = static_cast<std::int64_t>(starts.size()) - 1;
    const auto position = [&](std::size_t i, std::int64_t otherwise) {
        if (i >= given) return std::optional(otherwise);
        const Value number = coerced_number(values[i]);
        return number.is_integer() ? std::optional(std::clamp(number.as_integer(), -length, length)) : std::nullopt;
    };
    const auto from = position(1, 0);
    const auto count = position(2, length);
    if (!from || !count) return fail("rule-type", "substr takes integers");
    const std::int64_t begin = *from < 0 ? length + *from : *from;
    const std::int64_t end = std::min(length, *count < 0 ? length + *count : begin + *count);
    if (end <= begin) return own(Json(std::string()));
    const std::size_t first = starts[static_cast<std::size_t>(begin)];
    return own(Json(text.substr(first, starts[static_cast<std::size_t>(end)] - first)));
}

Value Evaluator::merge(const Node& node, const Scope& scope) {
    Pending pending;
    Json::array_t result;
    for (std::size_t i = 0; i < node.count; ++i) {
        Value value;
        if (!take(node, i, scope, value, pending)) continue;
        if (const Json::array_t* items = value.array())
            result.insert(result.end(), items->begin(), items->end());
        else
            result.push_back(value.to_json());
    }
    if (failed() || pending.undecided) return Value::unknown(pending.missing);
    return own(std::move(result));
}

// Those of the paths that have no answer; none once `enough` of them have one. With unknowns the list itself is not
// settled as long as an answer can still come.
Value Evaluator::absent_of(const Value& paths, const Scope& scope, std::size_t enough) {
    const Missing* missing = nullptr;
    Selection absent(*paths.array());
    for (const Json& path : *paths.array()) {
        if (!charge(1)) return {};
        const auto* name = path.get_ptr<const std::string*>();
        const std::string coerced = name == nullptr ? coerced_text(Value::of(path)) : std::string();
        const Value value = look_up(VariablePath(name == nullptr ? coerced : *name), scope);
        if (failed()) return {};
        const bool empty_text = value.text() != nullptr && value.text()->empty();
        if (value.known() && !empty_text && !value.is_null()) {
            absent.drop();
        } else {
            absent.keep();
            missing = both(missing, value.missing());
        }
    }
    if (paths.array()->size() - absent.size() >= enough) return no_items();
    if (missing != nullptr) return Value::unknown(missing);
    return absent.is_all() ? paths : own(std::move(absent).copy());
}

// Paths one by one, or as one list.
Value Evaluator::missing(const Node& node, const Scope& scope) {
    if (const Json::array_t* written = node.constant.array()) return absent_of(node.constant, scope, written->size());
    Pending pending;
    Json::array_t paths;
    for (std::size_t i = 0; i < node.count; ++i) {
        Value value;
        if (!take(node, i, scope, value, pending)) continue;
        if (value.array() != nullptr) return absent_of(value, scope, value.array()->size());
        paths.push_back(value.to_json());
    }
    if (failed() || pending.undecided) return Value::unknown(pending.missing);
    const std::size_t count = paths.size();
    const Value list = own(std::move(paths));
    return failed() ? Value() : absent_of(list, scope, count);
}

Value Evaluator::missing_some(const Node& node, const Scope& scope) {
    Pending pending;
    Value need;
    Value paths;
    take(node, 0, scope, need, pending);
    take(node, 1, scope, paths, pending);
    if (failed() || pending.undecided) return Value::unknown(pending.missing);
    if (!need.is_integer() || need.as_integer() < 0 || paths.array() == nullptr)
        return fail("rule-shape", "missing_some takes a count and paths");
    return absent_of(paths, scope, static_cast<std::size_t>(need.as_integer()));
}

// The second operand about each item of a list, handed to `take` until that wants no more or something fails.
template <typename Take>
void Evaluator::about_each(const Json::array_t& items, const Node& node, const Scope& scope, Take take) {
    Scope inner = {nullptr, &scope, nullptr, &program_.operand(node, 0), 0};
    for (const Json& item : items) {
        inner.data = &item;
        const Value value = operand(node, 1, inner);
        ++inner.index;
        if (failed() || !take(item, value)) return;
    }
}

Value Evaluator::map(const Node& node, const Scope& scope) {
    const Value items = operand(node, 0, scope);
    if (failed() || !items.known()) return Value::unknown(items.missing());
    if (items.array() == nullptr) return no_items();
    Json::array_t result;
    result.reserve(items.array()->size());
    Pending pending;
    about_each(*items.array(), node, scope, [&](const Json&, const Value& value) {
        if (!measure(value)) return false;
        if (value.known())
            result.push_back(value.to_json());
        else
            wait_for(value, pending);
        return true;
    });
    return failed() || pending.undecided ? Value::unknown(pending.missing) : own(std::move(result));
}

Value Evaluator::filter(const Node& node, const Scope& scope) {
    const Value items = operand(node, 0, scope);
    if (failed() || !items.known()) return Value::unknown(items.missing());
    if (items.array() == nullptr) return no_items();
    Selection kept(*items.array());
    Pending pending;
    about_each(*items.array(), node, scope, [&](const Json& item, const Value& value) {
        const auto keeps = truth(value);
        if (failed() || !measure(item, 0)) return false;
        if (!keeps)
            wait_for(value, pending);
        else if (*keeps)
            kept.keep();
        else
            kept.drop();
        return true;
    });
    if (failed() || pending.undecided) return Value::unknown(pending.missing);
    if (kept.is_all()) return items;
    return kept.size() == 0 ? no_items() : own(std::move(kept).copy());
}

// all of nothing is false and none of nothing is true, as JsonLogic has it.
Value Evaluator::quantifier(const Node& node, const Scope& scope) {
    const Value items = operand(node, 0, scope);
    if (failed() || !items.known()) return Value::unknown(items.missing());
    if (items.array() == nullptr || items.array()->empty()) return Value::boolean(node.operation == Operator::none);
    const bool deciding = node.operation != Operator::all;  // the truth of one item that settles the whole
    bool settled = false;
    Pending pending;
    about_each(*items.array(), node, scope, [&](const Json&, const Value& value) {
        const auto holds = truth(value);
        settled = holds == deciding;
        if (!holds) wait_for(value, pending);
        return !failed() && !settled;
    });
    if (failed()) return {};
    if (settled) return Value::boolean(node.operation == Operator::some);
    return pending.undecided ? Value::unknown(pending.missing) : Value::boolean(node.operation != Operator::some);
}

}  // namespace passerelle
