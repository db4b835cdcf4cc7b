// What a change of the measures does to people's verdicts, printed before it is published.
#pragma once

#include <istream>
#include <optional>
#include <vector>

#include "rules/measure.hpp"

namespace passerelle {

// people: JSON Lines {"facts":{answers by question id},"on":"2026-03-27"}; `on` stands in where a line has no day.
// Prints one line for each measure and transition with how many people it concerns and what they have in common, then
// the sums. Answers the exit code: 1 when a line can not be read.
int diff_rules(const std::vector<Measure>& before, const std::vector<Measure>& after, std::istream& people,
               std::optional<CivilDate> on);

}  // namespace passerelle
