#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <set>

#include "unit/sync/sync_support.hpp"

using namespace passerelle;
using namespace passerelle::test;

namespace {

template <typename T>
bool is(const Outcome& outcome) {
    return std::holds_alternative<T>(outcome);
}

const std::vector<std::string> plain_paths{"first_name", "email", "work", "radius_km"};

Json random_value() {
    return *rc::gen::element<Json>(Json("a"), Json("b"), Json(3), Json(true), Json(nullptr));
}

}  // namespace

TEST_CASE("edits of different fields by two devices are both in the document") {
    Document document;
    CHECK(is<Applied>(apply(document, change("p1", "first_name", "Sam", 0, phone), 1)));
    CHECK(is<Applied>(apply(document, change("t1", "email", "sam@example.org", 0, tablet), 2)));
    CHECK(document.profile.value("first_name") == "Sam");
    CHECK(document.profile.value("email") == "sam@example.org");
    CHECK(document.conflicts.empty());
    CHECK(document.revision == 2);
}

TEST_CASE("the same field edited on two sides keeps both values and asks") {
    Document document;
    static_cast<void>(apply(document, change("p1", "work", "none", 0, phone), 1));
    const Outcome outcome = apply(document, change("t1", "work", "student", 0, tablet), 2);
    REQUIRE(is<Conflict>(outcome));
    const Conflict& conflict = std::get<Conflict>(outcome);
    CHECK(conflict.path == "work");
    CHECK(conflict.mine == "student");
    CHECK(conflict.theirs == "none");
    CHECK(conflict.mine_clock.device == tablet);
    CHECK(conflict.theirs_clock.device == phone);
    CHECK(document.profile.value("work") == "none");
    CHECK(document.conflicts == std::vector<Conflict>{conflict});
}

TEST_CASE("the same value on two sides is no conflict") {
    Document document;
    static_cast<void>(apply(document, change("p1", "work", "none", 0, phone), 1));
    CHECK(is<Applied>(apply(document, change("t1", "work", "none", 0, tablet), 2)));
    CHECK(document.conflicts.empty());
    // Both are heard: who then changes it without having known of the other one asks.
    CHECK(is<Conflict>(apply(document, change("p2", "work", "student", 1, phone, noon_ms + 1), 3)));
    CHECK(is<Applied>(apply(document, change("t2", "work", "part_time", 3, tablet, noon_ms + 2), 4)));
}

TEST_CASE("an edit that knew the other one replaces it") {
    Document document;
    static_cast<void>(apply(document, change("p1", "work", "none", 0, phone), 1));
    CHECK(is<Applied>(apply(document, change("t1", "work", "student", 1, tablet), 2)));
    CHECK(document.profile.value("work") == "student");
}

TEST_CASE("a cleared field and an edit of it are a conflict too") {
    Document document;
    static_cast<void>(apply(document, change("p1", "work", "none", 0, phone), 1));
    static_cast<void>(apply(document, change("p2", "work", nullptr, 1, phone, noon_ms + 1), 2));
    REQUIRE(is<Conflict>(apply(document, change("t1", "work", "student", 1, tablet), 3)));
    CHECK(document.conflicts.front().theirs.is_null());
}

TEST_CASE("a device never conflicts with itself, and its later edit wins in any order of arrival") {
    const Change first = change("p1", "work", "none", 0, phone, noon_ms);
    const Change second = change("p2", "work", "student", 0, phone, noon_ms + 1);
    for (const bool in_order : {true, false}) {
        Document document;
        CHECK(is<Applied>(apply(document, in_order ? first : second, 1)));
        CHECK(is<Applied>(apply(document, in_order ? second : first, 2)));
        CHECK(document.profile.value("work") == "student");
    }
}

TEST_CASE("a choice closes its conflict, whichever side it takes") {
    for (const char* chosen : {"none", "student", "part_time"}) {
        Document document;
        static_cast<void>(apply(document, change("p1", "work", "none", 0, phone), 1));
        static_cast<void>(apply(document, change("t1", "work", "student", 0, tablet), 2));
        Change choice = change("t2", "work", chosen, 2, tablet, noon_ms + 5);
        choice.resolves = "t1";
        CHECK(is<Applied>(apply(document, choice, 3)));
        CHECK(document.profile.value("work") == chosen);
        CHECK(document.conflicts.empty());
        CHECK(document.revision == 3);
    }
}

TEST_CASE("items added on two sides both stay") {
    Document document;
    static_cast<void>(apply(document, change("p1", "skills/a", Json{{"position", 0}}, 0, phone), 1));
    static_cast<void>(apply(document, change("t1", "skills/b", Json{{"position", 0}}, 0, tablet), 2));
    CHECK(document.profile.items("skills").size() == 2);
}

TEST_CASE("a removal against an edit of the same item asks, in either order") {
    const auto with_item = [] {
        Document document;
        static_cast<void>(apply(document, change("p1", "experience/a", Json{{"position", 0}}, 0, phone), 1));
        static_cast<void>(apply(document, change("p2", "experience/a/employer", "Blanc SA", 0, phone), 1));
        return document;
    };
    const Change removal = change("p3", "experience/a", nullptr, 1, phone, noon_ms + 10);
    const Change edit = change("t1", "experience/a/employer", "Noir SA", 1, tablet, noon_ms + 20);
    SECTION("the edit first") {
        Document document = with_item();
        static_cast<void>(apply(document, edit, 2));
        REQUIRE(is<Conflict>(apply(document, removal, 3)));
        CHECK(document.conflicts.front().mine.is_null());
        CHECK(document.conflicts.front().theirs["fields"]["employer"] == "Noir SA");
        CHECK(document.profile.value("experience/a/employer") == "Noir SA");
    }
    SECTION("the removal first") {
        Document document = with_item();
        static_cast<void>(apply(document, removal, 2));
        REQUIRE(is<Conflict>(apply(document, edit, 3)));
        CHECK(document.conflicts.front().mine.is_null());
        CHECK(document.conflicts.front().path == "experience/a");
        CHECK(document.conflicts.front().mine_clock.device == phone);
        CHECK(document.conflicts.front().theirs["fields"]["employer"] == "Noir SA");
        CHECK(document.profile.value("experience/a/employer") == "Noir SA");
        CHECK(document.removed.empty());
    }
    SECTION("a late edit of the device that removed it does not bring it back") {
        Document document = with_item();
        static_cast<void>(apply(document, removal, 2));
        CHECK(is<Applied>(apply(document, change("p9", "experience/a/employer", "x", 0, phone, noon_ms + 5), 3)));
        CHECK(document.profile.items("experience").empty());
    }
    SECTION("undo brings it back") {
        Document document = with_item();
        static_cast<void>(apply(document, removal, 2));
        static_cast<void>(
            apply(document, change("p4", "experience/a", Json{{"position", 0}}, 2, phone, noon_ms + 11), 3));
        static_cast<void>(
            apply(document, change("p5", "experience/a/employer", "Blanc SA", 2, phone, noon_ms + 12), 3));
        CHECK(document.profile.value("experience/a/employer") == "Blanc SA");
        CHECK(document.removed.empty());
    }
}

TEST_CASE("an edit of a removed item brings all of it back, and leaving it or letting it go decides") {
    for (const bool goes : {true, false}) {
        Document document;
        static_cast<void>(apply(document, change("p1", "experience/a", Json{{"position", 3}}, 0, phone), 1));
        static_cast<void>(apply(document, change("p2", "experience/a/employer", "Blanc SA", 0, phone), 1));
        static_cast<void>(apply(document, change("p3", "experience/a/tasks", "Murs", 0, phone), 1));
        static_cast<void>(apply(document, change("p4", "experience/a", nullptr, 1, phone, noon_ms + 1), 2));
        REQUIRE(is<Conflict>(apply(document, change("t1", "experience/a/employer", "Noir SA", 1, tablet), 3)));
        static_cast<void>(apply(document, change("t2", "experience/a/tasks", "Toits", 1, tablet), 3));
        CHECK(document.conflicts.size() == 1);
        CHECK(document.conflicts.front().theirs ==
              Json({{"position", 3}, {"fields", {{"employer", "Noir SA"}, {"tasks", "Toits"}}}}));
        Change choice = change("p5", "experience/a", goes ? Json() : Json{{"position", 3}}, 3, phone, noon_ms + 9);
        choice.resolves = "p4";
        static_cast<void>(apply(document, choice, 4));
        CHECK(document.conflicts.empty());
        CHECK(document.profile.items("experience").empty() == goes);
    }
}

TEST_CASE("what a conflict calls theirs is what the document says now, and a side that comes round asks no more") {
    Document document;
    static_cast<void>(apply(document, change("p1", "first_name", "Ann", 0, phone), 1));
    static_cast<void>(apply(document, change("t1", "first_name", "Bob", 0, tablet), 2));
    REQUIRE(document.conflicts.size() == 1);
    static_cast<void>(apply(document, change("p2", "first_name", "Cam", 2, phone, noon_ms + 1), 3));
    CHECK(document.conflicts.front().theirs == "Cam");
    CHECK(document.conflicts.front().mine == "Bob");
    SECTION("the document comes to say what was asked for") {
        static_cast<void>(apply(document, change("p3", "first_name", "Bob", 3, phone, noon_ms + 2), 4));
        CHECK(document.conflicts.empty());
    }
    SECTION("the device comes to say what the document says") {
        static_cast<void>(apply(document, change("t2", "first_name", "Cam", 0, tablet, noon_ms + 2), 4));
        CHECK(document.conflicts.empty());
        CHECK(document.revision == 4);
    }
    SECTION("a second device that says the same asks for itself") {
        const std::string laptop(32, '3');
        CHECK(is<Conflict>(apply(document, change("l1", "first_name", "Bob", 0, laptop), 4)));
        CHECK(document.conflicts.size() == 2);  // each may still change its mind
    }
}

TEST_CASE(
    "a document of the version before is read, and a removal in it still becomes a question that can be answered") {
    Document document;
    static_cast<void>(apply(document, change("p1", "experience/a", Json{{"position", 0}}, 0, phone), 1));
    static_cast<void>(apply(document, change("p2", "work", "none", 0, phone), 1));
    static_cast<void>(apply(document, change("p3", "experience/a", nullptr, 1, phone, noon_ms + 1), 2));
    Json json = to_json(document);
    json["writers"]["work"] = Json(json["writers"]["work"][0]);
    json["removed"]["experience/a"] = Json(json["removed"]["experience/a"]["by"][0]);
    Result<Document> read = document_from_json(json);
    REQUIRE(read);
    CHECK(is<Conflict>(apply(*read, change("t1", "work", "student", 0, tablet), 3)));
    REQUIRE(is<Conflict>(apply(*read, change("t2", "experience/a/employer", "Noir SA", 1, tablet), 3)));
    REQUIRE(read->conflicts.size() == 2);
    CHECK(read->conflicts[1].id == "removed-experience-a");
    Change choice = change("p4", "experience/a", Json{{"position", 0}}, 3, phone, noon_ms + 9);
    choice.resolves = "removed-experience-a";
    static_cast<void>(apply(*read, choice, 4));
    CHECK(read->conflicts.size() == 1);
}

TEST_CASE("only the latest removed items keep what they said") {
    Document document;
    for (std::size_t at = 0; at < Grave::most_with_content + 5; ++at) {
        const std::string path = "skills/s" + std::to_string(at);
        const auto revision = static_cast<std::int64_t>(2 * at + 1);
        static_cast<void>(
            apply(document, change("a" + path.substr(7), path, Json{{"position", 0}}, revision, phone), revision));
        static_cast<void>(apply(document, change("r" + path.substr(7), path, nullptr, revision, phone), revision + 1));
    }
    CHECK(document.removed.size() == Grave::most_with_content + 5);
    CHECK_FALSE(document.removed.at("skills/s0").item);
    CHECK_FALSE(document.removed.at("skills/s4").item);
    CHECK(document.removed.at("skills/s5").item);
}

TEST_CASE("a clock that runs years behind moves items it has seen, whoever moved them before") {
    Document document;
    static_cast<void>(apply(document, change("p0", "wish/a", Json{{"position", 0}}, 0, phone), 1));
    static_cast<void>(apply(document, change("t1", "wish/a", Json{{"position", 4}}, 1, tablet, 1000), 2));
    CHECK(document.profile.item("wish", "a")->position == 4);
}

TEST_CASE("the later move of an item wins in any order of arrival") {
    const Change early = change("p1", "wish/a", Json{{"position", 5}}, 1, phone, noon_ms + 1);
    const Change late = change("t1", "wish/a", Json{{"position", 7}}, 1, tablet, noon_ms + 2);
    for (const bool in_order : {true, false}) {
        Document document;
        static_cast<void>(apply(document, change("p0", "wish/a", Json{{"position", 0}}, 0, phone), 1));
        static_cast<void>(apply(document, in_order ? early : late, 2));
        static_cast<void>(apply(document, in_order ? late : early, 3));
        CHECK(document.profile.item("wish", "a")->position == 7);
        CHECK(document.conflicts.empty());
    }
}

TEST_CASE("an unknown kind is kept and what is no path is refused") {
    Document document;
    Change later = change("p1", "consents/employers", true, 0, phone);
    later.kind = "consent";
    CHECK(is<Kept>(apply(document, later, 1)));
    CHECK(is<Refused>(apply(document, change("p2", "a/b/c/d", 1, 0, phone), 1)));
    CHECK(is<Refused>(apply(document, change("p3", "skills/a", "first", 0, phone), 1)));
    CHECK(document == Document{});
}

TEST_CASE("a document reads back from its JSON") {
    Document document;
    static_cast<void>(apply(document, change("p1", "experience/a/employer", "Blanc SA", 0, phone), 1));
    static_cast<void>(apply(document, change("p2", "experience/b/employer", "Noir SA", 0, phone), 1));
    static_cast<void>(apply(document, change("t1", "experience/a/employer", "Vert SA", 0, tablet), 2));
    static_cast<void>(apply(document, change("p3", "experience/b", nullptr, 2, phone, noon_ms + 1), 3));
    const auto read = document_from_json(parse_json(dump_json(to_json(document))).value());
    REQUIRE(read);
    CHECK(*read == document);
}

TEST_CASE("applying a change twice equals applying it once") {
    REQUIRE(rc::check([] {
        Document document;
        std::int64_t revision = 0;
        for (int at = *rc::gen::inRange(0, 8); at > 0; --at) {
            const std::string device = *rc::gen::element(phone, tablet);
            const std::string path = *rc::gen::elementOf(plain_paths);
            ++revision;
            static_cast<void>(apply(document,
                                    change("c" + std::to_string(revision), path, random_value(),
                                           *rc::gen::inRange<std::int64_t>(0, revision), device, noon_ms + revision),
                                    revision));
        }
        const Change last = change("last", *rc::gen::elementOf(plain_paths), random_value(),
                                   *rc::gen::inRange<std::int64_t>(0, revision + 1), *rc::gen::element(phone, tablet),
                                   noon_ms + *rc::gen::inRange(0, 20));
        static_cast<void>(apply(document, last, revision + 1));
        const Document once = document;
        static_cast<void>(apply(document, last, revision + 2));
        RC_ASSERT(document == once);
    }));
}

TEST_CASE("the order of changes of different fields does not matter") {
    REQUIRE(rc::check([] {
        std::vector<Change> changes;
        int number = 0;
        for (const char* path : {"first_name", "email", "work", "experience/a/employer", "experience/b/tasks"}) {
            ++number;
            changes.push_back(change("c" + std::to_string(number), path, random_value(), 0,
                                     *rc::gen::element(phone, tablet), noon_ms + number));
        }
        const auto outcome_of = [](const std::vector<Change>& order) {
            Document document;
            static_cast<void>(apply(document, change("a", "experience/a", Json{{"position", 0}}, 0, phone), 1));
            static_cast<void>(apply(document, change("b", "experience/b", Json{{"position", 1}}, 0, phone), 1));
            for (const Change& one : order) static_cast<void>(apply(document, one, 2));
            return document;
        };
        std::vector<Change> shuffled = changes;
        for (std::size_t at = shuffled.size(); at > 1; --at) {
            std::swap(shuffled[at - 1], shuffled[*rc::gen::inRange<std::size_t>(0, at)]);
        }
        RC_ASSERT(outcome_of(changes) == outcome_of(shuffled));
    }));
}

namespace {

// What people can see of a document: for each path every value that somebody holds, and where the items stand.
std::map<std::string, std::set<std::string>> visible(const Document& document) {
    std::map<std::string, std::set<std::string>> values;
    for (const auto& [path, writers] : document.writers) values[path].insert(dump_json(document.profile.value(path)));
    for (const auto& [list, items] : document.profile.lists) {
        for (const Item& item : items) values[list + "/" + item.id].insert("at " + std::to_string(item.position));
    }
    for (const auto& [path, grave] : document.removed) values[path].insert("removed");
    for (const Conflict& open : document.conflicts) values[open.path].insert(dump_json(open.mine));
    return values;
}

}  // namespace

// Concurrent: none of the devices has seen another's. Both sides of every disagreement are there in any order.
TEST_CASE("merging concurrent changes gives the same values and questions in every order") {
    REQUIRE(rc::check([] {
        std::vector<std::vector<Change>> of_devices(3);
        int number = 0;
        for (std::size_t device = 0; device < of_devices.size(); ++device) {
            std::set<std::string> edited;
            for (int at = *rc::gen::inRange(0, 5); at > 0; --at) {
                const std::string path = *rc::gen::element<std::string>("first_name", "email", "experience/a/employer",
                                                                        "experience/a/tasks", "experience/a");
                // One device says one thing about one path, and either removes an item or edits it.
                const bool is_item = path == "experience/a";
                if (!edited.insert(path).second || (is_item && edited.contains("in a"))) continue;
                if (path.starts_with("experience")) {
                    if (edited.contains("experience/a") && !is_item) continue;
                    edited.insert("in a");
                }
                ++number;
                of_devices[device].push_back(
                    change("c" + std::to_string(number), path,
                           is_item ? Json() : *rc::gen::element<Json>(Json("x"), Json("y"), Json("z")), 1,
                           std::string(32, static_cast<char>('1' + device)), noon_ms + number));
            }
        }
        const auto merged = [&](const std::vector<std::size_t>& order) {
            Document document;
            const std::string before(32, '0');
            static_cast<void>(apply(document, change("a", "experience/a", Json{{"position", 0}}, 0, before), 1));
            static_cast<void>(apply(document, change("b", "experience/a/employer", "first", 0, before), 1));
            static_cast<void>(apply(document, change("d", "experience/a/tasks", "first", 0, before), 1));
            static_cast<void>(apply(document, change("e", "first_name", "first", 0, before), 1));
            std::int64_t revision = 1;
            for (const std::size_t device : order) {
                ++revision;
                for (const Change& one : of_devices[device]) static_cast<void>(apply(document, one, revision));
            }
            return document;
        };
        std::vector<std::size_t> order = {0, 1, 2};
        const auto expected = visible(merged(order));
        while (std::next_permutation(order.begin(), order.end())) RC_ASSERT(visible(merged(order)) == expected);
    }));
}

TEST_CASE("both values of a conflict survive") {
    REQUIRE(rc::check([] {
        const Json mine = random_value();
        const Json theirs = random_value();
        Document document;
        static_cast<void>(apply(document, change("p1", "work", "before", 0, phone), 1));
        static_cast<void>(apply(document, change("p2", "work", theirs, 1, phone, noon_ms + 1), 2));
        static_cast<void>(apply(document, change("t1", "work", mine, 1, tablet, noon_ms + 2), 3));
        RC_ASSERT(document.profile.value("work") == theirs);
        if (mine == theirs) {
            RC_ASSERT(document.conflicts.empty());
        } else {
            RC_ASSERT(document.conflicts.size() == 1U);
            RC_ASSERT(document.conflicts.front().mine == mine);
            RC_ASSERT(document.conflicts.front().theirs == theirs);
        }
    }));
}
