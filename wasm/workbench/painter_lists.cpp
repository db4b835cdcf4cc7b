#include "painter.hpp"

namespace passerelle::workbench {
namespace {

// Offers and the like: every entry is a card that leads somewhere and begins with its points.
bool is_ranked_table(const Block& block) {
    if (block.children.empty()) return false;
    for (const Block& child : block.children)
        if (child.role != Role::card || child.target.empty() || child.children.empty() ||
            child.children.front().role != Role::meter)
            return false;
    return true;
}

}  // namespace

void Painter::list(const Block& b) {
    if (is_ranked_table(b)) return offers_table(b);
    blocks(b.children);
}

void Painter::offers_table(const Block& b) {
    constexpr ImGuiTableFlags flags = ImGuiTableFlags_BordersInnerH | ImGuiTableFlags_Resizable |
                                      ImGuiTableFlags_SizingStretchProp | ImGuiTableFlags_NoSavedSettings;
    if (!ImGui::BeginTable(b.id.c_str(), 3, flags)) return;
    ImGui::TableSetupColumn("##title", ImGuiTableColumnFlags_WidthStretch, 4);
    ImGui::TableSetupColumn("##points", ImGuiTableColumnFlags_WidthStretch, 2);
    ImGui::TableSetupColumn("##reasons", ImGuiTableColumnFlags_WidthStretch, 4);
    // Only the rows in view are laid out.
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(b.children.size()), ImGui::GetTextLineHeightWithSpacing() * 2 + px(6));
    while (clipper.Step()) {
        for (int row = clipper.DisplayStart; row < clipper.DisplayEnd; ++row) {
            const Block& card = b.children[static_cast<std::size_t>(row)];
            ImGui::PushID(row);
            ImGui::TableNextRow(0, ImGui::GetTextLineHeightWithSpacing() * 2 + px(6));
            ImGui::TableNextColumn();
            const ImVec2 at = ImGui::GetCursorPos();
            if (ImGui::Selectable("##row", false, ImGuiSelectableFlags_SpanAllColumns,
                                  {0, ImGui::GetTextLineHeightWithSpacing() * 2}))
                open(card.target);
            ImGui::SetCursorPos(at);
            ImGui::PushFont(font(Font::strong));
            ImGui::TextUnformatted(card.label.c_str());
            ImGui::PopFont();
            ImGui::PushStyleColor(ImGuiCol_Text, palette().quiet);
            ImGui::TextUnformatted(card.hint.c_str());
            ImGui::PopStyleColor();
            ImGui::TableNextColumn();
            meter(card.children.front(), px(70));
            ImGui::TableNextColumn();
            bool first = true;
            for (const Block& child : card.children.back().children) {
                if (child.role != Role::tag) continue;
                if (!first && ImGui::GetContentRegionAvail().x > px(100)) ImGui::SameLine();
                tag(child.tone, child.label);
                first = false;
                if (ImGui::GetItemRectMax().x > ImGui::GetWindowPos().x + ImGui::GetWindowWidth() - px(140)) break;
            }
            ImGui::PopID();
        }
    }
    ImGui::EndTable();
}

void Painter::card(const Block& b) {
    const ImVec2 low = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->ChannelsSplit(2);
    list->ChannelsSetCurrent(1);
    ImGui::BeginGroup();
    ImGui::Dummy({0, px(4)});
    ImGui::Indent(px(12));
    if (!b.target.empty()) {
        Block as_link;
        as_link.label = b.label;
        as_link.target = b.target;
        link(as_link);
    } else if (!b.label.empty()) {
        text(b.label, palette().ink, Font::strong);
    }
    if (!b.hint.empty()) text(b.hint, palette().quiet);
    bool in_line = false;
    int place = 0;
    for (const Block& child : b.children) {
        // The controls of an entry stand side by side.
        if (in_line && child.role == Role::button) ImGui::SameLine();
        push_id(child, place++);
        block(child);
        ImGui::PopID();
        in_line = child.role == Role::button;
    }
    ImGui::Unindent(px(12));
    ImGui::Dummy({0, px(4)});
    ImGui::EndGroup();
    const ImVec2 high = {low.x + width - px(4), ImGui::GetItemRectMax().y};
    list->ChannelsSetCurrent(0);
    list->AddRectFilled(low, high, palette().surface, px(8));
    list->AddRect(low, high, b.tone == Tone::none ? palette().line : tone_colour(b.tone), px(8), 0, px(1));
    list->ChannelsMerge();
}

void Painter::task_list(const Block& b) {
    if (!ImGui::BeginTable("##tasks", 2, ImGuiTableFlags_BordersInnerH | ImGuiTableFlags_SizingStretchProp)) return;
    ImGui::TableSetupColumn("##what", ImGuiTableColumnFlags_WidthStretch, 5);
    ImGui::TableSetupColumn("##state", ImGuiTableColumnFlags_WidthStretch, 2);
    int place = 0;
    for (const Block& task : b.children) {
        push_id(task, place++);
        ImGui::TableNextRow();
        ImGui::TableNextColumn();
        link(task);
        if (!task.hint.empty()) text(task.hint, palette().quiet);
        ImGui::TableNextColumn();
        if (!task.value.empty()) tag(task.tone, task.value);
        ImGui::PopID();
    }
    ImGui::EndTable();
}

void Painter::summary_list(const Block& b) {
    if (!ImGui::BeginTable("##summary", 3, ImGuiTableFlags_BordersInnerH | ImGuiTableFlags_SizingStretchProp)) return;
    ImGui::TableSetupColumn("##question", ImGuiTableColumnFlags_WidthStretch, 4);
    ImGui::TableSetupColumn("##answer", ImGuiTableColumnFlags_WidthStretch, 4);
    ImGui::TableSetupColumn("##change", ImGuiTableColumnFlags_WidthStretch, 1);
    int place = 0;
    for (const Block& row : b.children) {
        push_id(row, place++);
        ImGui::TableNextRow();
        ImGui::TableNextColumn();
        text(row.label, palette().quiet);
        ImGui::TableNextColumn();
        text(row.value, palette().ink);
        ImGui::TableNextColumn();
        if (!row.target.empty()) {
            Block change_link;
            change_link.label = row.hint;
            change_link.target = row.target;
            link(change_link);
        }
        ImGui::PopID();
    }
    ImGui::EndTable();
}

}  // namespace passerelle::workbench
