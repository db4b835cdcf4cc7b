#include "theme.hpp"

#include "fonts.hpp"

namespace passerelle::workbench {
namespace {

constexpr ImU32 rgb(unsigned value) {
    return IM_COL32((value >> 16) & 0xFFU, (value >> 8) & 0xFFU, value & 0xFFU, 0xFFU);
}

constexpr Palette light = {rgb(0xfbfaf7), rgb(0xffffff), rgb(0x1c2126), rgb(0x55606a), rgb(0xd9d6cf),
                           rgb(0x0f5f5c), rgb(0xe3f0ee), rgb(0xffffff), rgb(0x1d6b3a), rgb(0x8a5a00),
                           rgb(0xa3241d), rgb(0x24508a), rgb(0x1c2126)};
constexpr Palette dark_palette = {rgb(0x14181b), rgb(0x1c2125), rgb(0xeceae5), rgb(0xa7b0b6), rgb(0x333a40),
                                  rgb(0x6cc5bd), rgb(0x1f3335), rgb(0x10201f), rgb(0x7bc796), rgb(0xe0b25c),
                                  rgb(0xf0938c), rgb(0x8db4e6), rgb(0xffd54a)};

// Latin-1, Latin Extended-A, and the punctuation and signs that French, Dutch and German texts use.
constexpr ImWchar glyph_ranges[] = {0x0020, 0x017F, 0x2010, 0x203A, 0x20AC, 0x20AC, 0x2190, 0x2193, 0};

struct State {
    const Palette* colours = &light;
    float scale = 1;
    ImFont* fonts[3] = {};
};
State state;  // one face a process, like Dear ImGui's own context

ImVec4 vec(ImU32 colour) { return ImGui::ColorConvertU32ToFloat4(colour); }

void set_colours(ImGuiStyle& style) {
    const Palette& p = *state.colours;
    ImVec4* c = style.Colors;
    const ImVec4 none(0, 0, 0, 0);
    c[ImGuiCol_Text] = vec(p.ink);
    c[ImGuiCol_TextDisabled] = vec(p.quiet);
    c[ImGuiCol_WindowBg] = vec(p.paper);
    c[ImGuiCol_ChildBg] = none;
    c[ImGuiCol_PopupBg] = vec(p.surface);
    c[ImGuiCol_Border] = vec(p.line);
    c[ImGuiCol_FrameBg] = vec(p.surface);
    c[ImGuiCol_FrameBgHovered] = vec(p.accent_tint);
    c[ImGuiCol_FrameBgActive] = vec(p.accent_tint);
    c[ImGuiCol_Button] = vec(p.surface);
    c[ImGuiCol_ButtonHovered] = vec(p.accent_tint);
    c[ImGuiCol_ButtonActive] = vec(p.accent_tint);
    c[ImGuiCol_Header] = vec(p.accent_tint);
    c[ImGuiCol_HeaderHovered] = vec(p.accent_tint);
    c[ImGuiCol_HeaderActive] = vec(p.accent_tint);
    c[ImGuiCol_CheckMark] = vec(p.accent);
    c[ImGuiCol_SliderGrab] = vec(p.accent);
    c[ImGuiCol_SliderGrabActive] = vec(p.accent);
    c[ImGuiCol_Separator] = vec(p.line);
    c[ImGuiCol_PlotHistogram] = vec(p.accent);
    c[ImGuiCol_ScrollbarBg] = none;
    c[ImGuiCol_ScrollbarGrab] = vec(p.line);
    c[ImGuiCol_ScrollbarGrabHovered] = vec(p.quiet);
    c[ImGuiCol_ScrollbarGrabActive] = vec(p.quiet);
    c[ImGuiCol_TableHeaderBg] = vec(p.paper);
    c[ImGuiCol_TableBorderLight] = vec(p.line);
    c[ImGuiCol_TableBorderStrong] = vec(p.line);
    c[ImGuiCol_NavHighlight] = vec(p.focus);
    c[ImGuiCol_TextSelectedBg] = vec(p.accent_tint);
}

}  // namespace

const Palette& palette() { return *state.colours; }

ImU32 tone_colour(Tone tone) {
    switch (tone) {
        case Tone::good: return palette().good;
        case Tone::wait: return palette().wait;
        case Tone::bad: return palette().bad;
        case Tone::info: return palette().info;
        case Tone::none: break;
    }
    return palette().quiet;
}

float px(float css_pixels) { return css_pixels * state.scale; }

ImFont* font(Font which) { return state.fonts[static_cast<int>(which)]; }

void apply_theme(bool dark, float scale) {
    state.colours = dark ? &dark_palette : &light;
    state.scale = scale;
    ImGuiStyle style;
    style.WindowPadding = ImVec2(16, 12);
    style.FramePadding = ImVec2(10, 6);
    style.ItemSpacing = ImVec2(10, 8);
    style.ItemInnerSpacing = ImVec2(8, 6);
    style.CellPadding = ImVec2(8, 5);
    style.FrameRounding = 6;
    style.ChildRounding = 8;
    style.PopupRounding = 8;
    style.GrabRounding = 6;
    style.ScrollbarRounding = 8;
    style.ScrollbarSize = 12;
    style.FrameBorderSize = 1;
    style.WindowBorderSize = 0;
    style.ChildBorderSize = 1;
    set_colours(style);
    style.ScaleAllSizes(scale);
    style.FrameBorderSize = scale;
    style.ChildBorderSize = scale;
    ImGui::GetStyle() = style;

    ImFontAtlas* atlas = ImGui::GetIO().Fonts;
    atlas->Clear();
    const auto add = [&](const unsigned char* bytes, unsigned size, float pixels) {
        ImFontConfig config;
        config.FontDataOwnedByAtlas = false;
        config.OversampleH = 2;
        // AddFontFromMemoryTTF does not write to data it does not own.
        return atlas->AddFontFromMemoryTTF(const_cast<unsigned char*>(bytes), static_cast<int>(size), pixels * scale,
                                           &config, glyph_ranges);
    };
    state.fonts[static_cast<int>(Font::text)] = add(font_regular, font_regular_size, 17);
    state.fonts[static_cast<int>(Font::strong)] = add(font_strong, font_strong_size, 17);
    state.fonts[static_cast<int>(Font::title)] = add(font_strong, font_strong_size, 26);
}

}  // namespace passerelle::workbench
