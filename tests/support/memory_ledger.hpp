// The changes and receipts of one person in memory, for tests and the simulator.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sync/service.hpp"

namespace passerelle::test {

struct MemoryLedger final : Ledger {
    std::map<std::string, Answered> answered;
    std::vector<Receipt> receipts;

    std::optional<Answered> find(const std::string& change_id) override {
        const auto found = answered.find(change_id);
        return found == answered.end() ? std::nullopt : std::optional(found->second);
    }
    void save(const Change& change, const ChangeResult& result, std::int64_t) override {
        answered[change.id] = {result, dump_json(to_json(change))};
    }
    Receipt create_receipt(std::int64_t now_ms) override {
        receipts.push_back({static_cast<std::int64_t>(receipts.size()) + 1, now_ms});
        return receipts.back();
    }
    std::optional<Receipt> last_receipt() override {
        return receipts.empty() ? std::nullopt : std::optional(receipts.back());
    }
};

}  // namespace passerelle::test
