#include "taxonomy/finder_index.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "taxonomy/fixed.hpp"
#include "taxonomy/normalise.hpp"

namespace passerelle {
namespace {

// Length of a sum of gram vectors.
class GramSum {
  public:
    explicit GramSum(const Vocabulary& vocabulary) : vocabulary_(vocabulary), sums_(vocabulary.gram_count(), 0) {}
    void add(WordId word, std::uint64_t weight) {
        for (const Gram& gram : vocabulary_.grams(word)) {
            if (sums_[gram.id] == 0) touched_.push_back(gram.id);
            sums_[gram.id] += gram.weight * weight;
        }
    }
    std::uint32_t take_length(std::uint64_t unit) {
        std::uint64_t squared = 0;
        for (const std::uint32_t id : touched_) {
            const std::uint64_t sum = sums_[id] / unit;
            squared += sum * sum;
            sums_[id] = 0;
        }
        touched_.clear();
        return std::max<std::uint32_t>(1, static_cast<std::uint32_t>(integer_sqrt(squared)));
    }

  private:
    const Vocabulary& vocabulary_;
    std::vector<std::uint64_t> sums_;
    std::vector<std::uint32_t> touched_;
};

}  // namespace

FinderIndex::FinderIndex(std::span<const Finder::Name> names, std::uint32_t concepts,
                         std::span<const Finder::Place> known_places)
    : concept_starts{0}, concept_word_starts{0}, places(known_places.begin(), known_places.end()) {
    places.resize(concepts);
    std::vector<std::vector<std::uint32_t>> by_concept(concepts);
    for (std::uint32_t i = 0; i < names.size(); ++i) by_concept[names[i].concept_index].push_back(i);

    std::vector<std::vector<WordId>> documents;
    for (std::uint32_t concept_index = 0; concept_index < concepts; ++concept_index) {
        std::set<std::vector<WordId>> seen;
        std::vector<WordId> all;
        for (const std::uint32_t name : by_concept[concept_index]) {
            for (const Words& words : title_readings(names[name].text)) {
                std::vector<WordId> ids;
                for (const std::string& word : words) ids.push_back(vocabulary.add(word));
                if (ids.empty() || !seen.insert(ids).second) continue;
                readings.push_back({concept_index, static_cast<std::uint32_t>(reading_words.size()),
                                    static_cast<std::uint32_t>(ids.size()), 0, 0, names[name].text});
                reading_words.insert(reading_words.end(), ids.begin(), ids.end());
                all.insert(all.end(), ids.begin(), ids.end());
                documents.push_back(std::move(ids));
            }
        }
        std::sort(all.begin(), all.end());
        for (std::size_t at = 0; at < all.size();) {
            std::size_t end = at;
            while (end < all.size() && all[end] == all[at]) ++end;
            concept_words.push_back({all[at], damped(static_cast<std::uint32_t>(end - at))});
            at = end;
        }
        concept_starts.push_back(static_cast<std::uint32_t>(readings.size()));
        concept_word_starts.push_back(static_cast<std::uint32_t>(concept_words.size()));
    }
    vocabulary.weigh(documents);

    GramSum sum(vocabulary);
    for (Reading& reading : readings) {
        for (const WordId word : words_of(reading)) {
            sum.add(word, 1);
            reading.rareness += vocabulary.rareness(word);
        }
        reading.length = sum.take_length(1);
    }
    for (std::uint32_t concept_index = 0; concept_index < concepts; ++concept_index) {
        for (const ConceptWord& word : words_of(concept_index)) sum.add(word.word, word.weight);
        concept_lengths.push_back(sum.take_length(gram_unit));
    }

    std::map<IscoGroup, std::uint32_t> numbers;
    for (const Finder::Place& place : places) {
        if (place.isco.digits == 4) {
            const auto [at, fresh] = numbers.try_emplace(place.isco, isco_count);
            isco_of.push_back(at->second);
            if (fresh) ++isco_count;
        } else {
            isco_of.push_back(place.is_group ? no_isco : isco_count++);  // of nothing known: alone in a group
        }
    }
}

}  // namespace passerelle
