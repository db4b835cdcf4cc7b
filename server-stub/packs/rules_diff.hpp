// What a change of the measures does to people's verdicts, looked at before it is published.
#pragma once

#include <istream>
#include <optional>
#include <string>
#include <vector>

#include "rules/measure.hpp"

namespace passerelle {

// people: JSON Lines {"facts":{answers by question id},"on":"2026-03-27"}; `on` stands in where a line has no day.
// One line for each measure and pair of states: how many people, what changes for how many of them (the amount, an
// earlier or later day, what is to be confirmed), and what they have in common, in bands of age, months and diploma
// that tell nobody apart. The sums come last. answers: of the questions that both know. Error "people-line" at a line
// ("line 3/birth_date") that can not be read, with a misspelt question or an answer that is none; "people-none".
[[nodiscard]] Result<std::vector<std::string>> diff_rules(const std::vector<Measure>& before,
                                                          const std::vector<Measure>& after, const Answers& answers,
                                                          std::istream& people, std::optional<CivilDate> on);

}  // namespace passerelle
