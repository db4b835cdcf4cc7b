// Skills that a text names: their own names (preferred or alternative) as whole words, whatever their case, accents and
// plural. Nothing is guessed from near meanings, so what is found is there to be read.
#pragma once

#include <cstddef>
#include <cstdint>
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

    // Reads the names once; the pack is not needed afterwards.
    explicit SkillScan(const SkillPack& skills);

    // In the order of the text, each skill once; of overlapping names the longest. `text` is UTF-8.
    [[nodiscard]] std::vector<Mention> mentions(std::string_view text) const;
    // The one skill with exactly this name.
    [[nodiscard]] std::optional<SkillIndex> named(std::string_view name) const;

  private:
    struct Name {
        SkillIndex skill = no_concept;  // no_concept: several skills have this name
        std::uint8_t words = 0;
        bool preferred = false;
    };
    std::unordered_map<std::string, Name> names_;
    std::size_t most_words_ = 0;
};

}  // namespace passerelle
