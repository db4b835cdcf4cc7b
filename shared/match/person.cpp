#include "match/person.hpp"

#include <algorithm>
#include <map>
#include <string_view>

#include "base/json.hpp"

namespace passerelle {
namespace {

constexpr std::uint32_t most_months = 0xFFFE;

template <typename Index, typename Pack>
std::optional<Index> concept_of(const Json& item, std::string_view field, const Pack* pack) {
    if (pack == nullptr) return std::nullopt;
    return pack->find_uri(string_or(object_member(item, field), "uri"));
}

std::uint16_t small_number(const Json& values, std::string_view key, std::int64_t most) {
    return static_cast<std::uint16_t>(std::clamp<std::int64_t>(integer_or(values, key, 0), 0, most));
}

std::vector<PersonStatements::Practice> read_experience(const Json& values, const OccupationPack* occupations,
                                                        CivilDate today) {
    struct Period {
        CivilDate start;
        CivilDate end;  // the day after the last
    };
    std::map<OccupationIndex, std::vector<Period>> periods;
    for (const Json& item : array_member(values, "experience")) {
        const auto occupation = concept_of<OccupationIndex>(item, "occupation", occupations);
        const std::optional<CivilDate> start = CivilDate::parse(string_or(item, "start"));
        if (!occupation) continue;
        // An end that is not given means that the person still works there.
        const CivilDate end = std::min(CivilDate::parse(string_or(item, "end")).value_or(today), today);
        // A first day and a last day: 1 January to 31 December is a year.
        std::vector<Period>& of_occupation = periods[*occupation];
        if (start && *start <= end) of_occupation.push_back({*start, end.plus_days(1)});
    }
    std::vector<PersonStatements::Practice> experience;
    for (auto& [occupation, of_occupation] : periods) {
        std::sort(of_occupation.begin(), of_occupation.end(),
                  [](const Period& left, const Period& right) { return left.start < right.start; });
        // Two jobs at the same time are lived through once.
        std::uint32_t months = 0;
        for (std::size_t at = 0; at < of_occupation.size();) {
            Period worked = of_occupation[at];
            for (++at; at < of_occupation.size() && of_occupation[at].start <= worked.end; ++at)
                worked.end = std::max(worked.end, of_occupation[at].end);
            months += static_cast<std::uint32_t>(months_between(worked.start, worked.end));
        }
        experience.push_back({occupation, static_cast<std::uint16_t>(std::min(months, most_months))});
    }
    return experience;
}

Studies read_studies(const Json& values) {
    Studies best = studies_from(string_or(values, "highest_diploma")).value_or(Studies::unknown);
    for (const Json& item : array_member(values, "training")) {
        if (bool_member(item, "obtained") != true) continue;
        const std::optional<Studies> level = studies_from(string_or(item, "level"));
        if (level && (best == Studies::unknown || *level > best)) best = *level;
    }
    return best;
}

template <typename From>
std::uint8_t read_choices(const Json& values, std::string_view key, From from) {
    std::uint32_t bits = 0;
    for (const Json& choice : array_member(values, key)) {
        if (const auto value = from(as_string(choice))) bits |= 1U << static_cast<unsigned>(*value);
    }
    return static_cast<std::uint8_t>(bits & ~1U);  // "unknown" is nobody's wish
}

void credit_skills(MatchPerson& person, const SkillPack& skills) {
    person.skill_credit.assign(skills.size(), 0);
    const auto at_least = [&](SkillIndex skill, std::uint8_t credit) {
        person.skill_credit[skill] = std::max(person.skill_credit[skill], credit);
        person.knows_skills = true;
    };
    CloseSkills closeness(skills);
    for (const SkillIndex skill : person.says.skills) {
        if (skill >= skills.size()) continue;
        at_least(skill, stated_credit);
        for (const SkillIndex close : closeness.of(skill)) at_least(close, close_credit);
    }
    for (const PersonStatements::Practice& practice : person.says.experience) {
        if (practice.months < practised_from_months || practice.occupation >= person.occupation_share.size()) continue;
        for (const SkillIndex skill : skills.essential(practice.occupation)) at_least(skill, practised_credit);
    }
}

void credit_occupation(MatchPerson& person, OccupationIndex occupation, std::uint32_t worth,
                       const MatchTaxonomy& taxonomy) {
    const std::vector<std::uint16_t> closeness = occupation_closeness(occupation, taxonomy);
    for (std::size_t index = 0; index < closeness.size(); ++index) {
        const auto share = static_cast<std::uint16_t>(closeness[index] * worth / 1000);
        person.occupation_share[index] = std::max(person.occupation_share[index], share);
    }
    person.knows_occupations = true;
}

}  // namespace

bool MatchPerson::fits(const OfferPack& pack) const {
    if (pack.taxonomy().occupations != taxonomy.occupations || pack.occupation_limit() > occupation_share.size())
        return false;
    if (skill_credit.empty()) return true;
    return pack.taxonomy().skills == taxonomy.skills && pack.skill_limit() <= skill_credit.size();
}

MatchPerson prepare(PersonStatements says, const MatchTaxonomy& taxonomy) {
    MatchPerson person;
    person.says = std::move(says);
    person.licences = licences_included(person.says.licences);
    if (taxonomy.occupations == nullptr) return person;
    const OccupationPack& occupations = *taxonomy.occupations;
    person.taxonomy.occupations = occupations.identity();
    person.occupation_share.assign(occupations.size(), 0);
    person.experience_months.assign(occupations.size(), 0);

    for (const OccupationIndex wished : person.says.wished) credit_occupation(person, wished, 1000, taxonomy);
    const std::uint32_t practised_worth = person.says.wished.empty() ? practised_alone : practised_beside_wishes;
    std::vector<std::uint32_t> hundredths(occupations.size(), 0);
    for (const PersonStatements::Practice& practice : person.says.experience) {
        if (practice.occupation >= occupations.size()) continue;
        credit_occupation(person, practice.occupation, practised_worth, taxonomy);
        person.knows_experience = true;
        for (std::size_t index = 0; index < hundredths.size(); ++index) {
            const std::int32_t percent =
                transferable_percent(practice.occupation, static_cast<OccupationIndex>(index), occupations);
            hundredths[index] += practice.months * static_cast<std::uint32_t>(percent);
        }
    }
    for (std::size_t index = 0; index < hundredths.size(); ++index) {
        person.experience_months[index] = static_cast<std::uint16_t>(std::min(hundredths[index] / 100, most_months));
    }
    if (taxonomy.skills != nullptr) {
        person.taxonomy.skills = taxonomy.skills->identity();
        credit_skills(person, *taxonomy.skills);
    }
    return person;
}

PersonStatements statements(const MatchFacts& facts, const MatchTaxonomy& taxonomy, CivilDate today) {
    const Json& values = facts.values();
    PersonStatements says;
    says.today = today;
    for (const Json& item : array_member(values, "wish")) {
        const auto occupation = concept_of<OccupationIndex>(item, "occupation", taxonomy.occupations);
        if (occupation && std::find(says.wished.begin(), says.wished.end(), *occupation) == says.wished.end())
            says.wished.push_back(*occupation);
    }
    says.experience = read_experience(values, taxonomy.occupations, today);
    for (const Json& item : array_member(values, "skills")) {
        if (const auto skill = concept_of<SkillIndex>(item, "skill", taxonomy.skills)) says.skills.push_back(*skill);
    }
    std::sort(says.skills.begin(), says.skills.end());
    says.skills.erase(std::unique(says.skills.begin(), says.skills.end()), says.skills.end());

    std::map<std::uint16_t, LanguageLevel> languages;
    for (const Json& item : array_member(values, "languages")) {
        const std::uint16_t code = language_code(string_or(item, "language"));
        const std::optional<LanguageLevel> level = language_level_from(string_or(item, "level"));
        if (code != 0 && level) languages[code] = std::max(languages[code], *level);
    }
    for (const auto& [code, level] : languages) says.languages.push_back({code, level});

    says.studies = read_studies(values);
    const Json& commune = object_member(values, "commune");
    if (taxonomy.places != nullptr && !commune.empty()) {
        const auto place = taxonomy.places->locate(string_or(commune, "postcode"), string_or(commune, "name"));
        if (place) says.home = taxonomy.places->where(*place);
    }
    says.radius_km = small_number(values, "radius_km", 1000);
    for (const Json& licence : array_member(values, "licences")) {
        const std::string name = as_string(licence);
        says.licences = static_cast<std::uint16_t>(says.licences | (name == "none" ? no_licence : licence_bit(name)));
    }
    if ((says.licences & every_licence) != 0) says.licences &= every_licence;  // "none" and one: the one
    says.contracts = read_choices(values, "contract", contract_from);
    says.working_times = read_choices(values, "working_time", working_time_from);
    says.available_from = CivilDate::parse(string_or(values, "available_from"));
    says.least_pay_eur = small_number(values, "least_pay", 0xFFFF);
    return says;
}

MatchPerson compile_person(const MatchFacts& facts, const MatchTaxonomy& taxonomy, CivilDate today) {
    return prepare(statements(facts, taxonomy, today), taxonomy);
}

}  // namespace passerelle
