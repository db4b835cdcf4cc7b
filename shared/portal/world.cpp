#include "portal/world.hpp"

#include <algorithm>

#include "match/offer_delta.hpp"

namespace passerelle {
namespace {

constexpr std::string_view offers_name = "offers";

}  // namespace

Result<bool> World::load_pack(std::string_view name, std::string_view bytes) {
    if (name == "content") {
        Result<Content> content = Content::load(bytes);
        if (!content) return content.error();
        Result<std::vector<Measure>> measures =
            load_measures(content->measures(), Examples::left_out, Answers(content->questions()));
        if (!measures) return measures.error();
        Result<Shortage> shortage = load_shortage(content->measures(), *measures);
        if (!shortage) return shortage.error();
        content_ = std::move(*content);
        shortage_ = std::move(*shortage);
        measures_ = std::move(*measures);
        return true;
    }
    if (name == "occupations") {
        Result<OccupationPack> pack = OccupationPack::open(bytes);
        if (!pack) return pack.error();
        occupations_ = std::move(*pack);
        return true;
    }
    if (name == "knowledge") {
        if (!occupations_) return Error{"pack-order", "knowledge", "occupations come first"};
        return occupations_->attach(bytes);
    }
    if (name == "skills") {
        if (!occupations_) return Error{"pack-order", "skills", "occupations come first"};
        Result<SkillPack> pack = SkillPack::open(bytes, *occupations_);
        if (!pack) return pack.error();
        skills_ = std::move(*pack);
        return true;
    }
    if (name == "places") {
        Result<PlacePack> pack = PlacePack::open(bytes);
        if (!pack) return pack.error();
        places_ = std::move(*pack);
        return true;
    }
    if (name.substr(0, offers_name.size()) != offers_name)
        return Error{"pack-name", std::string(name), "no pack of this name is known"};
    return load_offers(name, bytes);
}

World::NamedOffers* World::find_offers(std::string_view name) {
    const auto found = std::find_if(owned_offers_.begin(), owned_offers_.end(),
                                    [&](const NamedOffers& named) { return named.name == name; });
    return found == owned_offers_.end() ? nullptr : &*found;
}

bool World::has_offers(std::string_view name) const {
    return std::any_of(owned_offers_.begin(), owned_offers_.end(),
                       [&](const NamedOffers& named) { return named.name == name; });
}

Result<bool> World::load_offers(std::string_view name, std::string_view bytes) {
    NamedOffers fresh{std::string(name), nullptr, nullptr};
    NamedOffers* const same = find_offers(name);
    if (is_offer_delta(bytes)) {
        if (same == nullptr) return Error{"pack-order", std::string(name), "the pack comes before what changed in it"};
        Result<std::string> whole = apply_offer_delta(*same->pack, bytes);
        if (!whole) return whole.error();
        fresh.bytes = std::make_unique<std::string>(std::move(*whole));
        bytes = *fresh.bytes;
    }
    Result<OfferPack> pack = OfferPack::open(bytes);
    if (!pack) return pack.error();
    fresh.pack = std::make_unique<OfferPack>(std::move(*pack));
    if (same == nullptr)
        owned_offers_.push_back(std::move(fresh));
    else
        *same = std::move(fresh);
    offers_.clear();
    for (const NamedOffers& named : owned_offers_) offers_.push_back(named.pack.get());
    return true;
}

}  // namespace passerelle
