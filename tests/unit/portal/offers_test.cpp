// The offers page: sliders that rank, filters with their cost and the way out of them, what would open more, an offer
// in full.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "portal/degrees.hpp"
#include "support/demo_world.hpp"

using namespace passerelle;
using namespace passerelle::test;
using Catch::Matchers::ContainsSubstring;

namespace {

void wish(Visitor& visitor, std::string_view typed) {
    visitor.open("/fr/profil/search");
    visitor.type("wish/new/occupation", typed);
    const Json box = visitor.find("combobox", "");
    visitor.press("pick:wish/new/occupation", Json::object(), string_or(array_member(box, "options").at(0), "value"));
}

void know(Visitor& visitor, std::string_view typed) {
    visitor.open("/fr/profil/skills");
    visitor.type("skills/new/skill", typed);
    const Json box = visitor.find("combobox", "");
    visitor.press("pick:skills/new/skill", Json::object(), string_or(array_member(box, "options").at(0), "value"));
}

// A bricklayer of Charleroi without a car, who speaks French; at the offers.
void look_for_work(Visitor& visitor) {
    visitor.start("/fr/profil/identity");
    visitor.press("pick:commune=6000|Charleroi");
    wish(visitor, "macon");
    visitor.change({{"working_time", Json::array({"full_time"})}});
    know(visitor, "mortier");
    visitor.open("/fr/profil/mobility");
    visitor.change({{"radius_km", "25"}, {"licences", Json::array({"am"})}});
    visitor.open("/fr/profil/languages");
    const std::string path = string_or(visitor.press("add:languages"), "path");
    const std::string item = path.substr(path.rfind('/') + 1);
    visitor.press("continue", {{"languages/" + item + "/language", "fr"}, {"languages/" + item + "/level", "native"}});
    visitor.open("/fr/offres");
}

// The number in "38 offres vous vont", 0 where there is none ("aucune").
std::int64_t number_in(const std::string& text) {
    std::int64_t number = 0;
    for (const char letter : text)
        if (letter >= '0' && letter <= '9') number = number * 10 + (letter - '0');
    return number;
}
std::int64_t fitting(Visitor& visitor) {
    return number_in(string_or(visitor.block("panel"), "label"));
}

std::vector<std::string> offers_shown(Visitor& visitor) {
    std::vector<std::string> ids;
    const Json offers = visitor.block("offers");
    for (const Json& card : array_member(offers, "children")) ids.push_back(string_or(card, "id"));
    return ids;
}

Json effect(const Json& reply, std::string_view kind) {
    for (const Json& each : array_member(reply, "effects"))
        if (string_or(each, "kind") == kind) return each;
    return {};
}

template <typename Visit>
void each_block(const Json& block, const Visit& visit) {
    visit(block);
    for (const Json& child : array_member(block, "children")) each_block(child, visit);
}

}  // namespace

TEST_CASE("a slider of degrees says a word, ranks while it moves, and is stored where it is let go") {
    Visitor visitor;
    look_for_work(visitor);
    const Json slider = visitor.block("f-weigh_place");
    CHECK(string_or(slider, "role") == "slider");
    CHECK(string_or(slider, "value") == "2");
    CHECK(array_member(slider, "options").size() == 5);
    CHECK(string_or(array_member(slider, "options").at(2), "label") == "Normal");
    const std::vector<std::string> before = offers_shown(visitor);
    const std::string stored = visitor.stored;

    Json reply;
    for (const char* degree : {"3", "4"})
        reply = visitor.send({{"kind", "change"}, {"fields", {{"weigh_place", degree}}}, {"typing", true}});
    CHECK(array_member(reply, "effects").empty());
    // The title counts what fits: when it changes, the page comes whole.
    CHECK((member(reply, "patches") != nullptr || member(reply, "page") != nullptr));
    CHECK(visitor.stored == stored);
    const std::vector<std::string> near_first = offers_shown(visitor);
    CHECK(near_first != before);

    reply = visitor.change({{"weigh_place", "4"}});
    CHECK(visitor.stored != stored);
    CHECK(string_or(effect(reply, "announce"), "text") == string_or(visitor.block("panel"), "label"));
    CHECK(string_or(visitor.block("weights"), "hint") == "1 réglage");

    Visitor again;
    again.start("/fr/offres", visitor.stored);
    CHECK(string_or(again.block("f-weigh_place"), "value") == "4");
    CHECK(offers_shown(again) == near_first);
    again.press("usual-weights");
    CHECK(string_or(again.block("f-weigh_place"), "value") == "2");
    CHECK(offers_shown(again) == before);
    CHECK(string_or(again.block("weights"), "hint").empty());
}

TEST_CASE("what is weighed or filtered is no answer: nothing of it waits to be sent") {
    Visitor visitor;
    look_for_work(visitor);
    const auto outbox = [&] {
        const Result<Json> snapshot = parse_json(visitor.stored);
        REQUIRE(snapshot);
        return object_member(*snapshot, "replica");
    };
    const Json before = outbox();
    visitor.change({{"weigh_pay", "0"}});
    visitor.change({{"show_my_licences", "on"}});
    CHECK(outbox() == before);
    CHECK(visitor.sent.empty());
}

TEST_CASE("degrees that are none change nothing") {
    Visitor visitor;
    look_for_work(visitor);
    const std::vector<std::string> before = offers_shown(visitor);
    for (const Json& fields : {Json{{"weigh_place", "5"}}, Json{{"weigh_place", ""}}, Json{{"weigh_place", "-1"}},
                               Json{{"weigh_age", "4"}}, Json{{"weigh_place", Json::array({"4"})}}})
        visitor.change(fields);
    CHECK(offers_shown(visitor) == before);
    CHECK(weights_of(usual_degrees) == Weights{});
    CHECK(degrees_from_json({{"pay", 9}, {"place", "x"}, {"skills", 0}})[static_cast<std::size_t>(Criterion::skills)] ==
          0);
}

TEST_CASE("the highest degree makes any criterion count, and the lowest makes none") {
    for (std::size_t index = 0; index < criterion_count; ++index) {
        Degrees degrees = usual_degrees;
        degrees[index] = highest_degree;
        CHECK(maxima(weights_of(degrees))[index] >= 250);
        degrees[index] = 0;
        CHECK(maxima(weights_of(degrees))[index] == 0);
        for (std::uint8_t lower = 0; lower < highest_degree; ++lower) {
            degrees[index] = lower;
            const std::uint16_t less = weights_of(degrees).of[index];
            degrees[index] = static_cast<std::uint8_t>(lower + 1);
            CHECK(less < weights_of(degrees).of[index]);
        }
    }
}

TEST_CASE("each filter says what it would remove, removes that, and then says what it removes") {
    Visitor visitor;
    look_for_work(visitor);
    const std::int64_t all = fitting(visitor);
    REQUIRE(all > 0);
    int removing = 0;
    for (const char* name : {"show_within_radius", "show_my_licences", "show_my_languages"}) {
        INFO(name);
        const std::string field = std::string("f-") + name;
        const std::string would = string_or(visitor.block(field), "hint");
        CHECK_THAT(would, ContainsSubstring("en moins"));
        visitor.change({{name, "on"}});
        CHECK(all - fitting(visitor) == number_in(would));
        const std::string removes = string_or(visitor.block(field), "hint");
        CHECK(number_in(removes) == number_in(would));
        removing += number_in(would) > 0 ? 1 : 0;
        visitor.change({{name, ""}});
        CHECK(fitting(visitor) == all);
    }
    CHECK(removing > 0);
    for (const char* name : {"show_contract", "show_working_time"}) {
        const Json select = visitor.block(std::string("f-") + name);
        for (const Json& option : array_member(select, "options")) {
            if (string_or(option, "value").empty()) continue;
            const std::string label = string_or(option, "label");
            INFO(label);
            visitor.change({{name, string_or(option, "value")}});
            const std::size_t cost = label.rfind(" · ");
            CHECK(all - fitting(visitor) == (cost == std::string::npos ? 0 : number_in(label.substr(cost))));
            CHECK(number_in(string_or(visitor.block(std::string("f-") + name), "hint")) == all - fitting(visitor));
        }
        visitor.change({{name, ""}});
    }
}

TEST_CASE("filters that leave few offers can be given up where it says so, and put back") {
    Visitor visitor;
    look_for_work(visitor);
    CHECK(visitor.block("few").is_null());
    // The filter by which the fewest are left.
    std::string fewest;
    std::int64_t least = 1'000'000;
    const Json contracts = visitor.block("f-show_contract");
    for (const Json& option : array_member(contracts, "options")) {
        const std::string value = string_or(option, "value");
        visitor.change({{"show_contract", value}, {"show_within_radius", "on"}});
        if (!value.empty() && fitting(visitor) < least) {
            least = fitting(visitor);
            fewest = value;
        }
    }
    REQUIRE(least < 10);
    visitor.change({{"show_contract", fewest}});
    const Json few = visitor.block("few");
    REQUIRE(few.is_object());
    const Json form = array_member(few, "children").at(0);
    REQUIRE_FALSE(array_member(form, "children").empty());
    for (const Json& button : array_member(form, "children")) {
        const std::string label = string_or(button, "label");
        INFO(label);
        const Json reply = visitor.press("relax", Json::object(), string_or(button, "value"));
        CHECK(string_or(effect(reply, "focus"), "id") == "relaxed");
        CHECK(fitting(visitor) - least == number_in(label.substr(label.rfind(':'))));
        REQUIRE(visitor.block("relaxed").is_object());

        // Without scripts every page is a start.
        Visitor again;
        again.start("/fr/offres", visitor.stored);
        CHECK(again.block("relaxed").is_object());

        visitor.press("put-back-filters");
        CHECK(fitting(visitor) == least);
        CHECK(visitor.block("relaxed").is_null());
    }
    visitor.press("relax");
    CHECK(string_or(visitor.block("filters"), "label") == "Filtres");
    visitor.open("/fr/");
    visitor.open("/fr/offres");
    CHECK(visitor.block("relaxed").is_null());
}

TEST_CASE("arguments of a relaxation that nobody offered do no harm") {
    Visitor visitor;
    look_for_work(visitor);
    for (const char* argument : {":", "contract", "contract:", "contract:99999999999999", "distance:-5", ",,,", "pay:3",
                                 "distance:65535", "contract:63,working_time:7"}) {
        visitor.press("relax", Json::object(), argument);
        CHECK(visitor.block("panel").is_object());
        Visitor again;
        again.start("/fr/offres", visitor.stored);
        CHECK(offers_shown(again) == offers_shown(visitor));
    }
}

TEST_CASE("what would open more is said best first, and opens to the offers themselves") {
    Visitor visitor;
    look_for_work(visitor);
    const Json panel = visitor.block("what-if");
    REQUIRE(panel.is_object());
    const Json best = array_member(panel, "children").at(0);
    CHECK(string_or(best, "role") == "details");
    const std::int64_t most = number_in(string_or(best, "label").substr(string_or(best, "label").rfind(':')));
    CHECK(most > 0);
    std::size_t named = 0;
    std::vector<std::string> targets;
    each_block(panel, [&](const Json& block) {
        const std::string target = string_or(block, "target");
        if (target.rfind("/fr/offres/", 0) == 0) targets.push_back(target);
        named += target.rfind("/fr/offres/", 0) == 0 ? 1 : 0;
    });
    CHECK(named > 0);
    visitor.open(targets.front());
    CHECK(visitor.find("heading", "Pourquoi").is_object());
}

TEST_CASE("a skill that is missing and known after all is added from there") {
    Visitor visitor;
    look_for_work(visitor);
    Json have;
    each_block(visitor.block("what-if"), [&](const Json& block) {
        if (string_or(block, "name") == "have-skill" && have.is_null()) have = block;
    });
    REQUIRE(have.is_object());
    const std::int64_t before = fitting(visitor);
    const Json reply = visitor.press("have-skill", Json::object(), string_or(have, "value"));
    CHECK(string_or(effect(reply, "focus"), "id") == "skill-added");
    CHECK_THAT(string_or(visitor.block("skill-added"), "label"), ContainsSubstring(string_or(have, "hint")));
    CHECK(fitting(visitor) >= before);
    visitor.press("have-skill", Json::object(), "no such skill");
    visitor.open("/fr/profil/skills");
    CHECK(visitor.find("card", string_or(have, "hint")).is_object());
    visitor.open("/fr/offres");
    CHECK(visitor.block("skill-added").is_null());
}

TEST_CASE("an offer in full: the bars add up to its points, and each skill says whether one has it") {
    Visitor visitor;
    look_for_work(visitor);
    const Json first = array_member(visitor.block("offers"), "children").at(0);
    visitor.open(string_or(first, "target"));
    std::vector<Json> meters;
    std::int64_t skills = 0;
    each_block(visitor.block("panel"), [&](const Json& block) {
        // The one with a label is the whole.
        if (string_or(block, "role") == "meter" && (meters.empty() || string_or(block, "label").empty()))
            meters.push_back(block);
        const std::string said = string_or(block, "value");
        if (said == "Vous l’avez" || said == "Elle manque" || said == "Vue dans vos métiers" ||
            said == "Vous en avez une proche")
            ++skills;
    });
    REQUIRE(meters.size() > 3);
    CHECK(string_or(meters[0], "value") == string_or(array_member(first, "children").at(0), "value"));
    std::int64_t sum = 0;
    for (std::size_t i = 1; i < meters.size(); ++i) {
        const std::int64_t points = std::stoll(string_or(meters[i], "value"));
        CHECK(points <= integer_or(meters[i], "maximum", 100));
        sum += points;
    }
    CHECK(sum <= std::stoll(string_or(meters[0], "value")));
    CHECK(skills > 0);
}

TEST_CASE("what an employer would see says nothing of who one is") {
    Visitor visitor;
    look_for_work(visitor);
    visitor.open("/fr/profil/identity");
    visitor.change({{"first_name", "Amélie"}});
    visitor.change({{"last_name", "Dupont"}});
    visitor.change({{"birth_date.day", "10"}, {"birth_date.month", "5"}, {"birth_date.year", "1987"}});
    visitor.open("/fr/offres");
    const Json offers = visitor.block("offers");
    visitor.open(string_or(array_member(offers, "children").at(0), "target"));
    const std::string seen = Visitor::text_of(visitor.block("employer-view"));
    CHECK_THAT(seen, ContainsSubstring("maçon"));
    CHECK_THAT(seen, ContainsSubstring("mortier"));
    for (const char* hidden : {"Amélie", "Dupont", "1987", "6000"}) CHECK(seen.find(hidden) == std::string::npos);
}

TEST_CASE("while packs come the page says how many have, and what to do when they do not") {
    Visitor before;
    look_for_work(before);
    Portal portal(demo_world(false));
    const auto send = [&](Json message) {
        message["now"] = 1'763'900'000'000;
        message["today"] = "2025-11-23";
        return *parse_json(portal.handle(dump_json(message)), 100);
    };
    const Json reply = send({{"kind", "start"},
                             {"path", "/fr/offres"},
                             {"device", "0123456789abcdef0123456789abcdef"},
                             {"snapshot", before.stored},
                             {"face", "html"}});
    CHECK_THAT(string_or(reply, "page"), ContainsSubstring("id=\"loading\""));
    for (const Json& asked : array_member(reply, "effects"))
        send({{"kind", "result"}, {"effect", integer_or(asked, "effect", 0)}, {"ok", false}});
    CHECK_THAT(string_or(send({{"kind", "face"}, {"face", "html"}}), "page"), ContainsSubstring("Réessayer"));
}
