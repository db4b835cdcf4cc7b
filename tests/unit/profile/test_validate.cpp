#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>

#include "base/text.hpp"
#include "profile/profile.hpp"
#include "support/content.hpp"

using namespace passerelle;

namespace {

const CivilDate today = CivilDate::from_ymd(2026, 11, 23).value();

const Question& question(std::string_view section, std::string_view id) {
    const Question* found = test::french_content().question(section, id);
    REQUIRE(found != nullptr);
    return *found;
}

// "" when right, the code without "error." otherwise.
std::string code(const Question& question, const Json& value) {
    const std::optional<Error> error = validate(question, value, today);
    if (!error) return {};
    CHECK(error->field == question.id);
    REQUIRE(error->code.rfind("error.", 0) == 0);
    return error->code.substr(6);
}

std::string code(std::string_view id, const Json& value) {
    return code(question("", id), value);
}

std::string input_code(const Question& question, const Json& input) {
    const Result<Json> value = parse_input(question, input, today);
    return value ? "" : value.error().code;
}

Json read(std::string_view id, const Json& input) {
    const Result<Json> value = parse_input(question("", id), input, today);
    INFO(id << " " << dump_json(input));
    REQUIRE(value);
    return *value;
}

}  // namespace

TEST_CASE("no answer is never wrong") {
    for (const Question& each : test::french_content().questions()) {
        CHECK_FALSE(validate(each, nullptr, today));
        for (const Json& nothing : {Json(nullptr), Json(""), Json("  \u00A0 ")}) {
            const Result<Json> value = parse_input(each, nothing, today);
            REQUIRE(value);
            CHECK(value->is_null());
        }
    }
    CHECK(read("licences", Json::array()).is_null());
    CHECK(read("licences", {""}).is_null());
    CHECK(read("birth_date", "//").is_null());
    CHECK(read("birth_date", " / / ").is_null());
}

TEST_CASE("texts are measured in characters and hold no control characters") {
    std::string long_name;
    for (int i = 0; i < 80; ++i) long_name += "é";
    CHECK(code("first_name", long_name).empty());
    CHECK(code("first_name", long_name + "e") == "too-long");
    CHECK(code("first_name", "a\nb") == "text-characters");
    CHECK(code("first_name", "a\x7F") == "text-characters");
    CHECK(code("first_name", "a\xFF") == "text-characters");
    CHECK(code("first_name", " a") == "shape");
    CHECK(code("first_name", "") == "shape");
    CHECK(code("first_name", 3) == "shape");
    CHECK(code(question("experience", "tasks"), "monter des murs\nlire un plan").empty());
    CHECK(read("first_name", "  Marie\t\n Lou ") == "Marie Lou");
    CHECK(read("first_name", "a\xFF") == "a\uFFFD");
    CHECK(parse_input(question("experience", "tasks"), " a \r\nb\r\r\n\tc\x01 ", today).value() == "a\nb\n\n c");
}

TEST_CASE("e-mail addresses have a name, one at sign and a domain with a dot") {
    for (const char* right : {"a@b.be", "samira.lambert+forem@exemple.co.uk", "josé@école.be", "o'neil@a-b.be"}) {
        INFO(right);
        CHECK(code("email", right).empty());
    }
    for (const char* wrong : {"a", "@b.be", "a@", "a@b", "a@b.c", "a b@c.be", "a@b,be", "a@@b.be", "a@b@c.be", "a@.be",
                              "a@b..be", "a@-b.be", "a@b-.be", ".a@b.be", "a.@b.be", "<a@b.be>"}) {
        INFO(wrong);
        CHECK(code("email", wrong) == "email");
    }
}

TEST_CASE("Belgian telephone numbers are read as people write them, foreign ones with their country") {
    for (const char* right : {"0470 12 34 56", "0470/12.34.56", "071 12 34 56", "071/123456", "+32 470 12 34 56",
                              "+32 (0)470 12 34 56", "0032 71 12 34 56", "0470-12-34-56", "04 221 12 34", "0800 12 345",
                              "+33 6 12 34 56 78", "+352 621 123 456"}) {
        INFO(right);
        CHECK(code("telephone", right).empty());
    }
    for (const char* wrong :
         {"112", "470 12 34 56", "0470 12 34 5", "0470 12 34 56 78", "+32 470 12 34", "abc", "0711 23 45 67",
          "0470 12 34 56 poste 3", "+", "++32470123456", "0470+123456", "+0470123456"}) {
        INFO(wrong);
        CHECK(code("telephone", wrong) == "telephone");
    }
}

TEST_CASE("a date of birth is that of somebody from 14 to 110 years old") {
    CHECK(code("birth_date", "2002-03-27").empty());
    CHECK(code("birth_date", "2012-11-23").empty());
    CHECK(code("birth_date", "2012-11-24") == "birth-too-young");
    CHECK(code("birth_date", "2026-11-24") == "date-future");
    CHECK(code("birth_date", "1915-11-24").empty());
    CHECK(code("birth_date", "1915-11-23") == "birth-too-old");
    CHECK(code("birth_date", "1850-01-01") == "date-range");
    CHECK(code("birth_date", "27/3/2002") == "date-impossible");
    CHECK(code("registered_since", "2026-11-23").empty());
    CHECK(code("registered_since", "2026-11-24") == "date-future");
    CHECK(code("hire_start", "2027-02-01").empty());
    CHECK(code("hire_start", "2227-02-01") == "date-range");
}

TEST_CASE("each wrong part of a typed date has its own sentence") {
    const Question& birth = question("", "birth_date");
    CHECK(read("birth_date", "27/3/2002") == "2002-03-27");
    CHECK(read("birth_date", " 07 / 03 / 2002 ") == "2002-03-07");
    CHECK(read("birth_date", "2002-03-27") == "2002-03-27");
    CHECK(input_code(birth, "27//2002") == "error.date-month");
    CHECK(input_code(birth, "/3/2002") == "error.date-day");
    CHECK(input_code(birth, "27/3/") == "error.date-year");
    CHECK(input_code(birth, "27//") == "error.date-incomplete");
    CHECK(input_code(birth, "27/3") == "error.date-incomplete");
    CHECK(input_code(birth, "32/3/2002") == "error.date-day");
    CHECK(input_code(birth, "0/3/2002") == "error.date-day");
    CHECK(input_code(birth, "x/3/2002") == "error.date-day");
    CHECK(input_code(birth, "27/13/2002") == "error.date-month");
    CHECK(input_code(birth, "27/mars/2002") == "error.date-month");
    CHECK(input_code(birth, "27/3/02") == "error.date-year");
    CHECK(input_code(birth, "27/3/20022") == "error.date-year");
    CHECK(input_code(birth, "27/3/9999999999999999999") == "error.date-year");
    CHECK(input_code(birth, "31/4/2002") == "error.date-impossible");
    CHECK(input_code(birth, "29/2/2001") == "error.date-impossible");
    CHECK(input_code(birth, "27/3/2026") == "error.birth-too-young");
    CHECK(input_code(birth, "27/12/2026") == "error.date-future");
    CHECK(input_code(birth, 27) == "error.shape");
}

TEST_CASE("whole numbers are read the way people write them") {
    const Question& pay = question("", "least_pay");
    CHECK(read("least_pay", "1850") == 1850);
    CHECK(read("least_pay", "1 850") == 1850);
    CHECK(read("least_pay", "1\u202F850\u00A0€") == 1850);
    CHECK(read("least_pay", 1850) == 1850);
    CHECK(read("hire_share", "80 %") == 80);
    CHECK(read("radius_km", "25km") == 25);
    CHECK(input_code(pay, "1 850,00") == "error.number-whole");
    CHECK(input_code(pay, "1.850") == "error.number-whole");
    CHECK(input_code(pay, "beaucoup") == "error.number-whole");
    CHECK(input_code(pay, "€") == "error.number-whole");
    CHECK(input_code(pay, "-") == "error.number-whole");
    CHECK(input_code(pay, "-5") == "error.number-range");
    CHECK(input_code(pay, "20001") == "error.number-range");
    CHECK(input_code(pay, "99999999999999999999999") == "error.number-range");
    CHECK(input_code(question("", "radius_km"), "12") == "error.number-step");
    CHECK(code("radius_km", 100).empty());
    CHECK(code("radius_km", 105) == "number-range");
    CHECK(code("radius_km", std::uint64_t{0xFFFFFFFFFFFFFFFF}) == "number-range");
    CHECK(code("radius_km", 10.5) == "number-whole");
    CHECK(code("radius_km", "10") == "number-whole");
}

TEST_CASE("choices are options of the question, each once, in its order") {
    CHECK(code("work", "none").empty());
    CHECK(code("work", "unknown") == "choice");
    CHECK(code("work", true) == "choice");
    CHECK(code("hire_contract", "student") == "choice");
    CHECK(read("licences", {"be", "b", "be"}) == Json{"b", "be"});
    CHECK(read("licences", "b") == Json::array({"b"}));
    CHECK(code("licences", {"b", "b"}) == "choice-twice");
    CHECK(code("licences", {"b", "x"}) == "choice");
    CHECK(code("licences", {"b", 1}) == "choice");
    CHECK(code("licences", Json::array()) == "shape");
    CHECK(code("licences", "b") == "shape");
    CHECK(code("equipment", {"none"}).empty());
    CHECK(code("equipment", {"smartphone", "none"}) == "choice-none");
    CHECK(input_code(question("", "licences"), {"b", "x"}) == "error.choice");
    CHECK(input_code(question("", "licences"), 3) == "error.choice");
}

TEST_CASE("yes and no, from radios and from a box") {
    CHECK(read("registered", "yes") == true);
    CHECK(read("registered", "on") == true);
    CHECK(read("registered", "no") == false);
    CHECK(read("registered", false) == false);
    CHECK(input_code(question("", "registered"), "peut-être") == "error.yes-no");
    CHECK(code("registered", "yes") == "yes-no");
}

TEST_CASE("places, occupations and skills are chosen, not typed") {
    const Question& commune = question("", "commune");
    CHECK(read("commune", R"({"postcode":"6000","name":" Charleroi "})") ==
          Json{{"postcode", "6000"}, {"name", "Charleroi"}});
    CHECK(read("commune", {{"postcode", "6000"}, {"name", "Charleroi"}, {"latitude", 50}}).size() == 2);
    CHECK(input_code(commune, "6000 Charleroi") == "error.choose-from-list");
    CHECK(input_code(commune, "[]") == "error.choose-from-list");
    CHECK(input_code(commune, {{"postcode", 6000}, {"name", "Charleroi"}}) == "error.choose-from-list");
    for (const char* wrong : {"0999", "999", "10000", "6OOO"}) {
        CHECK(code("commune", {{"postcode", wrong}, {"name", "x"}}) == "postcode");
    }
    CHECK(code("commune", {{"postcode", "1000"}, {"name", ""}}) == "choose-from-list");
    CHECK(code("commune", {{"postcode", "1000"}, {"name", "x"}, {"more", 1}}) == "choose-from-list");
    const Question& wish = question("wish", "occupation");
    CHECK(input_code(wish, R"({"uri":"http://data.europa.eu/esco/occupation/1","label":"maçon"})").empty());
    CHECK(input_code(wish, "maçon") == "error.choose-from-list");
    CHECK(code(wish, {{"uri", "a b"}, {"label", "x"}}) == "choose-from-list");
    CHECK(code(wish, {{"uri", std::string(301, 'a')}, {"label", "x"}}) == "choose-from-list");
}

TEST_CASE("an end can not come before its start") {
    Profile profile;
    profile.set(*Path::parse("experience/a/start"), "2021-09-01", 0);
    const Item* item = profile.item("experience", "a");
    const Question& end = question("experience", "end");
    CHECK(validate_order(end, "2021-08-31", profile, item)->code == "error.date-order");
    CHECK_FALSE(validate_order(end, "2021-09-01", profile, item));
    CHECK_FALSE(validate_order(end, nullptr, profile, item));
    CHECK_FALSE(validate_order(end, "2021-08-31", profile));
    CHECK_FALSE(validate_order(question("experience", "start"), "2001-01-01", profile, item));
}

TEST_CASE("a whole document is checked with the path of each error") {
    Profile profile;
    profile.set(*Path::parse("work"), "lots", 0);
    profile.set(*Path::parse("of_a_newer_content"), "x", 0);
    profile.set(*Path::parse("experience/a/start"), "2021-09-01", 0);
    profile.set(*Path::parse("experience/a/end"), "2020-09-01", 0);
    profile.set(*Path::parse("strange/a/b"), "x", 0);
    for (int i = 0; i < 11; ++i) profile.put_item("wish", Item{"w" + std::to_string(i), i, {}});
    const std::vector<Error> errors = validate_profile(profile, test::french_content(), today);
    std::string all;
    for (const Error& error : errors) all += error.field + " " + error.code + "\n";
    CHECK(all ==
          "work error.choice\n"
          "experience/a/end error.date-order\n"
          "wish error.too-many-items\n");
}

TEST_CASE("every error has its sentence, with the limits of the question in it") {
    const Content& content = test::french_content();
    for (const char* each : {"shape",         "too-long",        "text-characters",  "email",         "telephone",
                             "number-whole",  "number-range",    "number-step",      "choice",        "choice-twice",
                             "choice-none",   "yes-no",          "date-incomplete",  "date-day",      "date-month",
                             "date-year",     "date-impossible", "date-future",      "date-order",    "birth-too-young",
                             "birth-too-old", "postcode",        "choose-from-list", "too-many-items"}) {
        const Error error{std::string("error.") + each, "", ""};
        CHECK(content.has_text(error.code));
        CHECK(error_text(error, question("", "radius_km"), content).find('{') == std::string::npos);
    }
    const Error range{"error.number-range", "", ""};
    CHECK(error_text(range, question("", "least_pay"), content) ==
          "Écrivez un nombre entre 0\u00A0€ brut par mois et 20\u202F000\u00A0€ brut par mois.");
}

TEST_CASE("whatever is typed, what is read is valid and reads as itself again") {
    const std::vector<Question>& questions = test::french_content().questions();
    const auto is_stable = [&](const Question& each, const Json& input) {
        const Result<Json> value = parse_input(each, input, today);
        if (!value) return test::french_content().has_text(value.error().code);
        if (validate(each, *value, today)) return false;
        const Result<Json> again = parse_input(each, *value, today);
        return again && *again == *value;
    };
    REQUIRE(rc::check("any bytes", [&] {
        const Question& each = questions[*rc::gen::inRange<std::size_t>(0, questions.size())];
        RC_ASSERT(is_stable(each, *rc::gen::arbitrary<std::string>()));
    }));
    REQUIRE(rc::check("what nearly makes sense", [&] {
        const Question& each = questions[*rc::gen::inRange<std::size_t>(0, questions.size())];
        const std::vector<std::string> pieces = {"0",  "1", "27", "2026", "/", " ", "-",  "+32", "@", ".be", "é",
                                                 "\n", "€", "{",  "}",    ":", ",", "\"", "yes", "b", "none"};
        std::string text;
        for (const std::string& piece : *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces)))
            text += piece;
        RC_ASSERT(is_stable(each, text));
    }));
    for (const Question& each : questions) {
        for (const Json& odd :
             {Json(1), Json(-1), Json(1.5), Json(true), Json::array({1}), Json::array({Json::array()}), Json::object(),
              Json{{"postcode", 1}}, Json{{"uri", "x"}, {"label", nullptr}}}) {
            CHECK(is_stable(each, odd));
        }
    }
}

TEST_CASE("any day of the calendar, typed in its three parts, is read as that day") {
    REQUIRE(rc::check([] {
        const CivilDate day = CivilDate::from_days(*rc::gen::inRange(-25567, 47847));  // 1900 to 2100
        const std::string typed =
            std::to_string(day.day()) + "/" + std::to_string(day.month()) + "/" + std::to_string(day.year());
        RC_ASSERT(parse_input(question("", "hire_start"), typed, today).value() == day.iso());
    }));
}
