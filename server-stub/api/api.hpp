// The JSON API under /api/v1/ (openapi.json describes it). One function, used by the HTTP server, by the pages of
// visitors without scripts, and by the tests. Safe for many threads; may take a tenth of a second (argon2id).
#pragma once

#include "api/http_message.hpp"
#include "auth/rate_limit.hpp"
#include "base/json.hpp"
#include "content/content.hpp"
#include "store/accounts.hpp"
#include "store/database.hpp"

namespace passerelle {

struct ApiSettings {
    // Behind HTTPS the cookies are __Host-passerelle and Secure. Over plain HTTP, which is for development on
    // localhost only, browsers refuse that prefix: the name is passerelle-dev there.
    bool https = false;
    Json packs = Json{{"packs", Json::array()}};  // the manifest of the packs
    // A person mistypes a few times; a machine tries thousands. Counted by who asks and for which account, so that
    // nobody elsewhere can make an account's owner wait; and widely by who asks alone (an office or a school is one
    // address), against one that tries a password on many accounts. What many addresses ask at once is bounded by
    // the workers' queue.
    RateLimit::Limits attempts_by_account{10, 6'000};
    RateLimit::Limits attempts_by_client{200, 1'000};
};

class Api {
  public:
    static constexpr std::size_t longest_body = 1024 * 1024;

    // `database` and `content` must outlive it. Any language will do: answers are the same in all.
    Api(Database& database, const Content& content, ApiSettings settings);

    [[nodiscard]] static bool is_for(std::string_view path) { return path.substr(0, 5) == "/api/"; }
    [[nodiscard]] ApiResponse handle(const ApiRequest& request);

    [[nodiscard]] std::string_view session_cookie() const { return cookie_name_; }
    // The account of the request's session.
    [[nodiscard]] std::optional<Account> account_of(const ApiRequest& request);

  private:
    struct Route;
    static const Route routes_[];
    ApiResponse route(const ApiRequest& request);

    // api.cpp
    ApiResponse get_health(const ApiRequest& request);
    ApiResponse get_openapi(const ApiRequest& request);
    ApiResponse get_packs(const ApiRequest& request);
    // account_endpoints.cpp
    ApiResponse create_account(const ApiRequest& request);
    ApiResponse create_session(const ApiRequest& request);
    ApiResponse get_session(const ApiRequest& request);
    ApiResponse delete_session(const ApiRequest& request);
    ApiResponse open_session(const Account& account, int status, std::int64_t now_ms);
    // sync_endpoint.cpp
    ApiResponse sync(const ApiRequest& request);
    ApiResponse get_receipt(const ApiRequest& request);

    Database& database_;
    const Content& content_;
    ApiSettings settings_;
    std::string cookie_name_;
    std::string pack_names_;  // JSON object name -> path, for the sync's answer
    RateLimit attempts_by_account_;
    RateLimit attempts_by_client_;
};

[[nodiscard]] ApiResponse json_response(int status, const Json& body);

// The request's body as a JSON object whose members are all among `known`; else the problem to answer
// (413, 415, 400, 422).
struct Body {
    Json json;
    std::optional<ApiResponse> refusal;
};
[[nodiscard]] Body read_body(const ApiRequest& request, std::initializer_list<std::string_view> known);

}  // namespace passerelle
