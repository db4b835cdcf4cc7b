// Which questions are asked, and how much of the profile is answered.
#include <algorithm>
#include <set>

#include "profile/profile.hpp"
#include "rules/expression.hpp"

namespace passerelle {
namespace {

using Fields = std::map<std::string, Field, std::less<>>;

void add_values(const Fields& fields, Json& values) {
    for (const auto& [name, field] : fields) {
        if (!field.value.is_null()) values[name] = field.value;
    }
}

bool has_answer(const Fields& fields, std::string_view name) {
    const auto found = fields.find(name);
    return found != fields.end() && !found->second.value.is_null();
}

bool fields_complete(const Section& section, const Fields& fields, const Item* item, const Profile& profile,
                     const Content& content) {
    const std::vector<const Question*> questions = content.questions_of(section.id);
    return std::all_of(questions.begin(), questions.end(), [&](const Question* question) {
        return !question->essential || has_answer(fields, question->id) || !is_relevant(*question, profile, item);
    });
}

}  // namespace

bool is_relevant(const Question& question, const Profile& profile, const Item* item) {
    if (question.relevant.is_null()) return true;
    Json values = Json::object();
    add_values(profile.answers, values);
    // An item's own answers come before plain answers of the same name.
    if (item != nullptr) add_values(item->fields, values);
    const Result<Outcome> outcome = evaluate(question.relevant, values, Dialect::certlogic);
    // A rule that can not be evaluated (an imported answer of a strange kind) must not hide its question.
    return !outcome || !outcome->known || is_truthy(outcome->value(), Dialect::certlogic);
}

bool is_complete(const Section& section, const Profile& profile, const Content& content) {
    if (!section.is_list) return fields_complete(section, profile.answers, nullptr, profile, content);
    const std::vector<Item>& items = profile.items(section.id);
    return !items.empty() && std::all_of(items.begin(), items.end(), [&](const Item& item) {
        return fields_complete(section, item.fields, &item, profile, content);
    });
}

bool is_started(const Section& section, const Profile& profile, const Content& content) {
    if (section.is_list) return !profile.items(section.id).empty();
    const std::vector<const Question*> questions = content.questions_of(section.id);
    return std::any_of(questions.begin(), questions.end(),
                       [&](const Question* question) { return has_answer(profile.answers, question->id); });
}

Completeness completeness(const Profile& profile, const Content& content) {
    std::set<std::string_view> pages;
    std::set<std::string_view> unfinished;
    for (const Section& section : content.sections()) {
        if (!section.in_profile || (section.optional && profile.items(section.id).empty())) continue;
        pages.insert(section.page);
        if (!is_complete(section, profile, content)) unfinished.insert(section.page);
    }
    return {static_cast<int>(pages.size() - unfinished.size()), static_cast<int>(pages.size())};
}

}  // namespace passerelle
