#include "match/candidates.hpp"

#include <algorithm>
#include <map>

#include "match/candidate_sections.hpp"

namespace passerelle {
namespace {

namespace sections = candidate_sections;

Error damaged(std::string message) {
    return {"pack-content", "", std::move(message)};
}

template <typename Element>
bool read(const PackReader& pack, std::uint32_t id, std::size_t count, std::span<const Element>& out) {
    const Result<std::span<const Element>> column = pack.column<Element>(id, count);
    if (!column) return false;
    out = *column;
    return true;
}

template <typename Element>
bool all_below(std::span<const Element> column, std::size_t limit) {
    return std::all_of(column.begin(), column.end(), [limit](Element element) { return element < limit; });
}

// A length for each candidate, then all items one after the other.
template <typename Length>
bool read_lists(const PackReader& pack, std::uint32_t lengths_section, std::uint32_t items_section, std::size_t count,
                std::size_t most, CandidateColumns::Lists& out) {
    std::span<const Length> lengths;
    const auto items = pack.column<std::uint16_t>(items_section);
    if (!items || !read(pack, lengths_section, count, lengths)) return false;
    out.items = *items;
    out.starts.reserve(count + 1);
    out.starts.push_back(0);
    std::size_t start = 0;
    for (const Length length : lengths) {
        if (length > most || length > out.items.size() - start) return false;
        start += length;
        out.starts.push_back(static_cast<std::uint32_t>(start));
    }
    return start == out.items.size();
}

bool all_ascend(const CandidateColumns::Lists& lists, std::size_t count) {
    for (std::uint32_t candidate = 0; candidate < count; ++candidate) {
        const std::span<const std::uint16_t> items = lists.of(candidate);
        if (std::adjacent_find(items.begin(), items.end(), std::greater_equal<>()) != items.end()) return false;
    }
    return true;
}

// Past every index of the column; nothing when one of them is no index.
std::optional<std::uint32_t> limit_of(std::span<const std::uint16_t> indices) {
    std::uint32_t limit = 0;
    for (const std::uint16_t index : indices) {
        if (index == no_concept) return std::nullopt;
        limit = std::max(limit, index + std::uint32_t{1});
    }
    return limit;
}

}  // namespace

bool CandidatePack::open_columns(const PackReader& pack) {
    CandidateColumns& columns = columns_;
    const std::size_t count = columns.pseudonyms.size();
    if (!read(pack, sections::studies, count, columns.studies) || !read(pack, sections::place, count, columns.place) ||
        !read(pack, sections::radius_km, count, columns.radius_km) ||
        !read(pack, sections::licences, count, columns.licences) ||
        !read(pack, sections::contracts, count, columns.contracts) ||
        !read(pack, sections::working_times, count, columns.working_times) ||
        !read(pack, sections::available, count, columns.available))
        return false;
    if (!read_lists<std::uint8_t>(pack, sections::wished_lengths, sections::wished, count, sections::most_wishes,
                                  columns.wished) ||
        !read_lists<std::uint8_t>(pack, sections::practice_lengths, sections::practised, count, sections::most_wishes,
                                  columns.practised) ||
        !read_lists<std::uint16_t>(pack, sections::skill_lengths, sections::skills, count, sections::most_skills,
                                   columns.skills) ||
        !read_lists<std::uint8_t>(pack, sections::language_lengths, sections::language_codes, count,
                                  sections::most_languages, columns.languages))
        return false;
    const Result<TextColumn> names = pack.texts(sections::place_names);
    std::span<const std::int32_t> latitudes, longitudes;
    if (!names || !read(pack, sections::place_latitudes, names->size(), latitudes) ||
        !read(pack, sections::place_longitudes, names->size(), longitudes))
        return false;
    place_names_ = *names;
    for (std::size_t place = 0; place < names->size(); ++place) {
        if (latitudes[place] < -9'000'000 || latitudes[place] > 9'000'000 || longitudes[place] < -18'000'000 ||
            longitudes[place] > 18'000'000)
            return false;
        columns.places.push_back({latitudes[place], longitudes[place]});
    }
    return read(pack, sections::practice_bands, columns.practised.items.size(), columns.practice_bands) &&
           read(pack, sections::language_levels, columns.languages.items.size(), columns.language_levels);
}

bool CandidatePack::check_values() {
    const std::optional<std::uint32_t> wished = limit_of(columns_.wished.items);
    const std::optional<std::uint32_t> practised = limit_of(columns_.practised.items);
    const std::optional<std::uint32_t> skills = limit_of(columns_.skills.items);
    if (!wished || !practised || !skills) return false;
    occupation_limit_ = std::max(*wished, *practised);
    skill_limit_ = *skills;
    for (const std::uint16_t code : columns_.languages.items) {
        const std::array<char, 2> letters = language_letters(code);
        if (language_code({letters.data(), letters.size()}) != code) return false;
    }
    const auto known_place = [&](std::uint16_t place) {
        return place == CandidateColumns::none || place < columns_.places.size();
    };
    return std::adjacent_find(columns_.pseudonyms.begin(), columns_.pseudonyms.end(), std::greater_equal<>()) ==
               columns_.pseudonyms.end() &&
           all_ascend(columns_.skills, size()) && all_ascend(columns_.languages, size()) &&
           all_below(columns_.studies, studies_names.size() + 1) &&
           std::all_of(columns_.place.begin(), columns_.place.end(), known_place) &&
           std::all_of(columns_.licences.begin(), columns_.licences.end(), are_licences) &&
           all_below(columns_.contracts, std::size_t{1} << contract_names.size()) &&
           all_below(columns_.working_times, std::size_t{1} << working_time_names.size()) &&
           all_below(columns_.practice_bands, experience_bands.size()) &&
           all_below(columns_.language_levels, language_level_names.size());
}

Result<CandidatePack> CandidatePack::open(std::string_view bytes) {
    const Result<PackReader> reader = PackReader::open(bytes, sections::kind, sections::version);
    if (!reader) return reader.error();
    CandidatePack pack;
    pack.identity_ = reader->identity();
    const auto skills = reader->column<std::uint64_t>(sections::skill_taxonomy, 1);
    const auto pseudonyms = reader->column<std::uint64_t>(sections::pseudonyms);
    if (!skills || !pseudonyms) return damaged("the first columns are not there");
    pack.taxonomy_ = {reader->refers_to(), (*skills)[0]};
    pack.columns_.pseudonyms = *pseudonyms;
    if (!pack.open_columns(*reader)) return damaged("a column is missing or has another length");
    if (!pack.check_values()) return damaged("a number is out of range");

    std::map<std::uint16_t, std::uint16_t> included;  // few masks occur
    for (const std::uint16_t held : pack.columns_.licences) {
        const auto [entry, added] = included.try_emplace(held, std::uint16_t{0});
        if (added) entry->second = licences_included(held);
        pack.columns_.licences_included.push_back(entry->second);
    }
    for (const std::uint64_t& pseudonym : pack.columns_.pseudonyms) {
        const std::string_view hashed(reinterpret_cast<const char*>(&pseudonym), sizeof pseudonym);
        pack.lots_.push_back(static_cast<std::uint32_t>(xxh64(hashed)));
    }
    return pack;
}

bool CandidatePack::fits(const MatchTaxonomy& taxonomy) const {
    if (taxonomy.occupations == nullptr || taxonomy_.occupations != taxonomy.occupations->identity() ||
        occupation_limit_ > taxonomy.occupations->size())
        return false;
    if (taxonomy.skills == nullptr) return true;
    return taxonomy_.skills == taxonomy.skills->identity() && skill_limit_ <= taxonomy.skills->size();
}

std::optional<std::uint32_t> CandidatePack::find(std::uint64_t pseudonym) const {
    const auto found = std::lower_bound(columns_.pseudonyms.begin(), columns_.pseudonyms.end(), pseudonym);
    if (found == columns_.pseudonyms.end() || *found != pseudonym) return std::nullopt;
    return static_cast<std::uint32_t>(found - columns_.pseudonyms.begin());
}

CardContent CandidatePack::card(std::uint32_t candidate) const {
    CardContent card;
    const auto items = [&](const CandidateColumns::Lists& lists) {
        const std::span<const std::uint16_t> of = lists.of(candidate);
        return std::vector<std::uint16_t>(of.begin(), of.end());
    };
    card.wished = items(columns_.wished);
    card.skills = items(columns_.skills);
    for (std::uint32_t at = columns_.practised.starts[candidate]; at < columns_.practised.starts[candidate + 1]; ++at) {
        card.experience.push_back({columns_.practised.items[at], columns_.practice_bands[at]});
    }
    for (std::uint32_t at = columns_.languages.starts[candidate]; at < columns_.languages.starts[candidate + 1]; ++at) {
        card.languages.push_back(
            {columns_.languages.items[at], static_cast<LanguageLevel>(columns_.language_levels[at])});
    }
    const std::uint8_t studies = columns_.studies[candidate];
    card.studies = studies == 7 ? Studies::unknown : static_cast<Studies>(studies);
    if (const std::uint16_t place = columns_.place[candidate]; place != CandidateColumns::none)
        card.place = CoarsePlace{std::string(place_names_[place]), columns_.places[place]};
    card.radius_km = columns_.radius_km[candidate];
    card.licences = columns_.licences[candidate];
    card.contracts = columns_.contracts[candidate];
    card.working_times = columns_.working_times[candidate];
    if (columns_.available[candidate] != CandidateColumns::none) card.available_month = columns_.available[candidate];
    return card;
}

}  // namespace passerelle
