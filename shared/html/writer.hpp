// The only thing that appends to HTML output. Element and attribute names are literals of the program, checked at
// compile time; whatever comes from a Page goes through text(), attribute(), id() or address(), which make it
// harmless. So no call can write markup that is not meant, and every element that is opened is closed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace passerelle::html {

// A name written in the program: lower-case letters, digits and "-". Anything else does not compile.
class Name {
  public:
    template <std::size_t size>
    consteval Name(const char (&text)[size]) : text_(text, size - 1) {  // NOLINT: meant to be implicit
        for (const char c : text_) {
            const bool allowed = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
            if (!allowed) not_a_name();
        }
    }
    [[nodiscard]] constexpr std::string_view text() const { return text_; }

  private:
    static void not_a_name() {}  // not constexpr: reaching it fails the build
    std::string_view text_;
};

class Writer {
  public:
    // Opens an element; attributes follow until text, another element or the end.
    Writer& open(Name element);
    // Closes the last element that is open.
    Writer& close();
    // An element without content or end tag: input, meta, link.
    Writer& empty(Name element);

    // Control characters and ill-formed UTF-8 are dropped or replaced, "&", "<", ">" and quotes escaped.
    Writer& attribute(Name name, std::string_view value);
    Writer& attribute(Name name, std::int64_t value);
    Writer& flag(Name name);  // hidden, disabled
    Writer& flag(Name name, bool on) { return on ? flag(name) : *this; }
    Writer& optional(Name name, std::string_view value) { return value.empty() ? *this : attribute(name, value); }
    // Identifiers of blocks: what is not a letter, digit or one of "-_.:/" is written as "~xx", which is one to one.
    // `part` is the role of the element in its block ("-input"), empty for the block itself.
    Writer& id(Name name, std::string_view id, std::string_view part = {});
    // href, action and src. Nothing is written unless the address is safe (see is_safe_address).
    Writer& address(Name name, std::string_view target);

    Writer& text(std::string_view text);
    // <!doctype html>, first of a document.
    Writer& doctype();

    // The HTML so far; every element must be closed.
    [[nodiscard]] std::string finish();

  private:
    void end_tag();
    std::string out_;
    std::vector<std::string_view> open_;
    bool in_tag_ = false;
};

// Addresses a page may lead to: "/..." of this site (not "//host"), "#...", "https://", "mailto:", "tel:", without
// white space, control characters or backslashes, which browsers rewrite.
[[nodiscard]] bool is_safe_address(std::string_view target);

// The identifier as id() writes it.
[[nodiscard]] std::string safe_id(std::string_view id);

}  // namespace passerelle::html
