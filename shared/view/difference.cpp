#include "view/page.hpp"

namespace passerelle {
namespace {

// Same in everything but the children. Compares member by member, not through copies: this runs at each key press.
bool same_outside_children(const Block& a, const Block& b) {
    return a.id == b.id && a.role == b.role && a.label == b.label && a.hint == b.hint && a.error == b.error &&
           a.value == b.value && a.name == b.name && a.target == b.target && a.autocomplete == b.autocomplete &&
           a.suffix == b.suffix && a.icon == b.icon && a.tone == b.tone && a.emphasis == b.emphasis &&
           a.input == b.input && a.level == b.level && a.minimum == b.minimum && a.maximum == b.maximum &&
           a.step == b.step && a.max_length == b.max_length && a.required == b.required && a.checked == b.checked &&
           a.current == b.current && a.open == b.open && a.disabled == b.disabled && a.script_only == b.script_only &&
           a.by_button == b.by_button && a.no_script == b.no_script && a.print_only == b.print_only &&
           a.options == b.options;
}

// A block can be replaced alone only where its parent draws it the same way before and after: a list wraps what is
// no list item, a group of buttons is a row.
bool replaceable(const Block& before, const Block& after) {
    return !after.id.empty() && before.id == after.id && before.role == after.role;
}

bool compare(const std::vector<Block>& before, const std::vector<Block>& after, std::vector<Patch>& patches);

// Appends what turns `before` into `after`; false when that takes the replacement of a block above.
bool compare(const Block& before, const Block& after, std::vector<Patch>& patches) {
    const std::size_t mark = patches.size();
    if (same_outside_children(before, after) && compare(before.children, after.children, patches)) return true;
    patches.resize(mark, Patch{nullptr});
    if (!replaceable(before, after)) return false;
    patches.push_back({&after});
    return true;
}

bool compare(const std::vector<Block>& before, const std::vector<Block>& after, std::vector<Patch>& patches) {
    if (before.size() != after.size()) return false;
    for (std::size_t i = 0; i < after.size(); ++i) {
        if (!compare(before[i], after[i], patches)) return false;
    }
    return true;
}

}  // namespace

std::optional<std::vector<Patch>> difference(const Page& before, const Page& after) {
    if (before.path != after.path || before.language != after.language || before.title != after.title) return {};
    std::vector<Patch> patches;
    if (!compare(before.header, after.header, patches) || !compare(before.main, after.main, patches) ||
        !compare(before.footer, after.footer, patches)) {
        return {};
    }
    return patches;
}

}  // namespace passerelle
