// One line of `passerelle rules eval`.
#pragma once

#include <string>

#include "rules/expression.hpp"

namespace passerelle {

// {"rule":...,"data":...} in, {"result":...} or {"error":{"code":...,"path":...}} out, always one for each line. The
// path is the place in the rule; empty for what is wrong with the line itself.
[[nodiscard]] Json evaluated_line(const std::string& line, Dialect dialect);

}  // namespace passerelle
