// How long verdicts and rules take. Reads
// {"measures":[...],"facts":{...},"today":"...","cases":[{"rule":...,"data":...}]} from standard input and prints "name
// value unit". Without files or arguments, so that the same source is measured natively, in Node and in a browser.
#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "bench/figures.hpp"
#include "rules/expression.hpp"
#include "rules/judge.hpp"

namespace {

using namespace passerelle;
using bench::now_ms;
using bench::print;

// The middle of 31 rounds; each round repeats the work until it takes long enough for a coarse clock. First it runs for
// `warm_ms`: engines compile what is hot in the background, JavaScript and WebAssembly alike.
template <typename Work>
double median_ms(Work work, double warm_ms = 0) {
    for (const double start = now_ms(); now_ms() - start < warm_ms;) work();
    int repeat = 1;
    for (;; repeat *= 2) {
        const double start = now_ms();
        for (int i = 0; i < repeat; ++i) work();
        if (now_ms() - start >= 4) break;
    }
    std::vector<double> times;
    for (int round = 0; round < 31; ++round) {
        const double start = now_ms();
        for (int i = 0; i < repeat; ++i) work();
        times.push_back((now_ms() - start) / repeat);
    }
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

std::string standard_input() {
    std::string text;
    char buffer[4096];
    for (std::size_t read = 0; (read = std::fread(buffer, 1, sizeof buffer, stdin)) > 0;) text.append(buffer, read);
    return text;
}

}  // namespace

int main() {
    const auto input = parse_json(standard_input(), 200);
    if (!input) return 2;
    const auto measures = load_measures(array_member(*input, "measures"));
    const auto today = CivilDate::parse(string_or(*input, "today"));
    if (!measures || !today) return 2;

    std::size_t states = 0;  // so that nothing is left out as unused
    const AidFacts facts(object_member(*input, "facts"));
    if (!measures->empty()) {
        const double judged = median_ms([&] {
            for (const Measure& measure : *measures)
                states += static_cast<std::size_t>(judge(measure, facts, reference_day(facts, *today)).state);
        });
        print("judge_all_ms", judged, "ms");
        const AidFacts refused(object_member(*input, "refused_facts"));
        const double changes = median_ms([&] {
            for (const Measure& measure : *measures) {
                const CivilDate day = reference_day(refused, *today);
                if (judge(measure, refused, day).state == VerdictState::no)
                    states += smallest_change(measure, refused, day, *today).questions.size();
            }
        });
        print("judge_all_with_changes_ms", changes, "ms");
        std::printf("judge_all_measures %zu measures\n", measures->size());
    }

    struct Case {
        Rule rule;
        Json data;
    };
    std::vector<Case> cases;
    for (const Json& one : array_member(*input, "cases")) {
        const Json* data = member(one, "data");
        cases.push_back(
            {Rule::ready(*member(one, "rule"), Dialect::jsonlogic).value(), data == nullptr ? Json() : *data});
    }
    if (!cases.empty()) {
        const double evaluated = median_ms(
            [&] {
                for (const Case& one : cases) {
                    const auto result = one.rule.evaluate(one.data, Absent::is_null);
                    states += result ? result->value().size() : 0;
                }
            },
            500);
        print("jsonlogic_cases_ms", evaluated, "ms");
    }
    return measures->empty() || states > 0 ? 0 : 1;
}
