// Questions as blocks, and what a form sends back as answers.
#pragma once

#include "portal/context.hpp"

namespace passerelle {

// The field of one question at one path, with what was typed, its error, its hint, and "what is this answer for".
// A combobox brings the suggestions for what was typed.
[[nodiscard]] Block question_block(const Context& context, const Question& question, const Path& path);

// The question a field name belongs to: "birth_date" (or a part of it, "birth_date.day"),
// "experience/<item>/employer", "skills/new/skill". nullptr for a name nobody asks.
struct FieldName {
    const Question* question = nullptr;
    Path path;
    std::string part;  // "day", "month", "year" or ""
};
[[nodiscard]] FieldName find_field(const Content& content, std::string_view name);

// The parts of a date become one entry "day/month/year"; everything else passes unchanged.
[[nodiscard]] Json join_date_parts(const Json& fields);

// The value behind a suggestion, ready to be stored: {"uri","label"} or {"postcode","name"}; null when unknown.
[[nodiscard]] Json suggested_value(const World& world, Kind kind, std::string_view argument);

// The packs a question's field needs before it can suggest anything.
[[nodiscard]] std::vector<std::string_view> packs_for(Kind kind);

}  // namespace passerelle
