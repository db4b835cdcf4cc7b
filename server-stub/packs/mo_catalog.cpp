#include "packs/mo_catalog.hpp"

#include <cstdint>
#include <optional>

#include "base/text.hpp"

namespace passerelle {
namespace {

constexpr std::uint32_t magic = 0x950412DE;
constexpr std::uint32_t swapped_magic = 0xDE120495;

// Whole words of the file, in its own byte order.
class Words {
  public:
    explicit Words(std::string_view bytes) : bytes_(bytes) {}

    // Positions are 64 bits wide so that no sum of two words of the file can overflow.
    [[nodiscard]] std::optional<std::uint32_t> at(std::uint64_t position) const {
        if (position + 4 > bytes_.size()) return {};
        std::uint32_t word = 0;
        for (std::uint64_t i = 0; i < 4; ++i) {
            const auto byte = static_cast<unsigned char>(bytes_[position + (swapped_ ? i : 3 - i)]);
            word = word << 8 | byte;
        }
        return word;
    }
    // A length and an offset at `position`, then the text they name, which a NUL must follow.
    [[nodiscard]] std::optional<std::string_view> text_at(std::uint64_t position) const {
        const std::optional<std::uint32_t> length = at(position);
        const std::optional<std::uint32_t> offset = at(position + 4);
        if (!length || !offset) return {};
        const std::uint64_t end = std::uint64_t{*offset} + *length;
        if (end >= bytes_.size() || bytes_[end] != '\0') return {};
        return bytes_.substr(*offset, *length);
    }
    void swap() { swapped_ = true; }

  private:
    std::string_view bytes_;
    bool swapped_ = false;
};

}  // namespace

Result<std::vector<MoEntry>> read_mo(std::string_view bytes, const std::string& place) {
    const auto damaged = [&](std::string message) { return Error{"mo-damaged", place, std::move(message)}; };
    const auto unsupported = [&](std::string message) { return Error{"mo-unsupported", place, std::move(message)}; };

    Words words(bytes);
    const std::optional<std::uint32_t> first = words.at(0);
    if (first == swapped_magic) {
        words.swap();
    } else if (first != magic) {
        return damaged("not a .mo file");
    }
    const std::optional<std::uint32_t> revision = words.at(4);
    const std::optional<std::uint32_t> count = words.at(8);
    const std::optional<std::uint32_t> originals = words.at(12);
    const std::optional<std::uint32_t> translations = words.at(16);
    if (!revision || !count || !originals || !translations) return damaged("cut in its header");
    // The minor number only announces strings that vary by system, in tables of their own, which we do not read.
    if (*revision != 0) return unsupported("revision is not 0.0");
    if (std::uint64_t{*count} * 16 > bytes.size()) return damaged("more entries than bytes");

    std::vector<MoEntry> entries;
    for (std::uint64_t i = 0; i < *count; ++i) {
        const std::optional<std::string_view> id = words.text_at(*originals + i * 8);
        const std::optional<std::string_view> text = words.text_at(*translations + i * 8);
        if (!id || !text) return damaged("an entry is out of bounds");
        if (id->empty()) {
            if (text->find("charset=UTF-8") == std::string_view::npos) return damaged("its charset is not UTF-8");
            continue;
        }
        if (id->find_first_of(std::string_view("\0\4", 2)) != std::string_view::npos) {
            return unsupported("a plural form or a context");
        }
        if (!is_utf8(*id) || !is_utf8(*text)) return damaged("a text is not UTF-8");
        if (!text->empty()) entries.emplace_back(*id, *text);
    }
    return entries;
}

}  // namespace passerelle
