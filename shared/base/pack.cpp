#include "base/pack.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>
#include <cstring>
#include <limits>

#include "base/text.hpp"

namespace passerelle {
namespace {

static_assert(std::endian::native == std::endian::little, "packs are read in place and are little endian");

constexpr std::string_view magic = "PASSPACK";
constexpr std::size_t identity_at = 16;
constexpr std::size_t hashed_from = 24;  // everything after the identity itself
constexpr std::size_t header_size = 48;
constexpr std::size_t entry_size = 16;
constexpr std::size_t alignment = 8;

template <typename T>
T load(const char* from) {
    T value;
    std::memcpy(&value, from, sizeof value);
    return value;
}

template <typename T>
void store(std::string& bytes, T value) {
    std::array<char, sizeof(T)> raw{};
    std::memcpy(raw.data(), &value, sizeof value);
    bytes.append(raw.data(), raw.size());
}

constexpr std::size_t aligned(std::size_t size) {
    return (size + alignment - 1) / alignment * alignment;
}

constexpr std::uint64_t prime1 = 0x9E3779B185EBCA87U;
constexpr std::uint64_t prime2 = 0xC2B2AE3D27D4EB4FU;
constexpr std::uint64_t prime3 = 0x165667B19E3779F9U;
constexpr std::uint64_t prime4 = 0x85EBCA77C2B2AE63U;
constexpr std::uint64_t prime5 = 0x27D4EB2F165667C5U;

std::uint64_t mix_lane(std::uint64_t accumulator, std::uint64_t lane) {
    return std::rotl(accumulator + lane * prime2, 31) * prime1;
}

bool zero(std::string_view bytes) {
    return std::all_of(bytes.begin(), bytes.end(), [](char c) { return c == 0; });
}

Error damaged(const char* message) {
    return {"pack-damaged", "", message};
}

}  // namespace

std::uint64_t xxh64(std::string_view bytes) {
    const char* at = bytes.data();
    std::size_t left = bytes.size();
    std::uint64_t hash = prime5;
    if (left >= 32) {
        std::array<std::uint64_t, 4> lanes = {prime1 + prime2, prime2, 0, std::uint64_t{0} - prime1};
        for (; left >= 32; left -= 32) {
            for (std::uint64_t& lane : lanes) {
                lane = mix_lane(lane, load<std::uint64_t>(at));
                at += 8;
            }
        }
        hash = std::rotl(lanes[0], 1) + std::rotl(lanes[1], 7) + std::rotl(lanes[2], 12) + std::rotl(lanes[3], 18);
        for (const std::uint64_t lane : lanes) hash = (hash ^ mix_lane(0, lane)) * prime1 + prime4;
    }
    hash += bytes.size();
    for (; left >= 8; left -= 8, at += 8)
        hash = std::rotl(hash ^ mix_lane(0, load<std::uint64_t>(at)), 27) * prime1 + prime4;
    if (left >= 4) {
        hash = std::rotl(hash ^ (load<std::uint32_t>(at) * prime1), 23) * prime2 + prime3;
        at += 4;
        left -= 4;
    }
    for (; left > 0; --left, ++at) hash = std::rotl(hash ^ (load<unsigned char>(at) * prime5), 11) * prime1;
    hash = (hash ^ (hash >> 33)) * prime2;
    hash = (hash ^ (hash >> 29)) * prime3;
    return hash ^ (hash >> 32);
}

Result<PackReader> PackReader::open(std::string_view bytes) {
    static_assert(sizeof(Section) == entry_size);
    if (bytes.size() < header_size || bytes.substr(0, magic.size()) != magic) return damaged("no pack");
    if (load<std::uint32_t>(bytes.data() + 8) != pack_format)
        return Error{"pack-format", "", "container format " + std::to_string(load<std::uint32_t>(bytes.data() + 8))};
    if (reinterpret_cast<std::uintptr_t>(bytes.data()) % alignment != 0)
        return Error{"pack-misaligned", "", "the bytes do not begin at a multiple of 8"};
    if (load<std::uint64_t>(bytes.data() + 40) != bytes.size()) return damaged("cut off or too long");

    PackReader pack;
    pack.bytes_ = bytes;
    pack.kind_ = load<std::uint32_t>(bytes.data() + 12);
    pack.identity_ = load<std::uint64_t>(bytes.data() + identity_at);
    pack.refers_to_ = load<std::uint64_t>(bytes.data() + 24);
    pack.version_ = load<std::uint32_t>(bytes.data() + 32);
    if (xxh64(bytes.substr(hashed_from)) != pack.identity_) return damaged("checksum");

    // A right checksum says that the bytes are as they were written, not that a right program wrote them.
    const std::size_t count = load<std::uint32_t>(bytes.data() + 36);
    if (count > (bytes.size() - header_size) / entry_size) return damaged("section table passes the end");
    pack.sections_ = {reinterpret_cast<const Section*>(bytes.data() + header_size), count};
    std::size_t end = header_size + count * entry_size;
    for (std::size_t i = 0; i < count; ++i) {
        const Section& section = pack.sections_[i];
        if (i > 0 && section.id <= pack.sections_[i - 1].id) return damaged("sections out of order");
        if (section.width == 0 || section.width > 8 || !std::has_single_bit(section.width))
            return damaged("element width");
        const std::size_t start = aligned(end);
        if (section.offset != start || start > bytes.size()) return damaged("section out of place");
        if (section.count > (bytes.size() - start) / section.width) return damaged("section passes the end");
        if (!zero(bytes.substr(end, start - end))) return damaged("gap not zero");
        end = start + std::size_t{section.count} * section.width;
    }
    if (aligned(end) != bytes.size() || !zero(bytes.substr(end))) return damaged("end not where sections end");
    return pack;
}

Result<PackReader> PackReader::open(std::string_view bytes, std::uint32_t kind, std::uint32_t version) {
    Result<PackReader> pack = open(bytes);
    if (!pack) return pack;
    if (pack->kind() != kind) return Error{"pack-kind", "", "a pack of another kind"};
    if (pack->version() != version)
        return Error{"pack-version", "", "version " + std::to_string(pack->version()) + " of its columns"};
    return pack;
}

bool PackReader::has(std::uint32_t id) const {
    return std::any_of(sections_.begin(), sections_.end(), [&](const Section& s) { return s.id == id; });
}

const PackReader::Section* PackReader::find(std::uint32_t id, std::size_t width) const {
    for (const Section& section : sections_) {
        if (section.id == id) return section.width == width ? &section : nullptr;
    }
    return nullptr;
}

Error PackReader::missing(std::uint32_t id) {
    return {"pack-column", std::to_string(id), "absent or of another shape"};
}

Result<std::string_view> PackReader::bytes(std::uint32_t id) const {
    const Section* section = find(id, 1);
    if (section == nullptr) return missing(id);
    return bytes_.substr(section->offset, section->count);
}

Result<TextColumn> PackReader::texts(std::uint32_t id) const {
    const auto offsets = column<std::uint32_t>(id);
    const auto content = bytes(id + 1);
    if (!offsets || !content) return missing(id);
    if (offsets->empty() || offsets->front() != 0 || offsets->back() != content->size()) return missing(id);
    if (!std::is_sorted(offsets->begin(), offsets->end()) || !is_utf8(*content)) return missing(id);
    // The whole is UTF-8, so each text is when none begins inside a character.
    for (const std::uint32_t offset : *offsets) {
        if (offset < content->size() && (static_cast<unsigned char>((*content)[offset]) & 0xC0U) == 0x80U)
            return missing(id);
    }
    return TextColumn(*offsets, *content);
}

PackWriter::PackWriter(std::uint32_t kind, std::uint32_t version, std::uint64_t refers_to)
    : kind_(kind), version_(version), refers_to_(refers_to) {}

void PackWriter::add_bytes(std::uint32_t id, std::size_t width, std::string_view bytes) {
    const auto place =
        std::lower_bound(sections_.begin(), sections_.end(), id,
                         [](const Section& section, std::uint32_t wanted) { return section.id < wanted; });
    if (place != sections_.end() && place->id == id) std::abort();  // a column written twice is a bug of the program
    sections_.insert(place, Section{id, static_cast<std::uint32_t>(width), std::string(bytes)});
}

void PackWriter::add_texts(std::uint32_t id, const std::vector<std::string>& texts) {
    std::vector<std::uint32_t> offsets = {0};
    std::string content;
    for (const std::string& text : texts) {
        content += to_valid_utf8(text);
        offsets.push_back(static_cast<std::uint32_t>(content.size()));
    }
    add(id, offsets);
    add(id + 1, content);
}

Result<std::string> PackWriter::finish() const {
    std::size_t end = header_size + sections_.size() * entry_size;
    for (const Section& section : sections_) end = aligned(end) + section.bytes.size();
    const std::size_t size = aligned(end);
    if (size > std::numeric_limits<std::uint32_t>::max()) return Error{"pack-too-large", "", std::to_string(size)};

    std::string bytes(magic);
    bytes.reserve(size);
    store(bytes, pack_format);
    store(bytes, kind_);
    store(bytes, std::uint64_t{0});
    store(bytes, refers_to_);
    store(bytes, version_);
    store(bytes, static_cast<std::uint32_t>(sections_.size()));
    store(bytes, static_cast<std::uint64_t>(size));
    std::size_t offset = aligned(header_size + sections_.size() * entry_size);
    for (const Section& section : sections_) {
        store(bytes, section.id);
        store(bytes, section.width);
        store(bytes, static_cast<std::uint32_t>(offset));
        store(bytes, static_cast<std::uint32_t>(section.bytes.size() / section.width));
        offset = aligned(offset + section.bytes.size());
    }
    for (const Section& section : sections_) {
        bytes.resize(aligned(bytes.size()), '\0');
        bytes += section.bytes;
    }
    bytes.resize(size, '\0');
    const std::uint64_t identity = xxh64(std::string_view(bytes).substr(hashed_from));
    std::memcpy(bytes.data() + identity_at, &identity, sizeof identity);
    return bytes;
}

}  // namespace passerelle
