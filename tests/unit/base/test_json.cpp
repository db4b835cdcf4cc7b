#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "base/json.hpp"

using namespace passerelle;

TEST_CASE("JSON that is none gives an error and not an abort") {
    CHECK(parse_json("{\"a\":1}"));
    for (const char* text : {"", "{", "{\"a\":}", "[1,]", "nul", "\"\xFF\"", "\xEF\xBB\xBF{}", "[1] 2", "'a'"}) {
        INFO(text);
        const auto json = parse_json(text);
        REQUIRE_FALSE(json);
        CHECK(json.error().code == "json-syntax");
    }
}

TEST_CASE("nesting is bounded, and brackets in strings do not count") {
    CHECK(parse_json(std::string(64, '[') + std::string(64, ']')));
    CHECK(parse_json(std::string(65, '[') + std::string(65, ']')).error().code == "json-too-deep");
    CHECK_FALSE(parse_json(std::string(1000000, '[')));
    CHECK(parse_json("[\"" + std::string(200, '[') + "\"]"));
    CHECK(parse_json("[\"\\\"" + std::string(200, '{') + "\"]"));
    CHECK_FALSE(parse_json("[[1]]", 1));
}

TEST_CASE("members are found only where they are, and of the type asked for") {
    const Json json =
        *parse_json(R"({"s":"x","i":-7,"u":18446744073709551615,"f":1.5,"b":true,"a":[1],"o":{"k":null},"n":null})");
    CHECK(string_member(json, "s") == "x");
    CHECK_FALSE(string_member(json, "i"));
    CHECK(integer_member(json, "i") == -7);
    CHECK_FALSE(integer_member(json, "f"));
    CHECK_FALSE(integer_member(json, "s"));
    CHECK(bool_member(json, "b") == true);
    CHECK_FALSE(bool_member(json, "i"));
    CHECK(string_or(json, "missing", "otherwise") == "otherwise");
    CHECK(integer_or(json, "b", 5) == 5);
    CHECK(array_member(json, "a").size() == 1);
    CHECK(array_member(json, "o").empty());
    CHECK(object_member(json, "o").contains("k"));
    CHECK(object_member(json, "a").is_object());
    CHECK(member(json, "n") != nullptr);
    CHECK(member(json, "none") == nullptr);
    CHECK(member(Json(3), "s") == nullptr);
    CHECK(string_or(Json::array(), "s").empty());
    CHECK(as_string(Json("y")) == "y");
    CHECK(as_string(Json(1)).empty());
}

TEST_CASE("dumping sorts keys and never aborts on broken UTF-8") {
    CHECK(dump_json(*parse_json(R"({ "b" : 1, "a" : [ true, null ] })")) == R"({"a":[true,null],"b":1})");
    CHECK(dump_json(Json("\xFF")) == "\"\xEF\xBF\xBD\"");
}

TEST_CASE("the JSON test suite is accepted and refused as it asks", "[data]") {
    const std::filesystem::path folder = std::string(PASSERELLE_DATA_DIR) + "/suites/JSONTestSuite/test_parsing";
    if (!std::filesystem::is_directory(folder)) SKIP("not here: " + folder.string());
    int accepted = 0;
    int refused = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string text{std::istreambuf_iterator<char>(file), {}};
        const auto json = parse_json(text);
        INFO(entry.path().filename().string());
        switch (entry.path().filename().string()[0]) {
            case 'y':
                CHECK(json);
                ++accepted;
                break;
            case 'n':
                CHECK_FALSE(json);
                ++refused;
                break;
            default:
                break;  // free to choose: only must not crash
        }
    }
    CHECK(accepted == 95);
    CHECK(refused == 188);
}
