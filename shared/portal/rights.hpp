// Verdicts as words, for the rights pages and the home page.
#pragma once

#include "portal/context.hpp"
#include "profile/facts.hpp"
#include "rules/judge.hpp"

namespace passerelle {

// One verdict a measure, in the order of World::measures().
[[nodiscard]] std::vector<Verdict> judge_all(const Context& context, const AidFacts& facts);
// "À partir du 14 mars 2027, si rien ne change."
[[nodiscard]] std::string verdict_sentence(const Context& context, const Verdict& verdict);
// "Source : ... Vérifié le ..."
[[nodiscard]] Block source_line(const Context& context, const Source& source);
// A link to the page of the shortage list.
[[nodiscard]] Block shortage_link(const Context& context);
// A link to where a missing answer is given.
// key: a text with {question}.
[[nodiscard]] Block answer_link(const Context& context, const std::string& question,
                                std::string_view key = "right.answer");

}  // namespace passerelle
