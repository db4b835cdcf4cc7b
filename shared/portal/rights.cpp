#include "portal/rights.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "portal/forms.hpp"
#include "portal/pages.hpp"

namespace passerelle {
namespace {

using namespace blocks;

// A day so far away that "not yet" would be a promise nobody can plan with.
constexpr int far_months = 24;

constexpr std::array<std::string_view, 4> period_names = {"once", "month", "quarter", "year"};

Tone tone_of(ConditionState state) {
    switch (state) {
        case ConditionState::met:
            return Tone::good;
        case ConditionState::not_met:
            return Tone::bad;
        case ConditionState::unknown:
            return Tone::info;
        case ConditionState::assumed:
            return Tone::wait;
    }
    return Tone::none;
}

bool is_near(const Verdict& verdict, CivilDate day) {
    return day <= verdict.day.plus_months(far_months, MonthRounding::down);
}

bool is_far(const Verdict& verdict) {
    return verdict.from && !is_near(verdict, *verdict.from);
}

// By rules that were not verified: a day from which it holds is the first possible one and no promise.
bool is_unverified_day(const Verdict& verdict) {
    return verdict.state == VerdictState::not_yet && verdict.source.confidence == Confidence::unverified;
}

// Nothing that could be answered here is missing.
bool is_to_verify(const Verdict& verdict) {
    return (verdict.state == VerdictState::cannot_say && verdict.missing.empty() && !verdict.version.empty()) ||
           (verdict.state == VerdictState::announced && verdict.in_force) ||
           (is_unverified_day(verdict) && !is_far(verdict));
}

bool is_hiring_aid(const Context& context, const Verdict& verdict) {
    const Measure* measure = find_measure(context.world.measures(), verdict.measure);
    return measure != nullptr && measure->moment == Moment::hire;
}

std::string authority(const Context& context, const Verdict& verdict, std::string_view form) {
    return context.text(verdict.authority_key + std::string(form));
}

std::string with_arguments(const Content& content, std::string text, const std::vector<VerdictArgument>& arguments) {
    for (const VerdictArgument& argument : arguments) {
        std::string shown = argument.value;
        if (argument.kind == ConditionArgument::Kind::date)
            if (const auto date = CivilDate::parse(argument.value)) shown = display_date(*date, content);
        text = replace_all(std::move(text), "{" + argument.name + "}", shown);
    }
    return text;
}

// The condition that says most about a no: one that will never be met, then one that life would have to change.
const ConditionVerdict* reason_of(const Verdict& verdict) {
    const ConditionVerdict* reason = nullptr;
    for (const ConditionVerdict& condition : verdict.conditions) {
        if (condition.state != ConditionState::not_met) continue;
        const auto weight = [](Way way) { return way == Way::final_ ? 2 : way == Way::wait ? 0 : 1; };
        if (reason == nullptr || weight(condition.way) > weight(reason->way)) reason = &condition;
    }
    return reason;
}

std::vector<std::string> left_of(const Verdict& verdict, const ConditionVerdict& condition) {
    // Nobody is asked these before the rest is known: of a no they would change nothing.
    const bool asked = condition.state == ConditionState::assumed && condition.subject == Subject::other;
    return is_to_verify(verdict) && asked ? condition.missing : std::vector<std::string>();
}

Block condition_block(const Context& context, const Verdict& verdict, const ConditionVerdict& condition) {
    Block line;
    line.role = Role::list_item;
    std::string state = "condition." + std::string(name_of(condition.state));
    if (condition.state == ConditionState::assumed) state += "." + std::string(name_of(condition.subject));
    if (condition.way == Way::wait && verdict.state != VerdictState::no && !is_far(verdict))
        line.children.push_back(tag(Tone::wait, context.text("verdict.not_yet")));
    else
        line.children.push_back(tag(tone_of(condition.state), context.text(state)));
    line.children.push_back(paragraph(condition_sentence(context.content(), condition)));
    if (condition.way == Way::wait && !is_far(verdict))
        // Of a no, this day alone brings nothing.
        line.children.push_back(paragraph(context.text(verdict.state == VerdictState::no ? "way.wait.no" : "way.wait",
                                                       {{"date", display_date(*condition.from, context.content())}})));
    if (condition.state == ConditionState::assumed && condition.from && is_near(verdict, *condition.from))
        line.children.push_back(
            paragraph(context.text("way.assumed.from", {{"date", display_date(*condition.from, context.content())}})));
    if (condition.until && is_near(verdict, *condition.until))
        line.children.push_back(
            paragraph(context.text("way.until", {{"date", display_date(*condition.until, context.content())}})));
    // What is to be confirmed is never said for good.
    if (condition.way == Way::final_ && !condition.to_confirm)
        line.children.push_back(paragraph(context.text("way.final")));
    if (condition.state == ConditionState::unknown)
        for (const std::string& question : condition.missing) line.children.push_back(answer_link(context, question));
    // One is enough: they stand together, and its answer may settle the others.
    const std::vector<std::string> left = left_of(verdict, condition);
    if (!left.empty()) line.children.push_back(answer_link(context, left.front()));
    return line;
}

}  // namespace

std::string condition_sentence(const Content& content, const ConditionVerdict& condition) {
    const bool own = content.has_text(condition.state_text_key);
    return with_arguments(content, content.text(own ? condition.state_text_key : condition.text_key),
                          condition.arguments);
}

std::vector<Verdict> judge_all(const Context& context, const AidFacts& facts) {
    std::vector<Verdict> verdicts;
    for (const Measure& measure : context.world.measures())
        verdicts.push_back(judge(measure, facts, reference_day(facts, context.model.moment.today)));
    return verdicts;
}

AidFacts facts_of_today(const Context& context) {
    Json values = aid_facts(context.model.profile(), context.content()).values();
    for (const Question* question : context.content().questions_of("hire")) values.erase(question->id);
    return AidFacts(std::move(values));
}

std::string supposition(const Context& context) {
    const Profile& profile = context.model.profile();
    if (const auto start = CivilDate::parse(as_string(profile.value("hire_start"))))
        return context.text("rights.supposed.start", {{"date", display_date(*start, context.content())}});
    const std::vector<const Question*> questions = context.content().questions_of("hire");
    const bool any = std::any_of(questions.begin(), questions.end(),
                                 [&](const Question* question) { return !profile.value(question->id).is_null(); });
    return any ? context.text("rights.supposed.contract") : std::string();
}

RightsGroup group_of(const Verdict& verdict) {
    if (is_to_verify(verdict)) return RightsGroup::to_verify;
    switch (verdict.state) {
        case VerdictState::yes:
            return RightsGroup::yes;
        case VerdictState::not_yet:
            return is_far(verdict) ? RightsGroup::no : RightsGroup::not_yet;
        case VerdictState::cannot_say:
            return verdict.missing.empty() ? RightsGroup::to_verify : RightsGroup::cannot_say;
        case VerdictState::no:
            return RightsGroup::no;
        case VerdictState::announced:
            return RightsGroup::announced;
        case VerdictState::closed:
        case VerdictState::abolished:
            break;
    }
    return RightsGroup::gone;
}

std::string_view name_of(RightsGroup group) {
    constexpr std::array<std::string_view, 7> names = {"yes", "not_yet",   "to_verify", "cannot_say",
                                                       "no",  "announced", "gone"};
    return names[static_cast<std::size_t>(group)];
}

Tone tone_of(RightsGroup group) {
    constexpr std::array<Tone, 7> tones = {Tone::good, Tone::wait, Tone::info, Tone::info,
                                           Tone::bad,  Tone::none, Tone::none};
    return tones[static_cast<std::size_t>(group)];
}

bool is_to_confirm(const Verdict& verdict) {
    const RightsGroup group = group_of(verdict);
    return verdict.to_confirm && (is_promise(verdict) || group == RightsGroup::gone || group == RightsGroup::no);
}

bool is_promise(const Verdict& verdict) {
    const RightsGroup group = group_of(verdict);
    return group == RightsGroup::yes || group == RightsGroup::not_yet;
}

std::string verdict_sentence(const Context& context, const Verdict& verdict) {
    const std::string date = display_date(verdict.from.value_or(verdict.day), context.content());
    const std::string to = authority(context, verdict, ".to");
    const std::string with = authority(context, verdict, ".with");
    std::string key = "right." + std::string(name_of(verdict.state));
    switch (verdict.state) {
        case VerdictState::yes:
            if (verdict.assumes)
                key += ".assumes";
            else if (verdict.to_confirm)
                key += ".to_confirm";
            break;
        case VerdictState::not_yet:
            if (is_far(verdict)) {
                if (const ConditionVerdict* reason = reason_of(verdict))
                    return condition_sentence(context.content(), *reason);
                key += ".far";
            } else if (is_unverified_day(verdict))
                key = "right.cannot_say.to_verify.later";
            else if (*verdict.from <= context.model.moment.today)
                key += ".past";
            break;
        case VerdictState::no:
            if (const ConditionVerdict* reason = reason_of(verdict))
                return condition_sentence(context.content(), *reason);
            break;
        case VerdictState::cannot_say:
            if (verdict.version.empty())
                key += ".no_rule";
            else if (verdict.missing.empty())
                key += verdict.from ? ".to_verify.later" : ".to_verify";
            break;
        case VerdictState::announced:
            if (verdict.in_force) key += ".to_verify";
            break;
        case VerdictState::closed:
        case VerdictState::abolished:
            break;
    }
    std::string sentence = context.text(key, {{"date", date}, {"to", to}, {"with", with}});
    if (verdict.state == VerdictState::yes && verdict.until && is_near(verdict, *verdict.until))
        sentence += " " + context.text(is_hiring_aid(context, verdict) ? "right.until.hire" : "right.until",
                                       {{"date", display_date(*verdict.until, context.content())}});
    return sentence;
}

Block state_tag(const Context& context, const Verdict& verdict) {
    const RightsGroup group = group_of(verdict);
    std::string state = context.text("verdict." + std::string(name_of(group)));
    if (is_to_confirm(verdict)) state = context.text("right.state_to_confirm", {{"state", state}});
    return tag(tone_of(group), std::move(state));
}

std::string amount_in_short(const Context& context, const Amount& amount) {
    const std::string key = amount.text_key + ".card";
    return context.content().has_text(key) ? context.text(key) : std::string();
}

std::vector<std::string> amount_lines(const Context& context, const Amount& amount) {
    const std::string key = "amount." + std::string(period_names[static_cast<std::size_t>(amount.period)]);
    std::vector<std::string> lines;
    if (amount.each_cents > 0)
        lines.push_back(context.text(key + ".each", {{"amount", context.content().money(amount.each_cents)}}));
    for (const AmountStep& step : amount.steps) {
        const std::string money = context.content().money(step.cents);
        if (amount.period != Amount::Period::once && amount.steps.size() == 1 && step.first == 1)
            lines.push_back(context.content().counted(key + ".for", step.last, {{"amount", money}}));
        else
            lines.push_back(context.text(
                key, {{"amount", money}, {"first", std::to_string(step.first)}, {"last", std::to_string(step.last)}}));
    }
    return lines;
}

SmallestChange change_of(const Context& context, const Measure& measure, const AidFacts& facts,
                         const Verdict& verdict) {
    if (is_far(verdict)) return {};
    if (verdict.state == VerdictState::not_yet)
        return smallest_change(measure, facts, verdict.day, context.model.moment.today, verdict.from);
    if (verdict.state != VerdictState::no || verdict.final_) return {};
    return smallest_change(measure, facts, verdict.day, context.model.moment.today);
}

void add_change(const Context& context, const Measure& measure, const AidFacts& facts, const Verdict& verdict,
                const SmallestChange& change, std::vector<Block>& into) {
    if (!change.by_choice) return;
    // What stands against it on that day and would not any more, said as the condition says it. What time alone brings
    // is no advice.
    const CivilDate day = change.not_before.value_or(verdict.day);
    const Verdict unchanged = judge(measure, facts, day);
    const Verdict changed = judge(measure, change.facts, day);
    std::vector<Block> lines;
    for (const ConditionVerdict& now : unchanged.conditions) {
        const bool stands =
            std::any_of(changed.conditions.begin(), changed.conditions.end(), [&](const ConditionVerdict& later) {
                return later.id == now.id && later.state == ConditionState::not_met;
            });
        if (now.state == ConditionState::not_met && !stands) lines.push_back(item(context.text(now.text_key)));
    }
    const bool sooner = verdict.state == VerdictState::not_yet;
    into.push_back(paragraph(context.text(sooner ? "right.not_yet.sooner" : "right.no.change")));
    into.push_back(list(std::move(lines)));
    if (change.not_before)
        into.push_back(paragraph(
            context.text("right.no.change.from", {{"date", display_date(*change.not_before, context.content())}})));
    for (const std::string& question : change.questions) into.push_back(answer_link(context, question, "right.change"));
}

std::vector<std::string> life_advice(const Context& context, const AidFacts& facts, const SmallestChange& change) {
    if (change.by_choice || change.questions.empty()) return {};
    std::vector<std::string> sentences = {context.text("right.no.life")};
    const std::string work = string_or(facts.values(), "work");
    const bool works = work == "part_time" || work == "full_time" || work == "self_employed";
    if (works && std::find(change.questions.begin(), change.questions.end(), "work") != change.questions.end())
        sentences.push_back(context.text("right.no.life.work"));
    return sentences;
}

Block conditions_list(const Context& context, const Verdict& verdict) {
    std::vector<Block> lines;
    for (const ConditionVerdict& condition : verdict.conditions)
        lines.push_back(condition_block(context, verdict, condition));
    return list(std::move(lines));
}

Block source_line(const Context& context, const Verdict& verdict) {
    // Of a day so far away that it counts as a no, the rules that the reasons stand in are those of today.
    const Measure* measure = is_far(verdict) ? find_measure(context.world.measures(), verdict.measure) : nullptr;
    const MeasureVersion* today = measure == nullptr ? nullptr : measure->version_on(verdict.day);
    return source_line(context, today == nullptr ? verdict.source : today->source);
}

Block source_line(const Context& context, const Source& source) {
    constexpr std::array<std::string_view, 4> names = {"official", "agreed", "single", "unverified"};
    const std::string confidence(names[static_cast<std::size_t>(source.confidence)]);
    const bool named = source.address.empty() || source.title.find(source.address) != std::string::npos;
    const std::string title = named ? source.title : source.title + " (" + source.address + ")";
    return paragraph(context.text("right.source", {{"title", title},
                                                   {"confidence", context.text("confidence." + confidence)},
                                                   {"date", display_date(source.checked_on, context.content())}}));
}

std::string whom_to_ask(const Context& context, const Verdict& verdict) {
    return context.text("right.unsure", {{"to", authority(context, verdict, ".to")}});
}

std::string who_decides(const Context& context, const Verdict& verdict) {
    return authority(context, verdict, ".decides");
}

std::vector<std::string> left_to_ask(const Verdict& verdict) {
    std::vector<std::string> questions;
    for (const ConditionVerdict& condition : verdict.conditions)
        for (std::string& question : left_of(verdict, condition)) questions.push_back(std::move(question));
    return questions;
}

Block answer_link(const Context& context, const std::string& question, std::string_view key) {
    const FieldName field = find_field(context.content(), question);
    if (field.question == nullptr) return paragraph(question);
    const Section* section = context.content().section(field.question->section);
    const std::string address = section != nullptr && section->in_profile
                                    ? address_of_section(context.content(), section->id) + "#f-" + question
                                    : context.address("/droits") + "#f-" + question;
    return link(context.text(key, {{"question", context.text(field.question->text_key)}}), address);
}

const Question* best_question(const Context& context, const AidFacts& facts, const std::vector<Verdict>& verdicts) {
    const std::vector<std::string> ids =
        most_useful_questions(context.world.measures(), verdicts, facts, context.content().questions());
    for (const std::string& id : ids) {
        const Question* question = find_field(context.content(), id).question;
        const Section* section = question == nullptr ? nullptr : context.content().section(question->section);
        if (section != nullptr && section->in_profile && is_relevant(*question, context.model.profile()))
            return question;
    }
    return nullptr;
}

}  // namespace passerelle
