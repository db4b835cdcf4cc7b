#include "taxonomy/places.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <tuple>
#include <utility>

#include "base/text.hpp"
#include "taxonomy/fixed.hpp"

namespace passerelle {
namespace {

constexpr std::uint32_t place_kind = four_letters("plac");
constexpr std::uint32_t place_version = 1;
constexpr std::uint32_t postcodes_section = 16;   // and 17
constexpr std::uint32_t localities_section = 18;  // and 19
constexpr std::uint32_t regions_section = 20;     // and 21
constexpr std::uint32_t communes_section = 22;
constexpr std::uint32_t arrondissements_section = 23;
constexpr std::uint32_t provinces_section = 24;
constexpr std::uint32_t latitudes_section = 25;
constexpr std::uint32_t longitudes_section = 26;

constexpr std::size_t most_places = 0xFFFF;
constexpr std::int32_t pole_e5 = 9'000'000;
constexpr std::int32_t antimeridian_e5 = 18'000'000;

bool on_earth(Coordinates where) {
    return where.latitude_e5 >= -pole_e5 && where.latitude_e5 <= pole_e5 && where.longitude_e5 >= -antimeridian_e5 &&
           where.longitude_e5 <= antimeridian_e5;
}

// Cosine times 2^30 of an angle of at most a quarter turn, in half units of 1e-5 degrees (the sum of two latitudes
// is twice the middle). The series up to the twelfth power: right to 1e-8.
std::int64_t cosine_q30(std::int64_t half_units) {
    constexpr std::int64_t one = std::int64_t{1} << 30;
    constexpr std::int64_t radians_q50 = 196'506'604;  // pi / 180 / 1e5 * 2^50
    const std::int64_t angle = (half_units * radians_q50) >> 21;
    const std::int64_t square = (angle * angle) >> 30;
    std::int64_t cosine = one;
    for (const std::int64_t divisor : {132, 90, 56, 30, 12, 2}) cosine = one - ((square * cosine) >> 30) / divisor;
    return std::max<std::int64_t>(0, cosine);
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Folded, and every sign a single space: "Mont-St-Guibert" -> "mont st guibert".
std::string plain(std::string_view text) {
    std::string words;
    for (const char c : fold(to_valid_utf8(text))) {
        const bool in_word = (c >= 'a' && c <= 'z') || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
        if (in_word) {
            words += c;
        } else if (!words.empty() && words.back() != ' ') {
            words += ' ';
        }
    }
    while (!words.empty() && words.back() == ' ') words.pop_back();
    return words;
}

bool begins_word(std::string_view word, std::string_view typed) {
    return word.starts_with(typed) || (typed == "st" && word == "saint") || (typed == "ste" && word == "sainte");
}

// Each typed word begins a word of the name, in this order.
bool begins_words(std::string_view name, std::string_view typed) {
    const std::vector<std::string_view> wanted = split(typed, ' ');
    std::size_t next = 0;
    for (const std::string_view word : split(name, ' ')) {
        if (next < wanted.size() && begins_word(word, wanted[next])) ++next;
    }
    return next == wanted.size();
}

// 0 is best; `no_match` is none.
constexpr int no_match = 9;
int closeness(const std::string& locality, const std::string& commune, std::string_view typed) {
    if (typed.empty()) return 0;
    if (locality == typed) return 0;
    if (locality.starts_with(typed)) return 1;
    if (begins_words(locality, typed)) return 2;
    if (begins_words(commune, typed)) return 3;
    return no_match;
}

}  // namespace

std::uint32_t distance_m(Coordinates left, Coordinates right) {
    constexpr std::int64_t metres_q20 = 1'165'965;  // 6,371,009 m * pi / 180 / 1e5 * 2^20
    const std::int64_t north = std::int64_t{left.latitude_e5} - right.latitude_e5;
    // Without its sign, so that rounding is the same both ways.
    const std::int64_t east = std::abs(std::int64_t{left.longitude_e5} - right.longitude_e5);
    const std::int64_t cosine = cosine_q30(std::int64_t{left.latitude_e5} + right.latitude_e5);
    // In 1/16 of a unit, so that rounding stays below a decimetre; squares stay below 2^60.
    const std::int64_t y = north * 16;
    const std::int64_t x = (east * cosine) >> 26;
    const auto units = static_cast<std::int64_t>(integer_sqrt(static_cast<std::uint64_t>(x * x + y * y)));
    return static_cast<std::uint32_t>((units * metres_q20 + (1 << 23)) >> 24);
}

Result<PlacePack> PlacePack::open(std::string_view bytes) {
    const auto pack = PackReader::open(bytes, place_kind, place_version);
    if (!pack) return pack.error();
    const Error wrong = {"pack-content", "places", "columns of places"};
    const auto postcodes = pack->texts(postcodes_section);
    const auto localities = pack->texts(localities_section);
    const auto regions = pack->texts(regions_section);
    if (!postcodes || !localities || !regions) return wrong;
    const std::size_t count = localities->size();
    const auto communes = pack->column<std::uint16_t>(communes_section, count);
    const auto arrondissements = pack->column<std::uint16_t>(arrondissements_section, count);
    const auto provinces = pack->column<std::uint16_t>(provinces_section, count);
    const auto latitudes = pack->column<std::int32_t>(latitudes_section, count);
    const auto longitudes = pack->column<std::int32_t>(longitudes_section, count);
    if (count > most_places || postcodes->size() != count || !communes || !arrondissements || !provinces ||
        !latitudes || !longitudes)
        return wrong;

    PlacePack places;
    places.identity_ = pack->identity();
    places.postcodes_ = *postcodes;
    places.localities_ = *localities;
    places.regions_ = *regions;
    places.communes_ = *communes;
    places.arrondissements_ = *arrondissements;
    places.provinces_ = *provinces;
    places.latitudes_ = *latitudes;
    places.longitudes_ = *longitudes;
    for (std::size_t i = 0; i < count; ++i) {
        for (const auto& column : {*communes, *arrondissements, *provinces}) {
            if (column[i] >= regions->size()) return wrong;
        }
        if (!on_earth(places.where(static_cast<PlaceIndex>(i)))) return wrong;
        places.folded_.push_back(plain(places.localities_[i]));
    }
    for (std::size_t i = 0; i < regions->size(); ++i) places.folded_regions_.push_back(plain(places.regions_[i]));
    return places;
}

std::vector<PlaceIndex> PlacePack::find(std::string_view typed, std::size_t limit) const {
    constexpr std::size_t longest_typed = 200;
    std::string name;
    std::string postcode;
    const std::string words = plain(typed.substr(0, longest_typed));
    for (const std::string_view word : split(words, ' ')) {
        if (!word.empty() && postcode.empty() && std::all_of(word.begin(), word.end(), is_digit)) {
            postcode = word;
        } else {
            if (!name.empty()) name += ' ';
            name += word;
        }
    }
    if (name.empty() && postcode.empty()) return {};
    std::vector<std::pair<int, PlaceIndex>> found;
    for (std::size_t i = 0; i < size(); ++i) {
        if (!postcodes_[i].starts_with(postcode)) continue;
        const int close = closeness(folded_[i], folded_regions_[communes_[i]], name);
        if (close != no_match) found.emplace_back(close, static_cast<PlaceIndex>(i));
    }
    const std::size_t kept = std::min(limit, found.size());
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(kept), found.end());
    std::vector<PlaceIndex> places;
    for (std::size_t i = 0; i < kept; ++i) places.push_back(found[i].second);
    return places;
}

std::optional<PlaceIndex> PlacePack::locate(std::string_view postcode, std::string_view name) const {
    const std::string wanted = plain(name);
    std::optional<PlaceIndex> first, same_commune;
    for (std::size_t i = 0; i < size(); ++i) {
        if (postcodes_[i] != postcode) continue;
        const auto index = static_cast<PlaceIndex>(i);
        if (folded_[i] == wanted) return index;
        if (!first) first = index;
        if (!same_commune && folded_regions_[communes_[i]] == wanted) same_commune = index;
    }
    return same_commune ? same_commune : first;
}

Result<std::string> build_place_pack(std::span<const PlaceSource> places) {
    struct Row {
        std::string postcode, locality, commune, arrondissement, province;
        Coordinates where;
        [[nodiscard]] auto key() const {
            // A commune's own locality comes before its parts.
            return std::tuple(std::string_view(postcode), locality != commune, fold(locality),
                              std::string_view(locality), std::string_view(commune), std::string_view(arrondissement),
                              std::string_view(province), where.latitude_e5, where.longitude_e5);
        }
    };
    const auto clean = [](const std::string& text) { return tidy_line(to_valid_utf8(text)); };
    std::vector<Row> rows;
    std::map<std::string, std::uint16_t> regions;
    for (const PlaceSource& place : places) {
        Row row = {clean(place.postcode),       clean(place.locality), clean(place.commune),
                   clean(place.arrondissement), clean(place.province), place.where};
        if (row.commune.empty()) row.commune = row.locality;
        if (row.postcode.empty() || row.locality.empty() || !on_earth(row.where))
            return Error{"taxonomy-place", row.postcode + ' ' + row.locality, "postcode, name or coordinates"};
        for (const std::string& region : {row.commune, row.arrondissement, row.province}) regions.emplace(region, 0);
        rows.push_back(std::move(row));
    }
    if (rows.empty()) return Error{"taxonomy-empty", "", "no place"};
    std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.key() < b.key(); });
    rows.erase(std::unique(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.key() == b.key(); }),
               rows.end());
    if (rows.size() > most_places || regions.size() > most_places)
        return Error{"taxonomy-too-large", "", std::to_string(rows.size())};

    std::vector<std::string> region_texts;
    for (auto& [text, index] : regions) {
        index = static_cast<std::uint16_t>(region_texts.size());
        region_texts.push_back(text);
    }
    std::vector<std::string> postcodes, localities;
    std::vector<std::uint16_t> communes, arrondissements, provinces;
    std::vector<std::int32_t> latitudes, longitudes;
    for (const Row& row : rows) {
        postcodes.push_back(row.postcode);
        localities.push_back(row.locality);
        communes.push_back(regions.find(row.commune)->second);
        arrondissements.push_back(regions.find(row.arrondissement)->second);
        provinces.push_back(regions.find(row.province)->second);
        latitudes.push_back(row.where.latitude_e5);
        longitudes.push_back(row.where.longitude_e5);
    }
    PackWriter pack(place_kind, place_version);
    pack.add_texts(postcodes_section, postcodes);
    pack.add_texts(localities_section, localities);
    pack.add_texts(regions_section, region_texts);
    pack.add(communes_section, communes);
    pack.add(arrondissements_section, arrondissements);
    pack.add(provinces_section, provinces);
    pack.add(latitudes_section, latitudes);
    pack.add(longitudes_section, longitudes);
    return pack.finish();
}

}  // namespace passerelle
