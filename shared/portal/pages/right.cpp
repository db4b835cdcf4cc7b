// One measure: the verdict, the conditions one by one, what is paid, what to do, where, and where that comes from.
#include "portal/pages.hpp"
#include "portal/rights.hpp"

namespace passerelle {
namespace {

using namespace blocks;

Block lines_of(const Context& context, const std::vector<std::string>& keys, Role role) {
    std::vector<Block> lines;
    for (const std::string& key : keys) lines.push_back(item(context.text(key)));
    Block block = list(std::move(lines));
    block.role = role;
    return block;
}

std::vector<Block> amount_of(const Context& context, const Verdict& verdict) {
    std::vector<Block> blocks;
    std::vector<Block> lines;
    for (std::string& line : amount_lines(context, verdict.amount)) lines.push_back(item(std::move(line)));
    if (!lines.empty()) blocks.push_back(list(std::move(lines)));
    if (context.content().has_text(verdict.amount.text_key))
        blocks.push_back(paragraph(context.text(verdict.amount.text_key)));
    return blocks;
}

}  // namespace

Block right_page(const Context& context, std::string_view id) {
    const Measure* measure = find_measure(context.world.measures(), id);
    Block panel;
    panel.role = Role::panel;
    if (measure == nullptr) return panel;
    const AidFacts facts = aid_facts(context.model.profile(), context.content());
    const Verdict verdict = judge(*measure, facts, reference_day(facts, context.model.moment.today));
    const RightsGroup group = group_of(verdict);
    panel.label = context.text(measure->name_key());
    std::vector<Block>& into = panel.children;
    into.push_back(back_link(context.text("nav.rights"), context.address("/droits")));
    const std::string supposed = supposition(context);
    if (!supposed.empty()) into.push_back(notice("supposed", Tone::wait, supposed));
    into.push_back(state_tag(context, verdict));
    into.push_back(paragraph(verdict_sentence(context, verdict)));
    if (is_to_confirm(verdict)) into.push_back(paragraph(whom_to_ask(context, verdict)));
    const SmallestChange change = change_of(context, *measure, facts, verdict);
    add_change(context, *measure, facts, verdict, change, into);
    for (std::string& sentence : life_advice(context, facts, change)) into.push_back(paragraph(std::move(sentence)));
    into.push_back(paragraph(context.text(measure->summary_key())));
    const auto section = [&](std::string_view key, std::vector<Block> children) {
        if (children.empty()) return;
        into.push_back(heading(2, context.text(key)));
        for (Block& child : children) into.push_back(std::move(child));
    };
    if (!verdict.conditions.empty()) section("right.conditions", {conditions_list(context, verdict)});
    if (context.world.shortage().matters_for(measure->id)) into.push_back(shortage_link(context));
    // There is nothing to get or to do where the answer is no, or what can not be asked for any more.
    const bool open = verdict.state != VerdictState::closed;
    if (group != RightsGroup::no) section("right.amount", amount_of(context, verdict));
    if (open && group != RightsGroup::no && !verdict.next_keys.empty()) {
        std::vector<Block> next;
        if (group == RightsGroup::not_yet && *verdict.from > context.model.moment.today)
            next.push_back(
                paragraph(context.text("right.next.from", {{"date", display_date(*verdict.from, context.content())}})));
        next.push_back(lines_of(context, verdict.next_keys, Role::ordered_list));
        section("right.next", std::move(next));
    }
    if (open && group != RightsGroup::no && !verdict.paper_keys.empty())
        section("right.papers", {lines_of(context, verdict.paper_keys, Role::list)});
    if (open) section("right.where", {paragraph(context.text(verdict.authority_key + ".where"))});
    section("right.source_title", {source_line(context, verdict), paragraph(who_decides(context, verdict)),
                                   paragraph(context.text("rights.pre_check"))});
    into.push_back(back_link(context.text("nav.rights"), context.address("/droits")));
    return panel;
}

}  // namespace passerelle
