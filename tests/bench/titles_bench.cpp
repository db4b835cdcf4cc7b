// Times of the title finder, the same natively and as WebAssembly. Standard input: the occupation pack and its
// knowledge pack in base64, a line each, then queries. Prints figures, and one number made of all answers: it must be
// the same everywhere.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include "base/pack.hpp"
#include "base/text.hpp"
#include "figures.hpp"
#include "taxonomy/normalise.hpp"
#include "taxonomy/taxonomy.hpp"

#ifdef __EMSCRIPTEN__
#include <emscripten/heap.h>
#endif

using namespace passerelle;

namespace {

std::string from_base64(std::string_view text) {
    std::string bytes;
    std::uint32_t bits = 0;
    unsigned count = 0;
    for (const char c : text) {
        std::uint32_t value = 0;
        if (c >= 'A' && c <= 'Z')
            value = static_cast<std::uint32_t>(c - 'A');
        else if (c >= 'a' && c <= 'z')
            value = static_cast<std::uint32_t>(c - 'a' + 26);
        else if (c >= '0' && c <= '9')
            value = static_cast<std::uint32_t>(c - '0' + 52);
        else if (c == '+')
            value = 62;
        else if (c == '/')
            value = 63;
        else
            continue;
        bits = bits << 6 | value;
        count += 6;
        if (count < 8) continue;
        count -= 8;
        bytes += static_cast<char>(static_cast<unsigned char>(bits >> count));
    }
    return bytes;
}

// A name as somebody types it: the first three letters of its words of four and more.
std::string beginnings(std::string_view name) {
    std::string typed;
    std::size_t words = 0;
    for (const std::string& word : title_words(name)) {
        if (word.size() < 4) continue;
        if (words++ > 0) typed += ' ';
        typed += word.substr(0, 3);
    }
    return words >= 2 ? typed : std::string();
}

// One letter of the longest word is left out, doubled or changed, which one in turn.
std::string one_edit(std::string_view name, std::size_t turn) {
    Words words = title_words(name);
    if (words.empty()) return {};
    std::string& word = *std::max_element(
        words.begin(), words.end(), [](const std::string& a, const std::string& b) { return a.size() < b.size(); });
    if (word.size() < 5) return {};
    const std::size_t at = 1 + turn % (word.size() - 1);
    if (turn % 3 == 0)
        word.erase(at, 1);
    else if (turn % 3 == 1)
        word.insert(at, 1, word[at]);
    else
        word[at] = word[at] == 'o' ? 'a' : 'o';
    std::string typed;
    for (const std::string& one : words) typed += one + ' ';
    return typed;
}

// Of every seventh name, spoilt by `spoil`: the share whose concept, or another of the very same name, is in the first
// ten.
template <typename Spoil>
double within_ten(const OccupationPack& pack, Spoil spoil) {
    std::size_t asked = 0, found_in_ten = 0;
    for (std::size_t i = 0; i < pack.size(); i += 7) {
        const std::string name(pack.label(static_cast<OccupationIndex>(i)));
        const std::string typed = spoil(name, i);
        if (typed.empty()) continue;
        ++asked;
        const auto found = pack.find(typed, 10);
        found_in_ten += std::any_of(found.begin(), found.end(), [&](const Found& one) {
            return pack.label(static_cast<OccupationIndex>(one.index)) == name;
        });
    }
    return asked == 0 ? 0 : static_cast<double>(found_in_ten) / static_cast<double>(asked);
}

}  // namespace

int main() {
    std::string names_line, knowledge_line, line;
    std::getline(std::cin, names_line);
    std::getline(std::cin, knowledge_line);
    const std::string names = from_base64(names_line), knowledge = from_base64(knowledge_line);
    std::vector<std::string> queries;
    while (std::getline(std::cin, line)) queries.push_back(line);

    const double start = bench::now_ms();
    Result<OccupationPack> pack = OccupationPack::open(names);
    const double opened = bench::now_ms();
    if (!pack) return 1;
    const std::vector<Found> without = pack->find("boulanger", 5);  // the names alone answer
    const double attaching = bench::now_ms();
    if (!pack->attach(knowledge) || without.empty()) return 1;
    const double attached = bench::now_ms();
    std::printf("load_names_ms %.1f ms\nload_knowledge_ms %.1f ms\n", opened - start, attached - attaching);

    std::string answers;
    double slowest = 0;
    const double asking = bench::now_ms();
    for (const std::string& query : queries) {
        const double before = bench::now_ms();
        for (const Found& found : pack->find(query, 20))
            answers += std::to_string(found.index) + ' ' + std::to_string(found.score) + ' ';
        slowest = std::max(slowest, bench::now_ms() - before);
    }
    std::printf("query_ms %.3f ms\nslowest_query_ms %.2f ms\n",
                (bench::now_ms() - asking) / static_cast<double>(std::max<std::size_t>(1, queries.size())), slowest);
#ifdef __EMSCRIPTEN__
    std::printf("memory %zu bytes\n", static_cast<std::size_t>(emscripten_get_heap_size()));
#endif
    std::printf("words_of_three_letters %.4f share\n",
                within_ten(*pack, [](std::string_view name, std::size_t) { return beginnings(name); }));
    std::printf("one_edit %.4f share\n", within_ten(*pack, one_edit));
    std::printf("answers %016llx xxh64\n", static_cast<unsigned long long>(xxh64(answers)));
    return 0;
}
