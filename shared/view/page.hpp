// What is shown, independent of any face: a Page is a tree of Blocks.
// The HTML renderer (shared/html), the server's whole pages and the Dear ImGui workbench draw the same Pages.
// A Block says what it is (role), what it reads (label, hint, value, error) and what it sends back (name or target);
// it never says how it looks.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"

namespace passerelle {

// In brackets: the members that matter for the role, besides id and label. "-" before nothing else.
enum class Role : std::uint8_t {
    group,           // [children] a plain container; with a label it is a region named by it
    card,            // [value?, children, target?, tone, level] a bordered block; with a target the label is its link
    heading,         // [level 1..4]
    paragraph,       // [tone, value?] one paragraph of plain text; emphasis quiet for what is secondary
    notice,          // [tone, children] something that must be seen: an information, a warning, a success
    error_summary,   // [children: links to the fields in error] shown at the top of a page, takes the focus
    tag,             // [tone] a state in a word, drawn with the tone's icon
    link,            // [target, current, value? = a count]; "#<id>" leads to a field of the page, "#main" skips to main
    button,          // [name = action, value = arg, emphasis, hint = context that is heard and not seen]
    form,            // [children, target] its fields are sent together by its buttons; works as an HTML POST form
    text_field,      // [name, value, input, autocomplete, max_length, suffix] one line
    text_area,       // [name, value, max_length] several lines
    date_field,      // [name, value "2026-03-27", or what was typed as "d/m/y", options = labels of day, month, year]
    radio_group,     // [name, options, value]
    checkbox_group,  // [name, options (checked in each)]
    checkbox,        // [name, checked]
    select,          // [name, options, value]
    combobox,        // [name, value (typed text), options = suggestions] find by typing; see below
    slider,        // [name, value, minimum, maximum, step, suffix; options: a word for each step, from 0 on] see below
    details,       // [children, open] a disclosure; what is inside is not essential
    list,          // [children] unordered
    ordered_list,  // [children]
    list_item,     // [children] or label alone; with a tone, value = the state in words ("oui"), heard and not seen
    summary_list,  // [children: summary_row]
    summary_row,   // [label = question, value = answer, target + hint: where to change it, children]
    task_list,     // [children: task]
    task,          // [label, hint, target, value = state in words, tone]
    meter,         // [value, minimum, maximum] a bar with its number beside it
    table,         // [options = columns, children: table_row]
    table_row,     // [children: cells, each a paragraph, link, tag or meter; target for the row]
    navigation,    // [children: links] a landmark, the menu; with value: folded, reads it ("FR"); quiet: plain links
    status,        // [tone, value, children] the one line that says what is saved where; a live region
    panel,         // [value? = where I am, "4/9", hint?, children] main content; its label is the page's h1, and a
                   // first link with icon "back" stands above it
};

enum class Tone : std::uint8_t { none, info, good, wait, bad };
enum class Emphasis : std::uint8_t { secondary, primary, quiet, danger };
enum class Input : std::uint8_t { text, email, telephone, whole_number, search, password };

struct Option {
    std::string value;
    std::string label;
    std::string hint;
    bool checked = false;

    friend bool operator==(const Option&, const Option&) = default;
};

// A combobox's options are its suggestions: choosing one sends
// {"kind":"press","action":"pick:<name>","arg":"<option.value>"}; typing sends {"kind":"type","name":...,"text":...}.
// Without scripts its form has a button "find:<name>" (children: the button, for its words) and each suggestion is a
// button of its own. Every field may have children: they follow its control (what the answer is for).
// A slider with options is one of degrees: it says a word and not a number, and answers while it moves, with
// {"kind":"change",...,"typing":true} at each step and once more without `typing` where it is let go.
struct Block {
    std::string id;  // unique in the page, stable between pages; a block without id is patched with its parent
    Role role = Role::group;
    std::string label;
    std::string hint;
    std::string error;  // already a sentence
    std::string value;
    std::string name;    // field name (a profile path such as "experience/a1-3/employer") or action
    std::string target;  // address to open, "/fr/profil/situation"
    std::string autocomplete;
    std::string suffix;    // unit beside the field: "km"
    std::string icon;      // name of an icon of web/styles, optional
    std::string language;  // BCP 47, of a label that is not in the page's language
    Tone tone = Tone::none;
    Emphasis emphasis = Emphasis::secondary;
    Input input = Input::text;
    std::int32_t level = 2;
    std::int32_t minimum = 0;
    std::int32_t maximum = 100;
    std::int32_t step = 1;
    std::int32_t max_length = 0;  // 0: the default of the door, 500
    bool required = false;
    bool checked = false;
    bool current = false;  // the link of the page one is on
    bool open = false;     // details
    bool disabled = false;
    bool script_only = false;  // of no use without scripts (undo of the last second, workbench)
    bool no_script = false;    // of no use with scripts
    bool print_only = false;
    bool by_button = false;  // form: nothing is sent before one of its buttons is pressed, or the page is left
    std::vector<Option> options;
    std::vector<Block> children;

    friend bool operator==(const Block&, const Block&) = default;
};

// header, main and footer hold the regions of every page in this order.
struct Page {
    std::string path;      // canonical address, starts with "/"
    std::string language;  // BCP 47
    std::string title;     // document title, without the product's name
    std::vector<Block> header;
    std::vector<Block> main;
    std::vector<Block> footer;

    friend bool operator==(const Page&, const Page&) = default;
};

// JSON for the workbench; members with default values are left out. Names are those of the struct, roles by name.
[[nodiscard]] Json to_json(const Block& block);
[[nodiscard]] Json to_json(const Page& page);
[[nodiscard]] Result<Block> block_from_json(const Json& json);
[[nodiscard]] Result<Page> page_from_json(const Json& json);

[[nodiscard]] std::string_view role_name(Role role);

// The smallest set of blocks with an id whose replacement turns `before` into `after`.
// Empty optional when the pages differ outside blocks with ids (another path, other regions): send the whole page.
struct Patch {
    const Block* block;  // in `after`
};
[[nodiscard]] std::optional<std::vector<Patch>> difference(const Page& before, const Page& after);

}  // namespace passerelle
