// Verdicts: boundaries, what is missing, and the promises of judge.hpp as properties.
#include "rules/judge.hpp"

#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>

#include "measures.hpp"

using namespace passerelle;
using namespace passerelle::test;

namespace {

CivilDate day(const char* text) {
    return *CivilDate::parse(text);
}

const Measure& the(const char* id) {
    const Measure* measure = find_measure(all_measures(), id);
    REQUIRE(measure != nullptr);
    return *measure;
}

rc::Gen<std::string> some_date(int from_year, int to_year) {
    return rc::gen::map(
        rc::gen::inRange(CivilDate::from_ymd(from_year, 1, 1)->days(), CivilDate::from_ymd(to_year, 12, 31)->days()),
        [](int days) { return CivilDate::from_days(days).iso(); });
}

// A person who answered everything, near the boundaries of the rules rather than anywhere.
rc::Gen<Json> some_person() {
    return rc::gen::exec([] {
        Json facts = Json::object();
        facts["birth_date"] = *(*rc::gen::arbitrary<bool>() ? some_date(1998, 2004) : some_date(1955, 2010));
        facts["registered"] = *rc::gen::weightedElement<bool>({{5, true}, {1, false}});
        facts["registered_since"] = *some_date(2023, 2026);
        facts["work"] =
            *rc::gen::weightedElement<std::string>({{5, "none"}, {1, "part_time"}, {1, "full_time"}, {1, "student"}});
        facts["unoccupied_since"] = *some_date(2023, 2026);
        facts["highest_diploma"] =
            *rc::gen::element<std::string>("none", "lower_secondary", "upper_secondary", "bachelor");
        facts["allowance"] = *rc::gen::element<std::string>("unemployment", "insertion", "none");
        facts["commune"] = {
            {"postcode", *rc::gen::weightedElement<std::string>({{4, "4000"}, {1, "4700"}, {1, "1000"}})},
            {"name", "X"}};
        facts["hire_contract"] = *rc::gen::element<std::string>("open_ended", "fixed_term");
        facts["hire_months"] = *rc::gen::inRange(1, 30);
        facts["hire_share"] = *rc::gen::element(20, 49, 50, 100);
        facts["studies_shortage"] = *rc::gen::arbitrary<bool>();
        facts["allowance_days_312"] = *rc::gen::arbitrary<bool>();
        return facts;
    });
}

Json without(Json facts, const std::vector<std::string>& ids) {
    for (const std::string& id : ids) facts.erase(id);
    return facts;
}

rc::Gen<std::vector<std::string>> some_ids() {
    return rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
        "birth_date", "registered", "registered_since", "work", "unoccupied_since", "highest_diploma", "allowance",
        "commune", "hire_contract", "hire_months", "hire_share", "studies_shortage", "allowance_days_312"));
}

const Measure& some_measure() {
    return all_measures()[*rc::gen::inRange<std::size_t>(0, all_measures().size())];
}

bool settled(const Verdict& verdict) {
    return verdict.state == VerdictState::yes || verdict.state == VerdictState::no ||
           verdict.state == VerdictState::not_yet || verdict.state == VerdictState::announced;
}

}  // namespace

// Every measure is tried with each person: most verdicts are a plain no, and a property that discards them gives up.
TEST_CASE("not yet from a day is false on the eve and true on the day") {
    int seen = 0;
    REQUIRE(rc::check([&seen] {
        const AidFacts facts(*some_person());
        const CivilDate on = *CivilDate::parse(*some_date(2025, 2026));
        for (const Measure& measure : all_measures()) {
            const Verdict verdict = judge(measure, facts, on);
            if (verdict.state != VerdictState::not_yet) continue;
            ++seen;
            RC_ASSERT(verdict.from > on);
            const auto before = judge(measure, facts, verdict.from->plus_days(-1)).state;
            const auto then = judge(measure, facts, *verdict.from).state;
            RC_ASSERT(before != VerdictState::yes);
            RC_ASSERT((then == VerdictState::yes || (verdict.to_confirm && then == VerdictState::announced)));
        }
    }));
    CHECK(seen > 20);
}

TEST_CASE("no is no on every later day, tried one by one for three years") {
    REQUIRE(rc::check([] {
        const Measure& measure = some_measure();
        const AidFacts facts(*some_person());
        const CivilDate on = *CivilDate::parse(*some_date(2025, 2026));
        const Verdict verdict = judge(measure, facts, on);
        RC_PRE(verdict.state == VerdictState::no || verdict.state == VerdictState::not_yet);
        const int days = verdict.from ? std::min(1100, verdict.from->days() - on.days() - 1) : 1100;
        for (int i = 1 + *rc::gen::inRange(0, 7); i <= days; i += 7) {
            const VerdictState later = judge(measure, facts, on.plus_days(i)).state;
            RC_ASSERT(later != VerdictState::yes);
        }
    }));
}

TEST_CASE("the smallest change turns a no, nothing less does, and a final no has none") {
    int seen = 0;
    int final_ones = 0;
    int later_ones = 0;
    REQUIRE(rc::check([&] {
        const Json facts = *some_person();
        const CivilDate on = day("2026-03-02");
        for (const Measure& measure : all_measures()) {
            const Verdict verdict = judge(measure, AidFacts(facts), on);
            if (verdict.state != VerdictState::no) continue;
            ++seen;
            const SmallestChange change = smallest_change(measure, AidFacts(facts), on, on);
            if (verdict.final_) RC_ASSERT(change.questions.empty());
            final_ones += verdict.final_ ? 1 : 0;
            if (change.questions.empty()) continue;
            // The answers are given and turn it: what is left to say is about something else.
            for (const std::string& question : change.questions)
                RC_ASSERT(change.facts.values()[question] != facts[question]);
            const Verdict then = judge(measure, change.facts, on);
            RC_ASSERT(then.state != VerdictState::no);
            RC_ASSERT(then.from == change.not_before);
            for (const std::string& question : then.missing)
                RC_ASSERT(std::find(change.questions.begin(), change.questions.end(), question) ==
                          change.questions.end());
            if (change.not_before) {
                ++later_ones;
                const Verdict eve = judge(measure, change.facts, change.not_before->plus_days(-1));
                RC_ASSERT((eve.from == change.not_before || eve.state == VerdictState::closed));
                RC_ASSERT(judge(measure, change.facts, *change.not_before).state != VerdictState::no);
            }
            for (const std::string& question : change.questions) {
                Json less = change.facts.values();
                less[question] = facts[question];
                RC_ASSERT(judge(measure, AidFacts(less), on).state == VerdictState::no);
            }
        }
    }));
    CHECK(seen > 100);
    CHECK(final_ones > 10);
    CHECK(later_ones > 10);
}

TEST_CASE("who registers, or stops working, begins on that day: an old date does not count again") {
    const CivilDate on = day("2026-11-30");
    const Json seeker = {{"birth_date", "1986-01-01"},
                         {"registered", false},
                         {"registered_since", "2020-01-01"},
                         {"work", "none"},
                         {"unoccupied_since", "2020-01-01"},
                         {"highest_diploma", "lower_secondary"},
                         {"commune", {{"postcode", "4000"}, {"name", "Liège"}}}};
    const auto change = [&](const char* id, const Json& facts, const char* from) {
        return smallest_change(the(id), AidFacts(facts), on, day(from));
    };
    const SmallestChange registers = change("impulsion-12", seeker, "2026-11-30");
    CHECK(registers.questions == std::vector<std::string>{"registered"});
    CHECK(registers.by_choice);
    CHECK(registers.not_before == day("2027-12-01"));  // twelve months on the eve
    CHECK(change("tremplin-24", seeker, "2026-11-30").not_before == day("2028-12-01"));
    // Hired later than registered: the day of registering counts.
    CHECK(change("impulsion-12", seeker, "2026-10-15").not_before == day("2027-10-16"));

    Json worker = seeker;
    worker["registered"] = true;
    worker["work"] = "part_time";
    const SmallestChange stops = change("impulsion-12", worker, "2026-11-30");
    CHECK(stops.questions == std::vector<std::string>{"work"});
    CHECK_FALSE(stops.by_choice);
    CHECK(stops.not_before == day("2027-12-01"));
}

TEST_CASE("an answer that is already what it could become turns nothing") {
    // Registered, but the four months would end after the last day of the version.
    Json measure = Json::parse(R"({"id":"x","authority":"forem","moment":"hire","rounding":"down",
        "source":{"title":"T","checked_on":"2026-01-01","confidence":"A"},
        "versions":[{"id":"v","valid_from":"2026-01-01","valid_to":"2026-06-30",
                     "conditions":[{"id":"c","rule":{"use":"registered-4-months"}}]}]})");
    Json array = measures_json();
    array.push_back(measure);
    const auto measures = load_measures(array, Examples::left_out);
    REQUIRE(measures);
    for (const bool registered : {true, false}) {
        const AidFacts facts(Json{{"registered", registered}, {"registered_since", "2026-03-01"}});
        const Measure& x = *find_measure(*measures, "x");
        CHECK(judge(x, facts, day("2026-03-10")).state == VerdictState::no);
        CHECK(smallest_change(x, facts, day("2026-03-10"), day("2026-03-10")).questions.empty());
    }
}

TEST_CASE("a contract that is too short is named as what to change, an age that is past is not") {
    const Json facts = {{"birth_date", "1986-01-01"},
                        {"registered", true},
                        {"registered_since", "2025-01-01"},
                        {"work", "none"},
                        {"unoccupied_since", "2025-01-01"},
                        {"commune", {{"postcode", "4000"}, {"name", "Liège"}}},
                        {"highest_diploma", "lower_secondary"},
                        {"hire_contract", "fixed_term"},
                        {"hire_months", 1}};
    const CivilDate on = day("2026-03-02");
    const SmallestChange longer = smallest_change(the("impulsion-12"), AidFacts(facts), on, on);
    CHECK(longer.questions == std::vector<std::string>{"hire_months"});
    CHECK(longer.by_choice);
    CHECK_FALSE(longer.not_before);
    CHECK(judge(the("impulsion-25"), AidFacts(facts), on).final_);
    CHECK(smallest_change(the("impulsion-25"), AidFacts(facts), on, on).questions.empty());
}

TEST_CASE("final is said of a limit read in an official text, and not of one that is to be confirmed") {
    const Json past_all = {{"birth_date", "1985-03-01"},
                           {"registered", true},
                           {"registered_since", "2026-01-01"},
                           {"work", "none"},
                           {"unoccupied_since", "2026-01-01"},
                           {"highest_diploma", "lower_secondary"},
                           {"commune", {{"postcode", "4000"}, {"name", "Liège"}}}};
    const auto age_of = [&](const Verdict& verdict) {
        return *std::find_if(verdict.conditions.begin(), verdict.conditions.end(),
                             [](const ConditionVerdict& condition) { return condition.id == "age"; });
    };
    const Verdict decree = judge(the("impulsion-25"), AidFacts(past_all), day("2026-11-30"));
    CHECK(decree.state == VerdictState::no);
    CHECK(decree.to_confirm);  // the amounts are
    CHECK(decree.final_);
    CHECK(age_of(decree).way == Way::final_);
    CHECK_FALSE(age_of(decree).to_confirm);
    const Verdict unverified = judge(the("insertion"), AidFacts(past_all), day("2026-11-30"));
    CHECK(unverified.state == VerdictState::no);
    CHECK_FALSE(unverified.final_);
    CHECK(age_of(unverified).to_confirm);
}

TEST_CASE("a job may end and studies too: what life can change is neither final nor the person's to decide") {
    const Json student = {
        {"birth_date", "2006-01-01"},           {"registered", true},
        {"registered_since", "2025-01-01"},     {"work", "student"},
        {"highest_diploma", "upper_secondary"}, {"commune", {{"postcode", "4000"}, {"name", "Liège"}}}};
    const Verdict verdict = judge(the("impulsion-25"), AidFacts(student), day("2026-11-23"));
    CHECK(verdict.state == VerdictState::no);
    CHECK_FALSE(verdict.final_);
    for (const ConditionVerdict& condition : verdict.conditions) CHECK(condition.way != Way::final_);
    const SmallestChange change =
        smallest_change(the("impulsion-25"), AidFacts(student), day("2026-11-23"), day("2026-11-23"));
    CHECK(change.questions == std::vector<std::string>{"work"});
    CHECK_FALSE(change.by_choice);
}

TEST_CASE("what is paid from a later day is what the rules of that day say") {
    int seen = 0;
    REQUIRE(rc::check([&seen] {
        const AidFacts facts(*some_person());
        const CivilDate on = *CivilDate::parse(*some_date(2025, 2025));
        for (const Measure& measure : all_measures()) {
            const Verdict verdict = judge(measure, facts, on);
            if (verdict.state != VerdictState::not_yet) continue;
            ++seen;
            const Verdict then = judge(measure, facts, *verdict.from);
            RC_ASSERT(verdict.version == then.version);
            RC_ASSERT(verdict.to_confirm == then.to_confirm);
            RC_ASSERT(verdict.amount.steps == then.amount.steps);
        }
    }));
    CHECK(seen > 20);
}

TEST_CASE("a yes lasts until its last day and not a day longer") {
    int seen = 0;
    REQUIRE(rc::check([&seen] {
        const AidFacts facts(*some_person());
        const CivilDate on = *CivilDate::parse(*some_date(2025, 2026));
        for (const Measure& measure : all_measures()) {
            const Verdict verdict = judge(measure, facts, on);
            if (verdict.state != VerdictState::yes || !verdict.until) continue;
            ++seen;
            RC_ASSERT(judge(measure, facts, *verdict.until).state == VerdictState::yes);
            RC_ASSERT(judge(measure, facts, verdict.until->plus_days(1)).state != VerdictState::yes);
        }
    }));
    CHECK(seen > 20);
}

TEST_CASE("filling in a missing answer flips a settled verdict only where what was assumed is not brought") {
    int seen = 0;
    int flipped = 0;
    REQUIRE(rc::check([&] {
        const Json person = *some_person();
        const Json some_answers = without(person, *some_ids());
        const CivilDate on = *CivilDate::parse(*some_date(2025, 2026));
        for (const Measure& measure : all_measures()) {
            const Verdict partial = judge(measure, AidFacts(some_answers), on);
            if (!settled(partial)) continue;
            ++seen;
            const Verdict full = judge(measure, AidFacts(person), on);
            RC_ASSERT(full.conditions.size() == partial.conditions.size());
            bool broken = false;  // what was assumed turned out not to hold
            for (std::size_t i = 0; i < full.conditions.size(); ++i) {
                const ConditionState before = partial.conditions[i].state;
                const ConditionState after = full.conditions[i].state;
                if (before == ConditionState::met || before == ConditionState::not_met) RC_ASSERT(after == before);
                broken = broken || (before == ConditionState::assumed && after == ConditionState::not_met);
            }
            if (full.state == partial.state && full.from == partial.from) continue;
            ++flipped;
            RC_ASSERT(partial.assumes);
            RC_ASSERT(broken);
            RC_ASSERT(partial.state != VerdictState::no);
        }
    }));
    CHECK(seen > 100);
    CHECK(flipped > 0);
}

TEST_CASE("with every answer given nothing is missing and something can be said") {
    REQUIRE(rc::check([] {
        const Verdict verdict =
            judge(some_measure(), AidFacts(*some_person()), *CivilDate::parse(*some_date(2026, 2027)));
        RC_ASSERT(verdict.missing.empty());
        for (const ConditionVerdict& condition : verdict.conditions)
            RC_ASSERT(condition.state != ConditionState::unknown);
    }));
}

TEST_CASE("a verdict that can not be given always names a question, and answering all of them settles it") {
    REQUIRE(rc::check([] {
        const Measure& measure = some_measure();
        const Json person = *some_person();
        Json facts = without(person, *some_ids());
        const CivilDate on = *CivilDate::parse(*some_date(2026, 2027));
        for (int round = 0; round < 10; ++round) {
            const Verdict verdict = judge(measure, AidFacts(facts), on);
            // A day without known rules has no question to ask.
            if (verdict.state != VerdictState::cannot_say || verdict.version.empty()) return;
            if (verdict.missing.empty()) {
                // What nobody is asked about here is stated instead: past days of work, studies passed.
                RC_ASSERT(std::any_of(
                    verdict.conditions.begin(), verdict.conditions.end(), [](const ConditionVerdict& condition) {
                        return condition.subject == Subject::other && condition.state == ConditionState::assumed;
                    }));
                return;
            }
            facts[verdict.missing.front()] = person[verdict.missing.front()];
        }
        RC_FAIL("still nothing to say");
    }));
}

TEST_CASE("conditions say their state, their way out and their figures") {
    const Json facts = Json::parse(R"({"registered":true,"registered_since":"2025-10-01","work":"none",
        "unoccupied_since":"2025-10-01","commune":{"postcode":"1000","name":"Bruxelles"},
        "hire_contract":"fixed_term","hire_months":1})");
    const Verdict verdict = judge(the("impulsion-12"), AidFacts(facts), day("2026-03-02"));
    CHECK(verdict.state == VerdictState::no);
    CHECK_FALSE(verdict.final_);
    REQUIRE(verdict.conditions.size() == 4);
    CHECK(verdict.conditions[0].way == Way::wait);
    CHECK(verdict.conditions[0].from == day("2026-10-02"));
    REQUIRE(verdict.conditions[0].arguments.size() == 1);
    CHECK(verdict.conditions[0].arguments[0].value == "5");  // on the eve, 1 March
    CHECK(verdict.conditions[2].way == Way::change);
    CHECK(verdict.conditions[3].way == Way::change);
    CHECK(verdict.conditions[3].state_text_key == "measure.impulsion-12.condition.contract.not_met");
}

TEST_CASE("as if hired on a day looks at that day for every measure, and at today without it") {
    CHECK(reference_day(AidFacts(Json{{"hire_start", "2026-05-04"}}), day("2026-03-01")) == day("2026-05-04"));
    CHECK(reference_day(AidFacts(Json::object()), day("2026-03-01")) == day("2026-03-01"));
}

TEST_CASE("an answer that is none to its question is as good as none, and the question is missing") {
    const Json person = {{"birth_date", "2004-01-01"},
                         {"registered", true},
                         {"registered_since", "2025-01-01"},
                         {"work", "none"},
                         {"unoccupied_since", "2025-01-01"},
                         {"highest_diploma", "lower_secondary"},
                         {"commune", {{"postcode", "4000"}, {"name", "Liège"}}},
                         {"hire_contract", "fixed_term"},
                         {"hire_months", 6}};
    CHECK(judge(the("impulsion-25"), AidFacts(person), day("2026-03-02")).state == VerdictState::yes);
    const std::pair<const char*, Json> wrong[] = {
        {"birth_date", "2001"},          {"birth_date", "2025-02-30"},    {"birth_date", 12},
        {"registered", "yes"},           {"registered_since", "2024-11"}, {"work", "chef"},
        {"work", Json::array({"none"})}, {"highest_diploma", "x"},        {"commune", "Liège"}};
    for (const auto& [question, value] : wrong) {
        INFO(question << " " << dump_json(value));
        Json facts = person;
        facts[question] = value;
        const Verdict verdict = judge(the("impulsion-25"), AidFacts(facts), day("2026-03-02"));
        CHECK(verdict.state == VerdictState::cannot_say);
        CHECK(verdict.missing == std::vector<std::string>{question});
    }
    // Of the contract it is assumed again.
    for (const Json& value : {Json(1.5), Json("6"), Json(0), Json(-1)}) {
        Json facts = person;
        facts["hire_months"] = value;
        const Verdict verdict = judge(the("impulsion-25"), AidFacts(facts), day("2026-03-02"));
        CHECK(verdict.state == VerdictState::yes);
        CHECK(verdict.assumes);
    }
}

TEST_CASE("without the questions an answer of the wrong type is asked again, and a contract's is assumed") {
    const auto loaded = load_measures(measures_json());
    REQUIRE(loaded);
    const Measure& measure = *find_measure(*loaded, "impulsion-12");
    const Json facts = Json::parse(R"({"registered":true,"registered_since":12,"work":"none",
        "unoccupied_since":"2024-01-01","commune":{"postcode":"4000"},"hire_contract":"fixed_term","hire_months":1.5})");
    const Verdict verdict = judge(measure, AidFacts(facts), day("2026-03-02"));
    CHECK(verdict.state == VerdictState::cannot_say);
    CHECK(verdict.missing == std::vector<std::string>{"registered", "registered_since"});
    CHECK(verdict.conditions.back().state == ConditionState::assumed);
    CHECK(judge(measure, AidFacts(Json()), day("2026-03-01")).state == VerdictState::cannot_say);
}
