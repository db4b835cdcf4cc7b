#include "rules/value.hpp"

#include <cmath>
#include <cstdlib>

#include "base/text.hpp"
#include "rules/instant.hpp"

namespace passerelle {
namespace {

constexpr double exact_limit = 9007199254740992.0;  // 2^53: beyond it a double no longer counts by ones

// Decimal digits, a sign, a point, an exponent: what both strtod and JavaScript read alike.
std::size_t number_length(std::string_view text) {
    std::size_t at = 0;
    const auto digits = [&] {
        const std::size_t start = at;
        while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
        return at - start;
    };
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    std::size_t count = digits();
    if (at < text.size() && text[at] == '.') {
        ++at;
        count += digits();
    }
    if (count == 0) return 0;
    const std::size_t mantissa = at;
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
        if (digits() == 0) at = mantissa;
    }
    return at;
}

Value parse_number(std::string_view text) {
    const std::string digits(text);
    if (digits.find_first_of(".eE") == std::string::npos && digits.size() <= 18) {
        return Value::integer(std::strtoll(digits.c_str(), nullptr, 10));
    }
    return Value::number(std::strtod(digits.c_str(), nullptr));
}

std::string text_of(const Json& json) {
    if (json.is_string()) return json.get_ref<const std::string&>();
    if (json.is_null()) return "null";
    if (json.is_object()) return "[object Object]";
    if (!json.is_array()) return dump_json(Value::of(json).to_json());
    std::string text;
    for (const Json& item : json) {
        if (&item != &json.front()) text += ',';
        if (!item.is_null()) text += text_of(item);  // Array.prototype.join leaves null empty
    }
    return text;
}

bool is_structured(const Value& value) {
    return value.json() != nullptr && value.text() == nullptr;
}

}  // namespace

Value Value::of(const Json& json) {
    Value value;
    switch (json.type()) {
        case Json::value_t::boolean:
            return boolean(json.get<bool>());
        case Json::value_t::number_integer:
            return integer(json.get<std::int64_t>());
        case Json::value_t::number_unsigned: {
            const auto number_value = json.get<std::uint64_t>();
            if (number_value <= static_cast<std::uint64_t>(INT64_MAX))
                return integer(static_cast<std::int64_t>(number_value));
            return number(static_cast<double>(number_value));
        }
        case Json::value_t::number_float:
            return number(json.get<double>());
        case Json::value_t::string:
        case Json::value_t::array:
        case Json::value_t::object:
            value.kind_ = Kind::json;
            value.json_ = &json;
            return value;
        default:
            return value;
    }
}

Value Value::number(double real) {
    if (std::floor(real) == real && real > -exact_limit && real < exact_limit) {
        return integer(static_cast<std::int64_t>(real));
    }
    Value value;
    if (std::isnan(real)) return value;
    value.kind_ = Kind::real;
    value.real_ = real;
    return value;
}

Json Value::to_json() const {
    switch (kind_) {
        case Kind::boolean:
            return as_boolean();
        case Kind::integer:
            return integer_;
        case Kind::real:
            return real_;
        case Kind::json:
            return *json_;
        case Kind::instant:
            return instant_text(integer_);
        default:
            return {};
    }
}

Value coerced_number(const Value& value) {
    if (value.is_number()) return value;
    if (value.is_null()) return Value::integer(0);
    if (value.kind() == Value::Kind::boolean) return Value::integer(value.as_integer());
    if (value.json() == nullptr || value.json()->is_object()) return {};
    const std::string text = coerced_text(value);
    const std::string_view trimmed = trim(text);
    if (trimmed.empty()) return Value::integer(0);
    if (number_length(trimmed) != trimmed.size()) return {};
    return parse_number(trimmed);
}

Value leading_number(const Value& value) {
    if (value.is_number()) return value;
    const std::string text = coerced_text(value);
    const std::string_view trimmed = trim(text);
    const std::size_t length = number_length(trimmed);
    if (length == 0) return {};
    return parse_number(trimmed.substr(0, length));
}

std::string coerced_text(const Value& value) {
    return value.json() != nullptr ? text_of(*value.json()) : text_of(value.to_json());
}

int compare(const Value& left, const Value& right) {
    if (left.is_integer() && right.is_integer())
        return left.as_integer() < right.as_integer() ? -1 : left.as_integer() > right.as_integer();
    const double a = left.as_real();
    const double b = right.as_real();
    return a < b ? -1 : a > b;
}

bool strictly_equal(const Value& left, const Value& right) {
    if (left.is_number() && right.is_number()) return compare(left, right) == 0;
    if (left.kind() != right.kind()) return false;
    if (left.json() != nullptr) return *left.json() == *right.json();
    return left.is_null() || left.as_integer() == right.as_integer();
}

bool loosely_equal(const Value& left, const Value& right) {
    if (left.is_null() || right.is_null()) return left.is_null() && right.is_null();
    if (left.json() != nullptr && right.json() != nullptr) {
        if (is_structured(left) == is_structured(right)) return *left.json() == *right.json();
        return coerced_text(left) == coerced_text(right);
    }
    const Value a = coerced_number(left);
    const Value b = coerced_number(right);
    return a.is_number() && b.is_number() && compare(a, b) == 0;
}

std::optional<bool> truth_of(const Value& value, Dialect dialect) {
    switch (value.kind()) {
        case Value::Kind::null:
            return false;
        case Value::Kind::boolean:
        case Value::Kind::integer:
            return value.as_integer() != 0;
        case Value::Kind::real:
            return dialect == Dialect::jsonlogic ? std::optional(true) : std::nullopt;  // zero is an integer
        case Value::Kind::json:
            if (const std::string* text = value.text()) return !text->empty();
            return !value.json()->empty() || (dialect == Dialect::jsonlogic && value.json()->is_object());
        case Value::Kind::truthy:
            return true;
        case Value::Kind::falsy:
            return false;
        default:
            return {};
    }
}

std::optional<std::int64_t> integer_of(const Json& json) {
    const Value value = Value::of(json);
    return value.is_integer() ? std::optional(value.as_integer()) : std::nullopt;
}

}  // namespace passerelle
