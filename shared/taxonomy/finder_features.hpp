// What speaks for each concept when something is typed: the features that the finder weighs.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "taxonomy/finder.hpp"
#include "taxonomy/normalise.hpp"

namespace passerelle {

using Share = std::int32_t;  // 0 to `whole`
inline constexpr Share whole = 4096;

enum Feature : std::size_t {
    letters,       // cosine of the grams with one name
    typed_found,   // each typed word's best match in the name, by rareness
    name_covered,  // each word of the name's best match in what is typed, by rareness
    first_word,
    last_word,
    equal,         // the same words in the same order
    concept_text,  // cosine of the grams with all names of the concept as one text
    group,         // the concept is a group of occupations
    lexical_features,
    name_count = lexical_features,
    preferred,       // cosine of the grams with the concept's first name
    group_found,     // each typed word's best match in any name of the ISCO-08 unit group, by rareness
    neighbours,      // cosine of the grams with those of the best by names
    unit_group,      // how well others of the same ISCO-08 unit group do by names
    ending,          // how much of the last words is a common ending; compounds share one without being akin
    lengths,         // of the shorter of typed and name, in the longer; the cosine favours equal lengths too much
    names_features,  // without knowledge these are all
    knowledge = names_features,  // knowledge was there for this concept
    likely,                      // its logarithm of likeliness
    meant,                       // cosine of meanings
    near_found,                  // cosine of the meaning with the directions of the best by names
    likely_group,                // the same of its ISCO-08 group
    likely_first,                // near the likeliest: falls from it to nothing within two nats
    likely_unsure,               // likely and meant once more, by how far the best name is from what is typed
    meant_unsure,
    feature_count
};

struct Candidate {
    std::uint32_t index = 0;
    std::int64_t lexical = 0;  // the mix of the lexical features
    std::string_view label;
    std::array<std::int32_t, feature_count> features{};
};

struct FinderIndex;
// `words` is not empty.
[[nodiscard]] std::vector<Candidate> consider_words(const FinderIndex& index, const Words& words,
                                                    bool last_is_unfinished);

}  // namespace passerelle
