// Categories of driving licences as people write them. In doubt there is none: what an offer does not say can be asked,
// but nobody is to be shut out by the "de" of "permis de travail".
#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "packs/offer_words.hpp"

namespace passerelle {
namespace {

// Categories are listed behind these words.
constexpr std::array<std::string_view, 14> headings = {
    "permis",  "rijbewijs", "rijbewijzen", "fuhrerschein", "fahrerlaubnis", "licence", "licences",
    "license", "categorie", "categories",  "category",     "klasse",        "klassen", "cat"};
// May stand between the heading and the first category. "de" only before another one: "permis de travail" is no
// licence, and "D et DE" are two.
constexpr std::array<std::string_view, 7> fillers = {"de", "conduire", "la", "der", "type", "moto", "voiture"};
constexpr std::array<std::string_view, 4> and_words = {"et", "en", "und", "and"};
constexpr std::array<std::string_view, 4> or_words = {"ou", "of", "oder", "or"};
// Categories that are words too: they count in capitals, or where nothing of the sentence follows that they could
// belong to.
constexpr std::array<std::string_view, 4> also_words = {"a", "ce", "d", "de"};

// Where one of these is said, a licence is wished for or not asked for at all.
constexpr std::array<std::string_view, 41> not_demanded = {
    " sans permis ", " pas ",       " non ",      " aucun ",       " facultati", " souhait",       " de preference ",
    " preferab",     " un plus ",   " atout ",    " apprecie",     " ideal",     " si possible ",  " eventuel",
    " serait ",      " zonder ",    " geen ",     " niet ",        " gewenst",   " wenselijk ",    " een plus",
    " pluspunt ",    " voorkeur ",  " ohne ",     " kein",         " nicht ",    " wunschenswert", " vorteil",
    " vorzugsweise", " without ",   " no ",       " not ",         " preferred", " preferabl",     " a plus ",
    " an asset ",    " desirable ", " optional ", " an advantage", " nice to ",  " advantageous"};

template <std::size_t size>
bool one_of(const std::array<std::string_view, size>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool has_small_letter(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char letter) { return letter >= 'a' && letter <= 'z'; });
}

struct Word {
    std::string text;    // as written
    std::string folded;  // lower case, without accents
    std::string behind;  // signs and spaces up to the next word
};

std::vector<Word> words_of(std::string_view sentence) {
    std::vector<Word> words;
    for (const char c : sentence) {
        const bool in_word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                             static_cast<unsigned char>(c) >= 0x80;
        if (in_word) {
            if (words.empty() || !words.back().behind.empty()) words.emplace_back();
            words.back().text += c;
        } else if (!words.empty()) {
            words.back().behind += c;
        }
    }
    for (Word& word : words) word.folded = fold(word.text);
    return words;
}

class LicenceSentence {
  public:
    explicit LicenceSentence(std::string_view text) : words_(words_of(text)), capitals_tell_(has_small_letter(text)) {}

    [[nodiscard]] std::uint16_t licences() const {
        std::string all = " ";
        for (const Word& word : words_) all += word.folded + ' ';
        for (const std::string_view phrase : not_demanded) {
            if (all.find(phrase) != std::string::npos) return 0;
        }
        const std::vector<Item> behind_headings = items(false);
        // "B - Véhicule léger", "B driving licence"
        return demanded(behind_headings.empty() ? items(true) : behind_headings);
    }

  private:
    struct Item {
        std::uint16_t licence;  // 0: something that is no category, as an alternative
        char joined;            // to the one before: '&' by "and", '|' by "or", ',' by a sign or a space
    };

    [[nodiscard]] bool heading(std::size_t at) const {
        return at < words_.size() && one_of(headings, words_[at].folded);
    }
    [[nodiscard]] bool filler(std::size_t at) const {
        if (heading(at)) return true;
        return at < words_.size() && one_of(fillers, words_[at].folded) &&
               (words_[at].folded != "de" || filler(at + 1));
    }
    [[nodiscard]] bool sign_behind(std::size_t at) const {
        return words_[at].behind.find_first_not_of(' ') != std::string::npos;
    }
    [[nodiscard]] bool ends_a_phrase(std::size_t at) const {
        return at + 1 == words_.size() || sign_behind(at) || one_of(and_words, words_[at + 1].folded) ||
               one_of(or_words, words_[at + 1].folded);
    }
    // Of a sentence that has small letters too; its first letter is a capital anyway.
    [[nodiscard]] bool in_capitals(std::size_t at) const {
        return at > 0 && capitals_tell_ && !has_small_letter(words_[at].text);
    }
    [[nodiscard]] std::uint16_t category(std::size_t at) const {
        const Word& word = words_[at];
        const bool elided = word.behind == "'" && at + 1 < words_.size();  // "d'exploitation", "c'est"
        const bool accented = word.text.size() != word.folded.size();      // "à"
        if (elided || accented) return 0;
        if (one_of(also_words, word.folded) && !in_capitals(at) && !ends_a_phrase(at)) return 0;
        return licence_bit(word.folded);
    }

    [[nodiscard]] std::vector<Item> items(bool from_the_start) const {
        std::vector<Item> items;
        bool open = from_the_start;
        bool joined = true;  // to what stands before, by more than a space
        char join = ',';
        for (std::size_t at = 0; at < words_.size(); ++at) {
            const Word& word = words_[at];
            if (one_of(or_words, word.folded)) {
                join = '|';
                joined = true;
            } else if (one_of(and_words, word.folded)) {
                if (join != '|') join = '&';
                joined = true;
            } else if (heading(at)) {
                open = joined = true;
            } else if (!open) {
                join = ',';
            } else if (!filler(at)) {
                const std::uint16_t licence = category(at);
                if (licence != 0 && (joined || !has_small_letter(word.text))) {
                    items.push_back({licence, join});
                    join = word.behind.find('/') != std::string::npos ? '|' : ',';
                    joined = sign_behind(at);
                } else {
                    // "Permis B ou transports en commun"
                    if (join == '|' && !items.empty()) items.push_back({0, join});
                    join = ',';
                    open = false;
                }
            }
        }
        return items;
    }

    // Of alternatives the one that each of the others includes: "B ou BE" demands B, "A ou B" neither.
    [[nodiscard]] static std::uint16_t demanded(const std::vector<Item>& items) {
        const bool alternatives =
            std::any_of(items.begin(), items.end(), [](const Item& item) { return item.joined == '|'; });
        std::vector<std::uint16_t> choices = {0};
        for (const Item& item : items) {
            // In "A, B ou C" the comma is an "or" too.
            const bool another = alternatives && item.joined != '&' && &item != &items.front();
            if (another) choices.push_back(0);
            choices.back() = static_cast<std::uint16_t>(choices.back() | item.licence);
        }
        for (const std::uint16_t least : choices) {
            const bool in_all = std::all_of(choices.begin(), choices.end(), [&](std::uint16_t choice) {
                return (licences_included(choice) & least) == least;
            });
            if (in_all) return least;
        }
        return 0;
    }

    std::vector<Word> words_;
    bool capitals_tell_;
};

// At a full stop before a space ("79.06" and "cat. B" go on), a semicolon or the end of the line.
bool ends_sentence(std::string_view text, std::size_t at) {
    if (at == text.size() || text[at] == ';' || text[at] == '\n') return true;
    if (text[at] != '.' || fold(text.substr(0, at)).ends_with("cat")) return false;
    return at + 1 == text.size() || text[at + 1] == ' ';
}

std::uint16_t licences_of_sentences(std::string_view text) {
    std::uint16_t licences = 0;
    std::size_t start = 0;
    for (std::size_t at = 0; at <= text.size(); ++at) {
        if (!ends_sentence(text, at)) continue;
        licences = static_cast<std::uint16_t>(licences | LicenceSentence(text.substr(start, at - start)).licences());
        start = at + 1;
    }
    return licences;
}

}  // namespace

std::uint16_t licences_of_words(std::string_view label) {
    const std::string text = replace_all(to_valid_utf8(label), "’", "'");
    std::string_view rest = text;
    if (rest.find('[') == std::string_view::npos) return licences_of_sentences(rest);
    // "[B] Véhicules automobiles": what stands between brackets is the code.
    std::uint16_t licences = 0;
    for (std::size_t open = rest.find('['); open != std::string_view::npos; open = rest.find('[')) {
        rest.remove_prefix(open + 1);
        licences = static_cast<std::uint16_t>(licences | licences_of_sentences(rest.substr(0, rest.find(']'))));
    }
    return licences;
}

}  // namespace passerelle
