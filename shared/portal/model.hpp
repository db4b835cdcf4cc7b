// The state of one visitor. The upper part is kept in the snapshot; the lower part lives for this visit only.
// Only update() changes it; view() reads it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "portal/degrees.hpp"
#include "portal/event.hpp"
#include "sync/replica.hpp"

namespace passerelle {

// Is what the person typed on this device's disk? Only the host's answer says so. newer: a newer version of this
// program wrote what is there, and this one must not write over it.
enum class Storage : std::uint8_t { nothing_yet, saving, saved, failed, newer };

enum class Sending : std::uint8_t { idle, under_way, failed, sign_in_again };

struct RemovedItem {
    std::string list;
    Item item;
};

// An effect whose result has not come yet, with what it was about (a pack's name, an e-mail address).
struct Waiting {
    enum class For : std::uint8_t { store, sync, account, session, sign_out, pack };
    For what = For::store;
    std::string about;
    std::int64_t edits = 0;   // store: how many edits the stored snapshot holds
    std::size_t changes = 0;  // sync: how many the request carries
};

// What the person chose to see among the offers. Empty text: anything; several names stand apart by spaces.
struct OfferChoices {
    bool within_radius = false;
    std::int64_t more_km = 0;  // than the person said, at most
    bool my_licences = false;
    bool my_languages = false;
    std::string contract;
    std::string working_time;
    friend bool operator==(const OfferChoices&, const OfferChoices&) = default;
};

inline constexpr int offers_at_once = 10;

struct Model {
    explicit Model(std::string device_id) : replica(std::move(device_id)) {}

    // Kept in the snapshot.
    Replica replica;
    std::int64_t counter = 0;   // of items made on this device
    std::string account;        // e-mail, empty without an account
    std::string owner;          // e-mail of the account whose document this device holds; stays after signing out
    bool sign_out_due = false;  // signed out here while the service could not be told
    OfferChoices choices;
    std::optional<OfferChoices> choices_before;  // a filter was given up: these can be put back
    std::string skill_added;                     // from the offers, by its name; said there until one leaves
    Degrees degrees = usual_degrees;
    std::map<std::string, Json, std::less<>> drafts;  // typed, and no valid answer yet, by field name

    // This visit.
    std::string path = "/";
    Instant moment;
    bool online = true;
    bool without_scripts = false;  // whole pages from the server, which keeps the snapshot as a draft
    Storage storage = Storage::nothing_yet;
    std::int64_t edits = 0;         // made in this visit
    std::int64_t edits_stored = 0;  // of those, on the device's disk
    Sending sending = Sending::idle;
    std::string sending_error;                            // text key
    std::size_t most_changes = SyncRequest::max_changes;  // in the next request: fewer after one that was too much
    std::string account_error;                            // text key
    std::string typed_email;                              // in the account form, until it is sent
    std::string damaged_snapshot;  // a stored snapshot that could not be read: offered as a file, never thrown away
    std::map<std::string, Error, std::less<>> errors;          // by field name
    std::map<std::string, std::string, std::less<>> searches;  // typed in a combobox, by field name
    std::optional<RemovedItem> removed;                        // can be put back
    std::set<std::string, std::less<>> packs_asked;
    std::map<std::string, std::string, std::less<>> packs_failed;  // with why: an error code, empty without a network
    std::map<std::int64_t, Waiting> waiting;                       // by effect
    std::int64_t next_effect = 1;
    int offers_shown = offers_at_once;
    bool degrees_moving = false;  // a slider is on its way: what it says is not stored yet

    [[nodiscard]] const Profile& profile() const { return replica.profile(); }
    // Nothing the person typed was refused, asks for a choice, or is no answer yet.
    [[nodiscard]] bool nothing_kept_back() const {
        return replica.refused().empty() && replica.conflicts().empty() && drafts.empty();
    }
    // A pack of offers did not come: those of some region are missing.
    [[nodiscard]] bool offers_failed() const {
        const auto first = packs_failed.lower_bound("offers");
        return first != packs_failed.end() && first->first.starts_with("offers");
    }
    // For a new list item: unique because the device is, and repeatable because the counter is kept.
    [[nodiscard]] std::string make_item_id();
};

// JSON text with a schema number. The replica holds the profile and the outbox.
[[nodiscard]] std::string write_snapshot(const Model& model);
// Errors "snapshot-damaged" and "snapshot-newer"; the model is unchanged then.
[[nodiscard]] Result<bool> read_snapshot(Model& model, std::string_view text);

}  // namespace passerelle
