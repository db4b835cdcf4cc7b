#include "taxonomy/pairs.hpp"

#include <array>
#include <cstddef>

namespace passerelle {
namespace {

struct Rule {
    char byte;  // a control character other than tab, line feed and those of names.cpp
    std::string_view left;
    std::string_view right;
};

// The first that fits is taken; a byte once given never changes its meaning within a version of the pack.
constexpr std::array<Rule, 20> rules = {{
    {'\x01', "teur", "trice"}, {'\x02', "eur", "euse"},  {'\x03', "er", "ère"},   {'\x04', "", "ne"},
    {'\x05', "", "e"},         {'\x06', "f", "ve"},      {'\x07', "x", "se"},     {'\x08', "", "sse"},
    {'\x0B', "", "in"},        {'\x0C', "er", "e"},      {'\x0E', "", "le"},      {'\x0F', "er", "ster"},
    {'\x10', "", "te"},        {'\x11', "eur", "rice"},  {'\x12', "", "se"},      {'\x13', "homme", "femme"},
    {'\x14', "et", "ète"},     {'\x15', "mann", "frau"}, {'\x16', "eau", "elle"}, {'\x17', "e", "in"},
}};

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

// Cuts the run of letters, or the single other character, off the front.
std::string_view take_piece(std::string_view& text) {
    std::size_t size = 0;
    while (size < text.size() && is_letter(text[size])) ++size;
    const std::string_view piece = text.substr(0, size == 0 ? 1 : size);
    text.remove_prefix(piece.size());
    return piece;
}

const Rule* fitting_rule(std::string_view left, std::string_view right) {
    for (const Rule& rule : rules) {
        if (!left.ends_with(rule.left) || !right.ends_with(rule.right)) continue;
        if (left.substr(0, left.size() - rule.left.size()) == right.substr(0, right.size() - rule.right.size()))
            return &rule;
    }
    return nullptr;
}

}  // namespace

bool is_coded(std::string_view text) {
    for (const char c : text) {
        if (static_cast<unsigned char>(c) < 0x20) return true;
    }
    return false;
}

std::optional<std::string> code_pair(std::string_view left, std::string_view right) {
    std::string coded;
    bool changed = false;
    while (!left.empty() && !right.empty()) {
        const std::string_view one = take_piece(left);
        const std::string_view other = take_piece(right);
        coded += one;
        if (one == other) continue;
        const Rule* rule = fitting_rule(one, other);
        if (rule == nullptr) return {};
        coded += rule->byte;
        changed = true;
    }
    if (!changed || !left.empty() || !right.empty()) return {};
    return coded;
}

bool decode_pair(std::string_view coded, std::string& left, std::string& right) {
    left.clear();
    right.clear();
    for (const char c : coded) {
        if (static_cast<unsigned char>(c) >= 0x20) {
            left += c;
            right += c;
            continue;
        }
        const Rule* rule = nullptr;
        for (const Rule& candidate : rules) {
            if (candidate.byte == c) rule = &candidate;
        }
        if (rule == nullptr || !right.ends_with(rule->left)) return false;
        right.resize(right.size() - rule->left.size());
        right += rule->right;
    }
    return true;
}

}  // namespace passerelle
