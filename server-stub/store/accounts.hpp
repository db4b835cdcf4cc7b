// Accounts and sessions. Sessions are known by the hash of their token only: a copy of the database opens nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "store/soci.hpp"

namespace passerelle {

struct Account {
    std::int64_t id = 0;
    std::string email;
    std::string password;  // argon2id string
};

// A session ends after 30 days without use: a phone that comes back from four weeks without a network still sends.
constexpr std::int64_t session_idle_ms = std::int64_t{30} * 24 * 3'600'000;

[[nodiscard]] std::optional<Account> find_account(soci::session& session, std::string_view email);
// Empty when the address is taken.
[[nodiscard]] std::optional<std::int64_t> create_account(soci::session& session, std::string_view email,
                                                         std::string_view password_hash, std::int64_t now_ms);

void create_session(soci::session& session, std::string_view token_hash, std::int64_t account_id, std::int64_t now_ms);
// The account of a living session, without its password.
[[nodiscard]] std::optional<Account> find_session(soci::session& session, std::string_view token_hash,
                                                  std::int64_t now_ms);
// Keeps the session alive; written once an hour at most, so that reading stays reading.
void touch_session(soci::session& session, std::string_view token_hash, std::int64_t now_ms);
void delete_session(soci::session& session, std::string_view token_hash);
void delete_old_sessions(soci::session& session, std::int64_t now_ms);

}  // namespace passerelle
