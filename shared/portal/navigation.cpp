#include "portal/forms.hpp"
#include "portal/pages.hpp"
#include "portal/turn.hpp"

namespace passerelle {
namespace {

bool has_pack(const World& world, std::string_view name) {
    if (name == "occupations") return world.occupations() != nullptr;
    if (name == "skills") return world.skills() != nullptr;
    if (name == "places") return world.places() != nullptr;
    return !world.offers().empty();
}

// Skills and offers are read with the occupations beside them: order matters.
std::vector<std::string_view> packs_of(const World& world, const Route& route) {
    std::vector<std::string_view> packs;
    const auto add_section = [&](std::string_view id) {
        for (const Question* question : world.content().questions_of(id))
            for (const std::string_view pack : packs_for(question->kind)) packs.push_back(pack);
    };
    switch (route.kind) {
        case RouteKind::profile_page:
            for (const ProfilePage& page : profile_pages(world.content()))
                if (page.id == route.first)
                    for (const Section* section : page.sections) add_section(section->id);
            break;
        case RouteKind::profile_item:
            add_section(route.first);
            break;
        case RouteKind::home:
        case RouteKind::offers:
        case RouteKind::offer:
            packs = {"occupations", "skills", "places", "offers"};
            break;
        default:
            break;
    }
    return packs;
}

}  // namespace

void ask_for_packs(Turn& turn) {
    Model& model = turn.model;
    for (const std::string_view pack : packs_of(turn.world, route_of(model.path))) {
        if (has_pack(turn.world, pack) || model.packs_asked.contains(pack)) continue;
        model.packs_asked.insert(std::string(pack));
        model.packs_failed.erase(std::string(pack));
        const std::int64_t id = turn.emit({{"kind", "load_pack"}, {"name", std::string(pack)}});
        model.waiting[id] = {Waiting::For::pack, std::string(pack), 0};
    }
}

void open_path(Turn& turn, std::string_view path) {
    Model& model = turn.model;
    path = path.substr(0, path.find_first_of("?#"));
    if (path == model.path) {
        ask_for_packs(turn);
        return;
    }
    settle_drafts(turn);
    model.path = std::string(path);
    model.errors.clear();
    model.searches.clear();
    model.account_error.clear();
    model.offers_shown = 20;
    // A pack that did not come is asked for again when a page needs it again.
    for (const auto& [failed, reason] : model.packs_failed) model.packs_asked.erase(failed);
    if (model.removed && path != address_of_section(turn.world.content(), model.removed->list)) model.removed.reset();
    if (route_of(path).kind != RouteKind::profile_item) forget_empty_items(turn);
    ask_for_packs(turn);
}

}  // namespace passerelle
