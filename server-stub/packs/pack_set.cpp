#include "packs/pack_set.hpp"

#include <algorithm>
#include <utility>

#include "packs/files.hpp"

namespace passerelle {

Result<PackSet> PackSet::open(const std::string& directory) {
    Result<std::vector<StoredPack>> packs = read_packs(directory);
    if (!packs) return packs.error();
    return open(std::move(*packs));
}

Result<PackSet> PackSet::open_files(const std::string& occupations, const std::string& knowledge) {
    std::vector<StoredPack> packs;
    for (const auto& [name, path] : {std::pair("occupations", &occupations), std::pair("knowledge", &knowledge)}) {
        if (path->empty()) continue;
        Result<std::string> file = read_whole_file(*path);
        if (!file) return file.error();
        StoredPack pack;
        pack.name = name;
        pack.bytes = std::move(*file);
        packs.push_back(std::move(pack));
    }
    return open(std::move(packs));
}

Result<PackSet> PackSet::open(std::vector<StoredPack> packs) {
    PackSet set;
    State& state = *set.state_;
    state.packs = std::move(packs);
    const auto bytes_of = [&](std::string_view name) {
        const auto found = std::find_if(state.packs.begin(), state.packs.end(),
                                        [&](const StoredPack& pack) { return pack.name == name; });
        return found == state.packs.end() ? nullptr : &found->bytes;
    };
    if (const std::string* bytes = bytes_of("occupations")) {
        Result<OccupationPack> pack = OccupationPack::open(*bytes);
        if (!pack) return pack.error();
        state.occupations.emplace(std::move(*pack));
    }
    if (const std::string* bytes = bytes_of("knowledge"); bytes != nullptr && state.occupations) {
        const Result<bool> attached = state.occupations->attach(*bytes);
        if (!attached) return attached.error();
    }
    if (const std::string* bytes = bytes_of("skills"); bytes != nullptr && state.occupations) {
        Result<SkillPack> pack = SkillPack::open(*bytes, *state.occupations);
        if (!pack) return pack.error();
        state.skills.emplace(std::move(*pack));
    }
    if (const std::string* bytes = bytes_of("places")) {
        Result<PlacePack> pack = PlacePack::open(*bytes);
        if (!pack) return pack.error();
        state.places.emplace(std::move(*pack));
    }
    for (const StoredPack& stored : state.packs) {
        if (stored.name != "offers") continue;
        Result<OfferPack> pack = OfferPack::open(stored.bytes);
        if (!pack) return pack.error();
        state.owned_offers.push_back(std::make_unique<OfferPack>(std::move(*pack)));
        state.offers.push_back(state.owned_offers.back().get());
    }
    return set;
}

}  // namespace passerelle
