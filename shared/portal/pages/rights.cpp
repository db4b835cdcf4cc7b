// "Mes droits": every measure with its verdict, the reason for each condition, and the one question that would settle
// most, asked in place.
#include "portal/rights.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.hpp"
#include "portal/forms.hpp"
#include "portal/pages.hpp"

namespace passerelle {
namespace {

using namespace blocks;

constexpr std::array<VerdictState, 7> order_of_states = {
    VerdictState::yes,       VerdictState::not_yet, VerdictState::cannot_say, VerdictState::no,
    VerdictState::announced, VerdictState::closed,  VerdictState::abolished};

std::string state_key(VerdictState state) {
    return "verdict." + std::string(name_of(state));
}

Tone tone_of(VerdictState state) {
    switch (state) {
        case VerdictState::yes:
            return Tone::good;
        case VerdictState::not_yet:
            return Tone::wait;
        case VerdictState::cannot_say:
            return Tone::info;
        case VerdictState::no:
            return Tone::bad;
        case VerdictState::announced:
        case VerdictState::closed:
        case VerdictState::abolished:
            break;
    }
    return Tone::none;
}

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

std::string with_arguments(const Context& context, std::string text, const std::vector<VerdictArgument>& arguments) {
    for (const VerdictArgument& argument : arguments) {
        std::string shown = argument.value;
        if (argument.kind == ConditionArgument::Kind::date)
            if (const auto date = CivilDate::parse(argument.value)) shown = display_date(*date, context.content());
        text = replace_all(std::move(text), "{" + argument.name + "}", shown);
    }
    return text;
}

void add_amount(const Context& context, const Amount& amount, std::vector<Block>& into) {
    if (!amount.text_key.empty() && context.content().has_text(amount.text_key))
        into.push_back(paragraph(context.text(amount.text_key)));
    if (amount.steps.empty()) return;
    constexpr std::array<std::string_view, 4> period_names = {"once", "month", "quarter", "year"};
    const std::string key = "amount." + std::string(period_names[static_cast<std::size_t>(amount.period)]);
    std::vector<Block> lines;
    for (const AmountStep& step : amount.steps)
        lines.push_back(item(context.text(key, {{"amount", context.content().money(step.cents)},
                                                {"first", std::to_string(step.first)},
                                                {"last", std::to_string(step.last)}})));
    into.push_back(list(std::move(lines)));
}

// Nothing that could be answered here is missing.
bool is_to_verify(const Verdict& verdict) {
    return verdict.state == VerdictState::cannot_say && verdict.missing.empty();
}

// Of what is to be verified, the questions that could still settle some of it. Nobody is asked these before the rest is
// known: of a no they would change nothing.
std::vector<std::string> left_to_ask(const Verdict& verdict, const ConditionVerdict& condition) {
    const bool open = is_to_verify(verdict) || (verdict.state == VerdictState::announced && verdict.in_force);
    const bool asked = condition.state == ConditionState::assumed && condition.subject == Subject::other;
    return open && asked ? condition.missing : std::vector<std::string>();
}

Block condition_block(const Context& context, const ConditionVerdict& condition, const Verdict& verdict) {
    Block line;
    line.role = Role::list_item;
    const std::string& key =
        context.content().has_text(condition.state_text_key) ? condition.state_text_key : condition.text_key;
    std::string state = "condition." + std::string(name_of(condition.state));
    if (condition.state == ConditionState::assumed) state += "." + std::string(name_of(condition.subject));
    line.children.push_back(tag(tone_of(condition.state), context.text(state)));
    line.children.push_back(paragraph(with_arguments(context, context.text(key), condition.arguments)));
    if (condition.state == ConditionState::not_met) {
        if (condition.way == Way::wait && condition.from)
            // Of a no, this day alone brings nothing.
            line.children.push_back(
                paragraph(context.text(verdict.state == VerdictState::no ? "way.wait.no" : "way.wait",
                                       {{"date", display_date(*condition.from, context.content())}})));
        if (condition.way == Way::change) line.children.push_back(paragraph(context.text("way.change")));
        if (condition.way == Way::final_) line.children.push_back(paragraph(context.text("way.final")));
    }
    if (condition.state == ConditionState::unknown)
        for (const std::string& question : condition.missing) line.children.push_back(answer_link(context, question));
    // One is enough: they stand together, and its answer may settle the others.
    const std::vector<std::string> left = left_to_ask(verdict, condition);
    if (!left.empty()) line.children.push_back(answer_link(context, left.front()));
    return line;
}

Block conditions_list(const Context& context, const Verdict& verdict) {
    std::vector<Block> lines;
    for (const ConditionVerdict& condition : verdict.conditions)
        lines.push_back(condition_block(context, condition, verdict));
    return list(std::move(lines));
}

// The state in a word; a promise that rests on a draft or an unverified page says so beside it.
void add_state_tags(const Context& context, const Verdict& verdict, std::vector<Block>& into) {
    const bool promises = verdict.state == VerdictState::yes || verdict.state == VerdictState::not_yet;
    const std::string key = is_to_verify(verdict) ? "verdict.to_verify" : state_key(verdict.state);
    into.push_back(tag(tone_of(verdict.state), context.text(key)));
    if (promises && verdict.to_confirm) into.push_back(tag(Tone::wait, context.text("right.to_confirm")));
}

// Of a no: the answers that would have to be others, a tap away.
void add_change(const Context& context, const Measure& measure, const AidFacts& facts, const Verdict& verdict,
                std::vector<Block>& into) {
    if (verdict.state != VerdictState::no || verdict.final_) return;
    const std::vector<std::string> change = smallest_change(measure, facts, verdict.day);
    if (change.empty()) return;
    into.push_back(paragraph(context.text("right.no.change")));
    for (const std::string& question : change) into.push_back(answer_link(context, question, "right.change"));
}

Block measure_card(const Context& context, const Measure& measure, const AidFacts& facts, const Verdict& verdict) {
    Block card;
    card.role = Role::card;
    card.id = "right-" + measure.id;
    card.label = context.text(measure.name_key());
    card.target = context.address("/droits/" + measure.id);
    card.tone = tone_of(verdict.state);
    if (verdict.state == VerdictState::cannot_say && !verdict.missing.empty()) {
        // Many at first: the name and the question are enough, the reasons are on the measure's own page.
        card.children.push_back(answer_link(context, verdict.missing.front()));
        return card;
    }
    add_state_tags(context, verdict, card.children);
    card.children.push_back(paragraph(verdict_sentence(context, verdict)));
    add_change(context, measure, facts, verdict, card.children);
    if (verdict.state == VerdictState::yes || verdict.state == VerdictState::not_yet)
        add_amount(context, verdict.amount, card.children);
    if (!verdict.conditions.empty()) {
        card.children.push_back(details("why-" + measure.id, context.text("right.why"),
                                        {conditions_list(context, verdict), source_line(context, verdict.source)}));
    }
    return card;
}

// The one question that would settle most, if it is one of the profile.
void add_best_question(const Context& context, const AidFacts& facts, std::vector<Block>& into) {
    const std::vector<std::string> questions =
        most_useful_questions(context.world.measures(), facts, context.model.moment.today);
    for (const std::string& id : questions) {
        const FieldName field = find_field(context.content(), id);
        if (field.question == nullptr || !is_relevant(*field.question, context.model.profile())) continue;
        Block card;
        card.role = Role::card;
        card.id = "best-question";
        card.tone = Tone::info;
        card.label = context.text("rights.best_question");
        card.children.push_back(form("best-question-form", context.model.path,
                                     {question_block(context, *field.question, field.path),
                                      button("save", context.text("rights.answer"), Emphasis::primary)}));
        into.push_back(std::move(card));
        return;
    }
}

// On paper only: what the verdicts rest on.
Block answers_on_paper(const Context& context, const AidFacts& facts) {
    Block answers;
    answers.role = Role::summary_list;
    for (const Question& question : context.content().questions()) {
        const Json* value = member(facts.values(), question.id);
        if (value != nullptr)
            answers.children.push_back(
                row(context.text(question.text_key), display(question, *value, context.content())));
    }
    Block paper = group("answers-on-paper", {heading(2, context.text("rights.answers")), std::move(answers)});
    paper.print_only = true;
    return paper;
}

// Questions of a section that is asked here and not in the profile, folded away until one of them is answered.
Block section_form(const Context& context, const std::string& id, const std::vector<const Question*>& questions,
                   std::vector<Block> before) {
    std::vector<Block> fields;
    bool answered = false;
    for (const Question* question : questions) {
        fields.push_back(question_block(context, *question, Path{"", "", question->id}));
        answered = answered || !context.model.profile().value(question->id).is_null();
    }
    fields.push_back(button("save", context.text("rights.recompute"), Emphasis::secondary));
    before.push_back(form(id + "-form", context.model.path, std::move(fields)));
    Block block = details(id, context.text("rights." + id), std::move(before));
    block.open = answered;
    return block;
}

Block hire_form(const Context& context) {
    std::vector<const Question*> questions;
    for (const Question* question : context.content().questions_of("hire"))
        if (is_relevant(*question, context.model.profile())) questions.push_back(question);
    return section_form(context, "hire", questions, {paragraph(context.text("rights.hire.text"))});
}

// Only what settles something, or was answered and may be changed.
void add_studies_form(const Context& context, const std::vector<Verdict>& verdicts, std::vector<Block>& into) {
    std::set<std::string> useful;
    for (const Verdict& verdict : verdicts)
        for (const ConditionVerdict& condition : verdict.conditions)
            for (std::string& question : left_to_ask(verdict, condition)) useful.insert(std::move(question));
    const Profile& profile = context.model.profile();
    std::vector<const Question*> questions;
    for (const Question* question : context.content().questions_of("studies"))
        if (is_relevant(*question, profile) &&
            (useful.contains(question->id) || !profile.value(question->id).is_null()))
            questions.push_back(question);
    if (questions.empty()) return;
    into.push_back(section_form(context, "studies", questions,
                                {paragraph(context.text("rights.studies.text")), shortage_link(context)}));
}

}  // namespace

std::vector<Verdict> judge_all(const Context& context, const AidFacts& facts) {
    std::vector<Verdict> verdicts;
    for (const Measure& measure : context.world.measures())
        verdicts.push_back(judge(measure, facts, reference_day(measure, facts, context.model.moment.today)));
    return verdicts;
}

std::string verdict_sentence(const Context& context, const Verdict& verdict) {
    std::string key = "right." + std::string(name_of(verdict.state));
    if (verdict.state == VerdictState::yes && verdict.assumes)
        key += ".assumes";
    else if (verdict.state == VerdictState::yes && verdict.to_confirm)
        key += ".to_confirm";
    else if (verdict.state == VerdictState::no && verdict.final_)
        key += ".final";
    else if (verdict.state == VerdictState::cannot_say && verdict.missing.empty())
        key += verdict.version.empty() ? ".no_rule" : ".to_verify";
    else if (verdict.state == VerdictState::announced && verdict.in_force)
        key += ".to_verify";
    const CivilDate date = verdict.from.value_or(verdict.until.value_or(verdict.day));
    return context.text(
        key, {{"date", display_date(date, context.content())}, {"authority", context.text(verdict.authority_key)}});
}

Block source_line(const Context& context, const Source& source) {
    return paragraph(context.text(
        "right.source", {{"title", source.title}, {"date", display_date(source.checked_on, context.content())}}));
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

Block rights_page(const Context& context) {
    Block panel;
    panel.role = Role::panel;
    panel.label = context.text("rights.title");
    panel.children.push_back(paragraph(context.text("rights.intro")));
    const AidFacts facts = aid_facts(context.model.profile(), context.content());
    add_best_question(context, facts, panel.children);
    const std::vector<Verdict> verdicts = judge_all(context, facts);
    const auto add_group = [&](const std::string& name, const auto& belongs) {
        std::vector<Block> cards;
        for (std::size_t i = 0; i < verdicts.size(); ++i)
            if (belongs(verdicts[i]))
                cards.push_back(measure_card(context, context.world.measures()[i], facts, verdicts[i]));
        if (cards.empty()) return;
        cards.insert(cards.begin(), heading(2, context.content().counted("verdict." + name + ".group",
                                                                         static_cast<std::int64_t>(cards.size()))));
        panel.children.push_back(group("rights-" + name, std::move(cards)));
    };
    for (const VerdictState state : order_of_states) {
        // What no answer here can settle is not a missing answer.
        if (state == VerdictState::cannot_say) add_group("to_verify", is_to_verify);
        add_group(std::string(name_of(state)),
                  [&](const Verdict& verdict) { return verdict.state == state && !is_to_verify(verdict); });
    }
    add_studies_form(context, verdicts, panel.children);
    panel.children.push_back(hire_form(context));
    panel.children.push_back(notice("who-decides", Tone::info, context.text("rights.who_decides")));
    Block print = button("print", context.text("rights.print"), Emphasis::secondary);
    print.script_only = true;
    panel.children.push_back(form("print-form", context.model.path, {std::move(print)}));
    panel.children.push_back(answers_on_paper(context, facts));
    return panel;
}

Block right_page(const Context& context, std::string_view id) {
    const Measure* measure = find_measure(context.world.measures(), id);
    Block panel;
    panel.role = Role::panel;
    if (measure == nullptr) return panel;
    const AidFacts facts = aid_facts(context.model.profile(), context.content());
    const Verdict verdict = judge(*measure, facts, reference_day(*measure, facts, context.model.moment.today));
    panel.label = context.text(measure->name_key());
    panel.children.push_back(back_link(context.text("nav.rights"), context.address("/droits")));
    add_state_tags(context, verdict, panel.children);
    panel.children.push_back(paragraph(verdict_sentence(context, verdict)));
    add_change(context, *measure, facts, verdict, panel.children);
    panel.children.push_back(paragraph(context.text(measure->summary_key())));
    const auto section = [&](std::string_view key, std::vector<Block> children) {
        if (children.empty()) return;
        panel.children.push_back(heading(2, context.text(key)));
        for (Block& child : children) panel.children.push_back(std::move(child));
    };
    if (!verdict.conditions.empty()) section("right.conditions", {conditions_list(context, verdict)});
    if (context.world.shortage().matters_for(measure->id)) panel.children.push_back(shortage_link(context));
    std::vector<Block> amount;
    add_amount(context, verdict.amount, amount);
    section("right.amount", std::move(amount));
    const auto lines_of = [&](const std::vector<std::string>& keys, Role role) {
        std::vector<Block> lines;
        for (const std::string& key : keys) lines.push_back(item(context.text(key)));
        Block block = list(std::move(lines));
        block.role = role;
        return block;
    };
    if (!verdict.next_keys.empty()) section("right.next", {lines_of(verdict.next_keys, Role::ordered_list)});
    if (!verdict.paper_keys.empty()) section("right.papers", {lines_of(verdict.paper_keys, Role::list)});
    section("right.source_title",
            {source_line(context, verdict.source), paragraph(context.text("rights.who_decides"))});
    return panel;
}

}  // namespace passerelle
