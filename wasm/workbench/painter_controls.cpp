#include <imgui_internal.h>

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <cstdlib>

#include "painter.hpp"

namespace passerelle::workbench {
namespace {

constexpr float measure = 620;  // a line of text longer than this is hard to follow

struct Padding {
    float x, y;
};
Padding padding_of(Look look) {
    if (look == Look::link) return {0, px(2)};
    if (look == Look::plain) return {px(8), px(6)};
    return {px(12), (control_height() - ImGui::GetFontSize()) / 2};
}

Font font_of(Look look) {
    return look == Look::primary || look == Look::plain ? Font::strong : Font::text;
}

constexpr float key_gap = 8;

float width_of_key(const char* key) {
    return key == nullptr ? 0 : size_of_words(FLT_MAX, key, Font::small).x + px(key_gap + 8);
}

}  // namespace

float control_height() {
    return px(32);
}

float Painter::room() const {
    return std::max(right - ImGui::GetCursorScreenPos().x, px(24));
}

ImVec2 draw_words(ImVec2 at, float width, std::string_view words, ImU32 colour, Font which, bool underlined) {
    const ImFont* const face = font(which);
    ImDrawList* const list = ImGui::GetWindowDrawList();
    const float top = list->GetClipRectMin().y;
    const float bottom = list->GetClipRectMax().y;
    const float height = face->FontSize;
    ImVec2 size = {0, 0};
    const char* next = words.data();
    const char* const end = next + words.size();
    at = {std::floor(at.x), std::floor(at.y)};
    while (next < end) {
        const char* const paragraph = std::find(next, end, '\n');
        do {
            // Half a pixel more: what was measured to fit must not break by a rounding.
            const char* stop = face->CalcWordWrapPositionA(1, next, paragraph, width + 0.5F);
            if (stop == next && stop < paragraph) {  // not even one character fits: one is drawn
                unsigned code = 0;
                stop += std::max(1, ImTextCharFromUtf8(&code, stop, paragraph));
            }
            const float y = at.y + size.y;
            const ImVec2 line = face->CalcTextSizeA(height, FLT_MAX, 0, next, stop);
            // Only lines in sight are drawn: an advertisement of ten thousand letters costs what the window shows.
            if (colour != 0 && y + height > top && y < bottom) {
                list->AddText(font(which), height, {at.x, y}, colour, next, stop);
                if (underlined) {
                    const float under = std::floor(y + height - px(2));
                    list->AddRectFilled({at.x, under}, {at.x + line.x, under + line_width()}, colour);
                }
            }
            size = {std::max(size.x, line.x), size.y + height};
            next = stop;
            while (next < paragraph && *next == ' ') ++next;
        } while (next < paragraph);
        next = paragraph + 1;
    }
    return size;
}

ImVec2 size_of_words(float width, std::string_view words, Font which) {
    return draw_words({0, 0}, width, words, 0, which);
}

void draw_line(ImVec2 at, float width, std::string_view words, ImU32 colour, Font which) {
    if (words.empty() || width <= 0) return;
    words = words.substr(0, words.find('\n'));
    at = {std::floor(at.x), std::floor(at.y)};
    ImGui::PushFont(font(which));
    ImGui::PushStyleColor(ImGuiCol_Text, colour);
    const float end = at.x + std::ceil(width) + 1;
    ImGui::RenderTextEllipsis(ImGui::GetWindowDrawList(), at, {end, at.y + ImGui::GetFontSize()}, end, end,
                              words.data(), words.data() + words.size(), nullptr);
    ImGui::PopStyleColor();
    ImGui::PopFont();
}

void draw_mark(ImVec2 middle, Tone tone, ImU32 colour) {
    const float r = px(4);
    if (!ImGui::IsRectVisible({middle.x - r, middle.y - r}, {middle.x + r, middle.y + r})) return;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float thick = px(2);
    if (tone == Tone::bad) {
        list->AddLine({middle.x - r, middle.y - r}, {middle.x + r, middle.y + r}, colour, thick);
        list->AddLine({middle.x - r, middle.y + r}, {middle.x + r, middle.y - r}, colour, thick);
    } else if (tone == Tone::good) {
        const ImVec2 check[] = {
            {middle.x - r, middle.y}, {middle.x - r / 4, middle.y + r * 0.8F}, {middle.x + r, middle.y - r}};
        list->AddPolyline(check, 3, colour, 0, thick);
    } else {
        list->AddCircle(middle, r, colour, 16, thick);
    }
}

void draw_arrow(ImVec2 middle, Arrow arrow, ImU32 colour) {
    const float r = px(3.5F);
    ImVec2 points[] = {
        {middle.x - r / 2, middle.y - r}, {middle.x + r / 2, middle.y}, {middle.x - r / 2, middle.y + r}};
    if (arrow == Arrow::down)
        for (ImVec2& point : points) point = {middle.x + point.y - middle.y, middle.y + point.x - middle.x};
    ImGui::GetWindowDrawList()->AddPolyline(points, 3, colour, 0, px(1.5F));
}

// Ink around the item and a halo around the ink, so that one of them shows on any ground.
void ring(float rounding, float gap) {
    if (!ImGui::IsItemFocused() || !ImGui::GetIO().NavVisible) return;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float ink = px(2);
    const float halo = px(2);
    const ImVec2 low = ImGui::GetItemRectMin();
    const ImVec2 high = ImGui::GetItemRectMax();
    const ImVec2 clip_low = list->GetClipRectMin();
    const ImVec2 clip_high = list->GetClipRectMax();
    const float out = ink + halo + gap;
    list->PushClipRect({clip_low.x - out, clip_low.y - out}, {clip_high.x + out, clip_high.y + out});
    const auto around = [&](float distance, float thick, ImU32 colour) {
        const float middle = distance + thick / 2;
        list->AddRect({low.x - middle, low.y - middle}, {high.x + middle, high.y + middle}, colour, rounding + middle,
                      0, thick);
    };
    around(gap + ink, halo, palette().halo);
    around(gap, ink, palette().ink);
    list->PopClipRect();
}

bool hovered() {
    return ImGui::IsItemHovered(ImGuiHoveredFlags_NoNavOverride);
}

// Not SetCursorScreenPos: that wants an item to follow, and there may be no words to draw.
void move_to(ImVec2 at) {
    ImGui::GetCurrentWindow()->DC.CursorPos = at;
}

void move_down(float pixels) {
    ImGui::GetCurrentWindow()->DC.CursorPos.y += pixels;
}

void Painter::text(std::string_view words, ImU32 colour, Font which) {
    if (words.empty()) return;
    ImGui::Dummy(draw_words(ImGui::GetCursorScreenPos(), std::min(room(), px(measure)), words, colour, which));
}

// A state is a sign and a word, never a colour alone.
void Painter::tag(Tone tone, const std::string& label) {
    const ImU32 colour = tone_colour(tone);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float sign = px(18);
    const ImVec2 words =
        draw_words({at.x + sign, at.y}, std::min(room() - sign, px(measure)), label, colour, Font::strong);
    draw_mark({at.x + px(6), std::floor(at.y + font(Font::strong)->FontSize / 2)}, tone, colour);
    ImGui::Dummy({sign + words.x, std::max(words.y, font(Font::strong)->FontSize)});
}

float Painter::width_of_tag(const std::string& label) const {
    return px(18) + size_of_words(FLT_MAX, label, Font::strong).x;
}

bool Painter::control(const char* id, const std::string& label, Look look, const char* key) {
    const Padding pad = padding_of(look);
    const float beside = width_of_key(key);
    const float width = room() - 2 * pad.x - beside;
    const ImVec2 words = size_of_words(width, label, font_of(look));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = std::max(words.y, font(Font::text)->FontSize);
    const bool pressed =
        ImGui::InvisibleButton(id, {std::max(words.x, px(8)) + beside + 2 * pad.x, height + 2 * pad.y});
    if (!ImGui::IsItemVisible()) return pressed;
    const ImVec2 low = ImGui::GetItemRectMin();
    const ImVec2 high = ImGui::GetItemRectMax();
    const bool disabled = (ImGui::GetItemFlags() & ImGuiItemFlags_Disabled) != 0;
    ImDrawList* list = ImGui::GetWindowDrawList();
    ImU32 ink = look == Look::danger ? palette().bad : look == Look::plain ? palette().ink : palette().accent;
    if (look == Look::primary) {
        list->AddRectFilled(low, high,
                            disabled    ? palette().quiet
                            : hovered() ? palette().accent_deep
                                        : palette().accent,
                            px(8));
        ink = palette().on_accent;
    } else if (look != Look::link) {
        if (look != Look::plain) list->AddRectFilled(low, high, palette().surface, px(8));
        if (hovered()) list->AddRectFilled(low, high, palette().tint, px(8));
        if (look != Look::plain)
            list->AddRect(low, high, look == Look::quiet ? palette().line : palette().edge, px(8), 0, line_width());
        if (disabled) ink = palette().quiet;
    }
    draw_words({at.x + pad.x, at.y + pad.y}, width, label, ink, font_of(look), look == Look::link);
    if (key != nullptr) {
        const ImVec2 cap = size_of_words(FLT_MAX, key, Font::small);
        const float x = high.x - pad.x - cap.x - px(4);
        const float y = (low.y + high.y - cap.y) / 2;
        list->AddRect({x - px(4), y}, {x + cap.x + px(4), y + cap.y}, palette().line, px(4), 0, line_width());
        draw_words({x, y}, FLT_MAX, key, palette().quiet, Font::small);
    }
    look == Look::link ? ring(px(3), px(2)) : ring(px(8));
    return pressed;
}

float Painter::width_of_control(const std::string& label, Look look, const char* key) const {
    return size_of_words(FLT_MAX, label, font_of(look)).x + width_of_key(key) + 2 * padding_of(look).x;
}

void Painter::link(const Block& b) {
    const bool back = b.icon == "back";
    std::string label = back ? "\u2039 " + b.label : b.label;
    if (!b.value.empty()) label += " (" + b.value + ")";
    if (control("##link", label, b.emphasis == Emphasis::primary ? Look::primary : Look::link)) open(b.target);
}

void Painter::button(const Block& b) {
    constexpr Look looks[] = {Look::secondary, Look::primary, Look::quiet, Look::danger};  // in the order of Emphasis
    ImGui::BeginDisabled(b.disabled);
    if (control("##button", b.label, looks[static_cast<std::size_t>(b.emphasis)]))
        press(b.value.empty() ? b.name : b.name + "=" + b.value);
    ImGui::EndDisabled();
}

void Painter::flow(const std::vector<Block>& all) {
    int place = 0;
    for (const Block& one : all) {
        const float width = one.role == Role::tag
                                ? width_of_tag(one.label)
                                : width_of_control(one.label, one.role == Role::link ? Look::link : Look::quiet);
        if (place > 0 && ImGui::GetItemRectMax().x + px(16) + width <= right) ImGui::SameLine(0, px(16));
        push_id(one, place++);
        block(one);
        ImGui::PopID();
    }
}

void draw_bar(ImVec2 at, float width, const Block& meter) {
    const float range = static_cast<float>(meter.maximum - meter.minimum);
    const float value = static_cast<float>(std::atoi(meter.value.c_str()) - meter.minimum);
    const float share = range <= 0 ? 0 : std::clamp(value / range, 0.F, 1.F);
    const float height = px(8);
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRectFilled(at, {at.x + width, at.y + height}, palette().line, height / 2);
    if (share > 0)
        list->AddRectFilled(at, {at.x + std::max(width * share, height), at.y + height}, palette().accent, height / 2);
}

// "Points 931" and the bar, as on the pages.
void Painter::meter(const Block& b, float width) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const std::string number = b.suffix.empty() ? b.value : b.value + " " + b.suffix;
    float x = at.x;
    if (!b.label.empty()) x += draw_words(at, FLT_MAX, b.label, palette().quiet, Font::text).x + px(8);
    x += draw_words({x, at.y}, FLT_MAX, number, palette().ink, Font::strong).x + px(12);
    const float height = font(Font::text)->FontSize;
    draw_bar({x, std::floor(at.y + (height - px(8)) / 2)}, width, b);
    ImGui::Dummy({x + width - at.x, height});
}

// Its state belongs to Dear ImGui, like the scroll position: the same block stays open from reply to reply.
bool Painter::disclosure(const std::string& label, bool open) {
    ImGuiStorage* const states = ImGui::GetStateStorage();
    const ImGuiID id = ImGui::GetID("##disclosure");
    bool is_open = states->GetBool(id, open);
    const float sign = px(16);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 words = size_of_words(room() - sign, label, Font::text);
    if (ImGui::InvisibleButton("##disclosure", {sign + words.x, words.y + 2 * px(3)})) {
        is_open = !is_open;
        states->SetBool(id, is_open);
    }
    draw_words({at.x + sign, at.y + px(3)}, room() - sign, label, palette().accent, Font::text, hovered());
    draw_arrow({at.x + px(5), std::floor(at.y + px(3) + font(Font::text)->FontSize / 2)},
               is_open ? Arrow::down : Arrow::right, palette().accent);
    ring(px(3), px(1));
    return is_open;
}

}  // namespace passerelle::workbench
