#include <catch2/catch_test_macros.hpp>

#include "profile/profile.hpp"
#include "rules/expression.hpp"
#include "support/content.hpp"

using namespace passerelle;

namespace {

void answer(Profile& profile, std::string_view path, Json value) {
    profile.set(*Path::parse(path), std::move(value), 0);
}

bool asked(std::string_view section, std::string_view id, const Profile& profile, const Item* item = nullptr) {
    return is_relevant(*test::french_content().question(section, id), profile, item);
}

bool complete(std::string_view section, const Profile& profile) {
    return is_complete(*test::french_content().section(section), profile, test::french_content());
}

}  // namespace

TEST_CASE("the rules of the questions are well formed") {
    for (const Question& question : test::french_content().questions()) {
        INFO(question.id);
        if (!question.relevant.is_null()) CHECK(validate_certlogic(question.relevant).empty());
    }
}

TEST_CASE("a question is hidden only when its rule is known to be false") {
    Profile profile;
    CHECK(asked("situation", "registered_since", profile));
    answer(profile, "registered", true);
    CHECK(asked("situation", "registered_since", profile));
    answer(profile, "registered", false);
    CHECK_FALSE(asked("situation", "registered_since", profile));
    CHECK(asked("situation", "unoccupied_since", profile));
    answer(profile, "work", "full_time");
    CHECK_FALSE(asked("situation", "unoccupied_since", profile));
    answer(profile, "hire_contract", "open_ended");
    CHECK_FALSE(asked("hire", "hire_months", profile));
    answer(profile, "work", Json::object());  // an import can hold anything
    CHECK_FALSE(asked("situation", "unoccupied_since", profile));
}

TEST_CASE("a rule of a list reads its own item") {
    Profile profile;
    answer(profile, "experience/a/current", true);
    answer(profile, "experience/b/current", false);
    answer(profile, "experience/c/employer", "x");
    CHECK_FALSE(asked("experience", "end", profile, profile.item("experience", "a")));
    CHECK(asked("experience", "end", profile, profile.item("experience", "b")));
    CHECK(asked("experience", "end", profile, profile.item("experience", "c")));
}

TEST_CASE("a page is complete with every essential question that is asked") {
    Profile profile;
    const auto started = [&](std::string_view section) {
        return is_started(*test::french_content().section(section), profile, test::french_content());
    };
    CHECK_FALSE(started("situation"));
    answer(profile, "registered", true);
    answer(profile, "work", "full_time");
    answer(profile, "highest_diploma", "bachelor");
    answer(profile, "allowance", "none");
    CHECK(started("situation"));
    CHECK_FALSE(complete("situation", profile));
    answer(profile, "registered", false);
    CHECK(complete("situation", profile));
    CHECK_FALSE(started("languages"));
    answer(profile, "languages/a/language", "fr");
    CHECK(started("languages"));
    CHECK_FALSE(complete("languages", profile));
    answer(profile, "languages/a/level", "native");
    CHECK(complete("languages", profile));
    answer(profile, "languages/b/language", "nl");
    CHECK_FALSE(complete("languages", profile));
}

TEST_CASE("completeness counts pages, and optional lists only once they are begun") {
    const Content& content = test::french_content();
    Profile profile;
    CHECK(completeness(profile, content).answered == 0);
    CHECK(completeness(profile, content).total == 7);
    answer(profile, "training/a/title", "soudure");
    CHECK(completeness(profile, content).total == 8);
    CHECK(completeness(profile, content).answered == 0);
    answer(profile, "training/a/level", "upper_secondary");
    CHECK(completeness(profile, content).answered == 1);
    answer(profile, "wish/a/occupation", {{"uri", "u"}, {"label", "maçon"}});
    CHECK(complete("wish", profile));
    CHECK(completeness(profile, content).answered == 1);  // its page has other questions
    answer(profile, "contract", {"open_ended"});
    answer(profile, "working_time", {"full_time"});
    CHECK(completeness(profile, content).answered == 2);
    answer(profile, "hire_start", "2027-01-01");
    CHECK(completeness(profile, content).total == 8);
}
