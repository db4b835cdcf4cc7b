#include "theme.hpp"

#include <algorithm>
#include <cmath>

#include "fonts.hpp"

namespace passerelle::workbench {
namespace {

constexpr ImU32 rgb(unsigned value) {
    return IM_COL32((value >> 16) & 0xFFU, (value >> 8) & 0xFFU, value & 0xFFU, 0xFFU);
}

constexpr Palette light = {rgb(0xfbfaf7), rgb(0xffffff), rgb(0x1c2126), rgb(0x55606a), rgb(0xd9d6cf),
                           rgb(0x7b8288), rgb(0x0f5f5c), rgb(0x0a4745), rgb(0xffffff), rgb(0xe3f0ee),
                           rgb(0x1d6b3a), rgb(0xe5f2e8), rgb(0x8a5a00), rgb(0xfbf1dc), rgb(0xa3241d),
                           rgb(0xfbe9e7), rgb(0x24508a), rgb(0xe6eef8), rgb(0xffd54a)};
constexpr Palette dark_palette = {rgb(0x14181b), rgb(0x1c2125), rgb(0xeceae5), rgb(0xa7b0b6), rgb(0x333a40),
                                  rgb(0x79838a), rgb(0x6cc5bd), rgb(0x93d9d2), rgb(0x10201f), rgb(0x1e3533),
                                  rgb(0x7fcf97), rgb(0x1a3022), rgb(0xe7b65c), rgb(0x352a14), rgb(0xf2978f),
                                  rgb(0x3b1f1d), rgb(0x93bdf0), rgb(0x1b2b40), rgb(0xffd54a)};

// Latin-1, Latin Extended-A, Romanian, and the punctuation and signs that French, Dutch, German and English use.
constexpr ImWchar glyph_ranges[] = {0x0020, 0x017F, 0x0218, 0x021B, 0x2009, 0x2009, 0x2010, 0x203A, 0x20AC,
                                    0x20AC, 0x2212, 0x2212, 0x2264, 0x2265, 0xFFFD, 0xFFFD, 0};

// A font's size is its em, as on the pages; Dear ImGui wants the height from ascender to descender.
constexpr float height_of_em = (2189 + 600) / 2048.F;
constexpr float sizes[] = {14, 13, 14, 22};  // in the order of Font

struct State {
    const Palette* colours = &light;
    float scale = 1;
    ImFont* fonts[4] = {};
};
State state;  // one face a process, like Dear ImGui's own context

ImVec4 vec(ImU32 colour) {
    return ImGui::ColorConvertU32ToFloat4(colour);
}

void set_colours(ImGuiStyle& style) {
    const Palette& p = *state.colours;
    ImVec4* c = style.Colors;
    const ImVec4 none(0, 0, 0, 0);
    c[ImGuiCol_Text] = vec(p.ink);
    c[ImGuiCol_TextDisabled] = vec(p.quiet);
    c[ImGuiCol_WindowBg] = vec(p.paper);
    c[ImGuiCol_ChildBg] = none;
    c[ImGuiCol_PopupBg] = vec(p.surface);
    c[ImGuiCol_Border] = vec(p.edge);
    c[ImGuiCol_ScrollbarBg] = none;
    c[ImGuiCol_ScrollbarGrab] = vec(p.line);
    c[ImGuiCol_ScrollbarGrabHovered] = vec(p.quiet);
    c[ImGuiCol_ScrollbarGrabActive] = vec(p.quiet);
    c[ImGuiCol_NavHighlight] = none;  // ours has two colours: Painter::ring
}

}  // namespace

const Palette& palette() {
    return *state.colours;
}

ImU32 tone_colour(Tone tone) {
    switch (tone) {
        case Tone::good:
            return palette().good;
        case Tone::wait:
            return palette().wait;
        case Tone::bad:
            return palette().bad;
        case Tone::info:
            return palette().info;
        case Tone::none:
            break;
    }
    return palette().quiet;
}

ImU32 tone_tint(Tone tone) {
    switch (tone) {
        case Tone::good:
            return palette().good_tint;
        case Tone::wait:
            return palette().wait_tint;
        case Tone::bad:
            return palette().bad_tint;
        case Tone::info:
            return palette().info_tint;
        case Tone::none:
            break;
    }
    return palette().surface;
}

float px(float css_pixels) {
    return css_pixels * state.scale;
}

float line_width() {
    return std::max(1.F, std::round(state.scale));
}

ImFont* font(Font which) {
    return state.fonts[static_cast<int>(which)];
}

void apply_theme(bool dark, float scale) {
    state.colours = dark ? &dark_palette : &light;
    state.scale = scale;
    ImGuiStyle style;
    style.WindowPadding = ImVec2(12, 12);
    style.ItemSpacing = ImVec2(12, 8);
    style.PopupRounding = 8;
    style.ScrollbarRounding = 8;
    style.ScrollbarSize = 12;
    style.WindowBorderSize = 0;
    style.ChildBorderSize = 0;
    set_colours(style);
    style.ScaleAllSizes(scale);
    // Lines stay lines: whole pixels.
    style.PopupBorderSize = line_width();
    ImGui::GetStyle() = style;

    ImFontAtlas* atlas = ImGui::GetIO().Fonts;
    atlas->Clear();
    for (const Font which : {Font::text, Font::small, Font::strong, Font::title}) {
        const bool strong = which == Font::strong || which == Font::title;
        ImFontConfig config;
        config.FontDataOwnedByAtlas = false;
        config.OversampleH = scale < 1.5F ? 2 : 1;  // a fine screen needs no more, and the texture stays small
        // AddFontFromMemoryTTF does not write to data it does not own.
        state.fonts[static_cast<int>(which)] = atlas->AddFontFromMemoryTTF(
            const_cast<unsigned char*>(strong ? font_strong : font_regular),
            static_cast<int>(strong ? font_strong_size : font_regular_size),
            std::round(sizes[static_cast<int>(which)] * height_of_em * scale), &config, glyph_ranges);
    }
    atlas->Build();
    // The narrow space before a sign and within numbers has no glyph of its own.
    for (ImFont* one : state.fonts) one->AddRemapChar(0x202F, 0x2009);
}

}  // namespace passerelle::workbench
