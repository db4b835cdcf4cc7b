#include <algorithm>
#include <bit>

#include "rules/case.hpp"

namespace passerelle {
namespace {

constexpr std::size_t most_questions = 8;

AidFacts without(const AidFacts& facts, const std::vector<std::string>& questions, unsigned set) {
    Json values = facts.values();
    for (std::size_t i = 0; i < questions.size(); ++i)
        if ((set >> i & 1U) != 0) values.erase(questions[i]);
    return AidFacts(std::move(values));
}

}  // namespace

SmallestChange smallest_change(const Measure& measure, const AidFacts& facts, CivilDate day) {
    std::vector<std::string> questions;
    const auto add_answered = [&](const std::vector<std::string>& ids) {
        for (const std::string& id : ids)
            if (questions.size() < most_questions && member(facts.values(), id) != nullptr) questions.push_back(id);
    };
    add_answered(measure.can_change);
    const std::size_t by_choice = questions.size();
    add_answered(measure.may_change);
    const unsigned sets = 1U << questions.size();
    std::optional<CivilDate> not_before;
    // Not refused on that day, or on a later one.
    const auto turns = [&](unsigned set) {
        Case about(measure, without(facts, questions, set));
        not_before.reset();
        if (about.all_on(day) != Together::not_met) return true;
        not_before = about.first_not_refused(day);
        return not_before.has_value();
    };
    // All of them together: what even that does not turn, no part of it does.
    if (questions.empty() || !turns(sets - 1)) return {};
    for (int size = 1;; ++size) {
        for (unsigned set = 1; set < sets; ++set) {
            if (std::popcount(set) != size || !turns(set)) continue;
            SmallestChange change;
            for (std::size_t i = 0; i < questions.size(); ++i)
                if ((set >> i & 1U) != 0) change.questions.push_back(questions[i]);
            change.by_choice = set >> by_choice == 0;
            change.not_before = not_before;
            return change;
        }
    }
}

}  // namespace passerelle
