// Which question would settle most.
#include <algorithm>

#include "rules/case.hpp"

namespace passerelle {
namespace {

// Divided exactly by every number of samples up to ten.
constexpr int whole = 2520;

Json iso(CivilDate day) {
    return day.iso();
}

CivilDate months_ago(CivilDate day, int months) {
    return day.plus_months(-months, MonthRounding::down);
}

// Answers that people may give, a few on each side of what rules ask: ages, months without work, places.
std::vector<Json> possible_answers(const Question& question, CivilDate day) {
    std::vector<Json> answers;
    switch (question.kind) {
        case Kind::yes_no:
            return {true, false};
        case Kind::choice:
            for (const QuestionOption& option : question.options) answers.emplace_back(option.value);
            return answers;
        case Kind::date:
            if (question.date_range == DateRange::birth) {
                for (const int age : {17, 19, 22, 24, 28, 35, 45, 56, 58, 61})
                    answers.push_back(iso(months_ago(day, 12 * age + 6)));
            } else {
                for (const int months : {1, 3, 5, 8, 13, 18, 25, 40}) answers.push_back(iso(months_ago(day, months)));
            }
            return answers;
        case Kind::number:
            for (const int quarter : {0, 1, 2, 4})
                answers.emplace_back(question.minimum + (question.maximum - question.minimum) * quarter / 4);
            return answers;
        case Kind::place:
            for (const char* postcode : {"1300", "4000", "5000", "6000", "7000", "4700", "1000"})
                answers.push_back({{"postcode", postcode}});
            return answers;
        default:
            return answers;
    }
}

struct Score {
    std::string question;
    int settled = 0;   // measures, on average over the possible answers, times `whole`
    int measures = 0;  // that wait for it
};

}  // namespace

std::vector<std::string> most_useful_questions(const std::vector<Measure>& measures,
                                               const std::vector<Verdict>& verdicts, const AidFacts& facts,
                                               const std::vector<Question>& questions) {
    std::vector<Score> scores;
    for (std::size_t i = 0; i < measures.size(); ++i) {
        const Verdict& verdict = verdicts[i];
        if (verdict.state != VerdictState::cannot_say) continue;
        // Where something is not met now, the answer counts on the first day when it may all be met.
        const CivilDate day = verdict.from.value_or(verdict.day);
        for (const std::string& id : verdict.missing) {
            auto score = std::find_if(scores.begin(), scores.end(), [&](const Score& s) { return s.question == id; });
            if (score == scores.end()) score = scores.insert(score, Score{id});
            ++score->measures;
            const auto question =
                std::find_if(questions.begin(), questions.end(), [&](const Question& q) { return q.id == id; });
            if (question == questions.end()) continue;
            const std::vector<Json> answers = possible_answers(*question, verdict.day);
            Case about(measures[i], facts);
            int settled = 0;
            for (const Json& answer : answers) {
                about.answer(id, answer);
                settled += about.all_on(day) != Together::unknown ? 1 : 0;
            }
            if (!answers.empty()) score->settled += settled * whole / static_cast<int>(answers.size());
        }
    }
    std::stable_sort(scores.begin(), scores.end(), [](const Score& a, const Score& b) {
        return a.settled != b.settled ? a.settled > b.settled : a.measures > b.measures;
    });
    std::vector<std::string> best;
    for (Score& score : scores) best.push_back(std::move(score.question));
    return best;
}

}  // namespace passerelle
