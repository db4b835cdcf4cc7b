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

void each_line(const InputFile& file, ImportReport& report,
               const std::function<void(const Json&, const ImportProblem&)>& take) {
    std::size_t number = 0;
    for (const std::string_view line : split(file.text, '\n')) {
        ++number;
        if (trim(line).empty()) continue;
        const Result<Json> json = parse_json(line);
        if (json && json->is_object()) {
            take(*json, {file.name, number, "", ""});
        } else {
            report.skip({file.name, number, "", json ? "not a JSON object" : json.error().message});
        }
    }
}

}  // namespace

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
    const Result<Json> whole = parse_json(file.text);
    if (!whole) {
        // Not lines but one array, and damaged.
        if (trim(file.text).starts_with('[')) return refusal({file.name, 0, "", whole.error().message});
        each_line(file, report, take);
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
