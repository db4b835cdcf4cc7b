// The look of the pages in Dear ImGui: the same colours, denser. Values are the design tokens of web/styles/tokens.css.
#pragma once

#include <imgui.h>

#include "view/page.hpp"

namespace passerelle::workbench {

struct Palette {
    ImU32 paper, surface, ink, quiet, line;
    ImU32 edge;  // borders of what one can press or fill in: 3:1 on paper and surface
    ImU32 accent, accent_deep, on_accent, tint;
    ImU32 good, good_tint, wait, wait_tint, bad, bad_tint, info, info_tint;
    ImU32 halo;  // around what has the focus
};

[[nodiscard]] const Palette& palette();  // the one in force
[[nodiscard]] ImU32 tone_colour(Tone tone);
[[nodiscard]] ImU32 tone_tint(Tone tone);

// scale: device pixels per CSS pixel times the zoom. Loads the fonts at that size; call again when it changes,
// outside a frame, then let the backend make its font texture anew.
void apply_theme(bool dark, float scale);
[[nodiscard]] float px(float css_pixels);  // in display units
[[nodiscard]] float line_width();          // of a hairline: whole display units

enum class Font { text, small, strong, title };
[[nodiscard]] ImFont* font(Font which);

}  // namespace passerelle::workbench
