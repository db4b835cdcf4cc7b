// Cards, packs of them, and the ranking of candidates for an offer: the same points in both directions, and nothing on
// a card that it should not tell.
#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <type_traits>

#include "match/rank_candidates.hpp"
#include "support/match_fixture.hpp"

namespace {

using namespace passerelle;
using support::Offers;
using support::Random;

// A card can be made from statements, which can be made from match facts; facts of another purpose lead nowhere.
template <typename From>
concept leads_to_a_card = std::is_constructible_v<CandidateCard, std::uint64_t, From, const CoarsePlaces*>;
static_assert(leads_to_a_card<PersonStatements>);
static_assert(!leads_to_a_card<MatchFacts> && !leads_to_a_card<AidFacts> && !leads_to_a_card<Json>);
static_assert(!leads_to_a_card<CardContent>);
static_assert(!std::is_constructible_v<MatchFacts, AidFacts>);

CivilDate today() {
    return CivilDate::parse("2026-02-16").value();
}

// Two arrondissements and a place that names none.
struct Places {
    std::string bytes;
    PlacePack pack;
    CoarsePlaces coarse;
    Places()
        : bytes(build_place_pack(
                    std::vector<PlaceSource>{{"6000", "Charleroi", "", "Charleroi", "Hainaut", {5'040'000, 444'000}},
                                             {"6200", "Châtelet", "", "Charleroi", "Hainaut", {5'040'000, 452'000}},
                                             {"5000", "Namur", "", "Namur", "Namur", {5'046'000, 486'000}},
                                             {"9999", "Ailleurs", "", "", "", {5'000'000, 500'000}}})
                    .value()),
          pack(PlacePack::open(bytes).value()),
          coarse(pack) {}
};
const Places& places() {
    static const Places made;
    return made;
}

MatchTaxonomy taxonomy() {
    MatchTaxonomy view = support::test_taxonomy().view();
    view.places = &places().pack;
    return view;
}

PersonStatements random_resident(Random& random) {
    PersonStatements says = support::random_person(random, support::test_taxonomy(), random.below(3) * 25);
    if (says.home) says.home = places().pack.where(static_cast<PlaceIndex>(random.below(4)));
    return says;
}

struct Pool {
    std::string bytes;
    std::unique_ptr<CandidatePack> pack;
    explicit Pool(std::span<const CandidateCard> cards)
        : bytes(build_candidate_pack(cards, support::test_taxonomy().identity()).value()),
          pack(std::make_unique<CandidatePack>(CandidatePack::open(bytes).value())) {}
};

std::vector<CandidateCard> random_cards(Random& random, std::size_t count) {
    std::vector<CandidateCard> cards;
    for (std::size_t number = 0; number < count; ++number)
        cards.emplace_back(random.next(), random_resident(random), &places().coarse);
    return cards;
}

Requirements random_requirements(Random& random) {
    Requirements requirements;
    requirements.insisted = static_cast<std::uint16_t>(random.below(1U << requirement_count));
    if (random.chance(50)) requirements.most_km = static_cast<std::uint16_t>(5 + random.below(60));
    requirements.silent_too = random.chance(60);
    return requirements;
}

// Each requirement in words, over statements and the offer as given.
bool meets(Requirement requirement, const PersonStatements& says, const MatchPerson& person, const OfferSource& offer,
           const Requirements& requirements) {
    const auto judged = [&](bool asked, bool known, bool met) {
        return !asked || (known ? met : requirements.silent_too);
    };
    const bool occupation_known = offer.occupation.has_value();
    switch (requirement) {
        case Requirement::skills: {
            std::map<SkillIndex, std::pair<int, bool>> strongest;
            for (const OfferSkill& skill : offer.skills) {
                const std::pair<int, bool> mention = {-static_cast<int>(skill.origin), skill.essential};
                const auto [entry, added] = strongest.try_emplace(skill.index, mention);
                if (!added) entry->second = std::max(entry->second, mention);
            }
            bool asked = false, met = true;
            for (const auto& [skill, mention] : strongest) {
                if (!mention.second || mention.first == -static_cast<int>(SkillOrigin::occupation)) continue;
                asked = true;
                met = met && person.skill_credit[skill] > 40;
            }
            return judged(asked, person.knows_skills, met);
        }
        case Requirement::experience: {
            const bool asked = offer.experience_months.value_or(0) > 0 && occupation_known;
            return judged(asked, !says.experience.empty(),
                          asked && person.experience_months[*offer.occupation] >= *offer.experience_months);
        }
        case Requirement::languages: {
            std::map<std::string, std::pair<LanguageLevel, bool>> demands;
            for (const OfferLanguage& language : offer.languages)
                demands[language.code] = std::max(demands[language.code], {language.level, language.required});
            bool asked = false, met = true;
            for (const auto& [code, demand] : demands) {
                if (!demand.second) continue;
                asked = true;
                met = met && std::any_of(says.languages.begin(), says.languages.end(), [&](const auto& spoken) {
                          return spoken.code == language_code(code) && spoken.level >= demand.first;
                      });
            }
            return judged(asked, !says.languages.empty(), met);
        }
        case Requirement::studies:
            return judged(offer.studies != Studies::unknown && offer.studies != Studies::none,
                          says.studies != Studies::unknown, says.studies >= offer.studies);
        case Requirement::distance:
            return judged(requirements.most_km != 0 && offer.has_position, says.home.has_value(),
                          says.home && distance_m(*says.home, {offer.latitude_e5, offer.longitude_e5}) <=
                                           requirements.most_km * 1000U);
        case Requirement::contract:
            return judged(offer.contract != Contract::unknown, says.contracts != 0,
                          (says.contracts & (1U << static_cast<unsigned>(offer.contract))) != 0);
        case Requirement::working_time:
            return judged(offer.working_time != WorkingTime::unknown, says.working_times != 0,
                          (says.working_times & (1U << static_cast<unsigned>(offer.working_time))) != 0);
        case Requirement::licences:
            return judged(offer.licences != 0, says.licences != 0, (offer.licences & ~person.licences) == 0);
        case Requirement::availability:
            return judged(
                offer.start.has_value(), says.available_from.has_value(),
                offer.start && says.available_from && *says.available_from <= std::max(*offer.start, says.today));
    }
    return false;
}

}  // namespace

TEST_CASE("a card is coarser than what was said, exactly where it says so") {
    PersonStatements says;
    says.today = today();
    says.experience = {{3, 17}, {9, 11}};
    says.home = Coordinates{5'040'000, 452'000};
    says.available_from = CivilDate::parse("2026-04-02");
    says.least_pay_eur = 2'400;
    says.radius_km = 25;
    CardContent card = CandidateCard(1, says, &places().coarse).shows();
    CHECK(card.experience == std::vector<CardContent::Practice>{{3, 3}, {9, 2}});
    CHECK(card.place == CoarsePlace{"Charleroi", {5'040'000, 448'000}});
    PersonStatements back = statements_of(card, today());
    CHECK(back.available_from == CivilDate::parse("2026-05-01"));
    CHECK(back.experience == std::vector<PersonStatements::Practice>{{3, 12}, {9, 6}});
    CHECK(back.home == Coordinates{5'040'000, 448'000});
    CHECK(back.radius_km == 25);
    CHECK(back.least_pay_eur == 0);

    // What has passed tells no date, and stays "at once" on every later day.
    says.available_from = CivilDate::parse("2026-01-05");
    card = CandidateCard(1, says, nullptr).shows();
    CHECK(card.available_month == 0);
    CHECK_FALSE(card.place);
    // A locality whose arrondissement is not known is not told either.
    says.home = Coordinates{5'000'000, 500'000};
    CHECK_FALSE(CandidateCard(1, says, &places().coarse).shows().place);
}

TEST_CASE("cards come back from their pack as they went in, in any order the same bytes") {
    Random random(5);
    std::vector<CandidateCard> cards = random_cards(random, 200);
    const Pool pool(cards);
    REQUIRE(pool.pack->size() == 200);
    for (const CandidateCard& card : cards) {
        const std::optional<std::uint32_t> found = pool.pack->find(card.pseudonym());
        REQUIRE(found);
        REQUIRE(pool.pack->card(*found) == card.shows());
    }
    CHECK_FALSE(pool.pack->find(1));
    std::reverse(cards.begin(), cards.end());
    CHECK(build_candidate_pack(cards, support::test_taxonomy().identity()).value() == pool.bytes);

    cards.push_back(cards.front());
    const Result<std::string> twice = build_candidate_pack(cards, {});
    REQUIRE_FALSE(twice);
    CHECK(twice.error().code == "candidate-twice");
    CHECK(CandidatePack::open(build_candidate_pack({}, {}).value()).value().size() == 0);
}

TEST_CASE("the only texts of a candidate pack are names of arrondissements") {
    Random random(6);
    const Pool pool(random_cards(random, 50));
    std::size_t texts = 0;
    const Result<PackReader> reader = PackReader::open(pool.bytes);
    for (std::uint32_t section = 0; section < 100; ++section) {
        const Result<TextColumn> column = reader->texts(section);
        if (!column || column->size() == 0) continue;
        for (std::size_t index = 0; index < column->size(); ++index)
            CHECK(((*column)[index] == "Charleroi" || (*column)[index] == "Namur"));
        ++texts;
    }
    CHECK(texts == 1);
}

TEST_CASE("a candidate pack with any bit turned over is refused") {
    Random random(7);
    const Pool pool(random_cards(random, 3));
    for (std::size_t at = 0; at < pool.bytes.size(); ++at) {
        std::string damaged = pool.bytes;
        damaged[at] = static_cast<char>(damaged[at] ^ (1 << random.below(8)));
        REQUIRE_FALSE(CandidatePack::open(damaged));
    }
}

TEST_CASE(
    "a candidate has the points that the offer has for the card, and every requirement removes who does not meet it") {
    std::size_t pairs = 0;
    std::size_t removed_pairs = 0;
    for (std::uint64_t seed = 1; seed <= 80; ++seed) {
        Random random(seed * 17);
        const Pool pool(random_cards(random, 40));
        const std::array<const CandidatePack*, 1> packs = {pool.pack.get()};
        const Weights weights = support::random_weights(random);
        const Requirements requirements = random_requirements(random);
        const OfferSource offer = support::random_offer(random, support::test_taxonomy(), 1, random.below(3) * 25);
        const Offers one({offer});
        const CandidateRanking ranking =
            rank_candidates(offer, packs, taxonomy(), weights, requirements, today(), 40).value();
        REQUIRE(ranking.considered == 40);

        std::size_t kept = 0;
        std::array<FilterCost, requirement_count> costs{};
        for (std::uint32_t candidate = 0; candidate < pool.pack->size(); ++candidate) {
            const PersonStatements says = statements_of(pool.pack->card(candidate), today());
            const support::NaiveScore expected = support::naive_score(says, offer, taxonomy(), weights, {});
            const MatchPerson person = prepare(says, taxonomy());
            std::uint32_t removed = 0;
            for (std::size_t index = 0; index < requirement_count; ++index) {
                const auto requirement = static_cast<Requirement>(index);
                if (requirements.on(requirement) && !meets(requirement, says, person, offer, requirements))
                    removed |= 1U << index;
            }
            for (std::size_t index = 0; index < requirement_count; ++index) {
                costs[index].removes += removed >> index & 1U;
                costs[index].alone += removed == 1U << index ? 1 : 0;
            }
            INFO("seed " << seed << ", candidate " << candidate);
            const Explained explained =
                explain_candidate(offer, *pool.pack, candidate, taxonomy(), weights, requirements, today()).value();
            REQUIRE(explained.points == expected.total);
            REQUIRE(explained.removed == removed);
            for (std::size_t index = 0; index < criterion_count; ++index)
                REQUIRE(explained.reasons[index].points == expected.points[index]);
            const auto found = std::find_if(ranking.best.begin(), ranking.best.end(),
                                            [&](const auto& best) { return best.candidate == candidate; });
            REQUIRE((found != ranking.best.end()) == (removed == 0));
            if (removed == 0) REQUIRE(found->points == expected.total);
            kept += removed == 0 ? 1 : 0;
            removed_pairs += removed == 0 ? 0 : 1;
            ++pairs;
        }
        REQUIRE(ranking.kept == kept);
        REQUIRE(ranking.costs == costs);
        REQUIRE(std::is_sorted(ranking.best.begin(), ranking.best.end(), [&](const auto& left, const auto& right) {
            if (left.points != right.points) return left.points > right.points;
            return pool.pack->lot(left.candidate) < pool.pack->lot(right.candidate);
        }));
        const CandidateRanking few =
            rank_candidates(offer, packs, taxonomy(), weights, requirements, today(), 5).value();
        REQUIRE(std::equal(few.best.begin(), few.best.end(), ranking.best.begin()));
    }
    CHECK(pairs == 3'200);
    CHECK(removed_pairs > 500);
}

TEST_CASE("both directions give the same points where the card can say all that the person said") {
    std::size_t same = 0;
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        Random random(seed * 29);
        PersonStatements says = random_resident(random);
        const OfferSource offer = support::random_offer(random, support::test_taxonomy(), 1, random.below(2) * 30);
        const Offers one({offer});
        const Weights weights = support::random_weights(random);
        const auto points = [&](const MatchPerson& person) {
            Points all{};
            const Explained explained = explain(person, *one.pack, 0, weights, {}, taxonomy());
            for (std::size_t index = 0; index < criterion_count; ++index) all[index] = explained.reasons[index].points;
            return all;
        };
        // Anybody: what the card does not make coarser has the same points.
        const Points mine = points(prepare(says, taxonomy()));
        const Points theirs = points(seen_by_employers(says, taxonomy()));
        INFO("seed " << seed);
        for (const Criterion criterion : {Criterion::occupation, Criterion::skills, Criterion::languages,
                                          Criterion::studies, Criterion::terms, Criterion::licences})
            REQUIRE(theirs[static_cast<std::size_t>(criterion)] == mine[static_cast<std::size_t>(criterion)]);
        REQUIRE(theirs[static_cast<std::size_t>(Criterion::experience)] <=
                mine[static_cast<std::size_t>(Criterion::experience)]);
        REQUIRE(theirs[static_cast<std::size_t>(Criterion::availability)] <=
                mine[static_cast<std::size_t>(Criterion::availability)]);

        // Somebody whose statements fit the card: all points are the same.
        for (auto& practice : says.experience) practice.months = experience_bands[experience_band(practice.months)];
        if (says.home) says.home = places().pack.where(places().pack.locate("5000", "Namur").value());
        if (says.available_from && *says.available_from > says.today)
            says.available_from = CivilDate::from_ymd(says.available_from->year(), says.available_from->month(), 1)
                                      ->plus_months(1, MonthRounding::down);
        says.least_pay_eur = 0;
        REQUIRE(points(seen_by_employers(says, taxonomy())) == points(prepare(says, taxonomy())));
        same += says.home ? 1 : 0;
    }
    CHECK(same > 100);
}

TEST_CASE("candidates with equal points stand in one order, however the pool is divided") {
    Random random(8);
    std::vector<CandidateCard> cards;
    for (int number = 0; number < 300; ++number) cards.emplace_back(random.next(), PersonStatements{}, nullptr);
    const Pool whole(cards);
    const Pool first(std::span<const CandidateCard>(cards).first(120));
    const Pool second(std::span<const CandidateCard>(cards).subspan(120));
    const std::array<const CandidatePack*, 1> one = {whole.pack.get()};
    const std::array<const CandidatePack*, 2> two = {second.pack.get(), first.pack.get()};
    const auto order = [&](std::span<const CandidatePack* const> packs) {
        std::vector<std::uint64_t> pseudonyms;
        const CandidateRanking ranking = rank_candidates({}, packs, taxonomy(), {}, {}, today(), 50).value();
        for (const RankedCandidate& best : ranking.best)
            pseudonyms.push_back(packs[best.pack]->pseudonym(best.candidate));
        return pseudonyms;
    };
    CHECK(order(one).size() == 50);
    CHECK(order(one) == order(two));
}

TEST_CASE("what does not belong together is said and not ranked") {
    Random random(9);
    const std::vector<CandidateCard> cards = random_cards(random, 4);
    const std::string other = build_candidate_pack(cards, {1, 2}).value();
    const CandidatePack stranger = CandidatePack::open(other).value();
    const std::array<const CandidatePack*, 1> packs = {&stranger};
    const CandidateRanking ranking = rank_candidates({}, packs, taxonomy(), {}, {}, today(), 5).value();
    CHECK(ranking.packs_left_out == 1);
    CHECK(ranking.best.empty());
    OfferSource offer;
    offer.occupation = 60;
    CHECK(rank_candidates(offer, packs, taxonomy(), {}, {}, today(), 5).error().code == "offer-taxonomy");
    offer.occupation = 1;
    offer.licences = 0x8000;
    CHECK(rank_candidates(offer, packs, taxonomy(), {}, {}, today(), 5).error().code == "offer-value");
}
