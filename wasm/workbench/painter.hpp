// Draws one frame of a Page. Lives for that frame only.
// Widgets are ours, on Dear ImGui's invisible buttons: labels wrap, a name may hold "##", and the ring of the focus is
// the pages' own. Dear ImGui keeps ids, focus, scrolling, popups and clipping.
#pragma once

#include <imgui.h>

#include "face.hpp"
#include "theme.hpp"

namespace passerelle::workbench {

enum class Look { link, plain, quiet, secondary, primary, danger };
enum class Arrow { right, down };

struct Painter {
    Face& face;
    const Block* form = nullptr;    // whose fields go along with its buttons
    const Block* offers = nullptr;  // the ranked list of the page, if it has one
    const Block* levers = nullptr;  // the sliders that rank it
    bool offer_beside = false;      // there is room to show the selected offer beside them, and the sliders below it
    float right = 0;                // where the column ends on the screen

    // painter_window.cpp
    void whole_window();

    // painter.cpp: what goes out, and the blocks.
    void block(const Block& block);
    void blocks(const std::vector<Block>& all) { blocks(all, 0, all.size()); }
    void blocks(const std::vector<Block>& all, std::size_t from, std::size_t end);
    void push_id(const Block& block, int place);
    void notice(const Block& block);
    void details(const Block& block);
    void panel(const Block& block);

    // painter_controls.cpp: text, what can be pressed, and boxes. A control is one stop of the keyboard.
    [[nodiscard]] float room() const;  // from the cursor to the end of the column
    void text(std::string_view words, ImU32 colour, Font which = Font::text);
    void tag(Tone tone, const std::string& label);
    [[nodiscard]] float width_of_tag(const std::string& label) const;
    bool control(const char* id, const std::string& label, Look look, const char* key = nullptr);
    [[nodiscard]] float width_of_control(const std::string& label, Look look, const char* key = nullptr) const;
    void link(const Block& block);
    void button(const Block& block);
    void flow(const std::vector<Block>& blocks);  // tags, links and buttons side by side
    void meter(const Block& block, float width);
    bool disclosure(const std::string& label, bool open);
    // The two sides of a line, the second from `split` on. What follows stands below the longer one.
    template <typename Left, typename Right>
    void side_by_side(float split, Left draw_left, Right draw_right);
    // A surface behind what `draw` draws.
    template <typename Draw>
    void box(ImU32 fill, ImU32 edge, Draw draw, ImU32 bar = 0);

    // painter_fields.cpp: the blocks that are filled in.
    void field(const Block& block, const std::vector<Block>* also = nullptr);  // also: children that follow the control
    void field_control(const Block& block, float width);
    void text_box(const Block& block, const std::string& name, const std::string& label, const std::string& value,
                  float width);
    void suggestions(const Block& block, float width);
    void choices(const Block& block);
    bool choice(const std::string& label, const std::string& hint, bool checked, bool round);
    void select(const Block& block, float width);
    void slider(const Block& block, float width);

    // painter_lists.cpp: cards, tasks, summaries.
    void list(const Block& block);
    void list_item(const Block& block);
    void card(const Block& block);
    void cards(const std::vector<Block>& all, std::size_t from, std::size_t end);
    void task_list(const Block& block);
    void summary_list(const Block& block);

    // painter_offers.cpp: the table of what is ranked, and the one that is selected.
    void offers_table(const Block& block);
    void selected_offer(const Block& card);
    void levers_box();
    [[nodiscard]] const Block* selected() const;

    // painter_keys.cpp
    void keyboard();
    void keys_button();
    void keys_panel();

    // What goes out.
    void open(const std::string& target);
    void press(const std::string& action);
    void change(const std::string& name, Json value, bool typing = false);
    void send(Json message);
    void leave() { send({{"kind", "face"}, {"face", "html"}}); }

    [[nodiscard]] std::string word(std::string_view key) const;  // words.hpp, in the page's language

  private:
    void top_bar(float width, bool narrow);
    void language_menu(const Block& menu);
    void status_line(const Block& status, float width);
    void side_navigation();
    void folded_navigation();
    void main_column();
};

// The first list whose entries are cards that lead somewhere and begin with their points.
[[nodiscard]] const Block* ranked_list(const std::vector<Block>& blocks);
// The first disclosure of sliders of degrees.
[[nodiscard]] const Block* levers_in(const std::vector<Block>& blocks);
[[nodiscard]] const Block* first_with(const std::vector<Block>& blocks, Role role);
// The way back to the page above this one, if it has one.
[[nodiscard]] const Block* back_link(const Page& page);
[[nodiscard]] const Block* pages_button(const Page& page);  // the way back to the HTML pages
[[nodiscard]] const Block* main_menu(const Page& page);

// painter_controls.cpp, for those who draw at a place of their own.
// Words from `at`, wrapped at `width`, those out of sight left out. Returns what they take.
ImVec2 draw_words(ImVec2 at, float width, std::string_view words, ImU32 colour, Font which, bool underlined = false);
[[nodiscard]] ImVec2 size_of_words(float width, std::string_view words, Font which);
// One line, cut with an ellipsis.
void draw_line(ImVec2 at, float width, std::string_view words, ImU32 colour, Font which);
void draw_mark(ImVec2 middle, Tone tone, ImU32 colour);  // the tone as a sign: a check, a cross, a ring
void draw_arrow(ImVec2 middle, Arrow arrow, ImU32 colour);
void draw_bar(ImVec2 at, float width, const Block& meter);
void ring(float rounding, float gap = 0);  // around the last item, when the keyboard has led there
[[nodiscard]] bool hovered();              // the last item, by the pointer and not by the keyboard
void move_to(ImVec2 at);                   // on the screen
void move_down(float pixels);
[[nodiscard]] float control_height();

template <typename Left, typename Right>
void Painter::side_by_side(float split, Left draw_left, Right draw_right) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float end = right;
    right = at.x + split - px(16);
    ImGui::BeginGroup();
    draw_left();
    ImGui::EndGroup();
    const float low = ImGui::GetItemRectMax().y;
    right = end;
    move_to({at.x + split, at.y});
    ImGui::BeginGroup();
    draw_right();
    ImGui::EndGroup();
    const float lower = ImGui::GetItemRectMax().y;
    move_to({at.x, (low > lower ? low : lower)});
    ImGui::Dummy({0, 0});
}

template <typename Draw>
void Painter::box(ImU32 fill, ImU32 edge, Draw draw, ImU32 bar) {
    const ImVec2 low = ImGui::GetCursorScreenPos();
    const float end = right;
    const float inner = px(14);
    ImDrawList* list = ImGui::GetWindowDrawList();
    ImDrawListSplitter layers;  // its own, so that a box may stand in a box
    layers.Split(list, 2);
    layers.SetCurrentChannel(list, 1);
    move_to({low.x + inner, low.y + px(12)});
    right = end - inner;
    ImGui::BeginGroup();
    draw();
    ImGui::EndGroup();
    const ImVec2 high = {end, ImGui::GetItemRectMax().y + px(12)};
    right = end;
    layers.SetCurrentChannel(list, 0);
    list->AddRectFilled(low, high, fill, px(8));
    list->AddRect(low, high, edge, px(8), 0, line_width());
    if (bar != 0) list->AddRectFilled({low.x, low.y + px(8)}, {low.x + px(4), high.y - px(8)}, bar, px(2));
    layers.Merge(list);
    move_to({low.x, high.y});
    ImGui::Dummy({0, 0});
}

}  // namespace passerelle::workbench
