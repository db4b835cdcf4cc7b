// The packs of a directory, opened together: what the commands and the server's own core read.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "match/offers.hpp"
#include "match/relations.hpp"
#include "packs/manifest.hpp"
#include "taxonomy/places.hpp"
#include "taxonomy/taxonomy.hpp"

namespace passerelle {

// Owns the bytes and what reads them, on the heap so that views stay good when the set is moved.
class PackSet {
  public:
    // Opens what the manifest names and leaves out what it does not. Errors: those of read_packs and of the packs.
    [[nodiscard]] static Result<PackSet> open(const std::string& directory);

    // An occupation pack's file and, when it has a name, that of its knowledge.
    [[nodiscard]] static Result<PackSet> open_files(const std::string& occupations, const std::string& knowledge);

    // nullptr when the directory has no such pack.
    [[nodiscard]] const OccupationPack* occupations() const { return pointer(state_->occupations); }
    [[nodiscard]] const SkillPack* skills() const { return pointer(state_->skills); }
    [[nodiscard]] const PlacePack* places() const { return pointer(state_->places); }
    // Of every region, in the order of their names; empty when the directory has none.
    [[nodiscard]] const std::vector<const OfferPack*>& offers() const { return state_->offers; }
    [[nodiscard]] MatchTaxonomy taxonomy() const { return {occupations(), skills(), places()}; }

  private:
    [[nodiscard]] static Result<PackSet> open(std::vector<StoredPack> packs);
    struct State {
        std::vector<StoredPack> packs;
        std::optional<OccupationPack> occupations;
        std::optional<SkillPack> skills;
        std::optional<PlacePack> places;
        std::vector<std::unique_ptr<OfferPack>> owned_offers;
        std::vector<const OfferPack*> offers;
    };
    template <typename Pack>
    static const Pack* pointer(const std::optional<Pack>& pack) {
        return pack ? &*pack : nullptr;
    }
    std::unique_ptr<State> state_ = std::make_unique<State>();
};

}  // namespace passerelle
