// What a person fills in: each field is its label, hint, error and control, in that order, tied together by ids.
#include <algorithm>
#include <array>

#include "base/date.hpp"
#include "base/text.hpp"
#include "html/blocks.hpp"

namespace passerelle::html {
namespace {

// Controls need an id to be labelled; a field without one takes its name's.
std::string_view field_id(const Block& block) {
    if (!block.id.empty()) return block.id;
    return block.name.empty() ? std::string_view("field") : std::string_view(block.name);
}

void describe_by(Writer& writer, const Block& block) {
    std::string ids;
    const auto add = [&](bool present, std::string_view part) {
        if (!present) return;
        if (!ids.empty()) ids.push_back(' ');
        ids += safe_id(field_id(block)).append(part);
    };
    add(!block.hint.empty(), "-hint");
    add(!block.error.empty(), "-error");
    add(!block.suffix.empty(), "-suffix");
    writer.optional("aria-describedby", ids);
}

void draw_hint_and_error(Writer& writer, const Block& block) {
    const std::string_view id = field_id(block);
    if (!block.hint.empty()) {
        writer.open("p").id("id", id, "-hint").attribute("class", "hint").text(block.hint).close();
    }
    if (!block.error.empty()) {
        writer.open("p").id("id", id, "-error").attribute("class", "error-text").text(block.error).close();
    }
}

// State that every control tells. For a group it is on the fieldset, where the radios themselves cannot say it.
void state_of(Writer& writer, const Block& block) {
    if (!block.error.empty()) writer.attribute("aria-invalid", "true");
    writer.flag("required", block.required).flag("disabled", block.disabled);
}

void draw_label(Writer& writer, const Block& block) {
    const std::string_view id = field_id(block);
    writer.open("label").id("for", id, "-input").id("id", id, "-label").text(block.label).close();
    draw_hint_and_error(writer, block);
}

void draw_suffix(Writer& writer, const Block& block) {
    if (block.suffix.empty()) return;
    writer.open("span").id("id", field_id(block), "-suffix").attribute("class", "suffix").text(block.suffix).close();
}

// Short answers get short boxes: the width says how much is expected.
std::string_view width_class(const Block& block) {
    if (block.max_length > 0 && block.max_length <= 4) return "w4";
    if (block.max_length > 0 && block.max_length <= 10) return "w10";
    if (block.input == Input::whole_number) return "w6";
    return block.input == Input::telephone ? "w10" : "";
}

void draw_number(Writer& writer, const Block& block, std::string_view class_name) {
    writer.empty("input").id("id", field_id(block), "-input").optional("class", class_name);
    writer.attribute("name", block.name).attribute("inputmode", "numeric").attribute("value", block.value);
    writer.attribute("autocomplete", "off");
    describe_by(writer, block);
    state_of(writer, block);
}

void draw_text_field(Writer& writer, const Block& block) {
    struct Kind {
        std::string_view type;
        std::string_view mode;
    };
    // Whole numbers are text: a number input eats "1 850" silently and changes its value when one scrolls over it.
    static constexpr std::array<Kind, 6> kinds = {Kind{"text", ""},        Kind{"email", ""},  Kind{"tel", ""},
                                                  Kind{"text", "numeric"}, Kind{"search", ""}, Kind{"password", ""}};
    const Kind& kind = kinds[static_cast<std::size_t>(block.input)];
    draw_label(writer, block);
    writer.open("div").attribute("class", "affix");
    writer.empty("input").id("id", field_id(block), "-input").optional("class", width_class(block));
    writer.attribute("type", kind.type).optional("inputmode", kind.mode).attribute("name", block.name);
    writer.attribute("value", block.value).optional("autocomplete", block.autocomplete);
    if (block.max_length > 0) writer.attribute("maxlength", block.max_length);
    if (block.input == Input::text) writer.attribute("dir", "auto");
    describe_by(writer, block);
    state_of(writer, block);
    draw_suffix(writer, block);
    writer.close();
}

void draw_text_area(Writer& writer, const Block& block) {
    draw_label(writer, block);
    writer.open("textarea").id("id", field_id(block), "-input").attribute("name", block.name).attribute("rows", 5);
    if (block.max_length > 0) writer.attribute("maxlength", block.max_length);
    writer.attribute("dir", "auto");
    describe_by(writer, block);
    state_of(writer, block);
    // The parser drops one line feed after the tag: this one, never the person's.
    writer.text("\n").text(block.value).close();
}

void draw_legend(Writer& writer, const Block& block) {
    writer.open("legend").id("id", field_id(block), "-label").text(block.label).close();
    draw_hint_and_error(writer, block);
}

std::array<std::string, 3> date_parts(std::string_view value) {
    if (const auto date = CivilDate::parse(value)) {
        return {std::to_string(date->day()), std::to_string(date->month()), std::to_string(date->year())};
    }
    std::array<std::string, 3> parts;
    const auto typed = split(value, '/');
    for (std::size_t i = 0; i < parts.size() && i < typed.size(); ++i) parts[i] = typed[i];
    return parts;
}

void draw_date(Writer& writer, const Block& block) {
    struct Part {
        std::string_view suffix;
        std::string_view id;
        std::string_view autofill;
        std::int32_t length;
    };
    static constexpr std::array<Part, 3> parts = {
        Part{".day", "-input", "-day", 2}, Part{".month", "-month", "-month", 2}, Part{".year", "-year", "-year", 4}};
    draw_legend(writer, block);
    writer.open("div").attribute("class", "date-parts");
    const auto values = date_parts(block.value);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const Part& part = parts[i];
        const std::string id = std::string(field_id(block)).append(part.id);
        writer.open("div");
        if (i < block.options.size()) writer.open("label").id("for", id).text(block.options[i].label).close();
        writer.empty("input").id("id", id).attribute("class", part.length == 2 ? "w2" : "w4");
        if (i >= block.options.size()) writer.id("aria-labelledby", field_id(block), "-label");
        writer.attribute("name", std::string(block.name).append(part.suffix)).attribute("inputmode", "numeric");
        writer.attribute("maxlength", part.length).attribute("value", values[i]);
        writer.attribute("autocomplete", block.autocomplete == "bday" ? "bday" + std::string(part.autofill) : "off");
        state_of(writer, block);
        writer.close();
    }
    writer.close();
}

// Radios and checkboxes: the whole row is the label, so that a thumb finds it.
void draw_choices(Writer& writer, const Block& block, bool several) {
    draw_legend(writer, block);
    const std::string name = several ? block.name + "[]" : block.name;
    // Without it a browser sends nothing for a group with nothing checked.
    if (several) writer.empty("input").attribute("type", "hidden").attribute("name", name).attribute("value", "");
    // Side by side only what does not wrap in half a phone.
    constexpr std::size_t short_label = 14;
    const bool pair = block.options.size() == 2 && block.options[0].label.size() <= short_label &&
                      block.options[1].label.size() <= short_label;
    writer.open("div").attribute("class", pair ? "choices pair" : "choices");
    for (std::size_t i = 0; i < block.options.size(); ++i) {
        const Option& option = block.options[i];
        writer.open("label").attribute("class", "choice");
        writer.empty("input").attribute("type", several ? "checkbox" : "radio");
        writer.id("id", field_id(block), i == 0 ? "-input" : "-" + std::to_string(i));
        writer.attribute("name", name).attribute("value", option.value);
        writer.flag("checked", option.checked || (!several && option.value == block.value));
        if (several && !block.error.empty()) writer.attribute("aria-invalid", "true");
        writer.flag("disabled", block.disabled);
        writer.open("span").text(option.label);
        draw_text(writer, "span", "hint", option.hint);
        writer.close().close();
    }
    writer.close();
}

void draw_checkbox(Writer& writer, const Block& block) {
    writer.empty("input").attribute("type", "hidden").attribute("name", block.name).attribute("value", "");
    writer.open("label").attribute("class", "choice").id("id", field_id(block), "-label");
    writer.empty("input").attribute("type", "checkbox").id("id", field_id(block), "-input");
    writer.attribute("name", block.name).attribute("value", "on").flag("checked", block.checked);
    describe_by(writer, block);
    state_of(writer, block);
    writer.open("span").text(block.label).close().close();
    draw_hint_and_error(writer, block);
}

void draw_options(Writer& writer, const Block& block) {
    for (const Option& option : block.options) {
        writer.open("option")
            .attribute("value", option.value)
            .flag("selected", option.checked || option.value == block.value);
        writer.text(option.label).close();
    }
}

void draw_select(Writer& writer, const Block& block) {
    draw_label(writer, block);
    writer.open("select").id("id", field_id(block), "-input").attribute("name", block.name);
    writer.optional("autocomplete", block.autocomplete);
    describe_by(writer, block);
    state_of(writer, block);
    draw_options(writer, block);
    writer.close();
}

// A combobox's button, which looks the typed text up without scripts, stands beside its input.
bool is_button(const Block& block) {
    return block.role == Role::button;
}

void draw_combobox(Writer& writer, const Block& block) {
    const std::string_view id = field_id(block);
    const bool open = !block.options.empty();
    draw_label(writer, block);
    writer.open("div").attribute("class", "combobox");
    writer.empty("input").id("id", id, "-input").attribute("name", block.name).attribute("value", block.value);
    writer.attribute("role", "combobox").attribute("aria-autocomplete", "list").attribute("aria-haspopup", "listbox");
    writer.attribute("aria-expanded", open ? "true" : "false").id("aria-controls", id, "-list");
    writer.attribute("autocomplete", "off").attribute("spellcheck", "false");
    describe_by(writer, block);
    state_of(writer, block);
    const auto find = std::find_if(block.children.begin(), block.children.end(), is_button);
    if (find != block.children.end()) {
        draw_button(writer, *find);
    } else {
        writer.open("button").attribute("class", "button find no-script").attribute("name", "action");
        writer.attribute("value", "find:" + block.name).id("aria-labelledby", id, "-label");
        draw_icon(writer, "search");
        writer.close();
    }
    if (open) {
        writer.open("ul")
            .id("id", id, "-list")
            .attribute("class", "suggestions script-only")
            .attribute("role", "listbox");
        writer.id("aria-labelledby", id, "-label");
        for (std::size_t i = 0; i < block.options.size(); ++i) {
            const Option& option = block.options[i];
            writer.open("li").id("id", id, "-option-" + std::to_string(i)).attribute("role", "option");
            writer.attribute("aria-selected", option.checked ? "true" : "false");
            writer.attribute("data-action", "pick:" + block.name + "=" + option.value);
            writer.open("span").text(option.label).close();
            draw_text(writer, "span", "hint", option.hint);
            writer.close();
        }
        writer.close();
    }
    writer.close();
    if (open) {
        writer.open("ul").attribute("class", "found no-script");
        for (const Option& option : block.options) {
            writer.open("li").open("button").attribute("class", "button quiet").attribute("name", "action");
            writer.attribute("value", "pick:" + block.name + "=" + option.value)
                .open("span")
                .text(option.label)
                .close();
            draw_text(writer, "span", "hint", option.hint);
            writer.close().close();
        }
        writer.close();
    }
}

void draw_range(Writer& writer, const Block& block, std::string_view part, std::string_view said = {}) {
    const std::string_view id = field_id(block);
    writer.empty("input").id("id", id, part).attribute("class", "script-only").attribute("type", "range");
    writer.attribute("min", block.minimum).attribute("max", block.maximum).attribute("step", block.step);
    // Without a value a browser puts the thumb in the middle, which would look like an answer.
    writer.attribute("value", block.value.empty() ? std::to_string(block.minimum) : block.value);
    writer.attribute("data-name", block.name).id("aria-labelledby", id, "-label");
    if (!block.options.empty()) writer.attribute("aria-valuetext", said);
    writer.flag("disabled", block.disabled);
}

// The word stands on the line of the label, so that the track has the whole width of a phone.
void draw_degrees(Writer& writer, const Block& block) {
    const std::string_view id = field_id(block);
    const auto chosen = std::find_if(block.options.begin(), block.options.end(),
                                     [&](const Option& option) { return option.value == block.value; });
    const std::string_view said = chosen == block.options.end() ? std::string_view{} : chosen->label;
    writer.open("div").attribute("class", "degrees");
    draw_label(writer, block);
    // Decoration: the slider says the same word.
    writer.open("span").attribute("class", "degree script-only").attribute("aria-hidden", "true").text(said).close();
    draw_range(writer, block, "-input", said);
    writer.open("select").attribute("class", "no-script").attribute("name", block.name);
    writer.id("aria-labelledby", id, "-label").flag("disabled", block.disabled);
    draw_options(writer, block);
    writer.close().close();
}

void draw_slider(Writer& writer, const Block& block) {
    if (!block.options.empty()) return draw_degrees(writer, block);
    draw_label(writer, block);
    writer.open("div").attribute("class", "slider-row");
    draw_range(writer, block, "-range");
    writer.open("span").attribute("class", "affix");
    draw_number(writer, block, "w4");
    draw_suffix(writer, block);
    writer.close().close();
}

}  // namespace

void draw_button(Writer& writer, const Block& block) {
    static constexpr std::array<std::string_view, 4> looks = {"button", "button primary", "button quiet",
                                                              "button danger"};
    std::string action = block.name;
    if (!block.value.empty()) action.append("=").append(block.value);
    open(writer, "button", block, looks[static_cast<std::size_t>(block.emphasis)]);
    writer.attribute("name", "action").attribute("value", action).flag("disabled", block.disabled);
    draw_icon(writer, block.icon);
    writer.open("span").text(block.label);
    if (!block.hint.empty()) writer.open("span").attribute("class", "vh").text(" ").text(block.hint).close();
    writer.close().close();
}

void draw_field(Writer& writer, const Block& block) {
    const Role role = block.role;
    const bool several_controls = role == Role::date_field || role == Role::radio_group || role == Role::checkbox_group;
    if (several_controls) {
        open(writer, "fieldset", block, "field");
        describe_by(writer, block);
        if (role == Role::date_field) writer.attribute("data-date", block.name);
        if (role == Role::radio_group) {
            writer.attribute("role", "radiogroup");
            if (!block.error.empty()) writer.attribute("aria-invalid", "true");
            if (block.required) writer.attribute("aria-required", "true");
        }
    } else {
        open(writer, "div", block, "field");
    }
    switch (role) {
        case Role::text_area:
            draw_text_area(writer, block);
            break;
        case Role::date_field:
            draw_date(writer, block);
            break;
        case Role::radio_group:
            draw_choices(writer, block, false);
            break;
        case Role::checkbox_group:
            draw_choices(writer, block, true);
            break;
        case Role::checkbox:
            draw_checkbox(writer, block);
            break;
        case Role::select:
            draw_select(writer, block);
            break;
        case Role::combobox:
            draw_combobox(writer, block);
            break;
        case Role::slider:
            draw_slider(writer, block);
            break;
        default:
            draw_text_field(writer, block);
    }
    for (const Block& child : block.children) {
        if (role != Role::combobox || !is_button(child)) draw(writer, child);
    }
    writer.close();
}

}  // namespace passerelle::html
