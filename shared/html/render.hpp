// Pages and Blocks to HTML: the reference face. Pure; nothing can fail: what is wrong in a Page (an address that is
// not ours, ill-formed text) is left out or made harmless, never written.
// The same HTML serves browsers without scripts (whole documents, links and form posts) and the page script (patches).
// It holds no script, no style and no inline event: the content security policy forbids them.
//
// The contract with the page script (web/page) and with the server's form handler (server-stub/api):
//
// Places. <body> holds <div id="page"> (header, main#main, footer) and <p id="announcer"> (an empty live region, for
// the effect "announce"). Reply.page is the new inner HTML of #page; a patch {id, html} is the new outer HTML of #id.
// Both are to be morphed in, not swapped: a focused control keeps its focus, its selection and what is typed in it; a
// <details> keeps what the person did (its `open` attribute is only the first state), and so does the listbox below.
// Field blocks: #<id> is the whole field (label, hint, error, control), #<id>-input its control, or the first of them.
// The effect {"focus", id} goes to #<id>-input if there is one, else to #<id>. #main, h1 and the error summary take the
// focus (tabindex -1). A link to "#<id>" (error summary) is written as "#<id>-input".
//
// Press. Every button is <button name="action" value="ACTION"> or value="ACTION=ARG": cut at the first "=".
// Suggestions of a combobox are <li role="option" data-action="pick:NAME=VALUE">, cut in the same way. So a click on
// button[name=action] or [data-action] sends {"kind":"press", action, arg, fields of its form}, and a form post
// without scripts carries the same `action` text among its fields. A form whose first button is not its primary one
// starts with a hidden copy, button.default, so that Enter does the expected: the script, seeing it as the submitter,
// presses the form's first button.primary instead (a patch may have changed that one).
//
// Fields, from a FormData or a posted form, in order: a name ending in "[]" is a list of a checkbox group: drop the
// "[]", collect the values that are not empty (a hidden empty one is always there, so "none" can be told from "not
// shown"); "action" is the press; any other name is one text, and the last wins (a checkbox has a hidden "" before
// it). So a change of a checkbox of "x[]" sends {"x": [all that are checked]}, a single checkbox sends "" or "on".
//
// Dates are <fieldset data-date="NAME"> with inputs NAME.day, NAME.month, NAME.year: a change of one sends all three,
// when the focus leaves the fieldset.
// A form with data-by-button sends nothing before one of its buttons is pressed, or the page is left.
//
// A slider is a number input with the name, and before it an <input type="range" data-name="NAME"> without one: the
// script keeps both in step, and sends the number's. Without scripts only the number shows.
// A slider of degrees has a <select class="no-script"> of words instead of the number: one option a step. The script
// writes its word into aria-valuetext and the .degree before the range, sends a change with `typing` at each step, one
// on its way at a time, and a last one where the slider is let go.
//
// Combobox, after the WAI-ARIA authoring practices ("editable combobox with list autocomplete"): input
// role=combobox, aria-controls="<id>-list", aria-expanded, aria-activedescendant set by the script; typing sends
// {"kind":"type", name, text}; the suggestions come back as a patch of the field, in ul#<id>-list (absent while there
// are none), options "<id>-option-<n>" from 0. Escape or leaving closes it: the script sets `hidden` on the list and
// aria-expanded to false.
//
// Without scripts. .no-script is shown until html.live; .script-only only from then on. A browser that has scripting
// (@media (scripting: enabled)) hides .no-script from the start, so that nothing jumps. The script sets class "live"
// on <html> when the core answers, or "static" when it cannot run (no WebAssembly): then the forms are used.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "view/page.hpp"

namespace passerelle {

// One block and what is in it, as it stands inside its parent: what a patch carries.
[[nodiscard]] std::string render(const Block& block);

// header, main and footer: the content of <div id="page">.
[[nodiscard]] std::string render_regions(const Page& page);

// What a document needs besides its page. Addresses start with "/"; an empty one leaves its element out.
struct DocumentAssets {
    std::string product;      // "Passerelle", after the page's title
    std::string description;  // <meta name="description">
    std::string robots;       // <meta name="robots">, "noindex" for pages of one person
    std::string style;        // "/static/style.3f2a.css"
    std::string script;       // a module
    std::string manifest;
    std::string icon;
    // Further <meta name content>: names of the worker, the core and the packs for the page script.
    std::vector<std::pair<std::string, std::string>> meta;
};
[[nodiscard]] std::string render_document(const Page& page, const DocumentAssets& assets);

}  // namespace passerelle
