// Any bytes as a pack of measures: refused with a place, or loaded so that judging its own examples never fails.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "rules/judge.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace passerelle;
    const auto json = parse_json(std::string_view(reinterpret_cast<const char*>(bytes), size));
    if (!json) return 0;
    const auto measures = load_measures(*json);
    if (!measures) {
        if (measures.error().code.empty()) std::abort();
        return 0;
    }
    for (const Measure& measure : *measures) {
        for (const Example& example : measure.examples) {
            (void)check_example(measure, example);
            const AidFacts facts(example.facts);
            const Verdict verdict = judge(measure, facts, example.day);
            if (verdict.state == VerdictState::no || verdict.state == VerdictState::not_yet)
                (void)smallest_change(measure, facts, example.day, example.day, verdict.from);
        }
    }
    return 0;
}
