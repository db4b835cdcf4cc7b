// What a person does with the keyboard alone, and the events that come of it.
#include <catch2/catch_test_macros.hpp>

#include "bench.hpp"

using namespace passerelle;
using namespace passerelle::test;

namespace {

// The names of the fields that Space opens, stop by stop of Tab.
std::vector<std::string> fields_in_tab_order(Bench& bench, int stops) {
    std::vector<std::string> names;
    for (int i = 0; i < stops; ++i) {
        bench.press(ImGuiKey_Space);
        if (const auto edit = bench.edit()) names.push_back(edit->name);
        bench.press(ImGuiKey_Tab);
    }
    return names;
}

Block choice_of(Role role, std::string name, std::vector<std::string> values, std::string chosen) {
    Block made = block(role, "Question", name);
    made.id = "f-" + name;
    for (std::string& value : values) made.options.push_back({value, "Option " + value, "", value == chosen});
    made.value = std::move(chosen);
    return made;
}

Json change(const std::string& name, Json value) {
    Json fields = Json::object();
    fields[name] = std::move(value);
    return {{"kind", "change"}, {"fields", std::move(fields)}};
}

}  // namespace

TEST_CASE("a new page has the focus on its first control, and Tab follows the order of the page") {
    Bench bench;
    Block birth = block(Role::date_field, "Naissance", "birth_date");
    birth.id = "f-birth";
    bench.show(
        panel_with({form({text_field("first_name", "Prénom", "Samira"), birth, text_field("last_name", "Nom", "")})}));
    bench.press(ImGuiKey_Tab);
    CHECK(fields_in_tab_order(bench, 5) ==
          std::vector<std::string>{"first_name", "birth_date.day", "birth_date.month", "birth_date.year", "last_name"});
}

TEST_CASE("Shift and Tab go back") {
    Bench bench;
    bench.show(panel_with({form({text_field("a", "A", ""), text_field("b", "B", ""), text_field("c", "C", "")})}));
    bench.press(ImGuiKey_Tab, 3);
    bench.press(ImGuiKey_Tab, ImGuiKey_LeftShift);
    bench.press(ImGuiKey_Enter);
    const auto edit = bench.edit();
    REQUIRE(edit);
    CHECK(edit->name == "b");
}

TEST_CASE("a field opens the browser's own input with its text, byte for byte, where the field stands") {
    for (const std::string value : {"Zoë Çelik-Dûpont", "a##b###c %s %d", "محمد بن سلمان", "", "œuvre, cœur"}) {
        Bench bench;
        bench.show(panel_with({form({text_field("first_name", "Prénom##1", value)})}));
        bench.press(ImGuiKey_Tab);
        bench.press(ImGuiKey_Space);
        const auto edit = bench.edit();
        REQUIRE(edit);
        CHECK(edit->value == value);
        CHECK(edit->label == "Prénom##1");
        CHECK(edit->name == "first_name");
        CHECK_FALSE(edit->multiline);
        CHECK(edit->width >= 300);
        CHECK(edit->x >= 184);
        CHECK(edit->x + edit->width <= 1280);
        CHECK(edit->y >= 48);
        CHECK_FALSE(bench.edit());
        CHECK(bench.events().empty());
    }
}

TEST_CASE("a part of a date is named by its question and its part") {
    Bench bench;
    Block date = block(Role::date_field, "Naissance", "birth_date");
    date.value = "2002-10-01";
    for (const char* part : {"Jour", "Mois", "Année"}) date.options.push_back({"", part, "", false});
    bench.show(panel_with({date}));
    bench.press(ImGuiKey_Tab, 2);
    bench.press(ImGuiKey_Space);
    const auto edit = bench.edit();
    REQUIRE(edit);
    CHECK(edit->label == "Naissance Mois");
    CHECK(edit->value == "10");
}

TEST_CASE("Space chooses among radio buttons, and arrows lead from one to the next") {
    Bench bench;
    bench.show(panel_with({choice_of(Role::radio_group, "work", {"none", "part", "full", "own", "study"}, "none")}));
    bench.press(ImGuiKey_Tab);
    bench.press(ImGuiKey_DownArrow, 2);
    bench.press(ImGuiKey_Space);
    CHECK(bench.events() == std::vector<Json>{change("work", "full")});
}

TEST_CASE("a box of several is ticked beside those that were, and unticked alone") {
    Bench bench;
    Block group = choice_of(Role::checkbox_group, "licences", {"b", "c", "d"}, "");
    group.options[0].checked = true;
    bench.show(panel_with({group}));
    bench.press(ImGuiKey_Tab, 2);
    bench.press(ImGuiKey_Space);
    CHECK(bench.events() == std::vector<Json>{change("licences", {"b", "c"})});
    bench.press(ImGuiKey_Tab, ImGuiKey_LeftShift);
    bench.press(ImGuiKey_Space);
    CHECK(bench.events() == std::vector<Json>{change("licences", Json::array())});
}

TEST_CASE("a single box answers on and nothing") {
    for (const bool checked : {false, true}) {
        Bench bench;
        Block box = block(Role::checkbox, "Pas plus loin", "within");
        box.checked = checked;
        bench.show(panel_with({box}));
        bench.press(ImGuiKey_Tab);
        bench.press(ImGuiKey_Space);
        CHECK(bench.events() == std::vector<Json>{change("within", checked ? "" : "on")});
    }
}

TEST_CASE("a list of options opens at the chosen one, moves with arrows, and Escape leaves it as it was") {
    Bench bench;
    bench.show(panel_with({choice_of(Role::select, "contract", {"", "cdi", "cdd", "interim"}, "cdi")}));
    bench.press(ImGuiKey_Tab);
    bench.press(ImGuiKey_Space);
    bench.press(ImGuiKey_DownArrow);
    bench.press(ImGuiKey_Enter);
    CHECK(bench.events() == std::vector<Json>{change("contract", "cdd")});
    bench.press(ImGuiKey_Space);
    bench.press(ImGuiKey_DownArrow);
    bench.press(ImGuiKey_Escape);
    CHECK(bench.events().empty());
    // The focus is where it was.
    bench.press(ImGuiKey_Space);
    bench.press(ImGuiKey_Enter);
    CHECK(bench.events() == std::vector<Json>{change("contract", "cdi")});
}

TEST_CASE("a slider moves by its step with the arrows, and not past its ends") {
    Bench bench;
    Block slider = block(Role::slider, "Jusqu’où", "radius_km");
    slider.minimum = 0;
    slider.maximum = 100;
    slider.step = 5;
    slider.value = "95";
    slider.suffix = "km";
    Page page = panel_with({slider, text_field("b", "B", "")});
    bench.show(page);
    bench.press(ImGuiKey_Tab);
    bench.press(ImGuiKey_RightArrow);
    CHECK(bench.events() == std::vector<Json>{change("radius_km", "100")});
    page.main[0].children[0].value = "100";
    bench.show(page);
    bench.press(ImGuiKey_RightArrow);
    CHECK(bench.events().empty());
    bench.press(ImGuiKey_LeftArrow);
    CHECK(bench.events() == std::vector<Json>{change("radius_km", "95")});
    bench.press(ImGuiKey_Tab);
    bench.press(ImGuiKey_Space);
    REQUIRE(bench.edit());
}

TEST_CASE("a slider is sent where the pointer lets it go") {
    Bench bench;
    Block slider = block(Role::slider, "Jusqu’où", "radius_km");
    slider.maximum = 100;
    slider.step = 10;
    slider.value = "20";
    bench.show(panel_with({slider}));
    const auto track = bench.box_of(workbench::palette().edge, 60);
    REQUIRE(track);
    bench.drag(track->low.x + 40, track->high.x + 500, (track->low.y + track->high.y) / 2);
    CHECK(bench.events() == std::vector<Json>{change("radius_km", "100")});
}

TEST_CASE("a slider of degrees answers on its way, and once more where it is let go") {
    Bench bench;
    bench.show(panel_with({degrees_of("weigh_pay", "2")}));
    const auto track = bench.box_of(workbench::palette().edge, 60);
    REQUIRE(track);
    const float middle = (track->low.x + track->high.x) / 2;
    bench.drag(middle, track->high.x + 500, (track->low.y + track->high.y) / 2);
    Json on_its_way = change("weigh_pay", "4");
    on_its_way["typing"] = true;
    CHECK(bench.events() == std::vector<Json>{on_its_way, change("weigh_pay", "4")});
    bench.show(panel_with({degrees_of("weigh_pay", "4")}));
    bench.press(ImGuiKey_Tab);
    bench.press(ImGuiKey_LeftArrow);
    CHECK(bench.events() == std::vector<Json>{change("weigh_pay", "3")});
    bench.show(panel_with({degrees_of("weigh_pay", "3")}));
    // A press without a move is no change.
    const auto again = bench.box_of(workbench::palette().edge, 60);
    REQUIRE(again);
    const float third = again->low.x + (again->high.x - again->low.x) * 0.75F;
    bench.click(third, (again->low.y + again->high.y) / 2);
    CHECK(bench.events().empty());
}

TEST_CASE("the sliders stand beside the list they rank where there is room, and fold above it where there is none") {
    Block levers = block(Role::details, "Ce qui compte");
    levers.id = "weights";
    levers.children = {form({degrees_of("weigh_pay", "2"), block(Role::button, "Remettre", "usual-weights")})};
    Page page = offers_page(5);
    page.main[0].children.insert(page.main[0].children.begin(), levers);
    {
        Bench wide(1280, 800);
        wide.show(page);
        REQUIRE(wide.tab_to_event("action", "usual-weights", 40));
    }
    Bench narrow(900, 800);
    narrow.show(page);
    narrow.press(ImGuiKey_Tab);
    narrow.press(ImGuiKey_Space);
    narrow.press(ImGuiKey_Tab);
    narrow.press(ImGuiKey_RightArrow);
    CHECK(narrow.events() == std::vector<Json>{change("weigh_pay", "3")});
}

TEST_CASE("the buttons of a list send their action with the fields of their form") {
    Bench bench;
    Block card = block(Role::card, "Maçon");
    card.id = "item-1";
    card.children = {block(Role::button, "Monter", "up:wish/1"), block(Role::button, "Descendre", "down:wish/1"),
                     block(Role::button, "Supprimer", "remove:wish/1")};
    bench.show(
        panel_with({form({card, text_field("note", "Note", "é"), block(Role::button, "Choisir", "resolve:7=mine")})}));
    const auto down = bench.tab_to_event("action", "down:wish/1");
    REQUIRE(down);
    CHECK(*down == Json{{"kind", "press"}, {"action", "down:wish/1"}, {"fields", {{"note", "é"}}}});
    const auto remove = bench.tab_to_event("action", "remove:wish/1", 1);
    REQUIRE(remove);
    const auto resolve = bench.tab_to_event("action", "resolve:7");
    REQUIRE(resolve);
    CHECK(string_or(*resolve, "arg") == "mine");
}

TEST_CASE("what is removed takes the focus with it, and the keyboard goes on from the top, where it can be undone") {
    Bench bench;
    Block card = block(Role::card, "Maçon");
    card.id = "item-1";
    card.children = {block(Role::button, "Supprimer", "remove:wish/1")};
    bench.show(panel_with({form({card}), block(Role::button, "Continuer", "continue")}));
    REQUIRE(bench.tab_to_event("action", "remove:wish/1"));
    Block removed = block(Role::notice, "Supprimé");
    removed.id = "removed";
    removed.tone = Tone::info;
    removed.children = {block(Role::button, "Annuler", "undo")};
    bench.show(panel_with({removed, block(Role::button, "Continuer", "continue")}));
    bench.settle();
    CHECK(bench.vertices_of(workbench::palette().halo) > 0);
    bench.press(ImGuiKey_Space);
    const std::vector<Json> events = bench.events();
    REQUIRE(events.size() == 1);
    CHECK(string_or(events[0], "action") == "undo");
}

TEST_CASE("a disabled button can not be pressed") {
    Bench bench;
    Block send = block(Role::button, "Envoyer", "send");
    send.disabled = true;
    bench.show(panel_with({send}));
    CHECK_FALSE(bench.tab_to_event("action", "send", 20));
}

TEST_CASE("Alt and a number open the pages of the menu, and the focus stays") {
    Bench bench;
    bench.show(panel_with({form({text_field("a", "A", ""), text_field("b", "B", "")})}));
    bench.press(ImGuiKey_Tab, 2);
    bench.press(ImGuiKey_4, ImGuiKey_LeftAlt);
    CHECK(bench.events() == std::vector<Json>{{{"kind", "open"}, {"path", "/fr/offres"}}});
    bench.press(ImGuiKey_Space);
    const auto edit = bench.edit();
    REQUIRE(edit);
    CHECK(edit->name == "b");
    // Alt alone is no key of ours.
    bench.press(ImGuiKey_LeftAlt, ImGuiKey_LeftAlt);
    bench.press(ImGuiKey_Space);
    CHECK(bench.edit());
    bench.press(ImGuiKey_9, ImGuiKey_LeftAlt);
    CHECK(bench.events().empty());
}

TEST_CASE("another language is chosen from its own menu, and Alt and a number are the main menu's") {
    Bench bench;
    Page page = panel_with({text_field("a", "A", "")});
    Block languages = block(Role::navigation, "Langue");
    languages.value = "FR";
    languages.children = {link_to("Français", "/fr/profil"), link_to("Nederlands", "/nl/profil")};
    languages.children[0].current = true;
    page.header.insert(page.header.begin() + 2, languages);
    bench.show(page);
    bench.press(ImGuiKey_1, ImGuiKey_LeftAlt);
    CHECK(bench.events() == std::vector<Json>{{{"kind", "open"}, {"path", "/fr/"}}});
    bench.click(960, 24);
    bench.press(ImGuiKey_DownArrow);
    bench.press(ImGuiKey_Enter);
    CHECK(bench.events() == std::vector<Json>{{{"kind", "open"}, {"path", "/nl/profil"}}});
}

TEST_CASE("Escape goes back where there is a way back, and never takes the focus away") {
    Bench bench;
    Block back = link_to("Mon profil", "/fr/profil");
    back.icon = "back";
    bench.show(panel_with({back, text_field("a", "A", "")}));
    bench.press(ImGuiKey_Tab, 2);
    bench.press(ImGuiKey_Escape);
    CHECK(bench.events() == std::vector<Json>{{{"kind", "open"}, {"path", "/fr/profil"}}});
    bench.press(ImGuiKey_Space);
    CHECK(bench.edit());

    bench.show(panel_with({text_field("a", "A", "")}, "/fr/envoyer"));
    bench.press(ImGuiKey_Escape);
    CHECK(bench.events().empty());
    bench.press(ImGuiKey_Space);
    CHECK(bench.edit());
}

TEST_CASE("F10 and the button in the corner lead back to the pages") {
    const Json leave = {{"kind", "face"}, {"face", "html"}};
    Bench bench;
    bench.show(panel_with({text_field("a", "A", "")}));
    bench.press(ImGuiKey_F10);
    CHECK(bench.events() == std::vector<Json>{leave});
    bench.click(1200, 24);
    CHECK(bench.events() == std::vector<Json>{leave});
    REQUIRE(bench.tab_to_event("face", "html"));
}

TEST_CASE("the button that opens the workbench is not in it, whatever it is called") {
    for (const bool named : {true, false}) {
        Bench bench;
        Page page = panel_with({text_field("a", "A", "")});
        if (!named) page.footer.back().suffix.clear();
        bench.show(page);
        CHECK_FALSE(bench.tab_to_event("action", "workbench", 30));
        bench.press(ImGuiKey_F10);
        CHECK(bench.events().size() == 1);
    }
}

TEST_CASE("a question mark shows the keys, Escape or a second one hides them, and the focus is where it was") {
    Bench bench;
    Block back = link_to("Mon profil", "/fr/profil");
    back.icon = "back";
    bench.show(panel_with({back, text_field("a", "A", ""), text_field("b", "B", "")}));
    bench.press(ImGuiKey_Tab, 3);
    const int without = bench.vertices();
    bench.type(U'?');
    CHECK(bench.vertices() > without + 500);
    bench.press(ImGuiKey_Escape);
    CHECK(bench.vertices() == without);
    CHECK(bench.events().empty());  // that Escape was for the panel, and not for the page
    bench.type(U'?');
    bench.type(U'?');
    CHECK(bench.vertices() == without);
    bench.type(U'?');
    bench.press(ImGuiKey_Enter);  // its one button: close
    CHECK(bench.vertices() == without);
    bench.press(ImGuiKey_Space);
    const auto edit = bench.edit();
    REQUIRE(edit);
    CHECK(edit->name == "b");
    CHECK(bench.events().empty());
}

TEST_CASE("the keys have a button, and their panel lets the keys through that leave the page") {
    Bench bench;
    bench.show(panel_with({text_field("a", "A", "")}));
    const int without = bench.vertices();
    bench.click(1040, 24);
    CHECK(bench.vertices() > without + 500);
    bench.press(ImGuiKey_F10);
    CHECK(bench.events() == std::vector<Json>{{{"kind", "face"}, {"face", "html"}}});
    CHECK(bench.vertices() < without + 500);
}

TEST_CASE("the status opens to what waits and why") {
    Bench bench;
    bench.show(panel_with({text_field("a", "A", "")}));
    bench.click(300, 24);
    bench.press(ImGuiKey_DownArrow);
    bench.press(ImGuiKey_Enter);
    CHECK(bench.events() == std::vector<Json>{{{"kind", "open"}, {"path", "/fr/envoyer"}}});
}

TEST_CASE("a link to a field of the page leads the keyboard there") {
    Bench bench;
    Block summary = block(Role::error_summary, "Il y a une erreur");
    summary.children = {link_to("Nom : dites votre nom", "#f-last_name")};
    bench.show(
        panel_with({summary, form({text_field("first_name", "Prénom", ""), text_field("last_name", "Nom", "")})}));
    bench.press(ImGuiKey_Tab);
    bench.press(ImGuiKey_Enter);
    CHECK(bench.events().empty());
    bench.press(ImGuiKey_Space);
    const auto edit = bench.edit();
    REQUIRE(edit);
    CHECK(edit->name == "last_name");
}

TEST_CASE("a link to a field of another page leads there as soon as it is shown") {
    Bench bench;
    bench.show(panel_with({link_to("Répondre", "/fr/profil/situation#f-work")}, "/fr/droits"));
    bench.press(ImGuiKey_Tab);
    bench.press(ImGuiKey_Enter);
    CHECK(bench.events() == std::vector<Json>{{{"kind", "open"}, {"path", "/fr/profil/situation"}}});
    bench.show(panel_with({text_field("registered", "Inscrit", ""), text_field("work", "Travail", "")},
                          "/fr/profil/situation"));
    bench.press(ImGuiKey_Space);
    const auto edit = bench.edit();
    REQUIRE(edit);
    CHECK(edit->name == "work");
}

TEST_CASE("a disclosure opens and stays open from reply to reply") {
    Bench bench;
    Block details = block(Role::details, "À quoi sert cette réponse ?");
    details.id = "why";
    details.children = {link_to("Plus", "/fr/aide")};
    Page page = panel_with({details});
    bench.show(page);
    bench.press(ImGuiKey_Tab);
    bench.press(ImGuiKey_Space);
    bench.show(page);
    bench.press(ImGuiKey_Tab);
    bench.press(ImGuiKey_Enter);
    CHECK(bench.events() == std::vector<Json>{{{"kind", "open"}, {"path", "/fr/aide"}}});
}

TEST_CASE("a suggestion is picked with the keys") {
    Bench bench;
    Block finder = block(Role::combobox, "Métier", "wish/new/occupation");
    finder.id = "f-occupation";
    finder.value = "maç";
    finder.options = {{"uri:1", "maçon / maçonne", "", false}, {"uri:2", "briqueteur", "maçon", false}};
    bench.show(panel_with({form({finder})}));
    bench.press(ImGuiKey_Tab, 3);
    bench.press(ImGuiKey_Enter);
    const std::vector<Json> events = bench.events();
    REQUIRE(events.size() == 1);
    CHECK(string_or(events[0], "action") == "pick:wish/new/occupation");
    CHECK(string_or(events[0], "arg") == "uri:2");
}

TEST_CASE("offers are walked through with the arrows and opened with Enter, and the way back leads to the same one") {
    Bench bench;
    bench.show(offers_page(200));
    bench.press(ImGuiKey_Tab);
    bench.press(ImGuiKey_DownArrow, 30);  // further than the window shows
    bench.press(ImGuiKey_UpArrow);
    bench.press(ImGuiKey_Enter);
    CHECK(bench.events() == std::vector<Json>{{{"kind", "open"}, {"path", "/fr/offres/29"}}});
    bench.show(panel_with({link_to("Offres", "/fr/offres")}, "/fr/offres/29"));
    bench.show(offers_page(200));
    bench.press(ImGuiKey_DownArrow);
    bench.press(ImGuiKey_Enter);
    CHECK(bench.events() == std::vector<Json>{{{"kind", "open"}, {"path", "/fr/offres/30"}}});
}

TEST_CASE("keys pressed faster than frames are drawn all count") {
    Bench bench;
    bench.show(offers_page(200));
    bench.press(ImGuiKey_Tab);
    workbench::Frames frames;
    for (int i = 0; i < 20; ++i) {
        ImGui::GetIO().AddKeyEvent(ImGuiKey_DownArrow, true);
        ImGui::GetIO().AddKeyEvent(ImGuiKey_DownArrow, false);
    }
    (void)frames.wake();
    do bench.frame();
    while (frames.drawn(bench.face().input_waits()));
    CHECK(frames.count() < 20 * 2 + 2 * workbench::Frames::after_event);
    bench.press(ImGuiKey_Enter);
    CHECK(bench.events() == std::vector<Json>{{{"kind", "open"}, {"path", "/fr/offres/20"}}});
}

TEST_CASE("a page of offers is passed with one key") {
    Bench bench;
    bench.show(offers_page(200));
    bench.press(ImGuiKey_Tab);
    bench.press(ImGuiKey_PageDown, 3);
    bench.press(ImGuiKey_Enter);
    const std::vector<Json> events = bench.events();
    REQUIRE(events.size() == 1);
    const int at = std::atoi(string_or(events[0], "path").substr(std::string("/fr/offres/").size()).c_str());
    CHECK(at > 40);
    CHECK(at < 90);
}

TEST_CASE("a click selects an offer, a double click opens it; without a panel beside one click opens") {
    {
        Bench bench;
        bench.show(offers_page(20));
        bench.click(500, 400);
        CHECK(bench.events().empty());
        bench.click(500, 400);
        REQUIRE(bench.events().size() == 1);
    }
    Bench bench(900, 700);
    bench.show(offers_page(20));
    bench.click(500, 400);
    CHECK(bench.events().size() == 1);
}
