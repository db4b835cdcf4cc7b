#include "html/blocks.hpp"

#include <algorithm>
#include <array>

namespace passerelle::html {
namespace {

Name heading_name(std::int32_t level) {
    static constexpr std::array<Name, 6> names = {"h1", "h2", "h3", "h4", "h5", "h6"};
    return names[static_cast<std::size_t>(std::clamp(level, 1, 6) - 1)];
}

// Names an element by its visible label, so that the words exist once.
void label_by(Writer& writer, const Block& block) {
    if (block.label.empty()) return;
    if (block.id.empty()) {
        writer.attribute("aria-label", block.label);
    } else {
        writer.id("aria-labelledby", block.id, "-label");
    }
}

void draw_heading(Writer& writer, const Block& block, std::int32_t level) {
    if (block.label.empty()) return;
    writer.open(heading_name(level)).id("id", block.id, "-label").text(block.label).close();
}

// Heard, not seen: the context that the eye takes from the place.
void draw_hidden(Writer& writer, std::string_view text) {
    draw_text(writer, "span", "vh", text);
}

void address_of(Writer& writer, const Block& block) {
    if (block.target.size() > 1 && block.target.front() == '#' && block.target != "#main") {
        writer.address("href", "#" + safe_id(std::string_view(block.target).substr(1)) + "-input");
    } else if (!block.disabled) {
        writer.address("href", block.target);
    }
}

void draw_link(Writer& writer, const Block& block) {
    const bool as_button = block.emphasis == Emphasis::primary;
    const bool skip = block.target == "#main";
    open(writer, "a", block, as_button ? "button primary" : skip ? "skip" : "link");
    address_of(writer, block);
    if (block.current) writer.attribute("aria-current", "page");
    if (!block.language.empty()) writer.attribute("lang", block.language).attribute("hreflang", block.language);
    draw_icon(writer, block.icon);
    writer.open("span").text(block.label).close();
    draw_text(writer, "span", "count", block.value);
    draw_text(writer, "span", "hint", block.hint);
    writer.close();
}

bool is_action(const Block& block) {
    return block.role == Role::button;
}

// Buttons that follow each other stand in one row.
void draw_flow(Writer& writer, const std::vector<Block>& blocks) {
    for (auto at = blocks.begin(); at != blocks.end();) {
        const auto end = std::find_if_not(at, blocks.end(), is_action);
        if (end - at < 2) {
            draw(writer, *at++);
            continue;
        }
        writer.open("div").attribute("class", "actions");
        for (; at != end; ++at) draw(writer, *at);
        writer.close();
    }
}

void draw_group(Writer& writer, const Block& block) {
    const bool actions =
        !block.children.empty() && std::all_of(block.children.begin(), block.children.end(), [](const Block& child) {
            return child.role == Role::button || child.role == Role::link || child.role == Role::tag;
        });
    open(writer, block.label.empty() ? Name("div") : Name("section"), block, actions ? "group actions" : "group");
    label_by(writer, block);
    draw_heading(writer, block, block.level);
    draw_text(writer, "p", "hint", block.hint);
    draw(writer, block.children);
    writer.close();
}

void draw_card(Writer& writer, const Block& block) {
    open(writer, "div", block, block.target.empty() ? "card" : "card leads");
    if (!block.id.empty() && block.target.empty()) writer.attribute("tabindex", "-1");  // see draw_notice
    if (!block.label.empty()) {
        writer.open("div").attribute("class", "card-head");
        draw_icon(writer, block.icon);
        writer.open(heading_name(block.level)).id("id", block.id, "-label");
        if (!block.target.empty()) {
            writer.open("a");
            address_of(writer, block);
            writer.text(block.label).close();
        } else {
            writer.text(block.label);
        }
        writer.close();
        draw_text(writer, "span", "card-value", block.value);
        writer.close();
    }
    draw_text(writer, "p", "hint", block.hint);
    draw_flow(writer, block.children);
    writer.close();
}

void draw_paragraph(Writer& writer, const Block& block) {
    const bool quiet = block.emphasis == Emphasis::quiet;
    open(writer, "p", block, quiet ? "text quiet" : "text");
    draw_icon(writer, block.icon);
    if (!block.label.empty() && !block.value.empty()) {
        writer.open("span").attribute("class", "of").text(block.label).close().text(" ");
        writer.open("strong").text(block.value).close();
    } else {
        writer.text(block.label).text(block.value);
    }
    if (!block.hint.empty()) writer.text(" ").open("span").attribute("class", "hint").text(block.hint).close();
    writer.close();
}

void draw_notice(Writer& writer, const Block& block) {
    open(writer, "div", block, "notice");
    if (!block.id.empty()) writer.attribute("tabindex", "-1");  // what just happened may take the focus
    draw_text(writer, "p", "notice-title", block.label);
    draw_text(writer, "p", "", block.value);
    draw_text(writer, "p", "hint", block.hint);
    draw_flow(writer, block.children);
    writer.close();
}

void draw_error_summary(Writer& writer, const Block& block) {
    open(writer, "div", block, "error-summary").attribute("role", "alert").attribute("tabindex", "-1");
    label_by(writer, block);
    draw_heading(writer, block, 2);
    writer.open("ul");
    for (const Block& child : block.children) {
        writer.open("li");
        draw(writer, child);
        writer.close();
    }
    writer.close().close();
}

const Block* first_button(const std::vector<Block>& blocks, bool primary_only) {
    for (const Block& block : blocks) {
        if (block.role == Role::form) continue;
        // A combobox without scripts has a find button and suggestions, all of them before what follows.
        if (!primary_only && block.role == Role::combobox) return &block;
        if (block.role == Role::button && (!primary_only || block.emphasis == Emphasis::primary)) return &block;
        if (const Block* found = first_button(block.children, primary_only); found != nullptr) return found;
    }
    return nullptr;
}

void draw_form(Writer& writer, const Block& block) {
    open(writer, "form", block, "form").attribute("method", "post").address("action", block.target).flag("novalidate");
    if (!block.label.empty()) writer.attribute("aria-label", block.label);
    if (block.by_button) writer.attribute("data-by-button", "");
    // Enter presses the first button of a form: that must be the main one, not "remove" (HTML 4.10.21.2).
    const Block* main = first_button(block.children, true);
    if (main != nullptr && main != first_button(block.children, false)) {
        std::string action = main->name;
        if (!main->value.empty()) action.append("=").append(main->value);
        writer.open("button").attribute("class", "default vh").attribute("name", "action").attribute("value", action);
        writer.attribute("tabindex", "-1").attribute("aria-hidden", "true").text(main->label).close();
    }
    draw_flow(writer, block.children);
    writer.close();
}

void draw_details(Writer& writer, const Block& block) {
    open(writer, "details", block, "details").flag("open", block.open);
    writer.open("summary");
    draw_icon(writer, block.icon);
    writer.open("span").text(block.label).close();
    draw_text(writer, "span", "hint", block.hint);
    writer.close();
    writer.open("div").attribute("class", "details-body");
    draw_flow(writer, block.children);
    writer.close().close();
}

void draw_list(Writer& writer, const Block& block, Name element) {
    open(writer, element, block, "list");
    writer.optional("aria-label", block.label);
    if (!block.id.empty() && !block.label.empty()) writer.attribute("tabindex", "-1");  // "see the offers" leads here
    for (const Block& child : block.children) {
        const bool item = child.role == Role::list_item || child.role == Role::task;
        if (!item) writer.open("li").attribute("class", "bare");
        draw(writer, child);
        if (!item) writer.close();
    }
    writer.close();
}

void draw_list_item(Writer& writer, const Block& block) {
    open(writer, "li", block, "");
    draw_icon(writer, block.icon);
    if (!block.value.empty()) {
        writer.open("span").attribute("class", "vh").text(block.value).text(" : ").close();
    }
    if (!block.target.empty()) {
        writer.open("a");
        address_of(writer, block);
        writer.text(block.label).close();
    } else {
        writer.text(block.label);
    }
    draw_text(writer, "span", "hint", block.hint);
    draw(writer, block.children);
    writer.close();
}

void draw_summary_row(Writer& writer, const Block& block) {
    open(writer, "div", block, "row");
    writer.open("dt").text(block.label).close();
    writer.open("dd").attribute("class", block.value.empty() ? "answer none" : "answer");
    if (!block.value.empty())
        writer.open("span").attribute("class", "said").attribute("dir", "auto").text(block.value).close();
    draw_text(writer, "span", "error-text", block.error);
    draw(writer, block.children);
    writer.close();
    if (!block.target.empty()) {
        writer.open("dd").attribute("class", "change").open("a").attribute("class", "link");
        address_of(writer, block);
        writer.text(block.hint);
        draw_hidden(writer, " " + block.label);
        writer.close().close();
    }
    writer.close();
}

void draw_task(Writer& writer, const Block& block) {
    open(writer, "li", block, "task");
    writer.open("div").attribute("class", "task-text");
    const Name element = block.target.empty() ? Name("span") : Name("a");
    writer.open(element).attribute("class", "task-name");
    if (!block.target.empty()) address_of(writer, block);
    writer.text(block.label).close();
    draw_text(writer, "span", "hint", block.hint);
    writer.close();
    if (!block.value.empty()) {
        Block state;
        state.tone = block.tone;
        writer.open("span").attribute("class", classes(state, "tag")).text(block.value).close();
    }
    draw(writer, block.children);
    writer.close();
}

void draw_meter(Writer& writer, const Block& block) {
    open(writer, "div", block, "meter");
    draw_icon(writer, block.icon);
    if (!block.label.empty()) {
        writer.open("span").id("id", block.id, "-label").attribute("class", "of").text(block.label).close();
    }
    writer.open("strong").text(block.value);
    if (!block.suffix.empty()) writer.text(" ").text(block.suffix);
    writer.close();
    // The number is read beside it; the bar is for the eye.
    writer.open("meter").attribute("min", block.minimum).attribute("max", block.maximum);
    writer.attribute("value", block.value).attribute("aria-hidden", "true").close();
    draw_text(writer, "span", "hint", block.hint);
    writer.close();
}

void draw_table(Writer& writer, const Block& block) {
    // The frame scrolls sideways on narrow screens, so the keyboard must reach it (WCAG 2.1.1).
    open(writer, "div", block, "table").attribute("role", "region").attribute("tabindex", "0");
    label_by(writer, block);
    writer.open("table");
    if (!block.label.empty()) writer.open("caption").id("id", block.id, "-label").text(block.label).close();
    if (!block.options.empty()) {
        writer.open("thead").open("tr");
        for (const Option& column : block.options)
            writer.open("th").attribute("scope", "col").text(column.label).close();
        writer.close().close();
    }
    writer.open("tbody");
    for (const Block& row : block.children) {
        if (row.role == Role::table_row) draw(writer, row);
    }
    writer.close().close().close();
}

void draw_table_row(Writer& writer, const Block& block) {
    open(writer, "tr", block, "");
    bool first = true;
    for (const Block& cell : block.children) {
        writer.open(first ? Name("th") : Name("td"));
        if (first) writer.attribute("scope", "row");
        const bool linked = first && !block.target.empty() && cell.role != Role::link;
        if (linked) {
            writer.open("a");
            address_of(writer, block);
        }
        draw(writer, cell);
        if (linked) writer.close();
        writer.close();
        first = false;
    }
    writer.close();
}

void draw_navigation(Writer& writer, const Block& block) {
    const bool folded = !block.value.empty();
    const bool plain = !folded && block.emphasis == Emphasis::quiet;
    open(writer, "nav", block, folded ? "menu fold" : plain ? "links" : "menu");
    writer.optional("aria-label", block.label);
    // The list stands after the disclosure, not in it: style shows it where there is room, whatever the disclosure
    // says.
    if (!plain) {
        writer.open("details").attribute("class", "toggle").open("summary");
        draw_icon(writer, folded ? "fold" : "menu");
        if (folded) draw_hidden(writer, block.label);
        writer.open("span").text(folded ? block.value : block.label).close();
        writer.close().close();
    }
    writer.open("ul");
    for (const Block& child : block.children) {
        writer.open("li");
        draw(writer, child);
        writer.close();
    }
    writer.close().close();
}

// The words are the disclosure: one line, which opens to what waits and why. The live region stays the same element
// while its words change, else they are not read out.
void draw_status(Writer& writer, const Block& block) {
    open(writer, "div", block, "status");
    const bool opens = !block.children.empty();
    if (opens) writer.open("details").flag("open", block.open);
    writer.open(opens ? Name("summary") : Name("p")).open("span").attribute("role", "status");
    if (block.value.empty()) {
        writer.text(block.label);
    } else {
        draw_hidden(writer, block.label);
        writer.text(" ").text(block.value);
    }
    writer.close();
    draw_text(writer, "span", "hint", block.hint);
    writer.close();
    if (opens) {
        writer.open("div").attribute("class", "details-body");
        draw_flow(writer, block.children);
        writer.close().close();
    }
    writer.close();
}

void draw_panel(Writer& writer, const Block& block) {
    open(writer, "div", block, "panel");
    // The way back comes before the title, wherever the page's own blocks begin.
    const bool back =
        !block.children.empty() && block.children.front().role == Role::link && block.children.front().icon == "back";
    if (back) draw(writer, block.children.front());
    writer.open("div").attribute("class", "panel-head");
    writer.open("h1").id("id", block.id, "-label").attribute("tabindex", "-1").text(block.label).close();
    draw_text(writer, "span", "where", block.value);
    writer.close();
    draw_text(writer, "p", "lead", block.hint);
    draw_flow(writer, {block.children.begin() + (back ? 1 : 0), block.children.end()});
    writer.close();
}

}  // namespace

std::string classes(const Block& block, std::string_view own) {
    static constexpr std::array<std::string_view, 5> tones = {"", "info", "good", "wait", "bad"};
    std::string all(own);
    const auto add = [&all](std::string_view name) {
        if (name.empty()) return;
        if (!all.empty()) all.push_back(' ');
        all += name;
    };
    add(tones[static_cast<std::size_t>(block.tone)]);
    if (!block.error.empty()) add("in-error");
    if (block.script_only) add("script-only");
    if (block.no_script) add("no-script");
    if (block.print_only) add("print-only");
    return all;
}

Writer& open(Writer& writer, Name element, const Block& block, std::string_view own) {
    return writer.open(element).id("id", block.id).optional("class", classes(block, own));
}

void draw_text(Writer& writer, Name element, std::string_view class_name, std::string_view text) {
    if (text.empty()) return;
    writer.open(element).optional("class", class_name).text(text).close();
}

void draw_icon(Writer& writer, std::string_view name) {
    if (name.empty()) return;
    writer.open("span").attribute("class", "i i-" + safe_id(name)).close();
}

void draw(Writer& writer, const std::vector<Block>& blocks) {
    for (const Block& block : blocks) draw(writer, block);
}

void draw(Writer& writer, const Block& block) {
    switch (block.role) {
        case Role::group:
            return draw_group(writer, block);
        case Role::card:
            return draw_card(writer, block);
        case Role::heading:
            open(writer, heading_name(block.level), block, "").text(block.label).close();
            return;
        case Role::paragraph:
            return draw_paragraph(writer, block);
        case Role::notice:
            return draw_notice(writer, block);
        case Role::error_summary:
            return draw_error_summary(writer, block);
        case Role::tag:
            open(writer, "span", block, "tag").text(block.label).close();
            return;
        case Role::link:
            return draw_link(writer, block);
        case Role::button:
            return draw_button(writer, block);
        case Role::form:
            return draw_form(writer, block);
        case Role::text_field:
        case Role::text_area:
        case Role::date_field:
        case Role::radio_group:
        case Role::checkbox_group:
        case Role::checkbox:
        case Role::select:
        case Role::combobox:
        case Role::slider:
            return draw_field(writer, block);
        case Role::details:
            return draw_details(writer, block);
        case Role::list:
            return draw_list(writer, block, "ul");
        case Role::ordered_list:
            return draw_list(writer, block, "ol");
        case Role::list_item:
            return draw_list_item(writer, block);
        case Role::summary_list:
            open(writer, "dl", block, "summary");
            for (const Block& row : block.children) {
                if (row.role == Role::summary_row) draw(writer, row);
            }
            writer.close();
            return;
        case Role::summary_row:
            return draw_summary_row(writer, block);
        case Role::task_list:
            open(writer, "ul", block, "tasks").optional("aria-label", block.label);
            for (const Block& task : block.children) {
                if (task.role == Role::task) draw(writer, task);
            }
            writer.close();
            return;
        case Role::task:
            return draw_task(writer, block);
        case Role::meter:
            return draw_meter(writer, block);
        case Role::table:
            return draw_table(writer, block);
        case Role::table_row:
            return draw_table_row(writer, block);
        case Role::navigation:
            return draw_navigation(writer, block);
        case Role::status:
            return draw_status(writer, block);
        case Role::panel:
            return draw_panel(writer, block);
    }
}

}  // namespace passerelle::html
