// The sections of an offer pack, for its writer and its reader only. Never renumber: packs outlive programs.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/pack.hpp"

namespace passerelle::offer_sections {

inline constexpr std::uint32_t kind = four_letters("offr");
inline constexpr std::uint32_t version = 2;

enum Section : std::uint32_t {
    skill_taxonomy = 1,    // u64, one element: identity of the skill pack
    occupation,            // u16
    skill_set,             // u32
    language_set,          // u16
    place,                 // u16
    terms,                 // u8
    experience_months,     // u16
    studies,               // u8
    licences,              // u16
    start,                 // u16
    published,             // u16
    closing,               // u16
    pay,                   // u16
    occupation_certainty,  // u8
    source,                // u8
    ids = 20,              // texts end with a zero byte each
    titles,
    employers,
    urls,
    texts,
    references,    // absent when no offer has one
    source_names,  // by source
    text_hashes,   // u64; absent when no offer has one
    place_names = 30,
    place_postcodes,
    place_known,         // u8: has a position
    place_latitudes,     // i32
    place_longitudes,    // i32
    skill_lengths = 40,  // u16 by set
    skill_indices,       // u16
    skill_kinds,         // u8
    language_lengths,    // u8 by set
    language_codes,      // u16
    language_kinds,      // u8
    skill_certainties    // u8, beside skill_kinds
};

inline constexpr std::size_t most_skills = 1000;
inline constexpr std::size_t most_languages = 32;
inline constexpr std::size_t most_certain = 100;

}  // namespace passerelle::offer_sections
