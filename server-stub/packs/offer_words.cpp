#include "packs/offer_words.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "base/text.hpp"
#include "packs/numbers.hpp"

namespace passerelle {
namespace {

bool is_letter(char c) {
    return c >= 'a' && c <= 'z';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Folded, and every sign a space, with a space at both ends: " cdd 12 mois ", so that " cdd " is a whole word.
std::string spaced(std::string_view label) {
    std::string words = " ";
    for (const char c : fold(to_valid_utf8(label))) {
        const bool in_word = is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
        if (in_word) {
            words += c;
        } else if (words.back() != ' ') {
            words += ' ';
        }
    }
    if (words.back() != ' ') words += ' ';
    return words;
}

// Tried in this order; a name that ends with a space is a whole word or the last words, others are beginnings of words.
template <typename Value, std::size_t size>
std::optional<Value> first_named(const std::array<std::pair<std::string_view, Value>, size>& table,
                                 std::string_view label) {
    const std::string words = spaced(label);
    for (const auto& [name, value] : table) {
        if (words.find(name) != std::string::npos) return value;
    }
    return std::nullopt;
}

// An agency's contract stays one when it may lead to another; "indéterminée" holds "déterminée", so it comes first.
constexpr std::array<std::pair<std::string_view, Contract>, 27> contracts = {
    {{" interim", Contract::temporary},
     {" uitzend", Contract::temporary},
     {" zeitarbeit", Contract::temporary},
     {" etudiant", Contract::student},
     {" student", Contract::student},
     {" independant", Contract::self_employed},
     {" zelfstandig", Contract::self_employed},
     {" liberal", Contract::self_employed},
     {" profession co", Contract::self_employed},
     {" franchise", Contract::self_employed},
     {" freelance", Contract::self_employed},
     {" contractor ", Contract::self_employed},
     {" reprise d ", Contract::self_employed},
     {" indetermine", Contract::open_ended},
     {" cdi ", Contract::open_ended},
     {" onbepaald", Contract::open_ended},
     {" unbefristet", Contract::open_ended},
     {" open ended ", Contract::open_ended},
     {" permanent ", Contract::open_ended},
     {" vast contract ", Contract::open_ended},
     {" determinee", Contract::fixed_term},
     {" cdd ", Contract::fixed_term},
     {" saisonnier", Contract::fixed_term},
     {" remplacement", Contract::fixed_term},
     {" bepaalde duur ", Contract::fixed_term},
     {" befristet", Contract::fixed_term},
     {" fixed term ", Contract::fixed_term}}};

constexpr std::array<std::pair<std::string_view, WorkingTime>, 11> working_times = {
    {{" temps plein ", WorkingTime::full_time},
     {" full time ", WorkingTime::full_time},
     {" voltijds", WorkingTime::full_time},
     {" vollzeit", WorkingTime::full_time},
     {" temps partiel ", WorkingTime::part_time},
     {" mi temps ", WorkingTime::part_time},
     {" part time ", WorkingTime::part_time},
     {" deeltijds", WorkingTime::part_time},
     {" halftijds", WorkingTime::part_time},
     {" teilzeit", WorkingTime::part_time},
     {" 4 5 ", WorkingTime::part_time}}};

// CAP and BEP (level 3 of the European framework) lie between our lower and upper secondary: the lower one, so that
// nobody is shut out by a translation. A doctorate has no step of its own and counts as the one below.
// "Bac" and "licence" are the French ones, the lower of what they mean here and there.
constexpr std::array<std::pair<std::string_view, Studies>, 39> studies = {
    {{" doctorat", Studies::master},
     {" phd ", Studies::master},
     {" ph d ", Studies::master},
     {" master", Studies::master},
     {" bac 5 ", Studies::master},
     {" bac 8 ", Studies::master},
     {" postgraduate", Studies::master},
     {" bachelier", Studies::bachelor},
     {" bachelor", Studies::bachelor},
     {" graduat ", Studies::bachelor},
     {" bac 3 ", Studies::bachelor},
     {" bac 4 ", Studies::bachelor},
     {" licence ", Studies::bachelor},
     {" type court ", Studies::bachelor},
     {" associate degree ", Studies::post_secondary},
     {" professional certificate ", Studies::post_secondary},
     {" brevet de l enseignement superieur ", Studies::post_secondary},
     {" post secondaire", Studies::post_secondary},
     {" bac 2 ", Studies::post_secondary},
     {" bts ", Studies::post_secondary},
     {" secondaire superieur", Studies::upper_secondary},
     {" cess ", Studies::upper_secondary},
     {" bac ", Studies::upper_secondary},
     {" baccalaureat", Studies::upper_secondary},
     {" hoger secundair", Studies::upper_secondary},
     {" high school", Studies::upper_secondary},
     {" secondaire inferieur", Studies::lower_secondary},
     {" lager secundair", Studies::lower_secondary},
     {" cap bep ", Studies::lower_secondary},
     {" 3eme ", Studies::lower_secondary},
     {" 2nd ", Studies::lower_secondary},
     {" 4eme ", Studies::primary},
     {" primaire", Studies::primary},
     {" cebi ", Studies::primary},
     {" lager onderwijs ", Studies::primary},
     {" aucun", Studies::none},
     {" sans diplome ", Studies::none},
     {" no requirements ", Studies::none},
     {" geen ", Studies::none}}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 61> languages = {
    {{"allemand", "de"},    {"deutsch", "de"},     {"duits", "de"},          {"german", "de"},
     {"anglais", "en"},     {"engels", "en"},      {"englisch", "en"},       {"english", "en"},
     {"arabe", "ar"},       {"arabisch", "ar"},    {"arabic", "ar"},         {"bulgare", "bg"},
     {"bulgarian", "bg"},   {"catalan", "ca"},     {"chinois", "zh"},        {"chinees", "zh"},
     {"chinese", "zh"},     {"danois", "da"},      {"danish", "da"},         {"espagnol", "es"},
     {"spaans", "es"},      {"spanisch", "es"},    {"spanish", "es"},        {"francais", "fr"},
     {"frans", "fr"},       {"franzosisch", "fr"}, {"french", "fr"},         {"grec", "el"},
     {"greek", "el"},       {"hongrois", "hu"},    {"hungarian", "hu"},      {"italien", "it"},
     {"italiaans", "it"},   {"italian", "it"},     {"japonais", "ja"},       {"japanese", "ja"},
     {"neerlandais", "nl"}, {"nederlands", "nl"},  {"niederlandisch", "nl"}, {"dutch", "nl"},
     {"polonais", "pl"},    {"pools", "pl"},       {"polnisch", "pl"},       {"polish", "pl"},
     {"portugais", "pt"},   {"portuguese", "pt"},  {"roumain", "ro"},        {"romanian", "ro"},
     {"russe", "ru"},       {"russian", "ru"},     {"tcheque", "cs"},        {"czech", "cs"},
     {"turc", "tr"},        {"turks", "tr"},       {"turkish", "tr"},        {"ukrainien", "uk"},
     {"ukrainian", "uk"},   {"vietnamien", "vi"},  {"vietnamese", "vi"},     {"luxembourgeois", "lb"},
     {"suedois", "sv"}}};

bool names_one(std::span<const std::string_view> names, std::string_view words) {
    return std::any_of(names.begin(), names.end(),
                       [&](std::string_view name) { return words.find(name) != std::string_view::npos; });
}

constexpr std::array<std::string_view, 14> no_experience = {
    " sans experience ",      " aucune experience ",    " pas d experience ",   " experience non exige",
    " experience non requi",  " experience non necess", " experience non obli", " experience pas ",
    " experience n est pas ", " no experience ",        " geen ervaring",       " zonder ervaring ",
    " keine erfahrung",       " ohne erfahrung "};
constexpr std::array<std::string_view, 3> beginners = {" debutant", " beginner", " berufsanfanger"};
constexpr std::array<std::string_view, 3> stay_away = {" s abstenir ", " exclu", " refuse"};
constexpr std::array<std::string_view, 9> negations = {" non ",  " pas ", " sauf ",  " aucun ", " geen ",
                                                       " niet ", " kein", " nicht ", " no "};
constexpr std::array<std::string_view, 7> experience_asked = {
    " oui ", " ja ", " yes ", " experience exige", " experience requi", " ervaring vereist ", " experience required "};
// "Moins de 2 ans" has no least, unless one is said beside it.
constexpr std::array<std::string_view, 11> at_most = {" moins de ",  " moins d ",   " maximum ",    " max ",
                                                      " jusqu ",     " up to ",     " less than ",  " minder dan ",
                                                      " hoogstens ", " hochstens ", " weniger als "};
constexpr std::array<std::string_view, 6> at_least = {" au moins ", " minimum ",    " min ",
                                                      " minstens ", " mindestens ", " at least "};

bool turns_beginners_away(std::string_view words) {
    return names_one(stay_away, words) || (names_one(beginners, words) && names_one(negations, words));
}

constexpr std::string_view digits = "0123456789";

// The months of one of the unit that begins here; 0 when none does.
std::int64_t months_of_unit(std::string_view text) {
    std::size_t end = 0;
    while (end < text.size() && is_letter(text[end])) ++end;
    const std::string_view word = text.substr(0, end);
    if (word == "an" || word == "ans") return 12;
    for (const std::string_view year : {"annee", "jaar", "jahr", "year"}) {
        if (word.starts_with(year)) return 12;
    }
    for (const std::string_view month : {"mois", "maand", "monat", "month"}) {
        if (word.starts_with(month)) return 1;
    }
    return 0;
}

// Skips what may stand between a number and its unit, or between the two numbers of "2 à 5 ans".
void skip_joints(std::string_view text, std::size_t& at) {
    for (;;) {
        const std::size_t before = at;
        while (at < text.size() && (text[at] == ' ' || text[at] == '-' || text[at] == '/' || text[at] == '+')) ++at;
        for (const std::string_view joint : {"a ", "ou ", "et ", "to ", "tot ", "bis ", "of ", "en ", "und "}) {
            if (text.substr(at).starts_with(joint)) at += joint.size();
        }
        if (at == before) return;
    }
}

// "2 ans", "2 à 5 ans" (the least), "1,5 an". `text` is folded and has a digit at `at`, which is moved past the number.
std::optional<std::uint16_t> duration_at(std::string_view text, std::size_t& at) {
    constexpr std::int64_t longest_months = 600;
    const std::optional<std::int64_t> hundredths = parse_hundredths(text, at);
    if (!hundredths) return std::nullopt;
    std::size_t unit_at = at;
    skip_joints(text, unit_at);
    if (unit_at > at && unit_at < text.size() && is_digit(text[unit_at])) {
        if (!parse_hundredths(text, unit_at)) return std::nullopt;
        skip_joints(text, unit_at);
    }
    const std::int64_t unit = months_of_unit(text.substr(unit_at));
    const std::int64_t months = *hundredths * unit / 100;
    if (unit == 0 || months > longest_months) return std::nullopt;
    return static_cast<std::uint16_t>(months);
}

std::optional<int> number_at(std::string_view text, std::size_t& at, std::size_t most_digits) {
    int value = 0;
    const std::size_t start = at;
    while (at < text.size() && at - start < most_digits && is_digit(text[at])) value = value * 10 + (text[at++] - '0');
    if (at == start || (at < text.size() && is_digit(text[at]))) return std::nullopt;
    return value;
}

}  // namespace

Contract contract_of_words(std::string_view label) {
    return first_named(contracts, label).value_or(Contract::unknown);
}

WorkingTime working_time_of_words(std::string_view label) {
    return first_named(working_times, label).value_or(WorkingTime::unknown);
}

Studies studies_of_words(std::string_view label) {
    return first_named(studies, label).value_or(Studies::unknown);
}

bool says_none(std::string_view label) {
    static constexpr std::array<std::string_view, 8> words = {" non ", " aucun ", " aucune ", " geen ",
                                                              " nee ", " kein ",  " nein ",   " no "};
    return std::find(words.begin(), words.end(), spaced(label)) != words.end();
}

std::string language_of_words(std::string_view label) {
    const std::string words = spaced(label);
    const std::string_view trimmed = trim(words);
    const std::string_view first = trimmed.substr(0, trimmed.find(' '));
    for (const auto& [name, code] : languages) {
        if (first == name || first == code) return std::string(code);
    }
    return {};
}

std::optional<std::uint16_t> experience_of_words(std::string_view label) {
    const std::string words = spaced(label);
    if (!turns_beginners_away(words)) {
        const bool none = says_none(label) || names_one(no_experience, words) || names_one(beginners, words) ||
                          (names_one(at_most, words) && !names_one(at_least, words));
        if (none) return std::uint16_t{0};
    }
    const std::string text = fold(to_valid_utf8(label));
    for (std::size_t at = text.find_first_of(digits); at != std::string::npos; at = text.find_first_of(digits, at)) {
        if (const std::optional<std::uint16_t> months = duration_at(text, at)) return months;
    }
    return std::nullopt;
}

bool asks_some_experience(std::string_view label) {
    const std::string words = spaced(label);
    return names_one(experience_asked, words) || turns_beginners_away(words);
}

std::optional<CivilDate> date_of_words(std::string_view text) {
    text = trim(text);
    if (const std::optional<CivilDate> iso = CivilDate::parse(text.substr(0, 10))) return iso;
    std::size_t at = 0;
    const std::optional<int> day = number_at(text, at, 2);
    if (!day || at >= text.size() || (text[at] != '/' && text[at] != '.' && text[at] != '-')) return std::nullopt;
    const char mark = text[at++];
    const std::optional<int> month = number_at(text, at, 2);
    if (!month || at >= text.size() || text[at++] != mark) return std::nullopt;
    const std::optional<int> year = number_at(text, at, 4);
    if (!year || *year < 1000) return std::nullopt;
    return CivilDate::from_ymd(*year, *month, *day);
}

std::string place_of_words(std::string_view label) {
    const std::size_t dash = label.find(" - ");
    if (dash != std::string_view::npos && dash <= 3) label.remove_prefix(dash + 3);
    std::string name = tidy_line(to_valid_utf8(label));
    const bool shouting = std::none_of(name.begin(), name.end(), is_letter);
    if (!shouting) return name;
    bool first = true;
    for (char& letter : name) {
        const bool capital = letter >= 'A' && letter <= 'Z';
        if (capital && !first) letter = static_cast<char>(letter - 'A' + 'a');
        first = letter == ' ' || letter == '-' || letter == '\'';
    }
    return name;
}

}  // namespace passerelle
