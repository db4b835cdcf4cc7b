#include "html/render.hpp"

#include "html/blocks.hpp"

namespace passerelle {
namespace {

using html::Writer;

void draw_regions(Writer& writer, const Page& page) {
    writer.open("header");
    html::draw(writer, page.header);
    writer.close();
    writer.open("main").attribute("id", "main").attribute("tabindex", "-1");
    html::draw(writer, page.main);
    writer.close();
    writer.open("footer");
    html::draw(writer, page.footer);
    writer.close();
}

void draw_meta(Writer& writer, std::string_view name, std::string_view content) {
    if (!content.empty()) writer.empty("meta").attribute("name", name).attribute("content", content);
}

// Files of the document are ours: another host is not written even if asked.
bool is_own(std::string_view address) {
    return html::is_safe_address(address) && address.front() == '/';
}

}  // namespace

std::string render(const Block& block) {
    Writer writer;
    html::draw(writer, block);
    return writer.finish();
}

std::string render_regions(const Page& page) {
    Writer writer;
    draw_regions(writer, page);
    return writer.finish();
}

std::string render_document(const Page& page, const DocumentAssets& assets) {
    Writer writer;
    writer.doctype().open("html").attribute("lang", page.language).open("head");
    writer.empty("meta").attribute("charset", "utf-8");
    draw_meta(writer, "viewport", "width=device-width, initial-scale=1");
    writer.open("title").text(page.title);
    if (!assets.product.empty()) writer.text(" – ").text(assets.product);
    writer.close();
    draw_meta(writer, "description", assets.description);
    draw_meta(writer, "robots", assets.robots);
    // The paper of web/styles/tokens.css, so that the browser's own bar belongs to the page.
    struct Paper {
        std::string_view scheme;
        std::string_view colour;
    };
    for (const Paper& paper : {Paper{"light", "#fbfaf7"}, Paper{"dark", "#14181b"}}) {
        writer.empty("meta").attribute("name", "theme-color").attribute("content", paper.colour);
        writer.attribute("media", std::string("(prefers-color-scheme: ").append(paper.scheme).append(")"));
    }
    draw_meta(writer, "color-scheme", "light dark");
    for (const auto& [name, content] : assets.meta) draw_meta(writer, name, content);
    const auto link = [&writer](std::string_view relation, std::string_view address) {
        if (is_own(address)) writer.empty("link").attribute("rel", relation).address("href", address);
    };
    link("stylesheet", assets.style);
    link("icon", assets.icon);
    link("manifest", assets.manifest);
    if (is_own(assets.script)) {
        writer.open("script").attribute("type", "module").address("src", assets.script).close();
    }
    writer.close().open("body").open("div").attribute("id", "page");
    draw_regions(writer, page);
    writer.close();
    writer.open("p").attribute("id", "announcer").attribute("class", "vh").attribute("aria-live", "polite").close();
    writer.close().close();
    return writer.finish();
}

}  // namespace passerelle
