// Inside the evaluator: what is wrong with the form of a rule, without looking further than the first thing.
#pragma once

#include <optional>

#include "base/json.hpp"
#include "base/result.hpp"

namespace passerelle {

// As evaluate() answers it: "rule-shape", "rule-operator", "rule-too-deep", or "rule-too-large" for more parts than an
// evaluation has steps. Copies nothing of the expression.
[[nodiscard]] std::optional<Error> first_wrong_form(const Json& expression);

}  // namespace passerelle
