#include "base/text.hpp"
#include "portal/turn.hpp"

namespace passerelle {
namespace {

constexpr std::string_view sync_path = "/api/v1/sync";
constexpr std::string_view account_path = "/api/v1/account";
constexpr std::string_view session_path = "/api/v1/session";

bool is_waiting_for(const Model& model, Waiting::For what) {
    for (const auto& [id, waiting] : model.waiting)
        if (waiting.what == what) return true;
    return false;
}

std::int64_t send(Turn& turn, std::string_view method, std::string_view path, const Json& body) {
    return turn.emit({{"kind", "send"},
                      {"method", std::string(method)},
                      {"path", std::string(path)},
                      {"body", body.is_null() ? std::string() : dump_json(body)}});
}

// What the service said went wrong, as a sentence's key. RFC 9457: the problem's code is ours.
std::string problem_key(const Event& event) {
    if (!event.ok) return "account.error.no-network";
    const Result<Json> body = parse_json(string_or(event.result, "body"));
    const std::string code = body ? string_or(*body, "code") : "";
    if (code == "account-exists") return "account.error.exists";
    if (code == "password-long") return "account.error.password-long";
    if (code == "password-short") return "account.error.password-short";
    if (code == "email" || code == "email-shape") return "error.email";
    switch (integer_or(event.result, "status", 0)) {
        case 401:
            return "account.error.wrong";
        case 409:
            return "account.error.exists";
        case 429:
            return "account.error.too-many";
        default:
            return "account.error.service";
    }
}

bool succeeded(const Event& event) {
    const std::int64_t status = integer_or(event.result, "status", 0);
    return event.ok && status >= 200 && status < 300;
}

void ask_account(Turn& turn, const Json& fields, Waiting::For what, std::string_view path) {
    Model& model = turn.model;
    const std::string email = tidy_line(to_valid_utf8(string_or(fields, "account_email")));
    // The password passes through and is kept nowhere: not in the model, not in the snapshot, not on the page.
    const std::string password = string_or(fields, "account_password");
    model.typed_email = email;
    model.account_error.clear();
    if (email.empty() || password.empty()) {
        model.account_error = email.empty() ? "account.error.no-email" : "account.error.no-password";
        return;
    }
    // Two people's answers must never become one document.
    if (!model.owner.empty() && fold(email) != fold(model.owner)) {
        model.account_error = "account.error.other-person";
        return;
    }
    if (!model.online) {
        model.account_error = "account.error.no-network";
        return;
    }
    const std::int64_t id = send(turn, "POST", path, {{"email", email}, {"password", password}});
    model.waiting[id] = {what, email, 0, 0};
}

void take_account_result(Turn& turn, const Event& event, const std::string& email) {
    Model& model = turn.model;
    if (!succeeded(event)) {
        model.account_error = problem_key(event);
        return;
    }
    model.account = email;
    model.sign_out_due = false;  // the new session has taken the old one's place
    model.typed_email.clear();
    model.sending = Sending::idle;
    model.sending_error.clear();
    turn.edited = true;
    send_pending(turn);
    open_path(turn, turn.address("/envoyer"));
}

// The service does not take the request as it is: half of it may pass. A change that does not pass even alone goes to
// the person, so that the others do not wait for it.
void send_less(Turn& turn, std::size_t changes) {
    Model& model = turn.model;
    if (changes > 1) {
        model.most_changes = changes / 2;
    } else {
        model.replica.refuse_oldest("request");
    }
    turn.edited = true;
    send_pending(turn);
}

void take_sync_result(Turn& turn, const Event& event, std::size_t changes) {
    Model& model = turn.model;
    if (!event.ok) {
        // No answer: the same changes go again with the next request, under the same ids.
        model.sending = Sending::failed;
        model.sending_error = "send.error.no-network";
        return;
    }
    if (integer_or(event.result, "status", 0) == 401) {
        model.sending = Sending::sign_in_again;
        model.sending_error = "send.error.sign-in";
        return;
    }
    const std::int64_t status = integer_or(event.result, "status", 0);
    if (status == 409) {
        // The browser is signed in as somebody else than the person whose answers these are.
        model.sending = Sending::sign_in_again;
        model.sending_error = "account.error.other-person";
        return;
    }
    if ((status == 400 || status == 413 || status == 422) && changes > 0) return send_less(turn, changes);
    if (!succeeded(event)) {
        model.sending = Sending::failed;
        model.sending_error = "send.error.service";
        return;
    }
    const Result<Json> body = parse_json(string_or(event.result, "body"));
    Result<SyncReply> reply = body ? sync_reply_from_json(*body) : Result<SyncReply>(body.error());
    if (!reply) {
        model.sending = Sending::failed;
        model.sending_error = "send.error.service";
        return;
    }
    model.replica.receive(*reply, model.moment.now_ms);
    model.owner = model.account;
    model.sending = Sending::idle;
    model.sending_error.clear();
    turn.edited = true;
    model.most_changes = SyncRequest::max_changes;
    bool unsent = false;
    for (const Outbox::Entry& entry : model.replica.outbox().entries()) unsent = unsent || !entry.sent;
    if (unsent) send_pending(turn);  // edited meanwhile, or more than one request holds
}

}  // namespace

void store_snapshot(Turn& turn) {
    Model& model = turn.model;
    ++model.edits;
    if (model.storage == Storage::newer) return;
    model.storage = Storage::saving;
    const std::int64_t id = turn.emit({{"kind", "store"}, {"key", "snapshot"}, {"value", write_snapshot(model)}});
    model.waiting[id] = {Waiting::For::store, "", model.edits, 0};
}

void send_pending(Turn& turn) {
    Model& model = turn.model;
    if (model.account.empty() || is_waiting_for(model, Waiting::For::sync)) return;
    if (!model.online) {
        model.sending_error = "send.error.no-network";
        return;
    }
    SyncRequest request = model.replica.next_request(model.most_changes);
    request.owner = model.owner;
    const std::int64_t id = send(turn, "POST", sync_path, to_json(request));
    model.waiting[id] = {Waiting::For::sync, "", 0, request.changes.size()};
    model.sending = Sending::under_way;
    turn.edited = true;  // "sent" is part of the outbox: a crash now must not change what goes again
}

void open_account(Turn& turn, const Json& fields) {
    ask_account(turn, fields, Waiting::For::account, account_path);
}

void sign_in(Turn& turn, const Json& fields) {
    ask_account(turn, fields, Waiting::For::session, session_path);
}

void sign_out(Turn& turn) {
    turn.model.account.clear();
    turn.model.sign_out_due = true;
    turn.edited = true;
    if (turn.model.online) send_sign_out(turn);
}

void send_sign_out(Turn& turn) {
    if (is_waiting_for(turn.model, Waiting::For::sign_out)) return;
    const std::int64_t id = send(turn, "DELETE", session_path, nullptr);
    turn.model.waiting[id] = {Waiting::For::sign_out, "", 0, 0};
}

void erase(Turn& turn) {
    Model& model = turn.model;
    if (!model.account.empty()) sign_out(turn);
    if (!model.damaged_snapshot.empty()) turn.emit({{"kind", "store"}, {"key", "damaged"}, {"value", ""}});
    Model fresh(model.replica.device());
    fresh.replica = model.replica;
    fresh.replica.forget();
    fresh.counter = model.counter;
    fresh.sign_out_due = model.sign_out_due;
    // An answer about the erased document must not come back into the empty one.
    for (const auto& [id, waiting] : model.waiting)
        if (waiting.what == Waiting::For::sign_out || waiting.what == Waiting::For::pack) fresh.waiting[id] = waiting;
    fresh.path = model.path;
    fresh.moment = model.moment;
    fresh.online = model.online;
    fresh.without_scripts = model.without_scripts;
    fresh.packs_asked = model.packs_asked;
    fresh.next_effect = model.next_effect;
    model = std::move(fresh);
    turn.edited = true;
    open_path(turn, turn.address("/"));
}

void export_profile(Turn& turn) {
    turn.emit({{"kind", "download"},
               {"name", "passerelle-profil-" + turn.model.moment.today.iso() + ".json"},
               {"media_type", "application/json"},
               {"text", to_json(turn.model.profile()).dump(2, ' ', false, Json::error_handler_t::replace) + "\n"}});
}

void export_damaged_snapshot(Turn& turn) {
    if (turn.model.damaged_snapshot.empty()) return;
    turn.emit({{"kind", "download"},
               {"name", "passerelle-" + turn.model.moment.today.iso() + ".txt"},
               {"media_type", "text/plain"},
               {"text", turn.model.damaged_snapshot}});
}

void take_result(Turn& turn, const Event& event) {
    Model& model = turn.model;
    const auto found = model.waiting.find(event.effect);
    if (found == model.waiting.end()) return;
    const Waiting waiting = found->second;
    model.waiting.erase(found);
    switch (waiting.what) {
        case Waiting::For::store:
            if (event.ok && waiting.edits > model.edits_stored) model.edits_stored = waiting.edits;
            if (!event.ok)
                model.storage = Storage::failed;
            else if (model.edits_stored == model.edits)
                model.storage = Storage::saved;
            break;
        case Waiting::For::sync:
            take_sync_result(turn, event, waiting.changes);
            break;
        case Waiting::For::account:
        case Waiting::For::session:
            take_account_result(turn, event, waiting.about);
            break;
        case Waiting::For::sign_out:
            if (event.ok && model.sign_out_due) {
                model.sign_out_due = false;
                turn.edited = true;
            }
            break;
        case Waiting::For::pack:
            // Nobody misses knowledge: without it the finder answers from the names.
            if (!event.ok && waiting.about != "knowledge")
                model.packs_failed[waiting.about] = string_or(event.result, "failure");
            // Once the places are there it is known which offers are in reach.
            if (event.ok && waiting.about == "places") ask_for_packs(turn);
            break;
    }
}

}  // namespace passerelle
