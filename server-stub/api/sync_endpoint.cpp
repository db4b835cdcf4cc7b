#include <charconv>
#include <span>

#include "api/api.hpp"
#include "api/civil_time.hpp"
#include "api/problem.hpp"
#include "auth/token.hpp"
#include "store/documents.hpp"

namespace passerelle {

namespace {

// What a kind of a later version may hold: it is kept unread, so it is kept small.
constexpr std::size_t longest_unknown_change = 16 * 1024;

const Question* find_question(const Path& path, const Content& content) {
    if (!path.list.empty()) return content.question(path.list, path.field);
    for (const Section& section : content.sections()) {
        if (section.is_list) continue;
        if (const Question* question = content.question(section.id, path.field)) return question;
    }
    return nullptr;
}

// A clock that is further ahead is wrong, not early (sync/clock.hpp): it would win against every later edit.
constexpr std::int64_t most_ahead_ms = 86'400'000;

// Does a date precede the one that it can not precede? Not when that one moves with it in the same request: several
// edits of one answer are sent as the last of them, in the first one's place. And what would not be taken over anyway
// (an earlier edit, a conflict for the person to decide) is not judged.
bool is_out_of_order(std::span<const Change> changes, const Document& document, const Content& content) {
    const Change& change = changes.front();
    const auto path = Path::parse(change.path);
    if (path->field.empty() || change.value.is_null()) return false;
    const Question* question = find_question(*path, content);
    if (question == nullptr || question->not_before.empty()) return false;
    const Item* there = path->list.empty() ? nullptr : document.profile.item(path->list, path->item);
    if (!path->list.empty() && there == nullptr) return false;
    if (!validate_order(*question, change.value, document.profile, there)) return false;
    const std::string earlier = Path{path->list, path->item, question->not_before}.text();
    Item item;  // what it will be held against: a list of fields, for an answer too
    for (const Change& other : changes) {
        if (other.kind == Change::set_kind && other.path == earlier) {
            item.fields[question->not_before].value = other.value;
        }
    }
    if (!item.fields.empty() && !validate_order(*question, change.value, document.profile, &item)) return false;
    Document trial = document;
    const Outcome outcome = apply(trial, change, trial.revision + 1);
    const auto* applied = std::get_if<Applied>(&outcome);
    return applied != nullptr && applied->changed;
}

// Of the first of `changes`; the others come after it in the same request.
std::optional<std::string> refusal(std::span<const Change> changes, const Document& document, const Content& content,
                                   std::int64_t now_ms) {
    const Change& change = changes.front();
    if (change.clock.wall_ms > now_ms + most_ahead_ms) return "clock";
    if (change.kind != Change::set_kind) {
        return dump_json(to_json(change)).size() > longest_unknown_change ? std::optional("change-too-large")
                                                                          : std::nullopt;
    }
    if (const auto error = check(change, content, civil_time(now_ms).today)) return error->code;
    if (is_out_of_order(changes, document, content)) return "error.date-order";
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

    Database::Transaction transaction(database_.pool());
    soci::session& session = transaction.session();
    Document document = load_document(session, account->id);
    const std::int64_t revision = document.revision + 1;
    std::optional<Receipt> receipt;
    for (std::size_t at = 0; at < asked->changes.size(); ++at) {
        const Change& change = asked->changes[at];
        if (auto before = find_change(session, account->id, change.id)) {
            reply.results.push_back(*std::move(before));
            continue;
        }
        const auto code = refusal(std::span(asked->changes).subspan(at), document, content_, request.now_ms);
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
