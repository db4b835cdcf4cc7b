#include "api/encoding.hpp"

#include <brotli/encode.h>
#include <zlib.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace passerelle {

namespace {

constexpr std::size_t worth_compressing = 600;  // below, it still fits one packet

std::optional<std::string> brotli(std::string_view text) {
    std::string packed(BrotliEncoderMaxCompressedSize(text.size()), '\0');
    std::size_t size = packed.size();
    const bool done = BrotliEncoderCompress(5, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, text.size(),
                                            reinterpret_cast<const std::uint8_t*>(text.data()), &size,
                                            reinterpret_cast<std::uint8_t*>(packed.data())) == BROTLI_TRUE;
    if (!done) return std::nullopt;
    packed.resize(size);
    return packed;
}

std::optional<std::string> gzip(std::string_view text) {
    z_stream stream{};
    constexpr int gzip_window = 15 + 16;  // zlib's way to ask for the gzip wrapper
    if (deflateInit2(&stream, 6, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) != Z_OK) return std::nullopt;
    std::string packed(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
    // zlib takes a pointer to mutable bytes and does not write to them.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const int result = deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    if (result != Z_STREAM_END) return std::nullopt;
    return packed;
}

bool is_text(std::string_view content_type) {
    const std::string type = media_type(content_type);
    constexpr std::array plain{"application/json", "application/problem+json", "image/svg+xml"};
    return type.compare(0, 5, "text/") == 0 || std::find(plain.begin(), plain.end(), type) != plain.end();
}

}  // namespace

std::string_view encoding_name(Encoding encoding) {
    switch (encoding) {
        case Encoding::brotli:
            return "br";
        case Encoding::gzip:
            return "gzip";
        case Encoding::identity:
            break;
    }
    return "identity";
}

bool accepts(const ApiRequest& request, Encoding encoding) {
    if (encoding == Encoding::identity) return true;
    for (const std::string_view part : split(request.header("accept-encoding"), ',')) {
        const std::size_t at = part.find(';');
        if (trim(part.substr(0, at)) != encoding_name(encoding)) continue;
        const std::string_view weight = at == std::string_view::npos ? "" : trim(part.substr(at + 1));
        return weight != "q=0" && weight != "q=0.0" && weight != "q=0.00" && weight != "q=0.000";
    }
    return false;
}

std::optional<std::string> compress(std::string_view text, Encoding encoding) {
    switch (encoding) {
        case Encoding::brotli:
            return brotli(text);
        case Encoding::gzip:
            return gzip(text);
        case Encoding::identity:
            break;
    }
    return std::string(text);
}

void encode(const ApiRequest& request, ApiResponse& response) {
    if (!is_text(response.header("content-type")) || !response.header("content-encoding").empty()) return;
    const bool says_so = response.header("vary").find("Accept-Encoding") != std::string_view::npos;
    if (!says_so) response.with("Vary", "Accept-Encoding");
    if (response.body.size() < worth_compressing) return;
    for (const Encoding encoding : {Encoding::brotli, Encoding::gzip}) {
        if (!accepts(request, encoding)) continue;
        auto packed = compress(response.body, encoding);
        if (!packed) continue;
        response.body = *std::move(packed);
        response.with("Content-Encoding", std::string(encoding_name(encoding)));
        // A strong ETag stands for the very bytes (RFC 9110, 8.8.1), and these are others now.
        for (auto& [name, value] : response.headers) {
            if (name == "ETag" && value.compare(0, 2, "W/") != 0) value.insert(0, "W/");
        }
        return;
    }
}

}  // namespace passerelle
