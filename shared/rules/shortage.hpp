// The lists of shortage occupations ("métiers en pénurie" and "fonctions critiques"), each with the days on which it
// counts, as data: shared/content/measures/shortage.json, format in the README beside it. Some measures depend on them;
// no verdict reads them: the person says what their studies lead to, and the page of the list helps to answer.
// Loading is the only door: a list that exists has a source, the day it was last checked and validity dates.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/measure.hpp"

namespace passerelle {

struct ShortageOccupation {
    std::string id;    // "bricklayer"
    std::string isco;  // ISCO-08 unit group, four digits: "7112"

    [[nodiscard]] std::string name_key() const { return "shortage.occupation." + id; }
};

struct ShortageList {
    std::string id;  // "2026"
    CivilDate valid_from;
    std::optional<CivilDate> valid_to;  // last day, absent: until further notice
    bool to_confirm = false;            // its days, or that it is the list that counts, are assumed
    Source source;
    std::string note_key;  // what to know before relying on it, may be empty
    // How many functions; short of candidates or hard to fill, both 0 where only the total is known.
    std::int32_t total = 0;
    std::int32_t shortage = 0;
    std::int32_t critical = 0;
    std::vector<ShortageOccupation> occupations;  // empty: only how many is known
};

struct Shortage {
    std::vector<ShortageList> lists;   // ascending by valid_from, without overlap
    std::vector<std::string> decides;  // ids of the measures that depend on them

    [[nodiscard]] const ShortageList* list_on(CivilDate day) const;
    [[nodiscard]] bool matters_for(std::string_view measure) const;
};

// array: Content::measures(), of which at most one member has "shortage_lists"; none: no lists. `measures`: those of
// the same array. Errors are "shortage-shape" with the place ("shortage/2026/source/checked_on").
[[nodiscard]] Result<Shortage> load_shortage(const Json& array, const std::vector<Measure>& measures);

}  // namespace passerelle
