#include "bench.hpp"

#include <algorithm>

namespace passerelle::test {

Bench::Bench(float width, float height, bool dark, float scale) {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    io.DisplaySize = {width, height};
    io.DeltaTime = 1 / 60.F;
    workbench::apply_theme(dark, scale);
    io.AddFocusEvent(true);
}

Bench::~Bench() {
    ImGui::DestroyContext();
}

void Bench::frame() {
    ImGui::NewFrame();
    face_.draw();
    ImGui::Render();
}

void Bench::settle() {
    for (int i = 0; i < workbench::Frames::after_event; ++i) frame();
}

void Bench::show(const Page& page) {
    if (!face_.show(dump_json(to_json(page)))) std::abort();
    settle();
}

void Bench::press(ImGuiKey key, ImGuiKey with) {
    ImGuiIO& io = ImGui::GetIO();
    if (with != ImGuiKey_None) {
        io.AddKeyEvent(with, true);
        if (with == ImGuiKey_LeftAlt) io.AddKeyEvent(ImGuiMod_Alt, true);
        if (with == ImGuiKey_LeftShift) io.AddKeyEvent(ImGuiMod_Shift, true);
        frame();
    }
    io.AddKeyEvent(key, true);
    frame();
    io.AddKeyEvent(key, false);
    frame();
    if (with != ImGuiKey_None) {
        io.AddKeyEvent(with, false);
        io.AddKeyEvent(ImGuiMod_Alt, false);
        io.AddKeyEvent(ImGuiMod_Shift, false);
    }
    settle();
}

void Bench::press(ImGuiKey key, int times) {
    for (int i = 0; i < times; ++i) press(key);
}

void Bench::type(char32_t letter) {
    ImGui::GetIO().AddInputCharacter(static_cast<unsigned>(letter));
    settle();
}

void Bench::click(float x, float y) {
    ImGuiIO& io = ImGui::GetIO();
    io.AddMousePosEvent(x, y);
    settle();
    io.AddMouseButtonEvent(ImGuiMouseButton_Left, true);
    settle();
    io.AddMouseButtonEvent(ImGuiMouseButton_Left, false);
    settle();
}

void Bench::drag(float from_x, float to_x, float y) {
    ImGuiIO& io = ImGui::GetIO();
    io.AddMousePosEvent(from_x, y);
    settle();
    io.AddMouseButtonEvent(ImGuiMouseButton_Left, true);
    settle();
    io.AddMousePosEvent(to_x, y);
    settle();
    io.AddMouseButtonEvent(ImGuiMouseButton_Left, false);
    settle();
}

std::vector<Json> Bench::events() {
    std::vector<Json> events;
    for (const std::string& text : face_.take_events()) events.push_back(*parse_json(text));
    return events;
}

std::optional<Json> Bench::tab_to_event(std::string_view member_name, std::string_view value, int most) {
    (void)events();
    for (int i = 0; i < most; ++i) {
        press(ImGuiKey_Tab);
        press(ImGuiKey_Space);
        (void)edit();
        for (const Json& event : events())
            if (string_or(event, member_name) == value) return event;
        press(ImGuiKey_Escape);  // what opened closes
        (void)events();
    }
    return {};
}

int Bench::vertices() const {
    return ImGui::GetDrawData()->TotalVtxCount;
}

int Bench::commands() const {
    int sum = 0;
    for (const ImDrawList* list : ImGui::GetDrawData()->CmdLists) sum += list->CmdBuffer.Size;
    return sum;
}

int Bench::vertices_of(ImU32 colour) const {
    int count = 0;
    for (const ImDrawList* list : ImGui::GetDrawData()->CmdLists)
        for (const ImDrawVert& vertex : list->VtxBuffer) count += vertex.col == colour ? 1 : 0;
    return count;
}

std::string Bench::drawn() const {
    std::string bytes;
    for (const ImDrawList* list : ImGui::GetDrawData()->CmdLists) {
        bytes.append(reinterpret_cast<const char*>(list->VtxBuffer.Data),
                     static_cast<std::size_t>(list->VtxBuffer.size_in_bytes()));
        bytes.append(reinterpret_cast<const char*>(list->IdxBuffer.Data),
                     static_cast<std::size_t>(list->IdxBuffer.size_in_bytes()));
    }
    return bytes;
}

std::optional<Bench::Box> Bench::box_of(ImU32 colour, float below) const {
    std::optional<Box> box;
    for (const ImDrawList* list : ImGui::GetDrawData()->CmdLists)
        for (const ImDrawVert& vertex : list->VtxBuffer) {
            if (vertex.col != colour || vertex.pos.y < below) continue;
            if (!box) box = Box{vertex.pos, vertex.pos};
            box->low = {std::min(box->low.x, vertex.pos.x), std::min(box->low.y, vertex.pos.y)};
            box->high = {std::max(box->high.x, vertex.pos.x), std::max(box->high.y, vertex.pos.y)};
        }
    return box;
}

Block block(Role role, std::string label, std::string name) {
    Block made;
    made.role = role;
    made.label = std::move(label);
    made.name = std::move(name);
    return made;
}

Block text_field(std::string name, std::string label, std::string value) {
    Block field = block(Role::text_field, std::move(label), name);
    field.id = "f-" + name;
    field.value = std::move(value);
    return field;
}

Block degrees_of(std::string name, std::string value) {
    Block slider = block(Role::slider, "Le salaire", std::move(name));
    slider.id = "f-" + slider.name;
    slider.maximum = 4;
    slider.value = std::move(value);
    for (int degree = 0; degree <= 4; ++degree)
        slider.options.push_back({std::to_string(degree), "Mot " + std::to_string(degree), "", false});
    return slider;
}

Block link_to(std::string label, std::string target) {
    Block link = block(Role::link, std::move(label));
    link.target = std::move(target);
    return link;
}

Block form(std::vector<Block> children) {
    Block made = block(Role::form, "");
    made.id = "questions";
    made.children = std::move(children);
    return made;
}

Page page_with(std::vector<Block> main, std::string path) {
    Page page;
    page.path = std::move(path);
    page.language = "fr";
    page.title = "Page";
    page.header.push_back(link_to("Aller au contenu", "#main"));
    page.header.push_back(link_to("Passerelle", "/fr/"));
    Block navigation = block(Role::navigation, "Menu");
    navigation.children = {link_to("Accueil", "/fr/"), link_to("Mon profil", "/fr/profil"),
                           link_to("Mes droits", "/fr/droits"), link_to("Offres", "/fr/offres"),
                           link_to("Envoyer", "/fr/envoyer")};
    navigation.children[1].current = true;
    page.header.push_back(std::move(navigation));
    Block status = block(Role::status, "Enregistré sur cet appareil");
    status.tone = Tone::good;
    status.children = {block(Role::paragraph, "Vous pouvez fermer cette page."),
                       link_to("Voir ce qui attend", "/fr/envoyer")};
    page.header.push_back(std::move(status));
    page.main = std::move(main);
    Block workbench = block(Role::button, "Ouvrir l’atelier", "workbench");
    workbench.suffix = "Revenir aux pages";
    page.footer = {block(Role::paragraph, "À propos"), link_to("Aide", "/fr/aide"), std::move(workbench)};
    return page;
}

Page panel_with(std::vector<Block> children, std::string path) {
    Block panel = block(Role::panel, "Qui je suis");
    panel.id = "panel";
    panel.children = std::move(children);
    return page_with({std::move(panel)}, std::move(path));
}

Page offers_page(int count) {
    Block offers = block(Role::ordered_list, "Les meilleures d’abord");
    offers.id = "offers";
    for (int i = 0; i < count; ++i) {
        const std::string number = std::to_string(i);
        Block card = block(Role::card, "Maçon / maçonne " + number);
        card.id = "offer-" + number;
        card.target = "/fr/offres/" + number;
        card.hint = "Bâtisseurs de l’Étang Vert · Charleroi · 6 km · Contrat sans date de fin (CDI)";
        Block meter = block(Role::meter, "Points");
        meter.value = std::to_string(1000 - i % 1000);
        meter.maximum = 1000;
        Block group = block(Role::group, "");
        group.children = {block(Role::tag, "Métier"), block(Role::tag, "Permis B")};
        group.children[0].tone = Tone::good;
        group.children[1].tone = Tone::bad;
        card.children = {std::move(meter), std::move(group)};
        offers.children.push_back(std::move(card));
    }
    return panel_with({block(Role::paragraph, "Comparées à votre profil."), std::move(offers)}, "/fr/offres");
}

}  // namespace passerelle::test
