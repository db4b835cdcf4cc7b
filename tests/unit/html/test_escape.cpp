// Whatever a person or a file puts into a Page, the page's elements stay the same.
#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>

#include "html/render.hpp"
#include "html/writer.hpp"
#include "support/pages.hpp"
#include "tree.hpp"

using namespace passerelle;
using passerelle::test::Random;

namespace {

// The only attributes that a renderer under this policy may ever write.
bool is_known_attribute(std::string_view name) {
    static constexpr std::array<std::string_view, 50> known = {"id",
                                                               "class",
                                                               "href",
                                                               "action",
                                                               "method",
                                                               "novalidate",
                                                               "name",
                                                               "value",
                                                               "type",
                                                               "for",
                                                               "role",
                                                               "tabindex",
                                                               "scope",
                                                               "open",
                                                               "checked",
                                                               "selected",
                                                               "disabled",
                                                               "required",
                                                               "hidden",
                                                               "min",
                                                               "max",
                                                               "step",
                                                               "rows",
                                                               "maxlength",
                                                               "inputmode",
                                                               "autocomplete",
                                                               "spellcheck",
                                                               "lang",
                                                               "data-action",
                                                               "data-name",
                                                               "data-date",
                                                               "data-by-button",
                                                               "aria-label",
                                                               "aria-labelledby",
                                                               "aria-describedby",
                                                               "aria-invalid",
                                                               "aria-required",
                                                               "aria-current",
                                                               "aria-hidden",
                                                               "aria-expanded",
                                                               "aria-controls",
                                                               "aria-autocomplete",
                                                               "aria-haspopup",
                                                               "aria-selected",
                                                               "aria-valuetext",
                                                               "aria-live",
                                                               "dir",
                                                               "lang",
                                                               "hreflang",
                                                               "content"};
    return std::find(known.begin(), known.end(), name) != known.end();
}

void check_attributes(const test::Node& node) {
    for (const auto& [name, value] : node.attributes) {
        RC_ASSERT(is_known_attribute(name));
        if (name == "href" || name == "action") RC_ASSERT(html::is_safe_address(value));
    }
    for (const test::Node& child : node.children) check_attributes(child);
}

}  // namespace

TEST_CASE("hostile text in every string of a page leaves its tree of elements as it is") {
    REQUIRE(rc::check([](std::uint64_t seed) {
        Random random(seed);
        const Page plain = test::random_page(random);
        const Page hostile = test::hostile_copy(plain, random);
        const auto plain_tree = test::parse_html(render_regions(plain));
        const auto hostile_tree = test::parse_html(render_regions(hostile));
        if (!plain_tree) RC_FAIL(plain_tree.error().message);
        if (!hostile_tree) RC_FAIL(hostile_tree.error().message);
        RC_ASSERT(test::outline(plain_tree.value()) == test::outline(hostile_tree.value()));
        check_attributes(hostile_tree.value());
    }));
}

TEST_CASE("a patch is the same HTML that stands in the page") {
    REQUIRE(rc::check([](std::uint64_t seed) {
        Random random(seed);
        const Page page = test::random_page(random);
        const std::string whole = render_regions(page);
        const auto visit = [&](const auto& self, const Block& block) -> void {
            // What a parent draws only from some children (rows of a table) is in the page when its id is.
            if (!block.id.empty() && whole.find(" id=\"" + block.id + "\"") != std::string::npos) {
                RC_ASSERT(whole.find(render(block)) != std::string::npos);
            }
            for (const Block& child : block.children) self(self, child);
        };
        for (auto region : {&Page::header, &Page::main, &Page::footer}) {
            for (const Block& block : page.*region) visit(visit, block);
        }
    }));
}

TEST_CASE("text comes out as it went in, without what no parser accepts") {
    const auto read_back = [](std::string_view text) {
        html::Writer writer;
        writer.open("p").attribute("title", text).text(text).close();
        const auto tree = test::parse_html(writer.finish());
        REQUIRE(tree);
        const test::Node& paragraph = tree->children.at(0);
        CHECK(*paragraph.attribute("title") == test::text_of(paragraph));
        return test::text_of(paragraph);
    };
    CHECK(read_back("a < b & \"c\" > 'd' &amp;") == "a < b & \"c\" > 'd' &amp;");
    CHECK(read_back("Œuvre, 1 850 €, عربي") == "Œuvre, 1 850 €, عربي");
    CHECK(read_back(std::string_view("nul\0 bell\x07 del\x7f", 15)) == "nul bell del");
    CHECK(read_back("line\r\nnext\tcolumn") == "line\nnext\tcolumn");
    CHECK(read_back("c1 \xC2\x85, noncharacter \xEF\xBF\xBE") == "c1 , noncharacter ");
    CHECK(read_back("bad \xFF byte") == "bad \xEF\xBF\xBD byte");
}

TEST_CASE("only addresses of the site, of secure sites, mail and telephone are written") {
    for (const auto* good :
         {"/", "/fr/profil?a=1&b=2", "#main", "https://www.leforem.be/", "mailto:a@b.be", "tel:+3271"}) {
        CHECK(html::is_safe_address(good));
    }
    for (const auto* bad : {"", "javascript:alert(1)", "//evil.example/", "/\\evil.example", "/\t/evil.example",
                            "http://a.be", "data:text/html,x", " /fr", "fr/profil", "HTTPS://a.be",
                            "/\xC2\x85/evil.example", "/\xEF\xBF\xBE/evil.example", "/\xFF", "/a b", "/a\n"}) {
        CHECK_FALSE(html::is_safe_address(bad));
    }
    Block link;
    link.role = Role::link;
    link.label = "Ici";
    link.target = "javascript:alert(1)";
    CHECK(render(link) == "<a class=\"link\"><span>Ici</span></a>");
}

TEST_CASE("identifiers are written one to one and never with white space") {
    CHECK(html::safe_id("experience/a1-3/employer") == "experience/a1-3/employer");
    CHECK(html::safe_id("a b\"~é") == "a~20b~22~7e~c3~a9");
}

TEST_CASE("files of another host are not part of a document") {
    DocumentAssets assets;
    assets.style = "https://evil.example/a.css";
    assets.script = "//evil.example/a.js";
    const std::string document = render_document(Page{}, assets);
    CHECK(document.find("evil") == std::string::npos);
}
