// What every visitor shares: the content of one language, the measures, the shortage lists, and the packs. Built once,
// then only read, so that a server may hand one World to many threads.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/content.hpp"
#include "match/offers.hpp"
#include "rules/measure.hpp"
#include "rules/shortage.hpp"
#include "taxonomy/places.hpp"
#include "taxonomy/taxonomy.hpp"

namespace passerelle {

class World {
  public:
    // name: "content" (first), "occupations", "skills", "places", "offers" or "offers-<region>"; any order among packs.
    // A delta of offers (match/offer_delta.hpp) is loaded under the name of the pack that it changes, after it.
    // "knowledge" makes the search for occupations better and comes after them; everything works without.
    // bytes must stay where they are, unchanged, for the life of the World, and start at a multiple of 8.
    // A pack that is damaged or belongs to another taxonomy is refused and what was loaded before stays.
    // Loading a name again replaces it.
    [[nodiscard]] Result<bool> load_pack(std::string_view name, std::string_view bytes);

    [[nodiscard]] bool ready() const { return content_.has_value(); }
    // Broken invariant (aborts) before the content pack is loaded.
    [[nodiscard]] const Content& content() const { return content_.value(); }
    [[nodiscard]] const std::vector<Measure>& measures() const { return measures_; }
    [[nodiscard]] const Shortage& shortage() const { return shortage_; }
    // nullptr until loaded.
    [[nodiscard]] const OccupationPack* occupations() const { return occupations_ ? &*occupations_ : nullptr; }
    [[nodiscard]] const SkillPack* skills() const { return skills_ ? &*skills_ : nullptr; }
    [[nodiscard]] const PlacePack* places() const { return places_ ? &*places_ : nullptr; }
    [[nodiscard]] const std::vector<const OfferPack*>& offers() const { return offers_; }
    [[nodiscard]] bool has_offers(std::string_view name) const;  // "offers-<region>"

  private:
    struct NamedOffers {
        std::string name;
        std::unique_ptr<std::string> bytes;  // of a pack that a delta led to; otherwise the caller's
        std::unique_ptr<OfferPack> pack;
    };
    [[nodiscard]] Result<bool> load_offers(std::string_view name, std::string_view bytes);
    [[nodiscard]] NamedOffers* find_offers(std::string_view name);
    std::optional<Content> content_;
    std::vector<Measure> measures_;
    Shortage shortage_;
    std::optional<OccupationPack> occupations_;
    std::optional<SkillPack> skills_;
    std::optional<PlacePack> places_;
    std::vector<NamedOffers> owned_offers_;
    std::vector<const OfferPack*> offers_;
};

}  // namespace passerelle
