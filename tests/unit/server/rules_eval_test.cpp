// `passerelle rules eval`, line by line.
#include "packs/rules_eval.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace passerelle;

namespace {

std::string answer(const std::string& line, Dialect dialect = Dialect::certlogic) {
    return dump_json(evaluated_line(line, dialect));
}

std::string error(const char* code, const char* path) {
    return dump_json(Json{{"error", {{"code", code}, {"path", path}}}});
}

}  // namespace

TEST_CASE("every line has an answer, whatever it is") {
    CHECK(answer(R"({"rule":{"var":"a"},"data":{"a":1}})") == R"({"result":1})");
    CHECK(answer("") == error("json-syntax", ""));
    CHECK(answer("\r") == error("json-syntax", ""));
    CHECK(answer("nonsense") == error("json-syntax", ""));
    CHECK(answer("[]") == error("rule-shape", ""));
    CHECK(answer(R"({"data":{}})") == error("rule-shape", ""));  // like all paths: in the rule, which is not there
}

TEST_CASE("a rule that is nested too deeply is told so, however deep") {
    for (const int depth : {100, 499, 600, 5000}) {
        std::string rule = "true";
        for (int i = 0; i < depth; ++i) rule = "{\"!\":[" + rule + "]}";
        for (const Dialect dialect : {Dialect::certlogic, Dialect::jsonlogic}) {
            INFO(depth);
            const std::string text = answer("{\"rule\":" + rule + "}", dialect);
            CHECK(text.find("\"rule-too-deep\"") != std::string::npos);
        }
    }
}
