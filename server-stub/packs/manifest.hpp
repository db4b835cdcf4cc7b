// A directory of packs and its table of contents, manifest.json:
//    {"packs":[{"name":"occupations","file":"occupations.<16 hex>.pack","bytes":81234,"count":2942,
//               "identity":"<16 hex>"},
//              {"name":"offers","region":"charleroi",...,"delta":{"file","bytes","identity"}},...]}
// sorted by name, then region; "region" is there when the packs of a name are cut by region, "delta" when the pack is
// of an earlier day. A file carries its
// pack's identity in its name and never changes, so that it may be cached for ever; the manifest is what changes.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"

namespace passerelle {

// What changed since the pack of an entry (match/offer_delta.hpp): a device takes the pack once and then this.
struct ManifestDelta {
    std::string file;  // "offers-delta.<16 hex>.pack"
    std::uint64_t bytes = 0;
    std::string identity;
    friend bool operator==(const ManifestDelta&, const ManifestDelta&) = default;
};

struct ManifestEntry {
    std::string name;  // "occupations", "knowledge", "skills", "places", "offers"
    std::string file;
    std::uint64_t bytes = 0;
    std::uint64_t count = 0;  // after the delta
    std::string identity;     // 16 hexadecimal digits
    std::string region;       // may be empty
    std::optional<ManifestDelta> delta;
    friend bool operator==(const ManifestEntry&, const ManifestEntry&) = default;
};

// "offers-charleroi": what a device calls the pack.
[[nodiscard]] std::string pack_name(std::string_view name, std::string_view region);

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

// A delta is published while its size is at most this share of its pack's; then a new pack is.
inline constexpr std::uint64_t delta_share = 4;

// Writes the packs, then the manifest: whoever reads meanwhile finds the old set or the new one. The packs replace
// every entry of their name (packs of offers whose region was there before become that region's delta while this stays
// small), and entries made for a taxonomy that is now replaced go with it (their names are answered:
// they have to be made again). Files of earlier manifests stay, for visitors who still hold one.
// Errors: "file-unwritable", those of PackReader and of read_manifest.
[[nodiscard]] Result<std::vector<std::string>> publish_packs(const std::string& directory,
                                                             std::span<const NewPack> packs);

// The bytes of every pack of a directory in the order of the manifest, each checked against its identity, deltas
// carried out. Error "pack-damaged" names the file.
struct StoredPack {
    std::string name;
    std::string region;
    std::string bytes;
};
[[nodiscard]] Result<std::vector<StoredPack>> read_packs(const std::string& directory);

}  // namespace passerelle
