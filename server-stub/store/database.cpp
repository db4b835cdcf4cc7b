#include "store/database.hpp"

#include <soci/sqlite3/soci-sqlite3.h>

#include <fstream>

#include "store/migrations.hpp"

namespace passerelle {

Database::Database(const std::filesystem::path& file) {
    if (!std::filesystem::exists(file)) {
        // What comes into it is personal: nobody else on the machine reads it. SQLite gives its journals the same
        // rights.
        std::ofstream{file};
        std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    }
    for (std::size_t at = 0; at < connections; ++at) {
        soci::session& session = pool_.at(at);
        session.open(soci::sqlite3, "db=\"" + file.string() + "\" timeout=10");
        // The file keeps the journal mode; the other settings belong to a connection.
        session << "PRAGMA journal_mode=WAL";
        session << "PRAGMA synchronous=FULL";
        session << "PRAGMA foreign_keys=ON";
        session << "PRAGMA secure_delete=ON";  // what was deleted is overwritten: it was personal
        if (at == 0) migrate(session);
    }
}

Database::Transaction::Transaction(soci::connection_pool& pool) : session_(pool) {
    session_ << "BEGIN IMMEDIATE";
}

Database::Transaction::~Transaction() {
    if (!open_) return;
    try {
        session_ << "ROLLBACK";
    } catch (const soci::soci_error&) {
        // SQLite has rolled back already (disk full, input/output error).
    }
}

void Database::Transaction::commit() {
    session_ << "COMMIT";
    open_ = false;
}

}  // namespace passerelle
