// Reads offers as schema.org's JobPosting (schema.org/JobPosting, and what Google's guide for job postings adds):
// JSON-LD in a file (an object, a list, a graph, JSON Lines) or in the script elements of an HTML page.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "packs/files.hpp"
#include "packs/offer_draft.hpp"
#include "packs/report.hpp"

namespace passerelle {

// Is this a page or a file of JSON-LD, by its name? For directories and archives of them.
[[nodiscard]] bool is_job_posting_file(std::string_view name);

// Postings of all files, which may be pages of one site. A posting without a title, or with an identifier already met,
// is left out. An identifier is that of whoever gave it, or of the employer or site; a posting without one is known by
// its address, or by its title, employer, place and date. A script
// that is not JSON is a bad record; files without any posting are refused together.
[[nodiscard]] Result<std::vector<OfferDraft>> read_job_postings(const std::vector<InputFile>& files,
                                                                ImportReport& report);

}  // namespace passerelle
