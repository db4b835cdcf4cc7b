// The sections of a candidate pack, for its writer and its reader only. Never renumber: packs outlive programs.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/pack.hpp"

namespace passerelle::candidate_sections {

inline constexpr std::uint32_t kind = four_letters("cand");
inline constexpr std::uint32_t version = 1;

enum Section : std::uint32_t {
    skill_taxonomy = 1,    // u64, one element: identity of the skill pack
    pseudonyms,            // u64, ascending
    studies,               // u8, 7: not said
    place,                 // u16, 0xFFFF: not said
    radius_km,             // u16
    licences,              // u16
    contracts,             // u8
    working_times,         // u8
    available,             // u16: months since January 2000, 0xFFFF: not said
    wished_lengths = 20,   // u8 by candidate
    wished,                // u16
    practice_lengths,      // u8 by candidate
    practised,             // u16
    practice_bands,        // u8
    skill_lengths,         // u16 by candidate
    skills,                // u16, ascending
    language_lengths,      // u8 by candidate
    language_codes,        // u16, ascending
    language_levels,       // u8
    place_names = 40,      // texts, with their bytes
    place_latitudes = 42,  // i32
    place_longitudes       // i32
};

inline constexpr std::size_t most_wishes = 255;
inline constexpr std::size_t most_skills = 1000;
inline constexpr std::size_t most_languages = 32;

}  // namespace passerelle::candidate_sections
