// A directory of packs and its table of contents, manifest.json:
//    {"packs":[{"name":"occupations","file":"occupations.<16 hex>.pack","bytes":81234,"count":2942,
//               "identity":"<16 hex>"},...]}
// sorted by name, then region; "region" is there when the packs of a name are cut by region. A file carries its
// pack's identity in its name and never changes, so that it may be cached for ever; the manifest is what changes.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"

namespace passerelle {

struct ManifestEntry {
    std::string name;  // "occupations", "skills", "places", "offers"
    std::string file;
    std::uint64_t bytes = 0;
    std::uint64_t count = 0;
    std::string identity;  // 16 hexadecimal digits
    std::string region;    // may be empty
    friend bool operator==(const ManifestEntry&, const ManifestEntry&) = default;
};

[[nodiscard]] Json to_json(std::span<const ManifestEntry> entries);
// Error "manifest-shape" also for a file name that is not of the form above: it becomes part of a path.
[[nodiscard]] Result<std::vector<ManifestEntry>> manifest_from_json(const Json& json);

// An absent manifest is an empty one. Errors: "file-unreadable", "json-syntax", "manifest-shape".
[[nodiscard]] Result<std::vector<ManifestEntry>> read_manifest(const std::string& directory);

struct NewPack {
    std::string name;
    std::string bytes;  // of a pack that a builder made
    std::uint64_t count = 0;
    std::string region;
};

// Writes the packs, then the manifest: whoever reads meanwhile finds the old set or the new one. The packs replace
// every entry of their name, and entries made for a taxonomy that is now replaced go with it (their names are answered:
// they have to be made again). Files of earlier manifests stay, for visitors who still hold one.
// Errors: "file-unwritable", those of PackReader and of read_manifest.
[[nodiscard]] Result<std::vector<std::string>> publish_packs(const std::string& directory,
                                                             std::span<const NewPack> packs);

// The bytes of every pack of a directory, by name (the first region when there are several), each checked against its
// identity. Error "pack-damaged" names the file.
[[nodiscard]] Result<std::map<std::string, std::string, std::less<>>> read_packs(const std::string& directory);

}  // namespace passerelle
