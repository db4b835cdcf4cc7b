#include "api/static_files.hpp"

#include <array>
#include <fstream>
#include <iterator>

#include "api/encoding.hpp"
#include "api/problem.hpp"
#include "auth/token.hpp"

namespace passerelle {

namespace {

struct TypeOfSuffix {
    std::string_view suffix;
    std::string_view type;
};
constexpr std::array types{
    TypeOfSuffix{".js", "text/javascript; charset=utf-8"},
    TypeOfSuffix{".css", "text/css; charset=utf-8"},
    TypeOfSuffix{".html", "text/html; charset=utf-8"},
    TypeOfSuffix{".txt", "text/plain; charset=utf-8"},
    TypeOfSuffix{".json", "application/json"},
    TypeOfSuffix{".map", "application/json"},
    TypeOfSuffix{".webmanifest", "application/manifest+json"},
    TypeOfSuffix{".wasm", "application/wasm"},
    TypeOfSuffix{".svg", "image/svg+xml"},
    TypeOfSuffix{".png", "image/png"},
    TypeOfSuffix{".ico", "image/x-icon"},
    TypeOfSuffix{".woff2", "font/woff2"},
};

std::string type_of(std::string_view path) {
    for (const TypeOfSuffix& entry : types) {
        if (path.size() > entry.suffix.size() && path.substr(path.size() - entry.suffix.size()) == entry.suffix) {
            return std::string(entry.type);
        }
    }
    return "application/octet-stream";
}

// Browsers ask for a service worker again at every visit unless it is fresh, which would double the requests of a usual
// session. They never take it to be fresh for longer than a day.
std::string cache_control(std::string_view path, bool immutable) {
    if (immutable) return "public, max-age=31536000, immutable";
    return path == "/sw.js" ? "public, max-age=86400" : "no-cache";
}

}  // namespace

std::optional<std::string> read_whole_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::nullopt;
    std::string bytes(std::istreambuf_iterator<char>(file), {});
    if (file.bad()) return std::nullopt;
    return bytes;
}

StaticFiles::StaticFiles(const std::filesystem::path& assets, const std::filesystem::path& packs) {
    // Nothing here is only for people who sign in: robots may read all of it.
    add("/robots.txt", "User-agent: *\nAllow: /\n");
    for (const char* name : {"sw.js", "manifest.webmanifest", "favicon.svg", "robots.txt"}) {
        read_file(assets / name, "/" + std::string(name), false);
    }
    read_folder(assets / "assets", "/assets/");
    // Its folders hold what packs are made of.
    std::error_code failure;
    for (std::filesystem::directory_iterator entry(packs, failure), end; !failure && entry != end;
         entry.increment(failure)) {
        if (entry->is_regular_file() && entry->path().extension() == ".pack")
            read_file(entry->path(), "/packs/" + entry->path().filename().string(), true);
    }
}

void StaticFiles::add(std::string path, std::string bytes) {
    File file;
    file.content_type = type_of(path);
    file.etag = fingerprint(bytes);
    file.identity = std::move(bytes);
    files_.insert_or_assign(std::move(path), std::move(file));
}

void StaticFiles::read_file(const std::filesystem::path& path, const std::string& address, bool immutable) {
    auto bytes = read_whole_file(path);
    if (!bytes) return;
    File file;
    file.identity = *std::move(bytes);
    file.brotli = read_whole_file(path.string() + ".br").value_or("");
    file.gzip = read_whole_file(path.string() + ".gz").value_or("");
    file.content_type = type_of(address);
    file.etag = fingerprint(file.identity);
    file.immutable = immutable;
    files_.insert_or_assign(address, std::move(file));
}

void StaticFiles::read_folder(const std::filesystem::path& folder, const std::string& prefix) {
    std::error_code failure;
    std::filesystem::recursive_directory_iterator entry(folder, failure);
    const std::filesystem::recursive_directory_iterator end;
    for (; !failure && entry != end; entry.increment(failure)) {
        const std::string extension = entry->path().extension().string();
        if (!entry->is_regular_file() || extension == ".br" || extension == ".gz") continue;
        read_file(entry->path(), prefix + entry->path().lexically_relative(folder).generic_string(), true);
    }
}

bool StaticFiles::is_for(std::string_view path) {
    return path.substr(0, 8) == "/assets/" || path.substr(0, 7) == "/packs/";
}

const std::string* StaticFiles::content(std::string_view path) const {
    const auto found = files_.find(path);
    return found == files_.end() ? nullptr : &found->second.identity;
}

std::optional<ApiResponse> StaticFiles::handle(const ApiRequest& request) const {
    const auto found = files_.find(request.path);
    if (found == files_.end()) {
        if (is_for(request.path)) return not_found();
        return std::nullopt;
    }
    if (!request.reads()) return method_not_allowed("GET, HEAD");
    const File& file = found->second;
    const bool brotli = !file.brotli.empty() && accepts(request, Encoding::brotli);
    const bool gzip = !brotli && !file.gzip.empty() && accepts(request, Encoding::gzip);
    // One ETag a representation, since caches compare bytes.
    const std::string etag = "\"" + file.etag + (brotli ? "-br" : gzip ? "-gz" : "") + "\"";
    ApiResponse response;
    response.with("Content-Type", file.content_type)
        .with("Cache-Control", cache_control(request.path, file.immutable))
        .with("Vary", "Accept-Encoding")
        .with("ETag", etag);
    if (request.header("if-none-match").find(etag) != std::string_view::npos) {
        response.status = 304;
        return response;
    }
    if (brotli) response.with("Content-Encoding", "br");
    if (gzip) response.with("Content-Encoding", "gzip");
    response.body = brotli ? file.brotli : gzip ? file.gzip : file.identity;
    // A file without packed neighbours is still packed on the way (encode), which keeps Vary as it is.
    return response;
}

}  // namespace passerelle
