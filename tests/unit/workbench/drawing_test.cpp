// What is drawn: nothing at rest, nothing out of sight, and fields that look like fields.
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "bench.hpp"
#include "support/pages.hpp"

using namespace passerelle;
using namespace passerelle::test;
using workbench::Frames;
using workbench::palette;

namespace {

double luminance(ImU32 colour) {
    const auto part = [&](int shift) {
        const double value = static_cast<double>((colour >> shift) & 0xFFU) / 255;
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * part(IM_COL32_R_SHIFT) + 0.7152 * part(IM_COL32_G_SHIFT) + 0.0722 * part(IM_COL32_B_SHIFT);
}

double contrast(ImU32 one, ImU32 other) {
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

Block field_of(Role role) {
    Block field = block(role, "Question", "field");
    field.options = {{"a", "Un choix assez long pour une ligne à lui", "", false},
                     {"b", "Un autre choix, long aussi", "", false}};
    field.value = "50";
    return field;
}

std::string long_text(std::size_t words) {
    std::string text;
    for (std::size_t i = 0; i < words; ++i) text += "anticonstitutionnellement ";
    return text;
}

}  // namespace

TEST_CASE("a host that asked for frames gets a few and then none") {
    Frames frames;
    CHECK(frames.wake());
    CHECK_FALSE(frames.wake());  // one is under way
    int drawn = 1;
    while (frames.drawn()) ++drawn;
    CHECK(drawn == Frames::after_event);
    CHECK(frames.count() == drawn);
    CHECK(frames.wake());
    CHECK(frames.drawn());
    CHECK_FALSE(frames.wake());  // an event in between prolongs
    for (drawn = 1; frames.drawn(); ++drawn) {
    }
    CHECK(drawn == Frames::after_event);
}

TEST_CASE("a page at rest is drawn the same again, so that no frame is missing") {
    for (const Page& page :
         {offers_page(50), panel_with({form({field_of(Role::text_field), field_of(Role::slider)})})}) {
        Bench bench;
        bench.show(page);
        const std::string before = bench.drawn();
        for (int i = 0; i < 10; ++i) bench.frame();
        CHECK(bench.drawn() == before);
        bench.press(ImGuiKey_Tab, 3);
        const std::string focused = bench.drawn();
        CHECK(focused != before);
        for (int i = 0; i < 10; ++i) bench.frame();
        CHECK(bench.drawn() == focused);
        CHECK(bench.events().empty());
    }
}

TEST_CASE("every kind of field has an edge, light and dark") {
    for (const bool dark : {false, true}) {
        int other = 0;
        {
            Bench bench(1280, 800, dark);
            bench.show(panel_with({block(Role::paragraph, "Rien à remplir")}));
            other = bench.vertices_of(palette().edge);
        }
        for (const Role role : {Role::text_field, Role::text_area, Role::date_field, Role::radio_group,
                                Role::checkbox_group, Role::checkbox, Role::select, Role::combobox, Role::slider}) {
            INFO(role_name(role) << (dark ? " in the dark" : ""));
            Bench bench(1280, 800, dark);
            bench.show(panel_with({field_of(role)}));
            CHECK(bench.vertices_of(palette().edge) > other);
        }
    }
}

TEST_CASE("a field in error has an edge of its own colour, and says what is wrong") {
    Bench bench;
    Block field = text_field("a", "A", "");
    bench.show(panel_with({field}));
    CHECK(bench.vertices_of(palette().bad) == 0);
    const int edges = bench.vertices_of(palette().edge);
    field.error = "Dites votre nom";
    bench.show(panel_with({field}));
    CHECK(bench.vertices_of(palette().bad) > 0);
    CHECK(bench.vertices_of(palette().edge) < edges);
}

TEST_CASE("edges have three to one on every ground, words four and a half") {
    for (const bool dark : {false, true}) {
        Bench bench(1280, 800, dark);
        const workbench::Palette& p = palette();
        for (const ImU32 ground : {p.paper, p.surface}) {
            CHECK(contrast(p.edge, ground) >= 3);
            for (const ImU32 ink : {p.ink, p.quiet, p.accent, p.good, p.wait, p.bad, p.info})
                CHECK(contrast(ink, ground) >= 4.5);
        }
        for (const ImU32 ink : {p.ink, p.accent, p.quiet}) CHECK(contrast(ink, p.tint) >= 4.5);
        CHECK(contrast(p.on_accent, p.accent) >= 4.5);
        CHECK(contrast(p.good, p.good_tint) >= 4.5);
        CHECK(contrast(p.wait, p.wait_tint) >= 4.5);
        CHECK(contrast(p.bad, p.bad_tint) >= 4.5);
        CHECK(contrast(p.info, p.info_tint) >= 4.5);
    }
}

TEST_CASE("the ring of the focus is there for the keyboard, and gone for the mouse") {
    Bench bench;
    bench.show(panel_with(
        {text_field("a", "A", ""), block(Role::button, "Continuer", "continue"), link_to("Plus tard", "/fr/")}));
    CHECK(bench.vertices_of(palette().halo) == 0);
    for (int stop = 0; stop < 20; ++stop) {
        bench.press(ImGuiKey_Tab);
        INFO("stop " << stop);
        CHECK(bench.vertices_of(palette().halo) > 0);
    }
    bench.click(700, 700);
    CHECK(bench.vertices_of(palette().halo) == 0);
    bench.press(ImGuiKey_Tab);
    CHECK(bench.vertices_of(palette().halo) > 0);
}

TEST_CASE("the ring stays from page to page and over a reply") {
    Bench bench;
    bench.show(panel_with({text_field("a", "A", ""), text_field("b", "B", "")}));
    bench.press(ImGuiKey_Tab, 2);
    bench.show(panel_with({text_field("a", "A", "x"), text_field("b", "B", "y")}));
    CHECK(bench.vertices_of(palette().halo) > 0);
    bench.press(ImGuiKey_2, ImGuiKey_LeftAlt);
    bench.show(panel_with({link_to("Qui je suis", "/fr/profil/identity")}, "/fr/profil"));
    bench.settle();
    CHECK(bench.vertices_of(palette().halo) > 0);
}

TEST_CASE("the sign of the status stands on the line of its words") {
    Bench bench;
    Page page = page_with({});
    bench.show(page);
    const auto words_and_sign = bench.box_of(palette().good);
    REQUIRE(words_and_sign);
    // The bar is 48 high: what is in it is centred, sign and words together.
    CHECK(std::abs((words_and_sign->low.y + words_and_sign->high.y) / 2 - 24) <= 3);
    CHECK(words_and_sign->high.y - words_and_sign->low.y <= 22);
}

TEST_CASE("5,000 offers cost what the window shows") {
    int vertices = 0;
    int commands = 0;
    {
        Bench few;
        few.show(offers_page(100));
        vertices = few.vertices();
        commands = few.commands();
    }
    Bench many;
    many.show(offers_page(5000));
    CHECK(many.vertices() <= vertices + 200);
    CHECK(many.vertices() < 20'000);
    CHECK(many.commands() <= commands + 2);
    CHECK(many.commands() < 150);
    many.press(ImGuiKey_Tab);
    many.press(ImGuiKey_End);
    many.press(ImGuiKey_Enter);
    CHECK(many.events() == std::vector<Json>{{{"kind", "open"}, {"path", "/fr/offres/4999"}}});
    CHECK(many.vertices() < 20'000);
}

TEST_CASE("very long texts are wrapped or cut, and only what is in sight is drawn") {
    const std::string text = long_text(8000);  // 200,000 letters
    Block card = block(Role::card, text);
    card.target = "/fr/";
    card.hint = text;
    Block radio = field_of(Role::radio_group);
    radio.options[0].label = text;
    for (Block tried : {block(Role::paragraph, text), block(Role::heading, text), text_field("a", text, text), card,
                        block(Role::button, text, "a"), link_to(text, "/fr/"), radio, block(Role::notice, text),
                        block(Role::tag, text), block(Role::details, text)}) {
        INFO(role_name(tried.role));
        Bench bench;
        bench.show(panel_with({tried, block(Role::button, "Après", "after")}));
        CHECK(bench.vertices() < 40'000);
        CHECK(bench.tab_to_event("action", "after"));
    }
    // Without a place to break.
    Bench bench;
    bench.show(panel_with(
        {block(Role::paragraph, std::string(100'000, 'm')), text_field("a", "A", std::string(100'000, 'm'))}));
    CHECK(bench.vertices() < 40'000);
}

TEST_CASE("a long status leaves the way back in its corner") {
    Bench bench;
    Page page = page_with({});
    for (Block& one : page.header)
        if (one.role == Role::status) one.label = long_text(50);
    bench.show(page);
    bench.click(1200, 24);
    CHECK(bench.events().size() == 1);
}

TEST_CASE("right-to-left text and what no font of ours has is drawn without harm") {
    Bench bench;
    const std::string arabic = "\u0645\u062D\u0645\u062F \u200F\u202Eabc\u202C";
    Block offer = block(Role::paragraph, arabic + arabic);
    bench.show(panel_with({offer, text_field("a", arabic, arabic + "\U0001F600\u4E2D\u6587")}));
    CHECK(bench.vertices() > 0);
    bench.press(ImGuiKey_Tab);
    bench.press(ImGuiKey_Enter);
    const auto edit = bench.edit();
    REQUIRE(edit);
    CHECK(edit->value == arabic + "\U0001F600\u4E2D\u6587");
}

TEST_CASE("numbers with a narrow space have no unknown sign in them") {
    Bench bench;
    const ImFont* const text = workbench::font(workbench::Font::text);
    for (const ImWchar letter : {ImWchar(0x202F), ImWchar(0x00A0), ImWchar(0x2019), ImWchar(0x20AC), ImWchar(0x0153)})
        CHECK(text->FindGlyphNoFallback(letter) != nullptr);
}

TEST_CASE("any page can be drawn and walked through in any window, whatever its texts") {
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        INFO("seed " << seed);
        Random random(seed);
        const float width = static_cast<float>(200 + random.below(1600));
        Bench bench(width, static_cast<float>(200 + random.below(900)), random.chance(50));
        Page page = random_page(random);
        bench.show(page);
        constexpr ImGuiKey keys[] = {ImGuiKey_Tab,       ImGuiKey_Space,     ImGuiKey_Enter,
                                     ImGuiKey_Escape,    ImGuiKey_DownArrow, ImGuiKey_UpArrow,
                                     ImGuiKey_LeftArrow, ImGuiKey_PageDown,  ImGuiKey_End};
        for (int i = 0; i < 25; ++i) {
            bench.press(keys[random.below(9)]);
            if (random.chance(10))
                bench.click(static_cast<float>(random.below(1800)), static_cast<float>(random.below(1000)));
            if (random.chance(10)) bench.type(U'?');
            if (random.chance(20)) mutate(page, random);
            if (random.chance(30)) bench.show(random.chance(50) ? hostile_copy(page, random) : page);
            CHECK(bench.vertices() < 60'000);
        }
    }
}

TEST_CASE("what is no page leaves what was shown") {
    Bench bench;
    bench.show(panel_with({text_field("a", "A", "")}));
    const std::string before = bench.drawn();
    for (const char* text : {"", "{", "[]", "{\"main\":3}"}) CHECK_FALSE(bench.face().show(text));
    bench.settle();
    CHECK(bench.drawn() == before);
}
