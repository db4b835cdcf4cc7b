#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "base/pack.hpp"
#include "base/text.hpp"
#include "match/offer_limits.hpp"
#include "match/offer_sections.hpp"
#include "match/offers.hpp"

namespace passerelle {
namespace {

namespace sections = offer_sections;

Error refuse(std::string_view code, const OfferSource& offer, std::string message) {
    return {std::string(code), offer.id, std::move(message)};
}

// Numbers of distinct values in the order of their first use.
template <typename Value>
class Numbering {
  public:
    std::size_t number(const Value& value) {
        const auto [place, added] = numbers_.try_emplace(value, values_.size());
        if (added) values_.push_back(value);
        return place->second;
    }
    [[nodiscard]] const std::vector<Value>& values() const { return values_; }

  private:
    std::map<Value, std::size_t> numbers_;
    std::vector<Value> values_;
};

using SkillRow = std::vector<std::tuple<std::uint16_t, std::uint8_t, std::uint8_t>>;  // index, kind, certainty
using LanguageRow = std::vector<std::pair<std::uint16_t, std::uint8_t>>;              // code, kind
using PlaceRow = std::tuple<std::string, std::string, bool, std::int32_t, std::int32_t>;

struct Mention {
    std::uint8_t kind;
    std::uint8_t certainty;
};

// Listed beats text beats occupation, then essential beats desired: what the employer wrote counts most.
bool is_stronger(const Mention& mention, const Mention& than) {
    if (mention.kind / 2 != than.kind / 2) return mention.kind / 2 < than.kind / 2;
    return mention.kind != than.kind ? mention.kind > than.kind : mention.certainty > than.certainty;
}

SkillRow skill_row(const OfferSource& offer) {
    std::map<std::uint16_t, Mention> mentions;
    for (const OfferSkill& skill : offer.skills) {
        const auto kind =
            static_cast<std::uint8_t>(static_cast<unsigned>(skill.origin) * 2U + (skill.essential ? 1U : 0U));
        const Mention mention{kind, skill.certainty};
        const auto [place, added] = mentions.try_emplace(skill.index, mention);
        if (!added && is_stronger(mention, place->second)) place->second = mention;
    }
    SkillRow row;
    for (const auto& [index, mention] : mentions) row.emplace_back(index, mention.kind, mention.certainty);
    return row;
}

LanguageRow language_row(const OfferSource& offer) {
    std::map<std::uint16_t, std::uint8_t> kinds;
    for (const OfferLanguage& language : offer.languages) {
        const auto kind =
            static_cast<std::uint8_t>(static_cast<unsigned>(language.level) * 2U + (language.required ? 1U : 0U));
        std::uint8_t& kept = kinds[language_code(language.code)];
        kept = std::max(kept, kind);
    }
    return {kinds.begin(), kinds.end()};
}

std::optional<std::uint16_t> stored_date(const std::optional<CivilDate>& date) {
    if (!date) return OfferColumns::none;
    const std::int32_t days = date->days() - offer_epoch_days;
    if (days < 0 || days >= OfferColumns::none) return std::nullopt;
    return static_cast<std::uint16_t>(days);
}

// What a pack keeps of a text; the same again for what it has kept, so that a pack rebuilt from its offers is the pack.
std::string kept_text(std::string_view text, bool one_line) {
    std::string valid = to_valid_utf8(text);
    std::replace(valid.begin(), valid.end(), '\0', ' ');
    return one_line ? tidy_line(valid) : std::string(trim(valid));
}

void add_text(std::string& column, std::string_view text, bool one_line) {
    column += kept_text(text, one_line);
    column += '\0';
}

struct Columns {
    std::vector<std::uint16_t> occupation, language_set, place, experience_months, licences, start, published, closing,
        pay;
    std::vector<std::uint32_t> skill_set;
    std::vector<std::uint8_t> terms, studies, occupation_certainty, source;
    std::string ids, titles, employers, urls, texts, references;
    bool has_references = false;
    std::vector<std::uint64_t> text_hashes;
    bool has_text_hashes = false;
    Numbering<std::string> sources;
    Numbering<SkillRow> skill_sets;
    Numbering<LanguageRow> language_sets;
    Numbering<PlaceRow> places;

    void add(const OfferSource& offer) {
        occupation.push_back(offer.occupation.value_or(OfferColumns::none));
        occupation_certainty.push_back(offer.occupation ? offer.occupation_certainty : std::uint8_t{0});
        source.push_back(static_cast<std::uint8_t>(sources.number(kept_text(offer.source, true))));
        skill_set.push_back(static_cast<std::uint32_t>(skill_sets.number(skill_row(offer))));
        language_set.push_back(static_cast<std::uint16_t>(language_sets.number(language_row(offer))));
        place.push_back(static_cast<std::uint16_t>(
            places.number({kept_text(offer.place, true), kept_text(offer.postcode, true), offer.has_position,
                           offer.has_position ? offer.latitude_e5 : 0, offer.has_position ? offer.longitude_e5 : 0})));
        terms.push_back(static_cast<std::uint8_t>(static_cast<unsigned>(offer.contract) * 3U +
                                                  static_cast<unsigned>(offer.working_time)));
        experience_months.push_back(offer.experience_months.value_or(OfferColumns::none));
        studies.push_back(offer.studies == Studies::unknown ? std::uint8_t{7}
                                                            : static_cast<std::uint8_t>(offer.studies));
        licences.push_back(offer.licences);
        start.push_back(stored_date(offer.start).value_or(OfferColumns::none));
        published.push_back(stored_date(offer.published).value_or(OfferColumns::none));
        closing.push_back(stored_date(offer.closing).value_or(OfferColumns::none));
        pay.push_back(static_cast<std::uint16_t>(offer.pay_monthly_gross_eur.value_or(0)));
        add_text(ids, offer.id, false);
        add_text(titles, offer.title, true);
        add_text(employers, offer.employer, true);
        add_text(urls, offer.url, true);
        add_text(texts, offer.text, false);
        add_text(references, offer.reference, true);
        has_references = references.size() > occupation.size();  // more than the zero byte of each
        text_hashes.push_back(offer.text_hash);
        has_text_hashes = has_text_hashes || offer.text_hash != 0;
    }
};

void write_skill_sets(PackWriter& pack, const std::vector<SkillRow>& rows) {
    std::vector<std::uint16_t> lengths, indices;
    std::vector<std::uint8_t> kinds, certainties;
    for (const SkillRow& row : rows) {
        lengths.push_back(static_cast<std::uint16_t>(row.size()));
        for (const auto& [index, kind, certainty] : row) {
            indices.push_back(index);
            kinds.push_back(kind);
            certainties.push_back(certainty);
        }
    }
    pack.add(sections::skill_lengths, lengths);
    pack.add(sections::skill_indices, indices);
    pack.add(sections::skill_kinds, kinds);
    pack.add(sections::skill_certainties, certainties);
}

void write_language_sets(PackWriter& pack, const std::vector<LanguageRow>& rows) {
    std::vector<std::uint16_t> codes;
    std::vector<std::uint8_t> lengths, kinds;
    for (const LanguageRow& row : rows) {
        lengths.push_back(static_cast<std::uint8_t>(row.size()));
        for (const auto& [code, kind] : row) {
            codes.push_back(code);
            kinds.push_back(kind);
        }
    }
    pack.add(sections::language_lengths, lengths);
    pack.add(sections::language_codes, codes);
    pack.add(sections::language_kinds, kinds);
}

void write_places(PackWriter& pack, const std::vector<PlaceRow>& places) {
    std::string names, postcodes;
    std::vector<std::uint8_t> known;
    std::vector<std::int32_t> latitudes, longitudes;
    for (const auto& [name, postcode, has_position, latitude, longitude] : places) {
        add_text(names, name, true);
        add_text(postcodes, postcode, true);
        known.push_back(has_position ? 1 : 0);
        latitudes.push_back(latitude);
        longitudes.push_back(longitude);
    }
    pack.add(sections::place_names, std::string_view(names));
    pack.add(sections::place_postcodes, std::string_view(postcodes));
    pack.add(sections::place_known, known);
    pack.add(sections::place_latitudes, latitudes);
    pack.add(sections::place_longitudes, longitudes);
}

}  // namespace

bool is_offer_date(CivilDate date) {
    return stored_date(date).has_value();
}

std::optional<Error> check_offer(const OfferSource& offer) {
    if (offer.id.empty() || trim(offer.id) != offer.id || !is_utf8(offer.id) ||
        offer.id.find('\0') != std::string::npos)
        return refuse("offer-id", offer, "the id is empty or no text");
    for (const auto& [field, text] : {std::pair<std::string_view, std::string_view>{"title", offer.title},
                                      {"employer", offer.employer},
                                      {"place", offer.place},
                                      {"postcode", offer.postcode}}) {
        if (text.size() > longest_offer_name && count_code_points(to_valid_utf8(text)) > longest_offer_name)
            return refuse("offer-too-long", offer, std::string(field) + " of more than 300 characters");
    }
    if (offer.url.size() > longest_offer_url)
        return refuse("offer-too-long", offer, "url of more than 2,000 characters");
    if (offer.occupation_certainty > sections::most_certain)
        return refuse("offer-value", offer, "more than certain of the occupation");
    if (offer.occupation == OfferColumns::none || offer.experience_months == OfferColumns::none)
        return refuse("offer-value", offer, "occupation or months of experience out of range");
    if (static_cast<unsigned>(offer.contract) >= contract_names.size() ||
        static_cast<unsigned>(offer.working_time) >= working_time_names.size() ||
        (offer.studies != Studies::unknown && static_cast<unsigned>(offer.studies) >= studies_names.size()) ||
        (offer.licences & ~every_licence) != 0)
        return refuse("offer-value", offer, "contract, working time, studies or licences out of range");
    if (!stored_date(offer.start) || !stored_date(offer.published) || !stored_date(offer.closing))
        return refuse("offer-value", offer, "a date before 2000 or after 2179");
    if (offer.pay_monthly_gross_eur.value_or(0) > 0xFFFF) return refuse("offer-value", offer, "pay out of range");
    if (offer.has_position && (offer.latitude_e5 < -9'000'000 || offer.latitude_e5 > 9'000'000 ||
                               offer.longitude_e5 < -18'000'000 || offer.longitude_e5 > 18'000'000))
        return refuse("offer-value", offer, "a position off the Earth");
    if (offer.skills.size() > sections::most_skills || offer.languages.size() > sections::most_languages)
        return refuse("offer-too-many", offer, "too many skills or languages");
    for (const OfferSkill& skill : offer.skills) {
        if (skill.index == OfferColumns::none || static_cast<unsigned>(skill.origin) > 2 ||
            skill.certainty > sections::most_certain)
            return refuse("offer-value", offer, "a skill out of range");
    }
    for (const OfferLanguage& language : offer.languages) {
        if (language_code(language.code) == 0 || static_cast<unsigned>(language.level) >= language_level_names.size())
            return refuse("offer-value", offer, "a language code or level out of range");
    }
    return std::nullopt;
}

Result<std::string> build_offer_pack(std::span<const OfferSource> sources, const TaxonomyIdentity& taxonomy) {
    std::vector<const OfferSource*> offers;
    std::set<std::string_view> ids;
    for (const OfferSource& offer : sources) {
        if (std::optional<Error> error = check_offer(offer)) return *std::move(error);
        if (!ids.insert(offer.id).second) return refuse("offer-id", offer, "this id is there twice");
        offers.push_back(&offer);
    }
    std::sort(offers.begin(), offers.end(), [](const OfferSource* left, const OfferSource* right) {
        const std::uint16_t left_occupation = left->occupation.value_or(OfferColumns::none);
        const std::uint16_t right_occupation = right->occupation.value_or(OfferColumns::none);
        return left_occupation != right_occupation ? left_occupation < right_occupation : left->id < right->id;
    });

    Columns columns;
    columns.skill_sets.number({});  // row 0 is the empty one
    columns.language_sets.number({});
    for (const OfferSource* offer : offers) {
        columns.add(*offer);
        if (columns.places.values().size() > 0xFFFF || columns.language_sets.values().size() > 0xFFFF ||
            columns.sources.values().size() > 0xFF)
            return refuse("offer-too-many", *offer, "too many different places, sets of languages or sources");
    }

    PackWriter pack(sections::kind, sections::version, taxonomy.occupations);
    pack.add(sections::skill_taxonomy, std::vector<std::uint64_t>{taxonomy.skills});
    pack.add(sections::occupation, columns.occupation);
    pack.add(sections::occupation_certainty, columns.occupation_certainty);
    pack.add(sections::source, columns.source);
    pack.add(sections::skill_set, columns.skill_set);
    pack.add(sections::language_set, columns.language_set);
    pack.add(sections::place, columns.place);
    pack.add(sections::terms, columns.terms);
    pack.add(sections::experience_months, columns.experience_months);
    pack.add(sections::studies, columns.studies);
    pack.add(sections::licences, columns.licences);
    pack.add(sections::start, columns.start);
    pack.add(sections::published, columns.published);
    pack.add(sections::closing, columns.closing);
    pack.add(sections::pay, columns.pay);
    pack.add(sections::ids, std::string_view(columns.ids));
    pack.add(sections::titles, std::string_view(columns.titles));
    pack.add(sections::employers, std::string_view(columns.employers));
    pack.add(sections::urls, std::string_view(columns.urls));
    pack.add(sections::texts, std::string_view(columns.texts));
    if (columns.has_references) pack.add(sections::references, std::string_view(columns.references));
    std::string source_names;
    for (const std::string& name : columns.sources.values()) add_text(source_names, name, true);
    pack.add(sections::source_names, std::string_view(source_names));
    if (columns.has_text_hashes) pack.add(sections::text_hashes, columns.text_hashes);
    write_places(pack, columns.places.values());
    write_skill_sets(pack, columns.skill_sets.values());
    write_language_sets(pack, columns.language_sets.values());
    return pack.finish();
}

}  // namespace passerelle
