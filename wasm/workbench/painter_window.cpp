// The window: the bar above, the menu on the left, the page, and the selected offer on the right.
#include <imgui_internal.h>

#include <algorithm>
#include <cfloat>
#include <cmath>

#include "painter.hpp"

namespace passerelle::workbench {
namespace {

// In CSS pixels.
constexpr float bar_height = 48;
constexpr float navigation_width = 176;
constexpr float aside_width = 288;
constexpr float aside_from = 1040;  // narrower windows have no third column
constexpr float side_from = 720;    // narrower ones not even a second
constexpr float column_width = 1080;

constexpr ImGuiWindowFlags flattened = ImGuiWindowFlags_NavFlattened;

// The way to the start; what skips to the content is of no use here.
const Block* brand_of(const std::vector<Block>& header) {
    for (const Block& block : header)
        if (block.role == Role::link && block.target.substr(0, 1) != "#") return &block;
    return nullptr;
}

}  // namespace

const Block* first_with(const std::vector<Block>& blocks, Role role) {
    for (const Block& block : blocks)
        if (block.role == role) return &block;
    return nullptr;
}

const Block* back_link(const Page& page) {
    const Block* panel = first_with(page.main, Role::panel);
    if (panel == nullptr || panel->children.empty()) return nullptr;
    const Block& first = panel->children.front();
    return first.role == Role::link && first.icon == "back" ? &first : nullptr;
}

const Block* pages_button(const Page& page) {
    for (const Block& block : page.footer)
        if (block.role == Role::button && block.name == "workbench") return &block;
    return nullptr;
}

// The menus that are folded are others: of languages.
const Block* main_menu(const Page& page) {
    for (const Block& block : page.header)
        if (block.role == Role::navigation && block.value.empty()) return &block;
    return nullptr;
}

// One line that is always true, and opens to what waits and why.
void Painter::status_line(const Block& status, float width) {
    const std::string label = status.hint.empty() ? status.label : status.label + " · " + status.hint;
    const float sign = px(30);
    const float arrow = status.children.empty() ? px(8) : px(28);
    const ImVec2 words = size_of_words(FLT_MAX, label, Font::strong);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float taken = std::min(sign + words.x + arrow, width);
    if (taken < sign + arrow) return;
    if (ImGui::InvisibleButton("##status", {taken, control_height()})) ImGui::OpenPopup("##status-more");
    const float middle = std::floor(at.y + control_height() / 2);
    const float line = std::floor(middle - words.y / 2);
    const ImU32 colour = tone_colour(status.tone);
    if (hovered()) ImGui::GetWindowDrawList()->AddRectFilled(at, ImGui::GetItemRectMax(), palette().tint, px(8));
    draw_mark({at.x + px(16), middle}, status.tone, colour);
    draw_line({at.x + sign, line}, taken - sign - arrow, label, colour, Font::strong);
    if (!status.children.empty()) draw_arrow({at.x + taken - px(14), middle}, Arrow::down, palette().quiet);
    ring(px(8));
    ImGui::SetNextWindowPos({at.x, at.y + control_height() + px(4)});
    ImGui::SetNextWindowSizeConstraints({px(360), 0}, {px(360), FLT_MAX});
    if (status.children.empty() || !ImGui::BeginPopup("##status-more", ImGuiWindowFlags_NoMove)) return;
    const float end = right;
    right = ImGui::GetCursorScreenPos().x + px(336);
    const std::size_t before = face.events_.size();
    blocks(status.children);
    if (face.events_.size() != before) ImGui::CloseCurrentPopup();
    right = end;
    ImGui::EndPopup();
}

void Painter::language_menu(const Block& menu) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    if (control("##language", menu.value, Look::secondary)) ImGui::OpenPopup("##languages");
    ImGui::SetNextWindowPos({at.x, at.y + control_height() + px(4)});
    if (!ImGui::BeginPopup("##languages", ImGuiWindowFlags_NoMove)) return;
    const float end = right;
    right = at.x + px(200);
    int place = 0;
    for (const Block& language : menu.children) {
        ImGui::PushID(place++);
        if (choice(language.label, "", language.current, true)) {
            if (!language.current) open(language.target);
            ImGui::CloseCurrentPopup();
        }
        if (language.current) ImGui::SetItemDefaultFocus();
        ImGui::PopID();
    }
    right = end;
    ImGui::EndPopup();
}

void Painter::top_bar(float width, bool narrow) {
    const Page& page = face.page_;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 at = ImGui::GetWindowPos();
    const float bottom = at.y + px(bar_height);
    list->AddRectFilled(at, {at.x + width, bottom}, palette().surface);
    list->AddRectFilled({at.x, bottom - line_width()}, {at.x + width, bottom}, palette().line);
    const float y = at.y + (px(bar_height) - control_height()) / 2;
    move_to({at.x + px(8), y});
    right = at.x + width;
    const Block* brand = narrow ? nullptr : brand_of(page.header);
    if (brand != nullptr)
        if (control("##brand", brand->label, Look::plain)) open(brand->target);

    // The way back to the pages is always in the same corner.
    const Block* pages = pages_button(page);
    const std::string leave_label = pages == nullptr || pages->suffix.empty() ? "HTML" : pages->suffix;
    const float leave_width = width_of_control(leave_label, Look::secondary, "F10");
    const float keys_width = width_of_control(word("workbench.keys"), Look::secondary);
    const float buttons = at.x + width - px(16) - leave_width - px(8) - keys_width;
    const auto language = std::find_if(page.header.begin(), page.header.end(), [](const Block& block) {
        return block.role == Role::navigation && !block.value.empty();
    });
    const bool languages = language != page.header.end();
    const float before = buttons - (languages ? width_of_control(language->value, Look::secondary) + px(8) : 0);
    if (const Block* status = first_with(page.header, Role::status)) {
        move_to({at.x + px(brand == nullptr ? 4 : navigation_width + 8), y});
        status_line(*status, before - px(8) - ImGui::GetCursorScreenPos().x);
    }
    if (languages) {
        move_to({before, y});
        language_menu(*language);
    }
    move_to({buttons, y});
    keys_button();
    move_to({buttons + keys_width + px(8), y});
    if (control("##pages", leave_label, Look::secondary, "F10")) leave();
}

void Painter::side_navigation() {
    const Block* navigation = main_menu(face.page_);
    int place = 0;
    const auto entry = [&](const Block& b, const std::string& key) {
        ImGui::PushID(place++);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float width = room();
        const float beside = key.empty() ? 0 : size_of_words(FLT_MAX, key, Font::small).x + px(8);
        const float line = width - px(16) - beside;
        const Font which = b.current ? Font::strong : Font::text;
        const float height = size_of_words(line, b.label, which).y + px(15);
        if (ImGui::InvisibleButton("##page", {width, height})) open(b.target);
        ImDrawList* list = ImGui::GetWindowDrawList();
        const ImVec2 high = ImGui::GetItemRectMax();
        if (b.current || hovered()) list->AddRectFilled(at, high, palette().tint, px(8));
        if (b.current)
            list->AddRectFilled({at.x, at.y + px(6)}, {at.x + px(3), high.y - px(6)}, palette().accent, px(2));
        draw_words({at.x + px(12), at.y + px(7.5F)}, line, b.label, b.current ? palette().accent : palette().ink,
                   which);
        if (!key.empty()) draw_words({high.x - beside, at.y + px(7)}, FLT_MAX, key, palette().quiet, Font::small);
        ring(px(8));
        ImGui::PopID();
    };
    if (navigation != nullptr)
        for (const Block& b : navigation->children) entry(b, place < 9 ? "Alt " + std::to_string(place + 1) : "");
    for (const Block& b : face.page_.footer)
        if (b.role == Role::link) {
            ImGui::Dummy({0, px(8)});
            entry(b, "");
        }
}

// In one line above the page, where there is no room beside it.
void Painter::folded_navigation() {
    const Block* navigation = main_menu(face.page_);
    if (navigation == nullptr) return;
    int place = 0;
    for (const Block& b : navigation->children) {
        if (place > 0 && ImGui::GetItemRectMax().x + px(8) + width_of_control(b.label, Look::secondary) <= right)
            ImGui::SameLine(0, px(8));
        ImGui::PushID(place++);
        if (control("##page", b.label, b.current ? Look::primary : Look::secondary)) open(b.target);
        ImGui::PopID();
    }
    ImGui::Dummy({0, 0});
}

void Painter::main_column() {
    // After a press the control with the focus may be gone: the keyboard goes on from the first one of the page.
    const bool to_start = face.new_path_ || face.frames_without_focus_ == 2;
    if (face.new_path_) ImGui::SetScrollY(0);
    if (to_start && face.focus_id_.empty()) ImGui::SetKeyboardFocusHere();
    blocks(face.page_.main);
    ImGui::Dummy({0, px(16)});
}

void Painter::whole_window() {
    const ImGuiViewport* viewport = ImGui::GetMainViewport();
    ImGui::SetNextWindowPos(viewport->Pos);
    ImGui::SetNextWindowSize(viewport->Size);
    ImGui::PushFont(font(Font::text));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::Begin("##workbench", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoBringToFrontOnFocus);
    ImGui::PopStyleVar();
    if (face.has_page_) {
        const ImVec2 at = viewport->Pos;
        const ImVec2 size = viewport->Size;
        const float top = at.y + px(bar_height);
        const float below = size.y - px(bar_height);
        offers = ranked_list(face.page_.main);
        levers = levers_in(face.page_.main);
        const bool side = size.x >= px(side_from);
        offer_beside = offers != nullptr && size.x >= px(aside_from);
        // A column with its own padding: room for the ring of what has the focus.
        const auto column = [&](const char* name, float x, float width, ImVec2 padding, float most, auto draw) {
            move_to({x, top});
            ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, padding);
            ImGui::BeginChild(name, {width, below}, ImGuiChildFlags_AlwaysUseWindowPadding, flattened);
            ImGui::PopStyleVar();
            right = ImGui::GetCursorScreenPos().x + std::min(ImGui::GetContentRegionAvail().x, most);
            draw();
            ImGui::EndChild();
        };
        const float left = side ? px(navigation_width) : 0;
        const float third = offer_beside ? px(aside_width) : 0;
        keyboard();
        top_bar(size.x, !side);
        if (side) column("##navigation", at.x, left, {px(8), px(16)}, FLT_MAX, [&] { side_navigation(); });
        column("##main", at.x + left, size.x - left - third, {px(24), px(16)}, px(column_width), [&] {
            if (!side) folded_navigation();
            main_column();
        });
        if (offer_beside)
            column("##aside", at.x + size.x - third, third, {px(8), px(16)}, px(aside_width - 24), [&] {
                if (const Block* card = selected()) selected_offer(*card);
                ImGui::Dummy({0, px(8)});
                if (levers != nullptr) levers_box();
            });
        keys_panel();
        const bool lost = ImGui::GetIO().NavVisible && !GImGui->NavIdIsAlive;
        face.frames_without_focus_ = lost ? face.frames_without_focus_ + 1 : 0;
    }
    ImGui::End();
    ImGui::PopFont();
}

}  // namespace passerelle::workbench
