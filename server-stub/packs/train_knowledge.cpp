#include "packs/train_knowledge.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <set>
#include <utility>

#include "packs/random.hpp"
#include "taxonomy/normalise.hpp"

namespace passerelle {
namespace {

// Chosen on ESCO in French, Dutch and German; the figures of ./dev bench titles are made with them.
constexpr std::size_t width = 48;
constexpr std::size_t piece_rows = 4096;
constexpr float dropped_pieces = .25F;  // so that no single piece of a word decides
constexpr float dropped_words = .1F;
constexpr float first_rate = .1F;
constexpr float last_rate = .005F;
constexpr float averaged = .3F;  // of the steps, the last: what is kept is their mean, with less chance in it than one
constexpr std::uint32_t steps_looked_at = 1400;  // of all, evenly; enough for the mean
constexpr float group_share = .3F;               // of the easier question in the loss
constexpr float small_chance = 2e-3F;            // below it a wrong concept is corrected now and then, by as much more
constexpr std::size_t words_at_once = 8;         // of a description
constexpr std::uint32_t rounds = 9;              // through all texts, by weight
constexpr std::uint32_t fewest_examples = 50'000;
constexpr std::uint32_t most_examples = 700'000;

float weight_of(TextKind kind, bool own_language, bool group) {
    switch (kind) {
        case TextKind::name:
            return own_language ? (group ? .5F : 1.F) : (group ? .15F : .25F);
        case TextKind::description:
            return own_language ? .4F : (group ? .1F : .2F);
        case TextKind::essential_skill:
            return own_language ? .4F : .1F;
        case TextKind::optional_skill:
            return own_language ? .1F : .025F;
    }
    return 0;
}

// 0 to 1.
float chance(Random& random) {
    return static_cast<float>(random.next() >> 40) * (1.F / 16'777'216.F);
}

// e^x for x <= 0, right to one in 10,000: powers of two by the exponent's bits, between them a polynomial.
float exponential(float x) {
    const float power = std::max(x * 1.44269504F, -126.F);
    const auto whole_power = static_cast<int>(power - .5F);
    const float rest = power - static_cast<float>(whole_power);
    const float between =
        1.F +
        rest * (0.69314718F + rest * (0.24022651F + rest * (0.05550411F + rest * (0.00961813F + rest * 0.00133336F))));
    return between * std::bit_cast<float>((whole_power + 127) << 23);
}

struct Example {
    std::uint32_t row;    // the right concept
    std::uint32_t group;  // its ISCO-08 group
    float weight;
    std::uint32_t first_word;
    std::uint32_t word_count;
};

// All texts as rows of the table of pieces.
struct Examples {
    std::vector<Example> examples;
    std::vector<std::uint32_t> word_starts;  // in pieces; one more than there are words
    std::vector<std::uint32_t> pieces;

    void add(Example example, std::span<const std::string> words) {
        example.first_word = static_cast<std::uint32_t>(word_starts.size());
        example.word_count = static_cast<std::uint32_t>(words.size());
        for (const std::string& word : words) {
            word_starts.push_back(static_cast<std::uint32_t>(pieces.size()));
            append_pieces(word, piece_rows, pieces);
        }
        examples.push_back(example);
    }
};

Examples examples_of(const std::vector<TrainingText>& texts, std::span<const std::uint16_t> unit_codes,
                     std::span<const IscoGroup> groups) {
    Examples all;
    std::set<std::pair<std::uint32_t, Words>> seen;  // a name in two languages or forms counts once
    for (const TrainingText& text : texts) {
        const bool is_group = text.row >= unit_codes.size();
        std::uint32_t group = text.row - static_cast<std::uint32_t>(unit_codes.size());
        if (!is_group) {
            const IscoGroup unit{4, unit_codes[text.row]};
            group = static_cast<std::uint32_t>(std::lower_bound(groups.begin(), groups.end(), unit) - groups.begin());
        }
        const Example example{text.row, group, weight_of(text.kind, text.own_language, is_group), 0, 0};
        if (text.kind == TextKind::name) {
            for (const Words& words : title_readings(text.text)) {
                if (!words.empty() && seen.emplace(text.row, words).second) all.add(example, words);
            }
            continue;
        }
        const Words words = title_words(text.text);
        for (std::size_t at = 0; at < words.size();) {
            const bool description = text.kind == TextKind::description;
            std::size_t count = description ? std::min(words_at_once, words.size() - at) : words.size();
            if (words.size() - at - count < 3) count = words.size() - at;
            all.add(example, std::span(words).subspan(at, count));
            at += count;
        }
    }
    all.word_starts.push_back(static_cast<std::uint32_t>(all.pieces.size()));
    return all;
}

// Of what the same values were at several times.
class Mean {
  public:
    void add(const std::vector<float>& values) {
        sums_.resize(values.size(), 0);
        for (std::size_t i = 0; i < values.size(); ++i) sums_[i] += values[i];
        ++count_;
    }
    [[nodiscard]] std::vector<float> get() const {
        std::vector<float> means;
        for (const float sum : sums_) means.push_back(sum / static_cast<float>(count_));
        return means;
    }

  private:
    std::vector<float> sums_;
    std::uint32_t count_ = 0;
};

// One question ("which concept?") with its answers. The vectors of 64 answers lie together, coordinate by coordinate,
// so that the products with one meaning run along memory.
class Answers {
  public:
    Answers(std::size_t count, Random& random) : count_(count), blocks_((count + lanes - 1) / lanes) {
        vectors_.assign(blocks_ * lanes * width, 0);
        bias_.assign(blocks_ * lanes, -1e9F);
        vector_history_.assign(count, 1e-6F);
        bias_history_.assign(count, 1e-6F);
        chances_.resize(blocks_ * lanes);
        for (std::size_t answer = 0; answer < count; ++answer) {
            bias_[answer] = 0;
            for (std::size_t i = 0; i < width; ++i) vectors_[place(answer, i)] = (chance(random) - .5F) * .2F;
        }
    }

    // One step of Adagrad towards `right`, with what the meaning should have been added to `gradient`.
    void learn(const float* meaning, std::size_t right, float share, float rate, Random& random, float* gradient) {
        const float total = ask(meaning);
        std::uint64_t draw = random.next();
        for (std::size_t answer = 0; answer < count_; ++answer) {
            float error = chances_[answer] / total;
            if (answer == right) {
                error -= 1.F;
            } else if (error < small_chance) {
                draw = draw * 6364136223846793005U + 1442695040888963407U;
                if (static_cast<float>(draw >> 40) * (small_chance / 16'777'216.F) >= error) continue;
                error = small_chance;
            }
            correct(answer, meaning, error * share, rate, gradient);
        }
    }

    void remember() {
        vector_mean_.add(vectors_);
        bias_mean_.add(bias_);
    }

    // The means of what was remembered.
    [[nodiscard]] std::vector<float> vectors() const {
        const std::vector<float> mean = vector_mean_.get();
        std::vector<float> rows;
        for (std::size_t answer = 0; answer < count_; ++answer) {
            for (std::size_t i = 0; i < width; ++i) rows.push_back(mean[place(answer, i)]);
        }
        return rows;
    }
    // In 1/256, and only every sixteenth of them, which compresses better.
    [[nodiscard]] std::vector<std::int16_t> bias() const {
        const std::vector<float> mean = bias_mean_.get();
        std::vector<std::int16_t> rounded;
        for (std::size_t answer = 0; answer < count_; ++answer) {
            const float steps = std::clamp(mean[answer] * 16.F, -2000.F, 2000.F);
            rounded.push_back(static_cast<std::int16_t>(16 * static_cast<int>(steps)));
        }
        return rounded;
    }

  private:
    static constexpr std::size_t lanes = 64;
    [[nodiscard]] static std::size_t place(std::size_t answer, std::size_t coordinate) {
        return (answer / lanes * width + coordinate) * lanes + answer % lanes;
    }

    // chances_ up to a factor, which comes back.
    float ask(const float* meaning) {
        float highest = -1e9F;
        for (std::size_t block = 0; block < blocks_; ++block) {
            float sums[lanes];
            for (std::size_t lane = 0; lane < lanes; ++lane) sums[lane] = bias_[block * lanes + lane];
            const float* vectors = vectors_.data() + block * lanes * width;
            for (std::size_t i = 0; i < width; ++i) {
                for (std::size_t lane = 0; lane < lanes; ++lane) sums[lane] += meaning[i] * vectors[i * lanes + lane];
            }
            for (std::size_t lane = 0; lane < lanes; ++lane) {
                chances_[block * lanes + lane] = sums[lane];
                highest = std::max(highest, sums[lane]);
            }
        }
        float totals[lanes] = {};
        for (std::size_t block = 0; block < blocks_; ++block) {
            for (std::size_t lane = 0; lane < lanes; ++lane) {
                float& value = chances_[block * lanes + lane];
                value = exponential(value - highest);
                totals[lane] += value;
            }
        }
        float total = 0;
        for (const float part : totals) total += part;
        return total;
    }

    void correct(std::size_t answer, const float* meaning, float error, float rate, float* gradient) {
        float* vector = vectors_.data() + place(answer, 0);
        float squared = 0;
        for (std::size_t i = 0; i < width; ++i) {
            gradient[i] += error * vector[i * lanes];
            squared += error * error * meaning[i] * meaning[i];
        }
        vector_history_[answer] += squared / static_cast<float>(width);
        const float step = rate * error / std::sqrt(vector_history_[answer]);
        for (std::size_t i = 0; i < width; ++i) vector[i * lanes] -= step * meaning[i];
        bias_history_[answer] += error * error;
        bias_[answer] -= rate * .5F * error / std::sqrt(bias_history_[answer]);
    }

    std::size_t count_;
    std::size_t blocks_;
    std::vector<float> vectors_, bias_, vector_history_, bias_history_, chances_;
    Mean vector_mean_, bias_mean_;
};

// The order in which examples come: as often as their weight says, shuffled, again and again.
class Draws {
  public:
    explicit Draws(const std::vector<Example>& examples) {
        for (const Example& example : examples) cumulated_.push_back(total_ += example.weight);
    }
    std::uint32_t next(Random& random) {
        if (order_.empty()) refill(random);
        const std::uint32_t drawn = order_.back();
        order_.pop_back();
        return drawn;
    }
    [[nodiscard]] double total() const { return total_; }

  private:
    void refill(Random& random) {
        double at = static_cast<double>(chance(random)) * std::min(1., total_ / 2);
        for (std::uint32_t i = 0; i < cumulated_.size(); ++i) {
            for (; at < cumulated_[i]; at += 1) order_.push_back(i);
        }
        for (std::size_t i = order_.size(); i > 1; --i) std::swap(order_[i - 1], order_[random.below(i)]);
    }
    std::vector<double> cumulated_;
    double total_ = 0;
    std::vector<std::uint32_t> order_;
};

// Thirteen steps, as many as reach 2.55 standard deviations up and down; what one step is worth comes back. Finer ones
// cost more bytes than they bring: six bits instead, .001 of the mean reciprocal rank for half as much again.
float round_off(const std::vector<float>& values, Vectors& out) {
    double squared = 0;
    for (const float value : values) squared += static_cast<double>(value) * value;
    constexpr float highest = 6;
    const auto step =
        static_cast<float>(std::max(1e-6, std::sqrt(squared / static_cast<double>(values.size())) * 2.55 / highest));
    out.width = width;
    for (const float value : values) {
        const float steps = std::clamp(value / step, -highest, highest);
        out.values.push_back(static_cast<std::int8_t>(steps < 0 ? steps - .5F : steps + .5F));
    }
    return step;
}

// Products of two rows count in 1/32 (knowledge.cpp), scores in 1/256, units in 1/2^31.
std::uint32_t unit_of(float left_step, float right_step) {
    const double unit = static_cast<double>(left_step) * right_step * 8 * 2'147'483'648.;
    return static_cast<std::uint32_t>(
        std::clamp(unit, 1., static_cast<double>(std::numeric_limits<std::uint32_t>::max())));
}

}  // namespace

Result<Knowledge::Parts> train_knowledge(const std::vector<TrainingText>& texts,
                                         std::span<const std::uint16_t> unit_codes, const TrainingOptions& options,
                                         const std::function<void(int percent)>& progress) {
    const std::vector<IscoGroup> groups = groups_of(unit_codes);
    const Examples all = examples_of(texts, unit_codes, groups);
    if (all.examples.empty()) return Error{"training-empty", "", "no text about these occupations"};

    Random random(options.seed);
    Answers concepts(unit_codes.size() + groups.size(), random);
    Answers unit_groups(groups.size(), random);
    std::vector<float> table(piece_rows * width);
    for (float& value : table) value = (chance(random) - .5F) * .5F;
    std::vector<float> table_history(piece_rows, 1e-6F);

    Draws draws(all.examples);
    std::uint32_t examples = options.examples;
    if (examples == 0)
        examples = static_cast<std::uint32_t>(
            std::clamp(draws.total() * rounds, double{fewest_examples}, double{most_examples}));
    Mean table_mean;
    const std::uint32_t between_averages = std::max(1U, examples / steps_looked_at);
    std::vector<std::uint32_t> pieces;
    for (std::uint32_t done = 0; done < examples; ++done) {
        const Example& example = all.examples[draws.next(random)];
        const float passed = static_cast<float>(done) / static_cast<float>(examples);
        if (done + 1 == examples || (passed >= 1 - averaged && done % between_averages == 0)) {
            table_mean.add(table);
            concepts.remember();
            unit_groups.remember();
        }
        const float rate = first_rate + (last_rate - first_rate) * passed;
        pieces.clear();
        for (std::uint32_t word = example.first_word; word < example.first_word + example.word_count; ++word) {
            if (example.word_count > 1 && chance(random) < dropped_words) continue;
            for (std::uint32_t at = all.word_starts[word]; at < all.word_starts[word + 1]; ++at) {
                if (chance(random) >= dropped_pieces) pieces.push_back(all.pieces[at]);
            }
        }
        if (pieces.empty()) continue;

        float meaning[width] = {};
        for (const std::uint32_t piece : pieces) {
            for (std::size_t i = 0; i < width; ++i) meaning[i] += table[piece * width + i];
        }
        const float scale = 1.F / std::sqrt(static_cast<float>(pieces.size()));
        for (float& value : meaning) value *= scale;
        float gradient[width] = {};
        concepts.learn(meaning, example.row, 1.F, rate, random, gradient);
        unit_groups.learn(meaning, example.group, group_share, rate, random, gradient);
        float squared = 0;
        for (float& value : gradient) {
            value *= scale;
            squared += value * value;
        }
        for (const std::uint32_t piece : pieces) {
            table_history[piece] += squared / static_cast<float>(width);
            const float step = rate / std::sqrt(table_history[piece]);
            for (std::size_t i = 0; i < width; ++i) table[piece * width + i] -= step * gradient[i];
        }
        if ((done + 1) % std::max(1U, examples / 10) == 0)
            progress(static_cast<int>(std::uint64_t{100} * (done + 1) / examples));
    }

    Knowledge::Parts parts;
    const float piece_step = round_off(table_mean.get(), parts.pieces);
    parts.concept_unit = unit_of(piece_step, round_off(concepts.vectors(), parts.concepts));
    parts.group_unit = unit_of(piece_step, round_off(unit_groups.vectors(), parts.groups));
    parts.concept_bias = concepts.bias();
    parts.group_bias = unit_groups.bias();
    return parts;
}

}  // namespace passerelle
