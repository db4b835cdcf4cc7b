#include "profile/facts.hpp"

namespace passerelle {
namespace {

using Fields = std::map<std::string, Field, std::less<>>;

// The one place where answers cross the wall: nothing enters `facts` but through the test of the purpose.
Json facts_of(Purpose purpose, const Section& section, const Fields& fields, const Item* item, const Profile& profile,
              const Content& content) {
    Json facts = Json::object();
    for (const Question* question : content.questions_of(section.id)) {
        if (!question->purposes.has(purpose)) continue;
        const auto field = fields.find(question->id);
        if (field == fields.end() || field->second.value.is_null()) continue;
        if (is_relevant(*question, profile, item)) facts[question->id] = field->second.value;
    }
    return facts;
}

Json facts_of(Purpose purpose, const Profile& profile, const Content& content) {
    Json facts = Json::object();
    for (const Section& section : content.sections()) {
        if (!section.is_list) {
            facts.update(facts_of(purpose, section, profile.answers, nullptr, profile, content));
            continue;
        }
        Json items = Json::array();
        for (const Item& item : profile.items(section.id)) {
            // An item without any answer for the purpose must not even be counted.
            Json values = facts_of(purpose, section, item.fields, &item, profile, content);
            if (!values.empty()) items.push_back(std::move(values));
        }
        if (!items.empty()) facts[section.id] = std::move(items);
    }
    return facts;
}

}  // namespace

AidFacts aid_facts(const Profile& profile, const Content& content) {
    return AidFacts(facts_of(Purpose::aid, profile, content));
}

MatchFacts match_facts(const Profile& profile, const Content& content) {
    return MatchFacts(facts_of(Purpose::match, profile, content));
}

MatchFacts stated_match_facts(Json values) {
    return MatchFacts(std::move(values));
}

}  // namespace passerelle
