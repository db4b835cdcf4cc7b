#include <zlib.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "api/civil_time.hpp"
#include "api/client_address.hpp"
#include "api/encoding.hpp"
#include "api/form.hpp"
#include "unit/server/api_support.hpp"

using namespace passerelle;
using namespace passerelle::test;

namespace {

ApiRequest with_header(std::string name, std::string value) {
    ApiRequest request;
    request.headers[std::move(name)] = std::move(value);
    return request;
}

std::string unzip(const std::string& packed, std::size_t size) {
    std::string text(size, '\0');
    z_stream stream{};
    REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
    std::string input = packed;
    stream.next_in = reinterpret_cast<Bytef*>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef*>(text.data());
    stream.avail_out = static_cast<uInt>(text.size());
    CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
    inflateEnd(&stream);
    return text;
}

}  // namespace

TEST_CASE("a cookie is found by its whole name") {
    const ApiRequest request = with_header("cookie", "xtoken=1; token=2;empty=; token2=3");
    CHECK(cookie(request, "token") == "2");
    CHECK(cookie(request, "token2") == "3");
    CHECK(cookie(request, "empty").empty());
    CHECK(cookie(request, "other").empty());
}

TEST_CASE("a browser's word about where a request comes from is believed") {
    CHECK(is_same_origin(with_header("sec-fetch-site", "same-origin")));
    CHECK(is_same_origin(with_header("sec-fetch-site", "none")));
    CHECK_FALSE(is_same_origin(with_header("sec-fetch-site", "same-site")));
    CHECK_FALSE(is_same_origin(with_header("sec-fetch-site", "cross-site")));
    ApiRequest request = with_header("origin", "http://127.0.0.1:8101");
    CHECK_FALSE(is_same_origin(request));
    request.headers["host"] = "127.0.0.1:8101";
    CHECK(is_same_origin(request));
    request.headers["origin"] = "null";
    CHECK_FALSE(is_same_origin(request));
    CHECK(is_same_origin(ApiRequest{}));
}

TEST_CASE("who asks is the other end of the connection, or what our proxy says last") {
    CHECK(client_address("192.0.2.1", "", false) == "192.0.2.1");
    CHECK(client_address("192.0.2.1", "198.51.100.7", false) == "192.0.2.1");
    CHECK(client_address("127.0.0.1", "203.0.113.9, 198.51.100.7", true) == "198.51.100.7");
    for (const char* odd : {"", "unknown", "198.51.100.7, ", "198.51.100.7, x", "198.51.100.7:80", "999.1.1.1"}) {
        CHECK(client_address("127.0.0.1", odd, true) == "127.0.0.1");
    }
    // One household, one address.
    CHECK(client_address("2001:db8:1:2:3:4:5:6", "", false) == "2001:db8:1:2::/64");
    CHECK(client_address("127.0.0.1", "2001:DB8:1:2::9", true) == "2001:db8:1:2::/64");
    CHECK(client_address("::ffff:192.0.2.1", "", false) == "192.0.2.1");
    CHECK(client_address("", "", true).empty());
}

TEST_CASE("the civil date in Belgium follows summer time") {
    // 29 March 2026, 00:59:59 and 01:00:00 UTC.
    CHECK(civil_time(1'774'745'999'000).utc_offset_min == 60);
    CHECK(civil_time(1'774'746'000'000).utc_offset_min == 120);
    // 25 October 2026, 01:00:00 UTC.
    CHECK(civil_time(1'792'889'999'000).utc_offset_min == 120);
    CHECK(civil_time(1'792'890'000'000).utc_offset_min == 60);
    // 31 December 2026, 23:30 UTC is already the new year in Belgium.
    CHECK(civil_time(1'798'759'800'000).today.iso() == "2027-01-01");
    CHECK(civil_time(0).today.iso() == "1970-01-01");
}

TEST_CASE("a posted form becomes a press with its fields") {
    const Press press = read_press(
        "first_name=H%C3%A9l%C3%A8ne+M.&licences%5B%5D=&licences%5B%5D=b&licences%5B%5D=c&transport%5B%5D=&"
        "registered=&registered=on&hidden=&action=pick%3Acommune%3D6000%3DCharleroi&&odd");
    CHECK(press.action == "pick:commune");
    CHECK(press.argument == "6000=Charleroi");
    CHECK(press.fields == parse_json(R"({"first_name":"Hélène M.","licences":["b","c"],"transport":[],
                                         "registered":"on","hidden":"","odd":""})")
                              .value());
    CHECK(read_press("a=1&a=2").fields == parse_json(R"({"a":["1","2"]})").value());
    CHECK(read_press("action=add%3Aexperience&arg=x").argument == "x");
    CHECK(read_press("").fields.empty());
}

TEST_CASE("a damaged form gives text that is UTF-8") {
    CHECK(decode_form_text("%") == "%");
    CHECK(decode_form_text("%4") == "%4");
    CHECK(decode_form_text("%zz") == "%zz");
    CHECK(decode_form_text("%ff") == "\xEF\xBF\xBD");
    CHECK(decode_form_text("a%00b") == std::string("a\0b", 3));
}

TEST_CASE("Accept-Encoding is read with its weights") {
    const ApiRequest request = with_header("accept-encoding", "gzip, deflate , br;q=0");
    CHECK(accepts(request, Encoding::gzip));
    CHECK_FALSE(accepts(request, Encoding::brotli));
    CHECK(accepts(with_header("accept-encoding", "gzip, br;q=0.8"), Encoding::brotli));
    CHECK_FALSE(accepts(ApiRequest{}, Encoding::gzip));
}

TEST_CASE("a long text is compressed as the browser takes it, a short one and a picture are not") {
    const std::string text(5000, 'x');
    const auto answer = [&](std::string_view type, std::string body, const ApiRequest& request) {
        ApiResponse response{200, {}, std::move(body)};
        response.with("Content-Type", std::string(type));
        encode(request, response);
        return response;
    };
    const ApiRequest both = with_header("accept-encoding", "gzip, br");
    const ApiResponse brotli = answer("text/html; charset=utf-8", text, both);
    CHECK(brotli.header("content-encoding") == "br");
    CHECK(brotli.header("vary") == "Accept-Encoding");
    CHECK(brotli.body.size() < 100);
    const ApiResponse gzip = answer("application/json", text, with_header("accept-encoding", "gzip"));
    CHECK(gzip.header("content-encoding") == "gzip");
    CHECK(unzip(gzip.body, text.size()) == text);
    ApiResponse tagged{200, {}, text};
    tagged.with("Content-Type", "text/plain").with("Vary", "Accept-Encoding").with("ETag", "\"1\"");
    encode(both, tagged);
    CHECK(tagged.header("etag") == "W/\"1\"");
    CHECK(std::count(tagged.headers.begin(), tagged.headers.end(),
                     std::pair<std::string, std::string>("Vary", "Accept-Encoding")) == 1);
    CHECK(answer("text/html", text, ApiRequest{}).body == text);
    CHECK(answer("text/html", "short", both).header("content-encoding").empty());
    CHECK(answer("image/png", text, both).header("content-encoding").empty());
}
