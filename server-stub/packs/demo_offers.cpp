#include "packs/demo_offers.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "packs/random.hpp"

namespace passerelle {
namespace {

const std::string& one_of(const std::vector<std::string>& texts, Random& random) {
    return texts[random.below(texts.size())];
}

// Some of the labels, in their own order.
std::vector<std::string> some_of(const std::vector<std::string>& labels, std::size_t count, Random& random) {
    std::vector<std::string> chosen;
    std::size_t wanted = std::min(count, labels.size());
    for (std::size_t index = 0; index < labels.size() && wanted > 0; ++index) {
        if (random.below(labels.size() - index) < wanted) {
            chosen.push_back(labels[index]);
            --wanted;
        }
    }
    return chosen;
}

std::string joined(const std::vector<std::string>& texts) {
    std::string line;
    for (const std::string& text : texts) line += (line.empty() ? "" : ", ") + text;
    return line;
}

// "maçon / maçonne", or one of its other names.
std::string title_of(const DemoOccupation& occupation, Random& random) {
    const bool other = !occupation.alternatives.empty() && random.percent(30);
    std::string title = other ? one_of(occupation.alternatives, random) : occupation.label;
    if (title.find('/') == std::string::npos) title += " (h/f/x)";
    // The first letter only: titles are written as sentences are.
    if (title[0] >= 'a' && title[0] <= 'z') title[0] = static_cast<char>(title[0] - 'a' + 'A');
    if (title.starts_with("é")) title.replace(0, std::string_view("é").size(), "É");
    return title;
}

class OfferMaker {
  public:
    OfferMaker(const DemoRegion& region, const OccupationPack& occupations, const SkillPack& skills, std::uint64_t seed,
               CivilDate today)
        : region_(region), occupations_(occupations), skills_(skills), seed_(seed), today_(today) {
        for (const DemoCommune& commune : region.communes) commune_weights_.push_back(commune.weight);
        for (const DemoOccupation& occupation : region.occupations) occupation_weights_.push_back(occupation.weight);
    }

    [[nodiscard]] OfferSource make(std::uint32_t number) const {
        Random random(seed_, number);
        const DemoOccupation& occupation = region_.occupations[random.weighted(occupation_weights_)];
        const DemoSector& sector = region_.sectors.find(occupation.sector)->second;
        const PlaceSource& place = region_.communes[random.weighted(commune_weights_)].place;

        OfferSource offer;
        offer.id = "demo-" +
                   std::string(number < 10      ? 4
                               : number < 100   ? 3
                               : number < 1000  ? 2
                               : number < 10000 ? 1
                                                : 0,
                               '0') +
                   std::to_string(number);
        offer.title = title_of(occupation, random);
        offer.employer =
            replace_all(one_of(sector.employers, random), "{name}", one_of(region_.texts.employers, random));
        offer.occupation = occupations_.find_uri(occupation.uri);
        offer.place = place.locality;
        offer.postcode = place.postcode;
        offer.has_position = true;
        offer.latitude_e5 = place.where.latitude_e5;
        offer.longitude_e5 = place.where.longitude_e5;

        const std::vector<std::string> essential =
            some_of(occupation.essential, static_cast<std::size_t>(random.between(2, 4)), random);
        add_skills(offer, essential, true);
        add_skills(offer, some_of(occupation.optional, random.below(3), random), false);
        add_contract(offer, sector, random);
        add_demands(offer, occupation, place, random);
        add_pay(offer, occupation, random);
        add_dates(offer, random);
        add_text(offer, occupation, essential, random);
        return offer;
    }

  private:
    void add_skills(OfferSource& offer, const std::vector<std::string>& labels, bool essential) const {
        for (const std::string& label : labels) {
            const std::optional<SkillIndex> skill = skills_.find_uri(demo_skill_uri(label));
            if (skill) offer.skills.push_back({*skill, essential, SkillOrigin::listed});
        }
    }

    void add_contract(OfferSource& offer, const DemoSector& sector, Random& random) const {
        static constexpr std::array<Contract, 3> contracts = {Contract::open_ended, Contract::fixed_term,
                                                              Contract::temporary};
        offer.contract = contracts[random.weighted(sector.contracts)];
        if (random.percent(sector.student_percent)) offer.contract = Contract::student;
        const bool part_time = random.percent(sector.part_time_percent) || offer.contract == Contract::student;
        offer.working_time = part_time ? WorkingTime::part_time : WorkingTime::full_time;
    }

    void add_demands(OfferSource& offer, const DemoOccupation& occupation, const PlaceSource& place,
                     Random& random) const {
        static constexpr std::array<std::uint16_t, 6> months = {0, 6, 12, 24, 36, 60};
        static constexpr std::array<unsigned, 6> month_weights = {45, 12, 18, 14, 7, 4};
        offer.experience_months = months[random.weighted(month_weights)];
        offer.studies = occupation.studies;
        if (offer.contract == Contract::student) {
            offer.experience_months = std::uint16_t{0};
            offer.studies = Studies::none;
        }
        for (const auto& [licence, percent] : occupation.licences) {
            if (random.percent(percent)) {
                offer.licences = static_cast<std::uint16_t>(offer.licences | licence_bit(licence));
            }
        }
        for (const DemoLanguage& language : occupation.languages) {
            if (random.percent(language.percent)) {
                offer.languages.push_back({language.code, language.level, random.percent(60)});
            }
        }
        if (random.percent(50)) {
            const bool desk = occupation.studies >= Studies::bachelor;
            offer.languages.push_back({"fr", desk ? LanguageLevel::c1 : LanguageLevel::b1, true});
        }
        // The German-speaking communes.
        if ((place.postcode == "4700" || place.postcode == "4780") && random.percent(70)) {
            offer.languages.push_back({"de", LanguageLevel::b2, true});
        }
    }

    // Within the occupation's range, by experience, in tens of euro; one offer in six does not say.
    static void add_pay(OfferSource& offer, const DemoOccupation& occupation, Random& random) {
        const int experience = offer.experience_months.value_or(std::uint16_t{0});
        const int range = occupation.pay_most - occupation.pay_least;
        int pay = occupation.pay_least + range * std::min(experience, 60) / 120 + range * random.between(0, 40) / 100;
        static constexpr std::array<int, 4> shares = {50, 60, 75, 80};
        const int share = shares[random.below(shares.size())];
        if (offer.working_time == WorkingTime::part_time) pay = pay * share / 100;
        const bool silent = random.percent(16);
        if (!silent) offer.pay_monthly_gross_eur = static_cast<std::uint32_t>(pay / 10 * 10);
    }

    void add_dates(OfferSource& offer, Random& random) const {
        // Two draws, the smaller one: recent offers are more common than old ones.
        const int age = std::min(random.between(0, 40), random.between(0, 40));
        offer.published = today_.plus_days(-age);
        const int open_days = random.between(20, 60);
        offer.closing = today_.plus_days(std::max(open_days - age, 3));
        const int start_in = random.between(5, 75);
        if (random.percent(70)) offer.start = today_.plus_days(start_in);
    }

    void add_text(OfferSource& offer, const DemoOccupation& occupation, const std::vector<std::string>& essential,
                  Random& random) const {
        const DemoTexts& texts = region_.texts;
        std::string text = one_of(texts.opening, random) + " " + one_of(texts.tasks, random) + " ";
        text += *offer.experience_months == 0 ? one_of(texts.beginner, random) : one_of(texts.experienced, random);
        text += " " + one_of(texts.closing, random);
        text = replace_all(std::move(text), "{employer}", offer.employer);
        text = replace_all(std::move(text), "{occupation}", occupation.label);
        text = replace_all(std::move(text), "{place}", offer.place);
        text = replace_all(std::move(text), "{skills}", joined(essential));
        offer.text = replace_all(std::move(text), "{months}", std::to_string(*offer.experience_months));
    }

    const DemoRegion& region_;
    const OccupationPack& occupations_;
    const SkillPack& skills_;
    std::uint64_t seed_;
    CivilDate today_;
    std::vector<unsigned> commune_weights_;
    std::vector<unsigned> occupation_weights_;
};

}  // namespace

std::vector<OfferSource> demo_offers(const DemoRegion& region, const OccupationPack& occupations,
                                     const SkillPack& skills, std::uint64_t seed, std::uint32_t count,
                                     CivilDate today) {
    const OfferMaker maker(region, occupations, skills, seed, today);
    std::vector<OfferSource> offers;
    offers.reserve(count);
    for (std::uint32_t number = 1; number <= count; ++number) offers.push_back(maker.make(number));
    return offers;
}

}  // namespace passerelle
