// From what people type to concepts (occupations, skills), on the device and without a model: beginnings of
// words, typos, missing accents, feminine and plural forms, "(h/f/x)", "maçon/maçonne", any word order.
// Built from the names at load; nothing of it is shipped. Integers only, so the answer is the same natively and in
// WebAssembly, bit for bit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace passerelle {

struct Found {
    std::uint32_t index = 0;  // of the concept
    // Up to 100,000: the same words in the same order. Of the published French titles, typed whole, the first answer is
    // right in 94 of 100 cases from 80,000 on, in one of two from 50,000 on, and below in one of six.
    std::int32_t score = 0;
    std::string_view label;  // the name that matched best, as it is displayed
};

class Finder {
  public:
    struct Name {
        std::string_view text;  // kept as a view: must outlive the finder
        std::uint32_t concept_index = 0;
    };
    // `groups`, when not empty, says for each concept whether it is a group of occupations and not one
    // (the ISCO-08 groups): those yield to occupations of equal worth.
    explicit Finder(std::span<const Name> names, std::uint32_t concepts, std::span<const bool> groups = {});
    ~Finder();
    Finder(Finder&&) noexcept;
    Finder& operator=(Finder&&) noexcept;

    // Best first, each concept once, at most `limit`. The last word may be unfinished unless something (a space)
    // follows it. Equal scores: lower index first. Nothing for text without a letter or digit.
    [[nodiscard]] std::vector<Found> find(std::string_view typed, std::size_t limit) const;

  private:
    struct Index;
    std::unique_ptr<const Index> index_;
};

}  // namespace passerelle
