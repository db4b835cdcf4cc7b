// What a person reads: values and errors as words.
#include <algorithm>

#include "profile/profile.hpp"

namespace passerelle {
namespace {

std::string option_text(const Question& question, const std::string& value, const Content& content) {
    const auto found = std::find_if(question.options.begin(), question.options.end(),
                                    [&](const QuestionOption& option) { return option.value == value; });
    // An option of an older content: its value says more than nothing.
    return found == question.options.end() ? value : content.text(found->text_key);
}

std::string number_text(const Question& question, std::int64_t number, const Content& content) {
    // Without a unit it is a year or a count of few: digits in groups would be wrong for the first.
    if (question.unit_key.empty()) return std::to_string(number);
    return content.text("number.with_unit",
                        {{"number", content.number(number)}, {"unit", content.text(question.unit_key)}});
}

}  // namespace

std::string display_date(CivilDate date, const Content& content) {
    const int day = date.day();
    const bool first = day == 1 && content.has_text("date.first_day");
    return content.text("date.long", {{"day", first ? content.text("date.first_day") : std::to_string(day)},
                                      {"month", content.text("month." + std::to_string(date.month()))},
                                      {"year", std::to_string(date.year())}});
}

std::string display(const Question& question, const Json& value, const Content& content) {
    switch (question.kind) {
        case Kind::text:
        case Kind::multiline:
        case Kind::email:
        case Kind::telephone:
            return as_string(value);
        case Kind::date: {
            const std::optional<CivilDate> date = CivilDate::parse(as_string(value));
            return date ? display_date(*date, content) : std::string();
        }
        case Kind::choice:
            return value.is_string() ? option_text(question, as_string(value), content) : std::string();
        case Kind::choices: {
            std::string all;
            if (!value.is_array()) return all;
            for (const Json& one : value) {
                if (!all.empty()) all += ", ";
                all += option_text(question, as_string(one), content);
            }
            return all;
        }
        case Kind::number:
            return value.is_number_integer() ? number_text(question, value.get<std::int64_t>(), content)
                                             : std::string();
        case Kind::yes_no:
            return value.is_boolean() ? option_text(question, value.get<bool>() ? "yes" : "no", content)
                                      : std::string();
        case Kind::place: {
            const std::string postcode = string_or(value, "postcode");
            return postcode.empty() ? string_or(value, "name") : postcode + " " + string_or(value, "name");
        }
        case Kind::occupation:
        case Kind::skill:
            return string_or(value, "label");
    }
    return {};
}

std::string error_text(const Error& error, const Question& question, const Content& content) {
    return content.text(error.code, {{"minimum", number_text(question, question.minimum, content)},
                                     {"maximum", number_text(question, question.maximum, content)},
                                     {"step", std::to_string(question.step)},
                                     {"max_length", content.number(question.max_length)}});
}

}  // namespace passerelle
