#include "match/explain.hpp"

#include <algorithm>

#include "match/scorer.hpp"

namespace passerelle {
namespace {

using Kind = Argument::Kind;

// A criterion's answer before it is weighed.
struct Finding {
    std::uint32_t share = 0;
    std::string_view text_key;
    std::vector<Argument> arguments;
    bool known = true;
    bool guessed = false;  // never said to be met
};

Finding unknown(Criterion criterion, std::string_view text_key, std::vector<Argument> arguments = {}) {
    return {neutral(criterion), text_key, std::move(arguments), false};
}

std::string_view by_share(std::uint32_t share, std::string_view met, std::string_view partly,
                          std::string_view missing) {
    return share == full_share ? met : share == 0 ? missing : partly;
}

// The statement of the person that an occupation of an offer is closest to.
struct Closest {
    OccupationIndex occupation = 0;
    std::uint16_t closeness = 0;
};
template <typename Statements, typename Read>
Closest closest(const Statements& said, OccupationIndex offered, const MatchTaxonomy& taxonomy, Read read) {
    Closest best;
    for (const auto& statement : said) {
        const std::vector<std::uint16_t> closeness = occupation_closeness(read(statement), taxonomy);
        if (offered < closeness.size() && closeness[offered] > best.closeness)
            best = {read(statement), closeness[offered]};
    }
    return best;
}

// The occupations as such, however sure it is that the offer means this one.
Finding compare_occupations(const MatchPerson& person, OccupationIndex occupation, const MatchTaxonomy& taxonomy) {
    const Argument offered{"offered", Kind::occupation, occupation};
    const std::uint32_t share = person.occupation_share[occupation];
    if (share == full_share) return {share, "match.occupation.met", {offered}};
    if (share == 0) return {share, "match.occupation.missing", {offered}};
    const Closest wished =
        closest(person.says.wished, occupation, taxonomy, [](OccupationIndex index) { return index; });
    const Closest practised = closest(person.says.experience, occupation, taxonomy,
                                      [](const PersonStatements::Practice& practice) { return practice.occupation; });
    if (wished.closeness == share)
        return {share, "match.occupation.near", {offered, {"near", Kind::occupation, wished.occupation}}};
    const bool same = practised.occupation == occupation;
    return {share,
            same ? "match.occupation.practised" : "match.occupation.near",
            {offered, {"near", Kind::occupation, practised.occupation}}};
}

Finding find_occupation(const MatchPerson& person, const OfferSource& offer, const MatchTaxonomy& taxonomy) {
    if (!offer.occupation) return unknown(Criterion::occupation, "match.occupation.unknown");
    const Argument offered{"offered", Kind::occupation, *offer.occupation};
    if (!person.knows_occupations) return unknown(Criterion::occupation, "match.occupation.unknown_person", {offered});
    Finding found = compare_occupations(person, *offer.occupation, taxonomy);
    if (offer.occupation_certainty < sure_certainty) {
        found.text_key = "match.occupation.guessed";
        found.arguments = {offered};
        found.guessed = true;
    }
    return found;
}

Finding find_skills(const MatchPerson& person, const OfferColumns& columns, std::size_t set, const OfferSource& offer) {
    if (offer.skills.empty()) return unknown(Criterion::skills, "match.skills.unknown");
    std::vector<Argument> arguments = {{"asked", Kind::number, static_cast<std::int64_t>(offer.skills.size())}};
    if (!person.knows_skills) {
        const auto named = std::count_if(offer.skills.begin(), offer.skills.end(), [](const OfferSkill& skill) {
            return skill.origin != SkillOrigin::occupation;
        });
        if (named == 0) return unknown(Criterion::skills, "match.skills.unknown_person.usual");
        return unknown(Criterion::skills, "match.skills.unknown_person", {{"asked", Kind::number, named}});
    }
    std::int64_t had = 0;
    for (const OfferSkill& skill : offer.skills) had += person.skill_credit[skill.index] > close_credit ? 1 : 0;
    arguments.push_back({"had", Kind::number, had});
    // Essential ones first, and what the employer lists before what the occupation needs.
    for (const int weight : {6, 4, 3, 2, 1}) {
        for (const OfferSkill& skill : offer.skills) {
            const auto kind = static_cast<std::size_t>(skill.origin) * 2 + (skill.essential ? 1 : 0);
            if (skill_weights[kind] != weight) continue;
            const std::uint8_t credit = person.skill_credit[skill.index];
            const std::string_view name = credit > close_credit ? "held" : credit > 0 ? "close" : "missing";
            arguments.push_back({name, Kind::skill, skill.index});
        }
    }
    const std::uint32_t share = cover_skills(person, columns, set).share();
    // Nothing is missing and yet it is not full: some are only close, or come from occupations and are not stated.
    const auto is_named = [&](std::string_view name) {
        return std::any_of(arguments.begin(), arguments.end(),
                           [&](const Argument& argument) { return argument.name == name; });
    };
    const std::string_view partly = is_named("missing") ? "match.skills.partly"
                                    : is_named("close") ? "match.skills.close"
                                                        : "match.skills.practised";
    return {share, by_share(share, "match.skills.met", partly, "match.skills.missing"), std::move(arguments)};
}

Finding find_experience(const MatchPerson& person, const OfferSource& offer) {
    if (offer.experience_months == 0) return {full_share, "match.experience.open", {}};
    if (!offer.experience_months || !offer.occupation)
        return unknown(Criterion::experience, "match.experience.unknown");
    const Argument asked{"asked", Kind::months, *offer.experience_months};
    if (!person.knows_experience) return unknown(Criterion::experience, "match.experience.unknown_person", {asked});
    const std::uint32_t had = person.experience_months[*offer.occupation];
    const std::uint32_t share = experience_share(had, *offer.experience_months);
    return {share,
            by_share(share, "match.experience.met", "match.experience.partly", "match.experience.missing"),
            {asked, {"had", Kind::months, had}}};
}

Finding find_languages(const MatchPerson& person, const OfferColumns& columns, std::size_t set,
                       const OfferSource& offer) {
    if (offer.languages.empty()) return unknown(Criterion::languages, "match.languages.unknown");
    std::vector<Argument> arguments;
    for (const OfferLanguage& language : offer.languages) {
        const std::uint16_t code = language_code(language.code);
        const LanguageLevel spoken = spoken_level(person.says, code);
        // Three in a row: the language, the level asked, the level spoken.
        arguments.push_back({spoken >= language.level ? "held" : "missing", Kind::language, code});
        arguments.push_back({"asked", Kind::language_level, static_cast<std::int64_t>(language.level)});
        arguments.push_back({"had", Kind::language_level, static_cast<std::int64_t>(spoken)});
    }
    if (person.says.languages.empty())
        return unknown(Criterion::languages, "match.languages.unknown_person", std::move(arguments));
    const std::uint32_t share = languages_share(person.says, columns, set);
    return {share, by_share(share, "match.languages.met", "match.languages.partly", "match.languages.missing"),
            std::move(arguments)};
}

Finding find_studies(const MatchPerson& person, const OfferSource& offer) {
    if (offer.studies == Studies::unknown) return unknown(Criterion::studies, "match.studies.unknown");
    if (offer.studies == Studies::none) return {full_share, "match.studies.open", {}};
    const Argument asked{"asked", Kind::studies, static_cast<std::int64_t>(offer.studies)};
    if (person.says.studies == Studies::unknown)
        return unknown(Criterion::studies, "match.studies.unknown_person", {asked});
    const std::uint32_t share = studies_share(person.says.studies, offer.studies);
    return {share,
            by_share(share, "match.studies.met", "match.studies.partly", "match.studies.missing"),
            {asked, {"had", Kind::studies, static_cast<std::int64_t>(person.says.studies)}}};
}

Finding find_place(const MatchPerson& person, const OfferColumns::Place& place) {
    if (!place.has_position) return unknown(Criterion::place, "match.place.unknown");
    if (!person.says.home) return unknown(Criterion::place, "match.place.unknown_person");
    const std::uint32_t distance = distance_to(person.says, place).value_or(0);
    const std::uint32_t radius = radius_of(person.says);
    const std::uint32_t share = place_share(distance, radius);
    const bool beyond = std::uint64_t{distance} > std::uint64_t{radius} * 1000;
    return {share,
            beyond && share > 0 ? "match.place.beyond"
                                : by_share(share, "match.place.met", "match.place.partly", "match.place.missing"),
            {{"distance", Kind::kilometres, (distance + 500) / 1000}, {"radius", Kind::kilometres, radius}}};
}

Finding find_terms(const MatchPerson& person, const OfferSource& offer) {
    const PersonStatements& says = person.says;
    const Argument contract{"contract", Kind::contract, static_cast<std::int64_t>(offer.contract)};
    const Argument time{"working_time", Kind::working_time, static_cast<std::int64_t>(offer.working_time)};
    const bool offer_says = offer.contract != Contract::unknown || offer.working_time != WorkingTime::unknown;
    if (!offer_says) return unknown(Criterion::terms, "match.terms.unknown");
    const bool compared = (offer.contract != Contract::unknown && says.contracts != 0) ||
                          (offer.working_time != WorkingTime::unknown && says.working_times != 0);
    if (!compared) return unknown(Criterion::terms, "match.terms.unknown_person", {contract, time});
    const std::uint32_t share = terms_share(offer.contract, offer.working_time, says.contracts, says.working_times);
    return {share, by_share(share, "match.terms.met", "match.terms.partly", "match.terms.missing"), {contract, time}};
}

Finding find_licences(const MatchPerson& person, const OfferSource& offer) {
    if (offer.licences == 0) return unknown(Criterion::licences, "match.licences.unknown");
    std::vector<Argument> arguments;
    for (std::size_t bit = 0; bit < licence_names.size(); ++bit) {
        if ((offer.licences >> bit & 1U) == 0) continue;
        const bool held = (person.licences >> bit & 1U) != 0;
        arguments.push_back({held ? "held" : "missing", Kind::licence, static_cast<std::int64_t>(bit)});
    }
    if (person.licences == 0)
        return unknown(Criterion::licences, "match.licences.unknown_person", std::move(arguments));
    const bool all = (offer.licences & ~person.licences) == 0;
    return {all ? full_share : 0, all ? "match.licences.met" : "match.licences.missing", std::move(arguments)};
}

Finding find_availability(const MatchPerson& person, const OfferSource& offer) {
    if (!offer.start) return unknown(Criterion::availability, "match.availability.unknown");
    const CivilDate start = std::max(*offer.start, person.says.today);
    const Argument asked{"start", Kind::date, start.days()};
    if (!person.says.available_from)
        return unknown(Criterion::availability, "match.availability.unknown_person", {asked});
    const std::uint32_t share = availability_share(person.says.available_from->days() - start.days());
    return {share,
            by_share(share, "match.availability.met", "match.availability.partly", "match.availability.missing"),
            {asked, {"available", Kind::date, person.says.available_from->days()}}};
}

Finding find_pay(const MatchPerson& person, const OfferSource& offer) {
    if (!offer.pay_monthly_gross_eur) return unknown(Criterion::pay, "match.pay.unknown");
    const Argument offered{"offered", Kind::euro, *offer.pay_monthly_gross_eur};
    if (person.says.least_pay_eur == 0) return unknown(Criterion::pay, "match.pay.unknown_person", {offered});
    const std::uint32_t share = pay_share(*offer.pay_monthly_gross_eur, person.says.least_pay_eur);
    return {share,
            by_share(share, "match.pay.met", "match.pay.partly", "match.pay.missing"),
            {offered, {"least", Kind::euro, person.says.least_pay_eur}}};
}

}  // namespace

Explained explain(const MatchPerson& person, const OfferPack& pack, std::uint32_t offer, const Weights& weights,
                  const Filters& filters, const MatchTaxonomy& taxonomy) {
    const OfferSource source = pack.source(offer);
    const OfferColumns& columns = pack.columns();
    const Points maximum = maxima(weights);
    std::array<Finding, criterion_count> findings = {
        find_occupation(person, source, taxonomy),
        find_skills(person, columns, columns.skill_set[offer], source),
        find_experience(person, source),
        find_languages(person, columns, columns.language_set[offer], source),
        find_studies(person, source),
        find_place(person, columns.places[columns.place[offer]]),
        find_terms(person, source),
        find_licences(person, source),
        find_availability(person, source),
        find_pay(person, source)};

    Explained explained;
    for (std::size_t index = 0; index < criterion_count; ++index) {
        Finding& finding = findings[index];
        Reason& reason = explained.reasons[index];
        reason.criterion = static_cast<Criterion>(index);
        reason.fit = !finding.known                ? Fit::unknown
                     : finding.share == full_share ? (finding.guessed ? Fit::partly : Fit::met)
                     : finding.share == 0          ? Fit::missing
                                                   : Fit::partly;
        reason.maximum = maximum[index];
        reason.points = points_of(finding.share, maximum[index]);
        reason.text_key = finding.text_key;
        reason.arguments = std::move(finding.arguments);
        explained.points = static_cast<std::uint16_t>(explained.points + reason.points);
    }
    explained.removed = PackFilter(person, pack, filters).removed(offer);
    return explained;
}

}  // namespace passerelle
