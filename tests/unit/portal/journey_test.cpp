// The journey of a job seeker, spoken in messages: what the faces send and what they get to draw.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "profile/facts.hpp"
#include "profile/profile.hpp"
#include "support/content.hpp"
#include "support/demo_world.hpp"

using namespace passerelle;
using namespace passerelle::test;
using Catch::Matchers::ContainsSubstring;

namespace {

Json date(std::string_view name, const char* day, const char* month, const char* year) {
    const std::string stem(name);
    return {{stem + ".day", day}, {stem + ".month", month}, {stem + ".year", year}};
}

}  // namespace

TEST_CASE("a first visit invites to start and says where answers stay") {
    Visitor visitor;
    const Json reply = visitor.start("/fr/");
    CHECK(string_or(reply, "path") == "/fr/");
    CHECK(string_or(reply, "title") == "Bonjour");
    CHECK_THAT(string_or(reply, "page"), ContainsSubstring("Commencer mon profil"));
    CHECK_THAT(visitor.page_text(), ContainsSubstring("Pas encore de réponse"));
    CHECK(visitor.stored.empty());
}

TEST_CASE("an answer is stored at once, and the page says saved only after the device said so") {
    Visitor visitor;
    visitor.start("/fr/profil/identity");
    visitor.change({{"first_name", "Amélie"}});
    CHECK_THAT(visitor.stored, ContainsSubstring("Amélie"));
    CHECK_THAT(visitor.page_text(), ContainsSubstring("Enregistré sur cet appareil"));

    visitor.storage_works = false;
    visitor.change({{"last_name", "Dupont"}});
    CHECK_THAT(visitor.page_text(), ContainsSubstring("Pas enregistré sur cet appareil"));
    visitor.storage_works = true;
    visitor.change({{"last_name", "Durant"}});
    CHECK_THAT(visitor.page_text(), ContainsSubstring("Enregistré sur cet appareil"));
}

TEST_CASE("a stored snapshot brings everything back, half-typed dates too") {
    Visitor visitor;
    visitor.start("/fr/profil/identity");
    visitor.change({{"first_name", "Amélie"}});
    visitor.change(date("birth_date", "31", "2", "2001"));
    Visitor again;
    again.start("/fr/profil/identity", visitor.stored);
    const Json name = again.find("text_field", "Quel est votre prénom");
    CHECK(string_or(name, "value") == "Amélie");
    const Json birth = again.find("date_field", "Quelle est votre date");
    CHECK(string_or(birth, "value") == "31/2/2001");
}

TEST_CASE("an error stands beside the field and in the summary, and nothing typed is lost") {
    Visitor visitor;
    visitor.start("/fr/profil/identity");
    Json fields = date("birth_date", "31", "2", "2001");
    fields["first_name"] = "Amélie";
    const Json reply = visitor.press("continue", fields);
    CHECK(string_or(reply, "path") == "/fr/profil/identity");
    const Json summary = visitor.find("error_summary", "");
    REQUIRE(summary.is_object());
    CHECK(array_member(summary, "children").size() == 1);
    const Json birth = visitor.find("date_field", "Quelle est votre date");
    CHECK_FALSE(string_or(birth, "error").empty());
    CHECK(string_or(birth, "value") == "31/2/2001");

    const Json next = visitor.press("continue", date("birth_date", "28", "2", "2001"));
    CHECK(string_or(next, "path") == "/fr/profil/situation");
}

TEST_CASE("what is typed in parts of a date is no error while typing") {
    Visitor visitor;
    visitor.start("/fr/profil/identity");
    visitor.change(date("birth_date", "31", "", ""));
    CHECK(string_or(visitor.find("date_field", "Quelle est votre date"), "error").empty());
}

TEST_CASE("a question that no longer applies disappears and its answer is kept aside") {
    Visitor visitor;
    visitor.start("/fr/profil/situation");
    visitor.change({{"registered", "yes"}});
    visitor.change(date("registered_since", "1", "3", "2025"));
    visitor.change({{"registered", "no"}});
    CHECK(visitor.page_text().find("Depuis quand êtes-vous inscrit") == std::string::npos);
    CHECK_THAT(visitor.stored, ContainsSubstring("2025-03-01"));
    visitor.change({{"registered", "yes"}});
    CHECK_THAT(visitor.page_text(), ContainsSubstring("Depuis quand êtes-vous inscrit"));
}

TEST_CASE("list items are added, changed, reordered, removed and put back") {
    Visitor visitor;
    visitor.start("/fr/profil/training");
    const auto add = [&](const char* title) {
        const Json opened = visitor.press("add:training");
        const std::string path = string_or(opened, "path");
        const std::string item = path.substr(path.rfind('/') + 1);
        const Json saved = visitor.press("continue", {{"training/" + item + "/title", title}});
        CHECK(string_or(saved, "path") == "/fr/profil/training");
        return item;
    };
    const std::string first = add("Maçonnerie");
    const std::string second = add("Carrelage");
    const auto order = [&] {
        const std::string text = visitor.page_text();
        return text.find("Maçonnerie") < text.find("Carrelage");
    };
    CHECK(order());
    visitor.press("up:training/" + second);
    CHECK_FALSE(order());
    visitor.press("remove:training/" + first);
    CHECK_FALSE(visitor.find("card", "Maçonnerie").is_object());
    CHECK(visitor.find("card", "Carrelage").is_object());
    visitor.press("undo");
    CHECK(visitor.find("card", "Maçonnerie").is_object());
    CHECK_FALSE(order());
}

TEST_CASE("an item that was opened and left empty does not stay") {
    Visitor visitor;
    visitor.start("/fr/profil/experience");
    visitor.press("add:experience");
    visitor.open("/fr/profil/experience");
    CHECK_FALSE(visitor.find("card", "").is_object());
}

TEST_CASE("an occupation is found by typing and picked once") {
    Visitor visitor;
    visitor.start("/fr/profil/search");
    visitor.type("wish/new/occupation", "macon");
    const Json box = visitor.find("combobox", "");
    REQUIRE_FALSE(array_member(box, "options").empty());
    const std::string uri = string_or(array_member(box, "options").front(), "value");
    CHECK_THAT(string_or(array_member(box, "options").front(), "label"), ContainsSubstring("maçon"));
    visitor.press("pick:wish/new/occupation", Json::object(), uri);
    CHECK(visitor.find("card", "maçon").is_object());
    visitor.press("pick:wish/new/occupation", Json::object(), uri);
    visitor.open("/fr/profil/verifier");
    const std::string text = visitor.page_text();
    const std::size_t first = text.find("maçon");
    REQUIRE(first != std::string::npos);
    CHECK(text.find("maçon / ", first + 10) == std::string::npos);
}

TEST_CASE("without scripts a suggestion comes as one word and does the same") {
    Visitor visitor;
    visitor.start("/fr/profil/identity", nullptr, "document");
    visitor.press("find:commune", {{"commune", "6000"}});
    visitor.press("pick:commune=6000|Charleroi", {{"commune", "6000"}});
    const Json again = visitor.open("/fr/profil/verifier");
    CHECK_THAT(string_or(again, "document"), ContainsSubstring("6000 Charleroi"));
}

TEST_CASE("a commune typed without doubt is taken on continuing") {
    Visitor visitor;
    visitor.start("/fr/profil/identity");
    const Json next = visitor.press("continue", {{"commune", "6000 charleroi"}});
    CHECK(string_or(next, "path") == "/fr/profil/situation");
    const Json unknown = [&] {
        visitor.open("/fr/profil/identity");
        return visitor.press("continue", {{"commune", "zzzz"}});
    }();
    CHECK(string_or(unknown, "path") == "/fr/profil/identity");
}

TEST_CASE("rights say yes, why, and what is missing, and change with an answer") {
    Visitor visitor;
    visitor.start("/fr/droits");
    CHECK_THAT(visitor.page_text(), ContainsSubstring("Il manque une réponse"));
    visitor.open("/fr/profil/identity");
    Json fields = date("birth_date", "10", "5", "2002");
    fields["commune"] = "6000 Charleroi";
    visitor.press("continue", fields);
    fields = date("registered_since", "1", "1", "2025");
    fields.update(date("unoccupied_since", "1", "1", "2025"));
    fields["registered"] = "yes";
    fields["work"] = "none";
    fields["highest_diploma"] = "lower_secondary";
    visitor.press("continue", fields);
    visitor.open("/fr/droits/impulsion-25");
    CHECK_THAT(visitor.page_text(), ContainsSubstring("Oui"));
    visitor.open("/fr/droits");
    CHECK_THAT(visitor.page_text(), ContainsSubstring("Impulsion"));
    CHECK_THAT(visitor.page_text(), ContainsSubstring("Source"));
}

TEST_CASE("offers come best first with points and reasons") {
    Visitor visitor;
    visitor.start("/fr/profil/search");
    visitor.type("wish/new/occupation", "macon");
    const Json box = visitor.find("combobox", "");
    visitor.press("pick:wish/new/occupation", Json::object(), string_or(array_member(box, "options").at(0), "value"));
    visitor.open("/fr/offres");
    const Json list = visitor.find("ordered_list", "");
    REQUIRE(list.is_object());
    std::int64_t before = 1001;
    for (const Json& card : array_member(list, "children")) {
        const std::int64_t points = std::stoll(string_or(array_member(card, "children").at(0), "value"));
        CHECK(points <= before);
        before = points;
    }
    const std::string target = string_or(array_member(list, "children").at(0), "target");
    visitor.open(target);
    CHECK_THAT(visitor.page_text(), ContainsSubstring("métier que vous cherchez"));
}

TEST_CASE("the page asks for packs that are not there, and offers to try again") {
    Visitor visitor(demo_world(false));
    visitor.start("/fr/offres");
    CHECK(visitor.packs_asked == std::vector<std::string>{"occupations", "skills", "places", "offers-anywhere"});
}

TEST_CASE("edits wait for an account, go in one request, and are received with a number") {
    Visitor visitor;
    visitor.start("/fr/profil/identity");
    visitor.change({{"first_name", "Amélie"}});
    visitor.change({{"last_name", "Dupont"}});
    const Json asked = visitor.press("send");
    CHECK(string_or(asked, "path") == "/fr/compte");
    CHECK(visitor.sent.empty());

    visitor.network_works = true;
    visitor.press("create-account",
                  {{"account_email", "amelie@exemple.be"}, {"account_password", "trois mots au hasard"}});
    REQUIRE(visitor.sent.size() == 1);
    CHECK(string_or(visitor.sent[0], "path") == "/api/v1/account");
    CHECK(visitor.stored.find("trois mots") == std::string::npos);
    visitor.send(
        {{"kind", "result"}, {"effect", visitor.sent[0]["effect"]}, {"ok", true}, {"status", 201}, {"body", "{}"}});
    REQUIRE(visitor.sent.size() == 2);
    CHECK(string_or(visitor.sent[1], "path") == "/api/v1/sync");
    const Result<Json> request = parse_json(string_or(visitor.sent[1], "body"));
    REQUIRE(request);
    const Json& changes = array_member(*request, "changes");
    REQUIRE(changes.size() == 2);
    Json results = Json::array();
    for (const Json& change : changes) results.push_back({{"id", change["id"]}, {"status", "applied"}});
    Profile merged;
    merged.set(*Path::parse("first_name"), "Amélie", 1);
    merged.set(*Path::parse("last_name"), "Dupont", 1);
    const Json answer = {{"revision", 1},
                         {"document", to_json(merged)},
                         {"results", results},
                         {"conflicts", Json::array()},
                         {"received", {{"number", 42}, {"at_ms", visitor.now_ms}}},
                         {"packs", Json::object()}};
    visitor.send({{"kind", "result"},
                  {"effect", visitor.sent[1]["effect"]},
                  {"ok", true},
                  {"status", 200},
                  {"body", dump_json(answer)}});
    CHECK_THAT(visitor.page_text(), ContainsSubstring("Reçu par le service · n° 42"));
    CHECK(visitor.sent.size() == 2);

    // Another person's account on the same device: nothing leaves, and the page says why and what to do.
    visitor.press("sign-out");
    visitor.send({{"kind", "open"}, {"path", "/fr/compte"}});
    const Json someone_else = {{"account_email", "b@exemple.be"}, {"account_password", "trois mots au hasard"}};
    visitor.press("sign-in", someone_else);
    CHECK(visitor.sent.size() == 3);
    CHECK_THAT(visitor.page_text(), ContainsSubstring("appartiennent à un autre compte"));

    // Erased: nothing of the first person is left here, and the second may sign in.
    const std::string old_id = string_or(changes[0], "id");
    visitor.press("erase");
    CHECK(visitor.stored.find("Amélie") == std::string::npos);
    CHECK(visitor.stored.find("amelie@exemple.be") == std::string::npos);
    visitor.send({{"kind", "open"}, {"path", "/fr/compte"}});
    visitor.press("sign-in", someone_else);
    REQUIRE(visitor.sent.size() == 4);
    CHECK(string_or(visitor.sent[3], "path") == "/api/v1/session");
    visitor.change({{"first_name", "Bruno"}});
    CHECK(visitor.stored.find(old_id) == std::string::npos);
}

TEST_CASE("no answer from the service loses nothing and says so") {
    Visitor visitor;
    visitor.start("/fr/profil/identity");
    visitor.change({{"first_name", "Amélie"}});
    visitor.network_works = true;
    visitor.press("create-account", {{"account_email", "a@exemple.be"}, {"account_password", "trois mots au hasard"}});
    visitor.send(
        {{"kind", "result"}, {"effect", visitor.sent[0]["effect"]}, {"ok", true}, {"status", 201}, {"body", "{}"}});
    visitor.send({{"kind", "result"}, {"effect", visitor.sent[1]["effect"]}, {"ok", false}});
    CHECK_THAT(visitor.page_text(), ContainsSubstring("attend d’être envoyée"));
    visitor.send({{"kind", "network"}, {"online", true}});
    REQUIRE(visitor.sent.size() == 3);
    CHECK(parse_json(string_or(visitor.sent[2], "body"))->at("changes") ==
          parse_json(string_or(visitor.sent[1], "body"))->at("changes"));
}

TEST_CASE("a damaged snapshot is refused, offered as a file, and never thrown away") {
    Visitor visitor;
    visitor.start("/fr/", "{\"schema\":1,\"replica\":");
    CHECK_THAT(visitor.page_text(), ContainsSubstring("n’a pas pu être relue"));
    visitor.press("export-damaged");
    REQUIRE(visitor.downloads.size() == 1);
    CHECK(string_or(visitor.downloads[0], "text") == "{\"schema\":1,\"replica\":");
}

TEST_CASE("the wall: the person's own file has the aid answers, the match facts made of it have none") {
    Visitor visitor;
    visitor.start("/fr/profil/identity");
    visitor.press("continue", date("birth_date", "10", "5", "2002"));
    visitor.press("export");
    REQUIRE(visitor.downloads.size() == 1);
    const Result<Json> exported = parse_json(string_or(visitor.downloads[0], "text"));
    REQUIRE(exported);
    const Result<Profile> profile = profile_from_json(*exported);
    REQUIRE(profile);
    CHECK(profile->value("birth_date") == "2002-05-10");
    CHECK(aid_facts(*profile, french_content()).values().contains("birth_date"));
    CHECK_FALSE(match_facts(*profile, french_content()).values().contains("birth_date"));
}

TEST_CASE("what is no message is answered with an error and changes nothing") {
    Portal portal(demo_world());
    for (const char* bad : {"", "{", "[]", "{\"kind\":\"fly\"}", "{\"kind\":\"open\",\"path\":\"/fr/\"}",
                            "{\"kind\":\"change\",\"now\":1,\"today\":\"2025-11-23\",\"fields\":{\"a\":1}}"}) {
        const Result<Json> reply = parse_json(portal.handle(bad));
        REQUIRE(reply);
        INFO(bad);
        CHECK(member(*reply, "error") != nullptr);
    }
}

TEST_CASE("every page of the portal has a title and no text is missing") {
    Visitor visitor;
    visitor.start("/fr/");
    for (const char* path : {"/fr/",
                             "/fr/profil",
                             "/fr/profil/identity",
                             "/fr/profil/situation",
                             "/fr/profil/experience",
                             "/fr/profil/training",
                             "/fr/profil/skills",
                             "/fr/profil/languages",
                             "/fr/profil/mobility",
                             "/fr/profil/search",
                             "/fr/profil/digital",
                             "/fr/profil/verifier",
                             "/fr/droits",
                             "/fr/droits/penurie",
                             "/fr/droits/dispense-etudes",
                             "/fr/offres",
                             "/fr/compte",
                             "/fr/envoyer",
                             "/fr/aide",
                             "/fr/nulle-part"}) {
        const Json reply = visitor.open(path);
        INFO(path);
        CHECK_FALSE(string_or(reply, "title").empty());
        // A key without a text shows itself in guillemets; those of a sentence have a space inside.
        const std::string text = visitor.page_text();
        for (std::size_t at = text.find("«"); at != std::string::npos; at = text.find("«", at + 1))
            CHECK((text.compare(at + 2, 1, " ") == 0 || text.compare(at + 2, 2, "\u00A0") == 0));
    }
}

TEST_CASE("the page to check shows what is kept aside too, because it is sent") {
    Visitor visitor;
    visitor.start("/fr/profil/situation");
    visitor.change({{"registered", "yes"}});
    visitor.change(date("registered_since", "1", "3", "2025"));
    visitor.change({{"registered", "no"}});
    visitor.send({{"kind", "open"}, {"path", "/fr/profil/verifier"}});
    CHECK_THAT(visitor.page_text(), ContainsSubstring("Réponses mises de côté"));
    CHECK_THAT(visitor.page_text(), ContainsSubstring("mars"));
    visitor.send({{"kind", "open"}, {"path", "/fr/profil/situation"}});
    visitor.change({{"registered", "yes"}});
    visitor.send({{"kind", "open"}, {"path", "/fr/profil/verifier"}});
    CHECK(visitor.page_text().find("Réponses mises de côté") == std::string::npos);
}
