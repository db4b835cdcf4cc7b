// The device's side of the sync: the document as the service last gave it, the outbox, and the two together as the
// profile that the person sees. Pure and copyable; the portal holds one and stores it as JSON.
//
// A device calls an edit function for every edit, stores to_json(), sends next_request() when there is a network and
// an account, and gives the answer to receive(). No answer: nothing to do, the next request carries the same changes.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/message.hpp"
#include "sync/outbox.hpp"

namespace passerelle {

// A change the service will never accept: the person is told, with what they had entered.
struct RefusedChange {
    Change change;
    std::string code;
    friend bool operator==(const RefusedChange&, const RefusedChange&) = default;
};

class Replica {
  public:
    static constexpr int schema = 1;

    explicit Replica(std::string device);
    // A word that no other start of this device has, part of every id made from now on: an older snapshot that is
    // loaded again (a write that failed, a browser's backup) must not give the ids of what it has forgotten to
    // something new. Letters and digits; not stored.
    void begin_life(std::string life) { life_ = std::move(life); }
    [[nodiscard]] const std::string& life() const { return life_; }

    // What the person sees: the service's document with the pending edits on top.
    [[nodiscard]] const Profile& profile() const { return profile_; }
    [[nodiscard]] std::int64_t revision() const { return revision_; }  // of the service's document; 0: never synced
    [[nodiscard]] const std::string& device() const { return clock_.device; }

    // Edits. Nothing is recorded when nothing changes; the answer says whether something was.
    bool set(const Path& path, Json value, std::int64_t now_ms);  // makes the item when it is not there
    bool add_item(std::string_view list, std::string_view id, std::int64_t now_ms);  // at the end
    bool move_item(std::string_view list, std::string_view id, std::int64_t position, std::int64_t now_ms);
    bool remove_item(std::string_view list, std::string_view id, std::int64_t now_ms);
    bool restore_item(std::string_view list, const Item& item, std::int64_t now_ms);  // undoes a removal
    // Anything else that leaves the device: a consent, a request, a registration. Kept and sent in its order, merged by
    // the rules of its kind, and by nobody while no version knows the kind.
    void post(std::string_view kind, std::string_view path, Json value, std::int64_t now_ms);
    // An answer that stays on this device: seen like any other, never sent. Null takes it away.
    bool keep_aside(const std::string& question, Json value);
    // Every difference to `profile` becomes an edit (an imported file).
    bool adopt(const Profile& profile, std::int64_t now_ms);

    [[nodiscard]] const Outbox& outbox() const { return outbox_; }
    // Everything that waits, oldest first, within the bounds of one request; marks it as sent. A request without
    // changes asks for the newest document. `at_most`: fewer, after a request that was too much.
    [[nodiscard]] SyncRequest next_request(std::size_t at_most = SyncRequest::max_changes);
    // Takes the answered changes out of the outbox and puts the others on top of the merged document. They keep their
    // base, so that the service still sees what the person had not seen. An answer older than one already
    // received takes its changes out and alters nothing else.
    void receive(const SyncReply& reply, std::int64_t now_ms);

    [[nodiscard]] const std::optional<Receipt>& received() const { return received_; }
    [[nodiscard]] const std::vector<Conflict>& conflicts() const { return conflicts_; }
    // The person's choice: mine, theirs, or something else. False when there is no such conflict.
    // For an item: null removes it, anything else keeps what the document has.
    bool resolve(std::string_view conflict_id, const Json& value, std::int64_t now_ms);
    [[nodiscard]] const std::vector<RefusedChange>& refused() const { return refused_; }
    void dismiss_refused(std::string_view change_id);
    // The oldest change goes to refused(): the service does not take it, even alone, and the others must not wait for
    // it.
    void refuse_oldest(std::string_view code);

    // As on a new device, but for the clock: changes made later must not get the ids of those made before.
    void forget();

    friend bool operator==(const Replica&, const Replica&) = default;

  private:
    friend Json to_json(const Replica& replica);
    friend Result<Replica> replica_from_json(const Json& json);
    void record(const Path& path, Json value, std::int64_t now_ms, std::string_view resolves = {});
    [[nodiscard]] Change next_change(std::int64_t now_ms);
    void rebuild();

    Clock clock_;
    std::string life_;
    std::int64_t revision_ = 0;
    Profile document_;  // the service's
    Profile profile_;   // document_ with the outbox and what is kept aside on top
    std::map<std::string, Json> aside_;
    Outbox outbox_;
    std::vector<Conflict> conflicts_;
    std::vector<RefusedChange> refused_;
    std::optional<Receipt> received_;
};

[[nodiscard]] Json to_json(const Replica& replica);
// Errors "replica-schema" (a newer version wrote it), "sync-shape" and those of profile_from_json.
[[nodiscard]] Result<Replica> replica_from_json(const Json& json);

}  // namespace passerelle
