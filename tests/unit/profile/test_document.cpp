#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>

#include "profile/profile.hpp"

using namespace passerelle;

namespace {

Path path(std::string_view text) {
    const std::optional<Path> parsed = Path::parse(text);
    REQUIRE(parsed);
    return *parsed;
}

std::string random_name() {
    const auto letters = rc::gen::elementOf(std::string("abz09_-+AZ"));
    return (*rc::gen::nonEmpty(rc::gen::container<std::string>(letters))).substr(0, 64);
}

Json random_value() {
    switch (*rc::gen::inRange(0, 5)) {
        case 0:
            return nullptr;
        case 1:
            return *rc::gen::arbitrary<std::int64_t>();
        case 2:
            return *rc::gen::arbitrary<bool>();
        case 3:
            return Json::array({"a", "b"});
        default:
            return *rc::gen::container<std::string>(rc::gen::inRange<char>(' ', '~'));
    }
}

Profile random_profile() {
    Profile profile;
    for (int i = *rc::gen::inRange(0, 8); i > 0; --i) {
        profile.set(Path{"", "", random_name()}, random_value(), *rc::gen::inRange<std::int64_t>(0, 5));
    }
    for (int i = *rc::gen::inRange(0, 8); i > 0; --i) {
        const std::string list = *rc::gen::elementOf(std::vector<std::string>{"skills", "experience", "strange"});
        profile.set(Path{list, random_name(), random_name()}, random_value(), *rc::gen::inRange<std::int64_t>(0, 5));
    }
    return profile;
}

}  // namespace

TEST_CASE("a path has one, two or three segments and reads back as written") {
    for (const char* text : {"birth_date", "experience/a1-3", "experience/a1-3/employer", "skills/+/skill"}) {
        CHECK(path(text).text() == text);
    }
    CHECK(path("experience/a1-3/employer").item == "a1-3");
    CHECK(path("birth_date").list.empty());
    for (const char* text : {"", "/", "a/", "/a", "a//b", "a/b/c/d", "a b", "é", "a.b", "a/b/\n"}) {
        INFO(text);
        CHECK_FALSE(Path::parse(text));
    }
    CHECK_FALSE(Path::parse(std::string(65, 'a')));
    CHECK_FALSE(Path::parse(std::string_view("a\0b", 3)));
}

TEST_CASE("setting, reading and clearing an answer") {
    Profile profile;
    CHECK(profile.value("work").is_null());
    CHECK(profile.value("not a path").is_null());
    profile.set(path("work"), "none", 0);
    CHECK(profile.value("work") == "none");
    CHECK(profile.field(path("work"))->revision == 0);
    profile.set(path("work"), "student", 4);
    CHECK(profile.field(path("work"))->revision == 4);
    profile.set(path("work"), nullptr, 4);
    CHECK(profile.value("work").is_null());
    CHECK(profile.field(path("work"))->revision == 4);
    profile.set(path("work"), nullptr, 0);
    CHECK(profile == Profile{});
}

TEST_CASE("an answer in a list makes its item, at the end") {
    Profile profile;
    profile.set(path("skills/b"), "ignored", 0);
    profile.set(path("skills/b/skill"), nullptr, 0);
    CHECK(profile == Profile{});
    profile.set(path("skills/b/skill"), "x", 0);
    profile.set(path("skills/a/skill"), "y", 0);
    REQUIRE(profile.items("skills").size() == 2);
    CHECK(profile.items("skills")[0].id == "b");
    CHECK(profile.value("skills/a/skill") == "y");
    CHECK(profile.value("skills/c/skill").is_null());
    CHECK(profile.item("skills", "a")->position == 2);
    CHECK(profile.item("languages", "a") == nullptr);
    CHECK(profile.items("languages").empty());
}

TEST_CASE("items move, go and come back at their place") {
    Profile profile;
    for (const char* id : {"a", "b", "c"}) profile.set(Path{"wish", id, "occupation"}, id, 0);
    const auto order = [&] {
        std::string ids;
        for (const Item& item : profile.items("wish")) ids += item.id;
        return ids;
    };
    profile.move_item("wish", "c", 0);
    CHECK(order() == "cab");
    profile.move_item("wish", "a", 2);
    CHECK(order() == "cab");  // position shared with b: by id
    const Profile before = profile;
    const Item kept = *profile.item("wish", "a");
    profile.remove_item("wish", "a");
    CHECK(order() == "cb");
    profile.put_item("wish", kept);
    CHECK(profile == before);
    profile.move_item("wish", "nobody", 1);
    profile.remove_item("nowhere", "a");
    CHECK(profile == before);
    for (const char* id : {"a", "b", "c"}) profile.remove_item("wish", id);
    CHECK(profile == Profile{});
}

TEST_CASE("a document written out is the same document read in, unknown fields and lists included") {
    REQUIRE(rc::check([] {
        const Profile profile = random_profile();
        const Result<Json> json = parse_json(dump_json(to_json(profile)));
        RC_ASSERT(static_cast<bool>(json));
        const Result<Profile> read = profile_from_json(*json);
        RC_ASSERT(static_cast<bool>(read));
        RC_ASSERT(*read == profile);
        RC_ASSERT(dump_json(to_json(*read)) == dump_json(to_json(profile)));
    }));
}

TEST_CASE("a document of a newer schema is refused, and so is what is not a document") {
    const auto refusal = [](const char* text) {
        const Result<Profile> profile = profile_from_json(parse_json(text).value());
        INFO(text);
        REQUIRE_FALSE(profile);
        return profile.error();
    };
    CHECK(refusal(R"({"schema":2,"answers":{},"lists":{}})").code == "profile-schema");
    CHECK(refusal(R"({"answers":{},"lists":{}})").code == "profile-shape");
    CHECK(refusal(R"({"schema":1,"lists":{}})").code == "profile-shape");
    CHECK(refusal(R"({"schema":1,"answers":[],"lists":{}})").code == "profile-shape");
    CHECK(refusal(R"([1])").code == "profile-shape");
    CHECK(refusal(R"({"schema":1,"answers":{"work":"none"},"lists":{}})").field == "work");
    CHECK(refusal(R"({"schema":1,"answers":{"work":{"value":1,"revision":-1}},"lists":{}})").field == "work");
    CHECK(refusal(R"({"schema":1,"answers":{"a/b/c":{"value":1,"revision":0}},"lists":{}})").field == "a/b/c");
    CHECK(refusal(R"({"schema":1,"answers":{},"lists":{"s":{}}})").field == "s");
    CHECK(refusal(R"({"schema":1,"answers":{},"lists":{"s":[{"id":"","position":1,"fields":{}}]}})").field == "s");
    CHECK(refusal(R"({"schema":1,"answers":{},"lists":{"s":[{"id":"a","position":1}]}})").field == "s/a");
    CHECK(refusal(R"({"schema":1,"answers":{},"lists":{"s":[{"id":"a","position":9223372036854775807,"fields":{}}]}})")
              .field == "s/a");
    CHECK(refusal(R"({"schema":1,"answers":{},"lists":{"s":[{"id":"a","position":1,"fields":{}},
                     {"id":"a","position":2,"fields":{}}]}})")
              .field == "s/a");
    CHECK(refusal(R"({"schema":1,"answers":{},"lists":{"s":[{"id":"a","position":1,"fields":{"x":{"value":1}}}]}})")
              .field == "s/a/x");
}
