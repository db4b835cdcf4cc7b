// The one door: messages that are no messages, faces, and rules on their own.
#include "boundary/boundary.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support/demo_world.hpp"

using namespace passerelle;
using namespace passerelle::test;

namespace {

Json answer(Portal& portal, const Json& message) {
    const Result<Json> reply = parse_json(portal.handle(dump_json(message)));
    REQUIRE(reply);
    return *reply;
}

std::string code_of(const Json& reply) {
    return string_or(object_member(reply, "error"), "code");
}

const Json moment = {{"now", 1774600000000}, {"today", "2026-03-27"}, {"utc_offset", 60}};

Json at_a_moment(Json message) {
    message.update(moment);
    return message;
}

}  // namespace

TEST_CASE("a rule on its own is evaluated without a person, and refused with its place") {
    Portal portal(demo_world());
    const Json sum = {
        {"kind", "evaluate"}, {"dialect", "jsonlogic"}, {"rule", {{"+", {1, {{"var", "a"}}}}}}, {"data", {{"a", 41}}}};
    CHECK(answer(portal, sum)["result"] == 42);
    Json wrong = {{"kind", "evaluate"}, {"dialect", "certlogic"}, {"rule", {{"plusTime", {"no date", 1, "day"}}}}};
    CHECK(code_of(answer(portal, wrong)) == "rule-date");
    wrong["dialect"] = "lisp";
    CHECK(code_of(answer(portal, wrong)) == "message-shape");
    CHECK(code_of(answer(portal, {{"kind", "evaluate"}, {"dialect", "certlogic"}})) == "message-shape");
}

TEST_CASE("nothing is answered before the start, and the start needs a device") {
    Portal portal(demo_world());
    CHECK(code_of(answer(portal, at_a_moment({{"kind", "open"}, {"path", "/fr/"}}))) == "not-started");
    CHECK(code_of(answer(portal, {{"kind", "face"}, {"face", "blocks"}})) == "not-started");
    CHECK(code_of(answer(portal, at_a_moment({{"kind", "start"}, {"path", "/fr/"}, {"device", "short"}}))) ==
          "message-shape");
}

TEST_CASE("another face gets the whole page, the same face only what changed") {
    Portal portal(demo_world());
    const Json begin = at_a_moment({{"kind", "start"},
                                    {"path", "/fr/profil/identity"},
                                    {"device", std::string(32, '0')},
                                    {"snapshot", nullptr},
                                    {"online", true}});
    CHECK(answer(portal, begin).contains("page"));
    const Json changed = answer(portal, at_a_moment({{"kind", "change"}, {"fields", {{"first_name", "Amélie"}}}}));
    CHECK(changed.contains("patches"));
    CHECK_FALSE(changed.contains("page"));
    const Json blocks = answer(portal, {{"kind", "face"}, {"face", "blocks"}});
    CHECK(blocks.contains("blocks"));
    CHECK(dump_json(blocks).find("Amélie") != std::string::npos);
}

TEST_CASE("an address that names nothing is a page that does not exist, for machines too") {
    Portal portal(demo_world());
    const Json begin = at_a_moment({{"kind", "start"},
                                    {"path", "/fr/droits/no-such-measure"},
                                    {"device", std::string(32, '0')},
                                    {"face", "document"},
                                    {"snapshot", nullptr},
                                    {"online", true}});
    CHECK(answer(portal, begin)["status"] == 404);
}
