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

Open open_to_change(const Measure& measure, const Json& facts) {
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
    add(measure.may_change);
    return open;
}

class Search {
  public:
    Search(const Measure& measure, const AidFacts& facts, CivilDate day, CivilDate from)
        : measure_(measure), facts_(facts.values()), day_(day), from_(std::min(day, from)) {}

    // With those answers not known: what even that does not turn, no value of them does.
    bool may_turn(const std::vector<const Changeable*>& questions) {
        Json facts = facts_;
        for (const Changeable* one : questions) facts.erase(one->question);
        return turns(std::move(facts));
    }

    // Tries every combination of values; what turned is in `change`.
    bool turn(const std::vector<const Changeable*>& questions) { return turn(questions, 0, facts_); }

    SmallestChange change;

  private:
    bool turn(const std::vector<const Changeable*>& questions, std::size_t at, const Json& facts) {
        if (at == questions.size()) return turns(facts);
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

    // Not refused on that day, or on a later one.
    bool turns(Json facts) {
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
};

}  // namespace

SmallestChange smallest_change(const Measure& measure, const AidFacts& facts, CivilDate day, CivilDate from) {
    const Open open = open_to_change(measure, facts.values());
    Search search(measure, facts, day, from);
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
