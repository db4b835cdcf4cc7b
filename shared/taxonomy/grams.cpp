#include "taxonomy/grams.hpp"

#include <algorithm>

#include "taxonomy/fixed.hpp"

namespace passerelle {
namespace {

constexpr std::size_t shortest_gram = 2;
constexpr std::size_t longest_gram = 5;
constexpr std::size_t longest_word =
    48;  // keeps products of gram vectors within 32 bits; the rest of a word is ignored

// Keys of the grams of ^word$: up to five bytes and their number.
void append_gram_keys(std::string_view word, std::vector<std::uint64_t>& keys) {
    std::string framed = "^";
    framed += word.substr(0, longest_word);
    framed += '$';
    for (std::size_t at = 0; at < framed.size(); ++at) {
        std::uint64_t key = 0;
        for (std::size_t size = 1; size <= longest_gram && at + size <= framed.size(); ++size) {
            key = (key << 8) | static_cast<unsigned char>(framed[at + size - 1]);
            if (size >= shortest_gram) keys.push_back((static_cast<std::uint64_t>(size) << 40) | key);
        }
    }
}

// 1 + ln((1 + all) / (1 + having)), times gram_unit.
std::uint32_t inverse_frequency(std::size_t all, std::uint32_t having) {
    return gram_unit + natural_log_q16(static_cast<std::uint32_t>(all) + 1, having + 1) / (65536 / gram_unit);
}

std::uint32_t vector_length(std::uint64_t squared) {
    return std::max<std::uint32_t>(1, static_cast<std::uint32_t>(integer_sqrt(squared)));
}

}  // namespace

std::uint32_t damped(std::uint32_t count) {
    return gram_unit + natural_log_q16(std::max<std::uint32_t>(1, count), 1) / (65536 / gram_unit);
}

WordId Vocabulary::add(std::string_view word) {
    const auto [place, fresh] = ids_.try_emplace(std::string(word), static_cast<WordId>(words_.size()));
    if (fresh) words_.emplace_back(word);
    return place->second;
}

const WordId* Vocabulary::find(std::string_view word) const {
    const auto found = ids_.find(std::string(word));
    return found == ids_.end() ? nullptr : &found->second;
}

void Vocabulary::weigh(std::span<const std::vector<WordId>> documents) {
    // Grams and their counts of each word.
    std::vector<std::uint64_t> keys;
    gram_starts_ = {0};
    for (const std::string& word : words_) {
        keys.clear();
        append_gram_keys(word, keys);
        std::sort(keys.begin(), keys.end());
        for (std::size_t at = 0; at < keys.size();) {
            std::size_t end = at;
            while (end < keys.size() && keys[end] == keys[at]) ++end;
            const auto id = gram_ids_.try_emplace(keys[at], static_cast<std::uint32_t>(gram_ids_.size())).first->second;
            grams_.push_back({id, static_cast<std::uint32_t>(end - at)});
            at = end;
        }
        gram_starts_.push_back(static_cast<std::uint32_t>(grams_.size()));
    }

    // In how many names each word and each gram occurs, once a name.
    constexpr std::uint32_t never = 0xFFFFFFFFU;
    std::vector<std::uint32_t> having(gram_ids_.size(), 0), last(gram_ids_.size(), never);
    std::vector<std::uint32_t> word_having(words_.size(), 0), word_last(words_.size(), never);
    for (std::uint32_t document = 0; document < documents.size(); ++document) {
        for (const WordId word : documents[document]) {
            if (word_last[word] == document) continue;
            word_last[word] = document;
            ++word_having[word];
            for (const Gram& gram : grams(word)) {
                if (last[gram.id] == document) continue;
                last[gram.id] = document;
                ++having[gram.id];
            }
        }
    }
    for (const std::uint32_t count : word_having) rareness_.push_back(inverse_frequency(documents.size(), count));
    highest_rareness_ = inverse_frequency(documents.size(), 0);
    for (const std::uint32_t count : having) gram_weights_.push_back(inverse_frequency(documents.size(), count));

    posting_starts_.assign(gram_ids_.size() + 1, 0);
    for (WordId word = 0; word < words_.size(); ++word) {
        std::uint64_t squared = 0;
        for (std::uint32_t at = gram_starts_[word]; at < gram_starts_[word + 1]; ++at) {
            Gram& gram = grams_[at];
            gram.weight = gram_weights_[gram.id] * damped(gram.weight) / gram_unit;
            squared += std::uint64_t{gram.weight} * gram.weight;
            ++posting_starts_[gram.id + 1];
        }
        lengths_.push_back(vector_length(squared));
    }
    for (std::size_t i = 1; i < posting_starts_.size(); ++i) posting_starts_[i] += posting_starts_[i - 1];
    postings_.resize(grams_.size());
    std::vector<std::uint32_t> next(posting_starts_.begin(), posting_starts_.end() - 1);
    for (WordId word = 0; word < words_.size(); ++word) {
        for (const Gram& gram : grams(word)) postings_[next[gram.id]++] = {word, gram.weight};
    }

    for (WordId word = 0; word < words_.size(); ++word) sorted_.push_back(word);
    std::sort(sorted_.begin(), sorted_.end(), [&](WordId a, WordId b) { return words_[a] < words_[b]; });
}

std::vector<Gram> Vocabulary::grams_of(std::string_view word, std::uint64_t& unknown) const {
    std::vector<std::uint64_t> keys;
    append_gram_keys(word, keys);
    std::sort(keys.begin(), keys.end());
    std::vector<Gram> found;
    for (std::size_t at = 0; at < keys.size();) {
        std::size_t end = at;
        while (end < keys.size() && keys[end] == keys[at]) ++end;
        const std::uint32_t count = damped(static_cast<std::uint32_t>(end - at));
        const auto known = gram_ids_.find(keys[at]);
        if (known != gram_ids_.end()) {
            found.push_back({known->second, gram_weights_[known->second] * count / gram_unit});
        } else {
            const std::uint64_t weight = std::uint64_t{highest_rareness_} * count / gram_unit;
            unknown += weight * weight;
        }
        at = end;
    }
    return found;
}

void Vocabulary::multiply(std::span<const Gram> grams, std::span<std::uint32_t> products) const {
    for (const Gram& gram : grams) {
        for (std::uint32_t at = posting_starts_[gram.id]; at < posting_starts_[gram.id + 1]; ++at)
            products[postings_[at].id] += gram.weight * postings_[at].weight;
    }
}

std::span<const WordId> Vocabulary::beginning_with(std::string_view letters) const {
    const auto before = [&](WordId word, std::string_view wanted) { return words_[word] < wanted; };
    const auto first = std::lower_bound(sorted_.begin(), sorted_.end(), letters, before);
    auto last = first;
    while (last != sorted_.end() && words_[*last].compare(0, letters.size(), letters) == 0) ++last;
    // libc++ 14 makes no span from two iterators of a vector.
    return std::span(sorted_).subspan(static_cast<std::size_t>(first - sorted_.begin()),
                                      static_cast<std::size_t>(last - first));
}

}  // namespace passerelle
