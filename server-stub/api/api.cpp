#include "api/api.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "api/openapi.hpp"
#include "api/problem.hpp"
#include "auth/token.hpp"

namespace passerelle {

struct Api::Route {
    std::string_view method;
    std::string_view path;  // a final "*" stands for one more segment
    ApiResponse (Api::*handle)(const ApiRequest&);
};

const Api::Route Api::routes_[] = {
    {"GET", "/api/v1/health", &Api::get_health},         {"GET", "/api/v1/openapi.json", &Api::get_openapi},
    {"GET", "/api/v1/packs", &Api::get_packs},           {"POST", "/api/v1/account", &Api::create_account},
    {"POST", "/api/v1/session", &Api::create_session},   {"GET", "/api/v1/session", &Api::get_session},
    {"DELETE", "/api/v1/session", &Api::delete_session}, {"POST", "/api/v1/sync", &Api::sync},
    {"GET", "/api/v1/receipts/*", &Api::get_receipt},
};

namespace {

bool fits(std::string_view pattern, std::string_view path) {
    if (pattern.empty() || pattern.back() != '*') return pattern == path;
    pattern.remove_suffix(1);
    return path.size() > pattern.size() && path.substr(0, pattern.size()) == pattern &&
           path.find('/', pattern.size()) == std::string_view::npos;
}

}  // namespace

Api::Api(Database& database, const Content& content, ApiSettings settings)
    : database_(database),
      content_(content),
      settings_(std::move(settings)),
      cookie_name_(settings_.https ? "__Host-passerelle" : "passerelle-dev"),
      attempts_by_account_(settings_.attempts_by_account),
      attempts_by_client_(settings_.attempts_by_client) {
    Json names = Json::object();
    for (const Json& pack : array_member(settings_.packs, "packs")) {
        names[string_or(pack, "name")] = string_or(pack, "path");
    }
    pack_names_ = dump_json(names);
}

ApiResponse Api::handle(const ApiRequest& request) {
    try {
        return route(request);
    } catch (const std::exception& failure) {
        // Of the database: disk full, locked, damaged. Nothing was committed.
        std::fprintf(stderr, "passerelle: %s %s: %s\n", request.method.c_str(), request.path.c_str(), failure.what());
        return problem(500, "internal");
    }
}

ApiResponse Api::route(const ApiRequest& request) {
    std::string allow;
    for (const Route& route : routes_) {
        if (!fits(route.path, request.path)) continue;
        const bool asks_head = request.method == "HEAD" && route.method == "GET";
        if (route.method == request.method || asks_head) {
            if (!request.reads() && !is_same_origin(request)) return problem(403, "cross-origin");
            return (this->*route.handle)(request);
        }
        allow += (allow.empty() ? "" : ", ") + std::string(route.method == "GET" ? "GET, HEAD" : route.method);
    }
    return allow.empty() ? not_found() : method_not_allowed(allow);
}

std::optional<Account> Api::account_of(const ApiRequest& request) {
    const std::string_view token = cookie(request, cookie_name_);
    if (token.empty()) return std::nullopt;
    soci::session session = database_.reader();
    return find_session(session, hash_token(token), request.now_ms);
}

ApiResponse Api::get_health(const ApiRequest&) {
    int one = 0;
    database_.reader() << "SELECT 1", soci::into(one);
    return json_response(200, Json{{"status", one == 1 ? "ok" : "failing"}, {"version", PASSERELLE_VERSION}});
}

ApiResponse Api::get_openapi(const ApiRequest&) {
    ApiResponse response{200, {}, std::string(openapi_document())};
    response.with("Content-Type", "application/json").with("Cache-Control", "no-cache");
    return response;
}

ApiResponse Api::get_packs(const ApiRequest&) {
    ApiResponse response{200, {}, dump_json(settings_.packs)};
    response.with("Content-Type", "application/json").with("Cache-Control", "no-cache");
    return response;
}

ApiResponse json_response(int status, const Json& body) {
    ApiResponse response{status, {}, dump_json(body)};
    response.with("Content-Type", "application/json").with("Cache-Control", "no-store");
    return response;
}

Body read_body(const ApiRequest& request, std::initializer_list<std::string_view> known) {
    if (request.body.size() > Api::longest_body) {
        return {{}, problem(413, "body-too-large", {}, "at most 1048576 bytes")};
    }
    if (media_type(request.header("content-type")) != "application/json") {
        return {{}, problem(415, "media-type", {}, "application/json")};
    }
    auto json = parse_json(request.body);
    if (!json) return {{}, problem(400, json.error())};
    if (!json->is_object()) return {{}, problem(422, "body-shape", {}, "the body is not an object")};
    for (const auto& [name, value] : json->items()) {
        if (std::find(known.begin(), known.end(), name) == known.end()) {
            return {{}, problem(422, "field-unknown", name, "no such field")};
        }
    }
    return {*std::move(json), std::nullopt};
}

}  // namespace passerelle
