#include <algorithm>

#include "match/person.hpp"
#include "portal/forms.hpp"
#include "portal/pages.hpp"
#include "portal/turn.hpp"
#include "portal/update.hpp"
#include "taxonomy/regions.hpp"

namespace passerelle {
namespace {

bool has_pack(const World& world, std::string_view name) {
    if (name == "occupations") return world.occupations() != nullptr;
    if (name == "knowledge") return world.occupations() != nullptr && world.occupations()->has_knowledge();
    if (name == "skills") return world.skills() != nullptr;
    if (name == "places") return world.places() != nullptr;
    return world.has_offers(name);
}

// The packs of offers in reach of the person: of every region while nobody said where they live.
std::vector<std::string> packs_in_reach(const Model& model, const World& world) {
    std::vector<std::string> regions = {std::string(no_region)};
    if (const PlacePack* places = world.places()) {
        const Json& commune = model.profile().value("commune");
        const Json& radius = model.profile().value("radius_km");
        const auto home = places->locate(string_or(commune, "postcode"), string_or(commune, "name"));
        const std::int64_t said = radius.is_number_integer() ? radius.get<std::int64_t>() : default_radius_km;
        const std::vector<std::string> near =
            home ? regions_within(*places, places->where(*home),
                                  static_cast<std::uint32_t>(std::max<std::int64_t>(said, 0)))
                 : all_regions(*places);
        regions.insert(regions.end(), near.begin(), near.end());
    }
    for (std::string& region : regions) region.insert(0, "offers-");
    return regions;
}

// Skills and offers are read with the occupations beside them: order matters.
std::vector<std::string> packs_of(const Model& model, const World& world, const Route& route) {
    std::vector<std::string> packs;
    const auto add_section = [&](std::string_view id) {
        for (const Question* question : world.content().questions_of(id))
            for (const std::string_view pack : packs_for(question->kind)) packs.emplace_back(pack);
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
            packs = packs_to_keep(model, world);
            break;
        default:
            break;
    }
    return packs;
}

}  // namespace

std::vector<std::string> packs_to_keep(const Model& model, const World& world) {
    std::vector<std::string> packs = {"occupations", "skills", "places"};
    const std::vector<std::string> offers = packs_in_reach(model, world);
    packs.insert(packs.end(), offers.begin(), offers.end());
    return packs;
}

void ask_for_packs(Turn& turn) {
    Model& model = turn.model;
    for (const std::string& pack : packs_of(model, turn.world, route_of(model.path))) {
        if (has_pack(turn.world, pack) || model.packs_asked.contains(pack)) continue;
        model.packs_asked.insert(pack);
        model.packs_failed.erase(pack);
        const std::int64_t id = turn.emit({{"kind", "load_pack"}, {"name", pack}});
        model.waiting[id] = {Waiting::For::pack, pack, 0, 0};
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
    model.offers_shown = offers_at_once;
    // A pack that did not come is asked for again when a page needs it again.
    for (const auto& [failed, reason] : model.packs_failed) model.packs_asked.erase(failed);
    if (model.removed && path != address_of_section(turn.world.content(), model.removed->list)) model.removed.reset();
    const RouteKind kind = route_of(path).kind;
    if (kind != RouteKind::offers) model.choices_before.reset();
    if (kind != RouteKind::offers && kind != RouteKind::offer) model.skill_added.clear();
    if (kind != RouteKind::profile_item) forget_empty_items(turn);
    ask_for_packs(turn);
}

}  // namespace passerelle
