#include <algorithm>
#include <bit>

#include "rules/case.hpp"

namespace passerelle {
namespace {

// What of the measure's lists can become another answer for this person.
struct Open {
    std::vector<const Changeable*> questions;
    std::size_t by_choice = 0;  // the first of them
};

Open open_to_change(const Measure& measure, const Json& facts, bool only_by_choice) {
    Open open;
    const auto add = [&](const std::vector<Changeable>& list) {
        for (const Changeable& one : list) {
            const Json* answer = member(facts, one.question);
            const auto other = [&](const Json& value) { return value != *answer; };
            if (answer != nullptr && std::any_of(one.values.begin(), one.values.end(), other))
                open.questions.push_back(&one);
        }
    };
    add(measure.can_change);
    open.by_choice = open.questions.size();
    if (!only_by_choice) add(measure.may_change);
    return open;
}

class Search {
  public:
    Search(const Measure& measure, const AidFacts& facts, CivilDate day, CivilDate from,
           std::optional<CivilDate> sooner_than)
        : measure_(measure), facts_(facts.values()), day_(day), from_(from), sooner_than_(sooner_than) {}

    // With those answers not known, and the dates that they begin anew: what even that does not turn, no value of them
    // does.
    bool may_turn(const std::vector<const Changeable*>& questions) {
        Json facts = facts_;
        for (const Changeable* one : questions) {
            facts.erase(one->question);
            facts.erase(one->restarts);
        }
        return not_refused(std::move(facts));
    }

    // Tries every combination of values; what turned is in `change`.
    bool turn(const std::vector<const Changeable*>& questions) { return turn(questions, 0, facts_); }

    SmallestChange change;

  private:
    bool turn(const std::vector<const Changeable*>& questions, std::size_t at, const Json& facts) {
        if (at == questions.size()) return sooner_than_ ? met_sooner(facts) : not_refused(facts);
        const Changeable& one = *questions[at];
        const Json& before = *member(facts_, one.question);
        return std::any_of(one.values.begin(), one.values.end(), [&](const Json& value) {
            if (value == before) return false;
            Json changed = facts;
            changed[one.question] = value;
            if (!one.restarts.empty()) changed[one.restarts] = from_.iso();
            return turn(questions, at + 1, changed);
        });
    }

    // Met before that day, and nothing left to ask.
    bool met_sooner(Json facts) {
        change.facts = AidFacts(std::move(facts));
        change.not_before.reset();
        Case about(measure_, change.facts);
        if (about.all_on(day_) == Together::met) return true;
        change.not_before = about.first_all_met(day_);
        return change.not_before && *change.not_before < *sooner_than_;
    }

    // Not refused on that day, or on a later one.
    bool not_refused(Json facts) {
        change.facts = AidFacts(std::move(facts));
        change.not_before.reset();
        Case about(measure_, change.facts);
        if (about.all_on(day_) != Together::not_met) return true;
        change.not_before = about.first_not_refused(day_);
        return change.not_before.has_value();
    }

    const Measure& measure_;
    const Json& facts_;
    CivilDate day_;
    CivilDate from_;
    std::optional<CivilDate> sooner_than_;
};

}  // namespace

SmallestChange smallest_change(const Measure& measure, const AidFacts& facts, CivilDate day, CivilDate from,
                               std::optional<CivilDate> sooner_than) {
    const Open open = open_to_change(measure, facts.values(), sooner_than.has_value());
    Search search(measure, facts, day, from, sooner_than);
    if (open.questions.empty() || !search.may_turn(open.questions)) return {};
    const unsigned sets = 1U << open.questions.size();
    for (int size = 1; size <= static_cast<int>(open.questions.size()); ++size) {
        for (unsigned set = 1; set < sets; ++set) {
            if (std::popcount(set) != size) continue;
            std::vector<const Changeable*> questions;
            for (std::size_t i = 0; i < open.questions.size(); ++i)
                if ((set >> i & 1U) != 0) questions.push_back(open.questions[i]);
            if (!search.may_turn(questions) || !search.turn(questions)) continue;
            for (const Changeable* one : questions) search.change.questions.push_back(one->question);
            search.change.by_choice = set >> open.by_choice == 0;
            return std::move(search.change);
        }
    }
    return {};
}

}  // namespace passerelle
