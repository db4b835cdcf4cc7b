#include "store/documents.hpp"

#include <stdexcept>

namespace passerelle {

Document load_document(soci::session& session, std::int64_t account_id) {
    std::string body;
    session << "SELECT body FROM document WHERE account_id = :account", soci::use(account_id), soci::into(body);
    if (!session.got_data()) return Document{};
    const auto json = parse_json(body);
    if (!json) throw std::runtime_error("a stored document is no JSON");
    auto document = document_from_json(*json);
    if (!document) throw std::runtime_error("a stored document can not be read: " + document.error().code);
    return *std::move(document);
}

void save_document(soci::session& session, std::int64_t account_id, const Document& document) {
    const std::string body = dump_json(to_json(document));
    session << "INSERT INTO document (account_id, revision, body) VALUES (:account, :revision, :body) "
               "ON CONFLICT (account_id) DO UPDATE SET revision = excluded.revision, body = excluded.body",
        soci::use(account_id), soci::use(document.revision), soci::use(body);
}

std::optional<Answered> find_change(soci::session& session, std::int64_t account_id, std::string_view id) {
    Answered answered;
    answered.result.id = id;
    session << "SELECT status, code, body FROM change WHERE account_id = :account AND id = :id", soci::use(account_id),
        soci::use(answered.result.id), soci::into(answered.result.status), soci::into(answered.result.code),
        soci::into(answered.body);
    if (!session.got_data()) return std::nullopt;
    return answered;
}

void save_change(soci::session& session, std::int64_t account_id, const Change& change, const ChangeResult& result,
                 std::int64_t receipt) {
    const std::string body = dump_json(to_json(change));
    session << "INSERT INTO change (account_id, id, receipt, status, code, body) "
               "VALUES (:account, :id, :receipt, :status, :code, :body)",
        soci::use(account_id), soci::use(result.id), soci::use(receipt), soci::use(result.status),
        soci::use(result.code), soci::use(body);
}

Receipt create_receipt(soci::session& session, std::int64_t account_id, std::int64_t now_ms) {
    session << "INSERT INTO receipt (account_id, at_ms) VALUES (:account, :now)", soci::use(account_id),
        soci::use(now_ms);
    return last_receipt(session, account_id).value();
}

std::optional<Receipt> last_receipt(soci::session& session, std::int64_t account_id) {
    Receipt receipt;
    session << "SELECT number, at_ms FROM receipt WHERE account_id = :account ORDER BY number DESC LIMIT 1",
        soci::use(account_id), soci::into(receipt.number), soci::into(receipt.at_ms);
    if (!session.got_data()) return std::nullopt;
    return receipt;
}

std::optional<Receipt> find_receipt(soci::session& session, std::int64_t account_id, std::int64_t number) {
    Receipt receipt;
    session << "SELECT number, at_ms FROM receipt WHERE number = :number AND account_id = :account", soci::use(number),
        soci::use(account_id), soci::into(receipt.number), soci::into(receipt.at_ms);
    if (!session.got_data()) return std::nullopt;
    return receipt;
}

std::vector<ChangeResult> changes_of_receipt(soci::session& session, std::int64_t account_id, std::int64_t number) {
    std::vector<ChangeResult> results;
    const soci::rowset<soci::row> rows =
        (session.prepare << "SELECT id, status, code FROM change WHERE account_id = :account AND receipt = :number "
                            "ORDER BY id",
         soci::use(account_id), soci::use(number));
    for (const soci::row& row : rows) {
        results.push_back(ChangeResult{row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(2)});
    }
    return results;
}

}  // namespace passerelle
