#include <catch2/catch_test_macros.hpp>
#include <set>

#include "content/content.hpp"
#include "support/content.hpp"

using namespace passerelle;

namespace {

// The real pack with one thing changed.
template <typename Change>
Result<Content> load_changed(Change change) {
    Json pack = parse_json(test::french_pack()).value();
    change(pack);
    return Content::load(dump_json(pack));
}

Json& question_of(Json& pack, std::string_view section, std::string_view id) {
    for (Json& question : pack["questions"]["questions"]) {
        if (question["section"] == section && question["id"] == id) return question;
    }
    FAIL("no question " << section << "/" << id);
    return pack;
}

Error refusal_of_question(std::string_view section, std::string_view id, std::string_view key, const Json& value) {
    const Result<Content> loaded =
        load_changed([&](Json& pack) { question_of(pack, section, id)[std::string(key)] = value; });
    INFO(section << "/" << id << "/" << key << " = " << value.dump());
    REQUIRE_FALSE(loaded);
    CHECK(loaded.error().field == "questions/" + std::string(section) + "/" + std::string(id));
    return loaded.error();
}

// A small content in any language, for the plural rules.
Content in_language(const std::string& language) {
    Result<Content> content = load_changed([&](Json& pack) {
        pack["language"] = language;
        pack["texts"]["test.offers.one"] = "{count} offre {where}";
        pack["texts"]["test.offers.other"] = "{count} offres {where}";
        pack["texts"]["test.greeting"] = "{name}, {unknown} {name} {";
    });
    REQUIRE(content);
    return *std::move(content);
}

}  // namespace

TEST_CASE("the real content loads with its pages in the order of the profile") {
    const Content& content = test::french_content();
    CHECK(content.language() == "fr");
    std::vector<std::string> pages;
    for (const Section& section : content.sections()) {
        if (section.in_profile && (pages.empty() || pages.back() != section.page)) pages.push_back(section.page);
    }
    CHECK(pages == std::vector<std::string>{"identity", "situation", "experience", "training", "skills", "languages",
                                            "mobility", "search", "digital"});
    CHECK(content.questions().size() == 45);
    CHECK_FALSE(content.section("hire")->in_profile);
    CHECK_FALSE(content.section("studies")->in_profile);
    CHECK(content.section("wish")->is_list);
    CHECK(content.section("nowhere") == nullptr);
}

TEST_CASE("questions are found by section and id, plain ones without a section too") {
    const Content& content = test::french_content();
    REQUIRE(content.question("identity", "birth_date") != nullptr);
    CHECK(content.question("", "birth_date") == content.question("identity", "birth_date"));
    CHECK(content.question("", "employer") == nullptr);
    CHECK(content.question("experience", "occupation") != content.question("wish", "occupation"));
    CHECK(content.question("training", "level")->options.size() == 7);
    CHECK(content.question("", "hire_contract")->options.size() == 2);
    CHECK(content.question("", "hire_contract")->options[0].text_key == "option.contract.open_ended");
    CHECK(content.question("", "registered")->options[1].value == "no");
    CHECK(content.questions_of("hire").size() == 4);
    CHECK(content.languages().front() == Json{{"code", "fr"}, {"name", "français"}});
}

TEST_CASE("every question has a label, and every text of a question belongs to one") {
    const Content& content = test::french_content();
    std::set<std::string> known;
    for (const Question& question : content.questions()) {
        for (const char* suffix : {"", ".hint", ".why"}) known.insert(question.text_key + suffix);
        CHECK(content.has_text(question.text_key + ".why"));
    }
    const Json pack = parse_json(test::french_pack()).value();
    for (const auto& entry : pack["texts"].items()) {
        if (std::count(entry.key().begin(), entry.key().end(), '.') < 2) continue;
        if (entry.key().rfind("question.", 0) == 0) CHECK(known.count(entry.key()) == 1);
    }
}

TEST_CASE("no question that serves matching touches a protected ground") {
    for (const Question& question : test::french_content().questions()) {
        INFO(question.section << "/" << question.id);
        CHECK_FALSE((question.purposes.has(Purpose::match) && !question.protected_ground.empty()));
    }
    Purposes aid;
    aid.add(Purpose::aid);
    for (const Question* question : test::french_content().questions_of("studies")) CHECK(question->purposes == aid);
    // Whatever else is asked for aids serves nothing that an employer could ever see. These two say where one lives and
    // what one has studied, which every offer is compared with.
    std::set<std::string> shared;
    for (const Question& question : test::french_content().questions())
        if (question.purposes.has(Purpose::aid) && question.purposes.has(Purpose::match)) shared.insert(question.id);
    CHECK(shared == std::set<std::string>{"commune", "highest_diploma"});
    CHECK(test::french_content().question("", "birth_date")->protected_ground == "age");
    CHECK(refusal_of_question("identity", "birth_date", "purposes", {"aid", "match"}).code == "content-purpose-wall");
    CHECK(refusal_of_question("mobility", "licences", "protected_ground", "sex").code == "content-purpose-wall");
}

TEST_CASE("a question may not tell the answer to a question of other purposes by being there") {
    const Json rule = {{"===", {{{"var", "registered"}}, true}}};
    CHECK(refusal_of_question("search", "available_from", "relevant", rule).code == "content-purpose-wall");
    const Json own_rule = {{"===", {{{"var", "allowance"}}, "none"}}};
    CHECK(refusal_of_question("situation", "registered", "relevant", own_rule).code == "content-purpose-wall");
}

TEST_CASE("what is not known or not complete in a question is refused by its place") {
    CHECK(refusal_of_question("situation", "work", "kind", "colour").code == "content-unknown");
    CHECK(refusal_of_question("situation", "work", "purposes", {"marketing"}).code == "content-unknown");
    CHECK(refusal_of_question("situation", "work", "purposes", {"aid", "aid"}).code == "content-duplicate");
    CHECK(refusal_of_question("situation", "work", "purposes", Json::array()).code == "content-purposes");
    CHECK(refusal_of_question("situation", "work", "option_set", "moods").code == "content-unknown");
    CHECK(refusal_of_question("situation", "work", "options", {"none", "sometimes"}).code == "content-unknown");
    CHECK(refusal_of_question("situation", "work", "options", {"none", "none"}).code == "content-duplicate");
    CHECK(refusal_of_question("situation", "work", "options", {"none"}).code == "content-shape");
    CHECK(refusal_of_question("situation", "work", "esential", true).code == "content-unknown");
    CHECK(refusal_of_question("situation", "work", "essential", "yes").code == "content-shape");
    CHECK(refusal_of_question("situation", "work", "protected_ground", "hair").code == "content-unknown");
    CHECK(refusal_of_question("identity", "street", "options", {"a", "b"}).code == "content-shape");
    CHECK(refusal_of_question("identity", "street", "max_length", 0).code == "content-limits");
    CHECK(refusal_of_question("identity", "street", "max_length", 5000000000).code == "content-limits");
    CHECK(refusal_of_question("identity", "street", "slider", true).code == "content-shape");
    CHECK(refusal_of_question("identity", "street", "date_range", "past").code == "content-shape");
    CHECK(refusal_of_question("identity", "birth_date", "date_range", "soon").code == "content-unknown");
    CHECK(refusal_of_question("mobility", "radius_km", "minimum", 101).code == "content-limits");
    CHECK(refusal_of_question("mobility", "radius_km", "unit", "unit.mile").code == "content-missing-text");
    CHECK(refusal_of_question("experience", "end", "not_before", "current").code == "content-unknown");
}

TEST_CASE("a rule reads questions that exist and are always asked") {
    const auto refusal = [](const Json& rule) {
        return refusal_of_question("situation", "work", "relevant", rule).code;
    };
    CHECK(refusal({{"===", {{{"var", "nothing"}}, true}}}) == "content-rule");
    CHECK(refusal({{"===", {{{"var", "work"}}, true}}}) == "content-rule");
    CHECK(refusal({{"===", {{{"var", "registered_since"}}, "x"}}}) == "content-rule");
    CHECK(refusal({{"===", {{{"var", 1}}, true}}}) == "content-rule");
    CHECK(refusal(true) == "content-rule");
    CHECK(refusal({{"===", {1, 1}}}) == "content-rule");
}

TEST_CASE("a pack that is not a content pack, or not complete, is refused") {
    CHECK(Content::load("").error().code == "json-syntax");
    CHECK(Content::load("[]").error().code == "content-version");
    const auto refusal = [](auto change) {
        const Result<Content> loaded = load_changed(change);
        REQUIRE_FALSE(loaded);
        return loaded.error();
    };
    CHECK(refusal([](Json& pack) { pack["version"] = 2; }).code == "content-version");
    CHECK(refusal([](Json& pack) { pack["questions"]["schema"] = 2; }).code == "content-version");
    CHECK(refusal([](Json& pack) { pack.erase("language"); }).code == "content-shape");
    CHECK(refusal([](Json& pack) { pack["measures"] = 1; }).code == "content-shape");
    CHECK(refusal([](Json& pack) { pack["texts"]["month.1"] = 1; }).field == "texts/month.1");
    CHECK(refusal([](Json& pack) { pack["texts"]["a.one"] = "x"; }).message == "no text a.other");
    CHECK(refusal([](Json& pack) { pack["questions"]["sections"].erase(1); }).code == "content-unknown");
    CHECK(refusal([](Json& pack) { pack["questions"]["sections"][7]["page"] = "x"; }).code == "content-unknown");
    CHECK(refusal([](Json& pack) { pack["questions"]["sections"][2]["max_items"] = 0; }).code == "content-limits");
    CHECK(refusal([](Json& pack) {
              Json& all = pack["questions"]["questions"];
              all.push_back(all[0]);
          }).code == "content-duplicate");
    CHECK(refusal([](Json& pack) {
              Json copy = pack["questions"]["questions"][0];
              copy["section"] = "situation";
              pack["texts"]["question.situation.first_name"] = "x";
              pack["questions"]["questions"].push_back(copy);
          }).code == "content-duplicate");
}

TEST_CASE("a missing label, option or section text is refused with its key") {
    for (const char* key : {"question.identity.first_name", "option.work.none", "option.yes", "section.hire",
                            "purpose.match", "month.12", "unit.km", "option.language.mg"}) {
        const Result<Content> loaded = load_changed([&](Json& pack) { pack["texts"].erase(key); });
        REQUIRE_FALSE(loaded);
        CHECK(loaded.error().code == "content-missing-text");
        CHECK(loaded.error().message == std::string("no text ") + key);
    }
}

TEST_CASE("counted texts follow the plural rule of the language") {
    const auto forms = [](const Content& content) {
        std::string all;
        for (const std::int64_t count : {0, 1, 2})
            all += content.counted("test.offers", count, {{"where", "ici"}}) + ";";
        return all;
    };
    CHECK(forms(in_language("fr")) == "0 offre ici;1 offre ici;2 offres ici;");
    CHECK(forms(in_language("nl")) == "0 offres ici;1 offre ici;2 offres ici;");
    CHECK(forms(in_language("de")) == "0 offres ici;1 offre ici;2 offres ici;");
    CHECK(forms(in_language("en")) == "0 offres ici;1 offre ici;2 offres ici;");
    CHECK(in_language("fr").counted("test.offers", 26000, {{"where", "ici"}}) == "26\u202F000 offres ici");
}

TEST_CASE("arguments are data: braces in them are not filled again, and what is not named stays") {
    const Content content = in_language("fr");
    CHECK(content.text("test.greeting", {{"name", "{unknown}"}, {"unknown", "x"}}) == "{unknown}, x {unknown} {");
    CHECK(content.text("test.greeting", {{"name", "Léa"}}) == "Léa, {unknown} Léa {");
    CHECK(content.text("no.such.key") == "«no.such.key»");
}

TEST_CASE("numbers are grouped by three digits") {
    const Content& content = test::french_content();
    CHECK(content.number(0) == "0");
    CHECK(content.number(999) == "999");
    CHECK(content.number(1850) == "1\u202F850");
    CHECK(content.number(-1234567) == "-1\u202F234\u202F567");
    CHECK(content.number(-100) == "-100");
}
