// From what importers and the generator read to packs ready to publish. The commands and the tests call these.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "packs/esco.hpp"
#include "packs/manifest.hpp"
#include "packs/offer_meaning.hpp"
#include "packs/offer_packs.hpp"
#include "packs/region.hpp"
#include "packs/report.hpp"
#include "packs/train_knowledge.hpp"

namespace passerelle {

// "occupations" and "skills", and "skill-addresses" where the skills keep shortened URIs.
[[nodiscard]] Result<std::vector<NewPack>> make_taxonomy_packs(const EscoData& data, const std::string& language,
                                                               ImportReport& report);
// "knowledge", for the finder of these occupations.
[[nodiscard]] Result<NewPack> make_knowledge_pack(const std::vector<TrainingText>& texts,
                                                  const OccupationPack& occupations, const TrainingOptions& options,
                                                  const std::function<void(int percent)>& progress);
[[nodiscard]] Result<NewPack> make_place_pack(const std::vector<PlaceSource>& places);

// All four kinds for the demo region, offers cut by arrondissement: the same arguments give the same bytes.
[[nodiscard]] Result<std::vector<NewPack>> make_demo_packs(const DemoRegion& region, std::uint64_t seed,
                                                           std::uint32_t offers, CivilDate today);

}  // namespace passerelle
