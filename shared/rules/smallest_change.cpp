#include <algorithm>
#include <bit>

#include "rules/judge.hpp"

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

std::vector<std::string> smallest_change(const Measure& measure, const AidFacts& facts, CivilDate day) {
    std::vector<std::string> questions;
    for (const std::string& question : measure.changeable)
        if (questions.size() < most_questions && member(facts.values(), question) != nullptr)
            questions.push_back(question);
    const unsigned sets = 1U << questions.size();
    const auto turns = [&](unsigned set) {
        return judge(measure, without(facts, questions, set), day).state != VerdictState::no;
    };
    // All of them together: what even that does not turn, no part of it does.
    if (questions.empty() || !turns(sets - 1)) return {};
    for (int size = 1;; ++size) {
        for (unsigned set = 1; set < sets; ++set) {
            if (std::popcount(set) != size || !turns(set)) continue;
            std::vector<std::string> smallest;
            for (std::size_t i = 0; i < questions.size(); ++i)
                if ((set >> i & 1U) != 0) smallest.push_back(questions[i]);
            return smallest;
        }
    }
}

}  // namespace passerelle
