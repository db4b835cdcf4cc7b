// Reads GeoNames' postal codes of Belgium (download.geonames.org/export/zip, CC BY 4.0), either as published
// ("BE.txt": tabs, no header) or as CSV with a header (Opendatasoft's copy), and keeps Wallonia and Brussels.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "packs/files.hpp"
#include "packs/report.hpp"
#include "taxonomy/places.hpp"

namespace passerelle {

// Is this the table of an archive of GeoNames, and not its readme? Without directories.
[[nodiscard]] bool is_geonames_file(std::string_view name);

// `communes`, when given, is a list "postcode,name,part of a commune (Oui or Non),province" that says which localities
// are communes themselves: a locality whose postcode has exactly one of them gets it as its commune.
// Refused: files that CsvTable::open or CsvTable::next() refuses, and one without a place of Wallonia or Brussels.
[[nodiscard]] Result<std::vector<PlaceSource>> read_geonames(const InputFile& file, const InputFile* communes,
                                                             ImportReport& report);

}  // namespace passerelle
