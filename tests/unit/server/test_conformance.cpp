// tests/conformance/api against the API in the process; its README describes the files.
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <iterator>
#include <set>

#include "base/text.hpp"
#include "unit/server/api_support.hpp"

using namespace passerelle;
using namespace passerelle::test;

namespace {

Json with_saved(const Json& json, const std::map<std::string, Json>& saved) {
    if (json.is_string()) {
        std::string text = as_string(json);
        for (const auto& [name, value] : saved) {
            if (text == "${" + name + "}") return value;
            text = replace_all(text, "${" + name + "}", value.is_string() ? as_string(value) : value.dump());
        }
        return text;
    }
    Json filled = json;
    if (json.is_structured()) {
        for (auto& member : filled) member = with_saved(member, saved);
    }
    return filled;
}

// Empty when `actual` fits, else where it does not.
std::string difference(const Json& expected, const Json& actual, const std::string& place = "") {
    const std::string found = place + ": expected " + expected.dump() + ", found " + actual.dump();
    if (expected.is_object()) {
        if (!actual.is_object()) return found;
        for (const auto& [name, value] : expected.items()) {
            const Json* there = member(actual, name);
            if (there == nullptr) return place + "/" + name + " is missing";
            if (std::string inner = difference(value, *there, place + "/" + name); !inner.empty()) return inner;
        }
        return {};
    }
    if (expected.is_array()) {
        if (!actual.is_array() || actual.size() != expected.size()) return found;
        for (std::size_t at = 0; at < expected.size(); ++at) {
            std::string inner = difference(expected[at], actual[at], place + "/" + std::to_string(at));
            if (!inner.empty()) return inner;
        }
        return {};
    }
    return expected == actual ? "" : found;
}

ApiRequest read_request(const Json& json, std::int64_t now_ms) {
    ApiRequest request;
    request.method = string_or(json, "method");
    request.path = string_or(json, "path");
    request.now_ms = now_ms;
    request.headers["host"] = "localhost";
    if (const Json* body = member(json, "body"); body != nullptr) {
        request.body = dump_json(*body);
        request.headers["content-type"] = "application/json";
    }
    for (std::int64_t times = integer_or(json, "body_repeat", 1); times > 0; --times) {
        request.body += string_or(json, "body_text");
    }
    for (const auto& [name, value] : object_member(json, "headers").items()) {
        std::string lower;
        for (const char c : name) lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        request.headers[lower] = as_string(value);
    }
    return request;
}

void run(Service& service, const Json& file) {
    std::map<std::string, Browser> browsers;
    std::map<std::string, Json> saved;
    std::int64_t number = 0;
    for (const Json& unfilled : array_member(file, "steps")) {
        const Json step = with_saved(unfilled, saved);
        INFO(string_or(file, "name") << ", step " << number << ": " << step["request"].dump().substr(0, 300));
        Browser& browser = browsers[string_or(step, "visitor")];
        ApiRequest request = read_request(step["request"], noon_ms + number);
        browser.send_cookies(request);
        const ApiResponse response = service.api.handle(request);
        browser.take_cookies(response);
        INFO(response.body.substr(0, 2000));
        const Json& expected = object_member(step, "response");
        CHECK(response.status == integer_or(expected, "status", 0));
        for (const auto& [name, value] : object_member(expected, "headers").items()) {
            INFO(name << ": " << response.header(name));
            CHECK(response.header(name).find(as_string(value)) != std::string_view::npos);
        }
        if (const Json* body = member(expected, "body"); body != nullptr) {
            const auto actual = parse_json(response.body);
            REQUIRE(actual);
            CHECK(difference(*body, *actual) == "");
            for (const auto& [name, pointer] : object_member(step, "save").items()) {
                const Json::json_pointer at("/" + as_string(pointer));
                REQUIRE(actual->contains(at));
                saved[name] = actual->at(at);
            }
        }
        ++number;
    }
    CHECK(number > 0);
}

}  // namespace

TEST_CASE("the API answers every request of the conformance files as they say") {
    Service service;
    std::set<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(PASSERELLE_SOURCE_DIR "/tests/conformance/api")) {
        if (entry.path().extension() == ".json") files.insert(entry.path());
    }
    CHECK(files.size() >= 10);
    for (const std::filesystem::path& path : files) {
        INFO(path.filename().string());
        std::ifstream stream(path);
        const auto file = parse_json(std::string(std::istreambuf_iterator<char>(stream), {}));
        REQUIRE(file);
        run(service, *file);
    }
}
