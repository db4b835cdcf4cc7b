// "Métiers en pénurie": the list that counts today, how sure it is, what it decides, and how many there were before.
#include <algorithm>

#include "base/text.hpp"
#include "portal/pages.hpp"
#include "portal/rights.hpp"

namespace passerelle {
namespace {

using namespace blocks;

// "Liste 2025 : 146 métiers, dont 82 en pénurie et 64 fonctions critiques".
std::string summary(const Context& context, const ShortageList& list) {
    const Content& content = context.content();
    const std::string count = content.counted("shortage.count", list.total);
    if (list.shortage == 0 && list.critical == 0)
        return context.text("shortage.list", {{"year", list.id}, {"count", count}});
    const std::string split = context.text(
        "shortage.split", {{"shortage", content.number(list.shortage)}, {"critical", content.number(list.critical)}});
    return context.text("shortage.list.split", {{"year", list.id}, {"count", count}, {"split", split}});
}

// In the order of the language shown: accents and capitals do not count.
Block occupations(const Context& context, const ShortageList& list) {
    std::vector<std::pair<std::string, std::string>> names;
    for (const ShortageOccupation& occupation : list.occupations) {
        std::string name = context.text(occupation.name_key());
        names.emplace_back(fold(name), std::move(name));
    }
    std::sort(names.begin(), names.end());
    std::vector<Block> items;
    for (auto& [folded, name] : names) items.push_back(item(std::move(name)));
    return blocks::list(std::move(items));
}

std::string validity(const Context& context, const ShortageList& list) {
    const std::string from = display_date(list.valid_from, context.content());
    std::string text = list.valid_to
                           ? context.text("shortage.valid.until",
                                          {{"from", from}, {"until", display_date(*list.valid_to, context.content())}})
                           : context.text("shortage.valid.from", {{"from", from}});
    if (list.to_confirm) text += " " + context.text("shortage.valid.assumed");
    return text;
}

void add_list(const Context& context, const ShortageList& list, std::vector<Block>& into) {
    into.push_back(heading(2, summary(context, list)));
    into.push_back(paragraph(validity(context, list)));
    into.push_back(list.occupations.empty() ? paragraph(context.text("shortage.no_names"))
                                            : occupations(context, list));
}

// What the list is for, a tap away.
void add_decided(const Context& context, std::vector<Block>& into) {
    const std::vector<std::string>& decides = context.world.shortage().decides;
    if (decides.empty()) return;
    into.push_back(heading(2, context.text("shortage.decides")));
    for (const std::string& id : decides)
        into.push_back(group("shortage-for-" + id,  // a line each: links in a row stand side by side
                             {link(context.text("measure." + id + ".name"), context.address("/droits/" + id))}));
}

}  // namespace

Block shortage_link(const Context& context) {
    return link(context.text("shortage.see"), context.address("/droits/penurie"));
}

Block shortage_page(const Context& context) {
    const Shortage& shortage = context.world.shortage();
    const CivilDate today = context.model.moment.today;
    const ShortageList* current = shortage.list_on(today);
    Block panel;
    panel.role = Role::panel;
    panel.label = context.text("shortage.title");
    std::vector<Block>& into = panel.children;
    into.push_back(back_link(context.text("nav.rights"), context.address("/droits")));
    if (current != nullptr && (current->to_confirm || current->source.confidence != Confidence::official))
        into.push_back(tag(Tone::wait, context.text("shortage.to_confirm")));
    into.push_back(paragraph(context.text("shortage.intro")));
    into.push_back(
        details("shortage-term", context.text("shortage.term"), {paragraph(context.text("shortage.term.text"))}));
    if (current == nullptr) {
        into.push_back(paragraph(context.text("shortage.none")));
    } else {
        if (!current->note_key.empty())
            into.push_back(notice("shortage-note", Tone::wait, context.text(current->note_key),
                                  {paragraph(context.text(current->note_key + ".text"))}));
        add_list(context, *current, into);
    }
    add_decided(context, into);
    std::vector<Block> older;
    for (auto list = shortage.lists.rbegin(); list != shortage.lists.rend(); ++list)
        if (list->valid_to && *list->valid_to < today) older.push_back(item(summary(context, *list)));
    if (!older.empty()) {
        into.push_back(heading(2, context.text("shortage.older")));
        into.push_back(blocks::list(std::move(older)));
    }
    if (current != nullptr) {
        into.push_back(heading(2, context.text("right.source_title")));
        into.push_back(source_line(context, current->source));
    }
    into.push_back(paragraph(context.text("shortage.who_decides")));
    return panel;
}

}  // namespace passerelle
