// What is ranked, as a table of one line an entry, and the entry that is selected in full beside it.
#include <algorithm>
#include <array>
#include <cfloat>
#include <cmath>

#include "base/text.hpp"
#include "painter.hpp"

namespace passerelle::workbench {
namespace {

constexpr float row_height = 30;  // in CSS pixels
constexpr float cell_gap = 10;

enum class Cell { title, employer, place, distance, contract, points, missing };
struct Column {
    Cell cell;
    const char* word;  // of words.hpp; the points' own label is the meter's
    float least;       // CSS pixels
    float share;       // of what is left over
    int rank;          // those of the highest rank give way first in a narrow window
};
constexpr std::array<Column, 7> columns = {{
    {Cell::title, "workbench.offer", 140, 4, 0},
    {Cell::employer, "offer.employer", 110, 3, 3},
    {Cell::place, "offer.place", 72, 1, 4},
    {Cell::distance, "workbench.distance", 58, 0, 2},
    {Cell::contract, "offer.contract", 52, 1, 5},
    {Cell::points, "", 76, 0, 0},
    {Cell::missing, "offer.missing", 96, 2, 1},
}};

struct Layout {
    std::array<float, columns.size()> width = {};  // 0: hidden
};

Layout layout_for(float room) {
    const auto least = [](int rank) {
        float sum = 0;
        for (const Column& column : columns)
            if (column.rank <= rank) sum += px(column.least + cell_gap);
        return sum;
    };
    int rank = 5;
    while (rank > 0 && least(rank) > room) --rank;
    float shares = 0;
    for (const Column& column : columns)
        if (column.rank <= rank) shares += column.share;
    const float left_over = std::max(room - least(rank), 0.F);
    Layout layout;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].rank <= rank)
            layout.width[i] = std::floor(px(columns[i].least) + left_over * columns[i].share / shares);
    return layout;
}

// The parts of "Maçon SA · Charleroi · 6 km · CDI". Any of them may be missing: only with the distance as a landmark
// is it certain which is which, else the line stays whole.
struct Parts {
    std::string_view employer, place, distance, contract;
    bool certain = false;
};
bool is_distance(std::string_view text) {
    return text.size() > 3 && text.front() >= '0' && text.front() <= '9' && text.substr(text.size() - 2) == "km";
}
Parts parts_of(std::string_view line) {
    constexpr std::string_view separator = " · ";
    std::array<std::string_view, 4> found;
    std::size_t count = 0;
    for (std::size_t at = 0; at <= line.size();) {
        const std::size_t end = std::min(line.find(separator, at), line.size());
        if (count == found.size()) return {};
        found[count++] = line.substr(at, end - at);
        at = end + separator.size();
    }
    for (std::size_t i = 1; i < count; ++i) {
        if (!is_distance(found[i]) || i > 2 || count > i + 2) continue;
        return {i == 2 ? found[0] : "", found[i - 1], found[i], i + 1 < count ? found[i + 1] : "", true};
    }
    return {};
}

// "Contrat sans date de fin (CDI)" is cut to what tells it from the others.
std::string_view in_short(std::string_view text) {
    const std::size_t open = text.rfind('(');
    return open == std::string_view::npos || text.back() != ')' ? text : text.substr(open + 1, text.size() - open - 2);
}

template <typename Visit>
void each_tag(const Block& block, const Visit& visit) {
    for (const Block& child : block.children) {
        if (child.role == Role::tag) visit(child);
        each_tag(child, visit);
    }
}

bool is_ranked(const Block& list) {
    return (list.role == Role::list || list.role == Role::ordered_list) && !list.children.empty() &&
           std::all_of(list.children.begin(), list.children.end(), [](const Block& card) {
               return card.role == Role::card && !card.target.empty() && !card.children.empty() &&
                      card.children.front().role == Role::meter;
           });
}

// What is missing first; what is only in part follows if nothing is.
void draw_missing(ImVec2 at, float width, const Block& card) {
    const float end = at.x + width;
    for (const Tone tone : {Tone::bad, Tone::wait}) {
        bool found = false;
        each_tag(card, [&](const Block& tag) {
            if (tag.tone != tone || end - at.x < px(36)) return;
            found = true;
            draw_mark({at.x + px(6), std::floor(at.y + font(Font::text)->FontSize / 2)}, tone, tone_colour(tone));
            draw_line({at.x + px(18), at.y}, end - at.x - px(18), tag.label, palette().ink, Font::small);
            at.x += px(18 + cell_gap) + size_of_words(FLT_MAX, tag.label, Font::small).x;
        });
        if (found) return;
    }
}

void draw_row(ImVec2 at, const Layout& layout, const Block& card) {
    const Parts parts = parts_of(card.hint);
    const Block& points = card.children.front();
    float x = at.x + px(cell_gap) / 2;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        float width = layout.width[i];
        if (width <= 0) continue;
        switch (columns[i].cell) {
            case Cell::title:
                draw_line({x, at.y}, width, card.label, palette().ink, Font::strong);
                break;
            case Cell::employer:
                // A line that can not be told apart takes the room of all four.
                for (std::size_t j = i + 1; !parts.certain && columns[j].cell != Cell::points; ++j)
                    if (layout.width[j] > 0) width += layout.width[j] + px(cell_gap);
                draw_line({x, at.y}, width, parts.certain ? parts.employer : card.hint, palette().quiet, Font::text);
                break;
            case Cell::place:
                draw_line({x, at.y}, width, parts.place, palette().quiet, Font::text);
                break;
            case Cell::distance: {
                const float words = size_of_words(FLT_MAX, parts.distance, Font::text).x;
                draw_line({x + std::max(width - words - px(4), 0.F), at.y}, words + 1, parts.distance, palette().quiet,
                          Font::text);
                break;
            }
            case Cell::contract:
                draw_line({x, at.y}, width, in_short(parts.contract), palette().quiet, Font::text);
                break;
            case Cell::points: {
                draw_words({x, at.y}, FLT_MAX, points.value, palette().ink, Font::strong);
                draw_bar({x + px(36), std::floor(at.y + (font(Font::text)->FontSize - px(8)) / 2)}, width - px(36),
                         points);
                break;
            }
            case Cell::missing:
                draw_missing({x, at.y}, width, card);
                break;
        }
        x += layout.width[i] + px(cell_gap);
    }
}

}  // namespace

const Block* ranked_list(const std::vector<Block>& all) {
    for (const Block& block : all) {
        if (is_ranked(block)) return &block;
        if (block.role == Role::card) continue;
        if (const Block* below = ranked_list(block.children)) return below;
    }
    return nullptr;
}

const Block* levers_in(const std::vector<Block>& all) {
    const auto degrees = [](const Block& block, const auto& again) -> bool {
        return (block.role == Role::slider && !block.options.empty()) ||
               std::any_of(block.children.begin(), block.children.end(),
                           [&](const Block& child) { return again(child, again); });
    };
    for (const Block& block : all) {
        if (block.role == Role::details && degrees(block, degrees)) return &block;
        if (const Block* below = levers_in(block.children)) return below;
    }
    return nullptr;
}

const Block* Painter::selected() const {
    if (offers == nullptr) return nullptr;
    for (const Block& card : offers->children)
        if (card.id == face.offer_id_) return &card;
    return &offers->children.front();
}

// Only the rows in view are laid out. Moving through them selects; Enter or a double click opens.
void Painter::offers_table(const Block& b) {
    const Layout layout = layout_for(room());
    const float width = room();
    const float height = px(row_height);
    const float line = std::floor((height - font(Font::text)->FontSize) / 2);
    const ImVec2 head = ImGui::GetCursorScreenPos();
    float x = head.x + px(cell_gap) / 2;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (layout.width[i] <= 0) continue;
        const std::string name =
            columns[i].cell == Cell::points ? b.children.front().children.front().label : word(columns[i].word);
        draw_line({x, head.y + px(4)}, layout.width[i], name, palette().quiet, Font::small);
        x += layout.width[i] + px(cell_gap);
    }
    ImGui::Dummy({width, font(Font::small)->FontSize + px(8)});

    const Block* chosen = selected();
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(b.children.size()), height);
    // Coming back from an offer, the keyboard goes on where it was.
    const bool return_here = face.new_path_ && chosen->id == face.offer_id_ && !face.offer_id_.empty();
    if (return_here) clipper.IncludeItemByIndex(static_cast<int>(chosen - b.children.data()));
    while (clipper.Step()) {
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            const Block& card = b.children[static_cast<std::size_t>(i)];
            push_id(card, i);
            const ImVec2 at = ImGui::GetCursorScreenPos();
            if (return_here && &card == chosen) ImGui::SetKeyboardFocusHere();
            const bool pressed = ImGui::InvisibleButton("##offer", {width, height});
            const bool by_mouse = ImGui::IsMouseReleased(ImGuiMouseButton_Left);
            if (pressed || (ImGui::IsItemFocused() && ImGui::GetIO().NavVisible)) {
                face.offer_id_ = card.id;
                chosen = &card;
            }
            if (pressed && (!by_mouse || !offer_beside)) open(card.target);
            if (hovered() && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) open(card.target);
            ImDrawList* list = ImGui::GetWindowDrawList();
            const ImVec2 high = {at.x + width, at.y + height};
            if (&card == chosen && offer_beside) {
                list->AddRectFilled(at, high, palette().tint, px(6));
                list->AddRectFilled({at.x, at.y + px(5)}, {at.x + px(3), high.y - px(5)}, palette().accent, px(2));
            } else if (hovered()) {
                list->AddRectFilled(at, high, palette().surface, px(6));
            }
            list->AddRectFilled({at.x, high.y - line_width()}, high, palette().line);
            draw_row({at.x, at.y + line}, layout, card);
            ring(px(6));
            ImGui::PopID();
        }
    }
    ImGui::PopStyleVar();
    ImGui::Dummy({0, px(4)});
}

void Painter::selected_offer(const Block& card) {
    ImGui::PushID(card.id.c_str());
    box(palette().surface, palette().line, [&] {
        text(card.label, palette().ink, Font::strong);
        meter(card.children.front(), px(90));
        const Parts parts = parts_of(card.hint);
        if (parts.certain) {
            text(parts.employer, palette().ink);
            text(std::string(parts.place) + " · " + std::string(parts.distance), palette().ink);
            text(parts.contract, palette().ink);
        } else {
            text(card.hint, palette().ink);
        }
        ImGui::Dummy({0, 0});
        each_tag(card, [&](const Block& one) {
            // The words in ink, the tone in the sign: here one reads, and does not count.
            const ImVec2 at = ImGui::GetCursorScreenPos();
            draw_mark({at.x + px(6), std::floor(at.y + font(Font::text)->FontSize / 2)}, one.tone,
                      tone_colour(one.tone));
            ImGui::Indent(px(20));
            text(one.label, palette().ink);
            ImGui::Unindent(px(20));
        });
        ImGui::Dummy({0, 0});
        if (control("##open", word("workbench.offer.open"), Look::primary)) {
            face.offer_id_ = card.id;
            open(card.target);
        }
    });
    ImGui::PopID();
}

// Beside the list they rank, always open.
void Painter::levers_box() {
    ImGui::PushID(levers->id.c_str());
    text(levers->label, palette().ink, Font::strong);
    blocks(levers->children);
    ImGui::PopID();
}

}  // namespace passerelle::workbench
