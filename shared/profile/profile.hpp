// The profile document: answers by question, list items with stable ids, a revision for each field.
// A value is what one field holds, by kind: text, email, telephone, multiline: string; date: "2026-03-27";
// choice: option value; choices: array of option values; number: integer; yes_no: boolean;
// place: {"postcode","name"}; occupation and skill: {"uri","label"}.
// A path names a field: "birth_date", or "experience/<item id>/employer". "experience/<item id>" names the item.
// Its segments are 1 to 64 ASCII letters, digits, "_", "-" and "+".
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/json.hpp"
#include "content/content.hpp"

namespace passerelle {

struct Field {
    Json value;                 // null: no answer
    std::int64_t revision = 0;  // of the document when the service accepted it; 0: never
    friend bool operator==(const Field&, const Field&) = default;
};

struct Item {
    std::string id;
    std::int64_t position = 0;  // order in the list; ties by id
    std::map<std::string, Field, std::less<>> fields;
    friend bool operator==(const Item&, const Item&) = default;
};

struct Path {
    std::string list;  // "" for a plain answer
    std::string item;
    std::string field;  // "" names the item itself
    [[nodiscard]] static std::optional<Path> parse(std::string_view text);
    [[nodiscard]] std::string text() const;
};

struct Profile {
    static constexpr int schema = 1;
    std::map<std::string, Field, std::less<>> answers;
    std::map<std::string, std::vector<Item>, std::less<>> lists;  // by section id, each sorted by (position, id)

    // null when there is no answer.
    [[nodiscard]] const Json& value(std::string_view path) const;
    [[nodiscard]] const Field* field(const Path& path) const;
    [[nodiscard]] const Item* item(std::string_view list, std::string_view id) const;
    [[nodiscard]] const std::vector<Item>& items(std::string_view list) const;

    // Sets one field (creating its item at the end of the list if needed). A null value clears it: the field stays
    // while it carries a revision, and goes with revision 0, so that no answer has one form only.
    // A path that names an item and no field changes nothing.
    void set(const Path& path, Json value, std::int64_t revision);
    void remove_item(std::string_view list, std::string_view id);
    // Puts a whole item back (undo) or places it: keeps the list sorted.
    void put_item(std::string_view list, Item item);
    void move_item(std::string_view list, std::string_view id, std::int64_t position);

    friend bool operator==(const Profile&, const Profile&) = default;
};

// {"schema":1,"answers":{"work":{"value":"none","revision":3}},
//  "lists":{"skills":[{"id":"a1-1","position":1,"fields":{"skill":{"value":{...},"revision":0}}}]}}
[[nodiscard]] Json to_json(const Profile& profile);
// Errors name the path: "profile-schema" (newer schema), "profile-shape". Unknown fields of a known schema are kept.
// Values are not checked against questions here: see validate_profile.
[[nodiscard]] Result<Profile> profile_from_json(const Json& json);

// Checks one value against its question; null (no answer) is always right. Error code is the key of a sentence
// ("error.date-impossible", ...), field the question's id. Used at every door: the form, the import, the API.
[[nodiscard]] std::optional<Error> validate(const Question& question, const Json& value, CivilDate today);

// A date that precedes the one it can not precede (Question::not_before): "error.date-order".
[[nodiscard]] std::optional<Error> validate_order(const Question& question, const Json& value, const Profile& profile,
                                                  const Item* item = nullptr);

// Every error of a whole document, with field = path. Also "error.too-many-items". Fields that the content does not
// know are no error: a newer content may.
[[nodiscard]] std::vector<Error> validate_profile(const Profile& profile, const Content& content, CivilDate today);

// The sentence for an error of validate, validate_order or parse_input, with the question's limits in it.
[[nodiscard]] std::string error_text(const Error& error, const Question& question, const Content& content);

// From what a form field holds to a value: trims, reads numbers in the user's way ("1 850,00" is an error for whole
// numbers, "1 850" is 1850), "27/3/2026" dates, option values, "yes"/"on" and "no". Empty input is null. place,
// occupation and skill come as a JSON object or its text, {"postcode",...} / {"uri",...}, or are left to the finder
// (error "error.choose-from-list"). What it returns is valid.
[[nodiscard]] Result<Json> parse_input(const Question& question, const Json& input, CivilDate today);

// What a person reads for a value: option texts, "27 mars 2026", "6000 Charleroi".
[[nodiscard]] std::string display(const Question& question, const Json& value, const Content& content);
[[nodiscard]] std::string display_date(CivilDate date, const Content& content);  // "27 mars 2026"

// Is a question asked, given the other answers of the same profile (and item)? Its answer stays kept either way.
// Only a rule known to be false hides a question: while an answer it reads is missing, the question is asked.
[[nodiscard]] bool is_relevant(const Question& question, const Profile& profile, const Item* item = nullptr);

struct Completeness {
    int answered = 0;  // pages of the profile with every essential and relevant question answered
    int total = 0;     // without the optional lists that are empty: nobody has to have worked before
};
// A list is complete with one item or more, each complete.
[[nodiscard]] bool is_complete(const Section& section, const Profile& profile, const Content& content);
[[nodiscard]] bool is_started(const Section& section, const Profile& profile, const Content& content);
[[nodiscard]] Completeness completeness(const Profile& profile, const Content& content);

}  // namespace passerelle
