#include "packs/rules_diff.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "rules/judge.hpp"

namespace passerelle {
namespace {

using Counts = std::map<std::string, int, std::less<>>;  // what -> people

// "impulsion-12", "not_yet", "yes": days and amounts are counted inside, so that a change shows once.
using Transition = std::tuple<std::string, std::string, std::string>;

struct Group {
    int people = 0;
    Counts changes;
    Counts traits;
};

std::string band(int value, std::initializer_list<int> bounds, const char* unit) {
    int low = 0;
    for (const int bound : bounds) {
        if (value < bound) return std::to_string(low) + " to " + std::to_string(bound - 1) + " " + unit;
        low = bound;
    }
    return std::to_string(low) + " " + unit + " and more";
}

// What kind of person, in words coarse enough to be shared.
std::vector<std::string> traits_of(const Json& facts, CivilDate day) {
    std::vector<std::string> traits;
    const auto date = [&](std::string_view question) { return CivilDate::parse(string_or(facts, question)); };
    if (const auto born = date("birth_date"); born && *born <= day)
        traits.push_back("age " + band(years_between(*born, day), {18, 25, 30, 45, 55, 57, 65}, "years"));
    for (const char* question : {"registered_since", "unoccupied_since"})
        if (const auto since = date(question); since && *since <= day)
            traits.push_back(question + (" " + band(months_between(*since, day), {1, 4, 6, 12, 24}, "months")));
    for (const char* question : {"highest_diploma", "work", "allowance"})
        if (const std::string answer = string_or(facts, question); !answer.empty())
            traits.push_back(question + (" " + answer));
    if (const auto registered = bool_member(facts, "registered"))
        traits.push_back(*registered ? "registered" : "not registered");
    return traits;
}

std::string state_of(const std::optional<Verdict>& verdict) {
    if (!verdict) return "absent";
    return std::string(name_of(verdict->state)) + (verdict->final_ ? ", final" : "");
}

bool promises(const Verdict& verdict) {
    return verdict.state == VerdictState::yes || verdict.state == VerdictState::not_yet ||
           verdict.state == VerdictState::cannot_say || verdict.state == VerdictState::announced;
}

std::string euro_of(std::int64_t cents) {
    return std::to_string(cents / 100);
}

std::string euro(const Amount& amount) {
    return euro_of(total_cents(amount));
}

// What else differs than the state.
std::vector<std::string> changes_between(const Verdict& before, const Verdict& after) {
    std::vector<std::string> changes;
    if (before.to_confirm != after.to_confirm)
        changes.emplace_back(after.to_confirm ? "to be confirmed now" : "no longer to be confirmed");
    if (before.from && after.from && before.from != after.from)
        changes.emplace_back(*before.from < *after.from ? "from a later day" : "from an earlier day");
    else if (before.from.has_value() != after.from.has_value() && before.state == after.state)
        changes.emplace_back(after.from ? "from a day now" : "from no day any more");
    if (before.until != after.until && before.state == after.state)
        changes.emplace_back(!after.until || (before.until && *before.until < *after.until) ? "lasts longer"
                                                                                            : "ends earlier");
    if (!promises(before) || !promises(after)) return changes;
    if (total_cents(before.amount) != total_cents(after.amount))
        changes.push_back(euro(before.amount) + " -> " + euro(after.amount) + " euro");
    else if (before.amount.each_cents != after.amount.each_cents)
        changes.push_back(euro_of(before.amount.each_cents) + " -> " + euro_of(after.amount.each_cents) +
                          " euro a period");
    else if (before.amount.steps != after.amount.steps || before.amount.period != after.amount.period)
        changes.emplace_back("the same sum over other periods");
    return changes;
}

// The traits that the people concerned have more often than everybody, the most telling first.
std::string in_common(const Group& group, const Counts& everybody, int everybody_count) {
    std::vector<std::pair<double, std::string>> telling;
    for (const auto& [trait, count] : group.traits) {
        const double here = static_cast<double>(count) / group.people;
        const double all = static_cast<double>(everybody.find(trait)->second) / everybody_count;
        if (here > all) telling.emplace_back(here * (here - all), trait + " (" + std::to_string(count) + ")");
    }
    std::sort(telling.begin(), telling.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::string text;
    for (std::size_t i = 0; i < telling.size() && i < 3; ++i) text += (i == 0 ? "" : ", ") + telling[i].second;
    return text;
}

std::string line_of(const Transition& transition, const Group& group, const Counts& everybody, int everybody_count) {
    const auto& [measure, before, after] = transition;
    std::string text = measure;
    text.append(": ").append(before).append(" -> ").append(after).append(": ");
    text += std::to_string(group.people) + " of " + std::to_string(everybody_count) + " people";
    for (const auto& [change, count] : group.changes) text += "; " + change + " (" + std::to_string(count) + ")";
    const std::string common = in_common(group, everybody, everybody_count);
    return common.empty() ? text : text + "; in common: " + common;
}

std::optional<Verdict> verdict_of(const std::vector<Measure>& measures, const std::string& id, const AidFacts& facts,
                                  CivilDate day) {
    const Measure* measure = find_measure(measures, id);
    if (measure == nullptr) return {};
    return judge(*measure, facts, day);
}

}  // namespace

Result<std::vector<std::string>> diff_rules(const std::vector<Measure>& before, const std::vector<Measure>& after,
                                            const Answers& answers, std::istream& people, std::optional<CivilDate> on) {
    std::vector<std::string> ids;
    for (const auto* measures : {&before, &after})
        for (const Measure& measure : *measures)
            if (std::find(ids.begin(), ids.end(), measure.id) == ids.end()) ids.push_back(measure.id);

    Counts everybody;
    std::map<Transition, Group> groups;
    int persons = 0;
    int changed = 0;
    std::string line;
    for (int number = 1; std::getline(people, line); ++number) {
        if (line.empty()) continue;
        const std::string place = "line " + std::to_string(number);
        const Result<Json> person = parse_json(line);
        if (!person) return Error{"people-line", place, "not JSON"};
        const Json* facts = member(*person, "facts");
        if (facts == nullptr || !facts->is_object()) return Error{"people-line", place, "no object \"facts\""};
        if (const auto wrong = answers.wrong(*facts))
            return Error{"people-line", place + "/" + wrong->question, wrong->what};
        const auto day = member(*person, "on") == nullptr ? on : CivilDate::parse(string_or(*person, "on"));
        if (!day) return Error{"people-line", place, "no day: \"on\" or --on"};
        const AidFacts aid(*facts);
        const std::vector<std::string> own = traits_of(*facts, *day);
        ++persons;
        for (const std::string& trait : own) ++everybody[trait];
        for (const std::string& id : ids) {
            const std::optional<Verdict> old = verdict_of(before, id, aid, *day);
            const std::optional<Verdict> now = verdict_of(after, id, aid, *day);
            const Transition transition{id, state_of(old), state_of(now)};
            std::vector<std::string> changes;
            if (old && now) changes = changes_between(*old, *now);
            if (changes.empty() && std::get<1>(transition) == std::get<2>(transition)) continue;
            ++changed;
            Group& group = groups[transition];
            ++group.people;
            for (const std::string& change : changes) ++group.changes[change];
            for (const std::string& trait : own) ++group.traits[trait];
        }
    }
    if (persons == 0) return Error{"people-none", "", "nobody to compare the rules for"};
    std::vector<std::string> lines;
    for (const auto& [transition, group] : groups) lines.push_back(line_of(transition, group, everybody, persons));
    lines.push_back(std::to_string(persons) + " people, " + std::to_string(ids.size()) + " measures, " +
                    std::to_string(changed) + " verdicts change");
    return lines;
}

}  // namespace passerelle
