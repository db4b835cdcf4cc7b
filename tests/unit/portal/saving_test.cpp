// What the page does when saving or sending does not go as it should.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "profile/profile.hpp"
#include "support/demo_world.hpp"

using namespace passerelle;
using namespace passerelle::test;
using Catch::Matchers::ContainsSubstring;

namespace {

// Signed in, with two answers under way in sent[1].
Visitor with_request() {
    Visitor visitor;
    visitor.start("/fr/profil/identity");
    visitor.change({{"first_name", "Amélie"}});
    visitor.change({{"last_name", "Dupont"}});
    visitor.network_works = true;
    visitor.press("create-account", {{"account_email", "a@exemple.be"}, {"account_password", "trois mots au hasard"}});
    visitor.send(
        {{"kind", "result"}, {"effect", visitor.sent[0]["effect"]}, {"ok", true}, {"status", 201}, {"body", "{}"}});
    REQUIRE(visitor.sent.size() == 2);
    return visitor;
}

Json changes_of(const Json& sent) {
    return array_member(*parse_json(string_or(sent, "body")), "changes");
}

// The service's answer to the last request.
void answer(Visitor& visitor, int status, const Json& body = Json::object()) {
    visitor.send({{"kind", "result"},
                  {"effect", visitor.sent.back()["effect"]},
                  {"ok", true},
                  {"status", status},
                  {"body", dump_json(body)}});
}

Json reply_to(const Json& changes, const Profile& merged, const Json& conflicts) {
    Json results = Json::array();
    for (const Json& change : changes)
        results.push_back({{"id", change["id"]}, {"status", conflicts.empty() ? "applied" : "conflict"}});
    return {{"revision", 1},           {"document", to_json(merged)},
            {"results", results},      {"conflicts", conflicts},
            {"packs", Json::object()}, {"received", {{"number", 1}, {"at_ms", 1'763'900'000'000}}}};
}

}  // namespace

TEST_CASE("what a newer version stored is never written over") {
    Visitor visitor;
    visitor.start("/fr/profil/identity", R"({"schema": 99, "replica": {}})");
    CHECK_THAT(visitor.page_text(), ContainsSubstring("version plus récente"));
    visitor.change({{"first_name", "Amélie"}});
    CHECK(visitor.stored.empty());
    CHECK_THAT(visitor.page_text(), ContainsSubstring("Rechargez la page"));
}

TEST_CASE("a failed write is tried again when the host asks, without another edit") {
    Visitor visitor;
    visitor.start("/fr/profil/identity");
    visitor.storage_works = false;
    visitor.change({{"first_name", "Amélie"}});
    CHECK_THAT(visitor.page_text(), ContainsSubstring("Pas enregistré sur cet appareil"));
    visitor.storage_works = true;
    visitor.send({{"kind", "network"}, {"online", false}});
    CHECK_THAT(visitor.stored, ContainsSubstring("Amélie"));
    CHECK_THAT(visitor.page_text(), ContainsSubstring("Enregistré sur cet appareil"));
}

TEST_CASE("ids hold the life of this start, and a life that is none is refused") {
    Visitor visitor;
    const auto begin = [&](const char* life) {
        return visitor.send({{"kind", "start"},
                             {"path", "/fr/profil/identity"},
                             {"device", std::string(32, '0')},
                             {"life", life},
                             {"snapshot", nullptr},
                             {"online", true}});
    };
    begin("abc12345");
    visitor.change({{"first_name", "Amélie"}});
    CHECK_THAT(visitor.stored, ContainsSubstring(std::string(32, '0') + "-abc12345-"));
    CHECK(string_or(object_member(begin("a b"), "error"), "field") == "life");
}

TEST_CASE("a request that is too much goes in halves, and a change that nobody takes goes to the person") {
    Visitor visitor = with_request();
    CHECK(changes_of(visitor.sent[1]).size() == 2);
    answer(visitor, 413);
    REQUIRE(visitor.sent.size() == 3);
    REQUIRE(changes_of(visitor.sent[2]).size() == 1);
    answer(visitor, 422);
    REQUIRE(visitor.sent.size() == 4);
    const Json left = changes_of(visitor.sent[3]);
    REQUIRE(left.size() == 1);
    CHECK(string_or(left[0], "path") == "last_name");
    Profile merged;
    merged.set(*Path::parse("last_name"), "Dupont", 1);
    answer(visitor, 200, reply_to(left, merged, Json::array()));
    visitor.open("/fr/envoyer");
    CHECK_THAT(visitor.page_text(), ContainsSubstring("Amélie"));
    CHECK_THAT(visitor.stored, ContainsSubstring("Amélie"));
    CHECK_THAT(visitor.page_text(), !ContainsSubstring("tout est reçu"));
}

TEST_CASE("answers of one person do not go to the account of another that the browser is signed in to") {
    Visitor visitor = with_request();
    Profile merged;
    merged.set(*Path::parse("first_name"), "Amélie", 1);
    merged.set(*Path::parse("last_name"), "Dupont", 1);
    answer(visitor, 200, reply_to(changes_of(visitor.sent[1]), merged, Json::array()));
    visitor.change({{"first_name", "Anne"}});
    visitor.open("/fr/envoyer");
    visitor.press("send");
    const Json request = *parse_json(string_or(visitor.sent.back(), "body"));
    CHECK(string_or(request, "owner") == "a@exemple.be");
    answer(visitor, 409, {{"code", "other-account"}});
    CHECK_THAT(visitor.page_text(), ContainsSubstring("appartiennent à un autre compte"));
    CHECK_THAT(visitor.stored, ContainsSubstring("Anne"));
}

TEST_CASE("a disagreement says where each side was written, whichever device looks") {
    const std::string own = "0123456789abcdef0123456789abcdef";
    const std::string other(32, 'f');
    for (const bool mine : {true, false}) {
        Visitor visitor = with_request();
        Profile merged;
        merged.set(*Path::parse("first_name"), "Anne", 1);
        const auto clock = [&](const std::string& device) {
            return Json{{"wall_ms", visitor.now_ms}, {"counter", 0}, {"device", device}};
        };
        const Json conflict = {{"id", "c"},
                               {"path", "first_name"},
                               {"mine", "Amélie"},
                               {"theirs", "Anne"},
                               {"mine_clock", clock(mine ? own : other)},
                               {"theirs_clock", clock(mine ? other : own)},
                               {"revision", 1}};
        answer(visitor, 200, reply_to(changes_of(visitor.sent[1]), merged, Json::array({conflict})));
        visitor.open("/fr/envoyer");
        const std::string text = Visitor::text_of(visitor.block("conflict-c"));
        const std::size_t here = text.find("Écrit sur cet appareil, le 23");
        const std::size_t elsewhere = text.find("Écrit sur un autre appareil, le 23");
        REQUIRE(here != std::string::npos);
        REQUIRE(elsewhere != std::string::npos);
        CHECK((here < elsewhere) == mine);
    }
}
