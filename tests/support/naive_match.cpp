#include "support/naive_match.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/pack.hpp"

namespace passerelle::support {
namespace {

using Ascending = std::span<const std::uint16_t>;

Ascending essential_skills(std::uint16_t occupation, const MatchTaxonomy& taxonomy) {
    return taxonomy.skills->essential(occupation);
}

bool has(Ascending values, std::uint16_t value) {
    return std::find(values.begin(), values.end(), value) != values.end();
}

std::size_t common(Ascending left, Ascending right) {
    return static_cast<std::size_t>(
        std::count_if(left.begin(), left.end(), [&](auto value) { return has(right, value); }));
}

int same_leading_digits(std::uint16_t left, std::uint16_t right) {
    int digits = 4;
    while (left != right) {
        left /= 10;
        right /= 10;
        --digits;
    }
    return digits;
}

std::uint32_t closeness(std::uint16_t from, std::uint16_t to, const MatchTaxonomy& taxonomy) {
    if (from == to) return 1000;
    const std::map<int, std::uint32_t> by_digits = {{0, 0}, {1, 80}, {2, 250}, {3, 450}, {4, 700}};
    std::uint32_t value =
        by_digits.at(same_leading_digits(taxonomy.occupations->isco(from), taxonomy.occupations->isco(to)));
    const Ascending left = essential_skills(from, taxonomy);
    const Ascending right = essential_skills(to, taxonomy);
    const std::size_t both = common(left, right);
    if (both > 0) value += static_cast<std::uint32_t>(200 * both / (left.size() + right.size() - both));
    return std::min(value, 900U);
}

// nullopt: unknown.
using Share = std::optional<std::uint32_t>;

Share occupation(const PersonStatements& person, const OfferSource& offer, const MatchTaxonomy& taxonomy) {
    if (!offer.occupation || (person.wished.empty() && person.experience.empty())) return {};
    std::uint32_t best = 0;
    for (const auto wished : person.wished) best = std::max(best, closeness(wished, *offer.occupation, taxonomy));
    const std::uint32_t worth = person.wished.empty() ? 900 : 500;
    for (const auto& practice : person.experience) {
        best = std::max(best, closeness(practice.occupation, *offer.occupation, taxonomy) * worth / 1000);
    }
    return best;
}

std::uint32_t skill_credit(const PersonStatements& person, std::uint16_t skill, const MatchTaxonomy& taxonomy) {
    std::uint32_t credit = 0;
    for (const auto& practice : person.experience) {
        if (practice.months >= 12 && has(essential_skills(practice.occupation, taxonomy), skill)) credit = 70;
    }
    const Ascending occupations = taxonomy.skills->essential_for(skill);
    for (const auto stated : person.skills) {
        if (stated == skill) return 100;
        const Ascending others = taxonomy.skills->essential_for(stated);
        const std::size_t both = common(occupations, others);
        // Dice: 2 both / (a + b) >= 3/5, or 2/5 within a group
        const std::size_t either = occupations.size() + others.size();
        const bool close = taxonomy.skills->share_group(skill, stated) ? both >= 2 && 10 * both >= 2 * either
                                                                       : both >= 3 && 10 * both >= 3 * either;
        if (close) credit = std::max(credit, 40U);
    }
    return credit;
}

bool has_skills(const PersonStatements& person, const MatchTaxonomy& taxonomy) {
    if (!person.skills.empty()) return true;
    return std::any_of(person.experience.begin(), person.experience.end(), [&](const auto& practice) {
        return practice.months >= 12 && !essential_skills(practice.occupation, taxonomy).empty();
    });
}

Share skills(const PersonStatements& person, const OfferSource& offer, const MatchTaxonomy& taxonomy) {
    if (offer.skills.empty() || !has_skills(person, taxonomy)) return {};
    // Weight by origin (listed, text, occupation), twice as much when essential; the strongest mention of a skill
    // counts.
    std::map<std::uint16_t, std::pair<int, bool>> mentions;
    for (const OfferSkill& skill : offer.skills) {
        const std::pair<int, bool> mention = {-static_cast<int>(skill.origin), skill.essential};
        const auto [place, added] = mentions.try_emplace(skill.index, mention);
        if (!added) place->second = std::max(place->second, mention);
    }
    std::uint32_t got = 0;
    std::uint32_t all = 0;
    for (const auto& [skill, mention] : mentions) {
        const std::uint32_t weight = static_cast<std::uint32_t>(3 + mention.first) * (mention.second ? 2 : 1);
        all += weight;
        got += weight * skill_credit(person, skill, taxonomy);
    }
    return got * 10 / all;
}

Share experience(const PersonStatements& person, const OfferSource& offer, const MatchTaxonomy& taxonomy) {
    if (offer.experience_months == 0) return 1000;
    if (!offer.experience_months || !offer.occupation || person.experience.empty()) return {};
    std::uint32_t hundredths = 0;
    for (const auto& practice : person.experience) {
        const int digits = same_leading_digits(taxonomy.occupations->isco(practice.occupation),
                                               taxonomy.occupations->isco(*offer.occupation));
        const std::uint32_t percent = practice.occupation == *offer.occupation ? 100
                                      : digits == 4                            ? 75
                                      : digits == 3                            ? 50
                                                                               : 0;
        hundredths += practice.months * percent;
    }
    const std::uint32_t months = hundredths / 100;
    return std::min(1000U, 1000 * months / *offer.experience_months);
}

LanguageLevel level_of(const PersonStatements& person, const std::string& code) {
    for (const auto& spoken : person.languages) {
        if (spoken.code == language_code(code)) return spoken.level;
    }
    return LanguageLevel::none;
}

// The strongest demand per language: the highest level, and at that level required before desired.
std::map<std::string, std::pair<LanguageLevel, bool>> demanded(const OfferSource& offer) {
    std::map<std::string, std::pair<LanguageLevel, bool>> demands;
    for (const OfferLanguage& language : offer.languages) {
        auto& demand = demands[language.code];
        demand = std::max(demand, {language.level, language.required});
    }
    return demands;
}

Share languages(const PersonStatements& person, const OfferSource& offer) {
    if (offer.languages.empty() || person.languages.empty()) return {};
    int got = 0;
    int all = 0;
    for (const auto& [code, demand] : demanded(offer)) {
        const int weight = demand.second ? 2 : 1;
        const LanguageLevel spoken = level_of(person, code);
        const int steps = static_cast<int>(demand.first) - static_cast<int>(spoken);
        const int share = steps <= 0                      ? 1000
                          : spoken == LanguageLevel::none ? 0
                                                          : std::max(0, steps > 2 ? 0 : 1000 - 350 * steps);
        got += weight * share;
        all += weight;
    }
    return static_cast<std::uint32_t>(got / all);
}

Share studies(const PersonStatements& person, const OfferSource& offer) {
    if (offer.studies == Studies::none) return 1000;
    if (offer.studies == Studies::unknown || person.studies == Studies::unknown) return {};
    const int steps = static_cast<int>(offer.studies) - static_cast<int>(person.studies);
    return steps <= 0 ? 1000U : steps == 1 ? 500U : steps == 2 ? 200U : 0U;
}

std::optional<std::uint64_t> metres(const PersonStatements& person, const OfferSource& offer) {
    if (!person.home || !offer.has_position) return {};
    return distance_m(*person.home, {offer.latitude_e5, offer.longitude_e5});
}

Share place(const PersonStatements& person, const OfferSource& offer) {
    const auto far = metres(person, offer);
    if (!far) return {};
    const std::uint64_t radius = (person.radius_km == 0 ? 30U : person.radius_km) * 1000U;
    if (*far * 2 <= radius) return 1000;
    if (*far <= radius) return static_cast<std::uint32_t>(1000 - 400 * (2 * *far - radius) / radius);
    if (*far >= 2 * radius) return 0;
    return static_cast<std::uint32_t>(300 * (2 * radius - *far) / radius);
}

Share terms(const PersonStatements& person, const OfferSource& offer) {
    const auto wanted = [](int value, int wished) {
        return value == 0 || wished == 0 ? 500U : (wished & (1 << value)) != 0 ? 1000U : 0U;
    };
    return (wanted(static_cast<int>(offer.contract), person.contracts) +
            wanted(static_cast<int>(offer.working_time), person.working_times)) /
           2;
}

bool holds_all(const PersonStatements& person, const OfferSource& offer) {
    return (offer.licences & ~licences_included(person.licences)) == 0;
}

Share licences(const PersonStatements& person, const OfferSource& offer) {
    if (offer.licences == 0 || person.licences == 0) return {};
    return holds_all(person, offer) ? 1000U : 0U;
}

Share availability(const PersonStatements& person, const OfferSource& offer) {
    if (!offer.start || !person.available_from) return {};
    const CivilDate start = *offer.start < person.today ? person.today : *offer.start;
    if (*person.available_from <= start) return 1000;
    if (*person.available_from <= start.plus_days(31)) return 600;
    return *person.available_from <= start.plus_days(92) ? 300U : 0U;
}

Share pay(const PersonStatements& person, const OfferSource& offer) {
    if (!offer.pay_monthly_gross_eur || person.least_pay_eur == 0) return {};
    const std::int64_t missing = std::int64_t{person.least_pay_eur} - *offer.pay_monthly_gross_eur;
    if (missing <= 0) return 1000;
    return static_cast<std::uint32_t>(std::max<std::int64_t>(0, 1000 - 5 * (1000 * missing / person.least_pay_eur)));
}

// Largest remainders, by giving one point at a time.
Points naive_maxima(const Weights& weights) {
    std::uint32_t sum = 0;
    for (const auto weight : weights.of) sum += std::min<std::uint32_t>(weight, 1000);
    if (sum == 0) return naive_maxima(Weights{});
    Points maximum{};
    std::vector<std::pair<std::uint32_t, std::size_t>> remainders;
    std::uint32_t given = 0;
    for (std::size_t index = 0; index < maximum.size(); ++index) {
        const std::uint32_t thousandfold = std::min<std::uint32_t>(weights.of[index], 1000) * 1000;
        maximum[index] = static_cast<std::uint16_t>(thousandfold / sum);
        given += maximum[index];
        remainders.push_back({thousandfold % sum, index});
    }
    std::sort(remainders.begin(), remainders.end(), [](const auto& left, const auto& right) {
        return left.first != right.first ? left.first > right.first : left.second < right.second;
    });
    for (std::size_t next = 0; given < 1000; ++given, ++next) ++maximum[remainders[next].second];
    return maximum;
}

std::vector<Filter> removing(const PersonStatements& person, const OfferSource& offer, const Filters& filters) {
    std::vector<Filter> removed_by;
    const auto remove_if = [&](bool removes, Filter filter) {
        if (removes) removed_by.push_back(filter);
    };
    const bool silent_out = !filters.silent_too;
    const int contract = static_cast<int>(offer.contract);
    const int time = static_cast<int>(offer.working_time);
    if (filters.contracts != 0)
        remove_if(contract == 0 ? silent_out : (filters.contracts & (1 << contract)) == 0, Filter::contract);
    if (filters.working_times != 0)
        remove_if(time == 0 ? silent_out : (filters.working_times & (1 << time)) == 0, Filter::working_time);
    if (filters.most_km != 0 && person.home) {
        const auto far = metres(person, offer);
        remove_if(far ? *far > filters.most_km * 1000ULL : silent_out, Filter::distance);
    }
    if (filters.licences_held && person.licences != 0) remove_if(!holds_all(person, offer), Filter::licences);
    if (filters.languages_spoken && !person.languages.empty()) {
        bool lacks = false;
        for (const auto& [code, demand] : demanded(offer))
            lacks = lacks || (demand.second && level_of(person, code) < demand.first);
        remove_if(lacks, Filter::languages);
    }
    if (filters.studies_reached && person.studies != Studies::unknown)
        remove_if(offer.studies == Studies::unknown ? silent_out : offer.studies > person.studies, Filter::studies);
    if (filters.least_pay_eur != 0)
        remove_if(offer.pay_monthly_gross_eur ? *offer.pay_monthly_gross_eur < filters.least_pay_eur : silent_out,
                  Filter::pay);
    if (filters.published_within_days != 0)
        remove_if(
            offer.published ? *offer.published < person.today.plus_days(-filters.published_within_days) : silent_out,
            Filter::published);
    remove_if(offer.closing && *offer.closing < person.today, Filter::closed);
    return removed_by;
}

}  // namespace

NaiveScore naive_score(const PersonStatements& person, const OfferSource& offer, const MatchTaxonomy& taxonomy,
                       const Weights& weights, const Filters& filters) {
    const std::array<Share, criterion_count> shares = {occupation(person, offer, taxonomy),
                                                       skills(person, offer, taxonomy),
                                                       experience(person, offer, taxonomy),
                                                       languages(person, offer),
                                                       studies(person, offer),
                                                       place(person, offer),
                                                       terms(person, offer),
                                                       licences(person, offer),
                                                       availability(person, offer),
                                                       pay(person, offer)};
    const Points maximum = naive_maxima(weights);
    NaiveScore score;
    for (std::size_t index = 0; index < criterion_count; ++index) {
        const std::uint32_t neutral = index == 0 ? 150 : index == 1 ? 50 : 500;
        const std::uint32_t thousandfold = shares[index].value_or(neutral) * maximum[index];
        const std::uint32_t rounded = thousandfold / 1000 + (thousandfold % 1000 >= 500 ? 1 : 0);
        score.points[index] = static_cast<std::uint16_t>(rounded);
        score.total += rounded;
    }
    score.removed_by = removing(person, offer, filters);
    return score;
}

std::vector<NaiveRanked> naive_rank(const PersonStatements& person, std::span<const OfferSource> offers,
                                    const MatchTaxonomy& taxonomy, const Weights& weights, const Filters& filters) {
    std::vector<NaiveRanked> ranked;
    for (const OfferSource& offer : offers) {
        const NaiveScore score = naive_score(person, offer, taxonomy, weights, filters);
        if (score.removed_by.empty()) ranked.push_back({offer.id, score.total});
    }
    std::sort(ranked.begin(), ranked.end(), [](const NaiveRanked& left, const NaiveRanked& right) {
        if (left.points != right.points) return left.points > right.points;
        const auto left_lot = static_cast<std::uint32_t>(xxh64(left.id));
        const auto right_lot = static_cast<std::uint32_t>(xxh64(right.id));
        return left_lot != right_lot ? left_lot < right_lot : left.id < right.id;
    });
    return ranked;
}

namespace {

// What reaches the threshold of `there` and is not in `not_there`.
std::vector<NaiveRanked> reached_only(const std::vector<NaiveRanked>& there, const std::vector<NaiveRanked>& not_there,
                                      std::uint32_t threshold) {
    std::set<std::string> others;
    for (const NaiveRanked& ranked : not_there) {
        if (ranked.points >= threshold) others.insert(ranked.id);
    }
    std::vector<NaiveRanked> only;
    for (const NaiveRanked& ranked : there) {
        if (ranked.points >= threshold && others.count(ranked.id) == 0) only.push_back(ranked);
    }
    return only;
}

}  // namespace

NaiveChange naive_change(const PersonStatements& person, std::span<const OfferSource> offers,
                         const MatchTaxonomy& taxonomy, const Weights& weights, const Filters& filters,
                         std::uint32_t threshold, const Step& step) {
    const std::vector<NaiveRanked> before = naive_rank(person, offers, taxonomy, weights, filters);
    const std::vector<NaiveRanked> after =
        naive_rank(with_step(person, step), offers, taxonomy, weights, with_step(filters, step));
    return {reached_only(after, before, threshold), reached_only(before, after, threshold)};
}

}  // namespace passerelle::support
