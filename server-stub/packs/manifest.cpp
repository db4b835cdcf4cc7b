#include "packs/manifest.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <tuple>
#include <utility>

#include "base/pack.hpp"
#include "match/offer_delta.hpp"
#include "match/offers.hpp"
#include "packs/files.hpp"

namespace passerelle {
namespace {

std::string hexadecimal(std::uint64_t value) {
    std::string text(16, '0');
    for (std::size_t digit = 16; digit-- > 0; value >>= 4) text[digit] = "0123456789abcdef"[value & 15];
    return text;
}

bool is_lower_word(std::string_view text) {
    return !text.empty() && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == std::string_view::npos;
}

bool is_identity(std::string_view text) {
    return text.size() == 16 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string manifest_path(const std::string& directory) {
    return directory + "/manifest.json";
}

// The bytes that a file's name promises.
Result<std::string> read_checked(const std::string& directory, const std::string& file, const std::string& identity) {
    Result<std::string> bytes = read_whole_file(directory + "/" + file);
    if (!bytes) return bytes;
    Result<PackReader> pack = PackReader::open(*bytes);
    if (!pack) return Error{pack.error().code, file, file + ": " + pack.error().message};
    if (hexadecimal(pack->identity()) != identity) {
        return Error{"pack-damaged", file, file + " does not hold what its name says"};
    }
    return bytes;
}

// How to publish today's offers of a region of which `entry` is there: its delta when that is small, nothing when it
// has to be a new pack.
std::optional<std::string> small_delta(const std::string& directory, const ManifestEntry& entry,
                                       std::string_view today) {
    const Result<std::string> bytes = read_checked(directory, entry.file, entry.identity);
    if (!bytes) return std::nullopt;
    const Result<OfferPack> base = OfferPack::open(*bytes);
    const Result<OfferPack> now = OfferPack::open(today);
    if (!base || !now) return std::nullopt;
    Result<std::string> delta = build_offer_delta(*base, *now);
    if (!delta || delta->size() * delta_share > today.size()) return std::nullopt;
    // A device must get exactly today's pack from it.
    const Result<std::string> whole = apply_offer_delta(*base, *delta);
    if (!whole || *whole != today) return std::nullopt;
    return std::move(*delta);
}

// Do the indices inside this pack still mean something beside the packs that are now current?
Result<bool> still_fits(const std::string& directory, const ManifestEntry& entry, const std::string& occupations,
                        const std::string& skills) {
    if (entry.name != "skills" && entry.name != "knowledge" && entry.name != "offers") return true;
    Result<std::string> bytes = read_whole_file(directory + "/" + entry.file);
    if (!bytes) return bytes.error();
    if (entry.name == "offers") {
        Result<OfferPack> offers = OfferPack::open(*bytes);
        if (!offers) return offers.error();
        const TaxonomyIdentity& taxonomy = offers->taxonomy();
        return hexadecimal(taxonomy.occupations) == occupations && hexadecimal(taxonomy.skills) == skills;
    }
    Result<PackReader> pack = PackReader::open(*bytes);
    if (!pack) return pack.error();
    return hexadecimal(pack->refers_to()) == occupations;
}

std::string identity_of(std::span<const ManifestEntry> entries, std::string_view name) {
    for (const ManifestEntry& entry : entries) {
        if (entry.name == name) return entry.identity;
    }
    return {};
}

}  // namespace

std::string pack_name(std::string_view name, std::string_view region) {
    std::string whole(name);
    if (!region.empty()) whole.append("-").append(region);
    return whole;
}

Json to_json(std::span<const ManifestEntry> entries) {
    Json packs = Json::array();
    for (const ManifestEntry& entry : entries) {
        Json pack = {{"name", entry.name},
                     {"file", entry.file},
                     {"bytes", entry.bytes},
                     {"count", entry.count},
                     {"identity", entry.identity}};
        if (!entry.region.empty()) pack["region"] = entry.region;
        if (entry.delta) {
            pack["delta"] = {
                {"file", entry.delta->file}, {"bytes", entry.delta->bytes}, {"identity", entry.delta->identity}};
        }
        packs.push_back(std::move(pack));
    }
    return {{"packs", std::move(packs)}};
}

Result<std::vector<ManifestEntry>> manifest_from_json(const Json& json) {
    const Json* packs = member(json, "packs");
    if (packs == nullptr || !packs->is_array()) return Error{"manifest-shape", "packs", "no list of packs"};
    std::vector<ManifestEntry> entries;
    for (const Json& pack : *packs) {
        ManifestEntry entry;
        entry.name = string_or(pack, "name");
        entry.file = string_or(pack, "file");
        entry.identity = string_or(pack, "identity");
        entry.region = string_or(pack, "region");
        const std::int64_t bytes = integer_or(pack, "bytes", -1);
        const std::int64_t count = integer_or(pack, "count", -1);
        const Json& delta = object_member(pack, "delta");
        const std::int64_t delta_bytes = integer_or(delta, "bytes", -1);
        if (!delta.empty()) {
            entry.delta = {string_or(delta, "file"), static_cast<std::uint64_t>(delta_bytes),
                           string_or(delta, "identity")};
        }
        const bool delta_sound =
            !entry.delta || (is_identity(entry.delta->identity) && delta_bytes >= 0 &&
                             entry.delta->file == entry.name + "-delta." + entry.delta->identity + ".pack");
        const bool sound = is_lower_word(entry.name) && is_identity(entry.identity) && bytes >= 0 && count >= 0 &&
                           (entry.region.empty() || is_lower_word(entry.region)) && delta_sound &&
                           entry.file == entry.name + "." + entry.identity + ".pack";
        if (!sound) return Error{"manifest-shape", "packs/" + std::to_string(entries.size()), "not a pack's entry"};
        entry.bytes = static_cast<std::uint64_t>(bytes);
        entry.count = static_cast<std::uint64_t>(count);
        entries.push_back(std::move(entry));
    }
    return entries;
}

Result<std::vector<ManifestEntry>> read_manifest(const std::string& directory) {
    std::error_code failure;
    if (!std::filesystem::exists(manifest_path(directory), failure)) return std::vector<ManifestEntry>{};
    Result<std::string> text = read_whole_file(manifest_path(directory));
    if (!text) return text.error();
    Result<Json> json = parse_json(*text);
    if (!json) return json.error();
    return manifest_from_json(*json);
}

Result<std::vector<std::string>> publish_packs(const std::string& directory, std::span<const NewPack> packs) {
    std::error_code failure;
    std::filesystem::create_directories(directory, failure);
    if (failure) return Error{"file-unwritable", directory, directory + ": " + failure.message()};
    Result<std::vector<ManifestEntry>> current = read_manifest(directory);
    if (!current) return current.error();

    std::vector<ManifestEntry> entries;
    std::vector<std::pair<std::string, std::string_view>> files;  // to write: name, bytes
    std::vector<std::string> deltas(packs.size());                // what some of them view
    for (std::size_t index = 0; index < packs.size(); ++index) {
        const NewPack& pack = packs[index];
        Result<PackReader> reader = PackReader::open(pack.bytes);
        if (!reader) return reader.error();
        const std::string identity = hexadecimal(reader->identity());
        ManifestEntry entry{
            pack.name,   pack.name + "." + identity + ".pack", pack.bytes.size(), pack.count, identity, pack.region,
            std::nullopt};
        const auto before = std::find_if(current->begin(), current->end(), [&](const ManifestEntry& each) {
            return each.name == pack.name && each.region == pack.region;
        });
        if (pack.name == "offers" && before != current->end() && before->identity != identity) {
            if (std::optional<std::string> delta = small_delta(directory, *before, pack.bytes)) {
                deltas[index] = std::move(*delta);
                const std::string name = hexadecimal(PackReader::open(deltas[index])->identity());
                entry = *before;
                entry.count = pack.count;
                entry.delta = {pack.name + "-delta." + name + ".pack", deltas[index].size(), name};
            }
        }
        files.emplace_back(entry.delta ? entry.delta->file : entry.file,
                           entry.delta ? std::string_view(deltas[index]) : std::string_view(pack.bytes));
        entries.push_back(std::move(entry));
    }
    std::vector<ManifestEntry> kept;
    for (const ManifestEntry& entry : *current) {
        const bool replaced =
            std::any_of(packs.begin(), packs.end(), [&](const NewPack& pack) { return pack.name == entry.name; });
        if (!replaced) kept.push_back(entry);
    }
    std::vector<ManifestEntry> all = entries;
    all.insert(all.end(), kept.begin(), kept.end());
    std::vector<std::string> dropped;
    for (const ManifestEntry& entry : kept) {
        // A file that is gone or damaged is of no more use than one made for another taxonomy.
        const Result<bool> fits =
            still_fits(directory, entry, identity_of(all, "occupations"), identity_of(all, "skills"));
        if (fits && *fits) {
            entries.push_back(entry);
        } else {
            dropped.push_back(pack_name(entry.name, entry.region));
        }
    }
    std::sort(entries.begin(), entries.end(), [](const ManifestEntry& left, const ManifestEntry& right) {
        return std::tie(left.name, left.region) < std::tie(right.name, right.region);
    });
    for (const auto& [file, bytes] : files) {
        if (std::optional<Error> error = write_whole_file(directory + "/" + file, bytes)) return *error;
    }
    if (std::optional<Error> error = write_whole_file(manifest_path(directory), dump_json(to_json(entries)) + "\n")) {
        return *error;
    }
    return dropped;
}

Result<std::vector<StoredPack>> read_packs(const std::string& directory) {
    Result<std::vector<ManifestEntry>> manifest = read_manifest(directory);
    if (!manifest) return manifest.error();
    std::vector<StoredPack> packs;
    for (const ManifestEntry& entry : *manifest) {
        Result<std::string> bytes = read_checked(directory, entry.file, entry.identity);
        if (!bytes) return bytes.error();
        if (entry.delta) {
            const Result<std::string> delta = read_checked(directory, entry.delta->file, entry.delta->identity);
            if (!delta) return delta.error();
            const Result<OfferPack> base = OfferPack::open(*bytes);
            if (!base) return base.error();
            Result<std::string> whole = apply_offer_delta(*base, *delta);
            if (!whole) return whole.error();
            bytes = std::move(whole);
        }
        packs.push_back({entry.name, entry.region, std::move(*bytes)});
    }
    return packs;
}

}  // namespace passerelle
