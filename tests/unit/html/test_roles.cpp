// Every role becomes the HTML that assistive technology, the page script and a browser without scripts expect.
#include <catch2/catch_test_macros.hpp>

#include "html/render.hpp"
#include "tree.hpp"

using namespace passerelle;
using test::elements;
using test::Node;
using test::text_of;
using test::with_id;

namespace {

Block block(Role role, std::string id, std::string label) {
    Block made;
    made.role = role;
    made.id = std::move(id);
    made.label = std::move(label);
    return made;
}

Block field(Role role, std::string name, std::string label) {
    Block made = block(role, name, std::move(label));
    made.name = std::move(name);
    return made;
}

Node tree(const Block& drawn) {
    auto parsed = test::parse_html(render(drawn));
    REQUIRE(parsed);
    return std::move(parsed).value();
}

const std::string& attribute(const Node* node, std::string_view name) {
    REQUIRE(node != nullptr);
    const std::string* value = node->attribute(name);
    INFO("attribute " << name << " of " << node->element);
    REQUIRE(value != nullptr);
    return *value;
}

bool has(const Node* node, std::string_view name) {
    return node->attribute(name) != nullptr;
}

}  // namespace

TEST_CASE("a text field ties its label, hint, unit and error to its input") {
    Block drawn = field(Role::text_field, "least_pay", "Quel salaire au moins ?");
    drawn.hint = "Par mois, avant impôt.";
    drawn.error = "Écrivez un nombre.";
    drawn.suffix = "euros";
    drawn.value = "beaucoup";
    drawn.input = Input::whole_number;
    drawn.max_length = 6;
    const Node root = tree(drawn);
    const Node* input = with_id(root, "least_pay-input");
    CHECK(attribute(input, "name") == "least_pay");
    CHECK(attribute(input, "value") == "beaucoup");
    CHECK(attribute(input, "type") == "text");
    CHECK(attribute(input, "inputmode") == "numeric");
    CHECK(attribute(input, "maxlength") == "6");
    CHECK(attribute(input, "aria-invalid") == "true");
    CHECK(attribute(input, "aria-describedby") == "least_pay-hint least_pay-error least_pay-suffix");
    CHECK(attribute(elements(root, "label").at(0), "for") == "least_pay-input");
    CHECK(text_of(*with_id(root, "least_pay-error")) == "Écrivez un nombre.");
    CHECK(text_of(*with_id(root, "least_pay-hint")) == "Par mois, avant impôt.");
}

TEST_CASE("a field in order says nothing of errors") {
    const Node root = tree(field(Role::text_field, "first_name", "Prénom"));
    const Node* input = with_id(root, "first_name-input");
    CHECK_FALSE(has(input, "aria-invalid"));
    CHECK_FALSE(has(input, "aria-describedby"));
    CHECK_FALSE(has(input, "required"));
}

TEST_CASE("a text area keeps the empty line that a person starts with") {
    Block drawn = field(Role::text_area, "tasks", "Vos tâches");
    drawn.value = "\nMurs";
    CHECK(render(drawn).find(">\n\nMurs</textarea>") != std::string::npos);
}

TEST_CASE("a date is a group of three named numbers, filled from a date or from what was typed") {
    Block drawn = field(Role::date_field, "birth_date", "Votre date de naissance");
    drawn.options = {{"", "Jour", "", false}, {"", "Mois", "", false}, {"", "Année", "", false}};
    drawn.autocomplete = "bday";
    drawn.value = "1987-03-05";
    const Node root = tree(drawn);
    CHECK(attribute(elements(root, "fieldset").at(0), "data-date") == "birth_date");
    CHECK(text_of(*elements(root, "legend").at(0)) == "Votre date de naissance");
    const auto inputs = elements(root, "input");
    REQUIRE(inputs.size() == 3);
    CHECK(attribute(inputs[0], "name") == "birth_date.day");
    CHECK(attribute(inputs[0], "value") == "5");
    CHECK(attribute(inputs[0], "id") == "birth_date-input");
    CHECK(attribute(inputs[0], "autocomplete") == "bday-day");
    CHECK(attribute(inputs[1], "name") == "birth_date.month");
    CHECK(attribute(inputs[1], "value") == "3");
    CHECK(attribute(inputs[2], "name") == "birth_date.year");
    CHECK(attribute(inputs[2], "value") == "1987");
    CHECK(text_of(*elements(root, "label").at(2)) == "Année");

    drawn.value = "31/avril/";
    const Node typed = tree(drawn);
    CHECK(attribute(elements(typed, "input").at(0), "value") == "31");
    CHECK(attribute(elements(typed, "input").at(1), "value") == "avril");
    CHECK(attribute(elements(typed, "input").at(2), "value").empty());
}

TEST_CASE("a radio group is one named group that carries the error") {
    Block drawn = field(Role::radio_group, "registered", "Êtes-vous inscrit·e ?");
    drawn.options = {{"yes", "Oui", "", false}, {"no", "Non", "Pas encore", false}};
    drawn.value = "no";
    drawn.error = "Choisissez une réponse.";
    const Node root = tree(drawn);
    const Node* group = elements(root, "fieldset").at(0);
    CHECK(attribute(group, "role") == "radiogroup");
    CHECK(attribute(group, "aria-invalid") == "true");
    CHECK(attribute(group, "aria-describedby") == "registered-error");
    const auto inputs = elements(root, "input");
    REQUIRE(inputs.size() == 2);
    CHECK(attribute(inputs[0], "id") == "registered-input");
    CHECK_FALSE(has(inputs[0], "checked"));
    CHECK(has(inputs[1], "checked"));
    CHECK(attribute(inputs[1], "value") == "no");
}

TEST_CASE("checkboxes without scripts can say none: a hidden empty value goes first") {
    Block drawn = field(Role::checkbox_group, "transport", "Comment vous déplacez-vous ?");
    drawn.options = {{"car", "Voiture", "", true}, {"bicycle", "Vélo", "", false}, {"foot", "À pied", "", true}};
    const Node root = tree(drawn);
    const auto group_inputs = elements(root, "input");
    REQUIRE(group_inputs.size() == 4);
    CHECK(attribute(group_inputs[0], "type") == "hidden");
    CHECK(attribute(group_inputs[0], "value").empty());
    for (const Node* input : group_inputs) CHECK(attribute(input, "name") == "transport[]");
    CHECK(has(group_inputs[1], "checked"));
    CHECK_FALSE(has(group_inputs[2], "checked"));
    CHECK(has(group_inputs[3], "checked"));

    Block single = field(Role::checkbox, "agree", "J’accepte");
    single.checked = true;
    const Node box = tree(single);
    const auto inputs = elements(box, "input");
    REQUIRE(inputs.size() == 2);
    CHECK(attribute(inputs[0], "type") == "hidden");
    CHECK(attribute(inputs[1], "value") == "on");
    CHECK(has(inputs[1], "checked"));
}

TEST_CASE("a combobox follows the authoring practices, and works as buttons without scripts") {
    Block drawn = field(Role::combobox, "occupation", "Quel métier ?");
    drawn.value = "maç";
    Block find = block(Role::button, "", "Chercher");
    find.name = "find:occupation";
    find.no_script = true;
    drawn.children = {find};

    const Node closed = tree(drawn);
    CHECK(attribute(with_id(closed, "occupation-input"), "role") == "combobox");
    CHECK(attribute(with_id(closed, "occupation-input"), "aria-expanded") == "false");
    CHECK(with_id(closed, "occupation-list") == nullptr);
    REQUIRE(elements(closed, "button").size() == 1);
    CHECK(attribute(elements(closed, "button").at(0), "value") == "find:occupation");
    CHECK(attribute(elements(closed, "button").at(0), "class") == "button no-script");

    drawn.options = {{"http://data.europa.eu/esco/a=1", "Maçon", "Bâtiment", false}};
    const Node open = tree(drawn);
    CHECK(attribute(with_id(open, "occupation-input"), "aria-expanded") == "true");
    CHECK(attribute(with_id(open, "occupation-input"), "aria-controls") == "occupation-list");
    CHECK(attribute(with_id(open, "occupation-list"), "role") == "listbox");
    CHECK(attribute(with_id(open, "occupation-option-0"), "role") == "option");
    const std::string action = "pick:occupation=http://data.europa.eu/esco/a=1";
    CHECK(attribute(with_id(open, "occupation-option-0"), "data-action") == action);
    const auto buttons = elements(open, "button");
    REQUIRE(buttons.size() == 2);
    CHECK(attribute(buttons[1], "value") == action);
}

TEST_CASE("a slider's name is on its number, the range only mirrors it") {
    Block drawn = field(Role::slider, "radius_km", "Jusqu’où ?");
    drawn.value = "25";
    drawn.minimum = 5;
    drawn.step = 5;
    drawn.suffix = "km";
    const Node root = tree(drawn);
    const Node* range = with_id(root, "radius_km-range");
    CHECK(attribute(range, "data-name") == "radius_km");
    CHECK_FALSE(has(range, "name"));
    CHECK(attribute(range, "class") == "script-only");
    CHECK(attribute(range, "min") == "5");
    CHECK(attribute(range, "max") == "100");
    CHECK(attribute(range, "step") == "5");
    CHECK(attribute(with_id(root, "radius_km-input"), "name") == "radius_km");
    CHECK(attribute(with_id(root, "radius_km-input"), "value") == "25");
}

TEST_CASE("a slider of degrees says its word, and is a list of words without scripts") {
    Block drawn = field(Role::slider, "weigh_pay", "Le salaire");
    drawn.maximum = 2;
    drawn.value = "1";
    drawn.options = {{"0", "Un peu", "", false}, {"1", "Normal", "", false}, {"2", "Beaucoup", "", false}};
    const Node root = tree(drawn);
    const Node* range = with_id(root, "weigh_pay-input");
    CHECK(attribute(range, "type") == "range");
    CHECK(attribute(range, "aria-valuetext") == "Normal");
    CHECK(attribute(range, "data-name") == "weigh_pay");
    CHECK_FALSE(has(range, "name"));
    CHECK(attribute(range, "class") == "script-only");
    const auto selects = elements(root, "select");
    REQUIRE(selects.size() == 1);
    CHECK(attribute(selects[0], "name") == "weigh_pay");
    CHECK(attribute(selects[0], "class") == "no-script");
    CHECK(attribute(selects[0], "aria-labelledby") == "weigh_pay-label");
    const auto options = elements(root, "option");
    REQUIRE(options.size() == 3);
    CHECK(has(options[1], "selected"));
}

TEST_CASE("Enter in a form presses its primary button, even when another comes first") {
    Block form = block(Role::form, "f", "");
    form.target = "/fr/profil/experience";
    Block remove = block(Role::button, "", "Supprimer");
    remove.name = "remove";
    remove.value = "a1";
    Block next = block(Role::button, "", "Continuer");
    next.name = "next";
    next.emphasis = Emphasis::primary;
    form.children = {next, remove};
    CHECK(elements(tree(form), "button").size() == 2);
    form.children = {remove, next};
    const Node root = tree(form);
    const auto buttons = elements(root, "button");
    REQUIRE(buttons.size() == 3);
    CHECK(attribute(buttons[0], "value") == "next");
    CHECK(attribute(buttons[0], "class") == "default vh");
    CHECK(attribute(buttons[0], "tabindex") == "-1");
    CHECK(attribute(buttons[1], "value") == "remove=a1");
    CHECK(attribute(elements(root, "form").at(0), "action") == "/fr/profil/experience");
    CHECK(attribute(elements(root, "form").at(0), "method") == "post");
}

TEST_CASE("an error summary is announced, can take the focus and leads to the controls") {
    Block summary = block(Role::error_summary, "errors", "Il y a une erreur");
    Block link = block(Role::link, "", "Ce jour n’existe pas.");
    link.target = "#birth_date";
    summary.children = {link};
    const Node root = tree(summary);
    const Node* box = with_id(root, "errors");
    CHECK(attribute(box, "role") == "alert");
    CHECK(attribute(box, "tabindex") == "-1");
    CHECK(attribute(box, "aria-labelledby") == "errors-label");
    CHECK(attribute(elements(root, "a").at(0), "href") == "#birth_date-input");
}

TEST_CASE("a summary list is a definition list whose change links name their question") {
    Block list = block(Role::summary_list, "check", "");
    Block row = block(Role::summary_row, "row", "Prénom");
    row.value = "Amina";
    row.target = "/fr/profil/identite";
    row.hint = "Modifier";
    list.children = {row};
    const Node root = tree(list);
    CHECK(text_of(*elements(root, "dt").at(0)) == "Prénom");
    CHECK(text_of(*elements(root, "dd").at(0)) == "Amina");
    CHECK(text_of(*elements(root, "a").at(0)) == "Modifier Prénom");
}

TEST_CASE("landmarks have names, and the current link says so") {
    Block menu = block(Role::navigation, "menu", "Menu");
    Block link = block(Role::link, "", "Mes droits");
    link.target = "/fr/droits";
    link.current = true;
    menu.children = {link};
    const Node root = tree(menu);
    CHECK(attribute(elements(root, "nav").at(0), "aria-label") == "Menu");
    CHECK(attribute(elements(root, "a").at(0), "aria-current") == "page");
    CHECK(text_of(*elements(root, "summary").at(0)) == "Menu");
    CHECK(elements(*elements(root, "details").at(0), "a").empty());
}

TEST_CASE("the line of what is saved is a live region that opens to its details") {
    Block status = block(Role::status, "status", "");
    status.value = "Enregistré sur cet appareil";
    status.tone = Tone::good;
    CHECK(elements(tree(status), "details").empty());
    status.children = {block(Role::paragraph, "", "Rien n’attend.")};
    const Node root = tree(status);
    const Node* summary = elements(root, "summary").at(0);
    CHECK(attribute(elements(*summary, "span").at(0), "role") == "status");
    CHECK(text_of(*summary) == " Enregistré sur cet appareil");
    CHECK(text_of(*elements(root, "p").at(0)) == "Rien n’attend.");
}

TEST_CASE("a condition that is met or not says so in a word too") {
    Block item = block(Role::list_item, "", "Vous habitez en Wallonie");
    item.tone = Tone::good;
    item.value = "oui";
    CHECK(render(item) == "<li class=\"good\"><span class=\"vh\">oui : </span>Vous habitez en Wallonie</li>");
}

TEST_CASE("the way back stands above the title of its panel") {
    Block panel = block(Role::panel, "panel", "Mes compétences");
    Block back = block(Role::link, "", "Mon profil");
    back.icon = "back";
    back.target = "/fr/profil";
    panel.children = {back, block(Role::paragraph, "", "x")};
    const std::string html = render(panel);
    CHECK(html.find("Mon profil") < html.find("<h1"));
    CHECK(html.find("<h1") < html.find("<p"));
    CHECK(html.find("Mon profil") == html.rfind("Mon profil"));
}

TEST_CASE("buttons that follow each other stand in one row, which keeps their order") {
    Block card = block(Role::card, "c", "Maçon");
    const auto button = [](std::string name) {
        Block made = block(Role::button, "", name);
        made.name = std::move(name);
        return made;
    };
    card.children = {button("up"), button("remove"), block(Role::paragraph, "", "x"), button("last")};
    const Node root = tree(card);
    const auto names = elements(root, "button");
    REQUIRE(names.size() == 3);
    CHECK(attribute(names[0], "value") == "up");
    CHECK(attribute(names[2], "value") == "last");
    const Node* row = nullptr;
    for (const Node* div : elements(root, "div"))
        if (const std::string* name = div->attribute("class"); name != nullptr && *name == "actions") row = div;
    REQUIRE(row != nullptr);
    CHECK(elements(*row, "button").size() == 2);
}

TEST_CASE("a table names its columns and rows, and can be scrolled with the keyboard") {
    Block table = block(Role::table, "t", "Offres");
    table.options = {{"", "Métier", "", false}, {"", "Points", "", false}};
    Block row = block(Role::table_row, "r", "");
    row.target = "/fr/offres/1";
    row.children = {block(Role::paragraph, "", "Maçon"), block(Role::paragraph, "", "82")};
    table.children = {row};
    const Node root = tree(table);
    CHECK(attribute(with_id(root, "t"), "tabindex") == "0");
    CHECK(attribute(with_id(root, "t"), "aria-labelledby") == "t-label");
    const auto heads = elements(root, "th");
    REQUIRE(heads.size() == 3);
    CHECK(attribute(heads[0], "scope") == "col");
    CHECK(attribute(heads[2], "scope") == "row");
    CHECK(attribute(elements(root, "a").at(0), "href") == "/fr/offres/1");
}

TEST_CASE("what is of use only with, only without scripts or only on paper carries its class") {
    Block drawn = block(Role::paragraph, "", "x");
    drawn.script_only = true;
    CHECK(render(drawn) == "<p class=\"text script-only\">x</p>");
    drawn.script_only = false;
    drawn.no_script = true;
    CHECK(render(drawn) == "<p class=\"text no-script\">x</p>");
    drawn.no_script = false;
    drawn.print_only = true;
    CHECK(render(drawn) == "<p class=\"text print-only\">x</p>");
}

TEST_CASE("a document has its language, title, viewport, regions and files, and nothing inline") {
    Page page;
    page.language = "fr";
    page.title = "Mon profil";
    page.main = {block(Role::panel, "panel", "Mon profil")};
    DocumentAssets assets;
    assets.product = "Passerelle";
    assets.style = "/static/style.css";
    assets.script = "/static/page.js";
    assets.meta = {{"passerelle-core", "/static/core.wasm"}};
    const std::string document = render_document(page, assets);
    const auto parsed = test::parse_html(document);
    REQUIRE(parsed);
    const Node& root = parsed.value();
    CHECK(document.find("<!doctype html>") == 0);
    CHECK(attribute(elements(root, "html").at(0), "lang") == "fr");
    CHECK(text_of(*elements(root, "title").at(0)) == "Mon profil – Passerelle");
    CHECK(elements(root, "h1").size() == 1);
    CHECK(elements(root, "main").size() == 1);
    REQUIRE(elements(root, "script").size() == 1);
    CHECK(elements(root, "script").at(0)->children.empty());
    CHECK(attribute(elements(root, "script").at(0), "src") == "/static/page.js");
    CHECK(elements(root, "style").empty());
    CHECK(document.find("style=") == std::string::npos);
    CHECK(document.find("<meta name=\"passerelle-core\" content=\"/static/core.wasm\">") != std::string::npos);
}
