#include "api/problem.hpp"

#include "base/json.hpp"

namespace passerelle {

namespace {

std::string_view title(int status, std::string_view code) {
    // The only status with two meanings: who sends a wrong password has no use for a session.
    if (code == "credentials-wrong") return "The address or the password is wrong";
    switch (status) {
        case 400:
            return "The body is not JSON";
        case 401:
            return "A session is needed";
        case 403:
            return "The request comes from another site";
        case 404:
            return "Not found";
        case 405:
            return "Wrong method";
        case 409:
            return "It exists already";
        case 413:
            return "The body is too large";
        case 415:
            return "Wrong content type";
        case 422:
            return "A field is unknown or wrong";
        case 429:
            return "Too many attempts";
        case 503:
            return "Too busy";
        default:
            return "The service failed";
    }
}

}  // namespace

ApiResponse problem(int status, std::string_view code, std::string_view field, std::string_view detail) {
    Json body{{"type", "urn:passerelle:problem:" + std::string(code)},
              {"title", std::string(title(status, code))},
              {"status", status},
              {"code", std::string(code)}};
    if (!field.empty()) body["field"] = std::string(field);
    if (!detail.empty()) body["detail"] = std::string(detail);
    ApiResponse response{status, {}, dump_json(body)};
    response.with("Content-Type", "application/problem+json").with("Cache-Control", "no-store");
    return response;
}

ApiResponse problem(int status, const Error& error) {
    return problem(status, error.code, error.field, error.message);
}

ApiResponse not_found() {
    return problem(404, "not-found");
}

ApiResponse method_not_allowed(std::string_view allow) {
    ApiResponse response = problem(405, "method-not-allowed", {}, "allowed: " + std::string(allow));
    response.with("Allow", std::string(allow));
    return response;
}

}  // namespace passerelle
