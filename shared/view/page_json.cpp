// Blocks as JSON for faces that draw them themselves. Members are tables, so that both directions agree.
#include <array>
#include <limits>

#include "view/page.hpp"

namespace passerelle {
namespace {

// In the order of the enumerations.
constexpr std::array<std::string_view, 33> role_names = {
    "group",          "card",      "heading",      "paragraph",   "notice",    "error_summary", "tag",
    "link",           "button",    "form",         "text_field",  "text_area", "date_field",    "radio_group",
    "checkbox_group", "checkbox",  "select",       "combobox",    "slider",    "details",       "list",
    "ordered_list",   "list_item", "summary_list", "summary_row", "task_list", "task",          "meter",
    "table",          "table_row", "navigation",   "status",      "panel"};
static_assert(role_names.size() == static_cast<std::size_t>(Role::panel) + 1);
constexpr std::array<std::string_view, 5> tone_names = {"none", "info", "good", "wait", "bad"};
constexpr std::array<std::string_view, 4> emphasis_names = {"secondary", "primary", "quiet", "danger"};
constexpr std::array<std::string_view, 6> input_names = {"text",         "email",  "telephone",
                                                         "whole_number", "search", "password"};

struct TextMember {
    const char* name;
    std::string Block::*member;
};
constexpr std::array text_members = {
    TextMember{"id", &Block::id},
    TextMember{"label", &Block::label},
    TextMember{"hint", &Block::hint},
    TextMember{"error", &Block::error},
    TextMember{"value", &Block::value},
    TextMember{"name", &Block::name},
    TextMember{"target", &Block::target},
    TextMember{"autocomplete", &Block::autocomplete},
    TextMember{"suffix", &Block::suffix},
    TextMember{"icon", &Block::icon},
    TextMember{"language", &Block::language},
};

struct NumberMember {
    const char* name;
    std::int32_t Block::*member;
};
constexpr std::array number_members = {
    NumberMember{"level", &Block::level},           NumberMember{"minimum", &Block::minimum},
    NumberMember{"maximum", &Block::maximum},       NumberMember{"step", &Block::step},
    NumberMember{"max_length", &Block::max_length},
};

struct FlagMember {
    const char* name;
    bool Block::*member;
};
constexpr std::array flag_members = {
    FlagMember{"required", &Block::required},     FlagMember{"checked", &Block::checked},
    FlagMember{"current", &Block::current},       FlagMember{"open", &Block::open},
    FlagMember{"disabled", &Block::disabled},     FlagMember{"script_only", &Block::script_only},
    FlagMember{"by_button", &Block::by_button},   FlagMember{"no_script", &Block::no_script},
    FlagMember{"print_only", &Block::print_only},
};

// What parse_json lets through is 64 deep; a block takes two levels (object, children).
constexpr int max_block_depth = 32;

Error shape_error(std::string_view field) {
    return Error{"block-shape", std::string(field), "not a block of a page"};
}

// Reads an optional member; false when it is there and wrong. Absent leaves `into` at its default.
bool read_text(const Json& json, const char* name, std::string& into) {
    const Json* value = member(json, name);
    if (value == nullptr) return true;
    if (!value->is_string()) return false;
    into = value->get_ref<const std::string&>();
    return true;
}

bool read_flag(const Json& json, const char* name, bool& into) {
    const Json* value = member(json, name);
    if (value == nullptr) return true;
    if (!value->is_boolean()) return false;
    into = bool_member(json, name).value_or(false);
    return true;
}

bool read_number(const Json& json, const char* name, std::int32_t& into) {
    if (member(json, name) == nullptr) return true;
    const auto number = integer_member(json, name);
    if (!number || *number < std::numeric_limits<std::int32_t>::min() ||
        *number > std::numeric_limits<std::int32_t>::max()) {
        return false;
    }
    into = static_cast<std::int32_t>(*number);
    return true;
}

template <typename Enumeration, std::size_t size>
bool read_name(const Json& json, const char* name, const std::array<std::string_view, size>& names, Enumeration& into) {
    const Json* value = member(json, name);
    if (value == nullptr) return true;
    const std::string text = as_string(*value);
    for (std::size_t i = 0; i < size; ++i) {
        if (names[i] == text) {
            into = static_cast<Enumeration>(i);
            return true;
        }
    }
    return false;
}

template <typename Enumeration, std::size_t size>
void write_name(Json& json, const char* name, const std::array<std::string_view, size>& names, Enumeration value,
                Enumeration otherwise) {
    if (value != otherwise) json[name] = std::string(names[static_cast<std::size_t>(value)]);
}

Json to_json(const Option& option) {
    Json json = Json::object();
    if (!option.value.empty()) json["value"] = option.value;
    if (!option.label.empty()) json["label"] = option.label;
    if (!option.hint.empty()) json["hint"] = option.hint;
    if (option.checked) json["checked"] = true;
    return json;
}

bool read_option(const Json& json, Option& option) {
    return json.is_object() && read_text(json, "value", option.value) && read_text(json, "label", option.label) &&
           read_text(json, "hint", option.hint) && read_flag(json, "checked", option.checked);
}

Result<Block> read_block(const Json& json, int depth);

Result<std::vector<Block>> read_blocks(const Json& parent, const char* name, int depth) {
    std::vector<Block> blocks;
    const Json* array = member(parent, name);
    if (array == nullptr) return blocks;
    if (!array->is_array()) return shape_error(name);
    blocks.reserve(array->size());
    for (const Json& child : *array) {
        auto block = read_block(child, depth);
        if (!block) return block.error();
        blocks.push_back(std::move(block).value());
    }
    return blocks;
}

Result<Block> read_block(const Json& json, int depth) {
    if (!json.is_object() || depth > max_block_depth) return shape_error("");
    Block block;
    if (!read_name(json, "role", role_names, block.role)) return shape_error("role");
    if (!read_name(json, "tone", tone_names, block.tone)) return shape_error("tone");
    if (!read_name(json, "emphasis", emphasis_names, block.emphasis)) return shape_error("emphasis");
    if (!read_name(json, "input", input_names, block.input)) return shape_error("input");
    for (const auto& [name, text] : text_members) {
        if (!read_text(json, name, block.*text)) return shape_error(name);
    }
    for (const auto& [name, number] : number_members) {
        if (!read_number(json, name, block.*number)) return shape_error(name);
    }
    for (const auto& [name, flag] : flag_members) {
        if (!read_flag(json, name, block.*flag)) return shape_error(name);
    }
    if (const Json* options = member(json, "options"); options != nullptr) {
        if (!options->is_array()) return shape_error("options");
        for (const Json& each : *options) {
            Option option;
            if (!read_option(each, option)) return shape_error("options");
            block.options.push_back(std::move(option));
        }
    }
    auto children = read_blocks(json, "children", depth + 1);
    if (!children) return children.error();
    block.children = std::move(children).value();
    return block;
}

Json to_json(const std::vector<Block>& blocks) {
    Json json = Json::array();
    for (const Block& block : blocks) json.push_back(passerelle::to_json(block));
    return json;
}

}  // namespace

std::string_view role_name(Role role) {
    return role_names[static_cast<std::size_t>(role)];
}

Json to_json(const Block& block) {
    const Block defaults;
    Json json = Json::object();
    json["role"] = std::string(role_name(block.role));
    for (const auto& [name, text] : text_members) {
        if (!(block.*text).empty()) json[name] = block.*text;
    }
    for (const auto& [name, number] : number_members) {
        if (block.*number != defaults.*number) json[name] = block.*number;
    }
    for (const auto& [name, flag] : flag_members) {
        if (block.*flag) json[name] = true;
    }
    write_name(json, "tone", tone_names, block.tone, defaults.tone);
    write_name(json, "emphasis", emphasis_names, block.emphasis, defaults.emphasis);
    write_name(json, "input", input_names, block.input, defaults.input);
    if (!block.options.empty()) {
        Json options = Json::array();
        for (const Option& option : block.options) options.push_back(to_json(option));
        json["options"] = std::move(options);
    }
    if (!block.children.empty()) json["children"] = to_json(block.children);
    return json;
}

Json to_json(const Page& page) {
    Json json = Json::object();
    json["path"] = page.path;
    json["language"] = page.language;
    json["title"] = page.title;
    json["header"] = to_json(page.header);
    json["main"] = to_json(page.main);
    json["footer"] = to_json(page.footer);
    return json;
}

Result<Block> block_from_json(const Json& json) {
    return read_block(json, 0);
}

Result<Page> page_from_json(const Json& json) {
    if (!json.is_object()) return shape_error("");
    Page page;
    if (!read_text(json, "path", page.path)) return shape_error("path");
    if (!read_text(json, "language", page.language)) return shape_error("language");
    if (!read_text(json, "title", page.title)) return shape_error("title");
    struct Region {
        const char* name;
        std::vector<Block> Page::*blocks;
    };
    constexpr std::array regions = {Region{"header", &Page::header}, Region{"main", &Page::main},
                                    Region{"footer", &Page::footer}};
    for (const auto& [name, region] : regions) {
        auto blocks = read_blocks(json, name, 0);
        if (!blocks) return blocks.error();
        page.*region = std::move(blocks).value();
    }
    return page;
}

}  // namespace passerelle
