#include "simulation.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <ostream>
#include <set>
#include <utility>
#include <vector>

#include "check.hpp"
#include "support/memory_ledger.hpp"
#include "sync/replica.hpp"
#include "sync/service.hpp"

namespace passerelle::sim {
namespace {

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::int64_t begin_ms = 1'800'000'000'000;
constexpr int least_operations = 200;
constexpr int more_operations = 100;
constexpr int healing_rounds = 60;

// SplitMix64.
class Random {
  public:
    // Mixed once, so that two seeds are nowhere in the same sequence.
    explicit Random(std::uint64_t seed) : state_(seed) { state_ = next() ^ (next() << 1); }
    std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15U;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9U;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBU;
        return mixed ^ (mixed >> 31);
    }
    std::size_t below(std::size_t limit) { return static_cast<std::size_t>(next() % limit); }
    bool chance(std::size_t percent) { return below(100) < percent; }
    template <typename T>
    const T& of(const std::vector<T>& all) {
        return all[below(all.size())];
    }

  private:
    std::uint64_t state_;
};

struct Person {
    std::string email;
    Document document;
    test::MemoryLedger ledger;
    std::vector<Committed> log;
};

// A page of one person in one tab: what is in memory and goes with a crash.
struct Tab {
    Replica replica;
    std::int64_t waiting = 0;  // the request that it waits for, 0: none
    std::size_t carried = 0;   // changes in it
    std::size_t most_changes = SyncRequest::max_changes;
};

struct Device {
    std::size_t person = 0;
    std::string id;
    std::optional<std::string> disk;  // the last snapshot that was written
    std::vector<Tab> tabs;            // the first holds the lock
    std::int64_t skew_ms = 0;
    bool signed_in = true;
    bool as_somebody_else = false;
    bool disk_fails = false;
    bool is_old = false;  // the version before: its requests do not say whose answers the device holds
    // Ids that the page has called saved, and those that the person then took back or replaced.
    std::set<std::string> claimed;
    std::set<std::string> taken_back;
};

struct Message {
    bool to_service = true;
    std::int64_t request = 0;
    std::size_t device = 0;
    std::string body;
    int status = 200;
    std::int64_t not_before_ms = 0;
};

class World {
  public:
    World(std::uint64_t seed, std::ostream* trace) : random_(seed), trace_(trace) {
        for (const char* email : {"a@example.org", "b@example.org"}) people_.push_back({email, {}, {}, {}});
        const std::size_t devices = 2 + random_.below(5);
        for (std::size_t at = 0; at < devices; ++at) {
            Device device;
            // The last one is the adviser's, who has the first person's file open.
            device.person = at < 2 ? at : at + 1 == devices ? 0 : random_.below(2);
            device.id = new_device_id();
            devices_.push_back(std::move(device));
            open_tab(at);
        }
    }

    Report run() {
        const int operations = least_operations + static_cast<int>(random_.below(more_operations));
        for (int at = 0; at < operations && report_.broken.empty(); ++at) {
            ++report_.operations;
            now_ms_ += static_cast<std::int64_t>(random_.below(60'000));
            step();
        }
        heal();
        check();
        return report_;
    }

  private:
    template <typename... Parts>
    void say(const Parts&... parts) {
        if (trace_ == nullptr) return;
        *trace_ << report_.operations << ' ';
        (void(*trace_ << parts << ' '), ...);
        *trace_ << '\n';
    }
    void count(Fault fault) {
        ++report_.faults[static_cast<std::size_t>(fault)];
        say("  fault", fault_names[static_cast<std::size_t>(fault)]);
    }
    // Happens when the run has faults at all, so often in a hundred.
    bool happens(Fault fault, std::size_t percent) {
        if (healing_ || !random_.chance(percent)) return false;
        count(fault);
        return true;
    }
    void broken(std::string what) {
        if (report_.broken.empty()) report_.broken = std::move(what);
        say("BROKEN", report_.broken);
    }

    std::string new_device_id() {
        std::string id;
        for (int at = 0; at < 32; ++at) id += "0123456789abcdef"[random_.below(16)];
        return id;
    }
    [[nodiscard]] std::int64_t device_ms(const Device& device) const { return now_ms_ + device.skew_ms; }

    // --- the device --------------------------------------------------------------------------------------------------

    void open_tab(std::size_t at) {
        Device& device = devices_[at];
        Replica replica(device.id);
        if (device.disk) {
            const Result<Json> json = parse_json(*device.disk, 100);
            Result<Replica> read = json ? replica_from_json(*json) : Result<Replica>(json.error());
            if (!read) return broken("a snapshot does not read back: " + read.error().code);
            replica = std::move(*read);
        }
        replica.begin_life("t" + std::to_string(++lives_));
        device.tabs.push_back({std::move(replica)});
    }

    void crash(std::size_t at) {
        devices_[at].tabs.clear();
        open_tab(at);
    }

    // Writes what the first tab holds. False: the page says that it is not saved.
    bool store(Device& device) {
        if (device.disk_fails && !healing_) return false;
        if (happens(Fault::write_failed_once, 6)) return false;
        device.disk = dump_json(to_json(device.tabs.front().replica));
        for (const Outbox::Entry& entry : device.tabs.front().replica.outbox().entries())
            device.claimed.insert(entry.change.id);
        // The other tab starts again from what is stored.
        if (device.tabs.size() > 1) {
            const std::size_t at = static_cast<std::size_t>(&device - devices_.data());
            device.tabs.pop_back();
            open_tab(at);
        }
        return true;
    }

    // Whoever edits takes the lock, and begins from what is on the disk.
    void take_lock(std::size_t at, std::size_t tab) {
        Device& device = devices_[at];
        if (tab == 0) return;
        device.tabs.clear();
        open_tab(at);
        open_tab(at);
    }

    static std::set<std::string> ids_of(const Replica& replica) {
        std::set<std::string> ids;
        for (const Outbox::Entry& entry : replica.outbox().entries()) ids.insert(entry.change.id);
        return ids;
    }

    void edit(std::size_t at) {
        Device& device = devices_[at];
        take_lock(at, random_.below(device.tabs.size()));
        Replica& replica = device.tabs.front().replica;
        const std::set<std::string> before = ids_of(replica);
        const std::int64_t now = device_ms(device);
        const std::string item = "i" + std::to_string(random_.below(3));
        const std::string list = random_.chance(70) ? "experience" : "skills";
        const Json value = random_.chance(10) ? Json() : Json("v" + std::to_string(random_.below(5)));
        switch (random_.below(10)) {
            case 0:
                replica.add_item(list, item, now);
                say("edit", at, "adds", list, item);
                break;
            case 1:
                replica.remove_item(list, item, now);
                say("edit", at, "removes", list, item);
                break;
            case 2:
                replica.move_item(list, item, static_cast<std::int64_t>(random_.below(6)), now);
                say("edit", at, "moves", list, item);
                break;
            case 3:
            case 4:
            case 5: {
                const std::string field = random_.chance(50) ? "employer" : "tasks";
                replica.set(Path{list, item, field}, value, now);
                say("edit", at, list, item, field, dump_json(value));
                break;
            }
            case 6:
                if (!replica.conflicts().empty()) {
                    const Conflict conflict = replica.conflicts()[random_.below(replica.conflicts().size())];
                    const bool mine = random_.chance(50);
                    replica.resolve(conflict.id, mine ? conflict.mine : conflict.theirs, now);
                    say("edit", at, "resolves", conflict.id, conflict.path, mine ? "mine" : "theirs");
                    break;
                }
                [[fallthrough]];
            default: {
                const std::string name = "q" + std::to_string(random_.below(4));
                replica.set(Path{{}, {}, name}, value, now);
                say("edit", at, name, dump_json(value));
            }
        }
        if (happens(Fault::new_client, 6))
            replica.post("consent", "consents/employers", Json{{"until", "2027-01-01"}}, now);
        const std::set<std::string> after = ids_of(replica);
        std::set_difference(before.begin(), before.end(), after.begin(), after.end(),
                            std::inserter(device.taken_back, device.taken_back.end()));
        if (happens(Fault::device_crash, 3)) return crash(at);
        store(device);
    }

    // --- sending -----------------------------------------------------------------------------------------------------

    void ask(std::size_t at) {
        Device& device = devices_[at];
        Tab& tab = device.tabs.front();
        if (tab.waiting != 0) return;
        SyncRequest request = tab.replica.next_request(tab.most_changes);
        if (!device.is_old) request.owner = people_[device.person].email;
        tab.waiting = ++requests_;
        tab.carried = request.changes.size();
        store(device);  // that it was sent, before it is
        if (happens(Fault::device_crash, 3)) return crash(at);
        Message message{true, requests_, at, dump_json(to_json(request)), 200, now_ms_};
        say("ask", at, "request", requests_, request.changes.size(), "changes");
        if (device.is_old) count(Fault::old_client);
        if (happens(Fault::request_lost, 16)) return give_up(at, requests_);
        if (happens(Fault::body_cut, 6)) message.body.resize(random_.below(message.body.size()));
        if (happens(Fault::duplicated, 14)) {
            network_.push_back(message);
            network_.back().not_before_ms += static_cast<std::int64_t>(random_.below(2 * day_ms));
        }
        if (happens(Fault::delayed, 14))
            message.not_before_ms += static_cast<std::int64_t>(1 + random_.below(5)) * day_ms;
        network_.push_back(std::move(message));
    }

    // No answer came: the page stops waiting, and what was sent goes again with the next request.
    void give_up(std::size_t at, std::int64_t request) {
        for (Tab& tab : devices_[at].tabs) {
            if (tab.waiting == request) tab.waiting = 0;
        }
    }

    void deliver() {
        if (network_.empty()) return;
        std::vector<std::size_t> due;
        for (std::size_t at = 0; at < network_.size(); ++at) {
            if (healing_ || network_[at].not_before_ms <= now_ms_) due.push_back(at);
        }
        if (due.empty()) return;
        const std::size_t chosen = random_.below(due.size());
        if (chosen != 0 && !healing_) count(Fault::reordered);
        const Message message = network_[due[chosen]];
        network_.erase(network_.begin() + static_cast<std::ptrdiff_t>(due[chosen]));
        if (message.to_service) {
            serve(message);
        } else {
            take(message);
        }
    }

    void reply(const Message& request, int status, std::string body = "{}") {
        if (happens(Fault::body_cut, 6)) body.resize(random_.below(body.size()));
        network_.push_back({false, request.request, request.device, std::move(body), status, now_ms_});
    }

    void serve(const Message& message) {
        // The cookie says whose session it is, whatever has become of the device since.
        const Device& device = devices_[message.device];
        if (!device.signed_in) return reply(message, 401);
        // One thing at most goes wrong in the service with one request.
        constexpr std::array<Fault, 7> own = {Fault::status_429, Fault::status_503,          Fault::status_500,
                                              Fault::status_413, Fault::crash_before_commit, Fault::crash_after_commit,
                                              Fault::answer_lost};
        const bool goes_wrong = !healing_ && random_.chance(95);
        const Fault chosen = own[random_.below(own.size())];
        const auto fails_by = [&](Fault fault) { return goes_wrong && chosen == fault; };
        if (goes_wrong) count(chosen);
        if (fails_by(Fault::status_429)) return reply(message, 429);
        if (fails_by(Fault::status_503)) return reply(message, 503);
        if (fails_by(Fault::status_500)) return reply(message, 500);
        if (fails_by(Fault::status_413)) return reply(message, 413);
        if (fails_by(Fault::crash_before_commit)) return give_up(message.device, message.request);
        const Result<Json> json = parse_json(message.body);
        if (!json) return reply(message, 400);
        const Result<SyncRequest> request = sync_request_from_json(*json);
        if (!request) return reply(message, 422);
        Person& person = people_[device.as_somebody_else ? 1 - device.person : device.person];
        // The version before did not say whose answers it holds: it is not let in as somebody else.
        if (device.as_somebody_else && request->owner.empty()) return reply(message, 401);
        if (!request->owner.empty() && request->owner != person.email) return reply(message, 409);
        const SyncReply answer = commit(person, *request);
        if (fails_by(Fault::crash_after_commit) || fails_by(Fault::answer_lost))
            return give_up(message.device, message.request);
        reply(message, 200, dump_json(to_json(answer)));
    }

    SyncReply commit(Person& person, const SyncRequest& request) {
        std::set<std::string> known;
        for (const Change& change : request.changes) {
            if (person.ledger.answered.contains(change.id)) known.insert(change.id);
        }
        const Door open = [](std::span<const Change>, const Document&) { return std::nullopt; };
        const std::int64_t revision = person.document.revision + 1;
        const std::size_t questions = person.document.conflicts.size();
        const SyncReply answer = passerelle::answer(person.document, person.ledger, request, open, now_ms_);
        if (person.document.conflicts.size() > questions) ++report_.conflicts;
        for (const Change& change : request.changes) {
            if (known.contains(change.id)) continue;
            ++report_.committed;
            const bool can_be = change.clock.wall_ms <= now_ms_ + day_ms;
            person.log.push_back({change, person.ledger.answered.at(change.id).result.status, revision,
                                  can_be ? change.clock.wall_ms : now_ms_ + day_ms, can_be});
            say("  commit", change.id, change.path, dump_json(change.value), change.clock.wall_ms, change.clock.counter,
                "base", change.base_revision, "at", revision, person.log.back().status);
        }
        return answer;
    }

    // What the page does with an answer (shared/portal/saving.cpp).
    void take(const Message& message) {
        Device& device = devices_[message.device];
        Tab& tab = device.tabs.front();
        if (tab.waiting != message.request) return;  // another start, or given up
        tab.waiting = 0;
        say("answer", message.device, "to", message.request, message.status);
        const auto less = [&] {
            if (tab.carried > 1) {
                tab.most_changes = tab.carried / 2;
            } else if (tab.carried == 1) {
                tab.replica.refuse_oldest("request");
            }
            store(device);
        };
        if (message.status == 401) return;
        if (message.status == 400 || message.status == 413 || message.status == 422) return less();
        if (message.status != 200) return;
        const Result<Json> json = parse_json(message.body);
        Result<SyncReply> reply = json ? sync_reply_from_json(*json) : Result<SyncReply>(json.error());
        if (!reply) return;  // cut: as if none had come
        tab.replica.receive(*reply, device_ms(device));
        tab.most_changes = SyncRequest::max_changes;
        if (happens(Fault::device_crash, 3)) return crash(message.device);
        store(device);
    }

    // --- one step ----------------------------------------------------------------------------------------------------

    void step() {
        const std::size_t at = random_.below(devices_.size());
        Device& device = devices_[at];
        if (happens(Fault::clock_jump, 2))
            device.skew_ms = (static_cast<std::int64_t>(random_.below(4001)) - 2000) * day_ms;
        struct Action {
            std::size_t share;  // of a hundred steps
            std::function<void()> act;
        };
        const std::array<Action, 15> actions = {{
            {20, [&] { edit(at); }},
            {28, [&] { ask(at); }},
            {32, [&] { deliver(); }},
            {1,
             [&] {
                 if (device.tabs.size() < 2) open_tab(at);
             }},
            {1,
             [&] {
                 // Patience ends.
                 if (device.tabs.front().waiting != 0) give_up(at, device.tabs.front().waiting);
             }},
            {2,
             [&] {
                 count(Fault::status_401);
                 device.signed_in = false;
             }},
            {2,
             [&] {
                 count(Fault::status_409);
                 device.as_somebody_else = true;
             }},
            {2,
             [&] {
                 device.signed_in = true;
                 device.as_somebody_else = false;
             }},
            {2,
             [&] {
                 count(Fault::write_fails);
                 device.disk_fails = true;
             }},
            {2,
             [&] {
                 count(Fault::quota);
                 device.disk_fails = true;
             }},
            {2,
             [&] {
                 device.disk_fails = false;
                 store(device);
             }},
            {2,
             [&] {
                 count(Fault::evicted);
                 evict(at);
             }},
            {2,
             [&] {
                 device.is_old = !device.is_old;
                 crash(at);
             }},
            {1, [&] { now_ms_ += static_cast<std::int64_t>(random_.below(3 * day_ms)); }},
            {1,
             [&] {
                 count(Fault::device_crash);
                 crash(at);
             }},
        }};
        std::size_t chosen = random_.below(100);
        for (const Action& action : actions) {
            if (chosen < action.share) return action.act();
            chosen -= action.share;
        }
    }

    // All gone, and announced: the page says so, and the device is a new one.
    void evict(std::size_t at) {
        Device& device = devices_[at];
        device.disk.reset();
        device.claimed.clear();
        device.taken_back.clear();
        device.id = new_device_id();
        crash(at);
    }

    // --- the end -----------------------------------------------------------------------------------------------------

    void heal() {
        healing_ = true;
        for (std::size_t at = 0; at < devices_.size(); ++at) {
            Device& device = devices_[at];
            device.signed_in = true;
            device.as_somebody_else = false;
            device.disk_fails = false;
            give_up(at, device.tabs.front().waiting);
            store(device);
            crash(at);
        }
        while (!network_.empty()) deliver();
        for (int round = 0; round < healing_rounds; ++round) {
            for (std::size_t at = 0; at < devices_.size(); ++at) ask(at);
            while (!network_.empty()) deliver();
        }
    }

    void check() {
        for (std::size_t at = 0; at < devices_.size(); ++at) check_device(at);
        for (const Person& person : people_) {
            if (std::string gone = what_is_gone(person.log, person.document); !gone.empty()) broken(std::move(gone));
        }
    }

    void check_device(std::size_t at) {
        const Device& device = devices_[at];
        const Replica& replica = device.tabs.front().replica;
        const Person& person = people_[device.person];
        const std::string name = "device " + std::to_string(at);
        if (!replica.outbox().empty()) return broken(name + " still has changes that nobody answered");
        if (dump_json(to_json(replica.profile())) != dump_json(to_json(person.document.profile)))
            return broken(name + " does not show what the service holds");
        if (replica.conflicts() != person.document.conflicts) return broken(name + " does not show every question");
        for (const std::string& id : device.claimed) {
            if (device.taken_back.contains(id) || person.ledger.answered.contains(id)) continue;
            const bool told = std::any_of(replica.refused().begin(), replica.refused().end(),
                                          [&](const RefusedChange& refused) { return refused.change.id == id; });
            if (!told) return broken(name + " lost what it had called saved: " + id);
        }
    }

    Random random_;
    std::ostream* trace_;
    std::vector<Person> people_;
    std::vector<Device> devices_;
    std::vector<Message> network_;
    std::int64_t now_ms_ = begin_ms;
    std::int64_t requests_ = 0;
    std::int64_t lives_ = 0;
    bool healing_ = false;
    Report report_;
};

}  // namespace

Report run(std::uint64_t seed, std::ostream* trace) {
    return World(seed, trace).run();
}

}  // namespace passerelle::sim
