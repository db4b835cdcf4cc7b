#include <algorithm>

#include "base/text.hpp"
#include "portal/pages.hpp"

namespace passerelle {
namespace {

struct RouteName {
    std::string_view name;
    RouteKind kind;
    RouteKind below;  // with one more part
};
constexpr RouteName route_names[] = {
    {"droits/penurie", RouteKind::shortage, RouteKind::not_found},
    {"droits", RouteKind::rights, RouteKind::right},
    {"offres", RouteKind::offers, RouteKind::offer},
    {"compte", RouteKind::account, RouteKind::not_found},
    {"envoyer", RouteKind::send, RouteKind::not_found},
    {"aide", RouteKind::help, RouteKind::not_found},
};

Route profile_route(const std::vector<std::string_view>& parts) {
    if (parts.size() == 2) return {RouteKind::profile, "", ""};
    if (parts.size() == 3 && parts[2] == "verifier") return {RouteKind::profile_check, "", ""};
    if (parts.size() == 3) return {RouteKind::profile_page, std::string(parts[2]), ""};
    if (parts.size() == 4) return {RouteKind::profile_item, std::string(parts[2]), std::string(parts[3])};
    return {};
}

Block main_panel(const Context& context, const Route& route) {
    switch (route.kind) {
        case RouteKind::home:
            return home_page(context);
        case RouteKind::profile:
            return profile_page_list(context);
        case RouteKind::profile_page:
            return profile_question_page(context, route.first);
        case RouteKind::profile_item:
            return profile_item_page(context, route.first, route.second);
        case RouteKind::profile_check:
            return profile_check_page(context);
        case RouteKind::rights:
            return rights_page(context);
        case RouteKind::right:
            return right_page(context, route.first);
        case RouteKind::shortage:
            return shortage_page(context);
        case RouteKind::offers:
            return offers_page(context);
        case RouteKind::offer:
            return offer_page(context, route.first);
        case RouteKind::account:
            return account_page(context);
        case RouteKind::send:
            return send_page(context);
        case RouteKind::help:
            return help_page(context);
        case RouteKind::not_found:
            break;
    }
    Block panel;
    panel.role = Role::panel;
    panel.label = context.text("not_found.title");
    panel.children = {blocks::paragraph(context.text("not_found.text")),
                      blocks::link(context.text("not_found.home"), context.address("/"))};
    return panel;
}

Block navigation(const Context& context, const Route& route) {
    Block navigation;
    navigation.id = "nav";
    navigation.role = Role::navigation;
    navigation.label = context.text("nav.label");
    const auto add = [&](std::string_view key, std::string_view address, std::string_view icon, bool current) {
        Block link = blocks::link(context.text(key), context.address(address));
        link.icon = std::string(icon);
        link.current = current;
        navigation.children.push_back(std::move(link));
    };
    const RouteKind kind = route.kind;
    add("nav.home", "/", "home", kind == RouteKind::home);
    add("nav.profile", "/profil", "person",
        kind == RouteKind::profile || kind == RouteKind::profile_page || kind == RouteKind::profile_item ||
            kind == RouteKind::profile_check);
    add("nav.rights", "/droits", "scales",
        kind == RouteKind::rights || kind == RouteKind::right || kind == RouteKind::shortage);
    add("nav.offers", "/offres", "briefcase", kind == RouteKind::offers || kind == RouteKind::offer);
    add("nav.send", "/envoyer", "send", kind == RouteKind::send || kind == RouteKind::account);
    return navigation;
}

// Folded under the language one reads; each name in its own language. The same page, with everything typed in it.
Block language_menu(const Context& context) {
    Block menu;
    menu.id = "language";
    menu.role = Role::navigation;
    menu.label = context.text("nav.language");
    const std::string& language = context.content().language();
    for (const char letter : language)
        menu.value += letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
    const std::size_t rest = context.model.path.find('/', 1);
    for (const auto& [code, name] : context.content().translations()) {
        Block link = blocks::link(
            name, "/" + code + (rest == std::string::npos ? std::string("/") : context.model.path.substr(rest)));
        link.language = code;
        link.current = code == language;
        menu.children.push_back(std::move(link));
    }
    return menu;
}

Block damaged_notice(const Context& context) {
    return blocks::notice(
        "damaged", Tone::bad, context.text("damaged.title"),
        {blocks::paragraph(context.text("damaged.text")),
         blocks::form("damaged-form", context.model.path,
                      {blocks::button("export-damaged", context.text("damaged.download"), Emphasis::secondary),
                       blocks::button("dismiss-damaged", context.text("damaged.seen"), Emphasis::quiet)})});
}

}  // namespace

Route route_of(std::string_view path) {
    path = path.substr(0, path.find_first_of("?#"));
    while (path.size() > 1 && path.back() == '/') path.remove_suffix(1);
    if (path.empty() || path.front() != '/') return {};
    const std::vector<std::string_view> parts = split(path.substr(1), '/');
    if (parts.size() == 1) return {RouteKind::home, "", ""};
    if (parts[1] == "profil") return profile_route(parts);
    const std::string_view name = path.substr(1 + parts[0].size() + 1);
    for (const RouteName& entry : route_names) {
        if (name == entry.name) return {entry.kind, "", ""};
        if (parts.size() == 3 && parts[1] == entry.name && entry.below != RouteKind::not_found)
            return {entry.below, std::string(parts[2]), ""};
    }
    return {};
}

Route route_shown(const Model& model, const World& world) {
    const Route route = route_of(model.path);
    const auto has_page = [&](std::string_view id) {
        const std::vector<ProfilePage> pages = profile_pages(world.content());
        return std::any_of(pages.begin(), pages.end(), [&](const ProfilePage& page) { return page.id == id; });
    };
    const bool missing =
        (route.kind == RouteKind::profile_page && !has_page(route.first)) ||
        (route.kind == RouteKind::profile_item && model.profile().item(route.first, route.second) == nullptr) ||
        (route.kind == RouteKind::right && find_measure(world.measures(), route.first) == nullptr);
    return missing ? Route{} : route;
}

Page view(const Model& model, const World& world) {
    const Context context{model, world};
    const Route route = route_shown(model, world);
    Page page;
    page.path = model.path;
    page.language = context.content().language();

    Block skip = blocks::link(context.text("nav.skip"), "#main");
    skip.id = "skip";
    page.header.push_back(std::move(skip));
    Block brand = blocks::link(context.text("product.name"), context.address("/"));
    brand.id = "brand";
    page.header.push_back(std::move(brand));
    if (context.content().translations().size() > 1) page.header.push_back(language_menu(context));
    page.header.push_back(navigation(context, route));
    page.header.push_back(status_block(context));

    if (!model.damaged_snapshot.empty()) page.main.push_back(damaged_notice(context));
    Block panel = main_panel(context, route);
    panel.id = "panel";
    page.title = panel.label;
    page.main.push_back(std::move(panel));

    Block workbench = blocks::button("workbench", context.text("footer.workbench"), Emphasis::quiet);
    workbench.id = "open-workbench";
    workbench.script_only = true;
    workbench.suffix = context.text("footer.pages");  // what it reads in the workbench, where it leads back
    page.footer.push_back(blocks::paragraph(context.text("footer.about")));
    Block help = blocks::link(context.text("footer.help"), context.address("/aide"));
    page.footer.push_back(std::move(help));
    page.footer.push_back(std::move(workbench));
    return page;
}

}  // namespace passerelle
