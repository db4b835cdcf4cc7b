// The closed vocabularies of matching, shared by offers and persons, with the names that questions and importers use.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace passerelle {

// Values are stored in packs: never renumber.
enum class Contract : std::uint8_t { unknown, open_ended, fixed_term, temporary, student, self_employed };
enum class WorkingTime : std::uint8_t { unknown, full_time, part_time };
// The scale of the question highest_diploma. `none` is "no diploma", and for an offer "none asked for".
enum class Studies : std::uint8_t {
    none,
    primary,
    lower_secondary,
    upper_secondary,
    post_secondary,
    bachelor,
    master,
    unknown = 255
};
// Common European Framework of Reference; native stands above C2.
enum class LanguageLevel : std::uint8_t { none, a1, a2, b1, b2, c1, c2, native };
// How an offer came to ask for a skill: it lists it, its text names it, or its occupation needs it.
enum class SkillOrigin : std::uint8_t { listed, text, occupation };

inline constexpr std::array<std::string_view, 6> contract_names = {"unknown",   "open_ended", "fixed_term",
                                                                   "temporary", "student",    "self_employed"};
inline constexpr std::array<std::string_view, 3> working_time_names = {"unknown", "full_time", "part_time"};
inline constexpr std::array<std::string_view, 7> studies_names = {
    "none", "primary", "lower_secondary", "upper_secondary", "post_secondary", "bachelor", "master"};
inline constexpr std::array<std::string_view, 8> language_level_names = {"none", "a1", "a2", "b1",
                                                                         "b2",   "c1", "c2", "native"};
// Driving licences: bit n of a mask is licence_names[n].
inline constexpr std::array<std::string_view, 15> licence_names = {"am", "a1", "a2", "a",   "b", "be", "c1", "c1e",
                                                                   "c",  "ce", "d1", "d1e", "d", "de", "g"};
inline constexpr std::uint16_t every_licence = 0x7FFF;
// Alone in the mask of a person who says that they hold none; an empty mask says nothing. No offer asks for it.
inline constexpr std::uint16_t no_licence = 0x8000;

[[nodiscard]] std::optional<Contract> contract_from(std::string_view name);
[[nodiscard]] std::optional<WorkingTime> working_time_from(std::string_view name);
[[nodiscard]] std::optional<Studies> studies_from(std::string_view name);
[[nodiscard]] std::optional<LanguageLevel> language_level_from(std::string_view name);
// Can a person say this?
[[nodiscard]] constexpr bool are_licences(std::uint16_t mask) {
    return mask <= every_licence || mask == no_licence;
}
// One bit, or 0 for a name that is no licence.
[[nodiscard]] std::uint16_t licence_bit(std::string_view name);

// Every category that these licences also entitle to drive (Directive 2006/126/EC, article 6): C is only issued to
// holders of B, A holds A2, A1 and AM, CE holds BE and C1E, and so on. Tractors (G) follow from nothing.
[[nodiscard]] std::uint16_t licences_included(std::uint16_t licences);

// ISO 639-1 code as two bytes ("fr" is 'f' * 256 + 'r'); 0 when it is not two lower-case letters.
[[nodiscard]] std::uint16_t language_code(std::string_view code);
[[nodiscard]] std::array<char, 2> language_letters(std::uint16_t code);

}  // namespace passerelle
