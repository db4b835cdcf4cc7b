#include "content/consistency.hpp"

#include <algorithm>
#include <set>

namespace passerelle {
namespace {

// The names of the answers that a rule reads. Empty optional: a "var" that is not a plain name.
bool collect_variables(const Json& rule, std::set<std::string>& names) {
    if (rule.is_array()) {
        return std::all_of(rule.begin(), rule.end(), [&](const Json& part) { return collect_variables(part, names); });
    }
    if (!rule.is_object()) return true;
    for (const auto& entry : rule.items()) {
        if (entry.key() != "var") {
            if (!collect_variables(entry.value(), names)) return false;
        } else if (entry.value().is_string()) {
            names.insert(entry.value().get_ref<const std::string&>());
        } else {
            return false;
        }
    }
    return true;
}

std::optional<Error> check_rule(const Question& question, const Content& content) {
    if (question.relevant.is_null()) return {};
    const std::string place = "questions/" + question.section + "/" + question.id;
    std::set<std::string> names;
    if (!question.relevant.is_object() || question.relevant.size() != 1 ||
        !collect_variables(question.relevant, names) || names.empty()) {
        return Error{"content-rule", place, "not a rule over answers"};
    }
    for (const std::string& name : names) {
        const Question* read = content.question(question.section, name);
        if (read == nullptr) read = content.question("", name);
        if (read == nullptr || read == &question) return Error{"content-rule", place, "reads no question " + name};
        if (!read->relevant.is_null()) return Error{"content-rule", place, name + " is not always asked"};
        if (!read->purposes.includes(question.purposes)) {
            return Error{"content-purpose-wall", place, "its presence would tell the answer to " + name};
        }
    }
    return {};
}

}  // namespace

std::optional<Error> check_consistency(const Content& content) {
    std::set<std::string> section_ids;
    for (const Section& section : content.sections()) {
        if (!section_ids.insert(section.id).second) {
            return Error{"content-duplicate", "sections/" + section.id, "section stands twice"};
        }
        if (content.section(section.page) == nullptr) {
            return Error{"content-unknown", "sections/" + section.id, "unknown page " + section.page};
        }
        if (content.questions_of(section.id).empty()) {
            return Error{"content-shape", "sections/" + section.id, "no questions"};
        }
    }
    std::set<std::string> names;  // of plain answers and lists: they share one object in the facts
    for (const Section& section : content.sections()) {
        if (section.is_list) names.insert(section.id);
    }
    std::set<std::string> list_names;
    for (const Question& question : content.questions()) {
        const std::string path = question.section + "/" + question.id;
        const std::string place = "questions/" + path;
        const Section* section = content.section(question.section);
        if (section == nullptr) return Error{"content-unknown", place, "unknown section " + question.section};
        const bool is_new = section->is_list ? list_names.insert(path).second : names.insert(question.id).second;
        if (!is_new) return Error{"content-duplicate", place, "id stands twice"};
        if (std::optional<Error> error = check_rule(question, content)) return error;
        if (question.not_before.empty()) continue;
        const Question* earlier = content.question(question.section, question.not_before);
        if (earlier == nullptr || earlier == &question || earlier->kind != Kind::date) {
            return Error{"content-unknown", place, "not_before names no date of the section"};
        }
    }
    return {};
}

std::optional<Error> check_texts(const Content& content, const std::map<std::string, std::string, std::less<>>& texts) {
    const auto missing = [&](const std::string& key, std::string place) -> std::optional<Error> {
        if (content.has_text(key)) return {};
        return Error{"content-missing-text", std::move(place), "no text " + key};
    };
    for (const Section& section : content.sections()) {
        if (auto error = missing(section.text_key, "sections/" + section.id)) return error;
    }
    for (const Question& question : content.questions()) {
        const std::string place = "questions/" + question.section + "/" + question.id;
        if (auto error = missing(question.text_key, place)) return error;
        for (const QuestionOption& option : question.options) {
            if (auto error = missing(option.text_key, place)) return error;
        }
        if (!question.unit_key.empty()) {
            if (auto error = missing(question.unit_key, place)) return error;
        }
    }
    for (const Purpose purpose : all_purposes) {
        if (auto error = missing("purpose." + std::string(purpose_name(purpose)), "texts")) return error;
    }
    for (int month = 1; month <= 12; ++month) {
        if (auto error = missing("month." + std::to_string(month), "texts")) return error;
    }
    for (const char* key : {"date.long", "number.group", "number.decimal", "number.money"}) {
        if (auto error = missing(key, "texts")) return error;
    }
    // A counted text has both forms, or one of them would show its key some day.
    for (const auto& [key, text] : texts) {
        constexpr std::string_view one = ".one";
        if (key.size() <= one.size() || key.compare(key.size() - one.size(), one.size(), one) != 0) continue;
        if (auto error = missing(key.substr(0, key.size() - one.size()) + ".other", "texts")) return error;
    }
    return {};
}

}  // namespace passerelle
