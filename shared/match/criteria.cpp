#include "match/criteria.hpp"

#include <algorithm>

#include "taxonomy/places.hpp"

namespace passerelle {

std::uint32_t language_share(LanguageLevel spoken, LanguageLevel asked) {
    if (spoken == LanguageLevel::none) return asked == LanguageLevel::none ? full_share : 0;
    if (spoken >= asked) return full_share;
    const std::uint32_t steps = static_cast<std::uint32_t>(asked) - static_cast<std::uint32_t>(spoken);
    return steps > 2 ? 0 : full_share - 350 * steps;
}

std::uint32_t studies_share(Studies reached, Studies asked) {
    if (reached >= asked) return full_share;
    const std::uint32_t steps = static_cast<std::uint32_t>(asked) - static_cast<std::uint32_t>(reached);
    return steps == 1 ? 500 : steps == 2 ? 200 : 0;
}

std::uint32_t place_share(std::uint32_t distance_m, std::uint32_t radius_km) {
    const std::uint64_t radius = std::uint64_t{radius_km} * 1000;
    const std::uint64_t distance = distance_m;
    if (2 * distance <= radius) return full_share;
    if (distance <= radius) return static_cast<std::uint32_t>(1000 - 400 * (2 * distance - radius) / radius);
    if (distance < 2 * radius) return static_cast<std::uint32_t>(300 * (2 * radius - distance) / radius);
    return 0;
}

std::uint32_t terms_share(Contract contract, WorkingTime time, std::uint8_t contracts_wished,
                          std::uint8_t times_wished) {
    const auto one = [](unsigned value, std::uint8_t wished) -> std::uint32_t {
        if (value == 0 || wished == 0) return full_share / 2;
        return ((wished >> value) & 1U) != 0 ? full_share : 0;
    };
    return (one(static_cast<unsigned>(contract), contracts_wished) + one(static_cast<unsigned>(time), times_wished)) /
           2;
}

SkillCover cover_skills(const MatchPerson& person, const OfferColumns& columns, std::size_t set) {
    SkillCover cover;
    const std::uint32_t end = columns.skill_starts[set + 1];
    for (std::uint32_t at = columns.skill_starts[set]; at < end; ++at) {
        const std::uint32_t weight = skill_weights[columns.skill_kinds[at]];
        cover.weight += weight;
        cover.credit += weight * person.skill_credit[columns.skill_indices[at]];
    }
    return cover;
}

std::uint32_t skills_share(const MatchPerson& person, const OfferColumns& columns, std::size_t set) {
    if (!person.knows_skills || columns.skill_starts[set] == columns.skill_starts[set + 1])
        return neutral(Criterion::skills);
    return cover_skills(person, columns, set).share();
}

LanguageLevel spoken_level(const PersonStatements& says, std::uint16_t code) {
    for (const PersonStatements::Spoken& spoken : says.languages) {
        if (spoken.code == code) return spoken.level;
    }
    return LanguageLevel::none;
}

std::uint32_t languages_share(const PersonStatements& says, const OfferColumns& columns, std::size_t set) {
    const std::uint32_t begin = columns.language_starts[set];
    const std::uint32_t end = columns.language_starts[set + 1];
    if (says.languages.empty() || begin == end) return neutral(Criterion::languages);
    std::uint32_t sum = 0;
    std::uint32_t weights = 0;
    for (std::uint32_t at = begin; at < end; ++at) {
        const std::uint32_t weight = columns.language_kinds[at] % 2 == 1 ? 2 : 1;
        const auto asked = static_cast<LanguageLevel>(columns.language_kinds[at] / 2);
        sum += weight * language_share(spoken_level(says, columns.language_codes[at]), asked);
        weights += weight;
    }
    return sum / weights;
}

std::optional<std::uint32_t> distance_to(const PersonStatements& says, const OfferColumns::Place& place) {
    if (!says.home || !place.has_position) return std::nullopt;
    return distance_m(*says.home, {place.latitude_e5, place.longitude_e5});
}

std::uint32_t radius_of(const PersonStatements& says) {
    return says.radius_km == 0 ? default_radius_km : says.radius_km;
}

bool terms_removed(const Filters& filters, Filter filter, std::uint8_t terms) {
    const std::uint8_t allowed = filter == Filter::contract ? filters.contracts : filters.working_times;
    const unsigned value = filter == Filter::contract ? terms / 3U : terms % 3U;
    if (allowed == 0) return false;
    return value == 0 ? !filters.silent_too : ((allowed >> value) & 1U) == 0;
}

bool distance_removed(const Filters& filters, const PersonStatements& says, const OfferColumns::Place& place) {
    if (filters.most_km == 0 || !says.home) return false;
    const std::optional<std::uint32_t> distance = distance_to(says, place);
    return distance ? *distance > std::uint32_t{filters.most_km} * 1000 : !filters.silent_too;
}

bool languages_removed(const Filters& filters, const PersonStatements& says, const OfferColumns& columns,
                       std::size_t set) {
    if (!filters.languages_spoken || says.languages.empty()) return false;
    for (std::uint32_t at = columns.language_starts[set]; at < columns.language_starts[set + 1]; ++at) {
        const auto asked = static_cast<LanguageLevel>(columns.language_kinds[at] / 2);
        if (columns.language_kinds[at] % 2 == 1 && spoken_level(says, columns.language_codes[at]) < asked) return true;
    }
    return false;
}

bool studies_removed(const Filters& filters, const PersonStatements& says, std::uint8_t asked) {
    if (!filters.studies_reached || says.studies == Studies::unknown) return false;
    return asked == 7 ? !filters.silent_too : asked > static_cast<std::uint8_t>(says.studies);
}

}  // namespace passerelle
