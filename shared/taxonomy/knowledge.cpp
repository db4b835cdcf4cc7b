#include "taxonomy/knowledge.hpp"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <utility>

#include "base/pack.hpp"
#include "taxonomy/fixed.hpp"

namespace passerelle {
namespace {

constexpr std::uint32_t knowledge_kind = four_letters("know");
constexpr std::uint32_t knowledge_version = 1;
constexpr std::uint32_t shape_section = 16;  // width and the two units
constexpr std::uint32_t pieces_section = 17;
constexpr std::uint32_t concepts_section = 18;
constexpr std::uint32_t groups_section = 19;
constexpr std::uint32_t concept_bias_section = 20;
constexpr std::uint32_t group_bias_section = 21;

constexpr std::size_t most_rows = 0xFFFF;
constexpr std::size_t longest_word = 48;
constexpr std::size_t shortest_piece = 3;
constexpr std::size_t longest_piece = 5;
constexpr std::int32_t meaning_unit = 32;
constexpr std::int64_t highest_score = 1 << 20;

std::uint32_t row_of(std::uint64_t key, std::size_t rows) {
    key *= 0x9E3779B97F4A7C15U;
    key ^= key >> 29;
    key *= 0xBF58476D1CE4E5B9U;
    key ^= key >> 32;
    return static_cast<std::uint32_t>(key % rows);
}

// |left| <= 32 * 128 * sqrt(16 words * 146 pieces) < 2^18, |right| <= 2^7, at most 2^6 of them: within 32 bits.
std::int32_t product(const std::int32_t* left, const std::int8_t* right, std::size_t width) {
    std::int32_t sum = 0;
    for (std::size_t i = 0; i < width; ++i) sum += left[i] * right[i];
    return sum;
}

void score(const Knowledge::Meaning& meaning, const Vectors& rows, std::span<const std::int16_t> bias,
           std::uint32_t unit, std::span<std::int32_t> scores) {
    for (std::size_t row = 0; row < scores.size(); ++row) {
        const std::int64_t dot = product(meaning.data(), rows.values.data() + row * rows.width, rows.width);
        scores[row] = static_cast<std::int32_t>(
            std::clamp(bias[row] + dot * unit / (std::int64_t{1} << 31), -highest_score, highest_score));
    }
}

// In a pack the first coordinates of all rows come first: brotli makes 2 % less of them so.
std::string turned(const Vectors& vectors) {
    std::string bytes;
    for (std::size_t i = 0; i < vectors.width; ++i) {
        for (std::size_t row = 0; row < vectors.size(); ++row) bytes += static_cast<char>(vectors[row][i]);
    }
    return bytes;
}

bool read_vectors(const PackReader& pack, std::uint32_t id, std::size_t width, Vectors& vectors) {
    const auto values = pack.column<std::int8_t>(id);
    if (!values || values->empty() || values->size() % width != 0 || values->size() / width > most_rows) return false;
    vectors.width = width;
    vectors.values.resize(values->size());
    const std::size_t rows = values->size() / width;
    for (std::size_t at = 0; at < values->size(); ++at) vectors.values[at % rows * width + at / rows] = (*values)[at];
    return true;
}

bool read_bias(const PackReader& pack, std::uint32_t id, std::size_t count, std::vector<std::int16_t>& bias) {
    const auto values = pack.column<std::int16_t>(id, count);
    if (values) bias.assign(values->begin(), values->end());
    return static_cast<bool>(values);
}

}  // namespace

std::vector<IscoGroup> groups_of(std::span<const std::uint16_t> isco_codes) {
    std::set<IscoGroup> groups;
    for (std::uint16_t code : isco_codes) {
        for (std::uint16_t digits = 4; digits > 0; --digits, code = static_cast<std::uint16_t>(code / 10))
            groups.insert({digits, code});
    }
    return {groups.begin(), groups.end()};
}

void append_pieces(std::string_view word, std::size_t rows, std::vector<std::uint32_t>& pieces) {
    std::string framed = "^";
    framed += word.substr(0, longest_word);
    framed += '$';
    std::uint64_t whole_word = 1469598103934665603U;  // FNV-1a
    for (const char c : framed) whole_word = (whole_word ^ static_cast<unsigned char>(c)) * 1099511628211U;
    pieces.push_back(row_of(whole_word, rows));
    for (std::size_t at = 0; at < framed.size(); ++at) {
        std::uint64_t key = 0;
        for (std::size_t size = 1; size <= longest_piece && at + size <= framed.size(); ++size) {
            key = key << 8 | static_cast<unsigned char>(framed[at + size - 1]);
            if (size >= shortest_piece && size < framed.size())
                pieces.push_back(row_of(static_cast<std::uint64_t>(size) << 40 | key, rows));
        }
    }
}

Knowledge::Knowledge(Parts parts) : parts_(std::move(parts)) {
    for (std::size_t row = 0; row < parts_.concepts.size(); ++row) {
        std::uint64_t squared = 0;
        for (const std::int8_t value : parts_.concepts[row]) squared += static_cast<std::uint64_t>(value * value);
        lengths_.push_back(std::max<std::int32_t>(1, static_cast<std::int32_t>(integer_sqrt(squared << 8))));
    }
}

Result<std::string> Knowledge::write(const Parts& parts, std::uint64_t occupations) {
    const std::size_t width = parts.pieces.width;
    if (width == 0 || width > most_width || parts.concepts.width != width || parts.groups.width != width ||
        parts.concept_bias.size() != parts.concepts.size() || parts.group_bias.size() != parts.groups.size())
        std::abort();
    PackWriter pack(knowledge_kind, knowledge_version, occupations);
    pack.add(shape_section,
             std::vector<std::uint32_t>{static_cast<std::uint32_t>(width), parts.concept_unit, parts.group_unit});
    pack.add(pieces_section, turned(parts.pieces));
    pack.add(concepts_section, turned(parts.concepts));
    pack.add(groups_section, turned(parts.groups));
    pack.add(concept_bias_section, parts.concept_bias);
    pack.add(group_bias_section, parts.group_bias);
    return pack.finish();
}

Result<Knowledge> Knowledge::open(std::string_view bytes, std::uint64_t occupations, std::size_t occupation_count,
                                  std::size_t group_count) {
    const auto pack = PackReader::open(bytes, knowledge_kind, knowledge_version);
    if (!pack) return pack.error();
    if (pack->refers_to() != occupations) return Error{"pack-other", "", "made for other occupations"};
    const Error wrong = {"pack-content", "knowledge", "a column does not say what it must"};
    const auto shape = pack->column<std::uint32_t>(shape_section, 3);
    if (!shape || (*shape)[0] == 0 || (*shape)[0] > most_width) return wrong;
    const std::size_t width = (*shape)[0];
    Parts parts;
    parts.concept_unit = (*shape)[1];
    parts.group_unit = (*shape)[2];
    if (!read_vectors(*pack, pieces_section, width, parts.pieces) ||
        !read_vectors(*pack, concepts_section, width, parts.concepts) ||
        !read_vectors(*pack, groups_section, width, parts.groups) ||
        parts.concepts.size() != occupation_count + group_count || parts.groups.size() != group_count ||
        !read_bias(*pack, concept_bias_section, parts.concepts.size(), parts.concept_bias) ||
        !read_bias(*pack, group_bias_section, parts.groups.size(), parts.group_bias))
        return wrong;
    return Knowledge(std::move(parts));
}

Knowledge::Meaning Knowledge::meaning(std::span<const std::string> words) const {
    std::vector<std::uint32_t> pieces;
    for (const std::string& word : words) append_pieces(word, parts_.pieces.size(), pieces);
    Meaning sum(width(), 0);
    for (const std::uint32_t piece : pieces) {
        const auto row = parts_.pieces[piece];
        for (std::size_t i = 0; i < row.size(); ++i) sum[i] += row[i];
    }
    // Divided by the root of their number, as in training; eight bits behind the point.
    const auto root = static_cast<std::int64_t>(integer_sqrt(std::uint64_t{pieces.size()} << 16));
    for (std::int32_t& value : sum)
        value = static_cast<std::int32_t>(std::int64_t{value} * meaning_unit * 256 / std::max<std::int64_t>(1, root));
    return sum;
}

void Knowledge::add_direction(Meaning& meaning, std::size_t concept_row, std::int32_t weight) const {
    const auto row = parts_.concepts[concept_row];
    for (std::size_t i = 0; i < row.size(); ++i) meaning[i] += row[i] * weight * 16 / lengths_[concept_row];
}

void Knowledge::concept_scores(const Meaning& meaning, std::span<std::int32_t> scores) const {
    score(meaning, parts_.concepts, parts_.concept_bias, parts_.concept_unit, scores);
}

void Knowledge::group_scores(const Meaning& meaning, std::span<std::int32_t> scores) const {
    score(meaning, parts_.groups, parts_.group_bias, parts_.group_unit, scores);
}

void Knowledge::cosines(const Meaning& meaning, std::span<std::int32_t> cosines) const {
    std::uint64_t squared = 0;
    for (const std::int32_t value : meaning) squared += static_cast<std::uint64_t>(std::int64_t{value} * value);
    const auto length = std::max<std::int64_t>(1, static_cast<std::int64_t>(integer_sqrt(squared)));
    const Vectors& rows = parts_.concepts;
    for (std::size_t row = 0; row < cosines.size(); ++row) {
        const std::int64_t dot = product(meaning.data(), rows.values.data() + row * rows.width, rows.width);
        cosines[row] = static_cast<std::int32_t>(dot * 16 * 4096 / (length * lengths_[row]));
    }
}

}  // namespace passerelle
