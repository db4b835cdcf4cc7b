// Inside shared/html only: how the roles are drawn. fields.cpp draws what a person fills in, blocks.cpp the rest.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "html/writer.hpp"
#include "view/page.hpp"

namespace passerelle::html {

void draw(Writer& writer, const Block& block);
void draw(Writer& writer, const std::vector<Block>& blocks);
// text_field to slider; the caller has checked the role.
void draw_field(Writer& writer, const Block& block);
void draw_button(Writer& writer, const Block& block);

// The classes of a block: its own, its tone's name, and those that hide it from scripts or print.
[[nodiscard]] std::string classes(const Block& block, std::string_view own);
// Opens an element with the block's id and classes.
Writer& open(Writer& writer, Name element, const Block& block, std::string_view own);

// <element class="...">text</element>, nothing when the text is empty.
void draw_text(Writer& writer, Name element, std::string_view class_name, std::string_view text);
// An icon of web/styles by name, decoration only: a word stands beside it.
void draw_icon(Writer& writer, std::string_view name);

}  // namespace passerelle::html
