// A strict reader of the HTML that the renderer writes: it accepts no more than that (quoted attributes, end tags
// everywhere, five character references) and reports anything else, so a stray "<" or quote is an error here where
// a browser would guess.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace passerelle::test {

struct Node {
    std::string element;  // empty: a text
    std::string text;
    std::vector<std::pair<std::string, std::string>> attributes;
    std::vector<Node> children;

    [[nodiscard]] const std::string* attribute(std::string_view name) const;
};

// Children of a nameless root. Error "html" with what was wrong and where.
[[nodiscard]] Result<Node> parse_html(std::string_view html);

// Elements only, "div(p strong())": what must not depend on the texts.
[[nodiscard]] std::string outline(const Node& node);
// Every element of that name, in document order.
[[nodiscard]] std::vector<const Node*> elements(const Node& root, std::string_view element);
[[nodiscard]] const Node* with_id(const Node& root, std::string_view id);
// All the text in it, hidden or not.
[[nodiscard]] std::string text_of(const Node& node);

}  // namespace passerelle::test
