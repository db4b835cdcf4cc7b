// Verdicts as words and blocks, for the rights pages and the home page.
#pragma once

#include "portal/context.hpp"
#include "profile/facts.hpp"
#include "rules/judge.hpp"

namespace passerelle {

// One verdict a measure, in the order of World::measures().
[[nodiscard]] std::vector<Verdict> judge_all(const Context& context, const AidFacts& facts);
// Without the day and the contract of "as if hired on ...": what holds today.
[[nodiscard]] AidFacts facts_of_today(const Context& context);
// "Calculé comme si vous étiez engagé·e le ...", empty when nothing is supposed.
[[nodiscard]] std::string supposition(const Context& context);

// Where the verdict stands on the page, and the key of its texts: "verdict.<name>.group". A verdict has exactly one.
enum class RightsGroup : std::uint8_t { yes, not_yet, to_verify, cannot_say, no, announced, gone };
constexpr RightsGroup groups_in_order[] = {RightsGroup::yes,        RightsGroup::not_yet, RightsGroup::to_verify,
                                           RightsGroup::cannot_say, RightsGroup::no,      RightsGroup::announced,
                                           RightsGroup::gone};
[[nodiscard]] RightsGroup group_of(const Verdict& verdict);
[[nodiscard]] std::string_view name_of(RightsGroup group);
[[nodiscard]] Tone tone_of(RightsGroup group);

// A condition as its state has it, with its figures: "Vous êtes inscrit·e depuis 5 mois."
[[nodiscard]] std::string condition_sentence(const Content& content, const ConditionVerdict& condition);
// "Ce sera oui à partir du 14 mars 2027, si rien ne change."; of a no the condition that stands against it.
[[nodiscard]] std::string verdict_sentence(const Context& context, const Verdict& verdict);
// A yes, now or on a day one can plan with: what it brings is said.
[[nodiscard]] bool is_promise(const Verdict& verdict);
// An answer that rests on a draft, a single page or what was not verified: it says so.
[[nodiscard]] bool is_to_confirm(const Verdict& verdict);
// "Cette règle est à confirmer : demandez au Forem."
[[nodiscard]] std::string whom_to_ask(const Context& context, const Verdict& verdict);
// "Oui, à confirmer", in the tone of its group.
[[nodiscard]] Block state_tag(const Context& context, const Verdict& verdict);
// What a glance at the amount must not get wrong: whose money it is. Empty where there is no such text.
[[nodiscard]] std::string amount_in_short(const Context& context, const Amount& amount);
// "500 € par mois pendant 24 mois", one line a step of the schedule.
[[nodiscard]] std::vector<std::string> amount_lines(const Context& context, const Amount& amount);
// Nothing of what is no "no", or one for good.
[[nodiscard]] SmallestChange change_of(const Context& context, const Measure& measure, const AidFacts& facts,
                                       const Verdict& verdict);
// Of a no that the person can turn: how, in the words of the conditions. Nothing otherwise.
void add_change(const Context& context, const Measure& measure, const AidFacts& facts, const Verdict& verdict,
                const SmallestChange& change, std::vector<Block>& into);
// Of a no that only life can turn: that one may come back, and should not leave a job for it. Nothing otherwise.
[[nodiscard]] std::vector<std::string> life_advice(const Context& context, const AidFacts& facts,
                                                   const SmallestChange& change);
[[nodiscard]] Block conditions_list(const Context& context, const Verdict& verdict);
// "Source : ... Lu le ...", with how sure it is.
[[nodiscard]] Block source_line(const Context& context, const Source& source);
[[nodiscard]] Block source_line(const Context& context, const Verdict& verdict);
// "C'est le Forem qui décide."
[[nodiscard]] std::string who_decides(const Context& context, const Verdict& verdict);
// Questions that could still settle some of what is to be verified.
[[nodiscard]] std::vector<std::string> left_to_ask(const Verdict& verdict);
// A link to the page of the shortage list.
[[nodiscard]] Block shortage_link(const Context& context);
// A link to where a missing answer is given. key: a text with {question}.
[[nodiscard]] Block answer_link(const Context& context, const std::string& question,
                                std::string_view key = "right.answer");
// The question of the profile that would settle most, nullptr when nothing is missing.
[[nodiscard]] const Question* best_question(const Context& context, const AidFacts& facts,
                                            const std::vector<Verdict>& verdicts);

}  // namespace passerelle
