// From what importers and the generator read to packs ready to publish. The commands and the tests call these.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "packs/esco.hpp"
#include "packs/manifest.hpp"
#include "packs/region.hpp"
#include "packs/report.hpp"

namespace passerelle {

// "occupations" and "skills".
[[nodiscard]] Result<std::vector<NewPack>> make_taxonomy_packs(const EscoData& data, const std::string& language,
                                                               ImportReport& report);
[[nodiscard]] Result<NewPack> make_place_pack(const std::vector<PlaceSource>& places);
[[nodiscard]] Result<NewPack> make_offer_pack(const std::vector<OfferSource>& offers, const OccupationPack& occupations,
                                              const SkillPack& skills);

// All four kinds for the demo region: the same arguments give the same bytes.
[[nodiscard]] Result<std::vector<NewPack>> make_demo_packs(const DemoRegion& region, std::uint64_t seed,
                                                           std::uint32_t offers, CivilDate today);

// Adds the skills that the offer's occupation needs and that it does not name itself, marked as coming from there.
void add_occupation_skills(OfferSource& offer, const SkillPack& skills);

}  // namespace passerelle
