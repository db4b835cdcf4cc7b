#include "match/terms.hpp"

#include <cstddef>

namespace passerelle {
namespace {

template <typename Value, std::size_t count>
std::optional<Value> named(const std::array<std::string_view, count>& names, std::string_view name) {
    for (std::size_t index = 0; index < count; ++index) {
        if (names[index] == name) return static_cast<Value>(index);
    }
    return std::nullopt;
}

// What each licence includes at once; licences_included follows the table until nothing is added.
struct Inclusion {
    std::string_view licence;
    std::array<std::string_view, 3> includes;
};
constexpr std::array<Inclusion, 14> inclusions = {{{"a1", {"am", "", ""}},
                                                   {"a2", {"a1", "", ""}},
                                                   {"a", {"a2", "", ""}},
                                                   {"b", {"am", "", ""}},
                                                   {"be", {"b", "", ""}},
                                                   {"c1", {"b", "", ""}},
                                                   {"c1e", {"c1", "be", ""}},
                                                   {"c", {"c1", "", ""}},
                                                   {"ce", {"c", "c1e", "be"}},
                                                   {"d1", {"b", "", ""}},
                                                   {"d1e", {"d1", "be", ""}},
                                                   {"d", {"d1", "", ""}},
                                                   {"de", {"d", "d1e", "be"}},
                                                   {"g", {"", "", ""}}}};

}  // namespace

std::optional<Contract> contract_from(std::string_view name) {
    return named<Contract>(contract_names, name);
}
std::optional<WorkingTime> working_time_from(std::string_view name) {
    return named<WorkingTime>(working_time_names, name);
}
std::optional<Studies> studies_from(std::string_view name) {
    return named<Studies>(studies_names, name);
}
std::optional<LanguageLevel> language_level_from(std::string_view name) {
    return named<LanguageLevel>(language_level_names, name);
}

std::uint16_t licence_bit(std::string_view name) {
    for (std::size_t index = 0; index < licence_names.size(); ++index) {
        if (licence_names[index] == name) return static_cast<std::uint16_t>(1U << index);
    }
    return 0;
}

std::uint16_t licences_included(std::uint16_t licences) {
    for (std::uint16_t before = 0; before != licences;) {
        before = licences;
        for (const Inclusion& inclusion : inclusions) {
            if ((licences & licence_bit(inclusion.licence)) == 0) continue;
            for (const std::string_view included : inclusion.includes) {
                licences = static_cast<std::uint16_t>(licences | licence_bit(included));
            }
        }
    }
    return licences;
}

std::uint16_t language_code(std::string_view code) {
    const auto is_letter = [](char letter) { return letter >= 'a' && letter <= 'z'; };
    if (code.size() != 2 || !is_letter(code[0]) || !is_letter(code[1])) return 0;
    return static_cast<std::uint16_t>(static_cast<unsigned char>(code[0]) * 256U + static_cast<unsigned char>(code[1]));
}

std::array<char, 2> language_letters(std::uint16_t code) {
    return {static_cast<char>(code >> 8), static_cast<char>(code & 0xFF)};
}

}  // namespace passerelle
