#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>
#include <set>
#include <type_traits>

#include "profile/facts.hpp"
#include "support/content.hpp"

using namespace passerelle;

// What was asked for aids can not be turned into what matching reads, nor can bare answers.
static_assert(!std::is_constructible_v<MatchFacts, AidFacts>);
static_assert(!std::is_constructible_v<MatchFacts, Json>);
static_assert(!std::is_constructible_v<MatchFacts, Profile>);
static_assert(!std::is_convertible_v<AidFacts, MatchFacts>);
static_assert(!std::is_assignable_v<MatchFacts&, AidFacts>);
static_assert(!std::is_assignable_v<MatchFacts&, Json>);

namespace {

// Every string anywhere in the values.
void collect(const Json& json, std::set<std::string>& found) {
    if (json.is_string()) found.insert(as_string(json));
    if (json.is_structured()) {
        for (const Json& part : json) collect(part, found);
    }
}

std::set<std::string> strings_of(const Json& json) {
    std::set<std::string> found;
    collect(json, found);
    return found;
}

std::string marker(const Question& question) {
    return question.section + "/" + question.id;
}

// Every question answered with its own name, so that any leak can be recognised. The lists have two items.
Profile marked(const Content& content) {
    Profile profile;
    for (const Question& question : content.questions()) {
        if (!content.section(question.section)->is_list) {
            profile.set(Path{"", "", question.id}, marker(question), 0);
            continue;
        }
        for (const char* item : {"a", "b"}) profile.set(Path{question.section, item, question.id}, marker(question), 0);
    }
    profile.set(Path{"", "", "of_a_newer_content"}, "stray", 0);
    profile.set(Path{"skills", "a", "of_a_newer_content"}, "stray", 0);
    profile.set(Path{"strange", "a", "b"}, "stray", 0);
    return profile;
}

std::set<std::string> expected(Purpose purpose, const Profile& profile, const Content& content) {
    std::set<std::string> markers;
    for (const Question& question : content.questions()) {
        const std::vector<Item>& items = profile.items(question.section);
        if (question.purposes.has(purpose) &&
            is_relevant(question, profile, items.empty() ? nullptr : &items.front())) {
            markers.insert(marker(question));
        }
    }
    return markers;
}

void answer(Profile& profile, std::string_view path, Json value) {
    profile.set(*Path::parse(path), std::move(value), 0);
}

}  // namespace

TEST_CASE("facts of a purpose hold every answer with it and none without it") {
    const Content& content = test::french_content();
    const Profile profile = marked(content);
    CHECK(strings_of(aid_facts(profile, content).values()) == expected(Purpose::aid, profile, content));
    CHECK(strings_of(match_facts(profile, content).values()) == expected(Purpose::match, profile, content));
}

TEST_CASE("each question alone is in the facts of its purposes and nowhere else") {
    const Content& content = test::french_content();
    const Profile all = marked(content);
    for (const Question& question : content.questions()) {
        INFO(marker(question));
        Profile profile;
        const bool in_list = content.section(question.section)->is_list;
        const Path path{in_list ? question.section : "", in_list ? "a" : "", question.id};
        profile.set(path, marker(question), 0);
        CHECK(aid_facts(profile, content).values().empty() == !question.purposes.has(Purpose::aid));
        CHECK(match_facts(profile, content).values().empty() == !question.purposes.has(Purpose::match));
    }
}

TEST_CASE("whatever purposes a content states, facts keep to them") {
    const Json pack = parse_json(test::french_pack()).value();
    REQUIRE(rc::check([&] {
        Json changed = pack;
        for (Json& question : changed["questions"]["questions"]) {
            question.erase("relevant");
            question.erase("protected_ground");
            Json purposes = Json::array();
            const int mask = *rc::gen::inRange(1, 16);
            for (std::size_t i = 0; i < all_purposes.size(); ++i) {
                if ((mask >> i & 1) != 0) purposes.push_back(purpose_name(all_purposes[i]));
            }
            question["purposes"] = purposes;
        }
        const Result<Content> content = Content::load(dump_json(changed));
        RC_ASSERT(static_cast<bool>(content));
        const Profile profile = marked(*content);
        RC_ASSERT(strings_of(aid_facts(profile, *content).values()) == expected(Purpose::aid, profile, *content));
        RC_ASSERT(strings_of(match_facts(profile, *content).values()) == expected(Purpose::match, profile, *content));
    }));
}

TEST_CASE("the matcher never sees age, allowance, registration or how to reach a person") {
    const Content& content = test::french_content();
    Profile profile;
    answer(profile, "birth_date", "2002-03-27");
    answer(profile, "allowance", "unemployment");
    answer(profile, "registered", true);
    answer(profile, "studies_shortage", false);
    answer(profile, "allowance_days_312", true);
    answer(profile, "email", "a@b.be");
    answer(profile, "commune", {{"postcode", "6000"}, {"name", "Charleroi"}});
    CHECK(match_facts(profile, content).values() == Json{{"commune", {{"postcode", "6000"}, {"name", "Charleroi"}}}});
    CHECK(aid_facts(profile, content).values().contains("birth_date"));
    CHECK(aid_facts(profile, content).values().contains("studies_shortage"));
    CHECK(aid_facts(profile, content).values().contains("allowance_days_312"));
    CHECK_FALSE(aid_facts(profile, content).values().contains("email"));
}

TEST_CASE("answers that do not apply are kept aside, out of the facts") {
    const Content& content = test::french_content();
    Profile profile;
    answer(profile, "registered", true);
    answer(profile, "registered_since", "2026-01-05");
    CHECK(aid_facts(profile, content).values().contains("registered_since"));
    answer(profile, "registered", false);
    CHECK(aid_facts(profile, content).values() == Json{{"registered", false}});
    CHECK(profile.value("registered_since") == "2026-01-05");
    answer(profile, "registered", nullptr);
    CHECK(aid_facts(profile, content).values() == Json{{"registered_since", "2026-01-05"}});
}

TEST_CASE("lists are arrays in the person's order, without items that hold nothing of the purpose") {
    const Content& content = test::french_content();
    Profile profile;
    answer(profile, "experience/a/start", "2020-01-01");
    answer(profile, "experience/b/employer", "x");
    answer(profile, "experience/c/start", "2022-01-01");
    answer(profile, "experience/c/end", "2023-01-01");
    answer(profile, "experience/c/current", true);
    profile.move_item("experience", "c", 0);
    const Json expected_items = {{{"start", "2022-01-01"}, {"current", true}}, {{"start", "2020-01-01"}}};
    CHECK(match_facts(profile, content).values() == Json{{"experience", expected_items}});
    CHECK(aid_facts(profile, content).values() == Json::object());
}
