// Evaluates one measure for one person on one day.
// Pure: no clock, no I/O; the caller passes the day. A missing answer is unknown, never false, and comes back in
// Verdict::missing. This is a pre-check: the authority named by the measure decides.
//
// The rules see the person's facts and: `day`, the day looked at (the first day of work for a hiring aid); `eve`, the
// day before; `postcode`, that of `commune` as a number.
//
// A person without a concrete job still gets an answer. What the contract or the employer must bring (Subject) is
// `assumed` while it is not answered: the verdict may be yes, Verdict::assumes is true, and the condition's own text
// says what the contract must be ("si votre contrat est à durée indéterminée ou d'au moins 2 mois"). An answer about
// the contract is then judged like any other. What else is not asked about (past days of work, studies passed) is
// assumed too and stated, but gives no yes: the verdict is cannot_say, with nothing missing that could be answered
// here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/facts.hpp"
#include "rules/measure.hpp"

namespace passerelle {

enum class VerdictState : std::uint8_t {
    yes,
    no,          // not met, and no later day changes that by itself
    not_yet,     // turns to yes (to announced, by rules not verified) on Verdict::from if nothing else changes
    cannot_say,  // answers are missing (or no rule is known for that day: then missing is empty)
    announced,   // only announced, or met by rules that were not verified: to be confirmed
    closed,      // no new requests
    abolished,
};

enum class ConditionState : std::uint8_t { met, not_met, unknown, assumed };

// What can turn a condition that is not met.
enum class Way : std::uint8_t { none, change, wait, final_ };

struct VerdictArgument {
    std::string name;
    ConditionArgument::Kind kind = ConditionArgument::Kind::date;
    std::string value;  // digits, or an ISO date for the caller to write out
};

struct ConditionVerdict {
    std::string id;
    std::string text_key;  // the condition as a rule: "Vous avez moins de 25 ans."
    std::string
        state_text_key;  // text_key + ".met", ".not_met", ".unknown" or ".assumed"; where the texts have none, text_key
    ConditionState state = ConditionState::unknown;
    Subject subject = Subject::person;
    bool to_confirm = false;                 // read in a draft or an unverified page, unlike one of an official text
    Way way = Way::none;                     // of a condition that is not met
    std::optional<CivilDate> from;           // Way::wait: the first day on which this condition alone is met; assumed:
                                             // the first on which time alone has met it, where it does
    std::optional<CivilDate> until;          // met, of a no: the last day on which it is, where time ends that
    std::vector<VerdictArgument> arguments;  // only those whose fact is answered
    std::vector<std::string> missing;        // question ids; for an assumed condition those that would settle it
};

struct Verdict {
    std::string measure;  // id
    std::string version;  // id of the version that answered, empty when none holds on that day; the conditions are
                          // those of the day looked at
    VerdictState state = VerdictState::cannot_say;
    CivilDate day;
    bool in_force = false;           // by rules in force on that day, verified or not
    bool to_confirm = false;         // the rules come from a draft or an unverified page
    bool assumes = false;            // holds if the contract or the employer brings what `assumed` conditions say
    bool final_ = false;             // of a no: nothing the person can change or wait for turns it, and the conditions
                                     // that say so are not to be confirmed
    std::optional<CivilDate> from;   // not_yet; of cannot_say: no yes before this day, whatever the answers
    std::optional<CivilDate> until;  // yes: the last day on which it stays so, where it ends by itself
    std::vector<ConditionVerdict> conditions;
    std::vector<std::string> missing;  // question ids, in the order the conditions meet them
    Amount amount;                     // of not_yet: by the rules of that day, like version, source and to_confirm
    std::vector<std::string> next_keys;
    std::vector<std::string> paper_keys;
    std::string authority_key;
    Source source;  // of the version that answered
};

// The day to look at, the same for every measure: hire_start when it is answered ("as if hired on ..."), else today.
[[nodiscard]] CivilDate reference_day(const AidFacts& facts, CivilDate today);

[[nodiscard]] Verdict judge(const Measure& measure, const AidFacts& facts, CivilDate day);

// Of a no: the smallest set of answers that turns it once they have become others (several of one size: the first in
// the order of Measure::can_change, then may_change). `from` is the first day on which they can: a date that the change
// begins anew (registered since, out of work since) is that day. Empty: nothing turns it; Verdict::final_ says whether
// that is sure, because of age and the past. Found by trying every set, smallest first, with each of the values.
//
// Of a not yet: what brings it before the day that waiting does. Call it with `sooner_than` = *Verdict::from:
//     if (verdict.state == VerdictState::not_yet)
//         change = smallest_change(measure, facts, verdict.day, today, verdict.from);
// Then only what is the person's to decide is tried, and what it leads to is met for sure (a yes, or announced by rules
// not verified) on `not_before`, on `day` itself where that is empty. Empty questions: nothing beats waiting.
struct SmallestChange {
    std::vector<std::string> questions;
    bool by_choice = false;               // all of them are the person's to decide
    std::optional<CivilDate> not_before;  // the first day on which it is otherwise then, where that is later than `day`
    AidFacts facts{Json::object()};       // those of the person after the change
};
[[nodiscard]] SmallestChange smallest_change(const Measure& measure, const AidFacts& facts, CivilDate day,
                                             CivilDate from, std::optional<CivilDate> sooner_than = {});

// verdicts: of these measures, in their order. The questions they wait for, those first whose answer would settle most
// of them, on average over the answers that people may give; then those that most measures wait for. Questions about a
// contract come only when a measure can not do without them.
[[nodiscard]] std::vector<std::string> most_useful_questions(const std::vector<Measure>& measures,
                                                             const std::vector<Verdict>& verdicts,
                                                             const AidFacts& facts,
                                                             const std::vector<Question>& questions);

// "yes", "not_yet", "met", ...: names in data, reports and text keys.
[[nodiscard]] std::string_view name_of(VerdictState state);
[[nodiscard]] std::string_view name_of(ConditionState state);
[[nodiscard]] std::string_view name_of(Way way);          // "change", "wait", "final"; "none"
[[nodiscard]] std::string_view name_of(Subject subject);  // "person", "contract", "employer", "other"

// What differs from the example's expectation, empty when all holds.
[[nodiscard]] std::vector<std::string> check_example(const Measure& measure, const Example& example);

}  // namespace passerelle
