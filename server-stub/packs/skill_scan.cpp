#include "packs/skill_scan.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "base/text.hpp"

namespace passerelle {
namespace {

constexpr std::size_t longest_name_words = 8;
constexpr std::size_t shortest_single_word = 3;  // "R" and "C" are letters of a text before they are languages
// Both from reading what 1,325 offers name. Short words mean too much ("saisie", "réflexion", "économie"), and a word
// in the names of many skills and occupations says little by itself: "comptabilité" (7) and "statistiques" (16) are
// meant, "logistique" (69) is a department and "communication" (128) anything.
constexpr std::size_t shortest_common_word = 10;
constexpr std::size_t most_concepts_of_a_word = 25;
constexpr std::size_t longest_item_words = 3;  // of a list, where capitals are no headline

bool is_small(char c) {
    return c >= 'a' && c <= 'z';
}
bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}
bool has_small_letter(std::string_view text) {
    return std::any_of(text.begin(), text.end(), is_small);
}
bool has_capital(std::string_view text) {
    return std::any_of(text.begin(), text.end(), is_capital);
}

}  // namespace

struct SkillScan::Word {
    std::string folded;          // without the mark of a plural; "c++" and "c#" stay what they are
    bool capital_first = false;  // and these two only where capitals say something: not in a headline
    bool capitals = false;
    bool opens_sentence = false;
    bool sign_behind = false;
};

std::vector<SkillScan::Word> SkillScan::words_of(std::string_view text) {
    std::vector<Word> words;
    std::string folded, written;
    std::size_t sentence = 0;  // its first word
    bool small_letters = false;
    const auto end_word = [&] {
        if (folded.size() > 3 && (folded.back() == 's' || folded.back() == 'x') && folded[folded.size() - 2] != 's')
            folded.pop_back();
        if (!folded.empty()) {
            words.push_back({std::move(folded), is_capital(written.front()),
                             has_capital(written) && !has_small_letter(written), words.size() == sentence, false});
        }
        folded.clear();
        written.clear();
    };
    const auto end_sentence = [&] {
        if (!small_letters && words.size() - sentence > longest_item_words) {
            for (std::size_t at = sentence; at < words.size(); ++at)
                words[at].capital_first = words[at].capitals = false;
        }
        sentence = words.size();
        small_letters = false;
    };
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        (void)next_code_point(text, at);
        const std::string_view letter = text.substr(start, at - start);
        const std::string piece = fold(letter);
        const char c = piece.empty() ? ' ' : piece.front();
        const bool in_word = is_small(c) || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80 ||
                             (!folded.empty() && (c == '+' || c == '#'));
        if (in_word) {
            folded += piece;
            written += letter;
            small_letters = small_letters || is_small(letter.front());
        } else if (!piece.empty()) {
            end_word();
            if (c != ' ' && !words.empty()) words.back().sign_behind = true;
            const bool stop = (c == '.' || c == '!' || c == '?') && (at == text.size() || text[at] <= ' ');
            if (c == '\n' || stop) end_sentence();
        }
    }
    end_word();
    end_sentence();
    return words;
}

std::string SkillScan::joined(const std::vector<Word>& words) {
    std::string text;
    for (const Word& word : words) text += (text.empty() ? "" : " ") + word.folded;
    return text;
}

SkillScan::Spelling SkillScan::spelling_of(std::string_view name) {
    if (!has_capital(name)) return Spelling::any;
    if (!has_small_letter(name)) return Spelling::capitals;
    // "JavaScript" is no word of the language, however it is written.
    return has_capital(name.substr(1)) ? Spelling::any : Spelling::capital_first;
}

bool SkillScan::meant(const Name& name, const Word& word) {
    if (name.named_only) return false;
    if (name.spelling == Spelling::capitals) return word.capitals;
    if (name.spelling == Spelling::any) return true;
    // The first word of a sentence has its capital from there, but for one that is an item of a list.
    return word.capital_first && (!word.opens_sentence || word.sign_behind);
}

SkillScan::SkillScan(const SkillPack& skills, const OccupationPack& occupations) {
    std::unordered_map<std::string, std::size_t> concepts_of_word;
    std::set<std::string> concept_words;
    const auto read = [&](std::string_view name) {
        std::vector<Word> words = words_of(name);
        for (const Word& word : words) concept_words.insert(word.folded);
        return words;
    };
    const auto end_concept = [&] {
        for (const std::string& word : concept_words) ++concepts_of_word[word];
        concept_words.clear();
    };
    const auto add = [&](SkillIndex skill, std::string_view text, bool preferred) {
        const std::vector<Word> words = read(text);
        if (words.empty() || words.size() > longest_name_words) return;
        Name name{skill, static_cast<std::uint8_t>(words.size()), preferred, false, Spelling::any};
        if (words.size() == 1) {
            if (words[0].folded.size() < shortest_single_word) return;
            name.spelling = spelling_of(trim(text));
            name.named_only = !has_capital(text) && (!preferred || words[0].folded.size() < shortest_common_word);
        }
        const auto [entry, first] = names_.try_emplace(joined(words), name);
        most_words_ = std::max(most_words_, words.size());
        if (first || entry->second.skill == skill) return;
        // A preferred name beats another skill's alternative one; two of a kind mean neither.
        if (preferred && !entry->second.preferred) {
            entry->second = name;
        } else if (preferred == entry->second.preferred) {
            entry->second.skill = no_concept;
        }
    };
    for (std::size_t index = 0; index < skills.size(); ++index) {
        const auto skill = static_cast<SkillIndex>(index);
        add(skill, skills.label(skill), true);
        for (const std::string_view name : skills.alternatives(skill)) add(skill, name, false);
        end_concept();
    }
    for (std::size_t index = 0; index < occupations.size(); ++index) {
        const auto occupation = static_cast<OccupationIndex>(index);
        (void)read(occupations.label(occupation));
        for (const std::string_view name : occupations.alternatives(occupation)) (void)read(name);
        end_concept();
    }
    for (auto& [text, name] : names_) {
        if (name.words == 1 && concepts_of_word[text] > most_concepts_of_a_word) name.named_only = true;
    }
}

std::vector<SkillScan::Mention> SkillScan::mentions(std::string_view text) const {
    if (text.size() > longest_text_bytes) {
        std::size_t end = longest_text_bytes;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
        text = text.substr(0, end);
    }
    const std::string valid = to_valid_utf8(text);
    std::vector<Mention> found;
    std::set<SkillIndex> met;
    const std::vector<Word> words = words_of(valid);
    for (std::size_t at = 0; at < words.size() && found.size() < most_mentions;) {
        std::string phrase;
        std::size_t length = 0;
        const Name* longest = nullptr;
        for (std::size_t next = at; next < words.size() && next - at < most_words_; ++next) {
            phrase += (phrase.empty() ? "" : " ") + words[next].folded;
            const auto name = names_.find(phrase);
            if (name == names_.end() || (next == at && !meant(name->second, words[at]))) continue;
            longest = &name->second;
            length = next - at + 1;
        }
        if (longest != nullptr && longest->skill != no_concept && met.insert(longest->skill).second) {
            found.push_back({longest->skill, static_cast<std::uint8_t>(longest->words == 1  ? 60
                                                                       : longest->preferred ? 95
                                                                                            : 85)});
        }
        at += std::max<std::size_t>(length, 1);
    }
    return found;
}

std::vector<std::string> SkillScan::folded_words(std::string_view text) {
    std::vector<std::string> folded;
    for (Word& word : words_of(to_valid_utf8(text))) folded.push_back(std::move(word.folded));
    return folded;
}

std::optional<SkillIndex> SkillScan::named(std::string_view name) const {
    const auto found = names_.find(joined(words_of(to_valid_utf8(name))));
    if (found == names_.end() || found->second.skill == no_concept) return std::nullopt;
    return found->second.skill;
}

}  // namespace passerelle
