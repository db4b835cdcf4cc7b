#include "match/offers.hpp"

#include <algorithm>
#include <cstring>

#include "base/pack.hpp"
#include "base/text.hpp"
#include "match/criteria.hpp"
#include "match/offer_sections.hpp"

namespace passerelle {
namespace {

namespace sections = offer_sections;

Error damaged(std::string message) {
    return {"pack-content", "", std::move(message)};
}

// Reads a column of this many elements; false when it is not there.
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

// Rows of a dictionary of sets: lengths, then values (ascending within a row) and kinds side by side.
template <typename Length>
bool read_sets(const PackReader& pack, std::uint32_t first_section, std::size_t most, std::uint8_t kind_limit,
               std::vector<std::uint32_t>& starts, std::span<const std::uint16_t>& values,
               std::span<const std::uint8_t>& kinds) {
    const Result<std::span<const Length>> lengths = pack.column<Length>(first_section);
    const Result<std::span<const std::uint16_t>> found = pack.column<std::uint16_t>(first_section + 1);
    if (!lengths || !found || lengths->empty() || (*lengths)[0] != 0) return false;
    values = *found;
    if (!read(pack, first_section + 2, values.size(), kinds) || !all_below(kinds, kind_limit)) return false;
    starts.reserve(lengths->size() + 1);
    std::size_t start = 0;
    starts.push_back(0);
    for (const Length length : *lengths) {
        if (length > most || length > values.size() - start) return false;
        for (std::size_t entry = start + 1; entry < start + length; ++entry) {
            if (values[entry] <= values[entry - 1]) return false;
        }
        start += length;
        starts.push_back(static_cast<std::uint32_t>(start));
    }
    return start == values.size();
}

std::optional<CivilDate> date_from(std::uint16_t stored) {
    if (stored == OfferColumns::none) return std::nullopt;
    return CivilDate::from_days(offer_epoch_days + stored);
}

}  // namespace

bool OfferPack::Texts::open(std::string_view bytes, std::size_t count) {
    if (!is_utf8(bytes)) return false;
    bytes_ = bytes;
    starts_.reserve(count + 1);
    starts_.push_back(0);
    for (std::size_t at = 0; at < bytes.size();) {
        const void* end = std::memchr(bytes.data() + at, 0, bytes.size() - at);
        if (end == nullptr || starts_.size() > count) return false;
        at = static_cast<std::size_t>(static_cast<const char*>(end) - bytes.data()) + 1;
        starts_.push_back(static_cast<std::uint32_t>(at));
    }
    return starts_.size() == count + 1;
}

bool OfferPack::open_sets(const PackReader& pack) {
    const auto language_kinds = static_cast<std::uint8_t>(language_level_names.size() * 2);
    if (!read_sets<std::uint16_t>(pack, sections::skill_lengths, sections::most_skills, 6, columns_.skill_starts,
                                  columns_.skill_indices, columns_.skill_kinds) ||
        !read(pack, sections::skill_certainties, columns_.skill_indices.size(), columns_.skill_certainties) ||
        !read_sets<std::uint8_t>(pack, sections::language_lengths, sections::most_languages, language_kinds,
                                 columns_.language_starts, columns_.language_codes, columns_.language_kinds))
        return false;
    static_assert(sections::most_skills * *std::max_element(skill_weights.begin(), skill_weights.end()) <= 0xFFFF);
    columns_.skill_weight.reserve(columns_.skill_sets());
    for (std::size_t set = 0; set < columns_.skill_sets(); ++set) {
        std::uint32_t weight = 0;
        for (std::uint32_t at = columns_.skill_starts[set]; at < columns_.skill_starts[set + 1]; ++at)
            weight += skill_weights[columns_.skill_kinds[at]];
        columns_.skill_weight.push_back(static_cast<std::uint16_t>(weight));
    }
    const Result<std::span<const std::uint8_t>> known = pack.column<std::uint8_t>(sections::place_known);
    const Result<std::string_view> names = pack.bytes(sections::place_names);
    const Result<std::string_view> postcodes = pack.bytes(sections::place_postcodes);
    if (!known || !names || !postcodes) return false;
    const std::size_t places = known->size();
    std::span<const std::int32_t> latitudes, longitudes;
    if (!read(pack, sections::place_latitudes, places, latitudes) ||
        !read(pack, sections::place_longitudes, places, longitudes) || !places_.open(*names, places) ||
        !postcodes_.open(*postcodes, places))
        return false;
    for (std::size_t place = 0; place < places; ++place) {
        if ((*known)[place] > 1 || latitudes[place] < -9'000'000 || latitudes[place] > 9'000'000 ||
            longitudes[place] < -18'000'000 || longitudes[place] > 18'000'000)
            return false;
        columns_.places.push_back({(*known)[place] == 1, latitudes[place], longitudes[place]});
    }
    return true;
}

bool OfferPack::check_values() {
    const std::uint16_t no_index = OfferColumns::none;
    for (const std::uint16_t occupation : columns_.occupation) {
        if (occupation != no_index) occupation_limit_ = std::max(occupation_limit_, occupation + std::uint32_t{1});
    }
    for (const std::uint16_t skill : columns_.skill_indices) {
        if (skill == no_index) return false;
        skill_limit_ = std::max(skill_limit_, skill + std::uint32_t{1});
    }
    for (const std::uint16_t code : columns_.language_codes) {
        const std::array<char, 2> letters = language_letters(code);
        if (language_code({letters.data(), letters.size()}) != code) return false;
    }
    return all_below(columns_.skill_set, columns_.skill_sets()) &&
           all_below(columns_.skill_certainties, sections::most_certain + 1) &&
           all_below(columns_.occupation_certainty, sections::most_certain + 1) &&
           all_below(columns_.language_set, columns_.language_sets()) &&
           all_below(columns_.place, columns_.places.size()) &&
           all_below(columns_.terms, contract_names.size() * working_time_names.size()) &&
           all_below(columns_.studies, studies_names.size() + 1) &&
           all_below(columns_.licences, std::size_t{every_licence} + 1);
}

Result<OfferPack> OfferPack::open(std::string_view bytes) {
    const Result<PackReader> reader = PackReader::open(bytes, sections::kind, sections::version);
    if (!reader) return reader.error();
    OfferPack pack;
    pack.identity_ = reader->identity();
    const auto skills = reader->column<std::uint64_t>(sections::skill_taxonomy, 1);
    const auto occupation = reader->column<std::uint16_t>(sections::occupation);
    if (!skills || !occupation) return damaged("the first columns are not there");
    pack.taxonomy_ = {reader->refers_to(), (*skills)[0]};

    OfferColumns& columns = pack.columns_;
    columns.occupation = *occupation;
    const std::size_t count = occupation->size();
    if (!read(*reader, sections::skill_set, count, columns.skill_set) ||
        !read(*reader, sections::occupation_certainty, count, columns.occupation_certainty) ||
        !read(*reader, sections::source, count, columns.source) ||
        !read(*reader, sections::language_set, count, columns.language_set) ||
        !read(*reader, sections::place, count, columns.place) ||
        !read(*reader, sections::terms, count, columns.terms) ||
        !read(*reader, sections::experience_months, count, columns.experience_months) ||
        !read(*reader, sections::studies, count, columns.studies) ||
        !read(*reader, sections::licences, count, columns.licences) ||
        !read(*reader, sections::start, count, columns.start) ||
        !read(*reader, sections::published, count, columns.published) ||
        !read(*reader, sections::closing, count, columns.closing) || !read(*reader, sections::pay, count, columns.pay))
        return damaged("a column of numbers is missing or has another length");
    if (!pack.open_sets(*reader)) return damaged("a dictionary is not sound");
    if (!pack.check_values()) return damaged("a number is out of range");

    const auto open_texts = [&](std::uint32_t section, Texts& texts) {
        const Result<std::string_view> column = reader->bytes(section);
        return column && texts.open(*column, count);
    };
    if (!open_texts(sections::ids, pack.ids_) || !open_texts(sections::titles, pack.titles_) ||
        !open_texts(sections::employers, pack.employers_) || !open_texts(sections::urls, pack.urls_) ||
        !open_texts(sections::texts, pack.texts_) ||
        (reader->has(sections::references) && !open_texts(sections::references, pack.references_)))
        return damaged("a column of texts is not sound");
    if (reader->has(sections::text_hashes) && !read(*reader, sections::text_hashes, count, pack.text_hashes_))
        return damaged("a column of numbers is missing or has another length");
    const Result<std::string_view> source_names = reader->bytes(sections::source_names);
    if (!source_names ||
        !pack.sources_.open(*source_names,
                            static_cast<std::size_t>(std::count(source_names->begin(), source_names->end(), '\0'))) ||
        !all_below(columns.source, pack.sources_.size()))
        return damaged("the sources are not sound");
    pack.lots_.reserve(count);
    for (std::size_t offer = 0; offer < count; ++offer) {
        pack.lots_.push_back(static_cast<std::uint32_t>(xxh64(pack.ids_[offer])));
    }
    return pack;
}

std::optional<std::uint32_t> OfferPack::find(std::string_view id) const {
    const auto lot = static_cast<std::uint32_t>(xxh64(id));
    for (std::uint32_t offer = 0; offer < size(); ++offer) {
        if (lots_[offer] == lot && ids_[offer] == id) return offer;
    }
    return std::nullopt;
}

OfferSource OfferPack::source(std::uint32_t offer) const {
    OfferSource source;
    source.id = id(offer);
    source.title = title(offer);
    source.employer = employer(offer);
    source.url = url(offer);
    source.text = text(offer);
    source.place = place(offer);
    source.postcode = postcode(offer);
    const OfferColumns::Place& where = columns_.places[columns_.place[offer]];
    source.has_position = where.has_position;
    source.latitude_e5 = where.latitude_e5;
    source.longitude_e5 = where.longitude_e5;
    if (columns_.occupation[offer] != OfferColumns::none) {
        source.occupation = columns_.occupation[offer];
        source.occupation_certainty = columns_.occupation_certainty[offer];
    }
    source.source = source_name(offer);
    if (references_.size() != 0) source.reference = references_[offer];
    if (!text_hashes_.empty()) source.text_hash = text_hashes_[offer];
    const std::uint32_t skill_set = columns_.skill_set[offer];
    for (std::uint32_t at = columns_.skill_starts[skill_set]; at < columns_.skill_starts[skill_set + 1]; ++at) {
        const std::uint8_t kind = columns_.skill_kinds[at];
        source.skills.push_back({columns_.skill_indices[at], kind % 2 == 1, static_cast<SkillOrigin>(kind / 2),
                                 columns_.skill_certainties[at]});
    }
    const std::uint16_t language_set = columns_.language_set[offer];
    for (std::uint32_t at = columns_.language_starts[language_set]; at < columns_.language_starts[language_set + 1u];
         ++at) {
        const std::array<char, 2> letters = language_letters(columns_.language_codes[at]);
        const std::uint8_t kind = columns_.language_kinds[at];
        source.languages.push_back({{letters.data(), 2}, static_cast<LanguageLevel>(kind / 2), kind % 2 == 1});
    }
    source.contract = static_cast<Contract>(columns_.terms[offer] / 3);
    source.working_time = static_cast<WorkingTime>(columns_.terms[offer] % 3);
    if (columns_.experience_months[offer] != OfferColumns::none)
        source.experience_months = columns_.experience_months[offer];
    source.studies = columns_.studies[offer] == 7 ? Studies::unknown : static_cast<Studies>(columns_.studies[offer]);
    source.licences = columns_.licences[offer];
    source.start = date_from(columns_.start[offer]);
    source.published = date_from(columns_.published[offer]);
    source.closing = date_from(columns_.closing[offer]);
    if (columns_.pay[offer] != 0) source.pay_monthly_gross_eur = columns_.pay[offer];
    return source;
}

}  // namespace passerelle
