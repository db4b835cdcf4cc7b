// The database of the service: SOCI over SQLite, in WAL mode with synchronous=FULL, so that a committed transaction is
// on the disk before anybody hears of it. Safe for many threads: each transaction has a connection of its own.
// Failures of the database are exceptions of SOCI; the API answers them with 500 and nothing is half-written.
#pragma once

#include <filesystem>
#include <memory>

#include "store/soci.hpp"

namespace passerelle {

class Database {
  public:
    // Opens or creates the file and brings its tables to the newest version. Throws std::runtime_error when a newer
    // program has written it.
    explicit Database(const std::filesystem::path& file);

    // One transaction that will write: it waits for its turn, so that it never fails half-way for another writer.
    // Rolled back unless commit() was called.
    class Transaction {
      public:
        explicit Transaction(soci::connection_pool& pool);
        ~Transaction();
        Transaction(const Transaction&) = delete;
        Transaction& operator=(const Transaction&) = delete;
        soci::session& session() { return session_; }
        void commit();  // returns when the data is on the disk

      private:
        soci::session session_;
        bool open_ = true;
    };

    // Transactions are single statements here, or reads of one row; reading needs no begin.
    [[nodiscard]] soci::session reader() { return soci::session(pool_); }
    [[nodiscard]] soci::connection_pool& pool() { return pool_; }

  private:
    static constexpr std::size_t connections = 8;
    soci::connection_pool pool_{connections};
};

}  // namespace passerelle
