// What a change of the measures does, before it is published: how many verdicts change, from what to what, and what
// the people concerned have in common.
#include "packs/rules_diff.hpp"

#include <algorithm>
#include <cstdio>
#include <map>
#include <string>
#include <tuple>

#include "rules/judge.hpp"

namespace passerelle {
namespace {

// Where a change shows: "impulsion-12 not_yet -> yes".
struct Transition {
    std::string measure;
    std::string before;
    std::string after;
    auto key() const { return std::tie(measure, before, after); }
    bool operator<(const Transition& other) const { return key() < other.key(); }
};

using Traits = std::map<std::string, int, std::less<>>;  // trait -> people

std::string band(int value, std::initializer_list<int> bounds, const char* unit) {
    int low = 0;
    for (const int bound : bounds) {
        if (value < bound) return std::to_string(low) + " to " + std::to_string(bound - 1) + " " + unit;
        low = bound;
    }
    return std::to_string(low) + " " + unit + " and more";
}

// A person in words coarse enough to be shared: dates as bands of age or months, everything else as it is.
std::vector<std::string> traits_of(const Json& facts, CivilDate day) {
    std::vector<std::string> traits;
    for (const auto& [name, value] : facts.items()) {
        const auto date = value.is_string() ? CivilDate::parse(value.get_ref<const std::string&>()) : std::nullopt;
        if (name == "birth_date" && date)
            traits.push_back("age " + band(years_between(*date, day), {18, 25, 30, 45, 55, 57, 65}, "years"));
        else if (date && *date <= day)
            traits.push_back(name + " " + band(months_between(*date, day), {1, 4, 6, 12, 24}, "months"));
        else if (!date && !value.is_object())
            traits.push_back(name + " " + (value.is_string() ? value.get_ref<const std::string&>() : dump_json(value)));
    }
    return traits;
}

std::string state_of(const std::vector<Measure>& measures, const std::string& id, const AidFacts& facts,
                     CivilDate day) {
    const Measure* measure = find_measure(measures, id);
    if (measure == nullptr) return "absent";
    const Verdict verdict = judge(*measure, facts, day);
    std::string state(name_of(verdict.state));
    if (verdict.from) state += " from " + verdict.from->iso();
    if (verdict.state == VerdictState::yes) state += ", " + std::to_string(total_cents(verdict.amount) / 100) + " euro";
    return state;
}

// The traits that the people concerned have more often than everybody, the most telling first.
std::string in_common(const Traits& concerned, int concerned_count, const Traits& everybody, int everybody_count) {
    std::vector<std::pair<double, std::string>> telling;
    for (const auto& [trait, count] : concerned) {
        const double here = static_cast<double>(count) / concerned_count;
        const double all = static_cast<double>(everybody.find(trait)->second) / everybody_count;
        if (here > all) telling.emplace_back(here * (here - all), trait + " (" + std::to_string(count) + ")");
    }
    std::sort(telling.begin(), telling.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::string text;
    for (std::size_t i = 0; i < telling.size() && i < 3; ++i) text += (i == 0 ? "" : ", ") + telling[i].second;
    return text;
}

}  // namespace

int diff_rules(const std::vector<Measure>& before, const std::vector<Measure>& after, std::istream& people,
               std::optional<CivilDate> on) {
    std::vector<std::string> ids;
    for (const auto* measures : {&before, &after})
        for (const Measure& measure : *measures)
            if (std::find(ids.begin(), ids.end(), measure.id) == ids.end()) ids.push_back(measure.id);

    Traits everybody;
    std::map<Transition, Traits> traits;
    std::map<Transition, int> counts;
    int persons = 0;
    std::string line;
    for (int number = 1; std::getline(people, line); ++number) {
        if (line.empty()) continue;
        const Result<Json> person = parse_json(line);
        const auto day = person && string_member(*person, "on") ? CivilDate::parse(*string_member(*person, "on")) : on;
        if (!person || !day) {
            std::fprintf(stderr, "line %d: %s\n", number, person ? "no day: \"on\" or --on" : "not JSON");
            return 1;
        }
        const Json& facts = object_member(*person, "facts");
        const AidFacts aid(facts);
        const std::vector<std::string> own = traits_of(facts, *day);
        ++persons;
        for (const std::string& trait : own) ++everybody[trait];
        for (const std::string& id : ids) {
            Transition transition{id, state_of(before, id, aid, *day), state_of(after, id, aid, *day)};
            if (transition.before == transition.after) continue;
            ++counts[transition];
            for (const std::string& trait : own) ++traits[transition][trait];
        }
    }
    int changed = 0;
    for (const auto& [transition, count] : counts) {
        changed += count;
        std::printf("%s: %s -> %s: %d of %d people; in common: %s\n", transition.measure.c_str(),
                    transition.before.c_str(), transition.after.c_str(), count, persons,
                    in_common(traits[transition], count, everybody, persons).c_str());
    }
    std::printf("%d people, %zu measures, %d verdicts change\n", persons, ids.size(), changed);
    return 0;
}

}  // namespace passerelle
