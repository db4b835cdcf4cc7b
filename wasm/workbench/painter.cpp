#include "painter.hpp"

namespace passerelle::workbench {
namespace {

constexpr float navigation_width = 190;
constexpr float column_width = 860;

const Block* first_with(const std::vector<Block>& blocks, Role role) {
    for (const Block& block : blocks)
        if (block.role == role) return &block;
    return nullptr;
}

// The way to the start; what skips to the content is of no use here.
const Block* brand_of(const std::vector<Block>& header) {
    for (const Block& block : header)
        if (block.role == Role::link && block.target.substr(0, 1) != "#") return &block;
    return nullptr;
}

}  // namespace

void Painter::send(Json message) { face.events_.push_back(dump_json(message)); }

void Painter::open(const std::string& target) {
    const std::string path = target.substr(0, target.find('#'));
    if (!path.empty() && path.front() == '/') send({{"kind", "open"}, {"path", path}});
}

void Painter::press(const std::string& action) {
    const std::size_t at = action.find('=');
    Json message = {{"kind", "press"},
                    {"action", action.substr(0, at)},
                    {"fields", form != nullptr ? fields_below(*form) : Json::object()}};
    if (at != std::string::npos) message["arg"] = action.substr(at + 1);
    send(std::move(message));
}

void Painter::change(const std::string& name, Json value) {
    Json fields = Json::object();
    fields[name] = std::move(value);
    send({{"kind", "change"}, {"fields", std::move(fields)}});
}

void Painter::text(const std::string& words, ImU32 colour, Font which) {
    ImGui::PushFont(font(which));
    ImGui::PushStyleColor(ImGuiCol_Text, colour);
    ImGui::PushTextWrapPos(0);
    ImGui::TextUnformatted(words.data(), words.data() + words.size());
    ImGui::PopTextWrapPos();
    ImGui::PopStyleColor();
    ImGui::PopFont();
}

// A state is a dot and a word, never a colour alone.
void Painter::tag(Tone tone, const std::string& label) {
    const ImU32 colour = tone_colour(tone);
    const float radius = px(4);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float middle = at.y + ImGui::GetTextLineHeight() / 2;
    ImDrawList* list = ImGui::GetWindowDrawList();
    if (tone == Tone::bad) {
        list->AddLine({at.x, middle - radius}, {at.x + 2 * radius, middle + radius}, colour, px(2));
        list->AddLine({at.x, middle + radius}, {at.x + 2 * radius, middle - radius}, colour, px(2));
    } else if (tone == Tone::good) {
        list->AddLine({at.x, middle}, {at.x + radius, middle + radius}, colour, px(2));
        list->AddLine({at.x + radius, middle + radius}, {at.x + 2.4F * radius, middle - radius}, colour, px(2));
    } else {
        list->AddCircle({at.x + radius, middle}, radius, colour, 0, px(2));
    }
    ImGui::Dummy({3 * radius, ImGui::GetTextLineHeight()});
    ImGui::SameLine(0, px(4));
    text(label, colour, Font::strong);
}

void Painter::link(const Block& block) {
    if (block.emphasis == Emphasis::primary) {
        ImGui::PushStyleColor(ImGuiCol_Button, palette().accent);
        ImGui::PushStyleColor(ImGuiCol_ButtonHovered, palette().accent);
        ImGui::PushStyleColor(ImGuiCol_Text, palette().on_accent);
        if (ImGui::Button(block.label.c_str())) open(block.target);
        ImGui::PopStyleColor(3);
        return;
    }
    ImGui::PushStyleColor(ImGuiCol_Button, IM_COL32(0, 0, 0, 0));
    ImGui::PushStyleColor(ImGuiCol_Text, palette().accent);
    ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 0);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(0, px(3)));
    const std::string label = block.icon == "back" ? "\u2039 " + block.label : block.label;
    if (ImGui::Button(label.c_str())) open(block.target);
    const ImVec2 low = ImGui::GetItemRectMin();
    const ImVec2 high = ImGui::GetItemRectMax();
    ImGui::GetWindowDrawList()->AddLine({low.x, high.y - px(3)}, {high.x, high.y - px(3)}, palette().accent, px(1));
    ImGui::PopStyleVar(2);
    ImGui::PopStyleColor(2);
}

void Painter::button(const Block& block) {
    const bool primary = block.emphasis == Emphasis::primary;
    int colours = 0;
    const auto push = [&](ImGuiCol which, ImU32 colour) {
        ImGui::PushStyleColor(which, colour);
        ++colours;
    };
    if (primary) {
        push(ImGuiCol_Button, palette().accent);
        push(ImGuiCol_ButtonHovered, palette().accent);
        push(ImGuiCol_ButtonActive, palette().accent);
        push(ImGuiCol_Text, palette().on_accent);
    } else if (block.emphasis == Emphasis::danger) {
        push(ImGuiCol_Text, palette().bad);
    } else {
        push(ImGuiCol_Text, palette().accent);
    }
    ImGui::BeginDisabled(block.disabled);
    if (ImGui::Button((block.label + "##" + block.name).c_str())) press(block.name);
    ImGui::EndDisabled();
    ImGui::PopStyleColor(colours);
}

void Painter::meter(const Block& block, float width) {
    const float value = static_cast<float>(std::atoi(block.value.c_str()));
    const float range = static_cast<float>(block.maximum - block.minimum);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = px(8);
    const float top = at.y + (ImGui::GetTextLineHeight() - height) / 2;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float share = range <= 0 ? 0 : (value - static_cast<float>(block.minimum)) / range;
    list->AddRectFilled({at.x, top}, {at.x + width, top + height}, palette().line, height / 2);
    if (share > 0)
        list->AddRectFilled({at.x, top}, {at.x + width * (share > 1 ? 1 : share), top + height}, palette().accent,
                            height / 2);
    ImGui::Dummy({width, ImGui::GetTextLineHeight()});
    ImGui::SameLine();
    text(block.label.empty() ? block.value : block.label, palette().ink);
}

// The same block is the same to Dear ImGui after every reply, else the focus and open disclosures would be lost: by its
// id, or by its place.
void Painter::push_id(const Block& b, int place) {
    if (b.id.empty()) ImGui::PushID(place);
    else ImGui::PushID(b.id.c_str());
}

void Painter::blocks(const std::vector<Block>& all) {
    int place = 0;
    for (const Block& one : all) {
        push_id(one, place++);
        block(one);
        ImGui::PopID();
    }
}

void Painter::block(const Block& b) {
    if (b.print_only) return;
    switch (b.role) {
        case Role::heading: text(b.label, palette().ink, b.level <= 1 ? Font::title : Font::strong); break;
        case Role::paragraph: text(b.label, b.tone == Tone::none ? palette().ink : palette().quiet); break;
        case Role::notice:
        case Role::error_summary: {
            const Tone tone = b.role == Role::error_summary ? Tone::bad : b.tone;
            tag(tone, b.label);
            ImGui::Indent(px(16));
            blocks(b.children);
            ImGui::Unindent(px(16));
            break;
        }
        case Role::tag: tag(b.tone, b.label); break;
        case Role::link: link(b); break;
        case Role::button: button(b); break;
        case Role::form: {
            const Block* outer = form;
            form = &b;
            blocks(b.children);
            form = outer;
            break;
        }
        case Role::details:
            ImGui::SetNextItemOpen(b.open, ImGuiCond_Once);
            if (ImGui::TreeNodeEx(b.label.c_str(), ImGuiTreeNodeFlags_NoTreePushOnOpen)) {
                ImGui::Indent(px(16));
                blocks(b.children);
                ImGui::Unindent(px(16));
            }
            break;
        case Role::list:
        case Role::ordered_list: list(b); break;
        case Role::list_item:
            if (!b.label.empty()) {
                ImGui::Bullet();
                text(b.label, palette().ink);
            }
            blocks(b.children);
            break;
        case Role::card: card(b); break;
        case Role::task_list: task_list(b); break;
        case Role::summary_list: summary_list(b); break;
        case Role::meter: meter(b, px(160)); break;
        case Role::group:
        case Role::panel:
            if (b.role == Role::panel && !b.label.empty()) text(b.label, palette().ink, Font::title);
            if (b.role == Role::panel && !b.hint.empty()) text(b.hint, palette().quiet);
            blocks(b.children);
            break;
        default:
            if (is_field(b.role)) field(b);
            else blocks(b.children);
            break;
    }
}

void Painter::top_bar() {
    const Page& page = face.page_;
    const Block* status = first_with(page.header, Role::status);
    const Block* brand = brand_of(page.header);
    ImGui::AlignTextToFramePadding();
    if (brand != nullptr) text(brand->label, palette().accent, Font::strong);
    if (status != nullptr) {
        ImGui::SameLine(0, px(24));
        tag(status->tone, status->hint.empty() ? status->label : status->label + " · " + status->hint);
    }
    // The way back is always in the same corner.
    for (const Block& block : page.footer) {
        if (block.role != Role::button || block.name != "workbench") continue;
        const std::string label = block.suffix.empty() ? block.label : block.suffix;
        const float width = ImGui::CalcTextSize(label.c_str()).x + 2 * ImGui::GetStyle().FramePadding.x;
        ImGui::SameLine(ImGui::GetWindowWidth() - width - ImGui::GetStyle().WindowPadding.x);
        if (ImGui::Button((label + "##pages").c_str())) send({{"kind", "face"}, {"face", "html"}});
    }
    ImGui::Separator();
}

void Painter::side_navigation(float width) {
    const Block* navigation = first_with(face.page_.header, Role::navigation);
    if (navigation == nullptr) return;
    for (const Block& link : navigation->children) {
        ImGui::PushStyleColor(ImGuiCol_Text, link.current ? palette().accent : palette().ink);
        ImGui::PushFont(font(link.current ? Font::strong : Font::text));
        if (ImGui::Selectable((link.label + "##" + link.target).c_str(), link.current, 0, {width, px(28)}))
            open(link.target);
        ImGui::PopFont();
        ImGui::PopStyleColor();
    }
}

void Painter::main_column() {
    if (face.new_path_) {
        ImGui::SetScrollY(0);
        ImGui::SetKeyboardFocusHere();
    }
    const float space = ImGui::GetContentRegionAvail().x;
    const float width = space < px(column_width) ? space : px(column_width);
    ImGui::BeginGroup();
    ImGui::PushItemWidth(width < px(420) ? width : px(420));
    ImGui::PushClipRect(ImGui::GetWindowPos(),
                        {ImGui::GetWindowPos().x + ImGui::GetWindowSize().x, ImGui::GetWindowPos().y + ImGui::GetWindowSize().y},
                        true);
    blocks(face.page_.main);
    ImGui::PopClipRect();
    ImGui::PopItemWidth();
    ImGui::EndGroup();
}

// Alt and a number open the pages in the order of the list on the left; Escape leads back to the HTML pages.
void Painter::keyboard() {
    const Block* navigation = first_with(face.page_.header, Role::navigation);
    if (navigation != nullptr && ImGui::GetIO().KeyAlt) {
        for (std::size_t i = 0; i < navigation->children.size() && i < 9; ++i)
            if (ImGui::IsKeyPressed(static_cast<ImGuiKey>(ImGuiKey_1 + static_cast<int>(i)), false))
                open(navigation->children[i].target);
    }
    const bool nothing_open = !ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopup);
    if (nothing_open && ImGui::IsKeyPressed(ImGuiKey_F10, false)) send({{"kind", "face"}, {"face", "html"}});
}

void Painter::whole_window() {
    const ImGuiViewport* viewport = ImGui::GetMainViewport();
    ImGui::SetNextWindowPos(viewport->Pos);
    ImGui::SetNextWindowSize(viewport->Size);
    ImGui::PushFont(font(Font::text));
    ImGui::Begin("##workbench", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoBringToFrontOnFocus);
    if (face.has_page_) {
        keyboard();
        top_bar();
        const float width = px(navigation_width);
        ImGui::PushStyleColor(ImGuiCol_Border, IM_COL32(0, 0, 0, 0));
        ImGui::BeginChild("##navigation", {width, 0}, ImGuiChildFlags_None, ImGuiWindowFlags_NavFlattened);
        side_navigation(width);
        ImGui::EndChild();
        ImGui::SameLine();
        ImGui::BeginChild("##main", {0, 0}, ImGuiChildFlags_None, ImGuiWindowFlags_NavFlattened);
        main_column();
        ImGui::EndChild();
        ImGui::PopStyleColor();
    }
    ImGui::End();
    ImGui::PopFont();
}

}  // namespace passerelle::workbench
