#include "face.hpp"

#include <imgui_internal.h>

#include "painter.hpp"

namespace passerelle::workbench {

bool Face::show(std::string_view text) {
    const Result<Json> json = parse_json(text);
    if (!json) return false;
    Result<Page> page = page_from_json(*json);
    if (!page) return false;
    new_path_ = !has_page_ || page->path != page_.path;
    page_ = std::move(*page);
    has_page_ = true;
    return true;
}

void Face::draw() {
    Painter painter{*this};
    painter.whole_window();
    if (new_path_) focus_id_.clear();
    new_path_ = false;
}

std::vector<std::string> Face::take_events() {
    std::vector<std::string> events;
    events.swap(events_);
    return events;
}

std::optional<EditRequest> Face::take_edit() {
    std::optional<EditRequest> edit;
    edit.swap(edit_);
    return edit;
}

bool Face::input_waits() const {
    return ImGui::GetCurrentContext()->InputEventsQueue.Size > 0;
}

}  // namespace passerelle::workbench
