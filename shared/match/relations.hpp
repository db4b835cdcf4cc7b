// What the taxonomy says about how close two occupations or two skills are, as integers.
#pragma once

#include <cstdint>
#include <vector>

#include "taxonomy/places.hpp"
#include "taxonomy/taxonomy.hpp"

namespace passerelle {

// The packs that matching reads; none is owned. nullptr: not on this device (yet), what depends on it is unknown.
struct MatchTaxonomy {
    const OccupationPack* occupations = nullptr;
    const SkillPack* skills = nullptr;
    const PlacePack* places = nullptr;
};

// Per mille of closeness from one occupation to every other, by index: 1000 for itself; otherwise by the leading digits
// of the ISCO-08 code that they share (four 700, three 450, two 250, one 80) and up to 200 for the essential skills
// that they share out of all that either needs (Jaccard); at most 900, so that nothing else equals the same.
// An index past the pack gives zeros.
[[nodiscard]] std::vector<std::uint16_t> occupation_closeness(OccupationIndex occupation,
                                                              const MatchTaxonomy& taxonomy);

// Per cent of its months that experience in one occupation counts for another: itself 100, the same ISCO-08 unit group
// 75, the same minor group (three digits) 50, otherwise 0.
[[nodiscard]] std::int32_t transferable_percent(OccupationIndex practised, OccupationIndex asked,
                                                const OccupationPack& occupations);

// Skills that occupations need together: B is close to A when both are essential for at least three same occupations
// and those are at least three fifths of the mean of what either is essential for (Dice coefficient of .6). Of one
// group of skills, two occupations and two fifths are enough. It goes both ways.
class CloseSkills {
  public:
    // The pack must outlive it.
    explicit CloseSkills(const SkillPack& skills) : skills_(skills), shared_(skills.size(), 0) {}
    // Ascending, without the skill itself. Costs what is linked to the skill, not the size of the pack.
    [[nodiscard]] std::vector<SkillIndex> of(SkillIndex skill);

  private:
    const SkillPack& skills_;
    std::vector<std::uint16_t> shared_;  // occupations shared with the skill at hand; all zero between calls
};

}  // namespace passerelle
