#include "store/drafts.hpp"

namespace passerelle {

std::optional<Draft> find_draft(soci::session& session, std::string_view token_hash, std::int64_t now_ms) {
    Draft draft;
    const std::string token(token_hash);
    const std::int64_t oldest = now_ms - draft_idle_ms;
    session << "SELECT device, snapshot, used_at_ms FROM draft WHERE token = :token AND used_at_ms > :oldest",
        soci::use(token), soci::use(oldest), soci::into(draft.device), soci::into(draft.snapshot),
        soci::into(draft.used_at_ms);
    if (!session.got_data()) return std::nullopt;
    return draft;
}

void save_draft(soci::session& session, std::string_view token_hash, const Draft& draft, std::int64_t now_ms) {
    const std::string token(token_hash);
    session << "INSERT INTO draft (token, device, snapshot, used_at_ms) VALUES (:token, :device, :snapshot, :now) "
               "ON CONFLICT (token) DO UPDATE SET device = excluded.device, snapshot = excluded.snapshot, "
               "used_at_ms = excluded.used_at_ms",
        soci::use(token), soci::use(draft.device), soci::use(draft.snapshot), soci::use(now_ms);
}

void delete_old_drafts(soci::session& session, std::int64_t now_ms) {
    const std::int64_t oldest = now_ms - draft_idle_ms;
    session << "DELETE FROM draft WHERE used_at_ms <= :oldest", soci::use(oldest);
}

void delete_drafts_beyond(soci::session& session, std::int64_t most) {
    session << "DELETE FROM draft WHERE rowid IN (SELECT rowid FROM draft ORDER BY used_at_ms DESC LIMIT -1 OFFSET "
               ":most)",
        soci::use(most);
}

}  // namespace passerelle
