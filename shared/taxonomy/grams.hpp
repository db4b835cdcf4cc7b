// Distinct words with their letter 2-5-grams, and how alike a typed word is to each of them.
// Grams never cross words, so postings are kept over distinct words only: a few thousand for a whole taxonomy.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "taxonomy/normalise.hpp"

namespace passerelle {

using WordId = std::uint32_t;

struct Gram {
    std::uint32_t id;
    std::uint32_t weight;  // (1 + ln count) * inverse document frequency, times gram_unit
};

inline constexpr std::uint32_t gram_unit = 128;

class Vocabulary {
  public:
    // The id of a word, new when it was not known.
    WordId add(std::string_view word);
    // To be called once, when all words are known; `documents` are the word ids of each name.
    void weigh(std::span<const std::vector<WordId>> documents);

    [[nodiscard]] std::size_t size() const { return words_.size(); }
    [[nodiscard]] const std::string& word(WordId id) const { return words_[id]; }
    [[nodiscard]] std::size_t gram_count() const { return gram_ids_.size(); }
    [[nodiscard]] std::span<const Gram> grams(WordId id) const {
        return std::span(grams_).subspan(gram_starts_[id], gram_starts_[id + 1] - gram_starts_[id]);
    }
    // Rareness of a word among names (1 + ln, times gram_unit); the rarest there is for an unknown one.
    [[nodiscard]] std::uint32_t rareness(WordId id) const { return rareness_[id]; }
    [[nodiscard]] std::uint32_t highest_rareness() const { return highest_rareness_; }
    [[nodiscard]] const WordId* find(std::string_view word) const;

    // Of a word that need not be known. Grams seen nowhere add to `unknown` (their squared length) only.
    [[nodiscard]] std::vector<Gram> grams_of(std::string_view word, std::uint64_t& unknown) const;
    // Scalar product of these grams with every word, into `products` (one a word).
    void multiply(std::span<const Gram> grams, std::span<std::uint32_t> products) const;
    [[nodiscard]] std::uint32_t length(WordId id) const { return lengths_[id]; }  // of its gram vector
    // The words that begin with this, as a range of positions in order().
    [[nodiscard]] std::span<const WordId> beginning_with(std::string_view letters) const;

  private:
    std::unordered_map<std::string, WordId> ids_;
    std::vector<std::string> words_;
    std::vector<WordId> sorted_;
    std::unordered_map<std::uint64_t, std::uint32_t> gram_ids_;
    std::vector<Gram> grams_;
    std::vector<std::uint32_t> gram_starts_;
    std::vector<std::uint32_t> gram_weights_;  // inverse document frequency
    std::vector<std::uint32_t> posting_starts_;
    std::vector<Gram> postings_;  // id is the word's
    std::vector<std::uint32_t> lengths_;
    std::vector<std::uint32_t> rareness_;
    std::uint32_t highest_rareness_ = gram_unit;
};

// (1 + ln count) * gram_unit.
[[nodiscard]] std::uint32_t damped(std::uint32_t count);

}  // namespace passerelle
