// The container of every binary pack: flat columns that are read where they lie.
//
// Layout, little endian, every part at a multiple of 8 bytes:
//    0  8 bytes  "PASSPACK"
//    8  u32      format of this container (pack_format)
//   12  u32      kind, four letters ("occu", "skil", "offr")
//   16  u64      identity: XXH64 (seed 0) of every byte from 24 to the end
//   24  u64      identity of the pack that this one refers to, 0 when it stands alone
//   32  u32      version of the kind's own columns
//   36  u32      number of sections
//   40  u64      size of the whole pack in bytes
//   48  sections, 16 bytes each: u32 id, u32 width of an element (1, 2, 4, 8), u32 offset, u32 number of elements
// then the sections in the order of their ids, each at the next multiple of 8 after the one before, gaps zero.
// There is exactly one way to write given columns, so equal content gives equal bytes and equal identity.
//
// XXH64 because it runs on 64-bit multiplications and rotations, which WebAssembly has natively (CRC-32C would need an
// instruction it does not have). It finds damage, and is no defence against a forger: packs come from the
// service itself. The same number serves as name, so that a pack can say to which other pack its indices point.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace passerelle {

inline constexpr std::uint32_t pack_format = 1;

// "occu" -> the four bytes as they lie in the file.
[[nodiscard]] constexpr std::uint32_t four_letters(const char (&text)[5]) {
    std::uint32_t value = 0;
    for (int i = 3; i >= 0; --i) value = (value << 8) | static_cast<unsigned char>(text[i]);
    return value;
}

// XXH64 with seed 0, as published (github.com/Cyan4973/xxHash, doc/xxhash_spec.md).
[[nodiscard]] std::uint64_t xxh64(std::string_view bytes);

// Texts of one column, read in place. Made by PackReader::texts, which has checked offsets and UTF-8.
class TextColumn {
  public:
    TextColumn() = default;
    TextColumn(std::span<const std::uint32_t> offsets, std::string_view bytes) : offsets_(offsets), bytes_(bytes) {}
    [[nodiscard]] std::size_t size() const { return offsets_.empty() ? 0 : offsets_.size() - 1; }
    [[nodiscard]] std::string_view operator[](std::size_t index) const {
        return bytes_.substr(offsets_[index], offsets_[index + 1] - offsets_[index]);
    }

  private:
    std::span<const std::uint32_t> offsets_;  // one more than there are texts
    std::string_view bytes_;
};

// A validated pack. Holds views only: the caller keeps the bytes alive, unmoved and unchanged for as long as the
// reader or anything got from it is used.
class PackReader {
  public:
    // Checks everything before anything is used: magic, format, size, table, order, alignment, bounds, gaps, identity.
    // Errors: "pack-damaged", "pack-format" (made by a newer program), "pack-misaligned" (`bytes` does not begin at a
    // multiple of 8 in memory; allocators' blocks do).
    static Result<PackReader> open(std::string_view bytes);
    // Also asks for this kind and version of its columns. Errors: "pack-kind", "pack-version".
    static Result<PackReader> open(std::string_view bytes, std::uint32_t kind, std::uint32_t version);

    [[nodiscard]] std::uint32_t kind() const { return kind_; }
    [[nodiscard]] std::uint32_t version() const { return version_; }
    [[nodiscard]] std::uint64_t identity() const { return identity_; }
    [[nodiscard]] std::uint64_t refers_to() const { return refers_to_; }

    [[nodiscard]] bool has(std::uint32_t id) const;
    // The column of unsigned or signed integers (8 to 64 bits) with this id. Error "pack-column" when there is none
    // or its elements have another width.
    template <typename T>
    [[nodiscard]] Result<std::span<const T>> column(std::uint32_t id) const {
        const Section* section = find(id, sizeof(T));
        if (section == nullptr) return missing(id);
        return std::span<const T>(reinterpret_cast<const T*>(bytes_.data() + section->offset), section->count);
    }
    // The same, and refused ("pack-column") when it does not have exactly `count` elements.
    template <typename T>
    [[nodiscard]] Result<std::span<const T>> column(std::uint32_t id, std::size_t count) const {
        Result<std::span<const T>> found = column<T>(id);
        if (found && found->size() != count) return missing(id);
        return found;
    }
    // The bytes of a column of width 1 as text, not checked for UTF-8.
    [[nodiscard]] Result<std::string_view> bytes(std::uint32_t id) const;
    // Texts written by PackWriter::add_texts: sections id (offsets) and id + 1 (bytes). Error "pack-column" when
    // offsets fall, pass the end or cut a character, or when a text is not UTF-8.
    [[nodiscard]] Result<TextColumn> texts(std::uint32_t id) const;

  private:
    struct Section {
        std::uint32_t id;
        std::uint32_t width;
        std::uint32_t offset;
        std::uint32_t count;
    };
    [[nodiscard]] const Section* find(std::uint32_t id, std::size_t width) const;
    [[nodiscard]] static Error missing(std::uint32_t id);

    std::string_view bytes_;
    std::span<const Section> sections_;
    std::uint32_t kind_ = 0;
    std::uint32_t version_ = 0;
    std::uint64_t identity_ = 0;
    std::uint64_t refers_to_ = 0;
};

// Collects columns and writes the one pack they make. A section id is used once (asserted); ids may come in any order.
class PackWriter {
  public:
    PackWriter(std::uint32_t kind, std::uint32_t version, std::uint64_t refers_to = 0);

    template <typename T>
    void add(std::uint32_t id, const std::vector<T>& column) {
        add_bytes(id, sizeof(T),
                  std::string_view(reinterpret_cast<const char*>(column.data()), column.size() * sizeof(T)));
    }
    void add(std::uint32_t id, std::string_view bytes) { add_bytes(id, 1, bytes); }
    // Takes the ids `id` and `id + 1`.
    void add_texts(std::uint32_t id, const std::vector<std::string>& texts);

    // Error "pack-too-large" past 4 GiB.
    [[nodiscard]] Result<std::string> finish() const;

  private:
    struct Section {
        std::uint32_t id;
        std::uint32_t width;
        std::string bytes;
    };
    void add_bytes(std::uint32_t id, std::size_t width, std::string_view bytes);

    std::uint32_t kind_;
    std::uint32_t version_;
    std::uint64_t refers_to_;
    std::vector<Section> sections_;
};

}  // namespace passerelle
