#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cfloat>
#include <cmath>
#include <cstdlib>

#include "base/text.hpp"
#include "form_fields.hpp"
#include "painter.hpp"

namespace passerelle::workbench {
namespace {

// In CSS pixels.
constexpr float question_width = 300;
constexpr float control_width = 420;
constexpr float purpose_width = 240;
constexpr float beside_from = 640;  // narrower columns have the question above the answer

// What shows that one can write or choose here: the ground and the edge of the last item.
void draw_frame(ImVec2 low, ImVec2 high, bool wrong) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRectFilled(low, high, hovered() ? palette().tint : palette().surface, px(8));
    list->AddRect(low, high, wrong ? palette().bad : palette().edge, px(8), 0, wrong ? 2 * line_width() : line_width());
}

}  // namespace

// The question on the left, the answer in the middle, what it is for on the right; below each other where there is no
// room.
void Painter::field(const Block& b, const std::vector<Block>* also) {
    const bool names_itself = b.role == Role::checkbox;
    const bool has_more = also != nullptr ? also->size() > 1 : !b.children.empty();
    const auto question = [&] {
        if (names_itself) return;
        text(b.label, palette().ink, Font::strong);
        text(b.hint, palette().quiet, Font::small);
    };
    const auto more = [&] {
        if (also != nullptr)
            blocks(*also, 1, also->size());
        else
            blocks(b.children);
    };
    const auto answer = [&] {
        if (!b.error.empty()) tag(Tone::bad, b.error);
        if (!b.id.empty() && b.id == face.focus_id_) {
            face.focus_id_.clear();
            ImGui::SetKeyboardFocusHere();
        }
        field_control(b, std::min(room(), px(control_width)));
    };
    // On the line of what stands beside: a box, a choice, the name of a part of a date.
    const float line = b.role == Role::date_field                                      ? 0
                       : b.role == Role::radio_group || b.role == Role::checkbox_group ? px(3)
                                                                                       : px(6);
    move_down(px(6));
    if (room() < px(beside_from)) {
        question();
        answer();
        more();
    } else {
        side_by_side(
            px(question_width),
            [&] {
                move_down(line);
                question();
            },
            [&] {
                if (!has_more || room() < px(control_width + purpose_width)) {
                    answer();
                    more();
                    return;
                }
                side_by_side(px(control_width + 24), answer, [&] {
                    move_down(line - px(3));
                    more();
                });
            });
    }
    ImGui::Dummy({0, 0});
}

void Painter::field_control(const Block& b, float width) {
    switch (b.role) {
        case Role::date_field: {
            const std::array<std::string, 3> parts = date_parts(b.value);
            for (std::size_t i = 0; i < 3; ++i) {
                if (i > 0) ImGui::SameLine(0, px(8));
                const std::string part = i < b.options.size() ? b.options[i].label : "";
                ImGui::BeginGroup();
                text(part, palette().quiet, Font::small);
                text_box(b, b.name + "." + std::string(date_names[i]), part.empty() ? b.label : b.label + " " + part,
                         parts[i], px(i == 2 ? 88 : 64));
                ImGui::EndGroup();
            }
            break;
        }
        case Role::radio_group:
        case Role::checkbox_group:
            choices(b);
            break;
        case Role::checkbox:
            if (choice(b.label, b.hint, b.checked, false)) change(b.name, b.checked ? "" : "on");
            break;
        case Role::select:
            select(b, width);
            break;
        case Role::slider:
            slider(b, width);
            break;
        case Role::combobox:
            text_box(b, b.name, b.label, b.value, width);
            suggestions(b, width);
            break;
        default:
            text_box(b, b.name, b.label, b.value, width);
            break;
    }
}

void Painter::suggestions(const Block& b, float width) {
    const float pad = px(10);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
    for (std::size_t i = 0; i < b.options.size(); ++i) {
        const Option& option = b.options[i];
        const std::string label = option.hint.empty() ? option.label : option.label + " · " + option.hint;
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const ImVec2 words = size_of_words(width - 2 * pad, label, Font::text);
        ImGui::PushID(static_cast<int>(i));
        if (ImGui::InvisibleButton("##suggestion", {width, words.y + px(12)}))
            press("pick:" + b.name + "=" + option.value);
        ImGui::PopID();
        const ImVec2 high = ImGui::GetItemRectMax();
        ImDrawList* list = ImGui::GetWindowDrawList();
        list->AddRectFilled(at, high, hovered() ? palette().tint : palette().surface);
        list->AddRect(at, {high.x, high.y + line_width()}, palette().line, 0, 0, line_width());
        draw_words({at.x + pad, at.y + px(6)}, width - 2 * pad, label, palette().ink, Font::text);
        ring(px(2));
    }
    ImGui::PopStyleVar();
}

// Shows the text, and asks for the browser's input when it is opened.
void Painter::text_box(const Block& b, const std::string& name, const std::string& label, const std::string& value,
                       float width) {
    const bool multiline = b.role == Role::text_area;
    const float pad = px(10);
    const float height = multiline ? px(112) : control_height();
    const float unit = b.suffix.empty() ? 0 : size_of_words(FLT_MAX, b.suffix, Font::text).x + px(8);
    if (b.input == Input::whole_number) width = std::min(width, px(120) + unit);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 high = {at.x + std::max(width - unit, px(40)), at.y + height};
    if (ImGui::InvisibleButton(name.c_str(), {high.x - at.x, height})) {
        EditRequest request;
        request.name = name;
        request.label = label;
        request.value = value;
        request.input = b.role == Role::combobox ? Input::search : b.input;
        request.multiline = multiline;
        request.x = at.x;
        request.y = at.y;
        request.width = high.x - at.x;
        request.height = height;
        face.edit_ = std::move(request);
    }
    draw_frame(at, high, !b.error.empty());
    std::string shown = value;
    if (b.input == Input::password) {
        shown.clear();
        for (std::size_t i = count_code_points(value); i > 0; --i) shown += "•";
    }
    if (multiline) {
        ImGui::PushClipRect({at.x, at.y + px(6)}, {high.x, high.y - px(6)}, true);
        draw_words({at.x + pad, at.y + px(7)}, high.x - at.x - 2 * pad, shown, palette().ink, Font::text);
        ImGui::PopClipRect();
    } else {
        draw_line({at.x + pad, at.y + (height - font(Font::text)->FontSize) / 2}, high.x - at.x - 2 * pad, shown,
                  palette().ink, Font::text);
    }
    ring(px(8));
    if (unit == 0) return;
    draw_line({high.x + px(8), at.y + (height - font(Font::text)->FontSize) / 2}, unit, b.suffix, palette().quiet,
              Font::text);
    ImGui::SameLine(0, 0);
    ImGui::Dummy({unit, height});
}

// A box or a circle, and what it says. True when it was pressed.
bool Painter::choice(const std::string& label, const std::string& hint, bool checked, bool round) {
    const float sign = px(18);
    const float inset = px(28);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 words = size_of_words(room() - inset, label, Font::text);
    const bool pressed = ImGui::InvisibleButton("##choice", {inset + words.x + px(4), std::max(words.y, sign) + px(6)});
    const ImVec2 low = {at.x, at.y + px(3)};
    const ImVec2 high = {low.x + sign, low.y + sign};
    const ImVec2 middle = {(low.x + high.x) / 2, (low.y + high.y) / 2};
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImU32 edge = checked ? palette().accent : palette().edge;
    const ImU32 fill = hovered() ? palette().tint : palette().surface;
    if (round) {
        list->AddCircleFilled(middle, sign / 2, fill, 24);
        list->AddCircle(middle, sign / 2, edge, 24, checked ? px(2) : line_width());
        if (checked) list->AddCircleFilled(middle, px(5), palette().accent, 16);
    } else {
        list->AddRectFilled(low, high, checked ? palette().accent : fill, px(4));
        list->AddRect(low, high, edge, px(4), 0, line_width());
        if (checked) draw_mark(middle, Tone::good, palette().on_accent);
    }
    draw_words({at.x + inset, at.y + px(3)}, room() - inset, label, palette().ink, Font::text);
    ring(px(4));
    if (!hint.empty()) {
        ImGui::Indent(inset);
        text(hint, palette().quiet, Font::small);
        ImGui::Unindent(inset);
    }
    return pressed;
}

void Painter::choices(const Block& b) {
    // A few short ones stand side by side, "oui" and "non" first of all.
    float taken = 0;
    for (const Option& option : b.options)
        taken += option.hint.empty() ? size_of_words(FLT_MAX, option.label, Font::text).x + px(56) : FLT_MAX;
    const bool in_line = b.options.size() <= 4 && taken <= room();
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(px(12), px(3)));
    for (std::size_t i = 0; i < b.options.size(); ++i) {
        const Option& option = b.options[i];
        const bool round = b.role == Role::radio_group;
        if (in_line && i > 0) ImGui::SameLine(0, px(24));
        ImGui::PushID(static_cast<int>(i));
        const bool pressed = choice(option.label, option.hint, option.checked, round);
        ImGui::PopID();
        if (!pressed) continue;
        if (round) {
            change(b.name, option.value);
        } else {
            Block changed = b;
            changed.options[i].checked = !option.checked;
            change(b.name, checked_values(changed));
        }
    }
    ImGui::PopStyleVar();
}

void Painter::select(const Block& b, float width) {
    std::string shown;
    for (const Option& option : b.options)
        if (option.checked) shown = option.label;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 high = {at.x + width, at.y + control_height()};
    if (ImGui::InvisibleButton("##select", {width, control_height()})) ImGui::OpenPopup("##options");
    draw_frame(at, high, !b.error.empty());
    draw_line({at.x + px(10), at.y + (control_height() - font(Font::text)->FontSize) / 2}, width - px(44), shown,
              palette().ink, Font::text);
    draw_arrow({high.x - px(18), (at.y + high.y) / 2}, Arrow::down, palette().ink);
    ring(px(8));

    ImGui::SetNextWindowPos({at.x, high.y + px(4)});
    ImGui::SetNextWindowSizeConstraints({width, 0}, {width, px(320)});
    if (!ImGui::BeginPopup("##options", ImGuiWindowFlags_NoMove)) return;
    const float end = right;
    right = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x;
    for (std::size_t i = 0; i < b.options.size(); ++i) {
        ImGui::PushID(static_cast<int>(i));
        if (choice(b.options[i].label, "", b.options[i].checked, true)) {
            change(b.name, b.options[i].value);
            ImGui::CloseCurrentPopup();
        }
        if (b.options[i].checked) ImGui::SetItemDefaultFocus();
        ImGui::PopID();
    }
    right = end;
    ImGui::EndPopup();
}

// Left and right move it by a step as soon as it has the focus; the pointer sends what it is let go at, and of a slider
// of degrees each step on the way.
void Painter::slider(const Block& b, float width) {
    const bool degrees = !b.options.empty();
    const int step = std::max(b.step, 1);
    const int range = std::max(b.maximum - b.minimum, 1);
    const auto kept = [&](int value) { return std::clamp(value, b.minimum, b.minimum + range); };
    const int said = kept(b.value.empty() ? b.minimum : std::atoi(b.value.c_str()));
    const float knob = px(9);
    const float beside = px(degrees ? 112 : 68);
    const float track = std::max(width - beside - px(12), px(40));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::InvisibleButton("##slider", {track, control_height()});
    int value = said;
    const bool released = ImGui::IsItemDeactivated() && ImGui::IsMouseReleased(ImGuiMouseButton_Left);
    const bool drawn_along = ImGui::IsItemActive() && ImGui::IsMouseDown(ImGuiMouseButton_Left);
    if (released || drawn_along) {
        const float share = (ImGui::GetIO().MousePos.x - at.x - knob) / (track - 2 * knob);
        const float steps = std::clamp(share, 0.F, 1.F) * static_cast<float>(range) / static_cast<float>(step);
        value = kept(b.minimum + static_cast<int>(std::lround(steps)) * step);
    }
    if (degrees && drawn_along && value != face.slid_.value_or(said)) {
        face.slid_ = value;
        change(b.name, std::to_string(value), true);
    }
    if (ImGui::IsItemFocused() && ImGui::GetIO().NavVisible) {
        for (const ImGuiKey key : {ImGuiKey_LeftArrow, ImGuiKey_RightArrow}) {
            ImGui::SetKeyOwner(key, ImGui::GetItemID());  // else it would lead to what stands beside
            if (ImGui::IsKeyPressed(key)) value = kept(said + (key == ImGuiKey_LeftArrow ? -step : step));
        }
        if (value != said) change(b.name, std::to_string(value));
    } else if (released && (value != said || face.slid_)) {
        change(b.name, std::to_string(value));
    }
    if (released) face.slid_.reset();
    const float middle = at.y + control_height() / 2;
    const auto place_of = [&](int which) {
        return at.x + knob + (track - 2 * knob) * static_cast<float>(which - b.minimum) / static_cast<float>(range);
    };
    const float x = place_of(value);
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRectFilled({at.x, middle - px(3)}, {at.x + track, middle + px(3)}, palette().edge, px(3));
    list->AddRectFilled({at.x, middle - px(3)}, {x, middle + px(3)}, palette().accent, px(3));
    for (std::size_t i = 0; i < b.options.size(); ++i)
        list->AddCircleFilled({place_of(b.minimum + static_cast<int>(i) * step), middle}, px(2), palette().surface, 8);
    list->AddCircleFilled({x, middle}, knob, palette().accent, 24);
    list->AddCircle({x, middle}, knob, palette().surface, 24, px(2));
    ring(px(8));
    ImGui::SameLine(0, px(12));
    const auto degree = static_cast<std::size_t>((value - b.minimum) / step);
    draw_line({at.x + track + px(12), middle - font(Font::strong)->FontSize / 2}, beside,
              degree < b.options.size() ? b.options[degree].label : std::to_string(value) + " " + b.suffix,
              palette().ink, Font::strong);
    ImGui::Dummy({beside, control_height()});
}

}  // namespace passerelle::workbench
