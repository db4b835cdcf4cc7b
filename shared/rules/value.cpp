#include "rules/value.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "base/text.hpp"
#include "rules/instant.hpp"

namespace passerelle {
namespace {

constexpr double exact_limit = 9007199254740992.0;  // 2^53: beyond it a double no longer counts by ones

Number from_real(double real) {
    if (std::floor(real) == real && real > -exact_limit && real < exact_limit) {
        return {true, static_cast<std::int64_t>(real), 0};
    }
    return {false, 0, real};
}

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

Number parse_number(std::string_view text) {
    const std::string digits(text);
    if (digits.find_first_of(".eE") == std::string::npos && digits.size() <= 18) {
        return {true, std::strtoll(digits.c_str(), nullptr, 10), 0};
    }
    return from_real(std::strtod(digits.c_str(), nullptr));
}

}  // namespace

Value Value::borrow(const Json& json) {
    Value value;
    value.kind_ = Kind::borrowed;
    value.borrowed_ = &json;
    return value;
}

Value Value::own(Json json) {
    Value value;
    value.owned_ = std::move(json);
    return value;
}

Value Value::instant(std::int64_t ms) {
    Value value;
    value.kind_ = Kind::instant;
    value.instant_ms_ = ms;
    return value;
}

Value Value::unknown(Missing missing) {
    Value value;
    value.kind_ = Kind::unknown;
    value.missing_ = std::move(missing);
    return value;
}

Value Value::decided(bool truth, Missing missing) {
    Value value;
    value.kind_ = truth ? Kind::truthy : Kind::falsy;
    value.missing_ = std::move(missing);
    return value;
}

Json Value::to_json() const {
    if (is_instant()) return instant_text(instant_ms_);
    return json();
}

void add_missing(Value::Missing& to, const Value::Missing& from) {
    for (const std::string& path : from) {
        if (std::find(to.begin(), to.end(), path) == to.end()) to.push_back(path);
    }
}

std::optional<Number> number_of(const Json& json) {
    if (json.is_number_unsigned()) {
        const auto value = json.get<std::uint64_t>();
        if (value <= static_cast<std::uint64_t>(INT64_MAX)) return Number{true, static_cast<std::int64_t>(value), 0};
        return Number{false, 0, static_cast<double>(value)};
    }
    if (json.is_number_integer()) return Number{true, json.get<std::int64_t>(), 0};
    if (json.is_number_float()) return from_real(json.get<double>());
    return {};
}

std::optional<std::int64_t> integer_of(const Json& json) {
    const auto number = number_of(json);
    if (!number || !number->is_integer) return {};
    return number->integer;
}

std::optional<Number> coerced_number(const Json& json) {
    if (json.is_number()) return number_of(json);
    if (json.is_boolean()) return Number{true, json.get<bool>() ? 1 : 0, 0};
    if (json.is_null()) return Number{true, 0, 0};
    if (json.is_object()) return {};
    const std::string text = coerced_text(json);
    const std::string_view trimmed = trim(text);
    if (trimmed.empty()) return Number{true, 0, 0};
    if (number_length(trimmed) != trimmed.size()) return {};
    return parse_number(trimmed);
}

std::optional<Number> leading_number(const Json& json) {
    if (json.is_number()) return number_of(json);
    const std::string text = coerced_text(json);
    const std::string_view trimmed = trim(text);
    const std::size_t length = number_length(trimmed);
    if (length == 0) return {};
    return parse_number(trimmed.substr(0, length));
}

std::optional<Json> json_of(Number number) {
    if (number.is_integer) return Json(number.integer);
    if (!std::isfinite(number.real)) return {};
    const Number exact = from_real(number.real);
    return exact.is_integer ? Json(exact.integer) : Json(number.real);
}

int compare(Number left, Number right) {
    if (left.is_integer && right.is_integer) return left.integer < right.integer ? -1 : left.integer > right.integer;
    const double a = left.as_real();
    const double b = right.as_real();
    return a < b ? -1 : a > b;
}

std::string coerced_text(const Json& json) {
    if (json.is_string()) return json.get_ref<const std::string&>();
    if (json.is_null()) return "null";
    if (json.is_object()) return "[object Object]";
    if (json.is_number_float()) {
        const auto number = json_of(*number_of(json));
        return number ? dump_json(*number) : "null";
    }
    if (!json.is_array()) return dump_json(json);
    std::string text;
    for (const Json& item : json) {
        if (&item != &json.front()) text += ',';
        if (!item.is_null()) text += coerced_text(item);  // Array.prototype.join leaves null empty
    }
    return text;
}

bool loosely_equal(const Json& left, const Json& right) {
    if (left.is_null() || right.is_null()) return left.is_null() && right.is_null();
    if (left.is_string() && right.is_string()) return left == right;
    if (left.is_structured() && right.is_structured()) return left == right;
    if (left.is_structured() && right.is_string()) return coerced_text(left) == coerced_text(right);
    if (left.is_string() && right.is_structured()) return coerced_text(left) == coerced_text(right);
    const auto a = coerced_number(left);
    const auto b = coerced_number(right);
    return a && b && compare(*a, *b) == 0;
}

std::optional<bool> truth_of(const Json& json, Dialect dialect) {
    switch (json.type()) {
        case Json::value_t::null:
            return false;
        case Json::value_t::boolean:
            return json.get<bool>();
        case Json::value_t::string:
            return !json.get_ref<const std::string&>().empty();
        case Json::value_t::array:
            return !json.empty();
        case Json::value_t::object:
            return dialect == Dialect::jsonlogic || !json.empty();
        case Json::value_t::number_float:
            if (dialect == Dialect::certlogic && !integer_of(json)) return {};
            return json.get<double>() != 0;
        case Json::value_t::number_integer:
            return json.get<std::int64_t>() != 0;
        case Json::value_t::number_unsigned:
            return json.get<std::uint64_t>() != 0;
        default:
            return {};
    }
}

}  // namespace passerelle
