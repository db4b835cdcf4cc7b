// Reads offers of the Forem's open data set "offres-d-emploi-forem" (CC BY-SA 4.0) as Opendatasoft exports it: a JSON
// array, JSON Lines, or an answer of its API ("results", or "records" whose fields stand one or two levels deeper).
// The set has no text of advertisements. Of several places of work the first is kept, and how many had several is
// counted.
#pragma once

#include <vector>

#include "base/result.hpp"
#include "packs/files.hpp"
#include "packs/offer_draft.hpp"
#include "packs/report.hpp"

namespace passerelle {

// A record without numerooffreforem or titreoffre, or with a number already met, is left out.
[[nodiscard]] Result<std::vector<OfferDraft>> read_forem(const InputFile& file, ImportReport& report);

}  // namespace passerelle
