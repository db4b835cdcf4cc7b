// What an example of a measure expects, against what the rules say. Not for people's browsers.
#include "rules/judge.hpp"

namespace passerelle {

std::vector<std::string> check_example(const Measure& measure, const Example& example) {
    const Verdict verdict = judge(measure, AidFacts(example.facts), example.day);
    const auto in_state = [&](ConditionState state) {
        Json ids = Json::array();
        for (const ConditionVerdict& condition : verdict.conditions) {
            if (condition.state == state) ids.push_back(condition.id);
        }
        return ids;
    };
    const auto date = [](const std::optional<CivilDate>& day) { return day ? Json(day->iso()) : Json(); };
    const Json found = {{"state", std::string(name_of(verdict.state))},
                        {"version", verdict.version},
                        {"from", date(verdict.from)},
                        {"until", date(verdict.until)},
                        {"to_confirm", verdict.to_confirm},
                        {"final", verdict.final_},
                        {"missing", verdict.missing},
                        {"not_met", in_state(ConditionState::not_met)},
                        {"unknown", in_state(ConditionState::unknown)},
                        {"assumed", in_state(ConditionState::assumed)},
                        {"total_cents", total_cents(verdict.amount)},
                        {"each_cents", verdict.amount.each_cents}};
    std::vector<std::string> differences;
    for (const auto& [key, expected] : example.expected.items()) {
        const Json* value = member(found, key);
        if (value == nullptr)
            differences.push_back(key + ": no such expectation");
        else if (*value != expected)
            differences.push_back(key + ": " + dump_json(*value) + ", expected " + dump_json(expected));
    }
    return differences;
}

}  // namespace passerelle
