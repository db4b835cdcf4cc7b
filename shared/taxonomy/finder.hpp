// From what people type to concepts (occupations, skills), on the device: beginnings of words, typos, missing
// accents, feminine and plural forms, "(h/f/x)", "maçon/maçonne", any word order. Built from the names at load;
// nothing of it is shipped. Answers from the names alone, and better with knowledge (knowledge.hpp) when it came.
// Integers only, so the answer is the same natively and in WebAssembly, bit for bit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "taxonomy/knowledge.hpp"

namespace passerelle {

struct Found {
    std::uint32_t index = 0;  // of the concept
    // Up to 100,000: the same words. Of the published French titles, typed whole, the first answer is right in 97 of
    // 100 cases from 80,000 on, in three quarters from 70,000 on, in six of ten from 60,000 on, below in two fifths and
    // less.
    std::int32_t score = 0;
    std::string_view label;  // the name that matched best, as it is displayed
};

struct FinderIndex;
struct Candidate;

class Finder {
  public:
    struct Name {
        std::string_view text;  // kept as a view: must outlive the finder
        std::uint32_t concept_index = 0;
    };
    // What is known of a concept beside its names.
    struct Place {
        IscoGroup isco;         // of an occupation; or the group that the concept itself is
        bool is_group = false;  // groups yield to occupations of equal worth
        // In what may be attached; below its concept_count() and group_count().
        std::optional<std::uint32_t> knowledge_row;
        std::optional<std::uint32_t> knowledge_group;
    };
    // `places` may be empty: nothing is known.
    explicit Finder(std::span<const Name> names, std::uint32_t concepts, std::span<const Place> places = {});
    ~Finder();
    Finder(Finder&&) noexcept;
    Finder& operator=(Finder&&) noexcept;

    // From now on answers with this too, where the places have rows in it.
    void attach(std::shared_ptr<const Knowledge> known);

    // Best first, each concept once, at most `limit`. The last word may be unfinished unless something (a space)
    // follows it. Equal scores: lower index first. Nothing for text without a letter or digit.
    [[nodiscard]] std::vector<Found> find(std::string_view typed, std::size_t limit) const;

    // Every concept with what speaks for it: what find() weighs. For measuring.
    [[nodiscard]] std::vector<Candidate> consider(std::string_view typed) const;

  private:
    std::unique_ptr<FinderIndex> index_;
};

}  // namespace passerelle
