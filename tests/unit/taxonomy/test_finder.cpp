#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>
#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

#include "data.hpp"
#include "taxonomy/finder.hpp"
#include "taxonomy/fixed.hpp"

using namespace passerelle;

namespace {

const std::vector<Finder::Name> few = {
    {"maçon/maçonne", 0},
    {"ouvrier maçon", 0},
    {"boulanger/boulangère", 1},
    {"vendeur en boulangerie/vendeuse en boulangerie", 2},
    {"conducteur de bus", 3},
    {"conductrice de bus", 3},
    {"chauffeur d’autobus", 3},
    {"conducteur de poids lourd/conductrice de poids lourd", 4},
    {"électricien du bâtiment/électricienne du bâtiment", 5},
    {"infirmier/infirmière", 6},
    {"puériculteur/puéricultrice", 7},
    {"développeur web/développeuse web", 8},
    {"directeur d’école/directrice d’école", 9},
    {"agent d’accueil", 10},
};

Finder small_finder() {
    return Finder(few, 11);
}

std::uint32_t first(const Finder& finder, std::string_view typed) {
    const auto found = finder.find(typed, 5);
    return found.empty() ? 99 : found.front().index;
}

}  // namespace

TEST_CASE("the beginnings of words find a concept while typing") {
    const Finder finder = small_finder();
    CHECK(first(finder, "maç") == 0);
    CHECK(first(finder, "infirm") == 6);
    CHECK(first(finder, "boulang") == 1);
    CHECK(first(finder, "vendeuse boul") == 2);
    CHECK(first(finder, "dev web") == 8);
    CHECK(first(finder, "poids l") == 4);
}

TEST_CASE("typos, missing accents, gender, plurals and word order are forgiven") {
    const Finder finder = small_finder();
    CHECK(first(finder, "macon") == 0);
    CHECK(first(finder, "MACONNE") == 0);
    CHECK(first(finder, "maçons") == 0);
    CHECK(first(finder, "Maçon (h/f/x)") == 0);
    CHECK(first(finder, "Maçon H/F") == 0);
    CHECK(first(finder, "boulangére") == 1);
    CHECK(first(finder, "electricienne batiment") == 5);
    CHECK(first(finder, "électritien") == 5);
    CHECK(first(finder, "bus conducteur") == 3);
    CHECK(first(finder, "conductrices de bus") == 3);
    CHECK(first(finder, "pueriqultrice") == 7);
    CHECK(first(finder, "directrice ecole") == 9);
    CHECK(first(finder, "agent d'acceuil") == 10);
}

TEST_CASE("the matched name comes back as it is displayed") {
    const auto found = small_finder().find("chauffeur autobus", 3);
    REQUIRE_FALSE(found.empty());
    CHECK(found.front().index == 3);
    CHECK(found.front().label == "chauffeur d’autobus");
}

TEST_CASE("nothing typed or nothing known gives nothing") {
    const Finder finder = small_finder();
    CHECK(finder.find("", 5).empty());
    CHECK(finder.find("  ?! ", 5).empty());
    CHECK(finder.find("maçon", 0).empty());
    CHECK(Finder({}, 0).find("maçon", 5).empty());
    const std::vector<Finder::Name> signs = {{"...", 0}};
    CHECK(Finder(signs, 1).find("maçon", 5).empty());
}

TEST_CASE("each concept comes once, best first, equal scores in the order of the pack") {
    const std::vector<Finder::Name> twins = {{"soudeur", 0}, {"soudeur", 1}, {"soudeuse", 1}, {"soudeur", 2}};
    const auto found = Finder(twins, 3).find("soudeur", 10);
    REQUIRE(found.size() == 3);
    for (std::size_t i = 1; i < found.size(); ++i) {
        CHECK(found[i - 1].score >= found[i].score);
        if (found[i - 1].score == found[i].score) CHECK(found[i - 1].index < found[i].index);
    }
}

TEST_CASE("a group yields to an occupation of the same name") {
    const std::vector<Finder::Name> names = {{"maçons", 0}, {"maçons", 1}};
    const Finder::Place places[] = {{{4, 7112}, true, {}, {}}, {{4, 7112}, false, {}, {}}};
    CHECK(Finder(names, 2, places).find("maçon", 2).front().index == 1);
    CHECK(Finder(names, 2).find("maçon", 2).front().index == 0);
}

TEST_CASE("any bytes may be typed") {
    const Finder finder = small_finder();
    CHECK(rc::check([&](const std::string& bytes) {
        const auto found = finder.find(bytes, 4);
        RC_ASSERT(found.size() <= 4U);
        for (const Found& one : found) RC_ASSERT(one.index < 11U);
    }));
}

TEST_CASE("one wrong letter in a long word still finds it first") {
    const Finder finder = small_finder();
    CHECK(rc::check([&] {
        std::string word = "electricienne";
        const auto at = *rc::gen::inRange<std::size_t>(0, word.size());
        word[at] = *rc::gen::inRange('a', '{');
        RC_ASSERT(first(finder, word + " ") == 5U);
    }));
}

TEST_CASE("square roots and logarithms are right in integers") {
    CHECK(integer_sqrt(0) == 0);
    CHECK(integer_sqrt(~std::uint64_t{0}) == 0xFFFFFFFFU);
    CHECK(natural_log_q16(1, 1) == 0);
    CHECK(natural_log_q16(1000, 1) / 65536.0 - 6.907755 < 0.0001);
    CHECK(natural_log_q16(1000, 1) / 65536.0 - 6.907755 > -0.0001);
    CHECK(rc::check([] {
        const auto value = *rc::gen::inRange<std::uint64_t>(0, std::uint64_t{1} << 62);
        const std::uint64_t root = integer_sqrt(value);
        RC_ASSERT(root * root <= value);
        RC_ASSERT((root + 1) * (root + 1) > value);
    }));
}

// The published protocol: mean reciprocal rank of the first right answer among the first 100, one name a concept first,
// ties counted against us. Every tenth query in builds with sanitizers.
TEST_CASE("published titles find their concepts", "[data]") {
    struct Goal {
        const char* name;
        double rank;
    };
    // What names alone must keep; with knowledge ./dev bench titles measures.
    for (const Goal goal : {Goal{"fra_q_fr_c_fr", .85}, Goal{"nld_q_nl_c_nl", .53}, Goal{"deu_q_de_c_de", .59},
                            Goal{"aut_q_de_c_de", .56}}) {
        const auto set = test::read_titles(goal.name);
        if (!set) SKIP("not here: titles/" << goal.name);
        const std::clock_t start = std::clock();
        const Finder finder(set->names, set->concepts, set->places);
        const double load_ms = 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
#if defined(__SANITIZE_ADDRESS__)
        constexpr std::size_t step = 20;
#else
        constexpr std::size_t step = 1;
#endif
        double reciprocal = 0;
        std::size_t asked = 0, at_first = 0, in_ten = 0;
        const std::clock_t asking = std::clock();
        for (std::size_t i = 0; i < set->queries.size(); i += step) {
            const auto found = finder.find(set->queries[i].text, 100);
            ++asked;
            for (std::size_t at = 0; at < found.size(); ++at) {
                if (!set->queries[i].right.contains(found[at].index)) continue;
                std::size_t rank = at + 1;
                while (rank < found.size() && found[rank].score == found[at].score) ++rank;
                reciprocal += 1.0 / static_cast<double>(rank);
                at_first += rank == 1 ? 1 : 0;
                in_ten += rank <= 10 ? 1 : 0;
                break;
            }
        }
        const double query_ms = 1000.0 * static_cast<double>(std::clock() - asking) / CLOCKS_PER_SEC;
        const auto share = [&](double part) { return part / static_cast<double>(asked); };
        std::printf("titles %s: mrr %.4f first %.4f in_ten %.4f queries %zu load %.1f ms query %.2f ms\n", goal.name,
                    share(reciprocal), share(static_cast<double>(at_first)), share(static_cast<double>(in_ten)), asked,
                    load_ms, share(query_ms));
        CHECK(share(reciprocal) >= goal.rank - (step > 1 ? .06 : 0));
    }
}
