// Plausible offers for the demo region, from a seed: the same seed, day and region give the same offers everywhere.
// Nothing in them is real; employers are invented.
#pragma once

#include <cstdint>
#include <vector>

#include "base/date.hpp"
#include "packs/region.hpp"

namespace passerelle {

// The packs are those made from the same region. Communes and occupations come up by their weight; contract, working
// time, licences, languages and pay as their sector and occupation say; nothing is published after `today` and nothing
// is closed on it. Offer n depends on the seed and n alone, so more offers leave the first ones as they were.
[[nodiscard]] std::vector<OfferSource> demo_offers(const DemoRegion& region, const OccupationPack& occupations,
                                                   const SkillPack& skills, std::uint64_t seed, std::uint32_t count,
                                                   CivilDate today);

}  // namespace passerelle
