// Two devices, made-up times, changes in one line, and a service in memory.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "support/memory_ledger.hpp"
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

// The service without a database, and without questions that its door would know: it takes every answer.
struct Service {
    Document document;
    MemoryLedger ledger;

    SyncReply answer(const SyncRequest& request, std::int64_t now_ms = noon_ms) {
        const Door open = [](std::span<const Change>, const Document&) { return std::nullopt; };
        return passerelle::answer(document, ledger, request, open, now_ms);
    }
};

}  // namespace passerelle::test
