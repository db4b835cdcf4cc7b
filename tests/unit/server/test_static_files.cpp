#include <catch2/catch_test_macros.hpp>
#include <fstream>

#include "api/static_files.hpp"
#include "unit/server/api_support.hpp"

using namespace passerelle;
using namespace passerelle::test;

namespace {

void write(const std::filesystem::path& path, std::string_view text) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
}

struct Folders {
    TemporaryFolder folder;
    std::filesystem::path assets = folder.path() / "assets";
    std::filesystem::path packs = folder.path() / "packs";

    Folders() {
        REQUIRE(start_cryptography());
        write(assets / "sw.js", "self.x = 1");
        write(assets / "document.json", "{}");
        write(assets / "assets/page.0a1b.js", "identity");
        write(assets / "assets/page.0a1b.js.br", "brotli");
        write(assets / "assets/page.0a1b.js.gz", "gzip");
        write(packs / "offers.0a1b.pack", std::string_view("\0pack", 5));
        write(folder.path() / "secret.txt", "secret");
    }
    [[nodiscard]] StaticFiles files() const { return StaticFiles(assets, packs); }
};

ApiResponse get(const StaticFiles& files, std::string path, std::string encodings = "") {
    ApiRequest request = get_request(std::move(path));
    if (!encodings.empty()) request.headers["accept-encoding"] = std::move(encodings);
    return files.handle(request).value();
}

}  // namespace

TEST_CASE("a file with a hash in its name is served for ever, packed as the browser takes it") {
    const Folders folders;
    const StaticFiles files = folders.files();
    const ApiResponse plain = get(files, "/assets/page.0a1b.js");
    CHECK(plain.body == "identity");
    CHECK(plain.header("content-type") == "text/javascript; charset=utf-8");
    CHECK(plain.header("cache-control") == "public, max-age=31536000, immutable");
    CHECK(plain.header("vary") == "Accept-Encoding");
    CHECK(plain.header("content-encoding").empty());
    const ApiResponse brotli = get(files, "/assets/page.0a1b.js", "gzip, br");
    CHECK(brotli.body == "brotli");
    CHECK(brotli.header("content-encoding") == "br");
    CHECK(brotli.header("etag") != plain.header("etag"));
    CHECK(get(files, "/assets/page.0a1b.js", "gzip").body == "gzip");
    CHECK(get(files, "/packs/offers.0a1b.pack").body.size() == 5);
}

TEST_CASE("a file that the browser has already is not sent again") {
    const Folders folders;
    const StaticFiles files = folders.files();
    ApiRequest request = get_request("/sw.js");
    request.headers["if-none-match"] = std::string(get(files, "/sw.js").header("etag"));
    const ApiResponse response = files.handle(request).value();
    CHECK(response.status == 304);
    CHECK(response.body.empty());
    // Once a day: a usual session costs no request for it.
    CHECK(response.header("cache-control") == "public, max-age=86400");
    CHECK(get(files, "/robots.txt").header("cache-control") == "no-cache");
}

TEST_CASE("only the files of the folders have an address") {
    const Folders folders;
    const StaticFiles files = folders.files();
    for (const char* path : {"/assets/../secret.txt", "/assets/%2e%2e/secret.txt", "/assets/..%2fsecret.txt",
                             "/assets/page.0a1b.js.br", "/assets/", "/packs/../../secret.txt", "/assets//etc/passwd"}) {
        INFO(path);
        CHECK(get(files, path).status == 404);
    }
    CHECK_FALSE(files.handle(get_request("/document.json")));
    CHECK_FALSE(files.handle(get_request("/fr/")));
    CHECK(get(files, "/robots.txt").body.find("User-agent") == 0);
    ApiRequest post = get_request("/sw.js");
    post.method = "POST";
    CHECK(files.handle(post)->status == 405);
}

TEST_CASE("folders that are not there are empty") {
    const StaticFiles files("/nonexistent/assets", "/nonexistent/packs");
    CHECK(files.handle(get_request("/assets/page.js"))->status == 404);
}
