#include "html/writer.hpp"

#include <cstdlib>

#include "base/text.hpp"

namespace passerelle::html {
namespace {

// Characters that no parser takes as they are (HTML 13.2.3.5, input stream): controls but tab and line feed, and
// noncharacters. Carriage returns would become line feeds: a line feed stays of each pair.
bool is_dropped(char32_t c) {
    if (c == U'\t' || c == U'\n') return false;
    return c < 0x20 || (c >= 0x7f && c <= 0x9f) || (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe;
}

// Both in text and in quoted attributes the same set is escaped: one function to get right.
void append_escaped(std::string& out, std::string_view text) {
    std::string valid;
    if (!is_utf8(text)) {
        valid = to_valid_utf8(text);
        text = valid;
    }
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (static_cast<unsigned char>(c) >= 0x80) {
            const std::size_t start = at;
            const char32_t code_point = next_code_point(text, at);
            if (!is_dropped(code_point)) out.append(text.substr(start, at - start));
            continue;
        }
        ++at;
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                if (!is_dropped(static_cast<char32_t>(c))) out.push_back(c);
        }
    }
}

bool starts_with(std::string_view text, std::string_view start) {
    return text.substr(0, start.size()) == start;
}

}  // namespace

bool is_safe_address(std::string_view target) {
    // What escaping would drop or replace must not be there: "/<U+0085>/host" would become "//host".
    if (!is_utf8(target)) return false;
    for (std::size_t at = 0; at < target.size();) {
        const char32_t c = next_code_point(target, at);
        if (c <= 0x20 || c == U'\\' || is_dropped(c)) return false;
    }
    if (starts_with(target, "/")) return !starts_with(target, "//");
    return starts_with(target, "#") || starts_with(target, "https://") || starts_with(target, "mailto:") ||
           starts_with(target, "tel:");
}

std::string safe_id(std::string_view id) {
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string safe;
    for (const char c : id) {
        const bool allowed = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                             c == '_' || c == '.' || c == ':' || c == '/';
        if (allowed) {
            safe.push_back(c);
        } else {
            const auto byte = static_cast<unsigned char>(c);
            safe += {'~', digits[byte >> 4], digits[byte & 15]};
        }
    }
    return safe;
}

void Writer::end_tag() {
    if (in_tag_) out_.push_back('>');
    in_tag_ = false;
}

Writer& Writer::doctype() {
    out_ += "<!doctype html>";
    return *this;
}

Writer& Writer::open(Name element) {
    empty(element);
    open_.push_back(element.text());
    return *this;
}

Writer& Writer::empty(Name element) {
    end_tag();
    out_.push_back('<');
    out_ += element.text();
    in_tag_ = true;
    return *this;
}

Writer& Writer::close() {
    if (open_.empty()) std::abort();
    end_tag();
    out_ += "</";
    out_ += open_.back();
    out_.push_back('>');
    open_.pop_back();
    return *this;
}

Writer& Writer::attribute(Name name, std::string_view value) {
    if (!in_tag_) std::abort();
    out_.push_back(' ');
    out_ += name.text();
    out_ += "=\"";
    append_escaped(out_, value);
    out_.push_back('"');
    return *this;
}

Writer& Writer::attribute(Name name, std::int64_t value) {
    return attribute(name, std::to_string(value));
}

Writer& Writer::flag(Name name) {
    if (!in_tag_) std::abort();
    out_.push_back(' ');
    out_ += name.text();
    return *this;
}

Writer& Writer::id(Name name, std::string_view id, std::string_view part) {
    return id.empty() ? *this : attribute(name, safe_id(id).append(part));
}

Writer& Writer::address(Name name, std::string_view target) {
    return is_safe_address(target) ? attribute(name, target) : *this;
}

Writer& Writer::text(std::string_view text) {
    end_tag();
    append_escaped(out_, text);
    return *this;
}

std::string Writer::finish() {
    end_tag();
    if (!open_.empty()) std::abort();
    return std::move(out_);
}

}  // namespace passerelle::html
