// What the readers of layouts share: the fields of one record, with a word in the report for each that is left out.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "packs/report.hpp"

namespace passerelle {

// The beginning of a text in valid UTF-8, at most so many characters.
[[nodiscard]] std::string_view first_characters(std::string_view text, std::size_t most);

class RecordFields {
  public:
    // Both must outlive it.
    RecordFields(const ImportProblem& where, ImportReport& report) : where_(where), report_(report) {}

    void leave_out(std::string_view field, std::string reason) const;
    void not_understood(std::string_view field, std::string_view said) const;

    // What is said as `read` understands it; said and not understood is left out.
    template <typename Value>
    [[nodiscard]] Value understood(std::string_view field, std::string_view said, Value (*read)(std::string_view),
                                   Value unknown) const {
        const Value value = read(said);
        if (value == unknown && !trim(said).empty()) not_understood(field, said);
        return value;
    }
    // Left out too when no pack holds it: "9999-12-31" is how some say that there is no end.
    [[nodiscard]] std::optional<CivilDate> date(std::string_view field, std::string_view said) const;
    // Only https is shown to people.
    [[nodiscard]] std::string address(std::string_view field, const std::string& said) const;
    // The object, an empty one when it is absent or, left out, of another type.
    [[nodiscard]] const Json& object(const Json& json, std::string_view field) const;
    // Calls `act` with each object of a list; what is no list or no object is left out.
    template <typename Act>
    void each_object(const Json& json, std::string_view field, Act act) const {
        const Json* list = member(json, field);
        if (list == nullptr || list->is_null()) return;
        if (!list->is_array()) return not_understood(field, dump_json(*list));
        for (const Json& item : *list) {
            if (item.is_object()) {
                act(item);
            } else {
                not_understood(field, dump_json(item));
            }
        }
    }

  private:
    const ImportProblem& where_;
    ImportReport& report_;
};

}  // namespace passerelle
