// One edit of a person: the unit of everything that is saved, sent and merged.
//
// Kind "set" edits the profile:
//   path "birth_date" or "experience/<item>/employer", value: the answer, null clears it;
//   path "experience/<item>", value {"position":3} adds or moves the item, null removes it with all its fields.
// Other kinds (requests, consents, receipts of later versions) are kept and passed on untouched.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "content/content.hpp"
#include "sync/clock.hpp"

namespace passerelle {

struct Change {
    static constexpr std::string_view set_kind = "set";

    std::string id;  // made by the device, unique for ever; sent again with the same id until answered
    std::string kind{set_kind};
    std::string path;
    Json value;                      // null: no answer any more
    std::int64_t base_revision = 0;  // of the document that the person saw when editing
    Clock clock;                     // when and on which device
    std::string resolves;            // id of the conflict this change decides, else empty
    Json extra = Json::object();     // members of a newer version

    friend bool operator==(const Change&, const Change&) = default;
};

// Two sides said different things about one path and neither had seen the other. Both values are kept until a
// person chooses: a change with resolves = id.
struct Conflict {
    std::string id;  // of the change that could not be merged
    std::string path;
    Json mine;    // what that change says; null: cleared or removed
    Json theirs;  // what the document holds; for an item {"position":1,"fields":{...}}; null: cleared or removed
    Clock mine_clock;
    Clock theirs_clock;
    std::int64_t revision = 0;  // of the document when the conflict was found

    friend bool operator==(const Conflict&, const Conflict&) = default;
};

[[nodiscard]] bool is_change_id(std::string_view text);
[[nodiscard]] Json to_json(const Change& change);
// Error "sync-shape"; the field is `field` or a member below it ("changes/3/path").
[[nodiscard]] Result<Change> change_from_json(const Json& json, std::string_view field);
[[nodiscard]] Json to_json(const Conflict& conflict);
[[nodiscard]] Result<Conflict> conflict_from_json(const Json& json, std::string_view field);

// Is a "set" something that a profile may hold? The service's door; the form checks its input in its own way.
// Codes: "change-path-unknown", "change-item-shape", or those of validate(). Other kinds are not looked into.
[[nodiscard]] std::optional<Error> check(const Change& change, const Content& content, CivilDate today);

}  // namespace passerelle
