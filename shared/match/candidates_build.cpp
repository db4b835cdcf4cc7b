#include <algorithm>
#include <map>

#include "match/candidate_sections.hpp"
#include "match/candidates.hpp"

namespace passerelle {
namespace {

namespace sections = candidate_sections;

std::string in_hexadecimal(std::uint64_t number) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text(16, '0');
    for (std::size_t at = text.size(); at-- > 0; number >>= 4) text[at] = digits[number & 0xFU];
    return text;
}

// "" when the card can be stored.
std::string_view problem_of(const CardContent& card) {
    if (card.wished.size() > sections::most_wishes || card.experience.size() > sections::most_wishes ||
        card.skills.size() > sections::most_skills || card.languages.size() > sections::most_languages)
        return "candidate-too-many";
    const auto names_none = [](std::uint16_t index) { return index == no_concept; };
    bool sound =
        std::none_of(card.wished.begin(), card.wished.end(), names_none) &&
        std::none_of(card.skills.begin(), card.skills.end(), names_none) &&
        std::adjacent_find(card.skills.begin(), card.skills.end(), std::greater_equal<>()) == card.skills.end() &&
        are_licences(card.licences) && card.contracts < 1U << contract_names.size() &&
        card.working_times < 1U << working_time_names.size() &&
        (card.studies == Studies::unknown || static_cast<unsigned>(card.studies) < studies_names.size()) &&
        card.available_month != CandidateColumns::none;
    for (const CardContent::Practice& practice : card.experience) sound = sound && practice.occupation != no_concept;
    std::uint32_t least_code = 1;
    for (const PersonStatements::Spoken& spoken : card.languages) {
        const std::array<char, 2> letters = language_letters(spoken.code);
        sound = sound && spoken.code >= least_code && language_code({letters.data(), letters.size()}) == spoken.code &&
                static_cast<unsigned>(spoken.level) < language_level_names.size();
        least_code = spoken.code + std::uint32_t{1};
    }
    return sound ? "" : "candidate-value";
}

struct Columns {
    std::vector<std::uint64_t> pseudonyms;
    std::vector<std::uint8_t> studies, contracts, working_times;
    std::vector<std::uint16_t> place, radius_km, licences, available;
    std::vector<std::uint8_t> wished_lengths, practice_lengths, practice_bands, language_lengths, language_levels;
    std::vector<std::uint16_t> wished, practised, skill_lengths, skills, language_codes;

    void add(const CardContent& card, std::uint16_t place_number) {
        studies.push_back(card.studies == Studies::unknown ? std::uint8_t{7} : static_cast<std::uint8_t>(card.studies));
        contracts.push_back(card.contracts);
        working_times.push_back(card.working_times);
        place.push_back(place_number);
        radius_km.push_back(card.radius_km);
        licences.push_back(card.licences);
        available.push_back(card.available_month.value_or(CandidateColumns::none));
        wished_lengths.push_back(static_cast<std::uint8_t>(card.wished.size()));
        wished.insert(wished.end(), card.wished.begin(), card.wished.end());
        practice_lengths.push_back(static_cast<std::uint8_t>(card.experience.size()));
        for (const CardContent::Practice& practice : card.experience) {
            practised.push_back(practice.occupation);
            practice_bands.push_back(practice.band);
        }
        skill_lengths.push_back(static_cast<std::uint16_t>(card.skills.size()));
        skills.insert(skills.end(), card.skills.begin(), card.skills.end());
        language_lengths.push_back(static_cast<std::uint8_t>(card.languages.size()));
        for (const PersonStatements::Spoken& spoken : card.languages) {
            language_codes.push_back(spoken.code);
            language_levels.push_back(static_cast<std::uint8_t>(spoken.level));
        }
    }

    void write(PackWriter& writer) const {
        writer.add(sections::pseudonyms, pseudonyms);
        writer.add(sections::studies, studies);
        writer.add(sections::place, place);
        writer.add(sections::radius_km, radius_km);
        writer.add(sections::licences, licences);
        writer.add(sections::contracts, contracts);
        writer.add(sections::working_times, working_times);
        writer.add(sections::available, available);
        writer.add(sections::wished_lengths, wished_lengths);
        writer.add(sections::wished, wished);
        writer.add(sections::practice_lengths, practice_lengths);
        writer.add(sections::practised, practised);
        writer.add(sections::practice_bands, practice_bands);
        writer.add(sections::skill_lengths, skill_lengths);
        writer.add(sections::skills, skills);
        writer.add(sections::language_lengths, language_lengths);
        writer.add(sections::language_codes, language_codes);
        writer.add(sections::language_levels, language_levels);
    }
};

}  // namespace

Result<std::string> build_candidate_pack(std::span<const CandidateCard> cards, const TaxonomyIdentity& taxonomy) {
    std::vector<const CandidateCard*> order;
    std::map<std::string, Coordinates> places;  // in the order of their names
    for (const CandidateCard& card : cards) {
        if (const std::string_view problem = problem_of(card.shows()); !problem.empty())
            return Error{std::string(problem), in_hexadecimal(card.pseudonym()), "this card can not be stored"};
        order.push_back(&card);
        if (card.shows().place) places.emplace(card.shows().place->name, card.shows().place->centre);
    }
    std::sort(order.begin(), order.end(), [](const CandidateCard* left, const CandidateCard* right) {
        return left->pseudonym() < right->pseudonym();
    });

    std::map<std::string, std::uint16_t, std::less<>> numbers;
    std::vector<std::string> names;
    std::vector<std::int32_t> latitudes, longitudes;
    for (const auto& [name, centre] : places) {
        numbers.emplace(name, static_cast<std::uint16_t>(names.size()));
        names.push_back(name);
        latitudes.push_back(centre.latitude_e5);
        longitudes.push_back(centre.longitude_e5);
    }
    Columns columns;
    for (const CandidateCard* card : order) {
        if (!columns.pseudonyms.empty() && columns.pseudonyms.back() == card->pseudonym())
            return Error{"candidate-twice", in_hexadecimal(card->pseudonym()), "two cards with one pseudonym"};
        columns.pseudonyms.push_back(card->pseudonym());
        const CardContent& shows = card->shows();
        columns.add(shows, shows.place ? numbers.find(shows.place->name)->second : CandidateColumns::none);
    }

    PackWriter writer(sections::kind, sections::version, taxonomy.occupations);
    writer.add(sections::skill_taxonomy, std::vector<std::uint64_t>{taxonomy.skills});
    columns.write(writer);
    writer.add_texts(sections::place_names, names);
    writer.add(sections::place_latitudes, latitudes);
    writer.add(sections::place_longitudes, longitudes);
    return writer.finish();
}

}  // namespace passerelle
