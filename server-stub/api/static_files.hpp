// Files served as they are. All are read at the start: an address is a key of a map, never a path on the disk, so there
// is nothing to traverse. Immutable afterwards; safe for many threads.
//
// `assets` holds what the web build writes: everything in assets/assets/ has a content hash in its name and is served
// as /assets/... for ever; sw.js, manifest.webmanifest, favicon.svg and robots.txt beside that folder are asked for
// again each time. `packs` is served as /packs/... for ever; /packs/manifest.json is added by whoever has read it
// (add). "x.js.br" and "x.js.gz" are the packed forms of "x.js" and have no address of their own.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "api/http_message.hpp"

namespace passerelle {

class StaticFiles {
  public:
    // A folder that does not exist is an empty one.
    StaticFiles(const std::filesystem::path& assets, const std::filesystem::path& packs);

    // A file that is made and not read; replaces one of the same address. Before the first request.
    void add(std::string path, std::string bytes);

    // Empty when the address is none of a file.
    [[nodiscard]] std::optional<ApiResponse> handle(const ApiRequest& request) const;
    // Addresses that can only be files: an unknown one is a 404 and not a page.
    [[nodiscard]] static bool is_for(std::string_view path);

    [[nodiscard]] const std::string* content(std::string_view path) const;

  private:
    struct File {
        std::string identity;
        std::string brotli;
        std::string gzip;
        std::string content_type;
        std::string etag;
        bool immutable = false;
    };
    void read_file(const std::filesystem::path& file, const std::string& address, bool immutable);
    void read_folder(const std::filesystem::path& folder, const std::string& prefix);

    std::map<std::string, File, std::less<>> files_;
};

[[nodiscard]] std::optional<std::string> read_whole_file(const std::filesystem::path& path);

}  // namespace passerelle
