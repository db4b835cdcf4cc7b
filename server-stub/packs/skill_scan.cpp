#include "packs/skill_scan.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"

namespace passerelle {
namespace {

constexpr std::size_t longest_name_words = 8;
constexpr std::size_t shortest_single_word = 3;  // "R" and "C" are letters of a text before they are languages

// Folded words without the mark of a plural; "c++" and "c#" stay what they are.
std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    const auto end_word = [&] {
        if (word.size() > 3 && (word.back() == 's' || word.back() == 'x') && word[word.size() - 2] != 's')
            word.pop_back();
        if (!word.empty()) words.push_back(std::move(word));
        word.clear();
    };
    for (const char c : fold(text)) {
        const bool in_word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                             static_cast<unsigned char>(c) >= 0x80 || (!word.empty() && (c == '+' || c == '#'));
        if (in_word) {
            word += c;
        } else {
            end_word();
        }
    }
    end_word();
    return words;
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
    return text;
}

}  // namespace

SkillScan::SkillScan(const SkillPack& skills) {
    const auto add = [&](SkillIndex skill, std::string_view name, bool preferred) {
        const std::vector<std::string> words = words_of(name);
        if (words.empty() || words.size() > longest_name_words) return;
        if (words.size() == 1 && words[0].size() < shortest_single_word) return;
        const auto [entry, first] =
            names_.try_emplace(joined(words), Name{skill, static_cast<std::uint8_t>(words.size()), preferred});
        most_words_ = std::max(most_words_, words.size());
        if (first || entry->second.skill == skill) return;
        // A preferred name beats another skill's alternative one; two of a kind mean neither.
        if (preferred && !entry->second.preferred) {
            entry->second = Name{skill, static_cast<std::uint8_t>(words.size()), true};
        } else if (preferred == entry->second.preferred) {
            entry->second.skill = no_concept;
        }
    };
    for (std::size_t index = 0; index < skills.size(); ++index) {
        const auto skill = static_cast<SkillIndex>(index);
        add(skill, skills.label(skill), true);
        for (const std::string_view name : skills.alternatives(skill)) add(skill, name, false);
    }
}

std::vector<SkillScan::Mention> SkillScan::mentions(std::string_view text) const {
    if (text.size() > longest_text_bytes) {
        std::size_t end = longest_text_bytes;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
        text = text.substr(0, end);
    }
    std::vector<Mention> found;
    std::set<SkillIndex> met;
    const std::vector<std::string> words = words_of(text);
    for (std::size_t at = 0; at < words.size() && found.size() < most_mentions;) {
        std::string phrase;
        std::size_t length = 0;
        const Name* longest = nullptr;
        for (std::size_t next = at; next < words.size() && next - at < most_words_; ++next) {
            phrase += (phrase.empty() ? "" : " ") + words[next];
            const auto name = names_.find(phrase);
            if (name == names_.end()) continue;
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

std::optional<SkillIndex> SkillScan::named(std::string_view name) const {
    const auto found = names_.find(joined(words_of(name)));
    if (found == names_.end() || found->second.skill == no_concept) return std::nullopt;
    return found->second.skill;
}

}  // namespace passerelle
