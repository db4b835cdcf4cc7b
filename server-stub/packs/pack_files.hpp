// Pack files in any order, each told by what it says it is: what a command gets that is not given a directory.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "match/offers.hpp"
#include "match/relations.hpp"
#include "packs/files.hpp"

namespace passerelle {

// Owns the bytes and what reads them, on the heap so that views stay good when it is moved.
class PackFiles {
  public:
    // Errors, with the file in `field`: "pack-kind" (a pack of none of the known kinds), "pack-twice" (a second pack of
    // occupations, skills or places), and those of the packs. Any number of packs of offers is taken.
    [[nodiscard]] static Result<PackFiles> open(std::vector<InputFile> files);
    [[nodiscard]] static Result<PackFiles> open(std::span<const std::string> paths);
    // Every pack of a directory's manifest, all regions.
    [[nodiscard]] static Result<PackFiles> open_directory(const std::string& directory);

    // Members are nullptr when there is no such pack.
    [[nodiscard]] MatchTaxonomy taxonomy() const;
    // In the order given.
    [[nodiscard]] std::span<const OfferPack* const> offers() const { return state_->offers; }

  private:
    struct State {
        std::vector<InputFile> files;
        std::optional<OccupationPack> occupations;
        std::optional<SkillPack> skills;
        std::optional<PlacePack> places;
        std::vector<std::unique_ptr<OfferPack>> opened;
        std::vector<const OfferPack*> offers;
    };
    std::unique_ptr<State> state_ = std::make_unique<State>();
};

}  // namespace passerelle
