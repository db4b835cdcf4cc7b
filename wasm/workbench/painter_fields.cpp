#include <array>
#include <cstdlib>

#include "base/text.hpp"
#include "painter.hpp"

namespace passerelle::workbench {
namespace {

std::array<std::string, 3> date_parts(const std::string& value) {
    if (value.size() == 10 && value[4] == '-') {
        const auto number = [&](std::size_t from, std::size_t count) {
            std::string digits = value.substr(from, count);
            while (digits.size() > 1 && digits.front() == '0') digits.erase(0, 1);
            return digits;
        };
        return {number(8, 2), number(5, 2), number(0, 4)};
    }
    std::array<std::string, 3> parts;
    const std::vector<std::string_view> typed = split(value, '/');
    for (std::size_t i = 0; i < typed.size() && i < 3; ++i) parts[i] = std::string(typed[i]);
    return parts;
}

constexpr std::array<std::string_view, 3> date_names = {"day", "month", "year"};

Json date_fields(const std::string& name, const std::array<std::string, 3>& parts) {
    Json fields = Json::object();
    for (std::size_t i = 0; i < 3; ++i) fields[name + "." + std::string(date_names[i])] = parts[i];
    return fields;
}

Json checked_values(const Block& group) {
    Json values = Json::array();
    for (const Option& option : group.options)
        if (option.checked) values.push_back(option.value);
    return values;
}

void add_fields(const Block& block, Json& fields) {
    if (!block.name.empty()) {
        switch (block.role) {
            case Role::date_field: fields.update(date_fields(block.name, date_parts(block.value))); break;
            case Role::checkbox_group: fields[block.name] = checked_values(block); break;
            case Role::checkbox: fields[block.name] = block.checked ? "on" : ""; break;
            default:
                if (is_field(block.role)) fields[block.name] = block.value;
                break;
        }
    }
    for (const Block& child : block.children) add_fields(child, fields);
}

// A box that shows the text and asks for the browser's input when it is opened.
void text_box(Face& face, std::optional<EditRequest>& edit, const std::string& name, const Block& block,
              const std::string& value, float width, bool multiline) {
    (void)face;
    const float height = multiline ? ImGui::GetTextLineHeight() * 4 : ImGui::GetFrameHeight();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::PushStyleColor(ImGuiCol_Text, palette().ink);
    ImGui::PushStyleVar(ImGuiStyleVar_ButtonTextAlign, ImVec2(0, multiline ? 0.F : 0.5F));
    if (!block.error.empty()) ImGui::PushStyleColor(ImGuiCol_Border, palette().bad);
    const std::string shown = block.input == Input::password ? std::string(value.size(), '*') : value;
    if (ImGui::Button((shown + "##" + name).c_str(), {width, height})) {
        EditRequest request;
        request.name = name;
        request.label = block.label;
        request.value = value;
        request.input = block.role == Role::combobox ? Input::search : block.input;
        request.multiline = multiline;
        request.x = at.x;
        request.y = at.y;
        request.width = width;
        request.height = height;
        edit = std::move(request);
    }
    if (!block.error.empty()) ImGui::PopStyleColor();
    ImGui::PopStyleVar();
    ImGui::PopStyleColor();
}

}  // namespace

bool is_field(Role role) {
    switch (role) {
        case Role::text_field:
        case Role::text_area:
        case Role::date_field:
        case Role::radio_group:
        case Role::checkbox_group:
        case Role::checkbox:
        case Role::select:
        case Role::combobox:
        case Role::slider: return true;
        default: return false;
    }
}

Json fields_below(const Block& block) {
    Json fields = Json::object();
    add_fields(block, fields);
    return fields;
}

void Painter::field(const Block& b) {
    const float width = px(420);
    if (b.role != Role::checkbox) text(b.label, palette().ink, Font::strong);
    if (!b.hint.empty() && b.role != Role::checkbox) text(b.hint, palette().quiet);
    if (!b.error.empty()) tag(Tone::bad, b.error);
    switch (b.role) {
        case Role::text_field: text_box(face, face.edit_, b.name, b, b.value, width, false); break;
        case Role::text_area: text_box(face, face.edit_, b.name, b, b.value, width, true); break;
        case Role::date_field: {
            const std::array<std::string, 3> parts = date_parts(b.value);
            for (std::size_t i = 0; i < 3; ++i) {
                if (i > 0) ImGui::SameLine();
                text_box(face, face.edit_, b.name + "." + std::string(date_names[i]), b, parts[i], px(i == 2 ? 90 : 56),
                         false);
            }
            break;
        }
        case Role::radio_group:
            for (const Option& option : b.options)
                if (ImGui::RadioButton((option.label + "##" + b.name + option.value).c_str(), option.checked))
                    change(b.name, option.value);
            break;
        case Role::checkbox_group:
            for (std::size_t i = 0; i < b.options.size(); ++i) {
                bool checked = b.options[i].checked;
                if (ImGui::Checkbox((b.options[i].label + "##" + b.name).c_str(), &checked)) {
                    Block changed = b;
                    changed.options[i].checked = checked;
                    change(b.name, checked_values(changed));
                }
            }
            break;
        case Role::checkbox: {
            bool checked = b.checked;
            if (ImGui::Checkbox((b.label + "##" + b.name).c_str(), &checked)) change(b.name, checked ? "on" : "");
            if (!b.hint.empty()) text(b.hint, palette().quiet);
            break;
        }
        case Role::select: {
            std::string shown;
            for (const Option& option : b.options)
                if (option.checked) shown = option.label;
            ImGui::SetNextItemWidth(width);
            if (ImGui::BeginCombo(("##" + b.name).c_str(), shown.c_str())) {
                for (const Option& option : b.options)
                    if (ImGui::Selectable((option.label + "##" + option.value).c_str(), option.checked))
                        change(b.name, option.value);
                ImGui::EndCombo();
            }
            break;
        }
        case Role::combobox:
            text_box(face, face.edit_, b.name, b, b.value, width, false);
            for (const Option& option : b.options) {
                const std::string label = option.hint.empty() ? option.label : option.label + " · " + option.hint;
                if (ImGui::Selectable((label + "##" + option.value).c_str(), false, 0, {width, 0}))
                    press("pick:" + b.name + "=" + option.value);
            }
            break;
        case Role::slider: {
            int value = b.value.empty() ? b.minimum : std::atoi(b.value.c_str());
            ImGui::SetNextItemWidth(width);
            const std::string format = "%d " + b.suffix;
            ImGui::SliderInt(("##" + b.name).c_str(), &value, b.minimum, b.maximum, format.c_str());
            if (ImGui::IsItemDeactivatedAfterEdit()) {
                const int step = b.step > 0 ? b.step : 1;
                change(b.name, std::to_string(b.minimum + (value - b.minimum + step / 2) / step * step));
            }
            break;
        }
        default: break;
    }
}

}  // namespace passerelle::workbench
