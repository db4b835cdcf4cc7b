// The keys, and the panel that lists them.
#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <utility>

#include "painter.hpp"

namespace passerelle::workbench {
namespace {

constexpr const char* panel_name = "##keys";

// What a key is called: a text, or itself when it has no name.
struct Key {
    std::string_view text = {};
    std::string_view sign = {};
};
struct Line {
    std::array<Key, 2> keys;
    std::string_view means;  // a text; empty: the words of the way back to the pages
};
constexpr Line lines[] = {
    {{{{"workbench.key.tab"}}}, "workbench.keys.next"},
    {{{{"workbench.key.shift"}, {"workbench.key.tab"}}}, "workbench.keys.previous"},
    {{{{"", "up"}, {"", "down"}}}, "workbench.keys.move"},
    {{{{"workbench.key.enter"}}}, "workbench.keys.open"},
    {{{{"workbench.key.space"}}}, "workbench.keys.press"},
    {{{{"", "Alt"}, {"", "menu"}}}, "workbench.keys.menu"},
    {{{{"workbench.key.escape"}}}, "workbench.keys.back"},
    {{{{"", "F10"}}}, ""},
    {{{{"", "?"}}}, "workbench.keys.this"},
};

// A key as it looks on the keyboard; returns where the next one begins.
float draw_key(ImVec2 at, const std::string& name) {
    const bool arrow = name == "up" || name == "down";
    const ImVec2 words =
        arrow ? ImVec2(px(12), font(Font::small)->FontSize) : size_of_words(FLT_MAX, name, Font::small);
    const float pad = px(6);
    const ImVec2 high = {at.x + words.x + 2 * pad, at.y + words.y + px(4)};
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRectFilled(at, high, palette().paper, px(4));
    list->AddRect(at, high, palette().edge, px(4), 0, line_width());
    if (arrow) {
        const ImVec2 middle = {(at.x + high.x) / 2, (at.y + high.y) / 2};
        const float r = px(4) * (name == "up" ? -1.F : 1.F);
        list->AddLine({middle.x, middle.y - r}, {middle.x, middle.y + r}, palette().ink, px(1.5F));
        const ImVec2 head[] = {
            {middle.x - px(3), middle.y + r / 4}, {middle.x, middle.y + r}, {middle.x + px(3), middle.y + r / 4}};
        list->AddPolyline(head, 3, palette().ink, 0, px(1.5F));
    } else {
        draw_words({at.x + pad, at.y + px(2)}, FLT_MAX, name, palette().ink, Font::small);
    }
    return high.x + px(6);
}

// As the keyboard in front of the person writes it: Shift and comma on one, Shift and slash on another.
bool question_mark_typed() {
    const ImGuiIO& io = ImGui::GetIO();
    if (io.WantTextInput) return false;
    for (const ImWchar letter : io.InputQueueCharacters)
        if (letter == '?') return true;
    return false;
}

bool something_open() {
    return ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel);
}

void close_what_is_open() {
    if (something_open()) ImGui::ClosePopupToLevel(0, true);
}

}  // namespace

void Painter::keyboard() {
    const Block* navigation = main_menu(face.page_);
    if (navigation != nullptr && ImGui::GetIO().KeyAlt)
        for (std::size_t i = 0; i < navigation->children.size() && i < 9; ++i)
            if (ImGui::IsKeyPressed(static_cast<ImGuiKey>(ImGuiKey_1 + static_cast<int>(i)), false)) {
                close_what_is_open();
                open(navigation->children[i].target);
            }
    if (ImGui::IsKeyPressed(ImGuiKey_F10, false)) {
        close_what_is_open();
        leave();
    }
    // Left to itself Dear ImGui drops the focus at Escape and moves it to the outer window at Alt: the ring would be
    // gone.
    const ImGuiID ours = ImGui::GetID("##keyboard");
    ImGui::SetKeyOwner(ImGuiMod_Alt, ours);
    // The Escape that has just closed something is used up.
    const bool was_open = std::exchange(face.something_open_, something_open());
    if (face.something_open_ || was_open || ImGui::IsAnyItemActive()) return;
    if (ImGui::IsKeyPressed(ImGuiKey_Escape, false))
        if (const Block* back = back_link(face.page_)) open(back->target);
    ImGui::SetKeyOwner(ImGuiKey_Escape, ours);
    if (question_mark_typed()) ImGui::OpenPopup(panel_name);
}

void Painter::keys_button() {
    if (control("##keys-button", word("workbench.keys"), Look::secondary)) ImGui::OpenPopup(panel_name);
}

void Painter::keys_panel() {
    const ImGuiViewport* viewport = ImGui::GetMainViewport();
    ImGui::SetNextWindowPos(viewport->GetCenter(), 0, {0.5F, 0.5F});
    const float width = std::min(px(480), viewport->Size.x);
    ImGui::SetNextWindowSizeConstraints({width, 0}, {width, viewport->Size.y});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(px(24), px(20)));
    const bool shown = ImGui::BeginPopup(panel_name, ImGuiWindowFlags_NoMove);
    ImGui::PopStyleVar();
    if (!shown) return;
    const bool appearing = ImGui::IsWindowAppearing();
    right = ImGui::GetCursorScreenPos().x + width - px(48);
    text(word("workbench.keys.title"), palette().ink, Font::title);
    ImGui::Dummy({0, 0});
    const Block* pages = pages_button(face.page_);
    const Block* menu = main_menu(face.page_);
    for (const Line& line : lines) {
        const std::string means = !line.means.empty() ? word(line.means) : pages == nullptr ? "HTML" : pages->suffix;
        side_by_side(
            px(136),
            [&] {
                ImVec2 at = ImGui::GetCursorScreenPos();
                for (const Key& key : line.keys) {
                    std::string name = key.text.empty() ? std::string(key.sign) : word(key.text);
                    if (name == "menu")
                        name = menu == nullptr ? "1" : "1\u2026" + std::to_string(menu->children.size());
                    if (!name.empty()) at.x = draw_key(at, name);
                }
                ImGui::Dummy({0, font(Font::small)->FontSize + px(4)});
            },
            [&] {
                move_down(px(2));
                text(means, palette().ink);
            });
    }
    ImGui::Dummy({0, px(4)});
    if (control("##close", word("workbench.keys.close"), Look::primary) || (!appearing && question_mark_typed()))
        ImGui::CloseCurrentPopup();
    ImGui::EndPopup();
}

}  // namespace passerelle::workbench
