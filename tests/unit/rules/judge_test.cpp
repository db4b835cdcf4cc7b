// Verdicts: boundaries, what is missing, and the promises of judge.hpp as properties.
#include "rules/judge.hpp"

#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>

#include "measures.hpp"
#include "rules/stage_days.hpp"

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

// For the young only, as an official text has it.
const Measure& official() {
    static const std::vector<Measure> measures = [] {
        Json array = measures_json();
        array.push_back(Json::parse(R"({"id":"official","authority":"forem","moment":"hire","rounding":"down",
            "source":{"title":"T","checked_on":"2026-01-01","confidence":"A"},
            "versions":[{"id":"v","valid_from":"2025-01-01","conditions":[{"id":"age","rule":{"use":"under-25"}},
                                                          {"id":"registered","rule":{"use":"registered"}}]}]})"));
        return load_measures(array, Examples::left_out, all_answers()).value();
    }();
    return *find_measure(measures, "official");
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
            const Verdict before = judge(measure, facts, verdict.from->plus_days(-1));
            const auto then = judge(measure, facts, *verdict.from).state;
            RC_ASSERT(before.state == VerdictState::not_yet);
            RC_ASSERT(std::any_of(before.conditions.begin(), before.conditions.end(),
                                  [](const ConditionVerdict& one) { return one.state == ConditionState::not_met; }));
            RC_ASSERT((then == VerdictState::yes || (verdict.to_confirm && then == VerdictState::announced)));
        }
    }));
    CHECK(seen > 20);
}

TEST_CASE("no is no on every later day, and not yet until its own, tried day by day") {
    REQUIRE(rc::check([] {
        const Measure& measure = some_measure();
        const AidFacts facts(*some_person());
        const CivilDate on = *CivilDate::parse(*some_date(2025, 2026));
        const Verdict verdict = judge(measure, facts, on);
        RC_PRE(verdict.state == VerdictState::no || verdict.state == VerdictState::not_yet);
        // Half a year somewhere in the next four, the end of what was verified among them.
        const int first = 1 + *rc::gen::inRange(0, 1400);
        const int last = verdict.from ? std::min(first + 180, verdict.from->days() - on.days() - 1) : first + 180;
        for (int i = std::min(first, std::max(1, last - 180)); i <= last; ++i) {
            const Verdict later = judge(measure, facts, on.plus_days(i));
            RC_ASSERT(later.state != VerdictState::yes);
            RC_ASSERT((later.state != VerdictState::announced || !later.in_force));
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
        std::vector<const Measure*> measures = {&official()};
        for (const Measure& measure : all_measures()) measures.push_back(&measure);
        for (const Measure* one : measures) {
            const Measure& measure = *one;
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
    CHECK(judge(the("impulsion-25"), AidFacts(facts), on).state == VerdictState::no);
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
    const Verdict sure = judge(official(), AidFacts(past_all), day("2026-11-30"));
    CHECK(sure.state == VerdictState::no);
    CHECK(sure.final_);
    CHECK(age_of(sure).way == Way::final_);
    CHECK_FALSE(age_of(sure).to_confirm);
    // "Under 25" was read on one page only, and nobody has verified what comes in 2029.
    for (const char* id : {"impulsion-25", "insertion"}) {
        INFO(id);
        const Verdict unsure = judge(the(id), AidFacts(past_all), day("2026-11-30"));
        CHECK(unsure.state == VerdictState::no);
        CHECK_FALSE(unsure.final_);
        CHECK(age_of(unsure).to_confirm);
        CHECK(age_of(unsure).way != Way::final_);
    }
}

TEST_CASE("no condition is final that was not, or will not be, read in an official text") {
    const auto way = [](const char* first, const char* second) {
        Json measure = Json::parse(R"({"id":"x","authority":"forem","moment":"hire","rounding":"down",
            "source":{"title":"T","checked_on":"2026-01-01","confidence":"A"},
            "versions":[{"id":"v","valid_from":"2025-01-01","valid_to":"2026-12-31"}, {"id":"w","valid_from":"2027-01-01"}]})");
        measure["versions"][0].update(Json::parse(first));
        measure["versions"][1].update(Json::parse(second));
        Json array = measures_json();
        array.push_back(measure);
        const auto measures = load_measures(array, Examples::left_out, all_answers());
        REQUIRE(measures);
        const Verdict verdict =
            judge(*find_measure(*measures, "x"), AidFacts(Json{{"birth_date", "1985-03-01"}}), day("2026-03-01"));
        CHECK(verdict.state == VerdictState::no);
        CHECK(verdict.final_ == (verdict.conditions[0].way == Way::final_));
        return std::string(name_of(verdict.conditions[0].way));
    };
    const char* sure = R"({"conditions":[{"id":"age","rule":{"use":"under-25"}}]})";
    const char* unsure = R"({"conditions":[{"id":"age","to_confirm":true,"rule":{"use":"under-25"}}]})";
    const char* unverified = R"({"conditions":[{"id":"age","rule":{"use":"under-25"}}],
        "source":{"title":"T","checked_on":"2026-01-01","confidence":"U"}})";
    CHECK(way(sure, sure) == "final");
    CHECK(way(unsure, sure) == "change");
    CHECK(way(sure, unsure) == "change");
    CHECK(way(sure, unverified) == "change");
    CHECK(way(sure, R"({"status":"abolished"})") == "final");
    CHECK(way(sure, R"({"status":"abolished","to_confirm":true})") == "change");
    CHECK(way(sure, R"({"status":"announced"})") == "change");
}

TEST_CASE("registering today brings sooner what waiting brings in years") {
    const CivilDate on = day("2026-11-30");
    const AidFacts facts(Json{
        {"birth_date", "1968-05-10"}, {"registered", false}, {"work", "none"}, {"unoccupied_since", "2025-01-01"}});
    const Verdict verdict = judge(the("impulsion-55"), facts, on);
    REQUIRE(verdict.state == VerdictState::not_yet);
    CHECK(verdict.from == day("2028-05-11"));  // 60 on the eve
    const SmallestChange sooner = smallest_change(the("impulsion-55"), facts, on, on, verdict.from);
    CHECK(sooner.questions == std::vector<std::string>{"registered"});
    CHECK(sooner.by_choice);
    CHECK(sooner.not_before == day("2026-12-01"));
    // What is not sooner is none: on the day itself, waiting is as good.
    CHECK(smallest_change(the("impulsion-55"), facts, on, on, day("2026-12-01")).questions.empty());
    CHECK(smallest_change(the("impulsion-55"), facts, on, on, day("2026-12-02")).not_before == day("2026-12-01"));
    // Nobody is told to leave a job, and what would then only be asked about is no promise.
    Json worker = facts.values();
    worker["registered"] = true;
    worker["registered_since"] = "2025-01-01";
    worker["work"] = "full_time";
    REQUIRE(judge(the("impulsion-55"), AidFacts(worker), on).state == VerdictState::not_yet);
    CHECK(smallest_change(the("impulsion-55"), AidFacts(worker), on, on, day("2028-05-11")).questions.empty());
    Json unknown = facts.values();
    unknown.erase("work");
    REQUIRE(judge(the("impulsion-55"), AidFacts(unknown), on).state == VerdictState::not_yet);
    CHECK(smallest_change(the("impulsion-55"), AidFacts(unknown), on, on, day("2028-05-11")).questions.empty());
}

TEST_CASE("what brings a not yet sooner is sooner, by choice, and nothing less does") {
    int seen = 0;
    int sooner_ones = 0;
    REQUIRE(rc::check([&] {
        Json facts = *some_person();
        facts["birth_date"] = *rc::gen::element<std::string>("1967-06-01", "1968-01-01", "2003-05-01");
        facts["registered"] = *rc::gen::arbitrary<bool>();
        const CivilDate on = day("2026-03-02");
        const auto first_day = [&](const Measure& measure, const Json& answers) {
            const Verdict verdict = judge(measure, AidFacts(answers), on);
            const bool now = verdict.state == VerdictState::yes || verdict.state == VerdictState::announced;
            return now ? std::optional(on) : verdict.state == VerdictState::not_yet ? verdict.from : std::nullopt;
        };
        for (const Measure& measure : all_measures()) {
            const Verdict verdict = judge(measure, AidFacts(facts), on);
            if (verdict.state != VerdictState::not_yet) continue;
            ++seen;
            const SmallestChange change = smallest_change(measure, AidFacts(facts), on, on, verdict.from);
            if (change.questions.empty()) continue;
            ++sooner_ones;
            RC_ASSERT(change.by_choice);
            RC_ASSERT(first_day(measure, change.facts.values()) == change.not_before.value_or(on));
            RC_ASSERT(change.not_before.value_or(on) < *verdict.from);
            for (const std::string& question : change.questions) {
                Json less = change.facts.values();
                less[question] = facts[question];
                const auto without_it = first_day(measure, less);
                RC_ASSERT((!without_it || *without_it >= *verdict.from));
            }
        }
    }));
    CHECK(seen > 20);
    CHECK(sooner_ones > 5);
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

TEST_CASE("who works until after the eve is not without work on it") {
    const Json person = {{"birth_date", "2001-06-01"},
                         {"registered", true},
                         {"registered_since", "2025-01-01"},
                         {"work", "none"},
                         {"unoccupied_since", "2026-01-10"},
                         {"highest_diploma", "lower_secondary"},
                         {"commune", {{"postcode", "4000"}, {"name", "Liège"}}},
                         {"hire_contract", "open_ended"}};
    const Verdict verdict = judge(the("impulsion-25"), AidFacts(person), day("2025-12-15"));
    CHECK(verdict.state == VerdictState::not_yet);
    CHECK(verdict.from == day("2026-01-11"));
    // Since when is asked of those without work, where it matters.
    const Verdict unknown =
        judge(the("impulsion-25"), AidFacts(without(person, {"unoccupied_since"})), day("2026-02-01"));
    CHECK(unknown.missing == std::vector<std::string>{"unoccupied_since"});
    Json worker = without(person, {"unoccupied_since"});
    worker["work"] = "part_time";
    CHECK(judge(the("impulsion-25"), AidFacts(worker), day("2026-02-01")).missing.empty());
}

TEST_CASE("days of the stage are counted without the Sundays, from any day of the week") {
    for (CivilDate first = day("1969-12-20"); first < day("1970-01-20"); first = first.plus_days(1)) {
        int counted = 0;
        for (CivilDate on = first; counted < 311; on = on.plus_days(1)) {
            // 1970-01-04 was a Sunday.
            if ((on.days() - day("1969-01-05").days()) % 7 == 0) continue;
            ++counted;
            if (counted == 1 || counted == 6 || counted == 7 || counted == 156 || counted == 310) {
                INFO(first.iso() << " " << counted);
                CHECK(day_of_stage(first, counted) == on);
            }
        }
    }
    CHECK(day_of_stage(day("9999-12-20"), 310) == day("9999-12-31"));  // the calendar ends, and so does the counting
}

TEST_CASE("a sum that depends on the age is that of the day the work begins, and is not multiplied") {
    const auto each = [&](const char* born, const char* on) {
        const Verdict verdict = judge(the("impulsion-55"), AidFacts(Json{{"birth_date", born}}), day(on));
        CHECK(total_cents(verdict.amount) == 0);
        return verdict.amount.each_cents;
    };
    CHECK(each("1967-06-15", "2025-06-15") == 40'000);  // 57 on the eve
    CHECK(each("1967-06-15", "2025-06-16") == 100'000);
    CHECK(each("1960-06-15", "2025-06-16") == 150'000);
    CHECK(each("1960-06-15", "2026-06-16") == 0);  // of 2026 no amount is known
    CHECK(judge(the("impulsion-55"), AidFacts(Json::object()), day("2025-06-16")).amount.each_cents == 0);
}
