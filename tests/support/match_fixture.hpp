// What the tests of matching start from: one seeded taxonomy, and offers with the pack made of them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "support/naive_match.hpp"
#include "support/random_offers.hpp"

namespace passerelle::support {

inline const SyntheticTaxonomy& test_taxonomy() {
    static const SyntheticTaxonomy made = synthetic_taxonomy(7, 60, 80);
    return made;
}

struct Offers {
    std::vector<OfferSource> sources;
    std::string bytes;
    std::unique_ptr<OfferPack> pack;
    explicit Offers(std::vector<OfferSource> given)
        : sources(std::move(given)), bytes(build_offer_pack(sources, test_taxonomy().identity()).value()) {
        pack = std::make_unique<OfferPack>(OfferPack::open(bytes).value());
    }
};

inline std::vector<NaiveRanked> named(const std::vector<Ranked>& ranked, std::span<const OfferPack* const> packs) {
    std::vector<NaiveRanked> names;
    for (const Ranked& one : ranked) names.push_back({std::string(packs[one.pack]->id(one.offer)), one.points});
    return names;
}

}  // namespace passerelle::support
