// One content pack: the questions, measures and texts of one language, as data.
// Immutable once loaded. A pack that is not complete and consistent does not load.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.hpp"

namespace passerelle {

// Why a question is asked (GDPR art. 5(1)(b)). Purposes are walls: see profile/facts.hpp.
enum class Purpose : std::uint8_t { contact = 1, match = 2, aid = 4, follow_up = 8 };

class Purposes {
  public:
    constexpr void add(Purpose purpose) {
        bits_ = static_cast<std::uint8_t>(bits_ | static_cast<std::uint8_t>(purpose));
    }
    [[nodiscard]] constexpr bool has(Purpose purpose) const {
        return (bits_ & static_cast<std::uint8_t>(purpose)) != 0;
    }
    [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
    [[nodiscard]] constexpr bool includes(Purposes others) const { return (others.bits_ & ~bits_) == 0; }
    friend bool operator==(Purposes, Purposes) = default;

  private:
    std::uint8_t bits_ = 0;
};

inline constexpr std::array<Purpose, 4> all_purposes = {Purpose::contact, Purpose::match, Purpose::aid,
                                                        Purpose::follow_up};
// "contact", "match", "aid", "follow_up": the name in the pack, and after "purpose." the key of its text.
[[nodiscard]] std::string_view purpose_name(Purpose purpose);

enum class Kind : std::uint8_t {
    text,
    multiline,
    email,
    telephone,
    date,
    choice,
    choices,
    number,
    yes_no,
    place,
    occupation,
    skill
};

// Which days a date question takes. birth: the person is at least 14 and at most 110 years old today.
enum class DateRange : std::uint8_t { any, past, birth };

struct QuestionOption {
    std::string value;
    std::string text_key;
};

// A question of a list section ("experience") is asked once an item.
struct Question {
    std::string id;       // "birth_date"; in a list section unique within the section
    std::string section;  // "identity"
    Kind kind = Kind::text;
    std::string
        text_key;  // label; hint is text_key + ".hint" and purpose note text_key + ".why" where the texts have one
    Purposes purposes;
    std::string protected_ground;  // "", or age, sex, nationality, disability, family, health, ...
    // Rule over the answers (shared/rules), null: always. It may read only questions that are always asked, and whose
    // purposes include all of this question's: otherwise the presence of this answer would tell the other one.
    Json relevant;
    std::vector<QuestionOption> options;  // yes_no has two: "yes" and "no"
    std::string autocomplete;             // WHATWG autofill token, may be empty
    std::int32_t max_length = 200;
    std::int32_t minimum = 0;
    std::int32_t maximum = 1'000'000;
    std::int32_t step = 1;
    std::string unit_key;    // text key of the unit, may be empty
    bool essential = false;  // counts for completeness; no question is ever a wall
    bool slider = false;
    DateRange date_range = DateRange::any;
    std::string not_before;  // id of the date question of the same section that this date can not precede, may be empty
};

struct Section {
    std::string id;
    std::string text_key;
    bool is_list = false;        // experience, training, skills, languages, wish
    std::int32_t max_items = 0;  // lists only
    bool optional = false;       // lists only: may stay empty, and then counts neither as answered nor as missing
    bool in_profile = true;      // false: asked elsewhere ("hire", "studies" on the rights page)
    std::string page;            // sections of one page share it: "search" shows the wish list and its other questions
};

class Content {
  public:
    // bytes: the JSON content pack written by `passerelle content` (ARCHITECTURE.md, formats).
    // Everything is checked here, once; Error::field names the place ("questions/situation/registered"). Codes:
    // json-syntax, content-version, content-shape, content-unknown (a name that is not known), content-duplicate,
    // content-limits, content-purposes (none), content-purpose-wall, content-rule, content-missing-text.
    [[nodiscard]] static Result<Content> load(std::string_view bytes);
    // The sections and questions alone (questions.json), without texts and measures: enough to know which answers serve
    // a purpose, and checked as above but for the texts.
    [[nodiscard]] static Result<Content> load_questions(std::string_view bytes);

    [[nodiscard]] const std::string& language() const { return language_; }
    [[nodiscard]] const std::vector<Section>& sections() const { return sections_; }
    [[nodiscard]] const std::vector<Question>& questions() const { return questions_; }
    [[nodiscard]] const Section* section(std::string_view id) const;
    // list: "" for a plain question.
    [[nodiscard]] const Question* question(std::string_view section_id, std::string_view id) const;
    [[nodiscard]] std::vector<const Question*> questions_of(std::string_view section_id) const;
    [[nodiscard]] const Json& measures() const { return measures_; }  // array, read by shared/rules
    // The languages a person can name as spoken: [{"code":"fr","name":"français"}], in the order of the option set.
    [[nodiscard]] const Json& languages() const { return languages_; }

    // The languages the portal itself speaks, each in its own words: ("fr", "Français"). May be empty.
    [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& translations() const { return translations_; }

    // The text of a key; a key without text answers itself in guillemets, which a test forbids.
    [[nodiscard]] std::string text(std::string_view key) const;
    // With {name} replaced; values are data and are not looked up again.
    using Arguments = std::initializer_list<std::pair<std::string_view, std::string_view>>;
    [[nodiscard]] std::string text(std::string_view key, Arguments arguments) const;
    // key + ".one" or ".other" by the language's plural rule (French: 0 and 1 are one), {count} replaced by
    // number(count).
    [[nodiscard]] std::string counted(std::string_view key, std::int64_t count, Arguments arguments = {}) const;
    [[nodiscard]] bool has_text(std::string_view key) const;
    // Digits in groups of three, with the text "number.group" between them: "26 000".
    [[nodiscard]] std::string number(std::int64_t value) const;
    // Euro by the texts "number.money" and "number.decimal": "1 500 €", "12,50 €".
    [[nodiscard]] std::string money(std::int64_t cents) const;

  private:
    [[nodiscard]] std::optional<Error> read_questions(const Json& document);

    std::string language_;
    std::vector<Section> sections_;
    std::vector<Question> questions_;
    Json measures_ = Json::array();
    Json languages_ = Json::array();
    std::vector<std::pair<std::string, std::string>> translations_;
    std::map<std::string, std::string, std::less<>> texts_;
};

}  // namespace passerelle
