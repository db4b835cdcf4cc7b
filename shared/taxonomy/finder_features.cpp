#include "taxonomy/finder_features.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <utility>

#include "taxonomy/finder_index.hpp"
#include "taxonomy/fixed.hpp"

namespace passerelle {
namespace {

// The mix that chooses a concept's best name and the first concepts, in 1/1000.
constexpr std::array<std::int32_t, lexical_features> lexical_weights = {290, 160, 120, 55, 45, 85, 245, -65};

constexpr Share least_likeness = whole * 112 / 1000;  // of two words; below it is chance
constexpr Share beginning = whole * 700 / 1000;       // a word and a beginning of it, however short
constexpr std::int32_t nats = 8;                      // of a logarithm that count as `whole`
constexpr std::int32_t near_nats = 2;                 // the same for likely_first
constexpr Share least_likely = -8 * whole;
constexpr std::int32_t trusted_letters = whole / 4;  // of the best name; below it, less of what is near it counts
constexpr std::size_t least_ending = 4;              // bytes; below it is grammar
constexpr std::size_t first_found = 8;               // by names, whose neighbourhood counts

Share cosine(std::uint64_t product, std::uint64_t left_length, std::uint64_t right_length) {
    const std::uint64_t both = std::max<std::uint64_t>(1, left_length * right_length);
    return static_cast<Share>(std::min<std::uint64_t>(product * whole / both, whole));
}

// What is typed, compared with every known word.
struct Typed {
    struct Word {
        std::vector<Share> likeness;  // to each known word
        std::uint32_t rareness = 0;
    };
    std::vector<Word> words;
    std::vector<WordId> ids;              // past the last for an unknown word
    std::vector<std::uint64_t> products;  // of all grams with the grams of each known word
    std::uint64_t length = 1;             // of the gram vector
    std::uint32_t rareness = 0;           // sum over the words
    std::size_t bytes = 0;                // of the words
    std::string_view last;                // word
};

Share part(std::size_t of, std::size_t all) {
    return static_cast<Share>(of * static_cast<std::size_t>(whole) / std::max<std::size_t>(1, all));
}

std::size_t common_ending(std::string_view left, std::string_view right) {
    const auto ends = std::mismatch(left.rbegin(), left.rend(), right.rbegin(), right.rend());
    return static_cast<std::size_t>(ends.first - left.rbegin());
}

// Adds one word to `typed`; its grams go to `grams`, and the squared length of those seen nowhere comes back.
std::uint64_t add_word(Typed& typed, const Vocabulary& vocabulary, std::string_view text, bool unfinished,
                       std::vector<Gram>& grams) {
    std::uint64_t unknown = 0;
    const std::vector<Gram> own = vocabulary.grams_of(text, unknown);
    std::uint64_t squared = unknown;
    for (const Gram& gram : own) squared += std::uint64_t{gram.weight} * gram.weight;
    const std::uint64_t length = integer_sqrt(squared);
    std::vector<std::uint32_t> products(vocabulary.size(), 0);
    vocabulary.multiply(own, products);

    Typed::Word word;
    word.likeness.assign(vocabulary.size(), 0);
    for (WordId id = 0; id < vocabulary.size(); ++id) {
        if (products[id] == 0) continue;
        typed.products[id] += products[id];
        const Share likeness = cosine(products[id], length, vocabulary.length(id));
        if (likeness >= least_likeness) word.likeness[id] = likeness;
    }
    if (unfinished) {
        for (const WordId id : vocabulary.beginning_with(text)) {
            const auto shown = static_cast<Share>(text.size() * whole / vocabulary.word(id).size());
            word.likeness[id] = std::max(word.likeness[id], beginning + (whole - beginning) * shown / whole);
        }
    }
    const WordId* known = vocabulary.find(text);
    typed.ids.push_back(known != nullptr ? *known : static_cast<WordId>(vocabulary.size()));
    word.rareness = known != nullptr ? vocabulary.rareness(*known) : vocabulary.highest_rareness();
    typed.rareness += word.rareness;
    typed.words.push_back(std::move(word));
    grams.insert(grams.end(), own.begin(), own.end());
    return unknown;
}

// `words` is not empty.
Typed compare(const Vocabulary& vocabulary, const Words& words, bool last_is_unfinished) {
    Typed typed;
    typed.products.assign(vocabulary.size(), 0);
    typed.last = words.back();
    for (const std::string& word : words) typed.bytes += word.size();
    std::vector<Gram> grams;
    std::uint64_t squared = 0;
    for (std::size_t i = 0; i < words.size(); ++i)
        squared += add_word(typed, vocabulary, words[i], last_is_unfinished && i + 1 == words.size(), grams);
    std::sort(grams.begin(), grams.end(), [](const Gram& a, const Gram& b) { return a.id < b.id; });
    for (std::size_t at = 0; at < grams.size();) {
        const std::uint32_t id = grams[at].id;
        std::uint64_t sum = 0;
        for (; at < grams.size() && grams[at].id == id; ++at) sum += grams[at].weight;
        squared += sum * sum;
    }
    typed.length = std::max<std::uint64_t>(1, integer_sqrt(squared));
    return typed;
}

// The features that belong to one name.
void name_features(const Typed& typed, const Vocabulary& vocabulary, std::span<const WordId> name,
                   const FinderIndex::Reading& reading, std::array<std::int32_t, feature_count>& features) {
    std::uint64_t product = 0;
    std::int64_t covered = 0;
    for (const WordId id : name) {
        product += typed.products[id];
        Share likeness = 0;
        for (const Typed::Word& word : typed.words) likeness = std::max(likeness, word.likeness[id]);
        covered += std::int64_t{likeness} * vocabulary.rareness(id);
    }
    std::int64_t found = 0;
    for (const Typed::Word& word : typed.words) {
        Share likeness = 0;
        for (const WordId id : name) likeness = std::max(likeness, word.likeness[id]);
        found += std::int64_t{likeness} * word.rareness;
    }
    const bool same = std::equal(name.begin(), name.end(), typed.ids.begin(), typed.ids.end());
    features[letters] = cosine(product, typed.length, reading.length);
    features[typed_found] = static_cast<Share>(found / typed.rareness);
    features[name_covered] = static_cast<Share>(covered / reading.rareness);
    features[first_word] = typed.words.front().likeness[name.front()];
    features[last_word] = typed.words.back().likeness[name.back()];
    features[equal] = same ? whole : 0;
}

void shape_features(const Typed& typed, const Vocabulary& vocabulary, std::span<const WordId> name,
                    std::array<std::int32_t, feature_count>& features) {
    std::size_t bytes = 0;
    for (const WordId id : name) bytes += vocabulary.word(id).size();
    const std::string_view last = vocabulary.word(name.back());
    const std::size_t common = common_ending(typed.last, last);
    features[ending] = common < least_ending ? 0 : part(common, std::max(typed.last.size(), last.size()));
    features[lengths] = part(std::min(bytes, typed.bytes), std::max(bytes, typed.bytes));
}

std::int64_t mixed(const std::array<std::int32_t, feature_count>& features) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < lexical_features; ++i) sum += std::int64_t{lexical_weights[i]} * features[i];
    return sum;
}

Candidate lexical_candidate(const FinderIndex& index, std::uint32_t concept_index, const Typed& typed) {
    Candidate best;
    best.index = concept_index;
    best.lexical = -1;
    std::array<std::int32_t, feature_count> features{};
    const auto readings = index.readings_of(concept_index);
    const FinderIndex::Reading* best_reading = nullptr;
    Share first_letters = 0;
    for (const FinderIndex::Reading& reading : readings) {
        name_features(typed, index.vocabulary, index.words_of(reading), reading, features);
        const std::int64_t score = mixed(features);
        if (&reading == readings.data()) first_letters = features[letters];
        if (score <= best.lexical) continue;
        best.lexical = score;
        best.label = reading.label;
        best.features = features;
        best_reading = &reading;
    }
    if (best_reading != nullptr) shape_features(typed, index.vocabulary, index.words_of(*best_reading), best.features);
    std::uint64_t product = 0;
    for (const FinderIndex::ConceptWord& word : index.words_of(concept_index))
        product += typed.products[word.word] * word.weight;
    best.features[concept_text] = cosine(product / gram_unit, typed.length, index.concept_lengths[concept_index]);
    best.features[preferred] = first_letters;
    best.features[group] = index.places[concept_index].is_group ? whole : 0;
    best.features[name_count] =
        static_cast<Share>(natural_log_q16(static_cast<std::uint32_t>(readings.size()) + 1, 1) / 64);
    best.lexical = mixed(best.features);
    return best;
}

struct First {
    std::uint32_t index;
    std::int64_t weight;
};

// The best by names, each with how far it is above what is no longer among the first.
std::vector<First> first_by_names(std::span<const Candidate> candidates) {
    std::vector<First> first;
    for (const Candidate& candidate : candidates) {
        if (candidate.lexical > 0) first.push_back({candidate.index, candidate.lexical});
    }
    const std::size_t kept = std::min(first.size(), first_found + 1);
    std::partial_sort(
        first.begin(), first.begin() + static_cast<std::ptrdiff_t>(kept), first.end(),
        [](const First& a, const First& b) { return a.weight != b.weight ? a.weight > b.weight : a.index < b.index; });
    first.resize(kept);
    const std::int64_t least = kept > first_found ? first.back().weight : 0;
    if (kept > first_found) first.pop_back();
    for (First& one : first) one.weight = std::clamp<std::int64_t>((one.weight - least) / whole, 1, 1000);
    return first;
}

Share best_letters(std::span<const Candidate> candidates) {
    Share best = 0;
    for (const Candidate& candidate : candidates) best = std::max(best, candidate.features[letters]);
    return best;
}

// How much the neighbourhood of the first says: a cosine alone does not tell that they were found by chance.
Share trust_in_first(std::span<const Candidate> candidates) {
    return std::min(best_letters(candidates), trusted_letters) * whole / trusted_letters;
}

void add_neighbours(const FinderIndex& index, std::span<const First> first, std::vector<Candidate>& candidates) {
    const Share trust = trust_in_first(candidates);
    const Vocabulary& vocabulary = index.vocabulary;
    std::vector<std::uint64_t> sums(vocabulary.gram_count(), 0);
    for (const First& one : first) {
        for (const FinderIndex::ConceptWord& word : index.words_of(one.index)) {
            for (const Gram& gram : vocabulary.grams(word.word))
                sums[gram.id] += std::uint64_t{gram.weight} * word.weight * static_cast<std::uint64_t>(one.weight) *
                                 16 / index.concept_lengths[one.index];
        }
    }
    std::uint64_t squared = 0;
    for (std::uint64_t& sum : sums) {
        sum /= gram_unit;
        squared += sum * sum;
    }
    const std::uint64_t length = integer_sqrt(squared);
    std::vector<std::uint64_t> products(vocabulary.size(), 0);
    for (WordId word = 0; word < vocabulary.size(); ++word) {
        for (const Gram& gram : vocabulary.grams(word)) products[word] += gram.weight * sums[gram.id];
    }
    for (Candidate& candidate : candidates) {
        std::uint64_t product = 0;
        for (const FinderIndex::ConceptWord& word : index.words_of(candidate.index))
            product += products[word.word] * word.weight;
        candidate.features[neighbours] =
            cosine(product / gram_unit, length, index.concept_lengths[candidate.index]) * trust / whole;
    }
}

// The mean of the two best of the unit group by names, without the concept itself.
void add_unit_groups(const FinderIndex& index, std::vector<Candidate>& candidates) {
    std::vector<std::array<std::int64_t, 3>> best(index.isco_count, {0, 0, 0});
    for (const Candidate& candidate : candidates) {
        const std::uint32_t isco = index.isco_of[candidate.index];
        if (isco == FinderIndex::no_isco) continue;
        auto& top = best[isco];
        std::int64_t score = candidate.lexical;
        for (std::int64_t& kept : top) {
            if (score > kept) std::swap(score, kept);
        }
    }
    for (Candidate& candidate : candidates) {
        const std::uint32_t isco = index.isco_of[candidate.index];
        if (isco == FinderIndex::no_isco) continue;
        const auto& top = best[isco];
        std::int64_t others = top[0] + top[1] + top[2];
        if (candidate.lexical >= top[2]) {
            others -= candidate.lexical;
        } else {
            others = top[0] + top[1];
        }
        candidate.features[unit_group] = static_cast<Share>(others / 2000);
    }
}

// Typed words in any name of the unit group.
void add_words_found(const FinderIndex& index, const Typed& typed, std::vector<Candidate>& candidates) {
    const std::size_t count = typed.words.size();
    std::vector<Share> of_group(index.isco_count * count, 0);
    for (const Candidate& candidate : candidates) {
        const std::uint32_t isco = index.isco_of[candidate.index];
        if (isco == FinderIndex::no_isco) continue;
        for (const FinderIndex::ConceptWord& word : index.words_of(candidate.index)) {
            for (std::size_t i = 0; i < count; ++i) {
                Share& best = of_group[isco * count + i];
                best = std::max(best, typed.words[i].likeness[word.word]);
            }
        }
    }
    for (Candidate& candidate : candidates) {
        const std::uint32_t isco = index.isco_of[candidate.index];
        if (isco == FinderIndex::no_isco) continue;
        std::int64_t found = 0;
        for (std::size_t i = 0; i < count; ++i)
            found += std::int64_t{of_group[isco * count + i]} * typed.words[i].rareness;
        candidate.features[group_found] = static_cast<Share>(found / typed.rareness);
    }
}

void add_knowledge(const FinderIndex& index, const Words& words, std::span<const First> first,
                   std::vector<Candidate>& candidates) {
    if (!index.known) return;
    const Knowledge& known = *index.known;
    const Knowledge::Meaning meaning = known.meaning(words);
    Knowledge::Meaning around(known.width(), 0);
    for (const First& one : first) {
        if (const auto row = index.places[one.index].knowledge_row)
            known.add_direction(around, *row, static_cast<std::int32_t>(one.weight));
    }
    std::vector<std::int32_t> scores(known.concept_count()), cosines(known.concept_count()),
        around_cosines(known.concept_count()), group_scores(known.group_count());
    known.concept_scores(meaning, scores);
    known.cosines(meaning, cosines);
    known.cosines(around, around_cosines);
    known.group_scores(meaning, group_scores);
    const std::int32_t highest = *std::max_element(scores.begin(), scores.end());
    const std::int32_t highest_group = *std::max_element(group_scores.begin(), group_scores.end());
    const Share unsure = whole - best_letters(candidates);
    const Share trust = trust_in_first(candidates);
    const auto logarithm = [](std::int32_t score, std::int32_t best) {
        return std::max(least_likely, (score - best) * (whole / 256) / nats);
    };
    for (Candidate& candidate : candidates) {
        const Finder::Place& place = index.places[candidate.index];
        if (place.knowledge_row) {
            candidate.features[knowledge] = whole;
            candidate.features[likely] = logarithm(scores[*place.knowledge_row], highest);
            candidate.features[meant] = cosines[*place.knowledge_row];
            candidate.features[near_found] = around_cosines[*place.knowledge_row] * trust / whole;
            candidate.features[likely_first] =
                std::max(0, whole + (scores[*place.knowledge_row] - highest) * (whole / 256) / near_nats);
            candidate.features[likely_unsure] = candidate.features[likely] * unsure / whole;
            candidate.features[meant_unsure] = candidate.features[meant] * unsure / whole;
        }
        if (place.knowledge_group)
            candidate.features[likely_group] = logarithm(group_scores[*place.knowledge_group], highest_group);
    }
}

}  // namespace

std::vector<Candidate> consider_words(const FinderIndex& index, const Words& words, bool last_is_unfinished) {
    const Typed typed = compare(index.vocabulary, words, last_is_unfinished);
    std::vector<Candidate> candidates;
    candidates.reserve(index.concept_count());
    for (std::uint32_t i = 0; i < index.concept_count(); ++i) {
        if (!index.readings_of(i).empty()) candidates.push_back(lexical_candidate(index, i, typed));
    }
    const std::vector<First> first = first_by_names(candidates);
    add_neighbours(index, first, candidates);
    add_unit_groups(index, candidates);
    add_words_found(index, typed, candidates);
    add_knowledge(index, words, first, candidates);
    return candidates;
}

}  // namespace passerelle
