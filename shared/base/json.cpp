#include "base/json.hpp"

#include "base/text.hpp"

// Here and not in each file that happens to use it: the core compiles this one file for speed (wasm/CMakeLists.txt).
template class nlohmann::basic_json<>;

namespace passerelle {
namespace {

// nlohmann's parser keeps its own stack, but destroying a deep value recurses: depth is bounded before parsing.
bool too_deep(std::string_view text, int max_depth) {
    int depth = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (in_string) {
            if (c == '\\') ++i;
            if (c == '"') in_string = false;
        } else if (c == '"') {
            in_string = true;
        } else if (c == '[' || c == '{') {
            if (++depth > max_depth) return true;
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return false;
}

}  // namespace

Result<Json> parse_json(std::string_view text, int max_depth) {
    if (too_deep(text, max_depth)) return Error{"json-too-deep", "", "nested too deeply"};
    if (text.substr(0, 3) == "\xEF\xBB\xBF") return Error{"json-syntax", "", "byte order mark"};
    // nlohmann's lexer takes a zero byte for the end and would not look at what follows it.
    if (text.find('\0') != std::string_view::npos) return Error{"json-syntax", "", "zero byte"};
    Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded()) return Error{"json-syntax", "", "not JSON"};
    return json;
}

std::string dump_json(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

const Json* member(const Json& object, std::string_view key) {
    if (!object.is_object()) return nullptr;
    const auto found = object.find(key);
    return found == object.end() ? nullptr : &*found;
}

std::optional<std::string> string_member(const Json& object, std::string_view key) {
    const Json* value = member(object, key);
    if (value == nullptr || !value->is_string()) return {};
    return value->get_ref<const std::string&>();
}

std::optional<std::int64_t> integer_member(const Json& object, std::string_view key) {
    const Json* value = member(object, key);
    if (value == nullptr || !value->is_number_integer()) return {};
    return value->get<std::int64_t>();
}

std::optional<bool> bool_member(const Json& object, std::string_view key) {
    const Json* value = member(object, key);
    if (value == nullptr || !value->is_boolean()) return {};
    return value->get<bool>();
}

std::string string_or(const Json& object, std::string_view key, std::string_view otherwise) {
    return string_member(object, key).value_or(std::string(otherwise));
}

std::int64_t integer_or(const Json& object, std::string_view key, std::int64_t otherwise) {
    return integer_member(object, key).value_or(otherwise);
}

const Json& array_member(const Json& object, std::string_view key) {
    static const Json empty = Json::array();
    const Json* value = member(object, key);
    return value != nullptr && value->is_array() ? *value : empty;
}

const Json& object_member(const Json& object, std::string_view key) {
    static const Json empty = Json::object();
    const Json* value = member(object, key);
    return value != nullptr && value->is_object() ? *value : empty;
}

std::string as_string(const Json& value) {
    return value.is_string() ? value.get_ref<const std::string&>() : std::string();
}

}  // namespace passerelle
