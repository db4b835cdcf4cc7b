// The packs of a directory, opened together: what the commands and the server's own core read.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "match/offers.hpp"
#include "match/relations.hpp"
#include "taxonomy/places.hpp"
#include "taxonomy/taxonomy.hpp"

namespace passerelle {

// Owns the bytes and what reads them, on the heap so that views stay good when the set is moved.
class PackSet {
  public:
    // Opens what the manifest names and leaves out what it does not. Errors: those of read_packs and of the packs.
    [[nodiscard]] static Result<PackSet> open(const std::string& directory);

    // nullptr when the directory has no such pack.
    [[nodiscard]] const OccupationPack* occupations() const { return pointer(state_->occupations); }
    [[nodiscard]] const SkillPack* skills() const { return pointer(state_->skills); }
    [[nodiscard]] const PlacePack* places() const { return pointer(state_->places); }
    [[nodiscard]] const OfferPack* offers() const { return pointer(state_->offers); }
    [[nodiscard]] MatchTaxonomy taxonomy() const { return {occupations(), skills(), places()}; }

  private:
    struct State {
        std::map<std::string, std::string, std::less<>> bytes;
        std::optional<OccupationPack> occupations;
        std::optional<SkillPack> skills;
        std::optional<PlacePack> places;
        std::optional<OfferPack> offers;
    };
    template <typename Pack>
    static const Pack* pointer(const std::optional<Pack>& pack) {
        return pack ? &*pack : nullptr;
    }
    std::unique_ptr<State> state_ = std::make_unique<State>();
};

}  // namespace passerelle
