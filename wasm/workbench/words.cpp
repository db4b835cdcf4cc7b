#include "words.hpp"

namespace passerelle::workbench {
namespace {

struct Word {
    std::string_view language, key, text;
};
constexpr Word words[] = {
#include "words.inc"
};

}  // namespace

std::string say(std::string_view language, std::string_view key) {
    std::string_view found;
    for (const Word& word : words) {
        if (word.key != key || word.text == key) continue;  // msgcat writes the key for what is not translated
        if (word.language == language) return std::string(word.text);
        if (word.language == "fr") found = word.text;
    }
    return std::string(found);
}

}  // namespace passerelle::workbench
