// The names and URIs of the concepts of one pack, and how they lie in it.
// A line a concept, its names separated by tabs, the preferred one first, two forms of one name as one (pairs.hpp):
// brotli makes less of this than of any table of offsets. Spread out again at load, in about a millisecond.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/pack.hpp"
#include "base/result.hpp"
#include "taxonomy/finder.hpp"

namespace passerelle {

class ConceptNames {
  public:
    ConceptNames(ConceptNames&&) = default;
    ConceptNames& operator=(ConceptNames&&) = default;
    ConceptNames(const ConceptNames&) = delete;  // labels_ would go on viewing the other one's text
    ConceptNames& operator=(const ConceptNames&) = delete;

    // Keeps views of the pack's bytes. Error "pack-content".
    static Result<ConceptNames> read(const PackReader& pack);

    struct Source {
        std::string_view uri;
        std::string_view preferred;
        std::span<const std::string> alternatives;
    };
    // Writes the columns for concepts in this order. URIs that are one prefix and a UUID keep their first `uuid_bytes`
    // bytes (5 to 16), or as many more as are needed to tell them apart.
    static void write(PackWriter& pack, std::span<const Source> concepts, std::string_view language,
                      std::size_t uuid_bytes);

    [[nodiscard]] std::size_t size() const { return starts_.size() - 1; }
    [[nodiscard]] std::string_view language() const { return language_; }
    [[nodiscard]] std::string_view label(std::size_t index) const { return labels_[starts_[index]]; }
    [[nodiscard]] std::span<const std::string_view> alternatives(std::size_t index) const {
        return std::span(labels_).subspan(starts_[index] + 1, starts_[index + 1] - starts_[index] - 1);
    }
    [[nodiscard]] std::string uri(std::size_t index) const;
    [[nodiscard]] std::optional<std::uint16_t> find_uri(std::string_view uri) const;
    // `places`: one a concept, or none.
    [[nodiscard]] Finder finder(std::span<const Finder::Place> places = {}) const;

  private:
    ConceptNames() = default;
    bool read_names(std::string_view lines);
    bool read_uris(const PackReader& pack);
    // What tells this concept's URI from others after the prefix: bytes of a UUID, or text.
    [[nodiscard]] std::string_view tail(std::size_t index) const;

    std::vector<char> text_;  // what labels_ view: its buffer stays where it is when this object moves
    std::vector<std::string_view> labels_;
    std::vector<std::uint32_t> starts_{0};
    std::string_view language_;
    std::string_view prefix_;
    std::size_t uuid_bytes_ = 0;  // 0: the tails are texts
    std::string_view uuids_;
    TextColumn tails_;
    std::vector<std::uint16_t> by_tail_;  // concepts in the order of their tails
};

}  // namespace passerelle
