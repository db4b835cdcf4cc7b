#include "packs/loose_json.hpp"

#include <utility>

#include "base/text.hpp"

namespace passerelle {
namespace {

void each_of_list(const Json& list, const InputFile& file, ImportReport& report,
                  const std::function<void(const Json&, const ImportProblem&)>& take) {
    for (std::size_t index = 0; index < list.size(); ++index) {
        ImportProblem where{file.name, 0, std::to_string(index) + "/", ""};
        if (list[index].is_object()) {
            take(list[index], where);
        } else {
            where.reason = "not a JSON object";
            report.skip(std::move(where));
        }
    }
}

void each_line(std::string_view text, const std::string& file, ImportReport& report,
               const std::function<void(const Json&, const ImportProblem&)>& take) {
    std::size_t number = 0;
    for (const std::string_view line : split(text, '\n')) {
        ++number;
        if (trim(line).empty()) continue;
        const Result<Json> json = parse_json(line);
        if (json && json->is_object()) {
            take(*json, {file, number, "", ""});
        } else {
            report.skip({file, number, "", json ? "not a JSON object" : json.error().message});
        }
    }
}

// Is the first line with anything in it a JSON object of its own? A list with one record a line begins with less.
bool is_json_lines(std::string_view text) {
    for (const std::string_view line : split(text, '\n')) {
        if (trim(line).empty()) continue;
        const Result<Json> json = parse_json(line);
        return json && json->is_object();
    }
    return false;
}

}  // namespace

std::string_view without_byte_order_mark(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    return text;
}

std::string loose_text(const Json& value) {
    if (value.is_null() || value.is_structured()) return {};
    return value.is_string() ? as_string(value) : dump_json(value);
}

std::string loose_text(const Json& object, std::string_view key) {
    const Json* value = member(object, key);
    return value == nullptr ? std::string() : loose_text(*value);
}

std::vector<std::string> loose_texts(const Json& object, std::string_view key) {
    std::vector<std::string> texts;
    const Json* value = member(object, key);
    if (value == nullptr) return texts;
    if (value->is_array()) {
        for (const Json& element : *value) texts.push_back(loose_text(element));
    } else if (std::string text = loose_text(*value); !text.empty()) {
        texts.push_back(std::move(text));
    }
    return texts;
}

Result<bool> each_json_record(const InputFile& file, std::span<const std::string_view> list_keys, ImportReport& report,
                              const std::function<void(const Json&, const ImportProblem&)>& take) {
    const std::string_view text = without_byte_order_mark(file.text);
    const Result<Json> whole = parse_json(text);
    if (!whole) {
        // One damaged list: the records that could be read of it are not all there were.
        if (!is_json_lines(text)) return refusal({file.name, 0, "", whole.error().message});
        each_line(text, file.name, report, take);
        return true;
    }
    if (whole->is_array()) {
        each_of_list(*whole, file, report, take);
        return true;
    }
    for (const std::string_view key : list_keys) {
        if (const Json* list = member(*whole, key); list != nullptr && list->is_array()) {
            each_of_list(*list, file, report, take);
            return true;
        }
    }
    const ImportProblem where{file.name, 1, "", ""};
    if (whole->is_object()) {
        take(*whole, where);
    } else {
        report.skip({file.name, 1, "", "not a JSON object"});
    }
    return true;
}

}  // namespace passerelle
