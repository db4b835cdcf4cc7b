#include <charconv>

#include "api/api.hpp"
#include "api/civil_time.hpp"
#include "api/problem.hpp"
#include "auth/token.hpp"
#include "base/text.hpp"
#include "store/documents.hpp"
#include "sync/service.hpp"

namespace passerelle {

namespace {

// The changes and receipts of one account in the database, within the caller's transaction.
class StoredLedger final : public Ledger {
  public:
    StoredLedger(soci::session& session, std::int64_t account) : session_(session), account_(account) {}
    std::optional<Answered> find(const std::string& change_id) override {
        return find_change(session_, account_, change_id);
    }
    void save(const Change& change, const ChangeResult& result, std::int64_t receipt) override {
        save_change(session_, account_, change, result, receipt);
    }
    Receipt create_receipt(std::int64_t now_ms) override {
        return passerelle::create_receipt(session_, account_, now_ms);
    }
    std::optional<Receipt> last_receipt() override { return passerelle::last_receipt(session_, account_); }

  private:
    soci::session& session_;
    std::int64_t account_;
};

}  // namespace

ApiResponse Api::sync(const ApiRequest& request) {
    const auto account = account_of(request);
    if (!account) return problem(401, "no-session");
    Body body = read_body(request, {"device", "revision", "owner", "changes"});
    if (body.refusal) return *std::move(body.refusal);
    const auto asked = sync_request_from_json(body.json);
    if (!asked) return problem(422, asked.error());
    // The device holds somebody else's answers: they must not become part of this person's.
    if (!asked->owner.empty() && fold(asked->owner) != fold(account->email)) return problem(409, "other-account");

    const Door door = [&](std::span<const Change> changes, const Document& document) {
        return refusal(changes, document, content_, civil_time(request.now_ms).today);
    };
    // A request that brings nothing only reads.
    if (asked->changes.empty()) {
        soci::session session = database_.reader();
        Document document = load_document(session, account->id);
        StoredLedger ledger(session, account->id);
        SyncReply reply = answer(document, ledger, *asked, door, request.now_ms);
        reply.packs = parse_json(pack_names_).value();
        touch_session(session, hash_token(cookie(request, cookie_name_)), request.now_ms);
        return json_response(200, to_json(reply));
    }

    Database::Transaction transaction(database_.pool());
    soci::session& session = transaction.session();
    Document document = load_document(session, account->id);
    StoredLedger ledger(session, account->id);
    const std::int64_t before = document.revision;
    SyncReply reply = answer(document, ledger, *asked, door, request.now_ms);
    if (document.revision != before) save_document(session, account->id, document);
    touch_session(session, hash_token(cookie(request, cookie_name_)), request.now_ms);
    transaction.commit();
    reply.packs = parse_json(pack_names_).value();
    return json_response(200, to_json(reply));
}

ApiResponse Api::get_receipt(const ApiRequest& request) {
    const auto account = account_of(request);
    if (!account) return problem(401, "no-session");
    const std::string_view text = std::string_view(request.path).substr(request.path.rfind('/') + 1);
    std::int64_t number = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure != std::errc() || end != text.data() + text.size()) return not_found();
    soci::session session = database_.reader();
    const auto receipt = find_receipt(session, account->id, number);
    if (!receipt) return not_found();
    Json changes = Json::array();
    for (const ChangeResult& result : changes_of_receipt(session, account->id, number)) {
        Json entry{{"id", result.id}, {"status", result.status}};
        if (!result.code.empty()) entry["code"] = result.code;
        changes.push_back(std::move(entry));
    }
    return json_response(200, Json{{"number", receipt->number}, {"at_ms", receipt->at_ms}, {"changes", changes}});
}

}  // namespace passerelle
