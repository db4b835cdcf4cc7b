#include "packs/pack_set.hpp"

#include <utility>

#include "packs/manifest.hpp"

namespace passerelle {

Result<PackSet> PackSet::open(const std::string& directory) {
    Result<std::map<std::string, std::string, std::less<>>> bytes = read_packs(directory);
    if (!bytes) return bytes.error();
    PackSet set;
    State& state = *set.state_;
    state.bytes = std::move(*bytes);
    if (const auto found = state.bytes.find("occupations"); found != state.bytes.end()) {
        Result<OccupationPack> pack = OccupationPack::open(found->second);
        if (!pack) return pack.error();
        state.occupations.emplace(std::move(*pack));
    }
    if (const auto found = state.bytes.find("skills"); found != state.bytes.end() && state.occupations) {
        Result<SkillPack> pack = SkillPack::open(found->second, *state.occupations);
        if (!pack) return pack.error();
        state.skills.emplace(std::move(*pack));
    }
    if (const auto found = state.bytes.find("places"); found != state.bytes.end()) {
        Result<PlacePack> pack = PlacePack::open(found->second);
        if (!pack) return pack.error();
        state.places.emplace(std::move(*pack));
    }
    if (const auto found = state.bytes.find("offers"); found != state.bytes.end()) {
        Result<OfferPack> pack = OfferPack::open(found->second);
        if (!pack) return pack.error();
        state.offers.emplace(std::move(*pack));
    }
    return set;
}

}  // namespace passerelle
