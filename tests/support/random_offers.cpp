#include "support/random_offers.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace passerelle::support {
namespace {

constexpr std::array<const char*, 6> spoken = {"fr", "nl", "de", "en", "it", "ar"};
constexpr std::int32_t day_zero = 20'500;  // 2026-02-16

std::string padded(std::uint32_t number, std::size_t digits) {
    std::string text = std::to_string(number);
    return std::string(digits - std::min(digits, text.size()), '0') + text;
}

// Around Wallonia, on a grid of a few hundred places.
OfferSource placed(Random& random, OfferSource offer) {
    const std::uint32_t place = random.below(600);
    offer.place = "Commune " + std::to_string(place);
    offer.postcode = padded(4000 + place, 4);
    offer.has_position = true;
    offer.latitude_e5 = 4'950'000 + static_cast<std::int32_t>(place / 30 * 6'000);
    offer.longitude_e5 = 300'000 + static_cast<std::int32_t>(place % 30 * 11'000);
    return offer;
}

CivilDate day(Random& random, std::int32_t earliest, std::uint32_t span) {
    return CivilDate::from_days(day_zero + earliest + static_cast<std::int32_t>(random.below(span)));
}

template <typename Pack>
Pack must(Result<Pack> result) {
    if (!result) std::abort();
    return std::move(result).value();
}

}  // namespace

std::uint64_t Random::next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31);
}

SyntheticTaxonomy synthetic_taxonomy(std::uint64_t seed, std::uint32_t occupations, std::uint32_t skills) {
    Random random(seed);
    std::vector<OccupationSource> occupation_sources;
    std::vector<SkillSource> skill_sources;
    std::vector<LinkSource> links;
    for (std::uint32_t skill = 0; skill < skills; ++skill) {
        skill_sources.push_back({"urn:skill:" + padded(skill, 5),
                                 "Skill " + padded(skill, 5),
                                 {},
                                 "urn:group:" + std::to_string(skill / 8)});
    }
    for (std::uint32_t number = 0; number < occupations; ++number) {
        // Three occupations to a unit group, and unit groups that branch by three at each digit.
        const std::uint32_t group = number / 3;
        const std::uint32_t code =
            1000 * (1 + group / 27 % 9) + 100 * (1 + group / 9 % 3) + 10 * (1 + group / 3 % 3) + 1 + group % 3;
        OccupationSource source{
            "urn:occupation:" + padded(number, 5), padded(code, 4), "Occupation " + padded(number, 5), {}};
        for (std::uint32_t link = 0; link < 12; ++link) {
            // Half from a pool of the group, half from anywhere.
            const std::uint32_t skill = link < 6 ? (group * 11 + random.below(8)) % skills : random.below(skills);
            links.push_back({source.uri, skill_sources[skill].uri, random.chance(60)});
        }
        occupation_sources.push_back(std::move(source));
    }
    SyntheticTaxonomy taxonomy;
    taxonomy.occupation_bytes = must(build_occupation_pack(occupation_sources, "en"));
    taxonomy.occupations = std::make_unique<OccupationPack>(must(OccupationPack::open(taxonomy.occupation_bytes)));
    taxonomy.skill_bytes = must(build_skill_pack(skill_sources, links, *taxonomy.occupations, "en"));
    taxonomy.skills = std::make_unique<SkillPack>(must(SkillPack::open(taxonomy.skill_bytes, *taxonomy.occupations)));
    return taxonomy;
}

OfferSource random_offer(Random& random, const SyntheticTaxonomy& taxonomy, std::uint32_t number,
                         std::uint32_t silence_percent) {
    const auto says = [&] { return !random.chance(silence_percent); };
    const auto occupations = static_cast<std::uint32_t>(taxonomy.occupations->size());
    const auto skills = static_cast<std::uint32_t>(taxonomy.skills->size());
    OfferSource offer;
    offer.id = "offer-" + padded(number, 6);
    const auto occupation = static_cast<std::uint16_t>(random.below(occupations));
    if (says()) offer.occupation = occupation;
    offer.title = "Occupation " + padded(occupation, 5) + " (h/f/x)";
    offer.employer = "Employer " + std::to_string(random.below(800));
    offer.url = "https://example.org/offers/" + padded(number, 6);
    if (says()) {
        // Most of what an offer asks is what its occupation needs.
        const std::span<const SkillIndex> essential = taxonomy.skills->essential(occupation);
        const std::uint32_t count = 4 + random.below(8);
        for (std::uint32_t skill = 0; skill < count; ++skill) {
            const bool own = !essential.empty() && random.chance(70);
            const SkillIndex index = own ? essential[random.below(static_cast<std::uint32_t>(essential.size()))]
                                         : static_cast<SkillIndex>(random.below(skills));
            offer.skills.push_back({index, random.chance(60), static_cast<SkillOrigin>(random.below(3))});
        }
    }
    if (says()) offer = placed(random, std::move(offer));
    if (says()) offer.contract = static_cast<Contract>(1 + random.below(5));
    if (says()) offer.working_time = static_cast<WorkingTime>(1 + random.below(2));
    constexpr std::array<std::uint16_t, 7> months = {0, 3, 6, 12, 24, 36, 60};
    if (says()) offer.experience_months = months[random.below(months.size())];
    if (says()) offer.studies = static_cast<Studies>(random.below(7));
    if (says() && random.chance(50)) {
        const std::uint32_t first = random.below(licence_names.size());
        offer.licences = static_cast<std::uint16_t>(1U << first);
        if (random.chance(20)) offer.licences = static_cast<std::uint16_t>(offer.licences | licence_bit("b"));
    }
    if (says()) {
        for (std::uint32_t count = 1 + random.below(2); count > 0; --count) {
            offer.languages.push_back({spoken[random.below(spoken.size())],
                                       static_cast<LanguageLevel>(1 + random.below(7)), random.chance(50)});
        }
    }
    if (says()) offer.start = day(random, -30, 150);
    if (says()) offer.published = day(random, -90, 90);
    if (says()) offer.closing = day(random, -5, 90);
    if (says()) offer.pay_monthly_gross_eur = 1'800 + random.below(2'500);
    if (offer.occupation && random.chance(30))
        offer.occupation_certainty = static_cast<std::uint8_t>(random.below(100));
    return offer;
}

std::vector<OfferSource> random_offers(std::uint64_t seed, const SyntheticTaxonomy& taxonomy, std::uint32_t count,
                                       std::uint32_t silence_percent) {
    Random random(seed);
    std::vector<OfferSource> offers;
    offers.reserve(count);
    for (std::uint32_t number = 0; number < count; ++number) {
        offers.push_back(random_offer(random, taxonomy, number, silence_percent));
    }
    return offers;
}

PersonStatements random_person(Random& random, const SyntheticTaxonomy& taxonomy, std::uint32_t silence_percent) {
    const auto says = [&] { return !random.chance(silence_percent); };
    const auto occupations = static_cast<std::uint32_t>(taxonomy.occupations->size());
    const auto skills = static_cast<std::uint32_t>(taxonomy.skills->size());
    PersonStatements person;
    person.today = CivilDate::from_days(day_zero);
    if (says()) {
        for (std::uint32_t count = 1 + random.below(3); count > 0; --count) {
            const auto wish = static_cast<OccupationIndex>(random.below(occupations));
            if (std::find(person.wished.begin(), person.wished.end(), wish) == person.wished.end())
                person.wished.push_back(wish);
        }
    }
    if (says()) {
        const auto first = static_cast<OccupationIndex>(random.below(occupations));
        person.experience.push_back({first, static_cast<std::uint16_t>(random.below(80))});
        if (first > 0 && random.chance(50))
            person.experience.push_back(
                {static_cast<OccupationIndex>(first - 1), static_cast<std::uint16_t>(random.below(40))});
    }
    if (says()) {
        for (std::uint32_t count = 1 + random.below(12); count > 0; --count) {
            person.skills.push_back(static_cast<SkillIndex>(random.below(skills)));
        }
        std::sort(person.skills.begin(), person.skills.end());
        person.skills.erase(std::unique(person.skills.begin(), person.skills.end()), person.skills.end());
    }
    if (says()) {
        for (const char* code : spoken) {
            if (random.chance(40))
                person.languages.push_back({language_code(code), static_cast<LanguageLevel>(1 + random.below(7))});
        }
        std::sort(person.languages.begin(), person.languages.end(),
                  [](const auto& left, const auto& right) { return left.code < right.code; });
    }
    if (says()) person.studies = static_cast<Studies>(random.below(7));
    if (says()) {
        person.home = Coordinates{4'950'000 + static_cast<std::int32_t>(random.below(110'000)),
                                  300'000 + static_cast<std::int32_t>(random.below(320'000))};
    }
    if (says()) person.radius_km = static_cast<std::uint16_t>(5 + 5 * random.below(20));
    if (says()) {
        person.licences = static_cast<std::uint16_t>(1U << random.below(licence_names.size()));
        if (random.chance(50)) person.licences = static_cast<std::uint16_t>(person.licences | licence_bit("b"));
        if (random.chance(10)) person.licences = no_licence;
    }
    if (says()) person.contracts = static_cast<std::uint8_t>(random.below(32) << 1);
    if (says()) person.working_times = static_cast<std::uint8_t>(random.below(4) << 1);
    if (says()) person.available_from = day(random, -20, 160);
    if (says()) person.least_pay_eur = static_cast<std::uint16_t>(1'500 + random.below(2'500));
    return person;
}

Weights random_weights(Random& random) {
    Weights weights;
    if (random.chance(25)) return weights;
    for (std::uint16_t& weight : weights.of) {
        weight = random.chance(20) ? std::uint16_t{0} : static_cast<std::uint16_t>(random.below(1'001));
    }
    return weights;
}

Filters random_filters(Random& random) {
    Filters filters;
    if (random.chance(30)) filters.contracts = static_cast<std::uint8_t>(random.below(32) << 1);
    if (random.chance(30)) filters.working_times = static_cast<std::uint8_t>(random.below(4) << 1);
    if (random.chance(30)) filters.most_km = static_cast<std::uint16_t>(5 + random.below(100));
    filters.licences_held = random.chance(30);
    filters.languages_spoken = random.chance(30);
    filters.studies_reached = random.chance(30);
    if (random.chance(30)) filters.least_pay_eur = static_cast<std::uint16_t>(1'500 + random.below(2'500));
    if (random.chance(30)) filters.published_within_days = static_cast<std::uint16_t>(1 + random.below(90));
    filters.silent_too = random.chance(70);
    return filters;
}

}  // namespace passerelle::support
