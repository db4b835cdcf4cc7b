#include <catch2/catch_test_macros.hpp>

#include "auth/password.hpp"
#include "auth/rate_limit.hpp"
#include "auth/token.hpp"
#include "unit/server/api_support.hpp"

using namespace passerelle;
using namespace passerelle::test;

TEST_CASE("a password fits its own hash and no other") {
    REQUIRE(start_cryptography());
    const auto hash = hash_password("un deux trois");
    REQUIRE(hash);
    CHECK(hash->rfind("$argon2id$", 0) == 0);
    CHECK(verify_password(*hash, "un deux trois"));
    CHECK_FALSE(verify_password(*hash, "un deux quatre"));
    CHECK_FALSE(verify_password("", ""));
}

TEST_CASE("tokens are long, different and hashed the same way each time") {
    REQUIRE(start_cryptography());
    const std::string token = make_token();
    CHECK(token.size() == 64);
    CHECK(token != make_token());
    CHECK(make_device_id().size() == 32);
    CHECK(hash_token(token) == hash_token(token));
    CHECK(hash_token(token) != token);
}

TEST_CASE("a burst is let through, then one attempt each interval") {
    RateLimit limit({3, 1000});
    for (int at = 0; at < 3; ++at) CHECK_FALSE(limit.attempt("sam", noon_ms));
    CHECK(limit.attempt("sam", noon_ms) == 1000);
    CHECK_FALSE(limit.attempt("ada", noon_ms));
    CHECK(limit.attempt("sam", noon_ms + 400) == 600);
    CHECK_FALSE(limit.attempt("sam", noon_ms + 1000));
    CHECK(limit.attempt("sam", noon_ms + 1000));
    limit.forgive("sam");
    for (int at = 0; at < 3; ++at) CHECK_FALSE(limit.attempt("sam", noon_ms + 1000));
}

TEST_CASE("the attempts that are remembered are bounded") {
    RateLimit limit({1, 1000, 3});
    CHECK_FALSE(limit.attempt("sam", noon_ms));
    CHECK(limit.attempt("sam", noon_ms));
    // Those whose wait is over are forgotten first.
    CHECK_FALSE(limit.attempt("ada", noon_ms - 5000));
    CHECK_FALSE(limit.attempt("bob", noon_ms - 5000));
    CHECK_FALSE(limit.attempt("eve", noon_ms));
    CHECK(limit.attempt("sam", noon_ms));
    CHECK_FALSE(limit.attempt("joe", noon_ms));
    CHECK_FALSE(limit.attempt("sam", noon_ms));  // three that wait: all is forgotten
}

TEST_CASE("guessing a password is slowed down, for an account that exists and for one that does not") {
    Service service;
    const Json right{{"email", "sam@example.org"}, {"password", "un deux trois"}};
    REQUIRE(service.api.handle(json_request("POST", "/api/v1/account", right)).status == 201);
    for (const char* email : {"sam@example.org", "nobody@example.org"}) {
        const Json wrong{{"email", email}, {"password", "un deux quatre"}};
        for (int at = 0; at < 10; ++at) {
            CHECK(service.api.handle(json_request("POST", "/api/v1/session", wrong)).status == 401);
        }
        const ApiResponse refused = service.api.handle(json_request("POST", "/api/v1/session", wrong));
        CHECK(refused.status == 429);
        CHECK(refused.header("retry-after") == "6");
    }
    CHECK(service.api.handle(json_request("POST", "/api/v1/session", right)).status == 429);
    CHECK(service.api.handle(json_request("POST", "/api/v1/session", right, noon_ms + 6000)).status == 201);
}

TEST_CASE("who guesses elsewhere does not make the owner of an account wait") {
    Service service;
    const auto sign_in = [&](const char* password, const char* client) {
        ApiRequest request =
            json_request("POST", "/api/v1/session", Json{{"email", "sam@example.org"}, {"password", password}});
        request.client = client;
        return service.api.handle(request).status;
    };
    const Json right{{"email", "sam@example.org"}, {"password", "un deux trois"}};
    REQUIRE(service.api.handle(json_request("POST", "/api/v1/account", right)).status == 201);
    for (int at = 0; at < 10; ++at) CHECK(sign_in("un deux quatre", "192.0.2.1") == 401);
    CHECK(sign_in("un deux trois", "192.0.2.1") == 429);
    CHECK(sign_in("un deux trois", "192.0.2.2") == 201);
}

TEST_CASE("one address tries a bounded number of accounts, and only itself waits") {
    Service service;
    ApiSettings settings;
    settings.attempts_by_client = {2, 1000};
    Api api(service.database, french_content(), settings);
    const auto status = [&](const char* path, const char* email, const char* client, std::int64_t now_ms) {
        ApiRequest request = json_request("POST", path, Json{{"email", email}, {"password", "un deux trois"}}, now_ms);
        request.client = client;
        return api.handle(request).status;
    };
    CHECK(status("/api/v1/session", "a@example.org", "192.0.2.1", noon_ms) == 401);
    CHECK(status("/api/v1/account", "b@example.org", "192.0.2.1", noon_ms) == 201);
    CHECK(status("/api/v1/session", "c@example.org", "192.0.2.1", noon_ms) == 429);
    CHECK(status("/api/v1/account", "d@example.org", "192.0.2.1", noon_ms) == 429);
    CHECK(status("/api/v1/session", "b@example.org", "192.0.2.2", noon_ms) == 201);
    CHECK(status("/api/v1/session", "b@example.org", "192.0.2.1", noon_ms + 1000) == 201);
}

TEST_CASE("behind HTTPS the session's cookie has the __Host- prefix and is Secure") {
    Service service;
    Api secure(service.database, french_content(), ApiSettings{true, Json{{"packs", Json::array()}}});
    const Json body{{"email", "sam@example.org"}, {"password", "un deux trois"}};
    const ApiResponse response = secure.handle(json_request("POST", "/api/v1/account", body));
    const std::string line(response.header("set-cookie"));
    CHECK(line.rfind("__Host-passerelle=", 0) == 0);
    for (const char* part : {"; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure"}) {
        CHECK(line.find(part) != std::string::npos);
    }
    CHECK(line.find("Domain") == std::string::npos);
    const ApiResponse plain = service.api.handle(json_request("POST", "/api/v1/session", body));
    CHECK(std::string(plain.header("set-cookie")).rfind("passerelle-dev=", 0) == 0);
}
