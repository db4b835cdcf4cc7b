// "Mes droits": every measure with its verdict and the reason, and the one question that would settle most, asked in
// place.
#include "portal/rights.hpp"

#include <algorithm>
#include <set>

#include "portal/forms.hpp"
#include "portal/pages.hpp"

namespace passerelle {
namespace {

using namespace blocks;

struct Judgement {
    AidFacts facts;
    std::vector<Verdict> verdicts;        // of World::measures()
    std::vector<SmallestChange> changes;  // likewise
};

void add_amount(const Context& context, const Verdict& verdict, std::vector<Block>& into) {
    std::vector<Block> lines;
    for (std::string& line : amount_lines(context, verdict.amount)) lines.push_back(item(std::move(line)));
    const std::string in_short = amount_in_short(context, verdict.amount);
    if (lines.size() == 1) {
        Block line = paragraph(context.text("right.amount.line"));
        line.value = lines.front().label;
        into.push_back(std::move(line));
    } else if (!lines.empty()) {
        into.push_back(list(std::move(lines)));
    } else if (in_short.empty() && context.content().has_text(verdict.amount.text_key)) {
        into.push_back(paragraph(context.text(verdict.amount.text_key)));
    }
    if (!in_short.empty()) into.push_back(paragraph(in_short));
}

Block measure_card(const Context& context, const Judgement& judgement, std::size_t index) {
    const Measure& measure = context.world.measures()[index];
    const Verdict& verdict = judgement.verdicts[index];
    Block card;
    card.role = Role::card;
    card.id = "right-" + measure.id;
    card.label = context.text(measure.name_key());
    card.target = context.address("/droits/" + measure.id);
    card.tone = tone_of(group_of(verdict));
    const bool promises = is_promise(verdict);
    card.children.push_back(state_tag(context, verdict));
    if (promises) add_amount(context, verdict, card.children);
    card.children.push_back(paragraph(verdict_sentence(context, verdict)));
    add_change(context, measure, judgement.facts, verdict, judgement.changes[index], card.children);
    if (promises) card.children.push_back(paragraph(who_decides(context, verdict)));
    if (!verdict.conditions.empty())
        card.children.push_back(details("why-" + measure.id, context.text("right.why"),
                                        {conditions_list(context, verdict), source_line(context, verdict)}));
    return card;
}

// Where the same is true of all of them a name is enough to see; it opens to the reasons, and each has its page.
Block name_that_opens(const Context& context, const Measure& measure, const Verdict& verdict) {
    const std::string name = context.text(measure.name_key());
    std::vector<Block> inside = {paragraph(verdict_sentence(context, verdict))};
    if (!verdict.conditions.empty()) inside.push_back(conditions_list(context, verdict));
    inside.push_back(source_line(context, verdict));
    inside.push_back(link(context.text("right.about", {{"name", name}}), context.address("/droits/" + measure.id)));
    return details("why-" + measure.id, name, std::move(inside));
}

void add_group(const Context& context, const Judgement& judgement, RightsGroup wanted, std::vector<Block>& into) {
    const std::vector<Measure>& measures = context.world.measures();
    std::vector<Block> children;
    std::vector<std::size_t> names;       // waiting for answers (asked one at a time, above), or gone
    std::vector<std::size_t> unverified;  // and nothing else to say
    std::vector<std::string> advice;      // the same for many: said once
    std::int64_t count = 0;
    for (std::size_t i = 0; i < measures.size(); ++i) {
        const Verdict& verdict = judgement.verdicts[i];
        if (group_of(verdict) != wanted) continue;
        ++count;
        std::vector<std::string> own = life_advice(context, judgement.facts, judgement.changes[i]);
        if (own.size() > advice.size()) advice = std::move(own);
        if (wanted == RightsGroup::cannot_say || wanted == RightsGroup::gone)
            names.push_back(i);
        else if (verdict.state == VerdictState::announced && verdict.in_force)
            unverified.push_back(i);
        else
            children.push_back(measure_card(context, judgement, i));
    }
    if (count == 0) return;
    if (!unverified.empty()) {
        if (unverified.size() < static_cast<std::size_t>(count))
            children.push_back(heading(3, context.text("rights.unverified.title")));
        children.push_back(paragraph(context.text("rights.unverified")));
    }
    for (const std::vector<std::size_t>* some : {&names, &unverified})
        for (const std::size_t i : *some)
            children.push_back(name_that_opens(context, measures[i], judgement.verdicts[i]));
    const std::string name(name_of(wanted));
    for (auto sentence = advice.rbegin(); sentence != advice.rend(); ++sentence)
        children.insert(children.begin(), paragraph(std::move(*sentence)));
    children.insert(children.begin(), heading(2, context.content().counted("verdict." + name + ".group", count)));
    into.push_back(group("rights-" + name, std::move(children)));
}

void add_best_question(const Context& context, const Judgement& judgement, std::vector<Block>& into) {
    const Question* question = best_question(context, judgement.facts, judgement.verdicts);
    if (question == nullptr) return;
    Block asked = form("best-question-form", context.model.path,
                       {question_block(context, *question, Path{"", "", question->id}),
                        button("answer", context.text("rights.answer"), Emphasis::primary)});
    asked.by_button = true;
    Block card;
    card.role = Role::card;
    card.id = "best-question";
    card.tone = Tone::info;
    card.label = context.text("rights.best_question");
    card.children.push_back(std::move(asked));
    into.push_back(std::move(card));
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
    fields.push_back(button("suppose", context.text("rights.recompute"), Emphasis::secondary));
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

// Said first, because everything below rests on it; and a way back.
void add_supposition(const Context& context, std::vector<Block>& into) {
    const std::string supposed = supposition(context);
    if (supposed.empty()) return;
    into.push_back(notice("supposed", Tone::wait, supposed,
                          {form("supposed-form", context.model.path,
                                {button("suppose-nothing", context.text("rights.today"), Emphasis::secondary)})}));
}

// Only what settles something, or was answered and may be changed.
void add_studies_form(const Context& context, const Judgement& judgement, std::vector<Block>& into) {
    std::set<std::string> useful;
    for (const Verdict& verdict : judgement.verdicts)
        for (std::string& question : left_to_ask(verdict)) useful.insert(std::move(question));
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

// ---- On paper: one page to take to a counter.

std::string line_on_paper(const Context& context, const Verdict& verdict) {
    std::string text = state_tag(context, verdict).label + ". " + verdict_sentence(context, verdict);
    const bool promises = is_promise(verdict);
    if (!promises) return text;
    for (const std::string& line : amount_lines(context, verdict.amount)) text += " " + line + ".";
    const std::string in_short = amount_in_short(context, verdict.amount);
    if (!in_short.empty()) text += " " + in_short;
    return text + " " + who_decides(context, verdict);
}

Block verdicts_on_paper(const Context& context, const Judgement& judgement) {
    const std::vector<Measure>& measures = context.world.measures();
    Block rows;
    rows.role = Role::summary_list;
    for (const RightsGroup wanted : groups_in_order) {
        const bool names_only = wanted == RightsGroup::cannot_say || wanted == RightsGroup::gone;
        std::string names;
        for (std::size_t i = 0; i < measures.size(); ++i) {
            const Verdict& verdict = judgement.verdicts[i];
            if (group_of(verdict) != wanted) continue;
            const std::string name = context.text(measures[i].name_key());
            if (names_only)
                names += (names.empty() ? "" : ", ") + name;
            else
                rows.children.push_back(row(name, line_on_paper(context, verdict)));
        }
        if (!names.empty())
            rows.children.push_back(row(context.text("verdict." + std::string(name_of(wanted))), names));
    }
    return rows;
}

Block answers_on_paper(const Context& context, const AidFacts& facts) {
    Block rows;
    rows.role = Role::summary_list;
    for (const Question& question : context.content().questions()) {
        const Json* value = member(facts.values(), question.id);
        if (value != nullptr)
            rows.children.push_back(row(context.text(question.text_key), display(question, *value, context.content())));
    }
    return group("answers-on-paper", {heading(2, context.text("rights.answers")), std::move(rows)});
}

Block paper(const Context& context, const Judgement& judgement) {
    const Profile& profile = context.model.profile();
    const std::string first = as_string(profile.value("first_name"));
    const std::string last = as_string(profile.value("last_name"));
    const std::string name = first.empty() || last.empty() ? first + last : first + " " + last;
    const std::string date = display_date(context.model.moment.today, context.content());
    Block block = group("on-paper", {});
    block.print_only = true;
    block.children.push_back(paragraph(name.empty()
                                           ? context.text("rights.paper.date", {{"date", date}})
                                           : context.text("rights.paper.name", {{"name", name}, {"date", date}})));
    const std::string supposed = supposition(context);
    if (!supposed.empty()) block.children.push_back(paragraph(supposed));
    block.children.push_back(verdicts_on_paper(context, judgement));
    block.children.push_back(answers_on_paper(context, judgement.facts));
    block.children.push_back(paragraph(context.text("rights.pre_check")));
    return block;
}

Block told_where(Block block, bool with_scripts) {
    (with_scripts ? block.script_only : block.no_script) = true;
    block.emphasis = Emphasis::quiet;
    return block;
}

}  // namespace

Block rights_page(const Context& context) {
    const AidFacts facts = aid_facts(context.model.profile(), context.content());
    Judgement judgement{facts, judge_all(context, facts), {}};
    for (std::size_t i = 0; i < judgement.verdicts.size(); ++i)
        judgement.changes.push_back(change_of(context, context.world.measures()[i], facts, judgement.verdicts[i]));
    Block panel;
    panel.role = Role::panel;
    panel.label = context.text("rights.title");
    std::vector<Block>& into = panel.children;
    panel.hint = context.text("rights.intro");
    into.push_back(told_where(paragraph(context.text("rights.on_device")), true));
    into.push_back(told_where(paragraph(context.text("rights.on_server")), false));
    add_supposition(context, into);
    add_best_question(context, judgement, into);  // on the first screen of a phone
    into.push_back(notice("who-decides", Tone::info, context.text("rights.who_decides")));
    // "And if": beside the other one below, unless it already rules what follows.
    const bool supposes = !supposition(context).empty();
    if (supposes) into.push_back(hire_form(context));
    for (const RightsGroup group : groups_in_order) add_group(context, judgement, group, into);
    if (!supposes) into.push_back(hire_form(context));
    add_studies_form(context, judgement, into);
    Block print = button("print", context.text("rights.print"), Emphasis::secondary);
    print.script_only = true;
    into.push_back(form("print-form", context.model.path, {std::move(print)}));
    into.push_back(told_where(paragraph(context.text("rights.print.menu")), false));
    into.push_back(paper(context, judgement));
    return panel;
}

}  // namespace passerelle
