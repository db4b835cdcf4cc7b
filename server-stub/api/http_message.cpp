#include "api/http_message.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace passerelle {

namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_name(std::string_view left, std::string_view right) {
    return left.size() == right.size() &&
           std::equal(left.begin(), left.end(), right.begin(), [](char a, char b) { return lower(a) == lower(b); });
}

}  // namespace

std::string_view ApiRequest::header(std::string_view name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string_view{} : std::string_view(found->second);
}

std::string_view ApiResponse::header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
        if (same_name(key, name)) return value;
    }
    return {};
}

ApiResponse& ApiResponse::with(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
}

std::string_view cookie(const ApiRequest& request, std::string_view name) {
    for (std::string_view part : split(request.header("cookie"), ';')) {
        part = trim(part);
        const std::size_t at = part.find('=');
        if (at != std::string_view::npos && part.substr(0, at) == name) return part.substr(at + 1);
    }
    return {};
}

std::string media_type(std::string_view content_type) {
    std::string type(trim(content_type.substr(0, content_type.find(';'))));
    std::transform(type.begin(), type.end(), type.begin(), lower);
    return type;
}

bool is_same_origin(const ApiRequest& request) {
    const std::string_view site = request.header("sec-fetch-site");
    if (!site.empty()) return site == "same-origin" || site == "none";
    const std::string_view origin = request.header("origin");
    if (origin.empty()) return true;
    const std::size_t host = origin.find("://");
    return host != std::string_view::npos && origin.substr(host + 3) == request.header("host");
}

}  // namespace passerelle
