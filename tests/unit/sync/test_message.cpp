#include <catch2/catch_test_macros.hpp>

#include "sync/message.hpp"
#include "unit/sync/sync_support.hpp"

using namespace passerelle;
using namespace passerelle::test;

namespace {

Json request_json() {
    SyncRequest request;
    request.device = phone;
    request.revision = 3;
    request.changes = {change("p1", "work", "none", 3, phone)};
    return to_json(request);
}

std::string field_of(const Json& json) {
    return sync_request_from_json(json).error().field;
}

}  // namespace

TEST_CASE("a request reads back as it was written") {
    const auto request = sync_request_from_json(parse_json(dump_json(request_json())).value());
    REQUIRE(request);
    CHECK(request->device == phone);
    CHECK(request->revision == 3);
    CHECK(request->changes == std::vector<Change>{change("p1", "work", "none", 3, phone)});
}

TEST_CASE("an unknown kind and unknown members of a change are passed on untouched") {
    Json json = request_json();
    json["changes"][0]["kind"] = "consent";
    json["changes"][0]["until"] = "2027-01-01";
    const auto request = sync_request_from_json(json);
    REQUIRE(request);
    CHECK(to_json(*request) == json);
}

TEST_CASE("a wrong request is refused and the member named") {
    Json json = request_json();
    SECTION("an unknown member") {
        json["devise"] = 1;
        CHECK(field_of(json) == "devise");
    }
    SECTION("a device that is none") {
        json["device"] = "phone";
        CHECK(field_of(json) == "device");
    }
    SECTION("a revision before the beginning") {
        json["revision"] = -1;
        CHECK(field_of(json) == "revision");
    }
    SECTION("an owner that is none") {
        json["owner"] = 7;
        CHECK(field_of(json) == "owner");
    }
    SECTION("an id that is none") {
        json["changes"][0]["id"] = "a b";
        CHECK(field_of(json) == "changes/0/id");
    }
    SECTION("more changes than one request carries") {
        while (json["changes"].size() <= SyncRequest::max_changes) json["changes"].push_back(json["changes"][0]);
        CHECK(field_of(json) == "changes");
    }
    SECTION("no object") {
        CHECK(sync_request_from_json(Json::array()).error().code == "sync-shape");
    }
}

TEST_CASE("a reply reads back as it was written") {
    Service service;
    SyncRequest request;
    request.device = phone;
    request.changes = {change("p1", "work", "none", 0, phone),
                       change("p2", "skills/a", Json{{"position", 0}}, 0, phone)};
    static_cast<void>(service.answer(request));
    request.device = tablet;
    request.changes = {change("t1", "work", "student", 0, tablet)};
    SyncReply reply = service.answer(request);
    reply.packs = Json{{"offers", "/packs/offers.pack"}};
    const auto read = sync_reply_from_json(parse_json(dump_json(to_json(reply))).value());
    REQUIRE(read);
    CHECK(read->document == reply.document);
    CHECK(read->results == reply.results);
    CHECK(read->conflicts == reply.conflicts);
    CHECK(read->received == reply.received);
    CHECK(read->packs == reply.packs);
    CHECK(read->revision == 2);
}

TEST_CASE("a reply that is none is an error, and nothing aborts") {
    for (const char* text : {"null", "[]", "{}", R"({"revision":1})", R"({"revision":1,"document":[]})"}) {
        INFO(text);
        CHECK_FALSE(sync_reply_from_json(parse_json(text).value()));
    }
}
