#include "form_fields.hpp"

#include "base/text.hpp"

namespace passerelle::workbench {
namespace {

Json date_fields(const std::string& name, const std::array<std::string, 3>& parts) {
    Json fields = Json::object();
    for (std::size_t i = 0; i < 3; ++i) fields[name + "." + std::string(date_names[i])] = parts[i];
    return fields;
}

void add_fields(const Block& block, Json& fields) {
    if (!block.name.empty()) {
        switch (block.role) {
            case Role::date_field:
                fields.update(date_fields(block.name, date_parts(block.value)));
                break;
            case Role::checkbox_group:
                fields[block.name] = checked_values(block);
                break;
            case Role::checkbox:
                fields[block.name] = block.checked ? "on" : "";
                break;
            default:
                if (is_field(block.role)) fields[block.name] = block.value;
                break;
        }
    }
    for (const Block& child : block.children) add_fields(child, fields);
}

}  // namespace

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

Json checked_values(const Block& group) {
    Json values = Json::array();
    for (const Option& option : group.options)
        if (option.checked) values.push_back(option.value);
    return values;
}

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
        case Role::slider:
            return true;
        default:
            return false;
    }
}

Json fields_below(const Block& block) {
    Json fields = Json::object();
    add_fields(block, fields);
    return fields;
}

}  // namespace passerelle::workbench
