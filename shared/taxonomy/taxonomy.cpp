#include "taxonomy/taxonomy.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "base/text.hpp"

namespace passerelle {
namespace {

constexpr std::uint32_t occupation_kind = four_letters("occu");
constexpr std::uint32_t occupation_version = 1;
constexpr std::uint32_t skill_kind = four_letters("skil");
constexpr std::uint32_t skill_version = 1;

constexpr std::uint32_t isco_section = 16;
constexpr std::uint32_t essential_section = 16;  // and 17
constexpr std::uint32_t optional_section = 18;   // and 19
constexpr std::uint32_t group_section = 20;      // only when a skill is in a group

constexpr std::size_t most_concepts = 0xFFFF;
// Occupations keep their whole UUID, so that a device can write full ESCO URIs for them; for skills that
// would be 150 KB that nothing compresses.
constexpr std::size_t occupation_uuid_bytes = 16;
constexpr std::size_t skill_uuid_bytes = 5;

Error wrong_content(const char* what) {
    return {"pack-content", what, "a column does not say what it must"};
}

// Seven bits a byte, the last without the top bit.
void append_number(std::string& bytes, std::uint32_t number) {
    for (; number >= 0x80; number >>= 7) bytes += static_cast<char>(static_cast<unsigned char>(number | 0x80));
    bytes += static_cast<char>(number);
}

// False at the end and on numbers past 21 bits.
bool take_number(std::string_view& bytes, std::uint32_t& number) {
    number = 0;
    for (unsigned shift = 0; shift < 21 && !bytes.empty(); shift += 7) {
        const auto byte = static_cast<unsigned char>(bytes.front());
        bytes.remove_prefix(1);
        number |= static_cast<std::uint32_t>(byte & 0x7F) << shift;
        if (byte < 0x80) return true;
    }
    return false;
}

// The 1 to 4 digits of an ISCO-08 code; empty when it is none.
std::optional<std::uint16_t> parse_isco(std::string_view text) {
    if (text.empty() || text.size() > 4) return {};
    unsigned value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return {};
        value = value * 10 + static_cast<unsigned>(c - '0');
    }
    return static_cast<std::uint16_t>(value);
}

// Error when there are none, too many, one without a name or one twice.
template <typename Concept>
std::optional<Error> check_concepts(std::span<const Concept> concepts) {
    if (concepts.empty()) return Error{"taxonomy-empty", "", "no concept"};
    if (concepts.size() > most_concepts) return Error{"taxonomy-too-large", "", std::to_string(concepts.size())};
    std::set<std::string_view> uris;
    for (const Concept& one : concepts) {
        if (tidy_line(to_valid_utf8(one.preferred)).empty()) return Error{"taxonomy-label", one.uri, "no label"};
        if (!is_utf8(one.uri) || !uris.insert(one.uri).second) return Error{"taxonomy-duplicate", one.uri, "twice"};
    }
    return {};
}

template <typename Concept>
ConceptNames::Source names_of(const Concept& one) {
    return {one.uri, one.preferred, one.alternatives};
}

constexpr std::string_view isco_address = "/isco/C";

std::optional<std::uint32_t> position_of(IscoGroup group, std::span<const IscoGroup> groups) {
    const auto at = std::lower_bound(groups.begin(), groups.end(), group);
    if (at == groups.end() || *at != group) return {};
    return static_cast<std::uint32_t>(at - groups.begin());
}

Finder::Place occupation_place(std::uint32_t row, std::uint16_t code, std::span<const IscoGroup> groups) {
    const IscoGroup unit{4, code};
    return {unit, false, row, position_of(unit, groups)};
}

std::vector<Finder::Place> places_of(std::span<const std::uint16_t> isco, std::span<const IscoGroup> groups) {
    std::vector<Finder::Place> places;
    for (std::uint32_t row = 0; row < isco.size(); ++row) places.push_back(occupation_place(row, isco[row], groups));
    return places;
}

}  // namespace

int shared_isco_digits(std::uint16_t left, std::uint16_t right) {
    int digits = 4;
    for (; left != right; --digits) {
        left = static_cast<std::uint16_t>(left / 10);
        right = static_cast<std::uint16_t>(right / 10);
    }
    return std::max(0, digits);
}

OccupationPack::OccupationPack(PackReader pack, ConceptNames names, std::span<const std::uint16_t> isco)
    : identity_(pack.identity()),
      names_(std::move(names)),
      isco_(isco),
      groups_(groups_of(isco)),
      finder_(names_.finder(places_of(isco, groups_))) {}

Result<OccupationPack> OccupationPack::open(std::string_view bytes) {
    const auto pack = PackReader::open(bytes, occupation_kind, occupation_version);
    if (!pack) return pack.error();
    auto names = ConceptNames::read(*pack);
    if (!names) return names.error();
    const auto isco = pack->column<std::uint16_t>(isco_section, names->size());
    if (!isco) return isco.error();
    if (std::any_of(isco->begin(), isco->end(), [](std::uint16_t code) { return code > 9999; }))
        return wrong_content("isco");
    return OccupationPack(*pack, std::move(*names), *isco);
}

Result<bool> OccupationPack::attach(std::string_view knowledge_bytes) {
    Result<Knowledge> known = Knowledge::open(knowledge_bytes, identity_, size(), groups_.size());
    if (!known) return known.error();
    known_ = std::make_shared<const Knowledge>(std::move(*known));
    finder_.attach(known_);
    return true;
}

Finder::Place OccupationPack::place_of(std::string_view uri) const {
    if (const auto index = find_uri(uri)) return occupation_place(*index, isco_[*index], groups_);
    Finder::Place place;
    const std::size_t at = uri.find(isco_address);
    if (at == std::string_view::npos) return place;
    place.is_group = true;
    const std::string_view code = uri.substr(at + isco_address.size());
    const auto number = parse_isco(code);
    if (!number) return place;
    place.isco = {static_cast<std::uint16_t>(code.size()), *number};
    place.knowledge_group = position_of(place.isco, groups_);
    if (place.knowledge_group) place.knowledge_row = static_cast<std::uint32_t>(size()) + *place.knowledge_group;
    return place;
}

SkillPack::Rows SkillPack::Rows::reversed(std::size_t columns) const {
    Rows turned;
    turned.starts.assign(columns + 1, 0);
    turned.items.resize(items.size());
    for (const std::uint16_t item : items) ++turned.starts[item + 1U];
    std::partial_sum(turned.starts.begin(), turned.starts.end(), turned.starts.begin());
    std::vector<std::uint32_t> next(turned.starts.begin(), turned.starts.end() - 1);
    for (std::size_t index = 0; index + 1 < starts.size(); ++index) {
        for (const std::uint16_t item : row(index)) turned.items[next[item]++] = static_cast<std::uint16_t>(index);
    }
    return turned;
}

// `id` holds how many items each row has, `id` + 1 each item as its distance from the one before it.
bool SkillPack::read_rows(const PackReader& pack, std::uint32_t id, std::size_t rows, std::size_t columns, Rows& out) {
    const auto counts = pack.bytes(id);
    const auto gaps = pack.bytes(id + 1);
    if (!counts || !gaps) return false;
    std::string_view counts_left = *counts;
    std::string_view gaps_left = *gaps;
    out.starts = {0};
    for (std::size_t i = 0; i < rows; ++i) {
        std::uint32_t count = 0;
        if (!take_number(counts_left, count)) return false;
        std::size_t next = 0;
        for (std::uint32_t k = 0; k < count; ++k) {
            std::uint32_t gap = 0;
            if (!take_number(gaps_left, gap) || next + gap >= columns) return false;
            out.items.push_back(static_cast<std::uint16_t>(next + gap));
            next += gap + std::size_t{1};
        }
        out.starts.push_back(static_cast<std::uint32_t>(out.items.size()));
    }
    return counts_left.empty() && gaps_left.empty();
}

SkillPack::SkillPack(PackReader pack, ConceptNames names, Rows essential, Rows optional,
                     std::span<const std::uint16_t> group)
    : identity_(pack.identity()),
      names_(std::move(names)),
      essential_(std::move(essential)),
      optional_(std::move(optional)),
      essential_for_(essential_.reversed(names_.size())),
      optional_for_(optional_.reversed(names_.size())),
      group_(group),
      finder_(names_.finder()) {}

Result<SkillPack> SkillPack::open(std::string_view bytes, const OccupationPack& occupations) {
    const auto pack = PackReader::open(bytes, skill_kind, skill_version);
    if (!pack) return pack.error();
    if (pack->refers_to() != occupations.identity()) return Error{"pack-other", "", "made for other occupations"};
    auto names = ConceptNames::read(*pack);
    if (!names) return names.error();
    Rows essential, optional;
    if (!read_rows(*pack, essential_section, occupations.size(), names->size(), essential) ||
        !read_rows(*pack, optional_section, occupations.size(), names->size(), optional))
        return wrong_content("links");
    std::span<const std::uint16_t> group;
    if (pack->has(group_section)) {
        const auto column = pack->column<std::uint16_t>(group_section, names->size());
        if (!column) return column.error();
        group = *column;
    }
    return SkillPack(*pack, std::move(*names), std::move(essential), std::move(optional), group);
}

Result<ConceptNames> read_skill_names(std::string_view bytes) {
    const auto pack = PackReader::open(bytes, skill_kind, skill_version);
    if (!pack) return pack.error();
    return ConceptNames::read(*pack);
}

Result<std::string> build_occupation_pack(std::span<const OccupationSource> occupations, std::string_view language) {
    if (auto error = check_concepts(occupations)) return *error;
    struct Sorted {
        std::string key;
        std::uint16_t isco;
        const OccupationSource* source;
    };
    // By ISCO code, then name: near occupations stand near each other, which is what brotli likes.
    std::vector<Sorted> sorted;
    for (const OccupationSource& source : occupations) {
        const auto isco = parse_isco(source.isco);
        if (!isco) return Error{"taxonomy-isco", source.uri, source.isco};
        std::string key = source.isco + '\t' + fold(to_valid_utf8(source.preferred)) + '\t' + source.uri;
        sorted.push_back({std::move(key), *isco, &source});
    }
    std::sort(sorted.begin(), sorted.end(), [](const Sorted& a, const Sorted& b) { return a.key < b.key; });

    std::vector<ConceptNames::Source> concepts;
    std::vector<std::uint16_t> isco;
    for (const Sorted& one : sorted) {
        concepts.push_back(names_of(*one.source));
        isco.push_back(one.isco);
    }
    PackWriter pack(occupation_kind, occupation_version);
    ConceptNames::write(pack, concepts, language, occupation_uuid_bytes);
    pack.add(isco_section, isco);
    return pack.finish();
}

Result<std::string> build_skill_pack(std::span<const SkillSource> skills, std::span<const LinkSource> links,
                                     const OccupationPack& occupations, std::string_view language,
                                     std::size_t* links_left_out) {
    if (auto error = check_concepts(skills)) return *error;
    std::map<std::string_view, std::size_t> by_uri;
    for (std::size_t i = 0; i < skills.size(); ++i) by_uri.emplace(skills[i].uri, i);

    // Skills of each occupation, essential before optional.
    std::vector<std::map<std::size_t, bool>> needed(occupations.size());
    std::size_t left_out = 0;
    for (const LinkSource& link : links) {
        const auto occupation = occupations.find_uri(link.occupation_uri);
        const auto skill = by_uri.find(link.skill_uri);
        if (!occupation || skill == by_uri.end()) {
            ++left_out;
            continue;
        }
        bool& essential = needed[*occupation][skill->second];
        essential = essential || link.essential;
    }
    if (links_left_out != nullptr) *links_left_out = left_out;

    // Ordered by the first occupation that needs them, then by name: the skills of an occupation have small distances
    // (99 KB after brotli for ESCO's links, against 131 KB in alphabetical order).
    struct Sorted {
        std::size_t first_use;
        std::string name;
        std::size_t source;
    };
    std::vector<Sorted> sorted;
    for (std::size_t i = 0; i < skills.size(); ++i)
        sorted.push_back({2 * needed.size(), fold(to_valid_utf8(skills[i].preferred)) + '\t' + skills[i].uri, i});
    for (std::size_t occupation = 0; occupation < needed.size(); ++occupation) {
        for (const auto& [skill, essential] : needed[occupation])
            sorted[skill].first_use =
                std::min(sorted[skill].first_use, essential ? occupation : needed.size() + occupation);
    }
    std::sort(sorted.begin(), sorted.end(), [](const Sorted& a, const Sorted& b) {
        return a.first_use != b.first_use ? a.first_use < b.first_use : a.name < b.name;
    });

    std::vector<ConceptNames::Source> concepts;
    std::vector<std::size_t> position(skills.size());
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        concepts.push_back(names_of(skills[sorted[i].source]));
        position[sorted[i].source] = i;
    }
    PackWriter pack(skill_kind, skill_version, occupations.identity());
    ConceptNames::write(pack, concepts, language, skill_uuid_bytes);
    for (const bool essential : {true, false}) {
        std::string counts, gaps;
        for (const auto& of_occupation : needed) {
            std::set<std::size_t> row;
            for (const auto& [skill, is_essential] : of_occupation) {
                if (is_essential == essential) row.insert(position[skill]);
            }
            append_number(counts, static_cast<std::uint32_t>(row.size()));
            std::size_t next = 0;
            for (const std::size_t item : row) {
                append_number(gaps, static_cast<std::uint32_t>(item - next));
                next = item + 1;
            }
        }
        pack.add(essential ? essential_section : optional_section, counts);
        pack.add((essential ? essential_section : optional_section) + 1, gaps);
    }
    // Groups by number in the order of their first skill, which brotli likes better than that of their addresses.
    std::map<std::string_view, std::uint16_t> groups;
    std::vector<std::uint16_t> group;
    for (const Sorted& one : sorted) {
        const std::string& uri = skills[one.source].group;
        const auto next = static_cast<std::uint16_t>(groups.size());
        group.push_back(uri.empty() ? no_concept : groups.emplace(uri, next).first->second);
    }
    if (!groups.empty()) pack.add(group_section, group);
    return pack.finish();
}

}  // namespace passerelle
