// Draws one frame of a Page. Lives for that frame only.
#pragma once

#include <imgui.h>

#include "face.hpp"
#include "theme.hpp"

namespace passerelle::workbench {

struct Painter {
    Face& face;
    const Block* form = nullptr;  // whose fields go along with its buttons

    // painter.cpp: the window, and the blocks that are read.
    void whole_window();
    void block(const Block& block);
    void push_id(const Block& block, int place);
    void blocks(const std::vector<Block>& blocks);
    void text(const std::string& words, ImU32 colour, Font which = Font::text);
    void tag(Tone tone, const std::string& label);
    void link(const Block& block);
    void button(const Block& block);
    void meter(const Block& block, float width);

    // painter_fields.cpp: the blocks that are filled in.
    void field(const Block& block);

    // painter_lists.cpp: cards, tasks, summaries and tables.
    void list(const Block& block);
    void card(const Block& block);
    void task_list(const Block& block);
    void summary_list(const Block& block);
    void offers_table(const Block& block);

    // What goes out.
    void open(const std::string& target);
    void press(const std::string& action);
    void change(const std::string& name, Json value);
    void send(Json message);

  private:
    void top_bar();
    void side_navigation(float width);
    void main_column();
    void keys_window();
    void keyboard();
};

// Fields of a form as the page script would send them.
[[nodiscard]] Json fields_below(const Block& block);
[[nodiscard]] bool is_field(Role role);

}  // namespace passerelle::workbench
