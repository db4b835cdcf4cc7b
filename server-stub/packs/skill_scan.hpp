// Skills that a text names: their own names (preferred or alternative) as whole words, whatever their accents and
// plural. Nothing is guessed from near meanings, so what is found is there to be read.
//
// A name of several words is taken whatever its case. A single word is a word of the language first, so it counts
//   - in its own capitals: "AVEC" and "Chef" are names of software, "avec" and "chef" are not;
//   - without capitals when it is long and a preferred name: "pont" is another name of network equipment, and "saisie"
//   a
//     skill, but most bridges and entries are not;
//   - and never when many concepts have it in their names: "communication" is a skill, and a part of a hundred others.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "taxonomy/taxonomy.hpp"

namespace passerelle {

class SkillScan {
  public:
    struct Mention {
        SkillIndex skill;
        std::uint8_t certainty;  // percent
    };
    static constexpr std::size_t longest_text_bytes = 20'000;  // what follows is not read
    static constexpr std::size_t most_mentions = 30;

    // Reads the names once; the packs are not needed afterwards.
    SkillScan(const SkillPack& skills, const OccupationPack& occupations);

    // In the order of the text, each skill once; of overlapping names the longest. `text` is UTF-8.
    [[nodiscard]] std::vector<Mention> mentions(std::string_view text) const;
    // The one skill with exactly this name.
    [[nodiscard]] std::optional<SkillIndex> named(std::string_view name) const;
    // Folded words without the mark of a plural.
    [[nodiscard]] static std::vector<std::string> folded_words(std::string_view text);

  private:
    enum class Spelling : std::uint8_t { any, capital_first, capitals };
    struct Name {
        SkillIndex skill = no_concept;  // no_concept: several skills have this name
        std::uint8_t words = 0;
        bool preferred = false;
        bool named_only = false;  // a single word that a text may well mean otherwise
        Spelling spelling = Spelling::any;
    };
    struct Word;
    static std::vector<Word> words_of(std::string_view text);
    static std::string joined(const std::vector<Word>& words);
    [[nodiscard]] static Spelling spelling_of(std::string_view name);
    [[nodiscard]] static bool meant(const Name& name, const Word& word);

    std::unordered_map<std::string, Name> names_;
    std::size_t most_words_ = 0;
};

}  // namespace passerelle
