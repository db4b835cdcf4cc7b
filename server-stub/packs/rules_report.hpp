// A verdict as a line of JSON, for `passerelle rules judge`.
#pragma once

#include "rules/judge.hpp"

namespace passerelle {

// Everything the engine says: the conditions one by one, what is missing, the amount, what to do next with which
// papers, who decides, and the source with how sure it is. Sentences and names with a content pack, their keys without
// one.
[[nodiscard]] Json to_json(const Verdict& verdict, const Content* content = nullptr);

// Adds what would turn a no, or bring a not yet sooner, and the first day on which it can be otherwise then.
void add_change(Json& line, const SmallestChange& change);

}  // namespace passerelle
