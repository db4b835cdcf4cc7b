#include "taxonomy/finder.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "taxonomy/fixed.hpp"
#include "taxonomy/grams.hpp"
#include "taxonomy/normalise.hpp"

namespace passerelle {
namespace {

using Share = std::int32_t;  // 0 to `whole`
constexpr Share whole = 4096;

// The mix, in 1/1000 of a feature that is `whole`, the same for every language: found by coordinate descent on the
// published titles (French counted twice), and rounded. The optimum is flat: any of them 30 % up or down moves the
// French mean reciprocal rank by less than .002.
struct Weights {
    std::int32_t letters;       // cosine of the grams with one name
    std::int32_t concept_text;  // cosine of the grams with all names of the concept as one text
    std::int32_t typed_found;   // each typed word's best match in the name, by rareness
    std::int32_t name_covered;  // each word of the name's best match in what is typed, by rareness
    std::int32_t first_word;
    std::int32_t last_word;
    std::int32_t equal;  // the same words in the same order
    std::int32_t group;  // taken from groups
};
constexpr Weights weights = {290, 245, 160, 120, 55, 45, 85, 65};

constexpr Share least_likeness = whole * 112 / 1000;  // of two words; below it is chance
constexpr Share beginning = whole * 700 / 1000;       // a word and a beginning of it, however short
constexpr std::size_t most_words = 16;
constexpr std::size_t longest_typed = 400;

Share cosine(std::uint64_t product, std::uint64_t left_length, std::uint64_t right_length) {
    const std::uint64_t both = std::max<std::uint64_t>(1, left_length * right_length);
    return static_cast<Share>(std::min<std::uint64_t>(product * whole / both, whole));
}

}  // namespace

struct Finder::Index {
    // One reading of one name; a name with a slash has two.
    struct Reading {
        std::uint32_t concept_index;
        std::uint32_t first_word;  // in reading_words
        std::uint32_t word_count;
        std::uint32_t length;    // of the gram vector
        std::uint32_t rareness;  // sum over its words
        std::string_view label;
    };
    struct ConceptWord {
        WordId word;
        std::uint32_t weight;
    };

    Vocabulary vocabulary;
    std::vector<Reading> readings;  // by concept
    std::vector<WordId> reading_words;
    std::vector<std::uint32_t> concept_starts;  // in readings
    std::vector<ConceptWord> concept_words;
    std::vector<std::uint32_t> concept_word_starts;
    std::vector<std::uint32_t> concept_lengths;
    std::vector<bool> groups;

    [[nodiscard]] std::span<const WordId> words_of(const Reading& reading) const {
        return std::span(reading_words).subspan(reading.first_word, reading.word_count);
    }
};

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
};

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

// All features that belong to one name, weighted.
std::int64_t name_score(const Typed& typed, const Vocabulary& vocabulary, std::span<const WordId> name,
                        std::uint32_t name_length, std::uint32_t name_rareness) {
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
    const bool equal = std::equal(name.begin(), name.end(), typed.ids.begin(), typed.ids.end());
    return std::int64_t{weights.letters} * cosine(product, typed.length, name_length) +
           weights.typed_found * found / typed.rareness + weights.name_covered * covered / name_rareness +
           std::int64_t{weights.first_word} * typed.words.front().likeness[name.front()] +
           std::int64_t{weights.last_word} * typed.words.back().likeness[name.back()] +
           (equal ? std::int64_t{weights.equal} * whole : 0);
}

}  // namespace

Finder::Finder(std::span<const Name> names, std::uint32_t concepts, std::span<const bool> groups) {
    auto index = std::make_unique<Index>();
    std::vector<std::vector<std::uint32_t>> by_concept(concepts);
    for (std::uint32_t i = 0; i < names.size(); ++i) by_concept[names[i].concept_index].push_back(i);

    std::vector<std::vector<WordId>> documents;
    index->concept_starts = {0};
    index->concept_word_starts = {0};
    for (std::uint32_t concept_index = 0; concept_index < concepts; ++concept_index) {
        std::set<std::vector<WordId>> seen;
        std::vector<WordId> all;
        for (const std::uint32_t name : by_concept[concept_index]) {
            for (const Words& words : title_readings(names[name].text)) {
                std::vector<WordId> ids;
                for (const std::string& word : words) ids.push_back(index->vocabulary.add(word));
                if (ids.empty() || !seen.insert(ids).second) continue;
                index->readings.push_back({concept_index, static_cast<std::uint32_t>(index->reading_words.size()),
                                           static_cast<std::uint32_t>(ids.size()), 0, 0, names[name].text});
                index->reading_words.insert(index->reading_words.end(), ids.begin(), ids.end());
                all.insert(all.end(), ids.begin(), ids.end());
                documents.push_back(std::move(ids));
            }
        }
        std::sort(all.begin(), all.end());
        for (std::size_t at = 0; at < all.size();) {
            std::size_t end = at;
            while (end < all.size() && all[end] == all[at]) ++end;
            index->concept_words.push_back({all[at], damped(static_cast<std::uint32_t>(end - at))});
            at = end;
        }
        index->concept_starts.push_back(static_cast<std::uint32_t>(index->readings.size()));
        index->concept_word_starts.push_back(static_cast<std::uint32_t>(index->concept_words.size()));
    }
    index->vocabulary.weigh(documents);
    index->groups.assign(concepts, false);
    for (std::size_t i = 0; i < groups.size() && i < concepts; ++i) index->groups[i] = groups[i];

    GramSum sum(index->vocabulary);
    for (Index::Reading& reading : index->readings) {
        for (const WordId word : index->words_of(reading)) {
            sum.add(word, 1);
            reading.rareness += index->vocabulary.rareness(word);
        }
        reading.length = sum.take_length(1);
    }
    for (std::uint32_t concept_index = 0; concept_index < concepts; ++concept_index) {
        for (std::uint32_t at = index->concept_word_starts[concept_index];
             at < index->concept_word_starts[concept_index + 1]; ++at)
            sum.add(index->concept_words[at].word, index->concept_words[at].weight);
        index->concept_lengths.push_back(sum.take_length(gram_unit));
    }
    index_ = std::move(index);
}

Finder::~Finder() = default;
Finder::Finder(Finder&&) noexcept = default;
Finder& Finder::operator=(Finder&&) noexcept = default;

std::vector<Found> Finder::find(std::string_view text, std::size_t limit) const {
    const Index& index = *index_;
    Words words = title_words(to_valid_utf8(text.substr(0, longest_typed)));
    if (words.size() > most_words) words.resize(most_words);
    if (words.empty() || limit == 0 || index.vocabulary.size() == 0) return {};
    const Typed typed = compare(index.vocabulary, words, text.back() != ' ');

    std::vector<Found> found;
    for (std::uint32_t concept_index = 0; concept_index < index.concept_lengths.size(); ++concept_index) {
        std::int64_t best = 0;
        std::string_view label;
        for (std::uint32_t at = index.concept_starts[concept_index]; at < index.concept_starts[concept_index + 1];
             ++at) {
            const Index::Reading& reading = index.readings[at];
            const std::int64_t score =
                name_score(typed, index.vocabulary, index.words_of(reading), reading.length, reading.rareness);
            if (score <= best) continue;
            best = score;
            label = reading.label;
        }
        if (best == 0) continue;
        std::uint64_t product = 0;
        for (std::uint32_t at = index.concept_word_starts[concept_index];
             at < index.concept_word_starts[concept_index + 1]; ++at)
            product += typed.products[index.concept_words[at].word] * index.concept_words[at].weight;
        best += std::int64_t{weights.concept_text} *
                cosine(product / gram_unit, typed.length, index.concept_lengths[concept_index]);
        if (index.groups[concept_index]) best -= std::int64_t{weights.group} * whole;
        found.push_back({concept_index, static_cast<std::int32_t>(best * 100 / whole), label});
    }
    const std::size_t kept = std::min(limit, found.size());
    std::partial_sort(
        found.begin(), found.begin() + static_cast<std::ptrdiff_t>(kept), found.end(),
        [](const Found& a, const Found& b) { return a.score != b.score ? a.score > b.score : a.index < b.index; });
    found.resize(kept);
    return found;
}

}  // namespace passerelle
