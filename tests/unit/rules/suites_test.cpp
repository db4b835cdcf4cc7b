// Cases that nobody here wrote: the ratified JsonLogic cases, and CertLogic's test and validation suites.
#include "suites.hpp"

#include <catch2/catch_test_macros.hpp>

#include "rules/expression.hpp"

using namespace passerelle;
using namespace passerelle::test;

namespace {

std::string shown(const Result<Json>& result) {
    return result ? dump_json(*result)
                  : result.error().code + " at " + result.error().field + ": " + result.error().message;
}

void check(const Json& rule, const Json& data, const Json& expected, Dialect dialect) {
    INFO("rule " << dump_json(rule) << " data " << dump_json(data) << " expected " << dump_json(expected));
    const auto result = evaluate_two_valued(rule, data, dialect);
    INFO("got " << shown(result));
    REQUIRE(result);
    REQUIRE(*result == expected);
    // With every variable answered there is nothing to be unknown about.
    const auto outcome = evaluate(rule, data, dialect);
    REQUIRE(outcome);
    if (outcome->known && outcome->missing.empty()) {
        CHECK(is_truthy(outcome->value(), dialect) == is_truthy(*result, dialect));
    } else {
        CHECK_FALSE(outcome->missing.empty());
    }
}

}  // namespace

TEST_CASE("all ratified JsonLogic cases pass in the JsonLogic dialect") {
    const auto suite = read_json(suites() / "jsonlogic/compatible.json");
    if (!suite) SKIP("no public suites: " + (suites() / "jsonlogic").string());
    int count = 0;
    for (const Json& test : *suite) {
        if (!test.is_object()) continue;  // a heading
        const Json* data = member(test, "data");
        check(*member(test, "rule"), data == nullptr ? Json() : *data, *member(test, "result"), Dialect::jsonlogic);
        ++count;
    }
    CHECK(count == 278);
}

TEST_CASE("all CertLogic specification cases pass in the CertLogic dialect, those marked skip too") {
    const auto folder = suites() / "certlogic/testSuite";
    if (!std::filesystem::exists(folder)) SKIP("no public suites: " + folder.string());
    int count = 0;
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
        const auto suite = read_json(file.path());
        REQUIRE(suite);
        for (const Json& test : array_member(*suite, "cases")) {
            for (const Json& assertion : array_member(test, "assertions")) {
                INFO(file.path().filename().string() << ": " << string_or(test, "name"));
                const Json* rule = member(assertion, "certLogicExpression");
                if (rule == nullptr) rule = member(test, "certLogicExpression");
                check(*rule, *member(assertion, "data"), *member(assertion, "expected"), Dialect::certlogic);
                ++count;
            }
        }
    }
    CHECK(count == 203);
}

TEST_CASE("all CertLogic validation cases find the issues of the specification") {
    const auto folder = suites() / "certlogic/validation-testSuite";
    if (!std::filesystem::exists(folder)) SKIP("no public suites: " + folder.string());
    int count = 0;
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
        const auto suite = read_json(file.path());
        REQUIRE(suite);
        for (const Json& test : array_member(*suite, "cases")) {
            const Json& expression = *member(test, "certLogicExpression");
            INFO(dump_json(expression));
            const auto issues = validate_certlogic(expression);
            Json found = Json::array();
            for (const Issue& issue : issues) found.push_back({{"expr", issue.expression}, {"message", issue.message}});
            CHECK(found == *member(test, "issues"));
            if (!issues.empty()) CHECK_FALSE(evaluate(expression, Json(), Dialect::certlogic));
            ++count;
        }
    }
    CHECK(count > 15);
}
