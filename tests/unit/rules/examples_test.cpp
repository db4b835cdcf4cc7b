// Every measure's own examples, and what each must have: the content is tested like code.
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "measures.hpp"
#include "rules/judge.hpp"

using namespace passerelle;
using namespace passerelle::test;

namespace {

// The keys of a PO file; enough for a file whose msgid are all on one line, which this checks.
std::set<std::string> text_keys(const std::string& po) {
    std::set<std::string> keys;
    for (std::size_t at = po.find("msgid \""); at != std::string::npos; at = po.find("msgid \"", at + 1)) {
        const std::size_t start = at + 7;
        keys.insert(po.substr(start, po.find('"', start) - start));
    }
    return keys;
}

}  // namespace

TEST_CASE("every example of every measure gives the verdict that it states") {
    REQUIRE(all_measures().size() >= 17);
    int count = 0;
    for (const Measure& measure : all_measures()) {
        for (const Example& example : measure.examples) {
            INFO(measure.id << " on " << example.day.iso() << ": " << example.title);
            std::string text;
            for (const std::string& difference : check_example(measure, example)) text += difference + "; ";
            CHECK(text == "");
            ++count;
        }
    }
    CHECK(count >= 300);
}

// Those of the facts from which the measures were written, by their numbers there.
TEST_CASE("the example verdicts of the facts are among the examples") {
    std::set<int> found;
    for (const Measure& measure : all_measures()) {
        for (const Example& example : measure.examples) {
            int number = 0;
            if (std::sscanf(example.title.c_str(), "example verdict %d:", &number) == 1) found.insert(number);
        }
    }
    CHECK(found == std::set<int>{1, 2, 3, 6, 7, 9, 11, 14});
}

TEST_CASE("every text that a measure names is in the French texts") {
    const auto po = read_text(measures_folder() / "../texts/fr/measures.po");
    REQUIRE(po);
    const std::set<std::string> keys = text_keys(*po);
    const auto has = [&](const std::string& key) {
        INFO(key);
        CHECK(keys.count(key) == 1);
    };
    for (const Measure& measure : all_measures()) {
        has(measure.name_key());
        has(measure.summary_key());
        has(measure.authority_key);
        for (const std::string& key : measure.next_keys) has(key);
        for (const std::string& key : measure.paper_keys) has(key);
        for (const MeasureVersion& version : measure.versions) {
            if (!version.amount.text_key.empty()) has(version.amount.text_key);
            for (const Condition& condition : version.conditions) {
                has(condition.text_key);
                if (condition.subject != Subject::person) has(condition.text_key + ".assumed");
                if (!condition.rule.is_none()) has(condition.text_key + ".not_met");
            }
        }
    }
}

TEST_CASE("nothing that is unverified or only announced ever gives a plain yes") {
    for (const Measure& measure : all_measures()) {
        for (const Example& example : measure.examples) {
            const Verdict verdict = judge(measure, AidFacts(example.facts), example.day);
            if (verdict.state != VerdictState::yes) continue;
            INFO(measure.id << ": " << example.title);
            CHECK(verdict.source.confidence != Confidence::unverified);
        }
    }
}

// By hand, from the facts: what they mark as not verified, or only as announced.
TEST_CASE("the versions that are never a plain yes are those that the facts mark so") {
    const std::set<std::string> marked = {
        "cheques-formation 2025",  // the state of November 2026
        "coup-de-boost 2026",      // after 2025
        "impulsion-12 2029",       // the transition of what is phased out by 2029
        "impulsion-25 2029",
        "impulsion-55 2029",
        "tremplin-24 2029",
        "incitant 2018",      // whether it is still in force
        "insertion 2026",     // limit of 25, evaluations and amounts
        "misip 2016",         // how long now
        "prime-unique 2025",  // adoption, amounts, boundary, duties, exclusions, transition
        "prime-unique 2026",
        "sine 2025",  // waiting periods
    };
    std::set<std::string> found;
    for (const Measure& measure : all_measures()) {
        for (const MeasureVersion& version : measure.versions) {
            const bool unverified = version.source.confidence == Confidence::unverified;
            if (unverified || version.status == MeasureStatus::announced) found.insert(measure.id + " " + version.id);
        }
    }
    CHECK(found == marked);
}

TEST_CASE("what is phased out by 2029 is no plain yes from its first day on, whoever asks") {
    for (const char* id : {"impulsion-25", "impulsion-12", "impulsion-55", "tremplin-24", "sine"}) {
        const Measure& measure = *find_measure(all_measures(), id);
        for (const Example& example : measure.examples) {
            for (const char* on : {"2029-01-01", "2031-06-15"}) {
                INFO(id << ": " << example.title);
                const Verdict verdict = judge(measure, AidFacts(example.facts), *CivilDate::parse(on));
                CHECK(verdict.state != VerdictState::yes);
                CHECK(verdict.to_confirm);
            }
        }
    }
}

TEST_CASE("Impulsion and Tremplin of before 2026 add up to the 32,250 euro that are printed") {
    const auto amount = [](const char* id, int version) {
        return total_cents(find_measure(all_measures(), id)->versions[static_cast<std::size_t>(version)].amount);
    };
    CHECK(amount("impulsion-12", 0) + amount("tremplin-24", 0) == 3'225'000);
}
