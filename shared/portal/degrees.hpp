// How much each criterion counts for a person, in degrees that have a word each: the sliders of the offers page.
#pragma once

#include <array>
#include <cstdint>

#include "match/score.hpp"

namespace passerelle {

inline constexpr std::uint8_t usual_degree = 2;  // as it is for everybody who has not moved the slider
inline constexpr std::uint8_t highest_degree = 4;

using Degrees = std::array<std::uint8_t, criterion_count>;
inline constexpr Degrees usual_degrees = {2, 2, 2, 2, 2, 2, 2, 2, 2, 2};

// At most highest_degree each. The usual degrees are the usual weights.
[[nodiscard]] Weights weights_of(const Degrees& degrees);

// {"pay": 4}: those that are not the usual one. What is no degree is read as the usual one.
[[nodiscard]] Json degrees_to_json(const Degrees& degrees);
[[nodiscard]] Degrees degrees_from_json(const Json& json);

}  // namespace passerelle
