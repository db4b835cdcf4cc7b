// Two devices, made-up times, changes in one line, and a service in memory.
#pragma once

#include <map>
#include <string>

#include "sync/document.hpp"
#include "sync/replica.hpp"

namespace passerelle::test {

inline const std::string phone = "11111111111111111111111111111111";
inline const std::string tablet = "22222222222222222222222222222222";
inline constexpr std::int64_t noon_ms = 1'800'000'000'000;

inline Change change(std::string id, std::string path, Json value, std::int64_t base, const std::string& device,
                     std::int64_t at_ms = noon_ms) {
    Change made;
    made.id = std::move(id);
    made.path = std::move(path);
    made.value = std::move(value);
    made.base_revision = base;
    made.clock = Clock{at_ms, 0, device};
    return made;
}

// What the API does with a request, without a database: each change once, the answer remembered.
struct Service {
    Document document;
    std::map<std::string, ChangeResult> answered;
    std::int64_t receipts = 0;

    SyncReply answer(const SyncRequest& request, std::int64_t now_ms = noon_ms) {
        SyncReply reply;
        const std::int64_t revision = document.revision + 1;
        bool news = false;
        for (const Change& one : request.changes) {
            const auto before = answered.find(one.id);
            if (before == answered.end()) {
                const Outcome outcome = apply(document, one, revision);
                const char* names[] = {"applied", "conflict", "refused", "kept"};
                answered[one.id] = ChangeResult{one.id, names[outcome.index()], {}};
                news = true;
            }
            reply.results.push_back(answered[one.id]);
        }
        if (news) ++receipts;
        reply.revision = document.revision;
        reply.document = document.profile;
        reply.conflicts = document.conflicts;
        if (receipts > 0) reply.received = Receipt{receipts, now_ms};
        return reply;
    }
};

}  // namespace passerelle::test
