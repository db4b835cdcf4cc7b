// The names of a taxonomy made ready for comparing: readings of names, words, lengths of gram vectors. Internal to the
// finder.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "taxonomy/finder.hpp"
#include "taxonomy/grams.hpp"

namespace passerelle {

struct FinderIndex {
    // One reading of one name; a name with a slash has two.
    struct Reading {
        std::uint32_t concept_index;
        std::uint32_t first_word;  // in reading_words
        std::uint32_t word_count;
        std::uint32_t length;    // of the gram vector
        std::uint32_t rareness;  // sum over its words
        std::string_view label;
    };
    struct ConceptWord {
        WordId word;
        std::uint32_t weight;
    };

    Vocabulary vocabulary;
    std::vector<Reading> readings;  // by concept
    std::vector<WordId> reading_words;
    std::vector<std::uint32_t> concept_starts;  // in readings
    std::vector<ConceptWord> concept_words;
    std::vector<std::uint32_t> concept_word_starts;
    std::vector<std::uint32_t> concept_lengths;
    std::vector<Finder::Place> places;
    std::vector<std::uint32_t> isco_of;  // concept -> its unit group, as a number from 0; no_isco for wider groups
    std::uint32_t isco_count = 0;
    static constexpr std::uint32_t no_isco = 0xFFFFFFFFU;

    std::shared_ptr<const Knowledge> known;  // may be empty

    FinderIndex(std::span<const Finder::Name> names, std::uint32_t concepts, std::span<const Finder::Place> places);

    [[nodiscard]] std::uint32_t concept_count() const { return static_cast<std::uint32_t>(concept_lengths.size()); }
    [[nodiscard]] std::span<const WordId> words_of(const Reading& reading) const {
        return std::span(reading_words).subspan(reading.first_word, reading.word_count);
    }
    [[nodiscard]] std::span<const Reading> readings_of(std::uint32_t concept_index) const {
        return std::span(readings).subspan(concept_starts[concept_index],
                                           concept_starts[concept_index + 1] - concept_starts[concept_index]);
    }
    [[nodiscard]] std::span<const ConceptWord> words_of(std::uint32_t concept_index) const {
        return std::span(concept_words)
            .subspan(concept_word_starts[concept_index],
                     concept_word_starts[concept_index + 1] - concept_word_starts[concept_index]);
    }
};

}  // namespace passerelle
