// From the offers of several sources to the packs of a directory: what each source brought is kept as it came, so that
// a source can be read again alone; then the sources are merged, cut by region and published.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "match/offers.hpp"
#include "packs/manifest.hpp"
#include "packs/report.hpp"
#include "taxonomy/places.hpp"
#include "taxonomy/taxonomy.hpp"

namespace passerelle {

// Offers of one day: ids become "<source>-<id>", so that two sources can not take each other's.
void name_source(std::vector<OfferSource>& offers, std::string_view source);

// A pack "offers" for every region that has any; without places one for all, of no region in particular.
[[nodiscard]] Result<std::vector<NewPack>> make_offer_packs(std::vector<OfferSource> offers,
                                                            const OccupationPack& occupations, const SkillPack& skills,
                                                            const PlacePack* places);

// What a directory keeps of its sources, below "sources/": an offer pack each, which no device is given.
// Those made for other occupations or skills are left out, and named in the report.
[[nodiscard]] Result<std::vector<OfferSource>> read_other_sources(const std::string& directory, std::string_view but,
                                                                  const OccupationPack& occupations,
                                                                  const SkillPack& skills, ImportReport& report);
// `pack` is an offer pack of what the source brought. Error "file-unwritable".
[[nodiscard]] std::optional<Error> keep_source(const std::string& directory, std::string_view source,
                                               std::string_view pack);

}  // namespace passerelle
