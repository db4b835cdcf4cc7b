#include "store/migrations.hpp"

#include <array>
#include <stdexcept>
#include <string>

namespace passerelle {

namespace {

struct Step {
    int number;
    const char* sql;  // statements between semicolons
};

constexpr std::array steps{
    Step{1, R"sql(
        CREATE TABLE account (
            id INTEGER PRIMARY KEY,
            email TEXT NOT NULL UNIQUE,
            password TEXT NOT NULL,
            created_at_ms INTEGER NOT NULL
        );
        CREATE TABLE session (
            token TEXT PRIMARY KEY,
            account_id INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
            created_at_ms INTEGER NOT NULL,
            used_at_ms INTEGER NOT NULL
        );
        CREATE INDEX session_used ON session(used_at_ms);
        CREATE TABLE document (
            account_id INTEGER PRIMARY KEY REFERENCES account(id) ON DELETE CASCADE,
            revision INTEGER NOT NULL,
            body TEXT NOT NULL
        );
        CREATE TABLE receipt (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            account_id INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
            at_ms INTEGER NOT NULL
        );
        CREATE INDEX receipt_account ON receipt(account_id, number);
        CREATE TABLE change (
            account_id INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
            id TEXT NOT NULL,
            receipt INTEGER NOT NULL REFERENCES receipt(number),
            status TEXT NOT NULL,
            code TEXT NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (account_id, id)
        );
        CREATE TABLE draft (
            token TEXT PRIMARY KEY,
            device TEXT NOT NULL,
            snapshot TEXT NOT NULL,
            used_at_ms INTEGER NOT NULL
        );
        CREATE INDEX draft_used ON draft(used_at_ms)
    )sql"},
};

void run_statements(soci::session& session, const std::string& sql) {
    std::size_t from = 0;
    while (from < sql.size()) {
        const std::size_t end = std::min(sql.find(';', from), sql.size());
        session << sql.substr(from, end - from);
        from = end + 1;
    }
}

}  // namespace

void migrate(soci::session& session) {
    session << "BEGIN IMMEDIATE";
    session << "CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY)";
    int done = 0;
    session << "SELECT COALESCE(MAX(number), 0) FROM migration", soci::into(done);
    if (done > steps.back().number) {
        session << "ROLLBACK";
        throw std::runtime_error("the database was written by a newer version of passerelle (migration " +
                                 std::to_string(done) + ")");
    }
    for (const Step& step : steps) {
        if (step.number <= done) continue;
        run_statements(session, step.sql);
        session << "INSERT INTO migration (number) VALUES (:number)", soci::use(step.number);
    }
    session << "COMMIT";
}

}  // namespace passerelle
