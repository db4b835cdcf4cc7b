// Seeded random taxonomies, offers and persons for tests and benches of matching. Pure: the same seed gives the same
// on every machine, natively and in WebAssembly.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "match/person.hpp"
#include "match/score.hpp"
#include "taxonomy/places.hpp"
#include "taxonomy/taxonomy.hpp"

namespace passerelle::support {

// SplitMix64 (Steele, Lea, Flood 2014).
class Random {
  public:
    explicit Random(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next();
    // 0 to count - 1; REQUIRES count > 0.
    std::uint32_t below(std::uint32_t count) { return static_cast<std::uint32_t>((next() >> 32) * count >> 32); }
    bool chance(std::uint32_t percent) { return below(100) < percent; }

  private:
    std::uint64_t state_;
};

// Packs with the bytes they look into.
struct SyntheticTaxonomy {
    std::string occupation_bytes, skill_bytes;
    std::unique_ptr<OccupationPack> occupations;
    std::unique_ptr<SkillPack> skills;
    [[nodiscard]] MatchTaxonomy view() const { return {occupations.get(), skills.get(), nullptr}; }
    [[nodiscard]] TaxonomyIdentity identity() const { return {occupations->identity(), skills->identity()}; }
};
// Occupations in ISCO-08 groups that really share prefixes; those of one unit group share about half of their skills.
[[nodiscard]] SyntheticTaxonomy synthetic_taxonomy(std::uint64_t seed, std::uint32_t occupations, std::uint32_t skills);

// silence_percent: how often a property is not said. 0 is what a bench wants: no criterion is cheap.
[[nodiscard]] OfferSource random_offer(Random& random, const SyntheticTaxonomy& taxonomy, std::uint32_t number,
                                       std::uint32_t silence_percent);
[[nodiscard]] std::vector<OfferSource> random_offers(std::uint64_t seed, const SyntheticTaxonomy& taxonomy,
                                                     std::uint32_t count, std::uint32_t silence_percent);
[[nodiscard]] PersonStatements random_person(Random& random, const SyntheticTaxonomy& taxonomy,
                                             std::uint32_t silence_percent);
[[nodiscard]] Weights random_weights(Random& random);
[[nodiscard]] Filters random_filters(Random& random);

}  // namespace passerelle::support
