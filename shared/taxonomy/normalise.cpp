#include "taxonomy/normalise.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/text.hpp"

namespace passerelle {
namespace {

// Endings that make the other gender when they stand behind a slash, a middle dot or in brackets, folded.
constexpr std::array<std::string_view, 32> endings = {
    "e",      "es",    "ne",    "nes",   "le",     "te",  "se",    "re",     "ere",  "eres", "iere",
    "euse",   "euses", "rice",  "trice", "trices", "ice", "ienne", "iennes", "enne", "onne", "esse",
    "eresse", "in",    "innen", "ster",  "sters",  "n",   "s",     "ve",     "ive",  "x"};

bool is_ending(std::string_view text) {
    while (!text.empty() && text.front() == '-') text.remove_prefix(1);
    return std::find(endings.begin(), endings.end(), text) != endings.end();
}

bool is_word_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

// "h/f/x", "m w d", "f-m": letters that stand for genders, one by one, at least two.
bool is_gender_list(std::string_view text) {
    constexpr std::string_view letters = "hfmvwdxi";
    std::size_t count = 0;
    bool after_letter = false;
    for (const char c : text) {
        if (is_word_byte(c)) {
            if (after_letter || letters.find(c) == std::string_view::npos) return false;
            after_letter = true;
            ++count;
        } else {
            after_letter = false;
        }
    }
    return count >= 2;
}

// Takes "(h/f/x)" and, right behind a letter, "(e)" away; other brackets lose their signs only.
std::string without_brackets(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char open = text[at];
        const char close = open == '(' ? ')' : open == '[' ? ']' : '\0';
        const std::size_t end = close == '\0' ? std::string_view::npos : text.find(close, at);
        if (end != std::string_view::npos) {
            const std::string_view inside = text.substr(at + 1, end - at - 1);
            const bool attached = !out.empty() && is_word_byte(out.back());
            if (is_gender_list(inside) || (attached && is_ending(inside))) {
                at = end;
                continue;
            }
        }
        out += open;
    }
    return out;
}

struct Token {
    std::string text;       // a word, or "/" between two
    bool attached = false;  // no space before it
};

// Words and slashes. U+00B7, U+2022 and U+2027 (inclusive writing) count as slashes glued to what is before them.
std::vector<Token> tokens_of(std::string_view text) {
    std::vector<Token> tokens;
    bool gap = true;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        const char32_t c = next_code_point(text, at);
        const bool dot = c == 0xB7 || c == 0x2022 || c == 0x2027;
        if (c == '/' || dot) {
            tokens.push_back({"/", !gap});
            gap = false;
        } else if (c < 0x80 ? is_word_byte(static_cast<char>(c)) : (c >= 0xC0 && (c < 0x2000 || c > 0x206F))) {
            const bool joined = !gap && !tokens.empty() && tokens.back().text != "/";
            if (joined) {
                tokens.back().text += text.substr(start, at - start);
            } else {
                tokens.push_back({std::string(text.substr(start, at - start)), !gap});
            }
            gap = false;
        } else if ((c == '+' || c == '#') && !gap && !tokens.empty() && tokens.back().text != "/") {
            tokens.back().text += static_cast<char>(c);  // C++, C#
        } else if (c == '-' && !tokens.empty() && tokens.back().text == "/" && !gap) {
            // "Verkäufer/-in"
        } else {
            gap = true;
        }
    }
    return tokens;
}

bool two_forms(std::string_view left, std::string_view right) {
    if (left == right) return true;
    constexpr std::size_t common_letters = 3;
    constexpr std::size_t longest_ending = 6;
    std::size_t common = 0;
    while (common < left.size() && common < right.size() && left[common] == right[common]) ++common;
    return common >= common_letters && left.size() - common <= longest_ending &&
           right.size() - common <= longest_ending;
}

enum class Side { left, right };

// Walks over the tokens; at each slash finds how many words on both sides pair up and keeps those of one side.
// `paired` becomes true when any did.
Words resolve(const std::vector<Token>& tokens, Side side, bool& paired) {
    Words words;
    std::size_t part = 0;  // where the words since the last slash begin
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        if (tokens[at].text != "/") {
            words.push_back(tokens[at].text);
            continue;
        }
        Words right;
        for (std::size_t i = at + 1; i < tokens.size() && tokens[i].text != "/"; ++i) right.push_back(tokens[i].text);
        if (right.empty()) continue;
        if (words.size() > part && tokens[at].attached && tokens[at + 1].attached && is_ending(right.front())) {
            ++at;  // "vendeur/euse": the ending alone
            continue;
        }
        std::size_t pairs = std::min(words.size() - part, right.size());
        for (; pairs > 0; --pairs) {
            bool all = true;
            for (std::size_t i = 0; i < pairs && all; ++i) all = two_forms(words[words.size() - pairs + i], right[i]);
            if (all) break;
        }
        if (pairs > 0) {
            paired = true;
            if (side == Side::right)
                std::copy_n(right.begin(), pairs, words.end() - static_cast<std::ptrdiff_t>(pairs));
            at += pairs;
        }
        part = pairs > 0 ? part : words.size();
    }
    return words;
}

std::vector<Token> prepare(std::string_view title) {
    std::vector<Token> tokens = tokens_of(without_brackets(fold(title)));
    // "h/f" without brackets: single gender letters joined by slashes.
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        std::size_t end = at;
        std::string run;
        while (end < tokens.size() && (tokens[end].text == "/" || tokens[end].text.size() == 1)) {
            if (end > at && tokens[end].text != "/" && tokens[end - 1].text != "/") break;
            run += tokens[end].text;
            ++end;
        }
        if (run.size() >= 3 && run.front() != '/' && run.back() != '/' && is_gender_list(run)) {
            tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(at),
                         tokens.begin() + static_cast<std::ptrdiff_t>(end));
            --at;
        }
    }
    return tokens;
}

}  // namespace

Words title_words(std::string_view title) {
    bool paired = false;
    return resolve(prepare(title), Side::left, paired);
}

std::vector<Words> title_readings(std::string_view title) {
    const std::vector<Token> tokens = prepare(title);
    bool paired = false;
    std::vector<Words> readings = {resolve(tokens, Side::left, paired)};
    if (paired) {
        Words right = resolve(tokens, Side::right, paired);
        if (right != readings.front()) readings.push_back(std::move(right));
    }
    return readings;
}

Sides slash_sides(std::string_view title) {
    const std::size_t slash = title.find('/');
    if (slash == std::string_view::npos || title.find('/', slash + 1) != std::string_view::npos) return {};
    return {trim(title.substr(0, slash)), trim(title.substr(slash + 1))};
}

}  // namespace passerelle
