// From what a person typed or chose to a value. Forgiving about the form, never about the meaning.
#include <algorithm>

#include "base/text.hpp"
#include "profile/profile.hpp"

namespace passerelle {
namespace {

Error wrong(const Question& question, std::string_view code) {
    return Error{std::string(code), question.id, "can not be read for " + question.section + "/" + question.id};
}

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Up to nine digits: what fits 32 bits without a check.
std::optional<int> small_number(std::string_view text) {
    if (!all_digits(text) || text.size() > 9) return {};
    int number = 0;
    for (const char c : text) number = number * 10 + (c - '0');
    return number;
}

// Keeps line breaks, as one "\n" each; other control characters become spaces, and lines lose their trailing spaces.
std::string tidy_lines(std::string_view text) {
    const std::string unified = replace_all(replace_all(std::string(text), "\r\n", "\n"), "\r", "\n");
    std::string tidy;
    for (const std::string_view line : split(unified, '\n')) {
        std::string kept(line);
        for (char& c : kept) {
            if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
        }
        tidy.append(kept, 0, kept.find_last_not_of(' ') + 1);
        tidy += '\n';
    }
    return std::string(trim(tidy));
}

// "27/3/2026" as the form joins its three parts, or "2026-03-27" as data has it. Each wrong part has its own sentence.
Result<Json> read_date(const Question& question, std::string_view text) {
    if (const std::optional<CivilDate> date = CivilDate::parse(text)) return Json(date->iso());
    std::vector<std::string_view> parts = split(text, '/');
    for (std::string_view& part : parts) part = trim(part);
    const auto is_empty = [](std::string_view part) { return part.empty(); };
    const auto empty = std::count_if(parts.begin(), parts.end(), is_empty);
    if (static_cast<std::size_t>(empty) == parts.size()) return Json(nullptr);
    if (parts.size() != 3 || empty == 2) return wrong(question, "error.date-incomplete");
    const std::optional<int> day = small_number(parts[0]);
    const std::optional<int> month = small_number(parts[1]);
    const std::optional<int> year = small_number(parts[2]);
    if (!day || *day < 1 || *day > 31) return wrong(question, "error.date-day");
    if (!month || *month < 1 || *month > 12) return wrong(question, "error.date-month");
    // "26" could be 1926 or 2026: ask, do not guess.
    if (!year || parts[2].size() != 4) return wrong(question, "error.date-year");
    const std::optional<CivilDate> date = CivilDate::from_ymd(*year, *month, *day);
    if (!date) return wrong(question, "error.date-impossible");
    return Json(date->iso());
}

// "1 850", "1850 €", "80 %": spaces between digits and the sign of the unit are how people write. A comma or a point
// is not read: "1.850" is 1850 for some and less than 2 for others.
Result<Json> read_number(const Question& question, std::string_view text) {
    std::string digits(text);
    for (const char* space : {" ", "\u00A0", "\u202F", "\u2009"}) digits = replace_all(digits, space, "");
    for (const std::string_view unit : {"€", "%", "km"}) {
        if (digits.size() > unit.size() && digits.compare(digits.size() - unit.size(), unit.size(), unit) == 0) {
            digits.resize(digits.size() - unit.size());
        }
    }
    const bool negative = digits[0] == '-';
    if (negative) digits.erase(0, 1);
    if (all_digits(digits) && digits.size() > 9) return wrong(question, "error.number-range");
    const std::optional<int> number = small_number(digits);
    if (!number) return wrong(question, "error.number-whole");
    return Json(negative ? -*number : *number);
}

// In the order of the options, each once, whatever the order of the boxes.
Result<Json> read_choices(const Question& question, const Json& input) {
    const Json chosen = input.is_array() ? input : Json::array({input});
    std::vector<std::string> wanted;
    for (const Json& value : chosen) {
        if (!value.is_string()) return wrong(question, "error.choice");
        std::string name = tidy_line(to_valid_utf8(value.get_ref<const std::string&>()));
        if (!name.empty()) wanted.push_back(std::move(name));
    }
    Json values = Json::array();
    for (const QuestionOption& option : question.options) {
        const auto removed = std::remove(wanted.begin(), wanted.end(), option.value);
        if (removed == wanted.end()) continue;
        wanted.erase(removed, wanted.end());
        values.push_back(option.value);
    }
    if (!wanted.empty()) return wrong(question, "error.choice");
    return values.empty() ? Json(nullptr) : values;
}

// {"postcode","name"} or {"uri","label"}, and nothing else that came along.
Result<Json> read_pair(const Question& question, const Json& input) {
    Json object = input;
    if (input.is_string()) {
        const std::string& text = input.get_ref<const std::string&>();
        if (tidy_line(to_valid_utf8(text)).empty()) return Json(nullptr);
        Result<Json> parsed = parse_json(text, 4);
        if (!parsed) return wrong(question, "error.choose-from-list");
        object = *std::move(parsed);
    }
    const bool is_place = question.kind == Kind::place;
    Json pair = Json::object();
    for (const char* key : {is_place ? "postcode" : "uri", is_place ? "name" : "label"}) {
        const std::optional<std::string> text = string_member(object, key);
        if (!text) return wrong(question, "error.choose-from-list");
        pair[key] = tidy_line(to_valid_utf8(*text));
    }
    return pair;
}

Result<Json> read(const Question& question, const Json& input) {
    switch (question.kind) {
        case Kind::choices:
            return read_choices(question, input);
        case Kind::place:
        case Kind::occupation:
        case Kind::skill:
            return read_pair(question, input);
        case Kind::number:
            if (input.is_number_integer()) return input;
            break;
        case Kind::yes_no:
            if (input.is_boolean()) return input;
            break;
        default:
            break;
    }
    if (!input.is_string()) return wrong(question, "error.shape");
    const std::string text = to_valid_utf8(input.get_ref<const std::string&>());
    const std::string line = tidy_line(text);
    if (line.empty()) return Json(nullptr);
    if (question.kind == Kind::multiline) return Json(tidy_lines(text));
    switch (question.kind) {
        case Kind::date:
            return read_date(question, line);
        case Kind::number:
            return read_number(question, line);
        case Kind::yes_no:
            if (line == "yes" || line == "on" || line == "true") return Json(true);
            if (line == "no" || line == "false") return Json(false);
            return wrong(question, "error.yes-no");
        default:
            return Json(line);
    }
}

}  // namespace

Result<Json> parse_input(const Question& question, const Json& input, CivilDate today) {
    if (input.is_null()) return Json(nullptr);
    Result<Json> value = read(question, input);
    if (!value) return value;
    if (std::optional<Error> error = validate(question, *value, today)) return *std::move(error);
    return value;
}

}  // namespace passerelle
