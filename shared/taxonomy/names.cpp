#include "taxonomy/names.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "taxonomy/normalise.hpp"
#include "taxonomy/pairs.hpp"

namespace passerelle {
namespace {

constexpr std::uint32_t lines_section = 1;
constexpr std::uint32_t language_section = 2;
constexpr std::uint32_t prefix_section = 3;
constexpr std::uint32_t uuids_section = 4;
constexpr std::uint32_t tails_section = 5;  // and 6

constexpr char both_sides = '\x1D';  // before a coded pair that stands for two names and not for "left/right"
constexpr std::size_t uuid_size = 16;
constexpr std::size_t uuid_text_size = 36;
constexpr std::size_t most_concepts = 0xFFFF;

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// The bytes of "0005c151-5b5a-4a66-8aac-60e734beb1ab", or of its beginning; empty when it is neither.
std::string parse_uuid(std::string_view text) {
    std::string bytes;
    int high = -1;
    if (text.size() > uuid_text_size) return {};
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool dash = at == 8 || at == 13 || at == 18 || at == 23;
        if (dash != (text[at] == '-')) return {};
        if (dash) continue;
        const int digit = hex_value(text[at]);
        if (digit < 0) return {};
        if (high < 0) {
            high = digit;
        } else {
            bytes += static_cast<char>(static_cast<unsigned char>(high * 16 + digit));
            high = -1;
        }
    }
    return high < 0 ? bytes : std::string();
}

std::string uuid_text(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
        const auto byte = static_cast<unsigned char>(bytes[i]);
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

// The longest beginning that all share and that ends in a separator.
std::string_view shared_prefix(std::span<const ConceptNames::Source> concepts) {
    std::string_view prefix = concepts.empty() ? std::string_view() : concepts.front().uri;
    for (const auto& source : concepts) {
        std::size_t same = 0;
        while (same < prefix.size() && same < source.uri.size() && prefix[same] == source.uri[same]) ++same;
        prefix = prefix.substr(0, same);
    }
    const std::size_t end = prefix.find_last_of("/:#");
    return end == std::string_view::npos ? std::string_view() : prefix.substr(0, end + 1);
}

// One line of the names column: what can be told from the rest of the line is left out.
std::string names_line(const ConceptNames::Source& source) {
    const std::string preferred = tidy_line(to_valid_utf8(source.preferred));
    std::set<std::string> names;
    for (const std::string& alternative : source.alternatives) names.insert(tidy_line(to_valid_utf8(alternative)));
    names.erase(std::string());
    std::set<std::string> told;  // the preferred name, and sides of names with a slash
    const auto tell_sides = [&](std::string_view name) {
        const Sides sides = slash_sides(name);
        if (sides.left.empty() || sides.right.empty()) return;
        told.emplace(sides.left);
        told.emplace(sides.right);
    };
    tell_sides(preferred);
    for (const std::string& name : names) tell_sides(name);
    told.insert(preferred);
    for (const std::string& name : told) names.erase(name);

    const auto with_slash_coded = [](const std::string& name) {
        const std::size_t slash = name.find('/');
        if (slash == std::string::npos) return name;
        return code_pair(std::string_view(name).substr(0, slash), std::string_view(name).substr(slash + 1))
            .value_or(name);
    };
    std::string line = with_slash_coded(preferred);
    while (!names.empty()) {
        const std::string name = *names.begin();
        names.erase(names.begin());
        line += '\t';
        std::optional<std::string> pair;
        for (auto other = names.begin(); other != names.end() && !pair; ++other) {
            pair = code_pair(name, *other);
            // The other way round the rule is known too, but which form comes first would have to be said.
            if (pair) {
                names.erase(other);
                break;
            }
        }
        line += pair ? both_sides + *pair : with_slash_coded(name);
    }
    return line + '\n';
}

}  // namespace

void ConceptNames::write(PackWriter& pack, std::span<const Source> concepts, std::string_view language,
                         std::size_t uuid_bytes) {
    std::string lines;
    for (const Source& source : concepts) lines += names_line(source);
    pack.add(lines_section, lines);
    pack.add(language_section, language);

    const std::string_view prefix = shared_prefix(concepts);
    pack.add(prefix_section, prefix);
    std::vector<std::string> tails;
    bool all_uuids = true;
    for (const Source& source : concepts) {
        tails.emplace_back(source.uri.substr(prefix.size()));
        const std::string uuid = parse_uuid(tails.back());
        all_uuids = all_uuids && uuid.size() == uuid_size && uuid_text(uuid) == tails.back();
    }
    if (!all_uuids) {
        pack.add_texts(tails_section, tails);
        return;
    }
    std::vector<std::string> uuids;
    for (const std::string& tail : tails) uuids.push_back(parse_uuid(tail));
    std::sort(uuids.begin(), uuids.end());
    std::size_t needed = 1;
    for (std::size_t i = 1; i < uuids.size(); ++i) {
        const auto differ = std::mismatch(uuids[i].begin(), uuids[i].end(), uuids[i - 1].begin()).first;
        needed = std::max(needed, static_cast<std::size_t>(differ - uuids[i].begin()) + 1);
    }
    const std::size_t width = std::min(uuid_size, std::max(uuid_bytes, needed));
    std::string column;
    for (const std::string& tail : tails) column += parse_uuid(tail).substr(0, width);
    pack.add(uuids_section, column);
}

Result<ConceptNames> ConceptNames::read(const PackReader& pack) {
    const Error wrong = {"pack-content", "names", "names or addresses of concepts"};
    const auto lines = pack.bytes(lines_section);
    const auto language = pack.bytes(language_section);
    const auto prefix = pack.bytes(prefix_section);
    if (!lines || !language || !prefix || !is_utf8(*lines) || !is_utf8(*language) || !is_utf8(*prefix)) return wrong;
    ConceptNames names;
    names.language_ = *language;
    names.prefix_ = *prefix;
    if (!names.read_names(*lines) || !names.read_uris(pack)) return wrong;
    return names;
}

bool ConceptNames::read_names(std::string_view lines) {
    if (lines.empty() || lines.back() != '\n') return false;
    lines.remove_suffix(1);
    std::vector<std::size_t> ends;  // of each label in text_
    std::string left, right;
    const auto put = [&](std::string_view label) {
        text_.insert(text_.end(), label.begin(), label.end());
        ends.push_back(text_.size());
    };
    for (const std::string_view line : split(lines, '\n')) {
        bool first = true;
        for (std::string_view name : split(line, '\t')) {
            const bool two_names = !first && name.starts_with(both_sides);
            if (two_names) name.remove_prefix(1);
            if (name.empty()) return false;
            first = false;
            if (!two_names && !is_coded(name)) {
                put(name);
                continue;
            }
            if (!decode_pair(name, left, right)) return false;
            if (two_names) {
                put(left);
                put(right);
            } else {
                put(left + '/' + right);
            }
        }
        starts_.push_back(static_cast<std::uint32_t>(ends.size()));
    }
    std::size_t from = 0;
    for (const std::size_t end : ends) {
        labels_.emplace_back(text_.data() + from, end - from);
        from = end;
    }
    return size() <= most_concepts;
}

bool ConceptNames::read_uris(const PackReader& pack) {
    if (pack.has(uuids_section)) {
        const auto uuids = pack.bytes(uuids_section);
        if (!uuids || uuids->size() % size() != 0) return false;
        uuids_ = *uuids;
        uuid_bytes_ = uuids_.size() / size();
        if (uuid_bytes_ == 0 || uuid_bytes_ > uuid_size) return false;
    } else {
        const auto tails = pack.texts(tails_section);
        if (!tails || tails->size() != size()) return false;
        tails_ = *tails;
    }
    for (std::size_t i = 0; i < size(); ++i) by_tail_.push_back(static_cast<std::uint16_t>(i));
    std::sort(by_tail_.begin(), by_tail_.end(), [&](std::uint16_t a, std::uint16_t b) { return tail(a) < tail(b); });
    return std::adjacent_find(by_tail_.begin(), by_tail_.end(),
                              [&](std::uint16_t a, std::uint16_t b) { return tail(a) == tail(b); }) == by_tail_.end();
}

std::string_view ConceptNames::tail(std::size_t index) const {
    return uuid_bytes_ == 0 ? tails_[index] : uuids_.substr(index * uuid_bytes_, uuid_bytes_);
}

std::string ConceptNames::uri(std::size_t index) const {
    std::string uri(prefix_);
    if (uuid_bytes_ == 0) {
        uri += tail(index);
    } else {
        uri += uuid_text(tail(index));
    }
    return uri;
}

std::optional<std::uint16_t> ConceptNames::find_uri(std::string_view uri) const {
    if (!uri.starts_with(prefix_)) return {};
    std::string wanted(uri.substr(prefix_.size()));
    if (uuid_bytes_ != 0) {
        wanted = parse_uuid(wanted);
        if (wanted.size() != uuid_size && wanted.size() != uuid_bytes_) return {};
        wanted.resize(uuid_bytes_);
    }
    const auto found =
        std::lower_bound(by_tail_.begin(), by_tail_.end(), wanted,
                         [&](std::uint16_t index, const std::string& text) { return tail(index) < text; });
    if (found == by_tail_.end() || tail(*found) != wanted) return {};
    return *found;
}

Finder ConceptNames::finder(std::span<const Finder::Place> places) const {
    std::vector<Finder::Name> names;
    for (std::uint32_t concept_index = 0; concept_index < size(); ++concept_index) {
        for (std::uint32_t at = starts_[concept_index]; at < starts_[concept_index + 1]; ++at)
            names.push_back({labels_[at], concept_index});
    }
    return Finder(names, static_cast<std::uint32_t>(size()), places);
}

}  // namespace passerelle
