// Fits the mixing weights of the title finder: titles_weights SET_DIR PACKS_DIR [SET_DIR PACKS_DIR]...
// A softmax over the candidates of each query, every set counting the same, by Newton's method; then cross-validated
// five-fold (the n-th query of a set belongs to fold n modulo 5) and scored as tests/bench/titles.mjs does. Prints the
// cross-validated figures, then the weights of all queries, with and without knowledge, as they stand in
// shared/taxonomy/finder.cpp.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "packs/pack_set.hpp"
#include "support/tsv.hpp"
#include "taxonomy/finder_features.hpp"

using namespace passerelle;
using test::rows_of;

namespace {

using Values = std::array<double, feature_count>;

struct Query {
    std::size_t set = 0;
    std::size_t fold = 0;
    std::vector<Values> candidates;
    int right = -1;  // among them; -1: it is not one
};

struct Sets {
    std::vector<std::string> names;
    std::vector<std::size_t> sizes;
    std::vector<Query> queries;
};

// The first by names and by each kind of knowledge: what is behind all of these never comes first.
std::vector<std::size_t> worth_fitting(const std::vector<Candidate>& all) {
    std::vector<std::size_t> picked, order(all.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    const auto take = [&](std::size_t count, auto value) {
        count = std::min(count, order.size());
        std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end(),
                          [&](std::size_t a, std::size_t b) {
                              return value(all[a]) != value(all[b]) ? value(all[a]) > value(all[b]) : a < b;
                          });
        picked.insert(picked.end(), order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count));
    };
    take(70, [](const Candidate& one) { return one.lexical; });
    take(30, [](const Candidate& one) { return one.features[likely]; });
    take(10, [](const Candidate& one) { return one.features[near_found]; });
    take(10, [](const Candidate& one) { return one.features[neighbours]; });
    std::sort(picked.begin(), picked.end());
    picked.erase(std::unique(picked.begin(), picked.end()), picked.end());
    return picked;
}

bool add_set(Sets& sets, const std::string& folder, const std::string& packs_folder) {
    const auto packs = PackSet::open(packs_folder);
    if (!packs || packs->occupations() == nullptr || !packs->occupations()->has_knowledge()) return false;
    const OccupationPack& occupations = *packs->occupations();
    std::map<std::string, std::string> uris;
    for (const auto& row : rows_of(folder + "/concept_mapping.tsv")) uris[row.at(0)] = row.at(1);
    std::map<std::string, std::uint32_t> concepts, concept_of_name;
    std::vector<Finder::Place> places;
    const auto corpus = rows_of(folder + "/corpus_elements.tsv");
    std::vector<Finder::Name> names;
    for (const auto& row : corpus) {
        const auto [at, fresh] = concepts.try_emplace(uris[row.at(0)], static_cast<std::uint32_t>(concepts.size()));
        if (fresh) places.push_back(occupations.place_of(at->first));
        concept_of_name[row.at(0)] = at->second;
        names.push_back({row.at(1), at->second});
    }
    Finder finder(names, static_cast<std::uint32_t>(places.size()), places);
    finder.attach(occupations.knowledge());
    std::map<std::string, std::uint32_t> right;
    for (const auto& row : rows_of(folder + "/annotations.tsv")) right[row.at(0)] = concept_of_name[row.at(2)];
    std::size_t number = 0;
    for (const auto& row : rows_of(folder + "/queries.tsv")) {
        Query query;
        query.set = sets.names.size();
        query.fold = number++ % 5;
        const std::vector<Candidate> all = finder.consider(row.at(1));
        for (const std::size_t at : worth_fitting(all)) {
            if (all[at].index == right[row.at(0)]) query.right = static_cast<int>(query.candidates.size());
            Values values{};
            for (std::size_t i = 0; i < feature_count; ++i)
                values[i] = all[at].features[i] / static_cast<double>(whole);
            query.candidates.push_back(values);
        }
        sets.queries.push_back(std::move(query));
    }
    sets.names.push_back(folder.substr(folder.find_last_of('/') + 1, 3));
    sets.sizes.push_back(number);
    return true;
}

double mixed(const std::vector<double>& weights, const Values& values) {
    double sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) sum += weights[i] * values[i];
    return sum;
}

// Solves matrix * x = vector in place; the matrix is positive definite.
std::vector<double> solve(std::vector<double> matrix, std::vector<double> vector) {
    const std::size_t size = vector.size();
    for (std::size_t column = 0; column < size; ++column) {
        for (std::size_t row = 0; row < size; ++row) {
            if (row == column) continue;
            const double factor = matrix[row * size + column] / matrix[column * size + column];
            for (std::size_t i = column; i < size; ++i) matrix[row * size + i] -= factor * matrix[column * size + i];
            vector[row] -= factor * vector[column];
        }
    }
    for (std::size_t i = 0; i < size; ++i) vector[i] /= matrix[i * size + i];
    return vector;
}

// The first `count` features, without the queries of one fold.
std::vector<double> fit(const Sets& sets, std::size_t count, std::size_t left_out) {
    constexpr double ridge = .5;
    std::vector<double> weights(count, 0.);
    weights[letters] = 5;
    for (int step = 0; step < 12; ++step) {
        std::vector<double> gradient(count, 0.), curvature(count * count, 0.);
        for (const Query& query : sets.queries) {
            if (query.fold == left_out || query.right < 0) continue;
            const double share = 1000. / static_cast<double>(sets.sizes[query.set]);
            std::vector<double> chances;
            double highest = -1e9, total = 0;
            for (const Values& values : query.candidates) {
                chances.push_back(mixed(weights, values));
                highest = std::max(highest, chances.back());
            }
            for (double& chance : chances) total += chance = std::exp(chance - highest);
            std::vector<double> mean(count, 0.);
            for (std::size_t at = 0; at < chances.size(); ++at) {
                chances[at] /= total;
                for (std::size_t i = 0; i < count; ++i) mean[i] += chances[at] * query.candidates[at][i];
            }
            const Values& right = query.candidates[static_cast<std::size_t>(query.right)];
            for (std::size_t i = 0; i < count; ++i) gradient[i] += share * (right[i] - mean[i]);
            for (std::size_t at = 0; at < chances.size(); ++at) {
                if (chances[at] < 1e-5) continue;
                for (std::size_t i = 0; i < count; ++i) {
                    const double left = share * chances[at] * (query.candidates[at][i] - mean[i]);
                    for (std::size_t k = 0; k < count; ++k)
                        curvature[i * count + k] += left * (query.candidates[at][k] - mean[k]);
                }
            }
        }
        for (std::size_t i = 0; i < count; ++i) {
            gradient[i] -= ridge * weights[i];
            curvature[i * count + i] += ridge;
        }
        const std::vector<double> change = solve(curvature, gradient);
        double moved = 0;
        for (std::size_t i = 0; i < count; ++i) {
            weights[i] += change[i];
            moved += std::abs(change[i]);
        }
        if (moved < 1e-3) break;
    }
    return weights;
}

void cross_validate(const Sets& sets, std::size_t count, const char* what) {
    std::vector<std::vector<double>> weights;
    for (std::size_t fold = 0; fold < 5; ++fold) weights.push_back(fit(sets, count, fold));
    std::vector<double> reciprocal(sets.names.size(), 0.), first(sets.names.size(), 0.), ten(sets.names.size(), 0.);
    for (const Query& query : sets.queries) {
        if (query.right < 0) continue;
        const std::vector<double>& own = weights[query.fold];
        const double right = mixed(own, query.candidates[static_cast<std::size_t>(query.right)]);
        const auto rank = std::count_if(query.candidates.begin(), query.candidates.end(),
                                        [&](const Values& values) { return mixed(own, values) >= right; });
        const double share = 1. / static_cast<double>(sets.sizes[query.set]);
        reciprocal[query.set] += share / static_cast<double>(rank);
        if (rank == 1) first[query.set] += share;
        if (rank <= 10) ten[query.set] += share;
    }
    for (std::size_t set = 0; set < sets.names.size(); ++set) {
        std::printf("titles_%s_mrr_%s %.4f mrr\n", what, sets.names[set].c_str(), reciprocal[set]);
        std::printf("titles_%s_top1_%s %.4f share\n", what, sets.names[set].c_str(), first[set]);
        std::printf("titles_%s_top10_%s %.4f share\n", what, sets.names[set].c_str(), ten[set]);
    }
    std::printf("weights");
    for (const double weight : fit(sets, count, 5)) std::printf(" %.0f,", weight * 100);
    std::printf("\n");
}

}  // namespace

int main(int argc, char** argv) {
    Sets sets;
    for (int at = 1; at + 1 < argc; at += 2) {
        if (!add_set(sets, argv[at], argv[at + 1])) {
            std::fprintf(stderr, "titles_weights: no set in %s or no knowledge in %s\n", argv[at], argv[at + 1]);
            return 1;
        }
    }
    cross_validate(sets, feature_count, "cross_validated");
    cross_validate(sets, names_features, "names_alone_cross_validated");
    return 0;
}
