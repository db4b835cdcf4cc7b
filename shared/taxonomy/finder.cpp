#include "taxonomy/finder.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "taxonomy/finder_features.hpp"
#include "taxonomy/finder_index.hpp"

namespace passerelle {
namespace {

// What a feature that is `whole` counts, in 1/100, the same for every language; in the order of finder_features.hpp.
// Fitted on the published titles (tests/bench/titles_weights.cpp, where they are cross-validated as well).
using Weights = std::array<std::int32_t, feature_count>;
constexpr Weights with_knowledge = {66,  32,   80,  40,  131, 128, 103, -176, -55, 295, 213, -147,
                                    -53, -105, -69, -14, 27,  164, 417, 91,   36,  62,  74};
constexpr Weights names_alone = {115, -32, 112, 36, 123, 140, 173, -293, -37, 300, 287, 169, 113, -93, -62};
constexpr std::int64_t most_points = 100'000;
constexpr std::int32_t least_points = 10'000;  // below it what is found is chance
constexpr std::int64_t perfect = 1330;         // what both mixes come to when every word is the same

std::int32_t points(const Candidate& candidate, const Weights& weights) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < feature_count; ++i) sum += std::int64_t{weights[i]} * candidate.features[i];
    return static_cast<std::int32_t>(sum * most_points / (perfect * whole));
}

constexpr std::size_t most_words = 16;
constexpr std::size_t longest_typed = 400;

}  // namespace

Finder::Finder(std::span<const Name> names, std::uint32_t concepts, std::span<const Place> places)
    : index_(std::make_unique<FinderIndex>(names, concepts, places)) {}

Finder::~Finder() = default;
Finder::Finder(Finder&&) noexcept = default;
Finder& Finder::operator=(Finder&&) noexcept = default;

void Finder::attach(std::shared_ptr<const Knowledge> known) {
    index_->known = std::move(known);
}

std::vector<Candidate> Finder::consider(std::string_view text) const {
    Words words = title_words(to_valid_utf8(text.substr(0, longest_typed)));
    if (words.size() > most_words) words.resize(most_words);
    if (words.empty() || index_->vocabulary.size() == 0) return {};
    return consider_words(*index_, words, text.back() != ' ');
}

std::vector<Found> Finder::find(std::string_view text, std::size_t limit) const {
    std::vector<Found> found;
    if (limit == 0) return found;
    const Weights& weights = index_->known ? with_knowledge : names_alone;
    for (const Candidate& candidate : consider(text)) {
        const std::int32_t score = points(candidate, weights);
        if (score >= least_points) found.push_back({candidate.index, score, candidate.label});
    }
    const std::size_t kept = std::min(limit, found.size());
    std::partial_sort(
        found.begin(), found.begin() + static_cast<std::ptrdiff_t>(kept), found.end(),
        [](const Found& a, const Found& b) { return a.score != b.score ? a.score > b.score : a.index < b.index; });
    found.resize(kept);
    return found;
}

}  // namespace passerelle
