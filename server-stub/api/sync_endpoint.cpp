#include <charconv>

#include "api/api.hpp"
#include "api/civil_time.hpp"
#include "api/problem.hpp"
#include "auth/token.hpp"
#include "store/documents.hpp"

namespace passerelle {

namespace {

// What a kind of a later version may hold: it is kept unread, so it is kept small.
constexpr std::size_t longest_unknown_change = 16 * 1024;

std::optional<std::string> refusal(const Change& change, const Document& document, const Content& content,
                                   CivilDate today) {
    if (change.kind != Change::set_kind) {
        return dump_json(to_json(change)).size() > longest_unknown_change ? std::optional("change-too-large")
                                                                          : std::nullopt;
    }
    if (const auto error = check(change, content, today)) return error->code;
    const auto path = Path::parse(change.path);
    if (path->list.empty() || change.value.is_null()) return std::nullopt;
    const Section* section = content.section(path->list);
    const bool full = static_cast<std::int64_t>(document.profile.items(path->list).size()) >= section->max_items;
    if (full && document.profile.item(path->list, path->item) == nullptr) return "list-full";
    return std::nullopt;
}

ChangeResult merge(Document& document, const Change& change, std::int64_t revision) {
    const Outcome outcome = apply(document, change, revision);
    if (const auto* refused = std::get_if<Refused>(&outcome)) return {change.id, "refused", refused->error.code};
    if (std::holds_alternative<Conflict>(outcome)) return {change.id, "conflict", {}};
    if (std::holds_alternative<Kept>(outcome)) return {change.id, "kept", {}};
    return {change.id, "applied", {}};
}

}  // namespace

ApiResponse Api::sync(const ApiRequest& request) {
    const auto account = account_of(request);
    if (!account) return problem(401, "no-session");
    Body body = read_body(request, {"device", "revision", "changes"});
    if (body.refusal) return *std::move(body.refusal);
    const auto asked = sync_request_from_json(body.json);
    if (!asked) return problem(422, asked.error());

    SyncReply reply;
    reply.packs = parse_json(pack_names_).value();
    if (asked->changes.empty()) {
        soci::session session = database_.reader();
        const Document document = load_document(session, account->id);
        reply.revision = document.revision;
        reply.document = document.profile;
        reply.conflicts = document.conflicts;
        reply.received = last_receipt(session, account->id);
        touch_session(session, hash_token(cookie(request, cookie_name_)), request.now_ms);
        return json_response(200, to_json(reply));
    }

    const CivilDate today = civil_time(request.now_ms).today;
    Database::Transaction transaction(database_.pool());
    soci::session& session = transaction.session();
    Document document = load_document(session, account->id);
    const std::int64_t revision = document.revision + 1;
    std::optional<Receipt> receipt;
    for (const Change& change : asked->changes) {
        if (auto before = find_change(session, account->id, change.id)) {
            reply.results.push_back(*std::move(before));
            continue;
        }
        const auto code = refusal(change, document, content_, today);
        ChangeResult result = code ? ChangeResult{change.id, "refused", *code} : merge(document, change, revision);
        if (!receipt) receipt = create_receipt(session, account->id, request.now_ms);
        save_change(session, account->id, change, result, receipt->number);
        reply.results.push_back(std::move(result));
    }
    if (document.revision == revision) save_document(session, account->id, document);
    touch_session(session, hash_token(cookie(request, cookie_name_)), request.now_ms);
    reply.received = receipt ? receipt : last_receipt(session, account->id);
    transaction.commit();

    reply.revision = document.revision;
    reply.document = std::move(document.profile);
    reply.conflicts = std::move(document.conflicts);
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
