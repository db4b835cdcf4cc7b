// Inside the evaluator: one intermediate value, and the conversions of the two dialects.
// Small and copied freely: it borrows from the rule, the data or what the evaluation has built, all of which outlive
// it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "rules/expression.hpp"

namespace passerelle {

// What an undecided value waits for: a path, or what two values wait for, one after the other.
struct Missing {
    std::string path;
    const Missing* first = nullptr;
    const Missing* then = nullptr;
};

class Value {
  public:
    // truthy and falsy: decided as a condition, though which value it is still depends on what is missing.
    enum class Kind : std::uint8_t { null, boolean, integer, real, json, instant, truthy, falsy, unknown };

    Value() : integer_(0) {}
    [[nodiscard]] static Value of(const Json& json);
    [[nodiscard]] static Value boolean(bool value) { return {Kind::boolean, value ? 1 : 0}; }
    [[nodiscard]] static Value integer(std::int64_t value) { return {Kind::integer, value}; }
    [[nodiscard]] static Value number(double value);  // an integer where it is one exactly; NaN is no number
    [[nodiscard]] static Value instant(std::int64_t ms) { return {Kind::instant, ms}; }
    [[nodiscard]] static Value unknown(const Missing* missing) { return {Kind::unknown, missing}; }
    [[nodiscard]] static Value decided(bool truth, const Missing* missing) {
        return {truth ? Kind::truthy : Kind::falsy, missing};
    }

    [[nodiscard]] Kind kind() const { return kind_; }
    [[nodiscard]] bool known() const { return kind_ <= Kind::instant; }
    [[nodiscard]] bool is_null() const { return kind_ == Kind::null; }
    [[nodiscard]] bool is_integer() const { return kind_ == Kind::integer; }
    [[nodiscard]] bool is_number() const { return kind_ == Kind::integer || kind_ == Kind::real; }
    [[nodiscard]] bool is_instant() const { return kind_ == Kind::instant; }
    [[nodiscard]] bool as_boolean() const { return integer_ != 0; }
    [[nodiscard]] std::int64_t as_integer() const { return integer_; }  // of an instant its milliseconds
    // REQUIRES: is_number().
    [[nodiscard]] double as_real() const { return kind_ == Kind::real ? real_ : static_cast<double>(integer_); }
    [[nodiscard]] const Json* json() const { return kind_ == Kind::json ? json_ : nullptr; }  // a text, array or object
    [[nodiscard]] const Json::array_t* array() const {
        return kind_ == Kind::json && json_->is_array() ? &json_->get_ref<const Json::array_t&>() : nullptr;
    }
    [[nodiscard]] const std::string* text() const {
        return kind_ == Kind::json && json_->is_string() ? &json_->get_ref<const std::string&>() : nullptr;
    }
    [[nodiscard]] const Missing* missing() const { return known() ? nullptr : missing_; }
    // A copy; an instant becomes its text. REQUIRES: known().
    [[nodiscard]] Json to_json() const;

  private:
    Value(Kind kind, std::int64_t integer) : kind_(kind), integer_(integer) {}
    Value(Kind kind, const Missing* missing) : kind_(kind), missing_(missing) {}

    Kind kind_ = Kind::null;
    union {
        std::int64_t integer_;
        double real_;
        const Json* json_;
        const Missing* missing_;
    };
};

// JsonLogic's coercion, as JavaScript's Number(); what is no number there is none here.
[[nodiscard]] Value coerced_number(const Value& value);
// The number a text starts with, as parseFloat: JsonLogic's + and *.
[[nodiscard]] Value leading_number(const Value& value);
[[nodiscard]] std::string coerced_text(const Value& value);  // String(): "1,2" for [1,2]

// REQUIRES: numbers.
[[nodiscard]] int compare(const Value& left, const Value& right);
[[nodiscard]] bool strictly_equal(const Value& left, const Value& right);
[[nodiscard]] bool loosely_equal(const Value& left, const Value& right);

// Empty: neither, which CertLogic refuses.
[[nodiscard]] std::optional<bool> truth_of(const Value& value, Dialect dialect);

[[nodiscard]] std::optional<std::int64_t> integer_of(const Json& json);  // 42, 42.0

}  // namespace passerelle
