#include "store/expiry.hpp"

#include "store/accounts.hpp"
#include "store/drafts.hpp"

namespace passerelle {

void delete_expired(Database& database, std::int64_t now_ms) {
    {
        Database::Transaction transaction(database.pool());
        delete_old_drafts(transaction.session(), now_ms);
        delete_old_sessions(transaction.session(), now_ms);
        transaction.commit();
    }
    // Waits for readers as a writer would, and leaves it for the next time when they do not end.
    soci::session session = database.reader();
    session << "PRAGMA wal_checkpoint(TRUNCATE)";
}

}  // namespace passerelle
