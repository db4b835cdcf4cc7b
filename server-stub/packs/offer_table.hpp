// Reads offers from a table: CSV with a header (comma, semicolon or tab), or JSON Lines of flat objects, whose members
// are its columns. Columns are known by the usual names in French, Dutch and English ("titre", "company", "code
// postal"), and others can be named.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "packs/files.hpp"
#include "packs/offer_draft.hpp"
#include "packs/report.hpp"

namespace passerelle {

// From the name of a column in the file to ours: id, title, employer, place, postcode, latitude, longitude, contract,
// working_time, experience, studies, licences, languages, start, published, closing, pay, url, text, occupation, esco,
// isco, code, skills, reference. Several values in a field stand apart by a line end, "|" or ";".
using ColumnNames = std::map<std::string, std::string, std::less<>>;

// "id=Ref,title=Job" as a map; error "column-names" names what is no pair or no column of ours.
[[nodiscard]] Result<ColumnNames> parse_column_names(std::string_view text);

// A record without id or title, or with an id already met, is left out; a file without these columns is refused.
[[nodiscard]] Result<std::vector<OfferDraft>> read_offer_table(const InputFile& file, const ColumnNames& names,
                                                               ImportReport& report);

}  // namespace passerelle
