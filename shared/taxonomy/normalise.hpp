// Titles as words, the same way for what people type and for the names of a taxonomy.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace passerelle {

using Words = std::vector<std::string>;

// Folded words of a title, without marks of gender: "Maçon (h/f/x)" and "Maçon·ne" are {"macon"},
// "accueillant familial / accueillante familiale auprès d'adultes" is {"accueillant", "familial", "aupres", "d",
// "adultes"}.
[[nodiscard]] Words title_words(std::string_view title);

// All readings of a title: around each slash whose sides are two forms of one name, the left form everywhere and the
// right form everywhere ("maçon/maçonne" is {"macon"} and {"maconne"}); one reading when there is no such slash.
[[nodiscard]] std::vector<Words> title_readings(std::string_view title);

// The two sides as written, when the whole title is two forms of one name: "maçon/maçonne" -> "maçon", "maçonne".
struct Sides {
    std::string_view left;
    std::string_view right;
};
[[nodiscard]] Sides slash_sides(std::string_view title);  // empty when there is not exactly one slash

}  // namespace passerelle
