#include "taxonomy/regions.hpp"

#include <set>

#include "base/text.hpp"

namespace passerelle {
namespace {

constexpr std::uint32_t nearest_m = 15'000;
constexpr std::uint32_t contradiction_m = 30'000;
constexpr std::uint32_t margin_m = 5'000;

std::optional<PlaceIndex> nearest(const PlacePack& places, Coordinates where) {
    std::optional<PlaceIndex> found;
    std::uint32_t least = nearest_m + 1;
    for (std::size_t index = 0; index < places.size(); ++index) {
        const auto place = static_cast<PlaceIndex>(index);
        const std::uint32_t distance = distance_m(places.where(place), where);
        if (distance >= least) continue;
        least = distance;
        found = place;
    }
    return found;
}

template <typename Wanted>
std::vector<std::string> regions_of(const PlacePack& places, Wanted wanted) {
    std::set<std::string_view> arrondissements;
    for (std::size_t index = 0; index < places.size(); ++index) {
        const auto place = static_cast<PlaceIndex>(index);
        if (wanted(place)) arrondissements.insert(places.arrondissement(place));
    }
    std::set<std::string> names;
    for (const std::string_view arrondissement : arrondissements) names.insert(region_name(arrondissement));
    names.erase(std::string(no_region));
    return {names.begin(), names.end()};
}

}  // namespace

std::string region_name(std::string_view arrondissement) {
    std::string name;
    for (const char c : fold(to_valid_utf8(arrondissement))) {
        if (c >= 'a' && c <= 'z') {
            name += c;
        } else if (!name.empty() && name.back() != '-') {
            name += '-';
        }
    }
    while (!name.empty() && name.back() == '-') name.pop_back();
    return name.empty() ? std::string(no_region) : name;
}

std::string region_of(const PlacePack& places, std::string_view postcode, std::string_view name,
                      const std::optional<Coordinates>& position) {
    std::optional<PlaceIndex> place = places.locate(postcode, name);
    if (position && (!place || distance_m(places.where(*place), *position) > contradiction_m)) {
        place = nearest(places, *position);
    }
    return place ? region_name(places.arrondissement(*place)) : std::string(no_region);
}

std::vector<std::string> regions_within(const PlacePack& places, Coordinates centre, std::uint32_t radius_km) {
    constexpr std::uint32_t farthest_km = 20'000;  // half the way around the Earth
    const std::uint32_t radius_m = (radius_km < farthest_km ? radius_km : farthest_km) * 1000 + margin_m;
    return regions_of(places, [&](PlaceIndex place) { return distance_m(places.where(place), centre) <= radius_m; });
}

std::vector<std::string> all_regions(const PlacePack& places) {
    return regions_of(places, [](PlaceIndex) { return true; });
}

}  // namespace passerelle
