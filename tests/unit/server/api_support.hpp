// A service on a database of its own in a temporary folder, with the real questions, and visitors with cookies.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>

#include "api/api.hpp"
#include "auth/password.hpp"
#include "support/content.hpp"

namespace passerelle::test {

inline constexpr std::int64_t noon_ms = 1'800'000'000'000;  // 15 January 2027

class TemporaryFolder {
  public:
    TemporaryFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "passerelle-test-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) std::abort();
        path_ = name;
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

struct Service {
    TemporaryFolder folder;
    bool ready = start_cryptography();
    Database database{folder.path() / "passerelle.sqlite"};
    Api api{database, french_content(), ApiSettings{}};
};

// Keeps the cookies of a browser.
class Browser {
  public:
    void send_cookies(ApiRequest& request) const {
        std::string line;
        for (const auto& [name, value] : cookies_) line += (line.empty() ? "" : "; ") + name + "=" + value;
        if (!line.empty()) request.headers["cookie"] = line;
    }
    void take_cookies(const ApiResponse& response) {
        for (const auto& [header, line] : response.headers) {
            if (header != "Set-Cookie") continue;
            const std::size_t at = line.find('=');
            const std::string name = line.substr(0, at);
            if (line.find("Max-Age=0") != std::string::npos) {
                cookies_.erase(name);
            } else {
                cookies_[name] = line.substr(at + 1, line.find(';') - at - 1);
            }
        }
    }
    [[nodiscard]] bool has(const std::string& name) const { return cookies_.contains(name); }

  private:
    std::map<std::string, std::string> cookies_;
};

inline ApiRequest json_request(std::string method, std::string path, const Json& body, std::int64_t now_ms = noon_ms) {
    ApiRequest request;
    request.method = std::move(method);
    request.path = std::move(path);
    request.headers["content-type"] = "application/json";
    request.body = dump_json(body);
    request.now_ms = now_ms;
    return request;
}

inline ApiRequest get_request(std::string path, std::int64_t now_ms = noon_ms) {
    ApiRequest request;
    if (const std::size_t at = path.find('?'); at != std::string::npos) {
        request.query = path.substr(at + 1);
        path.resize(at);
    }
    request.path = std::move(path);
    request.now_ms = now_ms;
    return request;
}

inline ApiRequest form_request(std::string path, std::string body, std::int64_t now_ms = noon_ms) {
    ApiRequest request;
    request.method = "POST";
    request.path = std::move(path);
    request.headers["content-type"] = "application/x-www-form-urlencoded";
    request.body = std::move(body);
    request.now_ms = now_ms;
    return request;
}

}  // namespace passerelle::test
