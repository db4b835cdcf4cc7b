#include <catch2/catch_test_macros.hpp>

#include "profile/profile.hpp"
#include "support/content.hpp"

using namespace passerelle;

namespace {

std::string shown(std::string_view section, std::string_view id, const Json& value) {
    const Content& content = test::french_content();
    const Question* question = content.question(section, id);
    REQUIRE(question != nullptr);
    return display(*question, value, content);
}

}  // namespace

TEST_CASE("dates read as people say them, the first of the month too") {
    const Content& content = test::french_content();
    CHECK(display_date(CivilDate::parse("2026-03-27").value(), content) == "27\u00A0mars 2026");
    CHECK(display_date(CivilDate::parse("2026-08-01").value(), content) == "1er\u00A0août 2026");
    CHECK(shown("", "birth_date", "2002-12-09") == "9\u00A0décembre 2002");
}

TEST_CASE("values read as words") {
    CHECK(shown("", "first_name", "Samira") == "Samira");
    CHECK(shown("", "registered", true) == "Oui");
    CHECK(shown("", "registered", false) == "Non");
    CHECK(shown("", "work", "student") == "Je suis aux études");
    CHECK(shown("", "licences", {"b", "be"}) == "B\u00A0: voiture, BE\u00A0: voiture avec remorque lourde");
    CHECK(shown("", "radius_km", 25) == "25\u00A0km");
    CHECK(shown("", "least_pay", 1850) == "1\u202F850\u00A0€ brut par mois");
    CHECK(shown("training", "year", 2019) == "2019");
    CHECK(shown("", "commune", {{"postcode", "6000"}, {"name", "Charleroi"}}) == "6000 Charleroi");
    CHECK(shown("wish", "occupation", {{"uri", "u"}, {"label", "maçon"}}) == "maçon");
    CHECK(shown("languages", "language", "nl") == "néerlandais");
}

TEST_CASE("what is not there, or of another content, is shown without an invention") {
    for (const Question& question : test::french_content().questions()) {
        CHECK(display(question, nullptr, test::french_content()).empty());
        CHECK(display(question, Json::object(), test::french_content()).empty());
    }
    CHECK(shown("", "work", "retired") == "retired");
    CHECK(shown("", "birth_date", "27/3/2002").empty());
}
