// What ESCO's own text knows about occupations beyond their names, learnt once by `passerelle pack knowledge` and read
// on every device: a vector for each occupation and each ISCO-08 group, and a table of vectors for words and pieces of
// words. A typed title is the sum of its pieces; the concepts in its direction are near in meaning even when no letter
// is the same. One pack for the occupations of one other pack.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "taxonomy/normalise.hpp"

namespace passerelle {

// An ISCO-08 group of one to four digits: "0110" and "110" are two groups.
struct IscoGroup {
    std::uint16_t digits = 0;  // 0: none
    std::uint16_t code = 0;
    friend auto operator<=>(const IscoGroup&, const IscoGroup&) = default;
};

// Every group that holds one of these four-digit ones, sorted. Its order is that of the knowledge about groups.
[[nodiscard]] std::vector<IscoGroup> groups_of(std::span<const std::uint16_t> isco_codes);

// Rows of one width, each a vector of small integers.
struct Vectors {
    std::size_t width = 0;
    std::vector<std::int8_t> values;
    [[nodiscard]] std::size_t size() const { return width == 0 ? 0 : values.size() / width; }
    [[nodiscard]] std::span<const std::int8_t> operator[](std::size_t row) const {
        return std::span(values).subspan(row * width, width);
    }
};

class Knowledge {
  public:
    static constexpr std::size_t most_width = 64;  // products stay within 32 bits

    struct Parts {
        Vectors pieces;
        Vectors concepts;                        // the occupations in the order of their pack, then groups_of() them
        Vectors groups;                          // groups_of() once more, as answers to the easier question
        std::vector<std::int16_t> concept_bias;  // in 1/256
        std::vector<std::int16_t> group_bias;
        // What one unit of a scalar product is worth in a logarithm of likeliness, in 1/2^31.
        std::uint32_t concept_unit = 0;
        std::uint32_t group_unit = 0;
    };

    // The pack for the occupations with this identity. Parts that do not fit together break an invariant (aborts).
    [[nodiscard]] static Result<std::string> write(const Parts& parts, std::uint64_t occupations);
    // Error "pack-other" when it was made for other occupations, "pack-content" when a column does not say what it
    // must. Keeps nothing of the bytes.
    [[nodiscard]] static Result<Knowledge> open(std::string_view bytes, std::uint64_t occupations,
                                                std::size_t occupation_count, std::size_t group_count);

    [[nodiscard]] std::size_t concept_count() const { return parts_.concepts.size(); }
    [[nodiscard]] std::size_t group_count() const { return parts_.groups.size(); }
    [[nodiscard]] std::size_t width() const { return parts_.pieces.width; }

    // A title, or a place between concepts, as a vector.
    using Meaning = std::vector<std::int32_t>;
    [[nodiscard]] Meaning meaning(std::span<const std::string> words) const;
    // Adds `weight` (0 to 1000) times the direction of a concept.
    void add_direction(Meaning& meaning, std::size_t concept_row, std::int32_t weight) const;

    // How likely each concept or group is: a logarithm in 1/256, up to a constant.
    void concept_scores(const Meaning& meaning, std::span<std::int32_t> scores) const;
    void group_scores(const Meaning& meaning, std::span<std::int32_t> scores) const;
    // Cosine with each concept, in 1/4096.
    void cosines(const Meaning& meaning, std::span<std::int32_t> cosines) const;

  private:
    explicit Knowledge(Parts parts);
    Parts parts_;
    std::vector<std::int32_t> lengths_;  // of the concepts, times 16
};

// The rows of a table of `rows` that a folded word adds up: the word itself and its pieces of three to five bytes.
// What training and every device must do alike.
void append_pieces(std::string_view word, std::size_t rows, std::vector<std::uint32_t>& pieces);

}  // namespace passerelle
