#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>

#include "support/pages.hpp"
#include "view/page.hpp"

using namespace passerelle;
using passerelle::test::Random;

namespace {

Block block(Role role, std::string id, std::string label) {
    Block made;
    made.role = role;
    made.id = std::move(id);
    made.label = std::move(label);
    return made;
}

Page page_with(std::vector<Block> main) {
    Page page;
    page.path = "/fr/";
    page.language = "fr";
    page.title = "Accueil";
    page.main = std::move(main);
    return page;
}

std::vector<std::string> ids(const std::optional<std::vector<Patch>>& patches) {
    std::vector<std::string> found;
    for (const Patch& patch : patches.value()) found.push_back(patch.block->id);
    return found;
}

}  // namespace

TEST_CASE("a block's JSON leaves out what has its default") {
    Block field = block(Role::text_field, "last_name", "Nom");
    field.required = true;
    field.input = Input::email;
    CHECK(dump_json(to_json(field)) ==
          R"({"id":"last_name","input":"email","label":"Nom","required":true,"role":"text_field"})");
    CHECK(dump_json(to_json(Block{})) == R"({"role":"group"})");
}

TEST_CASE("every role has a name of its own that reads back") {
    for (int i = 0; i <= static_cast<int>(Role::panel); ++i) {
        const Role role = static_cast<Role>(i);
        const auto read = block_from_json(to_json(block(role, "", "")));
        REQUIRE(read);
        CHECK(read->role == role);
        CHECK_FALSE(role_name(role).empty());
    }
}

TEST_CASE("any page comes back from its JSON text") {
    REQUIRE(rc::check([](std::uint64_t seed) {
        Random random(seed);
        const Page page = test::random_page(random);
        const auto json = parse_json(dump_json(to_json(page)));
        RC_ASSERT(static_cast<bool>(json));
        const auto read = page_from_json(json.value());
        RC_ASSERT(static_cast<bool>(read));
        RC_ASSERT(read.value() == page);
    }));
}

TEST_CASE("JSON that is no block is refused and names the member") {
    const auto field_of = [](std::string_view text) {
        const auto read = block_from_json(parse_json(text).value());
        return read ? std::string("accepted") : read.error().code + " " + read.error().field;
    };
    CHECK(field_of("[]") == "block-shape ");
    CHECK(field_of(R"({"role":"carousel"})") == "block-shape role");
    CHECK(field_of(R"({"role":7})") == "block-shape role");
    CHECK(field_of(R"({"label":7})") == "block-shape label");
    CHECK(field_of(R"({"checked":"on"})") == "block-shape checked");
    CHECK(field_of(R"({"level":2.5})") == "block-shape level");
    CHECK(field_of(R"({"maximum":3000000000})") == "block-shape maximum");
    CHECK(field_of(R"({"options":[{"value":1}]})") == "block-shape options");
    CHECK(field_of(R"({"children":{}})") == "block-shape children");
    CHECK(field_of(R"({"children":[{"tone":"red"}]})") == "block-shape tone");
    CHECK(field_of(R"({"unknown":"member","role":"card"})") == "accepted");
    CHECK_FALSE(page_from_json(parse_json(R"({"path":"/","main":[1]})").value()));
}

TEST_CASE("a page that did not change takes no patch") {
    const Page page = page_with({block(Role::paragraph, "a", "Bonjour")});
    CHECK(ids(difference(page, page)).empty());
}

TEST_CASE("one changed block is the only patch, however deep it stands") {
    Block panel = block(Role::panel, "panel", "Mon profil");
    panel.children = {block(Role::text_field, "first", "Prénom"), block(Role::text_field, "last", "Nom")};
    const Page before = page_with({panel});
    panel.children[1].error = "Écrivez votre nom.";
    const Page after = page_with({panel});
    CHECK(ids(difference(before, after)) == std::vector<std::string>{"last"});
}

TEST_CASE("a block without id is patched with the nearest block above that has one") {
    Block panel = block(Role::panel, "panel", "Mon profil");
    Block group = block(Role::group, "", "");
    group.children = {block(Role::paragraph, "", "7 sur 9")};
    panel.children = {group};
    const Page before = page_with({block(Role::paragraph, "same", "x"), panel});
    panel.children[0].children[0].label = "8 sur 9";
    const Page after = page_with({block(Role::paragraph, "same", "x"), panel});
    CHECK(ids(difference(before, after)) == std::vector<std::string>{"panel"});
}

TEST_CASE("an added child replaces its parent, and the parent's other changes come with it") {
    Block list = block(Role::list, "list", "");
    list.children = {block(Role::list_item, "one", "Un")};
    const Page before = page_with({list});
    list.children[0].label = "Premier";
    list.children.push_back(block(Role::list_item, "two", "Deux"));
    const Page after = page_with({list});
    CHECK(ids(difference(before, after)) == std::vector<std::string>{"list"});
}

TEST_CASE("a block that changes its role is replaced with its parent, which may draw it otherwise") {
    Block list = block(Role::list, "list", "");
    list.children = {block(Role::list_item, "one", "Un")};
    const Page before = page_with({list});
    list.children[0].role = Role::card;
    CHECK(ids(difference(before, page_with({list}))) == std::vector<std::string>{"list"});
}

TEST_CASE("another address, language, title or region of blocks sends the whole page") {
    const Page before = page_with({block(Role::paragraph, "a", "Bonjour")});
    Page after = before;
    after.path = "/fr/profil";
    CHECK_FALSE(difference(before, after).has_value());
    after = before;
    after.language = "nl";
    CHECK_FALSE(difference(before, after).has_value());
    after = before;
    after.title = "Erreur";
    CHECK_FALSE(difference(before, after).has_value());
    after = before;
    after.main.push_back(block(Role::paragraph, "b", "Encore"));
    CHECK_FALSE(difference(before, after).has_value());
    CHECK_FALSE(difference(page_with({block(Role::paragraph, "", "a")}), page_with({block(Role::paragraph, "", "b")}))
                    .has_value());
}

TEST_CASE("applying the patches of a difference to the page before gives the page after") {
    int patched = 0;
    REQUIRE(rc::check([&patched](std::uint64_t seed) {
        Random random(seed);
        const Page before = test::random_page(random);
        Page after = before;
        for (std::uint32_t i = random.below(4); i > 0; --i) test::mutate(after, random);
        const auto patches = difference(before, after);
        if (!patches) return;
        RC_ASSERT(test::apply(before, *patches) == after);
        RC_ASSERT(patches->empty() == (before == after));
        if (!patches->empty()) ++patched;
    }));
    // The property says nothing when every change takes a whole page.
    CHECK(patched > 10);
}
