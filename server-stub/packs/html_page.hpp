// Two things that an importer wants of a page of HTML: its scripts of one type, and its words. Read with libxml2's HTML
// parser, which repairs what is wrong as browsers do, event by event: no tree, so that deep nesting costs nothing.
// No address in a page is followed.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace passerelle {

inline constexpr std::size_t longest_page_bytes = std::size_t{64} << 20;  // longer ones are empty

struct PageScript {
    std::size_t line = 0;  // where its element begins
    std::string text;
};

// `type` as in <script type="application/ld+json">, in any case and with or without parameters. A page that is not
// UTF-8 is read as what its own meta element says, or as Latin-1.
[[nodiscard]] std::vector<PageScript> scripts_of_page(std::string_view html, std::string_view type);

// The words of a fragment, blocks apart by line ends, without scripts and styles.
[[nodiscard]] std::string text_of_html(std::string_view html);

}  // namespace passerelle
