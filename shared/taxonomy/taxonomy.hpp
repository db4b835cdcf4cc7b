// Occupations, skills and places, as packs made once by an importer and read on every device.
//
// A pack is opened over bytes that the caller keeps alive, unmoved and unchanged as long as the pack object or any
// text or span got from it is used. Opening checks everything and refuses a damaged pack whole; after that every index
// below size() is good. Indices are positions in one pack: they are stored only beside that pack's identity() and
// never in a profile, which keeps URIs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/pack.hpp"
#include "base/result.hpp"
#include "taxonomy/finder.hpp"
#include "taxonomy/names.hpp"

namespace passerelle {

using OccupationIndex = std::uint16_t;
using SkillIndex = std::uint16_t;
inline constexpr std::uint16_t no_concept = 0xFFFF;  // for columns that may name none; never a valid index

// How many leading digits two ISCO-08 codes share, 0 to 4 (4: the same unit group). Codes as numbers: "0110" is 110.
[[nodiscard]] int shared_isco_digits(std::uint16_t left, std::uint16_t right);

class OccupationPack {
  public:
    // Errors: those of PackReader, "pack-content" when a column does not say what it must.
    static Result<OccupationPack> open(std::string_view bytes);

    [[nodiscard]] std::uint64_t identity() const { return identity_; }
    [[nodiscard]] std::string_view language() const { return names_.language(); }  // "fr"
    [[nodiscard]] std::size_t size() const { return names_.size(); }
    [[nodiscard]] std::string_view label(OccupationIndex index) const { return names_.label(index); }
    // Without those that are one side of a name with a slash: "maçonne" is not listed beside "maçon/maçonne".
    [[nodiscard]] std::span<const std::string_view> alternatives(OccupationIndex index) const {
        return names_.alternatives(index);
    }
    [[nodiscard]] std::string uri(OccupationIndex index) const { return names_.uri(index); }
    [[nodiscard]] std::optional<OccupationIndex> find_uri(std::string_view uri) const { return names_.find_uri(uri); }
    [[nodiscard]] std::uint16_t isco(OccupationIndex index) const { return isco_[index]; }  // 7112; "0110" is 110

    [[nodiscard]] std::vector<Found> find(std::string_view typed, std::size_t limit) const {
        return finder_.find(typed, limit);
    }
    // Makes find() better with a knowledge pack. Errors: those of Knowledge::open; what was attached before then stays.
    [[nodiscard]] Result<bool> attach(std::string_view knowledge_bytes);
    [[nodiscard]] bool has_knowledge() const { return known_ != nullptr; }
    // For finders over other names of the same occupations; empty until one was attached.
    [[nodiscard]] const std::shared_ptr<const Knowledge>& knowledge() const { return known_; }
    // What a finder should know of the concept with this URI: an occupation of this pack, or an ISCO-08 group
    // ("http://data.europa.eu/esco/isco/C7112").
    [[nodiscard]] Finder::Place place_of(std::string_view uri) const;
    // The ISCO-08 groups that hold these occupations, sorted.
    [[nodiscard]] std::span<const IscoGroup> groups() const { return groups_; }

  private:
    OccupationPack(PackReader pack, ConceptNames names, std::span<const std::uint16_t> isco);
    std::uint64_t identity_;
    ConceptNames names_;
    std::span<const std::uint16_t> isco_;
    std::vector<IscoGroup> groups_;
    Finder finder_;
    std::shared_ptr<const Knowledge> known_;
};

class SkillPack {
  public:
    // `occupations` is only needed here. Error "pack-other" when this pack was made for other occupations.
    static Result<SkillPack> open(std::string_view bytes, const OccupationPack& occupations);

    [[nodiscard]] std::uint64_t identity() const { return identity_; }
    [[nodiscard]] std::size_t size() const { return names_.size(); }
    [[nodiscard]] std::string_view label(SkillIndex index) const { return names_.label(index); }
    [[nodiscard]] std::span<const std::string_view> alternatives(SkillIndex index) const {
        return names_.alternatives(index);
    }
    // ESCO's skills keep the first digits of their UUID only, enough to tell them apart: uri() then gives a
    // shortened URI, which find_uri() takes as well as the full one.
    [[nodiscard]] std::string uri(SkillIndex index) const { return names_.uri(index); }
    [[nodiscard]] std::optional<SkillIndex> find_uri(std::string_view uri) const { return names_.find_uri(uri); }
    // Are both in the same of ESCO's groups of skills? No when either is in none.
    [[nodiscard]] bool share_group(SkillIndex left, SkillIndex right) const {
        return !group_.empty() && group_[left] != no_concept && group_[left] == group_[right];
    }

    // Ascending.
    [[nodiscard]] std::span<const SkillIndex> essential(OccupationIndex occupation) const {
        return essential_.row(occupation);
    }
    [[nodiscard]] std::span<const SkillIndex> optional(OccupationIndex occupation) const {
        return optional_.row(occupation);
    }
    [[nodiscard]] std::span<const OccupationIndex> essential_for(SkillIndex skill) const {
        return essential_for_.row(skill);
    }
    [[nodiscard]] std::span<const OccupationIndex> optional_for(SkillIndex skill) const {
        return optional_for_.row(skill);
    }

    [[nodiscard]] std::vector<Found> find(std::string_view typed, std::size_t limit) const {
        return finder_.find(typed, limit);
    }

  private:
    // Rows of ascending indices (compressed sparse rows).
    struct Rows {
        std::vector<std::uint32_t> starts;  // one more than there are rows
        std::vector<std::uint16_t> items;
        [[nodiscard]] std::span<const std::uint16_t> row(std::size_t index) const {
            return std::span(items).subspan(starts[index], starts[index + 1] - starts[index]);
        }
        [[nodiscard]] Rows reversed(std::size_t columns) const;
    };
    static bool read_rows(const PackReader& pack, std::uint32_t id, std::size_t rows, std::size_t columns, Rows& out);
    SkillPack(PackReader pack, ConceptNames names, Rows essential, Rows optional, std::span<const std::uint16_t> group);

    std::uint64_t identity_;
    ConceptNames names_;
    Rows essential_, optional_, essential_for_, optional_for_;
    std::span<const std::uint16_t> group_;  // empty in a pack without groups
    Finder finder_;
};

// The names of a pack of skills without its occupations: enough to find skills, not to say who needs them. Errors:
// those of SkillPack::open but for "pack-other".
[[nodiscard]] Result<ConceptNames> read_skill_names(std::string_view bytes);

// What an importer gives. Texts are UTF-8 (ill-formed bytes are replaced) and tidied to one line; order does not
// matter, repeated alternatives are dropped. The bytes that come out depend on the content only.
struct OccupationSource {
    std::string uri;
    std::string isco;  // one to four digits
    std::string preferred;
    std::vector<std::string> alternatives;
};
struct SkillSource {
    std::string uri;
    std::string preferred;
    std::vector<std::string> alternatives;
    std::string group = {};  // of its group of skills, "" for none
};
struct LinkSource {
    std::string occupation_uri;
    std::string skill_uri;
    bool essential = false;
};

// Errors name the offending URI in `field`: "taxonomy-label" (no preferred label), "taxonomy-isco",
// "taxonomy-duplicate" (URI twice), "taxonomy-empty", "taxonomy-too-large" (more than 65,535 concepts).
[[nodiscard]] Result<std::string> build_occupation_pack(std::span<const OccupationSource> occupations,
                                                        std::string_view language);
// Links of which an end is unknown are left out; essential wins over optional when both are given.
// `links_left_out`, when not null, gets their number.
[[nodiscard]] Result<std::string> build_skill_pack(std::span<const SkillSource> skills,
                                                   std::span<const LinkSource> links, const OccupationPack& occupations,
                                                   std::string_view language, std::size_t* links_left_out = nullptr);

}  // namespace passerelle
