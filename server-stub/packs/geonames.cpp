#include "packs/geonames.hpp"

#include <array>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "packs/csv.hpp"
#include "packs/numbers.hpp"

namespace passerelle {
namespace {

// Names as Opendatasoft's copy gives them, in the order of GeoNames' readme.txt.
constexpr std::array<std::string_view, 12> columns = {"country_code",   "zipcode",  "place",         "state",
                                                      "state_code",     "province", "province_code", "community",
                                                      "community_code", "latitude", "longitude",     "accuracy"};

bool is_postcode(std::string_view text) {
    return text.size() == 4 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// The one commune of each postcode; empty name when there are several, which then settles nothing.
Result<std::map<std::string, std::string, std::less<>>> read_communes(const InputFile& file, ImportReport& report) {
    static constexpr std::array<std::string_view, 4> names = {"postcode", "name", "part", "province"};
    std::map<std::string, std::string, std::less<>> communes;
    CsvTable table = CsvTable::without_header(file.text, file.name, names, ',');
    for (;;) {
        Result<bool> more = table.next();
        if (!more) return more.error();
        if (!*more) return communes;
        if (table.field("part") != "Non") continue;
        if (!is_postcode(table.field("postcode"))) {
            report.skip(table.problem("postcode", "not four digits"));
            continue;
        }
        const auto [entry, first] =
            communes.emplace(std::string(table.field("postcode")), std::string(table.field("name")));
        if (!first) entry->second.clear();
    }
}

std::string without_prefix(std::string_view text, std::string_view prefix) {
    if (text.starts_with(prefix)) text.remove_prefix(prefix.size());
    return std::string(text);
}

}  // namespace

bool is_geonames_file(std::string_view name) {
    return (name.ends_with(".txt") || name.ends_with(".csv")) && !fold(name).starts_with("readme");
}

Result<std::vector<PlaceSource>> read_geonames(const InputFile& file, const InputFile* communes, ImportReport& report) {
    std::map<std::string, std::string, std::less<>> commune_of;
    if (communes != nullptr) {
        Result<std::map<std::string, std::string, std::less<>>> read = read_communes(*communes, report);
        if (!read) return read.error();
        commune_of = std::move(*read);
    }
    const std::string_view first_line = std::string_view(file.text).substr(0, file.text.find('\n'));
    const bool published_form = first_line.find('\t') != std::string_view::npos;
    Result<CsvTable> table = published_form
                                 ? Result<CsvTable>(CsvTable::without_header(file.text, file.name, columns, '\t'))
                                 : CsvTable::open(file.text, file.name, std::span(columns).first(11));
    if (!table) return table.error();

    std::vector<PlaceSource> places;
    // Spelled as GeoNames spells localities, where the list of communes shouts ("CHARLEROI").
    std::map<std::pair<std::string, std::string>, std::string> spelling;
    for (;;) {
        Result<bool> more = table->next();
        if (!more) return more.error();
        if (!*more) break;
        const std::string_view state = table->field("state_code");
        if (state != "WAL" && state != "BRU") {
            report.count("places outside Wallonia and Brussels, left out");
            continue;
        }
        if (!is_postcode(table->field("zipcode"))) {
            report.skip(table->problem("zipcode", "not four digits"));
            continue;
        }
        if (table->field("place").empty()) {
            report.skip(table->problem("place", "empty"));
            continue;
        }
        const std::optional<std::int32_t> latitude = parse_degrees_e5(table->field("latitude"), 90);
        const std::optional<std::int32_t> longitude = parse_degrees_e5(table->field("longitude"), 180);
        if (!latitude || !longitude) {
            report.skip(table->problem(latitude ? "longitude" : "latitude", "not a number of degrees"));
            continue;
        }
        PlaceSource place;
        place.postcode = std::string(table->field("zipcode"));
        place.locality = std::string(table->field("place"));
        place.arrondissement =
            state == "BRU" ? "Bruxelles-Capitale" : without_prefix(table->field("community"), "Arrondissement ");
        place.province = state == "BRU" ? "Bruxelles-Capitale" : std::string(table->field("province"));
        place.where = {*latitude, *longitude};
        spelling.emplace(std::pair(place.postcode, fold(place.locality)), place.locality);
        places.push_back(std::move(place));
    }
    for (PlaceSource& place : places) {
        const auto commune = commune_of.find(place.postcode);
        if (commune == commune_of.end() || commune->second.empty()) continue;
        const auto spelled = spelling.find(std::pair(place.postcode, fold(commune->second)));
        if (spelled == spelling.end()) continue;
        place.commune = spelled->second;
        report.count("places joined to their commune");
    }
    if (places.empty()) return refusal({file.name, 0, "", "no place of Wallonia or Brussels"});
    report.count("places read", places.size());
    return places;
}

}  // namespace passerelle
