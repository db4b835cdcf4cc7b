// Inside the evaluator: one intermediate value, and the conversions of the two dialects.
// A value borrows from the rule or the data where it can; both outlive the evaluation.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "rules/expression.hpp"

namespace passerelle {

class Value {
  public:
    // truthy and falsy: decided as a condition, though which value it is still depends on `missing`.
    enum class Kind : std::uint8_t { borrowed, owned, instant, truthy, falsy, unknown };
    using Missing = std::vector<std::string>;

    Value() : kind_(Kind::owned) {}
    static Value borrow(const Json& json);
    static Value own(Json json);
    static Value instant(std::int64_t ms);
    static Value unknown(Missing missing);
    static Value decided(bool truth, Missing missing);

    [[nodiscard]] Kind kind() const { return kind_; }
    [[nodiscard]] bool known() const { return kind_ <= Kind::instant; }
    [[nodiscard]] bool is_instant() const { return kind_ == Kind::instant; }
    // REQUIRES: known() and not is_instant().
    [[nodiscard]] const Json& json() const { return kind_ == Kind::borrowed ? *borrowed_ : owned_; }
    [[nodiscard]] std::int64_t instant_ms() const { return instant_ms_; }
    [[nodiscard]] const Missing& missing() const { return missing_; }
    // The value as JSON of its own; an instant becomes its text. REQUIRES: known().
    [[nodiscard]] Json to_json() const;

  private:
    Kind kind_;
    const Json* borrowed_ = nullptr;
    Json owned_;
    std::int64_t instant_ms_ = 0;
    Missing missing_;
};

// Adds what is not there yet, keeping the order met.
void add_missing(Value::Missing& to, const Value::Missing& from);

// A number as JSON has it: exact while it is an integer of 64 bits.
struct Number {
    bool is_integer = true;
    std::int64_t integer = 0;
    double real = 0;
    [[nodiscard]] double as_real() const { return is_integer ? static_cast<double>(integer) : real; }
};

[[nodiscard]] std::optional<Number> number_of(const Json& json);         // numbers only
[[nodiscard]] std::optional<std::int64_t> integer_of(const Json& json);  // 42, 42.0
// JsonLogic's coercion, as JavaScript's Number(): empty for what would be NaN.
[[nodiscard]] std::optional<Number> coerced_number(const Json& json);
// The number a text starts with, as parseFloat: JsonLogic's + and *.
[[nodiscard]] std::optional<Number> leading_number(const Json& json);
[[nodiscard]] std::optional<Json> json_of(Number number);  // empty for infinite and NaN
[[nodiscard]] int compare(Number left, Number right);
[[nodiscard]] std::string coerced_text(const Json& json);  // String(): "1,2" for [1,2]
[[nodiscard]] bool loosely_equal(const Json& left, const Json& right);

// Empty: neither, which CertLogic refuses.
[[nodiscard]] std::optional<bool> truth_of(const Json& json, Dialect dialect);

}  // namespace passerelle
