// Offers as a flat binary pack: a column for each property, dictionaries for what repeats (texts, places, sets of
// skills, sets of languages), so that ranking is one pass over a few small integers per offer.
// build_offer_pack writes it, OfferPack::open validates all of it before anything is read from it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "match/terms.hpp"

namespace passerelle {

class PackReader;

// In per cent. An occupation that an importer is less sure of is called a guess where the points are explained, and
// brings none of the skills that it usually needs. Its points stay: of 299 real offers more than half of these guesses
// are right or next door, and a discount put right ones below worse ones (docs/quality.md).
inline constexpr std::uint8_t sure_certainty = 65;

struct OfferSkill {
    std::uint16_t index = 0;  // in the skill pack
    bool essential = false;   // otherwise desired
    SkillOrigin origin = SkillOrigin::listed;
    std::uint8_t certainty = 100;  // percent: how sure the importer is that the offer means this skill
    friend bool operator==(const OfferSkill&, const OfferSkill&) = default;
};

struct OfferLanguage {
    std::string code;  // ISO 639-1
    LanguageLevel level = LanguageLevel::b1;
    bool required = false;  // otherwise an advantage
    friend bool operator==(const OfferLanguage&, const OfferLanguage&) = default;
};

// One offer as an importer or the demo generator knows it. Whatever is not known stays at its default: matching treats
// it as unknown and never as "no".
struct OfferSource {
    std::string id;  // unique in a pack, not empty
    std::string title;
    std::string employer;
    std::optional<std::uint16_t> occupation;  // index in the occupation pack
    std::uint8_t occupation_certainty = 100;  // percent; means nothing without an occupation
    std::vector<OfferSkill> skills;           // any order; a skill named twice keeps its strongest mention
    std::string place;                        // commune or locality
    std::string postcode;
    bool has_position = false;
    std::int32_t latitude_e5 = 0;  // 1e-5 degrees
    std::int32_t longitude_e5 = 0;
    Contract contract = Contract::unknown;
    WorkingTime working_time = WorkingTime::unknown;
    std::optional<std::uint16_t> experience_months;  // 0: beginners welcome
    Studies studies = Studies::unknown;
    std::uint16_t licences = 0;  // bit mask over licence_names, all of them asked for
    std::vector<OfferLanguage> languages;
    std::optional<CivilDate> start;
    std::optional<CivilDate> published;
    std::optional<CivilDate> closing;                    // last day to apply
    std::optional<std::uint32_t> pay_monthly_gross_eur;  // the least offered
    std::string url;
    std::string text;    // a few sentences, plain
    std::string source;  // who published it ("forem"), for attribution; may be empty
    // What another source may call the same offer. For merging sources: packs for devices are made without it.
    std::string reference;
    // XXH64 of the whole advertisement's letters and digits, where `text` keeps its beginning only; 0: not known. For
    // merging sources too.
    std::uint64_t text_hash = 0;
    friend bool operator==(const OfferSource&, const OfferSource&) = default;
};

// Which taxonomy the indices of a pack mean: OccupationPack::identity() and SkillPack::identity().
struct TaxonomyIdentity {
    std::uint64_t occupations = 0;
    std::uint64_t skills = 0;
    friend bool operator==(const TaxonomyIdentity&, const TaxonomyIdentity&) = default;
};

// Can a pack hold this date?
[[nodiscard]] bool is_offer_date(CivilDate date);

// What build_offer_pack would refuse this offer for, whatever the others are.
[[nodiscard]] std::optional<Error> check_offer(const OfferSource& offer);

// Same sources in any order, same bytes. Offers are stored by occupation, then id, because neighbours that resemble
// each other compress better. Errors name the offer in `field`: "offer-id" (empty or twice), "offer-value" (a level,
// mask, language code, date or amount out of range), "offer-too-many" (more than 1,000 skills, 32 languages,
// 65,535 places, 255 sources). Texts are made valid UTF-8; titles, employers and places one line.
[[nodiscard]] Result<std::string> build_offer_pack(std::span<const OfferSource> sources,
                                                   const TaxonomyIdentity& taxonomy);

// The numeric columns, an element per offer unless said otherwise. Sets are rows of ascending entries, row 0 is empty.
struct OfferColumns {
    static constexpr std::uint16_t none = 0xFFFF;  // not said: in occupation, experience_months and the dates

    std::span<const std::uint16_t> occupation;
    std::span<const std::uint8_t> occupation_certainty;  // percent
    std::span<const std::uint8_t> source;                // by source number
    std::span<const std::uint32_t> skill_set;
    std::span<const std::uint16_t> language_set;
    std::span<const std::uint16_t> place;
    std::span<const std::uint8_t> terms;  // contract * 3 + working time
    std::span<const std::uint16_t> experience_months;
    std::span<const std::uint8_t> studies;  // 7: unknown, so that it indexes a table of 8
    std::span<const std::uint16_t> licences;
    std::span<const std::uint16_t> start, published, closing;  // days since 2000-01-01
    std::span<const std::uint16_t> pay;                        // euro, 0: not said

    struct Place {
        bool has_position = false;
        std::int32_t latitude_e5 = 0;
        std::int32_t longitude_e5 = 0;
    };
    std::vector<Place> places;  // by place number
    // Skills of set s: skill_indices[skill_starts[s]] up to skill_starts[s + 1], with their kinds beside them.
    std::vector<std::uint32_t> skill_starts;
    std::span<const std::uint16_t> skill_indices;
    std::span<const std::uint8_t> skill_kinds;        // origin * 2 + essential
    std::span<const std::uint8_t> skill_certainties;  // percent
    std::vector<std::uint16_t> skill_weight;          // of set s: what its skills count together
    std::vector<std::uint32_t> language_starts;
    std::span<const std::uint16_t> language_codes;
    std::span<const std::uint8_t> language_kinds;  // level * 2 + required

    [[nodiscard]] std::size_t skill_sets() const { return skill_starts.size() - 1; }
    [[nodiscard]] std::size_t language_sets() const { return language_starts.size() - 1; }
};
inline constexpr std::int32_t offer_epoch_days = 10957;  // 2000-01-01 in days since 1970-01-01

class OfferPack {
  public:
    // bytes must stay unchanged for the life of the pack and start at a multiple of 8.
    // Refuses (errors of base/pack.hpp, or "pack-content") whatever is not wholly sound: after a success no number
    // leads outside its column, except occupation and skill indices, which are below occupation_limit() and
    // skill_limit() and good in the taxonomy named by taxonomy() only.
    [[nodiscard]] static Result<OfferPack> open(std::string_view bytes);

    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(columns_.occupation.size()); }
    [[nodiscard]] std::uint64_t identity() const { return identity_; }
    [[nodiscard]] const TaxonomyIdentity& taxonomy() const { return taxonomy_; }
    [[nodiscard]] std::uint32_t occupation_limit() const { return occupation_limit_; }
    [[nodiscard]] std::uint32_t skill_limit() const { return skill_limit_; }
    [[nodiscard]] const OfferColumns& columns() const { return columns_; }

    // REQUIRES offer < size() in all that follow.
    [[nodiscard]] std::string_view id(std::uint32_t offer) const { return ids_[offer]; }
    [[nodiscard]] std::string_view title(std::uint32_t offer) const { return titles_[offer]; }
    [[nodiscard]] std::string_view employer(std::uint32_t offer) const { return employers_[offer]; }
    [[nodiscard]] std::string_view url(std::uint32_t offer) const { return urls_[offer]; }
    [[nodiscard]] std::string_view text(std::uint32_t offer) const { return texts_[offer]; }
    [[nodiscard]] std::string_view place(std::uint32_t offer) const { return places_[columns_.place[offer]]; }
    [[nodiscard]] std::string_view postcode(std::uint32_t offer) const { return postcodes_[columns_.place[offer]]; }
    [[nodiscard]] std::string_view source_name(std::uint32_t offer) const { return sources_[columns_.source[offer]]; }
    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view id) const;
    // Decides between offers of equal points: a hash of the id, so that no place in a pack is better than another.
    [[nodiscard]] std::uint32_t lot(std::uint32_t offer) const { return lots_[offer]; }
    // Everything about one offer, as it was given to the builder (skills and languages in ascending order).
    [[nodiscard]] OfferSource source(std::uint32_t offer) const;

  private:
    // Texts that end with a zero byte each: brotli makes less of this than of offsets.
    class Texts {
      public:
        [[nodiscard]] bool open(std::string_view bytes, std::size_t count);
        [[nodiscard]] std::size_t size() const { return starts_.empty() ? 0 : starts_.size() - 1; }
        [[nodiscard]] std::string_view operator[](std::size_t index) const {
            return bytes_.substr(starts_[index], starts_[index + 1] - starts_[index] - 1);
        }

      private:
        std::string_view bytes_;
        std::vector<std::uint32_t> starts_;
    };

    OfferPack() = default;
    [[nodiscard]] bool open_sets(const PackReader& pack);
    [[nodiscard]] bool check_values();

    std::uint64_t identity_ = 0;
    TaxonomyIdentity taxonomy_;
    std::uint32_t occupation_limit_ = 0;
    std::uint32_t skill_limit_ = 0;
    OfferColumns columns_;
    Texts ids_, titles_, employers_, urls_, texts_, places_, postcodes_, sources_, references_;
    std::span<const std::uint64_t> text_hashes_;  // empty when no offer has one
    std::vector<std::uint32_t> lots_;
};

}  // namespace passerelle
