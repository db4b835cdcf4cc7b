// A request and its answer, without a socket: what the HTTP server, the pages and the tests give to the API.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace passerelle {

struct ApiRequest {
    std::string method = "GET";
    std::string path;   // without the query, percent-decoding left to who needs it
    std::string query;  // after "?", may be empty
    std::map<std::string, std::string, std::less<>> headers;  // names in lower case
    std::string body;
    std::int64_t now_ms = 0;
    std::string client;  // api/client_address.hpp; empty: unknown, and all who are unknown count as one

    [[nodiscard]] std::string_view header(std::string_view name) const;
    [[nodiscard]] bool reads() const { return method == "GET" || method == "HEAD"; }
};

struct ApiResponse {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;

    [[nodiscard]] std::string_view header(std::string_view name) const;  // the first; names in any case
    ApiResponse& with(std::string name, std::string value);
};

// The value of one cookie of the request; empty when it is not there.
[[nodiscard]] std::string_view cookie(const ApiRequest& request, std::string_view name);

// "text/html" of "text/html; charset=utf-8", in lower case.
[[nodiscard]] std::string media_type(std::string_view content_type);

// May this write come from a page of ours? Browsers say where a request was made (Sec-Fetch-Site, or Origin); what
// says neither is no browser and carries no cookie that a stranger's page could have used.
[[nodiscard]] bool is_same_origin(const ApiRequest& request);

}  // namespace passerelle
