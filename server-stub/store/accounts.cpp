#include "store/accounts.hpp"

namespace passerelle {

std::optional<Account> find_account(soci::session& session, std::string_view email) {
    Account account;
    const std::string wanted(email);
    session << "SELECT id, email, password FROM account WHERE email = :email", soci::use(wanted),
        soci::into(account.id), soci::into(account.email), soci::into(account.password);
    if (!session.got_data()) return std::nullopt;
    return account;
}

std::optional<std::int64_t> create_account(soci::session& session, std::string_view email,
                                           std::string_view password_hash, std::int64_t now_ms) {
    if (find_account(session, email)) return std::nullopt;
    const std::string address(email);
    const std::string password(password_hash);
    session << "INSERT INTO account (email, password, created_at_ms) VALUES (:email, :password, :now)",
        soci::use(address), soci::use(password), soci::use(now_ms);
    const auto account = find_account(session, email);
    return account ? std::optional(account->id) : std::nullopt;
}

void create_session(soci::session& session, std::string_view token_hash, std::int64_t account_id, std::int64_t now_ms) {
    const std::string token(token_hash);
    session << "INSERT INTO session (token, account_id, created_at_ms, used_at_ms) VALUES (:t, :a, :c, :u)",
        soci::use(token), soci::use(account_id), soci::use(now_ms), soci::use(now_ms);
}

std::optional<Account> find_session(soci::session& session, std::string_view token_hash, std::int64_t now_ms) {
    Account account;
    const std::string token(token_hash);
    const std::int64_t oldest = now_ms - session_idle_ms;
    session << "SELECT account.id, account.email FROM session JOIN account ON account.id = session.account_id "
               "WHERE session.token = :token AND session.used_at_ms > :oldest",
        soci::use(token), soci::use(oldest), soci::into(account.id), soci::into(account.email);
    if (!session.got_data()) return std::nullopt;
    return account;
}

void touch_session(soci::session& session, std::string_view token_hash, std::int64_t now_ms) {
    const std::string token(token_hash);
    const std::int64_t an_hour_ago = now_ms - 3'600'000;
    std::int64_t used_at_ms = now_ms;
    session << "SELECT used_at_ms FROM session WHERE token = :token", soci::use(token), soci::into(used_at_ms);
    if (used_at_ms > an_hour_ago) return;
    session << "UPDATE session SET used_at_ms = :now WHERE token = :token", soci::use(now_ms), soci::use(token);
}

void delete_session(soci::session& session, std::string_view token_hash) {
    const std::string token(token_hash);
    session << "DELETE FROM session WHERE token = :token", soci::use(token);
}

void delete_old_sessions(soci::session& session, std::int64_t now_ms) {
    const std::int64_t oldest = now_ms - session_idle_ms;
    session << "DELETE FROM session WHERE used_at_ms <= :oldest", soci::use(oldest);
}

}  // namespace passerelle
