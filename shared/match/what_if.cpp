#include "match/what_if.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "match/scorer.hpp"

namespace passerelle {
namespace {

// One pack as it stands before any step.
struct Standing {
    std::uint32_t index = 0;
    const OfferPack* pack = nullptr;
    PackScorer scorer;
    std::vector<std::uint16_t> totals;
    std::vector<std::uint16_t> removed;
};

class Trial {
  public:
    Trial(const MatchPerson& person, const MatchTaxonomy& taxonomy, std::span<const OfferPack* const> packs,
          const Points& maximum, const Filters& filters, std::uint16_t threshold, std::size_t examples)
        : person_(person),
          taxonomy_(taxonomy),
          packs_(packs),
          maximum_(maximum),
          filters_(filters),
          threshold_(threshold),
          most_examples_(examples) {
        for (std::uint32_t index = 0; index < packs.size(); ++index) {
            const OfferPack& pack = *packs[index];
            if (!person.fits(pack)) continue;
            Standing& standing = standings_.emplace_back(Standing{index, &pack, {person, pack, maximum_}, {}, {}});
            standing.totals.resize(pack.size());
            standing.removed.resize(pack.size());
            standing.scorer.score(standing.totals);
            const PackFilter filter(person, pack, filters);
            for (std::uint32_t offer = 0; offer < pack.size(); ++offer) standing.removed[offer] = filter.removed(offer);
        }
    }

    void try_licences();
    void try_radius();
    void try_working_time();
    void try_languages();
    void try_skills(std::size_t most_skills);
    [[nodiscard]] std::vector<Step> result();
    [[nodiscard]] NearMisses near_misses(std::size_t most) const;

  private:
    [[nodiscard]] std::uint32_t maximum_of(Criterion criterion) const {
        return maximum_[static_cast<std::size_t>(criterion)];
    }
    [[nodiscard]] bool reaches(const Standing& standing, std::uint32_t offer) const {
        return standing.removed[offer] == 0 && standing.totals[offer] >= threshold_;
    }
    // Counts the offer if it reaches the threshold with these points and filters, and did not before.
    void consider(Step& step, const Standing& standing, std::uint32_t offer, std::uint32_t points,
                  std::uint32_t removed) const {
        if (removed != 0 || points < threshold_ || reaches(standing, offer)) return;
        ++step.gain;
        const Ranked example{standing.index, offer, static_cast<std::uint16_t>(points)};
        if (step.examples.size() == most_examples_) {
            if (most_examples_ == 0 || !ranks_before(packs_, example, step.examples.back())) return;
            step.examples.pop_back();
        }
        const auto place = std::find_if(step.examples.begin(), step.examples.end(),
                                        [&](const Ranked& other) { return ranks_before(packs_, example, other); });
        step.examples.insert(place, example);
    }
    void keep(Step step) {
        if (step.gain > 0) steps_.push_back(std::move(step));
    }
    [[nodiscard]] std::vector<Step> skill_steps(std::size_t most) const;
    void try_language(Step step);

    const MatchPerson& person_;
    const MatchTaxonomy& taxonomy_;
    std::span<const OfferPack* const> packs_;
    const Points maximum_;
    const Filters& filters_;
    std::uint16_t threshold_;
    std::size_t most_examples_;
    std::vector<Standing> standings_;
    std::vector<Step> steps_;
};

constexpr std::uint32_t without(std::uint32_t removed, Filter filter) {
    return removed & ~std::uint32_t{filter_bit(filter)};
}

void Trial::try_licences() {
    if (person_.licences == 0) return;
    for (std::uint16_t number = 0; number < licence_names.size(); ++number) {
        const auto bit = static_cast<std::uint16_t>(1U << number);
        if ((person_.licences & bit) != 0) continue;
        Step step{Step::Kind::licence, number, LanguageLevel::none, 0, 0, {}};
        const std::uint16_t held = licences_included(with_step(person_.says, step).licences);
        for (const Standing& standing : standings_) {
            const std::span<const std::uint16_t> asked = standing.pack->columns().licences;
            for (std::uint32_t offer = 0; offer < asked.size(); ++offer) {
                // Only what was not covered before and is covered now can rise.
                if ((asked[offer] & ~person_.licences) == 0 || (asked[offer] & ~held) != 0) continue;
                const std::uint32_t points = standing.totals[offer] - standing.scorer.licence_points(asked[offer]) +
                                             maximum_of(Criterion::licences);
                consider(step, standing, offer, points, without(standing.removed[offer], Filter::licences));
            }
        }
        keep(std::move(step));
    }
}

void Trial::try_radius() {
    if (!person_.says.home) return;
    Step step{Step::Kind::radius, radius_step_km, LanguageLevel::none, 0, 0, {}};
    const PersonStatements says = with_step(person_.says, step);
    const Filters filters = with_step(filters_, step);
    for (const Standing& standing : standings_) {
        const OfferColumns& columns = standing.pack->columns();
        const std::vector<std::uint16_t> points = place_points(says, columns, maximum_of(Criterion::place));
        const std::vector<std::uint16_t> bits = distance_bits(filters, says, columns);
        for (std::uint32_t offer = 0; offer < standing.totals.size(); ++offer) {
            const std::uint16_t place = columns.place[offer];
            const std::uint32_t sum = standing.totals[offer] - standing.scorer.place_points(offer) + points[place];
            consider(step, standing, offer, sum, without(standing.removed[offer], Filter::distance) | bits[place]);
        }
    }
    keep(std::move(step));
}

void Trial::try_working_time() {
    for (const WorkingTime other : {WorkingTime::full_time, WorkingTime::part_time}) {
        if (person_.says.working_times == 0 || (person_.says.working_times >> static_cast<unsigned>(other) & 1U) != 0)
            continue;
        Step step{Step::Kind::working_time, static_cast<std::uint16_t>(other), LanguageLevel::none, 0, 0, {}};
        const PersonStatements says = with_step(person_.says, step);
        const std::array<std::uint16_t, 18> points = terms_points(says, maximum_of(Criterion::terms));
        const std::array<std::uint16_t, 18> bits = terms_bits(with_step(filters_, step));
        for (const Standing& standing : standings_) {
            const std::span<const std::uint8_t> terms = standing.pack->columns().terms;
            for (std::uint32_t offer = 0; offer < terms.size(); ++offer) {
                const std::uint32_t sum =
                    standing.totals[offer] - standing.scorer.terms_points(offer) + points[terms[offer]];
                const std::uint32_t kept_bits =
                    without(without(standing.removed[offer], Filter::contract), Filter::working_time);
                consider(step, standing, offer, sum, kept_bits | bits[terms[offer]]);
            }
        }
        keep(std::move(step));
    }
}

void Trial::try_language(Step step) {
    const PersonStatements says = with_step(person_.says, step);
    for (const Standing& standing : standings_) {
        const OfferColumns& columns = standing.pack->columns();
        const std::vector<std::uint16_t> points = language_points(says, columns, maximum_of(Criterion::languages));
        const std::vector<std::uint16_t> bits = language_bits(filters_, says, columns);
        for (std::uint32_t offer = 0; offer < standing.totals.size(); ++offer) {
            const std::uint16_t set = columns.language_set[offer];
            const std::uint32_t sum = standing.totals[offer] - standing.scorer.language_points(offer) + points[set];
            consider(step, standing, offer, sum, without(standing.removed[offer], Filter::languages) | bits[set]);
        }
    }
    keep(std::move(step));
}

void Trial::try_languages() {
    if (person_.says.languages.empty()) return;
    std::set<std::uint16_t> asked;
    for (const Standing& standing : standings_) {
        const OfferColumns& columns = standing.pack->columns();
        asked.insert(columns.language_codes.begin(), columns.language_codes.end());
    }
    for (const std::uint16_t code : asked) {
        const LanguageLevel spoken = spoken_level(person_.says, code);
        if (spoken >= LanguageLevel::c2) continue;
        const LanguageLevel next = spoken == LanguageLevel::none
                                       ? LanguageLevel::b1
                                       : static_cast<LanguageLevel>(static_cast<unsigned>(spoken) + 1U);
        try_language({Step::Kind::language, code, next, 0, 0, {}});
    }
}

NearMisses Trial::near_misses(std::size_t most) const {
    NearMisses found;
    std::vector<std::uint32_t> misses(person_.skill_credit.size(), 0);
    for (const Standing& standing : standings_) {
        const OfferColumns& columns = standing.pack->columns();
        for (std::uint32_t offer = 0; offer < standing.totals.size(); ++offer) {
            const std::uint32_t total = standing.totals[offer];
            if (standing.removed[offer] != 0 || total >= threshold_ || total + near_miss_points < threshold_) continue;
            ++found.count;
            if (misses.empty()) continue;  // no skills on this device
            const std::uint32_t set = columns.skill_set[offer];
            for (std::uint32_t at = columns.skill_starts[set]; at < columns.skill_starts[set + 1]; ++at) {
                const std::uint16_t skill = columns.skill_indices[at];
                if (columns.skill_kinds[at] % 2 == 1 && person_.skill_credit[skill] == 0) ++misses[skill];
            }
        }
    }
    for (std::size_t skill = 0; skill < misses.size(); ++skill) {
        if (misses[skill] > 0) found.missing.push_back({static_cast<SkillIndex>(skill), misses[skill]});
    }
    std::sort(found.missing.begin(), found.missing.end(), [](const MissingSkill& left, const MissingSkill& right) {
        return left.near_misses != right.near_misses ? left.near_misses > right.near_misses : left.skill < right.skill;
    });
    if (found.missing.size() > most) found.missing.resize(most);
    return found;
}

// One step for each skill that some offer asks for and the person has not stated; those that most near misses lack
// come first.
std::vector<Step> Trial::skill_steps(std::size_t most) const {
    std::vector<bool> asked(person_.skill_credit.size(), false);
    for (const Standing& standing : standings_) {
        for (const std::uint16_t skill : standing.pack->columns().skill_indices) asked[skill] = true;
    }
    std::vector<Step> steps;
    const auto add = [&](std::size_t skill, std::uint32_t misses) {
        asked[skill] = false;
        if (steps.size() < most && person_.skill_credit[skill] < stated_credit)
            steps.push_back({Step::Kind::skill, static_cast<std::uint16_t>(skill), LanguageLevel::none, 0, misses, {}});
    };
    for (const MissingSkill& missing : near_misses(every_skill).missing) add(missing.skill, missing.near_misses);
    for (std::size_t skill = 0; skill < asked.size(); ++skill) {
        if (asked[skill]) add(skill, 0);
    }
    return steps;
}

// All skills in one pass: for each skill that an offer asks, the steps whose credit for it is higher than today's.
void Trial::try_skills(std::size_t most_skills) {
    if (taxonomy_.skills == nullptr || !person_.knows_skills) return;
    std::vector<Step> steps = skill_steps(most_skills);
    struct Rise {
        std::uint32_t step;
        std::uint32_t credit;  // per cent more than today
    };
    std::vector<std::vector<Rise>> rises(person_.skill_credit.size());
    CloseSkills closeness(*taxonomy_.skills);
    for (std::uint32_t number = 0; number < steps.size(); ++number) {
        const SkillIndex skill = steps[number].value;
        rises[skill].push_back({number, static_cast<std::uint32_t>(stated_credit - person_.skill_credit[skill])});
        for (const SkillIndex close : closeness.of(skill)) {
            if (person_.skill_credit[close] < close_credit)
                rises[close].push_back(
                    {number, static_cast<std::uint32_t>(close_credit - person_.skill_credit[close])});
        }
    }

    const std::uint32_t maximum = maximum_of(Criterion::skills);
    std::vector<std::uint32_t> more(steps.size(), 0);  // credit that each step adds to the offer at hand
    std::vector<std::uint32_t> touched;
    for (const Standing& standing : standings_) {
        const OfferColumns& columns = standing.pack->columns();
        for (std::uint32_t offer = 0; offer < standing.totals.size(); ++offer) {
            if (standing.removed[offer] != 0 || standing.totals[offer] >= threshold_) continue;
            const std::uint32_t others = std::uint32_t{standing.totals[offer]} - standing.scorer.skill_points(offer);
            if (others + maximum < threshold_) continue;
            const std::uint32_t set = columns.skill_set[offer];
            for (std::uint32_t at = columns.skill_starts[set]; at < columns.skill_starts[set + 1]; ++at) {
                for (const Rise& rise : rises[columns.skill_indices[at]]) {
                    if (more[rise.step] == 0) touched.push_back(rise.step);
                    more[rise.step] += rise.credit * skill_weights[columns.skill_kinds[at]];
                }
            }
            if (touched.empty()) continue;
            const SkillCover cover = cover_skills(person_, columns, set);
            for (const std::uint32_t number : touched) {
                const SkillCover with{cover.credit + more[number], cover.weight};
                more[number] = 0;
                consider(steps[number], standing, offer, others + points_of(with.share(), maximum), 0);
            }
            touched.clear();
        }
    }
    for (Step& step : steps) keep(std::move(step));
}

std::vector<Step> Trial::result() {
    std::sort(steps_.begin(), steps_.end(), [](const Step& left, const Step& right) {
        if (left.gain != right.gain) return left.gain > right.gain;
        return left.kind != right.kind ? left.kind < right.kind : left.value < right.value;
    });
    return std::move(steps_);
}

}  // namespace

PersonStatements with_step(PersonStatements says, const Step& step) {
    switch (step.kind) {
        case Step::Kind::licence:
            says.licences = static_cast<std::uint16_t>((says.licences & every_licence) | (1U << step.value));
            break;
        case Step::Kind::skill: {
            const auto place = std::lower_bound(says.skills.begin(), says.skills.end(), step.value);
            if (place == says.skills.end() || *place != step.value) says.skills.insert(place, step.value);
            break;
        }
        case Step::Kind::language: {
            const auto place = std::find_if(says.languages.begin(), says.languages.end(),
                                            [&](const auto& spoken) { return spoken.code >= step.value; });
            if (place != says.languages.end() && place->code == step.value) {
                place->level = step.level;
            } else {
                says.languages.insert(place, {step.value, step.level});
            }
            break;
        }
        case Step::Kind::radius:
            says.radius_km = static_cast<std::uint16_t>(radius_of(says) + step.value);
            break;
        case Step::Kind::working_time:
            says.working_times = static_cast<std::uint8_t>(says.working_times | (1U << step.value));
            break;
    }
    return says;
}

Filters with_step(Filters filters, const Step& step) {
    if (step.kind == Step::Kind::radius && filters.most_km != 0)
        filters.most_km = static_cast<std::uint16_t>(filters.most_km + step.value);
    if (step.kind == Step::Kind::working_time && filters.working_times != 0)
        filters.working_times = static_cast<std::uint8_t>(filters.working_times | (1U << step.value));
    return filters;
}

std::vector<Step> what_if(const MatchPerson& person, const MatchTaxonomy& taxonomy,
                          std::span<const OfferPack* const> packs, const Weights& weights, const Filters& filters,
                          std::uint16_t threshold, std::size_t examples, std::size_t most_skills) {
    Trial trial(person, taxonomy, packs, maxima(weights), filters, threshold, examples);
    trial.try_licences();
    trial.try_radius();
    trial.try_working_time();
    trial.try_languages();
    trial.try_skills(most_skills);
    return trial.result();
}

NearMisses near_misses(const MatchPerson& person, std::span<const OfferPack* const> packs, const Weights& weights,
                       const Filters& filters, std::uint16_t threshold, std::size_t most) {
    return Trial(person, {}, packs, maxima(weights), filters, threshold, 0).near_misses(most);
}

std::optional<MissingSkill> NearMisses::training() const {
    if (missing.empty() || 2 * missing.front().near_misses <= count) return std::nullopt;
    return missing.front();
}

}  // namespace passerelle
