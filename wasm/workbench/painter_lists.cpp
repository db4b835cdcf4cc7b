#include <algorithm>
#include <cfloat>
#include <cmath>

#include "painter.hpp"

namespace passerelle::workbench {
namespace {

constexpr float two_cards_from = 760;  // in CSS pixels
constexpr float between_cards = 16;

// A line of reasons: its state, the sentence, and its points at the end.
bool is_reason(const Block& item) {
    return item.children.size() >= 2 && item.children[0].role == Role::tag && item.children[1].role == Role::paragraph;
}

// The bar first, so that those of several lines begin and end alike.
void share_of(const Block& meter) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = font(Font::text)->FontSize;
    draw_bar({at.x, std::floor(at.y + (height - px(8)) / 2)}, px(64), meter);
    const float number =
        px(76) + draw_words({at.x + px(76), at.y}, FLT_MAX, meter.value, palette().ink, Font::strong).x;
    draw_words({at.x + number, at.y}, FLT_MAX, " / " + std::to_string(meter.maximum), palette().quiet, Font::text);
    ImGui::Dummy({px(144), height});
}

void hairline(float right) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::GetWindowDrawList()->AddRectFilled(at, {right, at.y + line_width()}, palette().line);
    ImGui::Dummy({0, line_width()});
}

}  // namespace

void Painter::list(const Block& b) {
    if (&b == offers) return offers_table(b);
    const bool only_cards =
        std::all_of(b.children.begin(), b.children.end(), [](const Block& child) { return child.role == Role::card; });
    if (only_cards)
        cards(b.children, 0, b.children.size());
    else
        blocks(b.children);
}

void Painter::list_item(const Block& b) {
    if (is_reason(b) && room() > px(480)) {
        const bool points = b.children.back().role == Role::meter;
        const auto sentence = [&] { blocks(b.children, 1, b.children.size() - (points ? 1 : 0)); };
        side_by_side(
            px(168), [&] { tag(b.children[0].tone, b.children[0].label); },
            [&] {
                if (points)
                    side_by_side(
                        px(160), [&] { share_of(b.children.back()); }, sentence);
                else
                    sentence();
            });
        return;
    }
    if (!b.label.empty()) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float middle = at.y + font(Font::text)->FontSize / 2;
        if (b.tone == Tone::none)
            ImGui::GetWindowDrawList()->AddCircleFilled({at.x + px(8), middle}, px(2.5F), palette().quiet, 8);
        else
            draw_mark({at.x + px(8), middle}, b.tone, tone_colour(b.tone));
        ImGui::Indent(px(22));
        text(b.label, palette().ink);
        ImGui::Unindent(px(22));
    }
    blocks(b.children);
}

void Painter::card(const Block& b) {
    const auto words = [&] {
        if (b.target.empty())
            text(b.label, palette().ink, Font::strong);
        else if (control("##card", b.label, Look::link))
            open(b.target);
        text(b.value, palette().ink);
        text(b.hint, palette().quiet);
    };
    float buttons = 0;
    for (const Block& child : b.children)
        buttons = child.role == Role::button && buttons >= 0
                      ? buttons + width_of_control(child.label, Look::quiet) + px(16)
                      : -1;
    const auto draw = [&] {
        // The controls of an entry stand beside it.
        if (buttons > 0 && buttons + px(160) < room()) {
            const auto in_the_middle = [&] {
                move_down(b.target.empty() ? px(6) : px(4));
                words();
            };
            side_by_side(room() - buttons + px(16), in_the_middle, [&] { flow(b.children); });
        } else {
            words();
            if (buttons > 0)
                flow(b.children);
            else
                blocks(b.children);
        }
    };
    box(palette().surface, palette().line, draw, b.tone == Tone::none ? 0 : tone_colour(b.tone));
}

void Painter::cards(const std::vector<Block>& all, std::size_t from, std::size_t end) {
    const bool two = end - from > 2 && room() >= px(two_cards_from);
    const float half = std::floor((room() + px(between_cards)) / 2);
    const auto draw = [&](std::size_t i) {
        push_id(all[i], static_cast<int>(i));
        card(all[i]);
        ImGui::PopID();
    };
    for (std::size_t i = from; i < end; ++i) {
        if (!two || i + 1 == end) {
            const float whole = right;
            if (two) right = ImGui::GetCursorScreenPos().x + half - px(between_cards);
            draw(i);
            right = whole;
            continue;
        }
        side_by_side(
            half, [&] { draw(i); }, [&] { draw(i + 1); });
        move_down(px(4));
        ++i;
    }
}

void Painter::task_list(const Block& b) {
    const float end = right;
    right = std::min(end, ImGui::GetCursorScreenPos().x + px(820));
    int place = 0;
    for (const Block& task : b.children) {
        push_id(task, place++);
        hairline(right);
        const auto what = [&] {
            if (control("##task", task.label, Look::link)) open(task.target);
            if (task.hint.empty()) return;
            move_down(-px(6));
            text(task.hint, palette().quiet);
        };
        const float state = task.value.empty() ? 0 : std::max(width_of_tag(task.value) + px(8), px(180));
        if (state > 0 && state < room() - px(200))
            side_by_side(room() - state, what, [&] {
                move_down(px(2));  // on the line of the link beside it
                tag(task.tone, task.value);
            });
        else
            what(), state > 0 ? tag(task.tone, task.value) : void();
        ImGui::PopID();
    }
    hairline(right);
    ImGui::Dummy({0, px(8)});
    right = end;
}

void Painter::summary_list(const Block& b) {
    const float end = right;
    right = std::min(end, ImGui::GetCursorScreenPos().x + px(820));
    const float share = room() < px(480) ? 0.5F : 0.36F;
    int place = 0;
    for (const Block& row : b.children) {
        push_id(row, place++);
        hairline(right);
        side_by_side(
            std::floor(room() * share), [&] { text(row.label, palette().quiet); },
            [&] {
                const float whole = right;
                const float beside = row.target.empty() ? 0 : width_of_control(row.hint, Look::link) + px(12);
                const ImVec2 at = ImGui::GetCursorScreenPos();
                right -= beside;
                text(row.value, palette().ink);
                blocks(row.children);
                right = whole;
                if (beside == 0) return;
                move_to({right - beside + px(12), at.y - px(2)});  // on the line of the words
                if (control("##change", row.hint, Look::link)) open(row.target);
            });
        ImGui::PopID();
    }
    hairline(right);
    right = end;
}

}  // namespace passerelle::workbench
