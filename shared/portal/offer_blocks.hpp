// What the offers pages are made of: the comparison they show, and their parts, one file each below pages/.
#pragma once

#include <optional>
#include <vector>

#include "portal/offers.hpp"

namespace passerelle {

// The person's side of everything the pages count: made once a page.
struct Comparison {
    Context context;  // two references: a copy outlives whoever asked
    MatchPerson person;
    Weights weights;
    Filters filters;

    [[nodiscard]] const std::vector<const OfferPack*>& packs() const { return context.world.offers(); }
    [[nodiscard]] Ranking rank(const Filters& with, std::size_t limit) const {
        return passerelle::rank(person, packs(), weights, with, limit);
    }
    [[nodiscard]] Explained explain(const Ranked& ranked) const {
        return passerelle::explain(person, *packs()[ranked.pack], ranked.offer, weights, filters,
                                   match_taxonomy(context.world));
    }
};
// Empty while a pack is missing or no occupation is wished.
[[nodiscard]] std::optional<Comparison> comparison(const Context& context);

// "38 offres vous vont", also of none.
[[nodiscard]] std::string fitting_text(const Context& context, const Ranking& ranking);
// "Points 820 sur 1000": `label` may be empty where the place says it.
[[nodiscard]] Block points_meter(const Context& context, std::string label, std::uint16_t points, std::int32_t maximum);
[[nodiscard]] Tone tone_of(Fit fit);
// Skills that only past occupations imply have less than full points, which is no failing of the person's: all of them
// shows as met.
[[nodiscard]] Fit shown_fit(const Reason& reason);
// Why there is nothing to compare, and what to do: choose an occupation, wait, try again.
void add_state_without_offers(const Context& context, std::vector<Block>& into);
// What was done from these pages and can be taken back or looked at.
void add_what_was_done(const Context& context, std::vector<Block>& into);

// pages/offer_filters.cpp: each filter with what it removes or would remove, and, while they leave too few, what would
// bring most back, as buttons.
struct FilterBlocks {
    Block filters;
    std::optional<Block> relaxations;
};
[[nodiscard]] FilterBlocks filter_blocks(const Comparison& compared);

// pages/offer_weights.cpp: how much each criterion counts, as sliders.
[[nodiscard]] Block weights_block(const Comparison& compared, const Ranking& ranking);

// pages/what_if.cpp: what would open more offers, best first; each opens to the offers themselves.
void add_what_if(const Comparison& compared, std::vector<Block>& into);

// pages/employer_view.cpp: the person as an employer would see them beside one offer.
[[nodiscard]] Block employer_view(const Comparison& compared, const OfferPack& pack, std::uint32_t offer);

}  // namespace passerelle
