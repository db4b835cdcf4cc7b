// Open Sans, cut to the characters of Latin texts by CMake from the distribution's package; no file is loaded at run
// time.
#pragma once

namespace passerelle::workbench {

extern const unsigned char font_regular[];
extern const unsigned font_regular_size;
extern const unsigned char font_strong[];
extern const unsigned font_strong_size;

}  // namespace passerelle::workbench
