#include "api/form.hpp"

#include "base/text.hpp"

namespace passerelle {

namespace {

int digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

void add(Json& fields, std::string name, std::string value) {
    if (name.size() > 2 && name.compare(name.size() - 2, 2, "[]") == 0) {
        name.resize(name.size() - 2);
        Json& list = fields[name];
        if (!list.is_array()) list = Json::array();
        if (!value.empty()) list.push_back(std::move(value));
        return;
    }
    Json& field = fields[name];
    if (field.is_null() || (field.is_string() && as_string(field).empty())) {
        field = std::move(value);
    } else if (field.is_array()) {
        field.push_back(std::move(value));
    } else {
        field = Json::array({field, std::move(value)});
    }
}

}  // namespace

std::string decode_form_text(std::string_view text) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '+') {
            decoded += ' ';
        } else if (text[at] == '%' && at + 2 < text.size() && digit(text[at + 1]) >= 0 && digit(text[at + 2]) >= 0) {
            decoded += static_cast<char>(digit(text[at + 1]) * 16 + digit(text[at + 2]));
            at += 2;
        } else {
            decoded += text[at];
        }
    }
    return to_valid_utf8(decoded);
}

std::vector<std::pair<std::string, std::string>> parse_form(std::string_view body) {
    std::vector<std::pair<std::string, std::string>> form;
    for (const std::string_view part : split(body, '&')) {
        if (part.empty()) continue;
        const std::size_t at = part.find('=');
        form.emplace_back(decode_form_text(part.substr(0, at)),
                          at == std::string_view::npos ? std::string() : decode_form_text(part.substr(at + 1)));
    }
    return form;
}

Press read_press(std::string_view body) {
    Press press;
    for (auto& [name, value] : parse_form(body)) {
        if (name == "action") {
            const std::size_t at = value.find('=');
            press.action = value.substr(0, at);
            if (at != std::string::npos) press.argument = value.substr(at + 1);
        } else if (name == "arg") {
            press.argument = value;
        } else {
            add(press.fields, std::move(name), std::move(value));
        }
    }
    return press;
}

}  // namespace passerelle
