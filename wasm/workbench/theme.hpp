// The look of the pages in Dear ImGui: the same colours, denser. Values are the design tokens of web/styles/tokens.css.
#pragma once

#include <imgui.h>

#include "view/page.hpp"

namespace passerelle::workbench {

struct Palette {
    ImU32 paper, surface, ink, quiet, line, accent, accent_tint, on_accent, good, wait, bad, info, focus;
};

[[nodiscard]] const Palette& palette();  // the one in force
[[nodiscard]] ImU32 tone_colour(Tone tone);

// scale: device pixels per CSS pixel times the zoom. Loads the fonts at that size; call again when it changes,
// outside a frame, then let the backend make its font texture anew.
void apply_theme(bool dark, float scale);
[[nodiscard]] float px(float css_pixels);  // in display units

enum class Font { text, strong, title };
[[nodiscard]] ImFont* font(Font which);

}  // namespace passerelle::workbench
