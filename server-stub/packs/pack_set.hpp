// The packs of a directory, or files in any order, each told by what it says it is, opened together.
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
#include "packs/skill_addresses.hpp"

namespace passerelle {

// Owns the bytes and what reads them, on the heap so that views stay good when it is moved.
class PackSet {
  public:
    // Every pack of a directory's manifest, all regions. Errors: those of read_packs, and those below.
    [[nodiscard]] static Result<PackSet> open(const std::string& directory);
    // Errors, with the file in `field`: "pack-kind" (a pack of none of the known kinds), "pack-twice" (a second pack of
    // a kind; any number of packs of offers is taken, the same one once), and those of the packs. Skills and knowledge
    // without their occupations are left out.
    [[nodiscard]] static Result<PackSet> open(std::vector<InputFile> files);
    [[nodiscard]] static Result<PackSet> open_files(std::span<const std::string> paths);

    // nullptr when there is no such pack.
    [[nodiscard]] const OccupationPack* occupations() const { return pointer(state_->occupations); }
    [[nodiscard]] const SkillPack* skills() const { return pointer(state_->skills); }
    // Whole where the set has the addresses of its skills, otherwise as the pack of skills keeps it. REQUIRES skills().
    [[nodiscard]] std::string skill_uri(SkillIndex skill) const {
        return state_->addresses ? std::string((*state_->addresses)[skill]) : skills()->uri(skill);
    }
    [[nodiscard]] bool has_whole_skill_uris() const { return state_->addresses.has_value(); }
    [[nodiscard]] const PlacePack* places() const { return pointer(state_->places); }
    [[nodiscard]] MatchTaxonomy taxonomy() const { return {occupations(), skills(), places()}; }
    // In the order given; in a directory by region.
    [[nodiscard]] std::span<const OfferPack* const> offers() const { return state_->offers; }

  private:
    template <typename Pack>
    static const Pack* pointer(const std::optional<Pack>& pack) {
        return pack ? &*pack : nullptr;
    }
    struct State {
        std::vector<InputFile> files;
        std::optional<OccupationPack> occupations;
        std::optional<SkillPack> skills;
        std::optional<SkillAddresses> addresses;
        std::optional<PlacePack> places;
        std::vector<std::unique_ptr<OfferPack>> opened;
        std::vector<const OfferPack*> offers;
    };
    std::unique_ptr<State> state_ = std::make_unique<State>();
};

}  // namespace passerelle
