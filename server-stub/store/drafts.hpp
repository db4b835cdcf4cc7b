// What a visitor without scripts and without an account has filled in: the core's snapshot, for two hours.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "store/soci.hpp"

namespace passerelle {

struct Draft {
    std::string device;
    std::string snapshot;
    std::int64_t used_at_ms = 0;
};

constexpr std::int64_t draft_idle_ms = std::int64_t{2} * 3'600'000;
// Anybody can make drafts: what strangers can fill the disk with is bounded, to 1.25 GiB at the worst.
constexpr std::size_t longest_draft = 64 * 1024;
constexpr std::int64_t most_drafts = 20'000;

[[nodiscard]] std::optional<Draft> find_draft(soci::session& session, std::string_view token_hash, std::int64_t now_ms);
// Used at now_ms, whatever the draft says.
void save_draft(soci::session& session, std::string_view token_hash, const Draft& draft, std::int64_t now_ms);
void delete_old_drafts(soci::session& session, std::int64_t now_ms);
// Keeps the `most` that were used last.
void delete_drafts_beyond(soci::session& session, std::int64_t most);

}  // namespace passerelle
