// What a device and the service say to each other: one POST /api/v1/sync.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "profile/profile.hpp"
#include "sync/change.hpp"

namespace passerelle {

// The answer to one change. Each status is final: the device stops sending this change.
struct ChangeResult {
    std::string id;
    std::string status;  // "applied", "conflict", "refused", "kept" (a kind this service does not know yet)
    std::string code;    // why refused, key of a sentence
    friend bool operator==(const ChangeResult&, const ChangeResult&) = default;
};

struct SyncRequest {
    static constexpr std::size_t max_changes = 500;  // the rest waits for the next request
    static constexpr std::size_t max_bytes = 900'000;

    std::string device;         // 32 hexadecimal digits
    std::int64_t revision = 0;  // of the document that the device has
    std::string owner;          // e-mail of the account whose document the device holds; empty: none yet
    std::vector<Change> changes;
    std::vector<ChangeResult> malformed;  // read: refusals of entries that are no change, where they have an id
};

// What is on the service's disk.
struct Receipt {
    std::int64_t number = 0;
    std::int64_t at_ms = 0;
    friend bool operator==(const Receipt&, const Receipt&) = default;
};

struct SyncReply {
    std::int64_t revision = 0;
    Profile document;
    std::vector<ChangeResult> results;
    std::vector<Conflict> conflicts;  // all that are open
    std::optional<Receipt> received;  // the last one; none before the first change
    Json packs = Json::object();      // name -> file name of the newest pack
};

// Errors "sync-shape" (field named) and those of profile_from_json. Unknown members of a request are errors, so that
// a misspelt name is found; unknown members of a change are kept, and those of a reply passed over. An entry that is no
// change does not keep the others out: it is among `malformed`, unless it has no id that could be answered.
[[nodiscard]] Json to_json(const SyncRequest& request);
[[nodiscard]] Result<SyncRequest> sync_request_from_json(const Json& json);
[[nodiscard]] Json to_json(const SyncReply& reply);
[[nodiscard]] Result<SyncReply> sync_reply_from_json(const Json& json);

}  // namespace passerelle
