#include "packs/html_page.hpp"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "base/text.hpp"

namespace passerelle {
namespace {

std::string_view view(const xmlChar* text) {
    return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

struct Reading {
    htmlParserCtxtPtr parser = nullptr;
    std::string_view type;
    std::vector<PageScript> scripts;
    std::string words;
    int hidden = 0;  // inside how many scripts and styles
    bool in_script = false;
};

bool is_hidden(std::string_view name) {
    return name == "script" || name == "style";
}

bool is_block(std::string_view name) {
    static constexpr std::array<std::string_view, 18> blocks = {"p",  "div",     "br", "li",      "ul", "ol",
                                                                "tr", "h1",      "h2", "h3",      "h4", "h5",
                                                                "h6", "section", "td", "article", "dt", "dd"};
    return std::find(blocks.begin(), blocks.end(), name) != blocks.end();
}

// "Application/LD+JSON; charset=utf-8" is "application/ld+json".
bool is_type(std::string_view said, std::string_view type) {
    return fold(to_valid_utf8(trim(said.substr(0, said.find(';'))))) == type;
}

void start_element(void* context, const xmlChar* name, const xmlChar** attributes) {
    auto& reading = *static_cast<Reading*>(context);
    const std::string_view element = view(name);
    if (is_hidden(element)) ++reading.hidden;
    if (is_block(element)) reading.words += '\n';
    if (element != "script") return;
    for (; attributes != nullptr && attributes[0] != nullptr; attributes += 2) {
        if (view(attributes[0]) != "type" || !is_type(view(attributes[1]), reading.type)) continue;
        const int line = reading.parser->input == nullptr ? 0 : reading.parser->input->line;
        reading.scripts.push_back({static_cast<std::size_t>(std::max(line, 0)), {}});
        reading.in_script = true;
    }
}

void end_element(void* context, const xmlChar* name) {
    auto& reading = *static_cast<Reading*>(context);
    const std::string_view element = view(name);
    if (is_hidden(element) && reading.hidden > 0) --reading.hidden;
    if (is_block(element)) reading.words += '\n';
    if (element == "script") reading.in_script = false;
}

void add_text(void* context, const xmlChar* text, int length) {
    auto& reading = *static_cast<Reading*>(context);
    const std::string_view piece(reinterpret_cast<const char*>(text), static_cast<std::size_t>(std::max(length, 0)));
    if (reading.in_script) {
        reading.scripts.back().text += piece;
    } else if (reading.hidden == 0) {
        reading.words += piece;
    }
}

Reading read(std::string_view html, std::string_view type) {
    Reading reading;
    reading.type = type;
    if (html.empty() || html.size() > longest_page_bytes) return reading;
    const std::unique_ptr<htmlParserCtxt, decltype(&htmlFreeParserCtxt)> parser(htmlNewParserCtxt(),
                                                                                &htmlFreeParserCtxt);
    if (parser == nullptr) return reading;
    reading.parser = parser.get();
    // Only these events: without the others nothing is built.
    *parser->sax = {};
    parser->sax->startElement = start_element;
    parser->sax->endElement = end_element;
    parser->sax->characters = add_text;
    parser->sax->ignorableWhitespace = add_text;
    parser->sax->cdataBlock = add_text;
    parser->userData = &reading;
    const htmlDocPtr document = htmlCtxtReadMemory(
        parser.get(), html.data(), static_cast<int>(html.size()), nullptr, is_utf8(html) ? "UTF-8" : nullptr,
        HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
    if (document != nullptr) xmlFreeDoc(document);
    reading.parser = nullptr;
    return reading;
}

}  // namespace

std::vector<PageScript> scripts_of_page(std::string_view html, std::string_view type) {
    return read(html, type).scripts;
}

std::string text_of_html(std::string_view html) {
    return to_valid_utf8(read(html, {}).words);
}

}  // namespace passerelle
