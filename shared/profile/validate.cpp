// What is a right answer, kind by kind.
#include <algorithm>

#include "base/text.hpp"
#include "profile/profile.hpp"

namespace passerelle {
namespace {

// Years that a form can mean; outside, a digit was lost or doubled.
constexpr int earliest_year = 1900;
constexpr int latest_year = 2100;
// The service registers from the end of full-time schooling at 15; 14 leaves room for those who prepare it.
constexpr int youngest = 14;
constexpr int oldest = 110;

constexpr std::size_t most_uri_bytes = 300;
constexpr std::size_t most_label_characters = 300;

using Code = std::optional<std::string_view>;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Control characters never reach a stored text; a line break only where there are several lines.
bool has_control(std::string_view text, bool several_lines) {
    return std::any_of(text.begin(), text.end(), [&](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && !(several_lines && c == '\n')) || byte == 0x7F;
    });
}

Code check_text(const Question& question, const std::string& text) {
    if (!is_utf8(text) || has_control(text, question.kind == Kind::multiline)) return "error.text-characters";
    if (text.empty() || trim(text) != text) return "error.shape";
    if (count_code_points(text) > static_cast<std::size_t>(question.max_length)) return "error.too-long";
    return {};
}

// The shape of WHATWG's <input type=email>, with at least one dot in the domain, and accented letters let through
// (RFC 6531). Whether the address exists only a message to it can tell.
Code check_email(const std::string& text) {
    const std::size_t at = text.find('@');
    const std::string_view all = text;
    if (at == std::string::npos || at == 0 || at > 64 || text.size() > 254) return "error.email";
    const std::string_view local = all.substr(0, at);
    const std::string_view domain = all.substr(at + 1);
    constexpr std::string_view never = " ,;:()<>[]\\\"@";
    if (local.find_first_of(never) != std::string_view::npos || local.front() == '.' || local.back() == '.' ||
        domain.find_first_of(never) != std::string_view::npos) {
        return "error.email";
    }
    const std::vector<std::string_view> labels = split(domain, '.');
    const bool right = labels.size() >= 2 && std::all_of(labels.begin(), labels.end(), [](std::string_view label) {
                           return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-';
                       });
    return right && labels.back().size() >= 2 ? Code{} : Code{"error.email"};
}

// Belgian numbers have 10 digits when mobile (045 to 049: 0470 12 34 56) and 9 otherwise (071 12 34 56), with the
// leading 0 that "+32" or "0032" replaces (BIPT's numbering plan); E.164 allows at most 15 digits abroad. People write
// them with spaces, slashes, dots and hyphens.
Code check_telephone(std::string_view text) {
    std::string digits;
    bool international = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_digit(text[i])) {
            digits += text[i];
        } else if (text[i] == '+' && digits.empty() && !international) {
            international = true;
        } else if (text.substr(i, 3) == "(0)" && (international || digits.substr(0, 2) == "00")) {
            i += 2;  // "+32 (0)470": the 0 is for calls inside the country
        } else if (std::string_view(" /.-()").find(text[i]) == std::string_view::npos) {
            return "error.telephone";
        }
    }
    if (!international && digits.substr(0, 2) == "00") {
        international = true;
        digits.erase(0, 2);
    }
    if (international && digits.substr(0, 2) == "32") {
        international = false;
        digits.replace(0, 2, "0");
    }
    const std::size_t count = digits.size();
    if (international) {
        return count >= 8 && count <= 15 && digits[0] != '0' ? Code{} : Code{"error.telephone"};
    }
    const bool is_mobile = count > 2 && digits[1] == '4' && digits[2] >= '5';
    return count == (is_mobile ? 10 : 9) && digits[0] == '0' ? Code{} : Code{"error.telephone"};
}

Code check_date(const Question& question, const Json& value, CivilDate today) {
    const std::optional<CivilDate> date = CivilDate::parse(as_string(value));
    if (!date) return "error.date-impossible";
    if (date->year() < earliest_year || date->year() > latest_year) return "error.date-range";
    if (question.date_range != DateRange::any && *date > today) return "error.date-future";
    if (question.date_range == DateRange::birth) {
        const int age = years_between(*date, today);
        if (age < youngest) return "error.birth-too-young";
        if (age > oldest) return "error.birth-too-old";
    }
    return {};
}

Code check_number(const Question& question, const Json& value) {
    if (!value.is_number_integer()) return "error.number-whole";
    // A number above the signed range reads as unsigned: it is out of range anyway.
    if (value.is_number_unsigned() && value.get<std::uint64_t>() > 0x7FFFFFFF) return "error.number-range";
    const std::int64_t number = value.get<std::int64_t>();
    if (number < question.minimum || number > question.maximum) return "error.number-range";
    if ((number - question.minimum) % question.step != 0) return "error.number-step";
    return {};
}

bool has_option(const Question& question, const std::string& value) {
    return std::any_of(question.options.begin(), question.options.end(),
                       [&](const QuestionOption& option) { return option.value == value; });
}

Code check_choices(const Question& question, const Json& values) {
    if (!values.is_array() || values.empty()) return "error.shape";
    for (auto value = values.begin(); value != values.end(); ++value) {
        if (!value->is_string() || !has_option(question, as_string(*value))) return "error.choice";
        if (std::find(values.begin(), value, *value) != value) return "error.choice-twice";
        if (*value == "none" && values.size() > 1) return "error.choice-none";
    }
    return {};
}

// An object of exactly two texts, each on one line.
bool is_pair(const Json& value, std::string_view first, std::string_view second, std::size_t most_characters) {
    if (!value.is_object() || value.size() != 2) return false;
    for (const std::string_view key : {first, second}) {
        const std::optional<std::string> text = string_member(value, key);
        if (!text || text->empty() || !is_utf8(*text) || has_control(*text, false) || trim(*text) != *text ||
            count_code_points(*text) > most_characters) {
            return false;
        }
    }
    return true;
}

// bpost: four digits, 1000 to 9999.
Code check_place(const Json& value) {
    if (!is_pair(value, "postcode", "name", 100)) return "error.choose-from-list";
    const std::string postcode = string_or(value, "postcode");
    const bool right =
        postcode.size() == 4 && postcode[0] != '0' && std::all_of(postcode.begin(), postcode.end(), is_digit);
    return right ? Code{} : Code{"error.postcode"};
}

Code check_concept(const Json& value) {
    if (!is_pair(value, "uri", "label", most_label_characters)) return "error.choose-from-list";
    const std::string uri = string_or(value, "uri");
    const bool right =
        uri.size() <= most_uri_bytes && std::all_of(uri.begin(), uri.end(), [](char c) { return c > ' ' && c < 0x7F; });
    return right ? Code{} : Code{"error.choose-from-list"};
}

Code check(const Question& question, const Json& value, CivilDate today) {
    switch (question.kind) {
        case Kind::text:
        case Kind::multiline:
        case Kind::email:
        case Kind::telephone: {
            if (!value.is_string()) return "error.shape";
            const std::string& text = value.get_ref<const std::string&>();
            if (const Code code = check_text(question, text)) return code;
            if (question.kind == Kind::email) return check_email(text);
            return question.kind == Kind::telephone ? check_telephone(text) : Code{};
        }
        case Kind::date:
            return check_date(question, value, today);
        case Kind::choice:
            return has_option(question, as_string(value)) ? Code{} : Code{"error.choice"};
        case Kind::choices:
            return check_choices(question, value);
        case Kind::number:
            return check_number(question, value);
        case Kind::yes_no:
            return value.is_boolean() ? Code{} : Code{"error.yes-no"};
        case Kind::place:
            return check_place(value);
        case Kind::occupation:
        case Kind::skill:
            return check_concept(value);
    }
    return "error.shape";
}

void check_fields(const std::map<std::string, Field, std::less<>>& fields, std::string_view section, const Item* item,
                  const Profile& profile, const Content& content, CivilDate today, std::vector<Error>& errors) {
    for (const auto& [name, field] : fields) {
        const Question* question = content.question(section, name);
        if (question == nullptr) continue;
        std::optional<Error> error = validate(*question, field.value, today);
        if (!error) error = validate_order(*question, field.value, profile, item);
        if (!error) continue;
        error->field = Path{std::string(section), item == nullptr ? "" : item->id, name}.text();
        errors.push_back(*std::move(error));
    }
}

}  // namespace

std::optional<Error> validate(const Question& question, const Json& value, CivilDate today) {
    if (value.is_null()) return {};
    const Code code = check(question, value, today);
    if (!code) return {};
    return Error{std::string(*code), question.id, "not a right value for " + question.section + "/" + question.id};
}

std::optional<Error> validate_order(const Question& question, const Json& value, const Profile& profile,
                                    const Item* item) {
    if (question.not_before.empty()) return {};
    const auto& fields = item == nullptr ? profile.answers : item->fields;
    const auto other = fields.find(question.not_before);
    if (other == fields.end()) return {};
    const std::optional<CivilDate> earlier = CivilDate::parse(as_string(other->second.value));
    const std::optional<CivilDate> later = CivilDate::parse(as_string(value));
    if (!earlier || !later || *earlier <= *later) return {};
    return Error{"error.date-order", question.id, "precedes " + question.not_before};
}

std::vector<Error> validate_profile(const Profile& profile, const Content& content, CivilDate today) {
    std::vector<Error> errors;
    check_fields(profile.answers, "", nullptr, profile, content, today, errors);
    for (const auto& [list, items] : profile.lists) {
        const Section* section = content.section(list);
        if (section == nullptr || !section->is_list) continue;
        if (items.size() > static_cast<std::size_t>(section->max_items)) {
            errors.push_back(Error{"error.too-many-items", list, "more items than the list takes"});
        }
        for (const Item& item : items) check_fields(item.fields, list, &item, profile, content, today, errors);
    }
    return errors;
}

}  // namespace passerelle
