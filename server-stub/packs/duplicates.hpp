// The same offer from several sources becomes one.
//
// Two offers are the same when
//   - the reference of one is the other's id, and their employer is the same, or unknown of one and their titles have
//     the same words; or
//   - one's address or reference is the other's (an address without what only tracks its readers), they do not differ
//     in employer, place or contract, nor within one source in text or reference, and either their titles have the same
//     words or all three are known. An address or reference under which one source has several titles, employers or
//     places names none of them: it is that of a page of careers or of a campaign; or
//   - their titles have the same words (without marks of gender, in any order), their employer (without its legal
//     form) and place are the same and known, they were published within a month of each other (or one does not say
//     when, or a text too long for chance is the same), and neither contract, working time nor experience says
//     otherwise. Within one source their whole texts must be there and the same too, and no reference say otherwise,
//     since an employer may look for two people in a month.
// Two that differ in this are never joined through a third that does not say.
// The richer record stays (more fields known, then the longer text, then the lower id) and takes what only the other
// knows.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "match/offers.hpp"
#include "packs/report.hpp"

namespace passerelle {

inline constexpr std::int32_t same_offer_days = 31;

// OfferSource::text_hash of a whole advertisement; 0 of one without letters or digits.
[[nodiscard]] std::uint64_t text_hash(std::string_view advertisement);

// The order of what comes out depends on the offers and not on their order.
[[nodiscard]] std::vector<OfferSource> merge_duplicates(std::vector<OfferSource> offers, ImportReport& report);

}  // namespace passerelle
