#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "unit/sync/sync_support.hpp"

using namespace passerelle;
using namespace passerelle::test;

namespace {

const Path work{{}, {}, "work"};
const Path email{{}, {}, "email"};
const Path employer{"experience", "a", "employer"};

std::vector<std::string> paths_of(const Outbox& outbox) {
    std::vector<std::string> paths;
    for (const Outbox::Entry& entry : outbox.entries()) paths.push_back(entry.change.path);
    return paths;
}

void exchange(Replica& replica, Service& service) {
    replica.receive(service.answer(replica.next_request()), noon_ms);
}

}  // namespace

TEST_CASE("an edit is seen at once, waits in the outbox, and is gone from it when it was received") {
    Replica replica(phone);
    Service service;
    CHECK(replica.set(work, "none", noon_ms));
    CHECK(replica.profile().value("work") == "none");
    CHECK(replica.outbox().size() == 1);
    exchange(replica, service);
    CHECK(replica.outbox().empty());
    CHECK(replica.profile().value("work") == "none");
    CHECK(replica.revision() == 1);
    CHECK(replica.received() == Receipt{1, noon_ms});
    CHECK_FALSE(replica.set(work, "none", noon_ms));
    CHECK(replica.outbox().empty());
}

TEST_CASE("edits of one field that were never sent become one change") {
    Replica replica(phone);
    for (const char* value : {"a", "al", "ali"}) replica.set(email, value, noon_ms);
    REQUIRE(replica.outbox().size() == 1);
    CHECK(replica.outbox().entries().front().change.value == "ali");
}

TEST_CASE("a change that was sent stays as it is and the next edit is a change of its own") {
    Replica replica(phone);
    Service service;
    replica.set(work, "none", noon_ms);
    const SyncRequest lost = replica.next_request();
    replica.set(work, "student", noon_ms);
    const SyncRequest again = replica.next_request();
    REQUIRE(again.changes.size() == 2);
    CHECK(again.changes.front() == lost.changes.front());
    static_cast<void>(service.answer(lost));  // committed, but the answer never came
    replica.receive(service.answer(again), noon_ms);
    CHECK(replica.outbox().empty());
    CHECK(replica.profile().value("work") == "student");
    CHECK(replica.conflicts().empty());
}

TEST_CASE("what is typed while an answer is on its way stays on top of it") {
    Replica replica(phone);
    Service service;
    replica.set(work, "none", noon_ms);
    const SyncReply reply = service.answer(replica.next_request());
    replica.set(email, "a@example.org", noon_ms);
    replica.set(work, "student", noon_ms);
    replica.receive(reply, noon_ms);
    CHECK(replica.profile().value("work") == "student");
    CHECK(paths_of(replica.outbox()) == std::vector<std::string>{"email", "work"});
    exchange(replica, service);
    CHECK(service.document.profile.value("work") == "student");
    CHECK(replica.outbox().empty());
}

TEST_CASE("a conflict reaches the device with both values, and the choice reaches the other one") {
    Replica first(phone);
    Replica second(tablet);
    Service service;
    first.set(work, "none", noon_ms);
    second.set(work, "student", noon_ms);
    exchange(first, service);
    exchange(second, service);
    REQUIRE(second.conflicts().size() == 1);
    const Conflict conflict = second.conflicts().front();
    CHECK(conflict.mine == "student");
    CHECK(conflict.theirs == "none");
    CHECK(second.outbox().empty());
    CHECK(second.resolve(conflict.id, conflict.mine, noon_ms));
    CHECK(second.conflicts().empty());
    CHECK_FALSE(second.resolve(conflict.id, conflict.mine, noon_ms));
    exchange(second, service);
    exchange(first, service);
    CHECK(first.profile().value("work") == "student");
    CHECK(first.conflicts().empty());
    CHECK(service.document.conflicts.empty());
}

TEST_CASE("a choice is not coalesced with an older edit of the field, and is not asked for again") {
    Replica first(phone);
    Replica second(tablet);
    Service service;
    first.set(work, "none", noon_ms);
    exchange(first, service);
    second.set(work, "student", noon_ms);
    const SyncReply reply = service.answer(second.next_request());
    second.set(work, "part_time", noon_ms);  // not sent, and older than the answer
    second.receive(reply, noon_ms);
    REQUIRE(second.conflicts().size() == 1);
    CHECK(second.resolve(second.conflicts().front().id, "full_time", noon_ms));
    exchange(second, service);
    CHECK(service.document.profile.value("work") == "full_time");
    CHECK(service.document.conflicts.empty());
    CHECK(second.conflicts().empty());
}

TEST_CASE("an item that never left the device leaves no trace when it is removed") {
    Replica replica(phone);
    replica.set(employer, "Blanc SA", noon_ms);
    CHECK(paths_of(replica.outbox()) == std::vector<std::string>{"experience/a", "experience/a/employer"});
    CHECK(replica.remove_item("experience", "a", noon_ms));
    CHECK(replica.outbox().empty());
    CHECK(replica.profile() == Profile{});
}

TEST_CASE("a removed item comes back whole when the removal is undone, sent or not") {
    for (const bool sent : {false, true}) {
        Replica replica(phone);
        Service service;
        replica.set(employer, "Blanc SA", noon_ms);
        exchange(replica, service);
        const Item item = *replica.profile().item("experience", "a");
        replica.remove_item("experience", "a", noon_ms);
        CHECK(replica.profile().items("experience").empty());
        if (sent) exchange(replica, service);
        CHECK(replica.restore_item("experience", item, noon_ms));
        CHECK(replica.profile().value("experience/a/employer") == "Blanc SA");
        exchange(replica, service);
        CHECK(service.document.profile.value("experience/a/employer") == "Blanc SA");
        CHECK(service.document.conflicts.empty());
        CHECK(replica.outbox().empty());
    }
}

TEST_CASE("a refused change leaves the outbox and is told with what was entered") {
    Replica replica(phone);
    replica.set(work, "astronaut", noon_ms);
    replica.set(email, "a@example.org", noon_ms);
    const SyncRequest request = replica.next_request();
    SyncReply reply;
    reply.results = {ChangeResult{request.changes.front().id, "refused", "error.choice"}};
    replica.receive(reply, noon_ms);
    REQUIRE(replica.refused().size() == 1);
    CHECK(replica.refused().front().change.value == "astronaut");
    CHECK(replica.refused().front().code == "error.choice");
    CHECK(paths_of(replica.outbox()) == std::vector<std::string>{"email"});
    replica.dismiss_refused(request.changes.front().id);
    CHECK(replica.refused().empty());
}

TEST_CASE("an answer that comes twice or late changes nothing more") {
    Replica replica(phone);
    Service service;
    replica.set(work, "none", noon_ms);
    const SyncReply early = service.answer(replica.next_request());
    replica.receive(early, noon_ms);
    replica.set(work, "student", noon_ms);
    exchange(replica, service);
    const Replica before = replica;
    replica.receive(early, noon_ms);
    CHECK(replica == before);
}

TEST_CASE("a request carries at most its bounds and the rest goes with the next") {
    Replica replica(phone);
    Service service;
    for (int at = 0; at < 620; ++at) replica.set(Path{{}, {}, "q" + std::to_string(at)}, at, noon_ms);
    exchange(replica, service);
    CHECK(replica.outbox().size() == 120);
    exchange(replica, service);
    CHECK(replica.outbox().empty());
    CHECK(service.document.profile.answers.size() == 620);
}

TEST_CASE("an imported profile becomes edits, and none when it says the same") {
    Replica replica(phone);
    replica.set(work, "none", noon_ms);
    replica.set(employer, "Blanc SA", noon_ms);
    Profile imported;
    imported.set(email, "a@example.org", 0);
    imported.set(Path{"skills", "s1", "skill"}, Json{{"uri", "u"}, {"label", "l"}}, 0);
    CHECK(replica.adopt(imported, noon_ms));
    CHECK(replica.profile().value("work").is_null());
    CHECK(replica.profile().items("experience").empty());
    CHECK(replica.profile().value("email") == "a@example.org");
    CHECK(replica.profile().items("skills").size() == 1);
    CHECK_FALSE(replica.adopt(imported, noon_ms));
}

TEST_CASE("a replica reads back from its JSON, and a newer one is refused by name") {
    Replica replica(phone);
    Service service;
    replica.set(employer, "Blanc SA", noon_ms);
    exchange(replica, service);
    replica.set(work, "none", noon_ms);
    static_cast<void>(replica.next_request());
    replica.set(email, "a@example.org", noon_ms);
    Json json = parse_json(dump_json(to_json(replica))).value();
    const auto read = replica_from_json(json);
    REQUIRE(read);
    CHECK(*read == replica);
    json["schema"] = 2;
    CHECK(replica_from_json(json).error().code == "replica-schema");
    CHECK_FALSE(replica_from_json(Json("lost")));
    CHECK_FALSE(replica_from_json(Json{{"schema", 1}}));
}

TEST_CASE("after an answer the outbox holds exactly what was not answered") {
    REQUIRE(rc::check([] {
        Replica replica(phone);
        const int edits = *rc::gen::inRange(1, 12);
        for (int at = 0; at < edits; ++at) {
            replica.set(Path{{}, {}, "q" + std::to_string(at % 7)}, at, noon_ms + at);
            if (*rc::gen::inRange(0, 3) == 0) static_cast<void>(replica.next_request());
        }
        const SyncRequest request = replica.next_request();
        SyncReply reply;
        reply.revision = 1;
        std::set<std::string> answered;
        for (const Change& one : request.changes) {
            if (*rc::gen::arbitrary<bool>()) continue;
            answered.insert(one.id);
            reply.results.push_back(
                ChangeResult{one.id, *rc::gen::element<std::string>("applied", "conflict", "kept"), {}});
        }
        const std::vector<Outbox::Entry> before = replica.outbox().entries();
        replica.receive(reply, noon_ms);
        std::vector<Outbox::Entry> expected = before;
        std::erase_if(expected, [&](const Outbox::Entry& entry) { return answered.contains(entry.change.id); });
        RC_ASSERT(replica.outbox().entries() == expected);
        for (const Outbox::Entry& entry : expected) {
            // The last of the waiting edits of a path is what the person sees.
            const auto later = std::find_if(expected.rbegin(), expected.rend(), [&](const Outbox::Entry& other) {
                return other.change.path == entry.change.path;
            });
            if (later->change.id == entry.change.id)
                RC_ASSERT(replica.profile().value(entry.change.path) == entry.change.value);
        }
    }));
}

TEST_CASE(
    "with requests and answers lost at random, devices and service end up equal and nothing acknowledged is missing") {
    REQUIRE(rc::check([] {
        Service service;
        std::vector<Replica> devices{Replica(phone), Replica(tablet)};
        const std::vector<std::string> names{"work", "email", "q1"};
        for (int at = *rc::gen::inRange(1, 30); at > 0; --at) {
            Replica& device = devices[*rc::gen::inRange<std::size_t>(0, 2)];
            const std::int64_t clock_ms = noon_ms + *rc::gen::inRange(-1'000'000, 1'000'000);  // clocks jump
            switch (*rc::gen::inRange(0, 6)) {
                case 0:
                    device.add_item("skills", *rc::gen::element<std::string>("a", "b"), clock_ms);
                    break;
                case 1:
                    device.remove_item("skills", *rc::gen::element<std::string>("a", "b"), clock_ms);
                    break;
                case 2: {
                    const SyncRequest request = device.next_request();
                    if (*rc::gen::inRange(0, 3) == 0) break;  // the request is lost
                    const SyncReply reply = service.answer(request);
                    if (*rc::gen::inRange(0, 3) == 0) break;  // the answer is lost
                    device.receive(reply, clock_ms);
                    break;
                }
                case 3:
                    device.set(Path{"skills", *rc::gen::element<std::string>("a", "b"), "skill"},
                               *rc::gen::inRange(0, 4), clock_ms);
                    break;
                default:
                    device.set(Path{{}, {}, *rc::gen::elementOf(names)}, *rc::gen::inRange(0, 4), clock_ms);
            }
        }
        for (int round = 0; round < 2; ++round) {
            for (Replica& device : devices) exchange(device, service);
        }
        for (const Replica& device : devices) {
            RC_ASSERT(device.outbox().empty());
            RC_ASSERT(device.profile() == service.document.profile);
            RC_ASSERT(device.conflicts() == service.document.conflicts);
        }
    }));
}

TEST_CASE("an older snapshot that is loaded again does not give old ids to new edits") {
    Service service;
    Replica replica(phone);
    replica.begin_life("one");
    const Replica before = replica;
    replica.set(email, "a@example.org", noon_ms);
    exchange(replica, service);
    replica = before;  // the write of what came after had failed
    replica.begin_life("two");
    replica.set(email, "b@example.org", noon_ms);
    exchange(replica, service);
    CHECK(replica.outbox().empty());
    CHECK(replica.refused().empty());
    CHECK(service.document.profile.value("email") == "b@example.org");
}

TEST_CASE("an edit whose id meant something else before goes again under another") {
    Service service;
    Replica first(phone);
    Replica second(phone);  // the same device, twice from one snapshot, and no life to tell them apart
    first.set(email, "a@example.org", noon_ms);
    second.set(work, "none", noon_ms);
    exchange(first, service);
    exchange(second, service);
    CHECK(second.outbox().size() == 1);
    CHECK(second.profile().value("work") == "none");
    exchange(second, service);
    CHECK(second.outbox().empty());
    CHECK(second.refused().empty());
    CHECK(service.document.profile.value("work") == "none");
    CHECK(service.document.profile.value("email") == "a@example.org");
}

TEST_CASE(
    "a status of a later version leaves the change waiting, and a change nobody takes does not block the others") {
    Replica replica(phone);
    replica.set(work, "none", noon_ms);
    replica.set(email, "a@example.org", noon_ms);
    const SyncRequest request = replica.next_request(1);
    REQUIRE(request.changes.size() == 1);
    SyncReply reply;
    reply.results = {ChangeResult{request.changes.front().id, "postponed", {}}};
    replica.receive(reply, noon_ms);
    CHECK(replica.outbox().size() == 2);
    replica.refuse_oldest("change-too-large");
    CHECK(paths_of(replica.outbox()) == std::vector<std::string>{"email"});
    REQUIRE(replica.refused().size() == 1);
    CHECK(replica.refused().front().change.value == "none");
    CHECK(replica.profile().value("work").is_null());
}

TEST_CASE("an entry that is no change is refused alone") {
    Service service;
    Replica replica(phone);
    replica.set(work, "none", noon_ms);
    replica.set(email, "a@example.org", noon_ms);
    Json json = to_json(replica.next_request());
    json["changes"][0].erase("base_revision");
    const Result<SyncRequest> request = sync_request_from_json(json);
    REQUIRE(request);
    const SyncReply reply = service.answer(*request);
    replica.receive(reply, noon_ms);
    CHECK(replica.outbox().empty());
    REQUIRE(replica.refused().size() == 1);
    CHECK(replica.refused().front().code == "sync-shape");
    CHECK(service.document.profile.value("email") == "a@example.org");
    json["changes"][0].erase("id");
    CHECK(sync_request_from_json(json).error().field == "changes/0/id");
}

TEST_CASE("a clock that was years ahead for a while costs nothing") {
    Service service;
    Replica replica(phone);
    constexpr std::int64_t years_ms = 100'000'000'000;
    replica.set(work, "none", noon_ms + years_ms);
    exchange(replica, service);
    replica.set(work, "student", noon_ms);
    exchange(replica, service);
    CHECK(replica.refused().empty());
    CHECK(service.document.profile.value("work") == "student");
}
