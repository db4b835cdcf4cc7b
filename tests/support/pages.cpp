#include "support/pages.hpp"

#include <array>
#include <utility>

namespace passerelle::test {
namespace {

constexpr std::array words = {"Maçon", "Mes droits", "depuis", "27 mars 2026", "Continuer", "permis B", "Charleroi"};

std::string plain_text(Random& random) {
    std::string text = words[random.below(words.size())];
    if (random.chance(40)) text += std::string(" ") + words[random.below(words.size())];
    return text;
}

std::string maybe(Random& random, std::uint32_t percent) {
    return random.chance(percent) ? plain_text(random) : std::string();
}

bool holds_children(Role role) {
    switch (role) {
        case Role::heading:
        case Role::paragraph:
        case Role::tag:
        case Role::link:
        case Role::button:
        case Role::meter:
            return false;
        default:
            return true;
    }
}

// What stands inside each role in real pages; anything else must still be safe, and is drawn now and then.
Role child_role(Role parent, Random& random) {
    if (random.chance(10)) return static_cast<Role>(random.below(static_cast<std::uint32_t>(Role::panel) + 1));
    switch (parent) {
        case Role::list:
        case Role::ordered_list:
            return Role::list_item;
        case Role::summary_list:
            return Role::summary_row;
        case Role::task_list:
            return Role::task;
        case Role::table:
            return Role::table_row;
        case Role::navigation:
        case Role::error_summary:
            return Role::link;
        default:
            return static_cast<Role>(random.below(static_cast<std::uint32_t>(Role::panel) + 1));
    }
}

Block random_block(Random& random, Role role, int depth, int& next_id) {
    Block block;
    block.role = role;
    if (random.chance(70)) block.id = "b" + std::to_string(next_id++);
    block.label = maybe(random, 85);
    block.hint = maybe(random, 30);
    block.error = maybe(random, 20);
    block.value = maybe(random, 50);
    block.name = maybe(random, 80);
    block.target = random.chance(60) ? "/fr/profil" : "";
    block.autocomplete = random.chance(20) ? "given-name" : "";
    block.suffix = maybe(random, 20);
    block.icon = random.chance(20) ? "check" : "";
    block.tone = static_cast<Tone>(random.below(5));
    block.emphasis = static_cast<Emphasis>(random.below(4));
    block.input = static_cast<Input>(random.below(6));
    block.level = static_cast<std::int32_t>(1 + random.below(4));
    block.maximum = static_cast<std::int32_t>(random.below(200));
    block.max_length = static_cast<std::int32_t>(random.below(60));
    block.required = random.chance(10);
    block.checked = random.chance(30);
    block.current = random.chance(20);
    block.open = random.chance(30);
    block.disabled = random.chance(10);
    block.script_only = random.chance(10);
    block.no_script = random.chance(10);
    block.print_only = random.chance(5);
    if (random.chance(50)) {
        for (std::uint32_t i = random.below(4); i > 0; --i) {
            block.options.push_back({plain_text(random), plain_text(random), maybe(random, 30), random.chance(40)});
        }
    }
    if (depth < 5 && (holds_children(role) || random.chance(10))) {
        for (std::uint32_t i = random.below(4); i > 0; --i) {
            block.children.push_back(random_block(random, child_role(role, random), depth + 1, next_id));
        }
    }
    return block;
}

void make_hostile(std::string& text, Random& random) {
    if (!text.empty()) text = hostile_text(random);
}

void make_hostile(Block& block, Random& random) {
    for (auto text : {&Block::id, &Block::label, &Block::hint, &Block::error, &Block::value, &Block::name,
                      &Block::target, &Block::autocomplete, &Block::suffix, &Block::icon}) {
        make_hostile(block.*text, random);
    }
    for (Option& option : block.options) {
        make_hostile(option.value, random);
        make_hostile(option.label, random);
        make_hostile(option.hint, random);
    }
    for (Block& child : block.children) make_hostile(child, random);
}

void replace(std::vector<Block>& blocks, const Block& with) {
    for (Block& block : blocks) {
        if (block.id == with.id) {
            block = with;
            return;
        }
        replace(block.children, with);
    }
}

void collect(std::vector<Block>& blocks, std::vector<std::vector<Block>*>& lists) {
    lists.push_back(&blocks);
    for (Block& block : blocks) collect(block.children, lists);
}

}  // namespace

std::uint64_t Random::next() {
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    return state_ * 0x2545F4914F6CDD1DULL;
}

std::uint32_t Random::below(std::uint32_t count) {
    return static_cast<std::uint32_t>((next() >> 33) % count);
}

std::string hostile_text(Random& random) {
    static constexpr std::array pieces = {"<script>alert(1)</script>",
                                          "</textarea><p>",
                                          "\"><img src=x onerror=alert(1)>",
                                          "' onfocus='x",
                                          "&lt;",
                                          "&#0;",
                                          "&amp",
                                          "]]>",
                                          "<!--",
                                          "--!>",
                                          "</title></style>",
                                          "<svg><style>",
                                          "javascript:alert(1)",
                                          "//evil.example",
                                          "/\\evil",
                                          "data:text/html,x",
                                          "\n",
                                          "\r\n",
                                          "\t",
                                          "\x01",
                                          "\x7f",
                                          "\xC2\x85",
                                          "\xE2\x80\xAE",
                                          "\xE2\x81\xA6",
                                          "\xD8\xB9\xD8\xB1\xD8\xA8\xD9\x8A",
                                          "\xF0\x9F\xA7\xB1",
                                          "\xFF",
                                          "\xC3",
                                          "\xED\xA0\x80",
                                          "\xEF\xBF\xBE",
                                          "`",
                                          "=",
                                          "plain",
                                          " ",
                                          "\xC2\xA0",
                                          "<",
                                          ">",
                                          "&",
                                          "\"",
                                          "'",
                                          "/",
                                          "</div></main></form>",
                                          "<a href=x>",
                                          "<table>"};
    std::string text;
    for (std::uint32_t i = 1 + random.below(6); i > 0; --i) {
        if (random.chance(5)) text.push_back('\0');
        text += pieces[random.below(pieces.size())];
    }
    return text;
}

Page random_page(Random& random) {
    Page page;
    page.path = "/fr/profil";
    page.language = "fr";
    page.title = plain_text(random);
    int next_id = 0;
    page.header.push_back(random_block(random, Role::navigation, 0, next_id));
    page.header.push_back(random_block(random, Role::status, 0, next_id));
    for (std::uint32_t i = 1 + random.below(3); i > 0; --i) {
        page.main.push_back(random_block(random, Role::panel, 0, next_id));
    }
    page.main.push_back(random_block(random, Role::form, 0, next_id));
    page.footer.push_back(random_block(random, Role::group, 0, next_id));
    return page;
}

Page hostile_copy(const Page& page, Random& random) {
    Page copy = page;
    make_hostile(copy.title, random);
    make_hostile(copy.language, random);
    for (auto region : {&Page::header, &Page::main, &Page::footer}) {
        for (Block& block : copy.*region) make_hostile(block, random);
    }
    return copy;
}

void mutate(Page& page, Random& random) {
    std::vector<std::vector<Block>*> lists;
    for (auto region : {&Page::header, &Page::main, &Page::footer}) collect(page.*region, lists);
    std::vector<Block>& list = *lists[random.below(static_cast<std::uint32_t>(lists.size()))];
    if (list.empty()) {
        Block added;
        added.label = "added";
        list.push_back(added);
        return;
    }
    const std::uint32_t at = random.below(static_cast<std::uint32_t>(list.size()));
    Block& block = list[at];
    switch (random.below(8)) {
        case 0:
            list.erase(list.begin() + static_cast<std::ptrdiff_t>(at));
            break;
        case 1:
            std::swap(block, list[random.below(static_cast<std::uint32_t>(list.size()))]);
            break;
        case 2:
            block.role = static_cast<Role>(random.below(static_cast<std::uint32_t>(Role::panel) + 1));
            break;
        case 3:
            block.checked = !block.checked;
            break;
        case 4:
            block.options.push_back({"new", "Nouveau", "", false});
            break;
        default:
            block.label += "!";
            break;
    }
}

Page apply(Page before, const std::vector<Patch>& patches) {
    for (const Patch& patch : patches) {
        for (auto region : {&Page::header, &Page::main, &Page::footer}) replace(before.*region, *patch.block);
    }
    return before;
}

}  // namespace passerelle::test
