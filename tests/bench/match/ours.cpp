// Our side of `./dev bench match`: the same source natively, as WebAssembly and as WebAssembly with SIMD. It reads
// commands, one a line, and answers each with lines "name value unit" and a line ".", so that whoever measures can take
// turns between contenders:
//   make COUNT        random offers in packs of at most 25,000, as regions are: build_cpu_ms, open_cpu_ms, packs_bytes
//   rank PERSON RUNS  the 50 best for one of the persons: a line rank_ms for each run
//   extras RUNS       what else a page asks for: filters, all sorted, what-if, explanations; the middle and the fastest
//   run check             a digest of the points and filters of every offer for every person, and of the order of the
//   best write DIR         (natively) the packs, the persons as the engine prepared them, and what it makes of them
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "base/pack.hpp"
#include "bench/figures.hpp"
#include "match/explain.hpp"
#include "match/score.hpp"
#include "match/scorer.hpp"
#include "match/what_if.hpp"
#include "support/random_offers.hpp"

namespace {

using namespace passerelle;
using bench::cpu_ms;
using bench::now_ms;
using bench::print;

constexpr std::uint32_t person_count = 20;
constexpr std::uint32_t pack_size = 25'000;
constexpr std::size_t shown = 50;

template <typename Work>
void print_times(const std::string& name, int runs, Work work) {
    work();
    std::vector<double> times;
    for (int run = 0; run < runs; ++run) {
        const double start = now_ms();
        work();
        times.push_back(now_ms() - start);
    }
    std::sort(times.begin(), times.end());
    print((name + "_ms").c_str(), times[times.size() / 2], "ms");
    print((name + "_best_ms").c_str(), times.front(), "ms");
}

bool write_file(const std::string& path, std::string_view bytes) {
    std::FILE* file = std::fopen(path.c_str(), "wb");
    if (file == nullptr) return false;
    const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
    return std::fclose(file) == 0 && written;
}

template <typename Element>
void append(std::string& bytes, const std::vector<Element>& elements) {
    bytes.append(reinterpret_cast<const char*>(elements.data()), elements.size() * sizeof(Element));
}

class Ours {
  public:
    Ours() {
        support::Random random(4);
        for (std::uint32_t person = 0; person < person_count; ++person) {
            says_.push_back(support::random_person(random, taxonomy_, 0));
            persons_.push_back(prepare(says_.back(), taxonomy_.view()));
        }
    }

    bool make(std::uint32_t count) {
        double built = 0;
        double packs_bytes = 0;
        for (std::uint32_t first = 0; first < count; first += pack_size) {
            // The sources of one pack at a time: a phone never holds them, and nor should the figure for memory.
            std::vector<OfferSource> offers =
                support::random_offers(10 + first, taxonomy_, std::min(pack_size, count - first), 0);
            for (OfferSource& offer : offers) offer.id += "-" + std::to_string(first);
            const double start = cpu_ms();
            Result<std::string> pack = build_offer_pack(offers, taxonomy_.identity());
            if (!pack) return false;
            built += cpu_ms() - start;
            packs_bytes += static_cast<double>(pack->size());
            bytes_.push_back(std::move(pack).value());
        }
        const double start = cpu_ms();
        for (const std::string& one : bytes_) {
            Result<OfferPack> pack = OfferPack::open(one);
            if (!pack) return false;
            packs_.push_back(std::move(pack).value());
        }
        print("build_cpu_ms", built, "ms");
        print("open_cpu_ms", cpu_ms() - start, "ms");
        print("packs_bytes", packs_bytes, "bytes");
        for (const OfferPack& pack : packs_) views_.push_back(&pack);
        return true;
    }

    void time_ranking(std::size_t person, int runs) const {
        for (int run = 0; run < runs; ++run) {
            const double start = now_ms();
            const Ranking ranking = rank(persons_[person], views_, {}, {}, shown);
            print("rank_ms", now_ms() - start, "ms");
            if (ranking.best.size() > shown) std::abort();
        }
    }

    void time_extras(int runs) const {
        const MatchPerson& person = persons_.front();
        // Something to decide for every filter.
        Filters filters;
        filters.most_km = 60;
        filters.licences_held = true;
        filters.languages_spoken = true;
        const Ranking ranking = rank(person, views_, {}, {}, shown);
        const std::uint16_t threshold = ranking.best.back().points;
        std::uint64_t sum = 0;  // of what came out, so that no work can be left away
        print_times("rank_filtered", runs, [&] { sum += rank(person, views_, {}, filters, shown).kept; });
        print_times("rank_all_sorted", runs,
                    [&] { sum += rank(person, views_, {}, {}, ranking.considered).best.size(); });
        print_times("what_if_50_skills", runs,
                    [&] { sum += what_if(person, taxonomy_.view(), views_, {}, {}, threshold, 3, 50).size(); });
        print_times("what_if_every_skill", runs,
                    [&] { sum += what_if(person, taxonomy_.view(), views_, {}, {}, threshold).size(); });
        print_times("prepare_person", runs, [&] { sum += prepare(says_.front(), taxonomy_.view()).licences; });
        print_times("explain_50", runs, [&] {
            for (const Ranked& best : ranking.best)
                sum += explain(person, *views_[best.pack], best.offer, {}, {}, taxonomy_.view()).points;
        });
        if (sum == 0) std::abort();
    }

    // Points and filters of every offer, pack after pack.
    [[nodiscard]] std::string points_of_all(const MatchPerson& person) const {
        const Points maximum = maxima({});
        std::string bytes;
        for (const OfferPack* pack : views_) {
            std::vector<std::uint16_t> totals(pack->size());
            std::vector<std::uint16_t> removed(pack->size());
            PackScorer(person, *pack, maximum).score(totals);
            const PackFilter filter(person, *pack, {});
            for (std::uint32_t offer = 0; offer < pack->size(); ++offer) removed[offer] = filter.removed(offer);
            append(bytes, totals);
            append(bytes, removed);
        }
        return bytes;
    }
    [[nodiscard]] Json best_of(const MatchPerson& person) const {
        Json best = Json::array();
        for (const Ranked& ranked : rank(person, views_, {}, {}, shown).best)
            best.push_back({ranked.pack, ranked.offer, ranked.points});
        return best;
    }

    void check() const {
        std::uint64_t digest = 0;
        for (const MatchPerson& person : persons_)
            digest = digest * 31 + xxh64(points_of_all(person) + dump_json(best_of(person)));
        std::printf("digest %llu xxh64\n", static_cast<unsigned long long>(digest));
    }

    [[nodiscard]] bool write(const std::string& directory) const {
        bool written = true;
        for (std::size_t pack = 0; pack < bytes_.size(); ++pack) {
            const std::string number = std::to_string(pack);
            std::string lots;
            for (std::uint32_t offer = 0; offer < packs_[pack].size(); ++offer)
                append(lots, std::vector{packs_[pack].lot(offer)});
            written = written && write_file(directory + "/offers-" + number + ".pack", bytes_[pack]) &&
                      write_file(directory + "/lots-" + number + ".bin", lots);
        }
        written = written && write_file(directory + "/occupations.pack", taxonomy_.occupation_bytes) &&
                  write_file(directory + "/skills.pack", taxonomy_.skill_bytes);
        Json persons = Json::array();
        for (std::size_t person = 0; person < persons_.size(); ++person) {
            persons.push_back(described(persons_[person]));
            written = written && write_file(directory + "/points-" + std::to_string(person) + ".bin",
                                            points_of_all(persons_[person]));
        }
        Json iscos = Json::array();
        for (std::size_t occupation = 0; occupation < taxonomy_.occupations->size(); ++occupation)
            iscos.push_back(taxonomy_.occupations->isco(static_cast<OccupationIndex>(occupation)));
        return written && write_file(directory + "/question.json", dump_json({{"packs", bytes_.size()},
                                                                              {"maximum", maxima({})},
                                                                              {"isco", std::move(iscos)},
                                                                              {"persons", std::move(persons)}}));
    }

  private:
    [[nodiscard]] Json described(const MatchPerson& person) const {
        const PersonStatements& says = person.says;
        Json languages = Json::array();
        for (const auto& [code, level] : says.languages) languages.push_back({code, static_cast<unsigned>(level)});
        return {{"wished", says.wished},
                {"skills", says.skills},
                {"languages", std::move(languages)},
                {"studies", static_cast<unsigned>(says.studies)},
                {"home", {says.home->latitude_e5, says.home->longitude_e5}},
                {"radius_km", says.radius_km},
                {"licences", person.licences},
                {"contracts", says.contracts},
                {"working_times", says.working_times},
                {"available_from", says.available_from->days() - offer_epoch_days},
                {"least_pay_eur", says.least_pay_eur},
                {"today", says.today.days() - offer_epoch_days},
                {"knows_occupations", person.knows_occupations},
                {"knows_experience", person.knows_experience},
                {"knows_skills", person.knows_skills},
                {"occupation_share", person.occupation_share},
                {"experience_months", person.experience_months},
                {"skill_credit", person.skill_credit},
                {"best", best_of(person)}};
    }

    const support::SyntheticTaxonomy taxonomy_ = support::synthetic_taxonomy(1, 300, 2'000);
    std::vector<PersonStatements> says_;
    std::vector<MatchPerson> persons_;
    std::vector<std::string> bytes_;
    std::vector<OfferPack> packs_;
    std::vector<const OfferPack*> views_;
};

}  // namespace

int main() {
    Ours ours;
    char line[512];
    while (std::fgets(line, sizeof line, stdin) != nullptr) {
        char word[16] = "";
        char rest[480] = "";
        std::sscanf(line, "%15s %479[^\n]", word, rest);
        const std::string command = word;
        bool done = true;
        if (command == "make") {
            done = ours.make(static_cast<std::uint32_t>(std::strtoul(rest, nullptr, 10)));
        } else if (command == "rank") {
            char* end = nullptr;
            const unsigned long person = std::strtoul(rest, &end, 10);
            ours.time_ranking(person % person_count, std::atoi(end));
        } else if (command == "extras") {
            ours.time_extras(std::atoi(rest));
        } else if (command == "check") {
            ours.check();
        } else if (command == "write") {
            done = ours.write(rest);
        } else {
            done = false;
        }
        if (!done) return EXIT_FAILURE;
        std::puts(".");
        std::fflush(stdout);
    }
    return EXIT_SUCCESS;
}
