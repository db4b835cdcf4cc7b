#include "api/pages.hpp"

#include <algorithm>
#include <cstdio>
#include <deque>

#include "api/civil_time.hpp"
#include "api/form.hpp"
#include "api/problem.hpp"
#include "auth/token.hpp"
#include "base/text.hpp"

namespace passerelle {

// One request under way.
struct Pages::Visit {
    const ApiRequest& request;
    std::unique_ptr<PageCore> core;
    std::string token;  // of the draft's cookie; empty: none
    Draft draft;
    bool has_draft = false;
    bool snapshot_changed = false;
    bool snapshot_refused = false;
    std::string session;                   // the value of the session cookie, as the API last set it
    std::vector<std::string> set_cookies;  // for the answer
    std::string path;
    std::string document;
    std::int64_t status = 200;
    std::optional<ApiResponse> download;
};

namespace {

// A core that keeps asking is broken: ten rounds are far more than any page needs.
constexpr int most_effects = 32;

ApiResponse redirect(int status, std::string_view to) {
    ApiResponse response{status, {}, {}};
    response.with("Location", std::string(to)).with("Cache-Control", "no-store");
    return response;
}

// Where the core says to go is an address of this site, and can not end the header line.
bool is_own_path(std::string_view path) {
    return !path.empty() && path.front() == '/' && path.substr(0, 2) != "//" &&
           std::none_of(path.begin(), path.end(),
                        [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == 0x7f || c == '\\'; });
}

// A name for Content-Disposition: what is not plain is replaced.
std::string plain_file_name(std::string name) {
    for (char& c : name) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
                           c == '-' || c == '_';
        if (!plain) c = '_';
    }
    return name;
}

std::string first_segment(std::string_view path) {
    const std::size_t end = path.find('/', 1);
    return std::string(path.substr(1, end == std::string_view::npos ? end : end - 1));
}

}  // namespace

Pages::Pages(Database& database, Api& api, const PageCores& cores, bool https)
    : database_(database),
      api_(api),
      cores_(cores),
      https_(https),
      cookie_name_(https ? "__Host-draft" : "passerelle-dev-draft") {}

bool Pages::speaks(std::string_view language) const {
    const auto& languages = cores_.languages();
    return std::find(languages.begin(), languages.end(), language) != languages.end();
}

std::string Pages::preferred_language(const ApiRequest& request) const {
    std::string best = cores_.languages().front();
    double best_weight = 0;
    for (const std::string_view part : split(request.header("accept-language"), ',')) {
        const std::size_t at = part.find(';');
        const std::string language = media_type(trim(part.substr(0, at)).substr(0, 2));
        double weight = 1;
        const std::size_t q = part.find("q=");
        if (q != std::string_view::npos) weight = std::strtod(std::string(part.substr(q + 2)).c_str(), nullptr);
        if (weight > best_weight && speaks(language)) {
            best = language;
            best_weight = weight;
        }
    }
    return best;
}

Json Pages::carry_out(Visit& visit, const Json& effect) {
    const std::string kind = string_or(effect, "kind");
    Json result{{"kind", "result"}, {"effect", integer_or(effect, "effect", 0)}, {"ok", true}};
    if (kind == "store") {
        if (string_or(effect, "key", "snapshot") != "snapshot") {
            result["ok"] = false;  // a draft has one place: what browsers put aside would take the snapshot's
            return result;
        }
        std::string snapshot = string_or(effect, "value");
        if (snapshot.size() > longest_draft) {
            // The core says that it was not saved. What was kept before stays.
            visit.snapshot_refused = true;
            result["ok"] = false;
            return result;
        }
        visit.draft.snapshot = std::move(snapshot);
        visit.snapshot_changed = true;
        return result;
    }
    if (kind == "load_pack") {
        const std::string name = string_or(effect, "name");
        // A region without offers has no pack, which is no failure.
        result["ok"] = cores_.has_pack(name) || name.starts_with("offers-");
        return result;
    }
    if (kind == "send") {
        ApiRequest inner;
        inner.method = string_or(effect, "method");
        inner.path = string_or(effect, "path");
        inner.body = string_or(effect, "body");
        inner.now_ms = visit.request.now_ms;
        inner.client = visit.request.client;
        inner.headers["content-type"] = "application/json";
        inner.headers["sec-fetch-site"] = "same-origin";  // checked before this visit began
        inner.headers["cookie"] = std::string(api_.session_cookie()) + "=" + visit.session;
        const ApiResponse answer = api_.handle(inner);
        const std::string_view cookie_line = answer.header("set-cookie");
        if (!cookie_line.empty()) {
            const std::size_t from = cookie_line.find('=') + 1;
            visit.session = cookie_line.substr(from, cookie_line.find(';') - from);
            visit.set_cookies.emplace_back(cookie_line);
        }
        result["status"] = answer.status;
        result["body"] = answer.body;
        return result;
    }
    if (kind == "download") {
        ApiResponse file{200, {}, string_or(effect, "text")};
        file.with("Content-Type", string_or(effect, "media_type", "application/octet-stream"))
            .with("Content-Disposition", "attachment; filename=\"" + plain_file_name(string_or(effect, "name")) + "\"")
            .with("Cache-Control", "no-store");
        visit.download = std::move(file);
    }
    return nullptr;  // focus, scroll and announcements are for scripts and have no result
}

Json Pages::start_message(const Visit& visit, const std::string& path) {
    Json start{
        {"kind", "start"}, {"face", "document"}, {"online", true}, {"device", visit.draft.device}, {"path", path}};
    start["life"] = make_token().substr(0, 8);
    if (visit.has_draft) {
        start["snapshot"] = visit.draft.snapshot;
    } else {
        start["snapshot"] = nullptr;
    }
    return start;
}

// The core's reply; null when it is no JSON.
Json Pages::tell(const Visit& visit, Json message) {
    const CivilTime time = civil_time(visit.request.now_ms);
    message["now"] = visit.request.now_ms;
    message["today"] = time.today.iso();
    message["utc_offset"] = time.utc_offset_min;
    auto reply = parse_json(visit.core->handle(dump_json(message)));
    return reply ? *std::move(reply) : Json();
}

void Pages::run(Visit& visit, Json first) {
    std::deque<Json> messages{std::move(first)};
    int effects = 0;
    while (!messages.empty()) {
        Json message = std::move(messages.front());
        messages.pop_front();
        const Json reply = tell(visit, std::move(message));
        if (reply.is_null()) continue;
        if (auto path = string_member(reply, "path")) visit.path = *std::move(path);
        if (auto document = string_member(reply, "document")) visit.document = *std::move(document);
        visit.status = integer_or(reply, "status", 200);
        for (const Json& effect : array_member(reply, "effects")) {
            if (++effects > most_effects) return;
            Json result = carry_out(visit, effect);
            if (!result.is_null()) messages.push_back(std::move(result));
        }
    }
}

ApiResponse Pages::handle(const ApiRequest& request) {
    try {
        return respond(request);
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "passerelle: %s %s: %s\n", request.method.c_str(), request.path.c_str(), failure.what());
        return problem(500, "internal");
    }
}

// A draft is made by a post and by nothing else; looking at pages keeps it alive.
void Pages::keep_draft(Visit& visit, bool posts) {
    constexpr std::int64_t worth_writing_ms = 10 * 60'000;
    const bool used = visit.has_draft && visit.draft.used_at_ms + worth_writing_ms < visit.request.now_ms;
    const bool changed = visit.snapshot_changed && (posts || visit.has_draft);
    if (!used && !changed) return;
    if (!visit.has_draft) {
        visit.token = make_token();
        visit.set_cookies.push_back(cookie_name_ + "=" + visit.token + "; Path=/; HttpOnly; SameSite=Lax" +
                                    (https_ ? "; Secure" : ""));
    }
    Database::Transaction transaction(database_.pool());
    delete_old_drafts(transaction.session(), visit.request.now_ms);
    save_draft(transaction.session(), hash_token(visit.token), visit.draft, visit.request.now_ms);
    if (!visit.has_draft) delete_drafts_beyond(transaction.session(), most_drafts);
    transaction.commit();
}

Pages::Visit Pages::open_visit(const ApiRequest& request, const std::string& language) const {
    Visit visit{request, cores_.make(language), {}, {}, {}, {}, {}, {}, {}, {}, {}, 200, {}};
    visit.session = cookie(request, api_.session_cookie());
    visit.token = cookie(request, cookie_name_);
    if (!visit.token.empty()) {
        soci::session session = database_.reader();
        if (auto draft = find_draft(session, hash_token(visit.token), request.now_ms)) {
            visit.draft = *std::move(draft);
            visit.has_draft = true;
        }
    }
    if (!visit.has_draft) visit.draft.device = make_device_id();
    return visit;
}

// Who pressed a button sees a page of the site and a way on, and not JSON: the core's page of an address that does not
// exist, with the status and the headers of the problem. Nothing that the core asks for is carried out.
ApiResponse Pages::refuse(const ApiRequest& request, ApiResponse problem) const {
    const std::string segment = first_segment(request.path);
    const std::string language = speaks(segment) ? segment : preferred_language(request);
    const Visit visit = open_visit(request, language);
    const Json reply = tell(visit, start_message(visit, "/" + language + "/-"));
    std::string document = string_or(reply, "document");
    if (document.empty()) return problem;
    problem.body = std::move(document);
    for (auto& [name, value] : problem.headers) {
        if (name == "Content-Type") value = "text/html; charset=utf-8";
    }
    return problem;
}

ApiResponse Pages::respond(const ApiRequest& request) {
    const bool posts = request.method == "POST";
    if (request.path.empty() || request.path.front() != '/') return not_found();
    if (!posts && !request.reads()) return refuse(request, method_not_allowed("GET, HEAD, POST"));
    if (request.path == "/") {
        ApiResponse response = redirect(302, "/" + preferred_language(request) + "/");
        response.with("Vary", "Accept-Language");
        return response;
    }
    const std::string segment = first_segment(request.path);
    const bool known = speaks(segment);
    if (known && request.path.size() == segment.size() + 1) return redirect(301, request.path + "/");
    if (posts) {
        if (!is_same_origin(request)) return refuse(request, problem(403, "cross-origin"));
        if (request.body.size() > Api::longest_body) return refuse(request, problem(413, "body-too-large"));
        if (media_type(request.header("content-type")) != "application/x-www-form-urlencoded") {
            return refuse(request, problem(415, "media-type"));
        }
    }

    // An address of no language is a page that does not exist, said in the visitor's language.
    const std::string language = known ? segment : preferred_language(request);
    const std::string path = known ? request.path : "/" + language + request.path;
    Visit visit = open_visit(request, language);
    run(visit, start_message(visit, path + (request.query.empty() ? "" : "?" + request.query)));
    if (!known) visit.status = 404;
    const std::string started_at = visit.path;
    if (posts) {
        const Press press = read_press(request.body);
        Json event{{"kind", press.action.empty() ? "change" : "press"}, {"fields", press.fields}};
        if (!press.action.empty()) {
            event["action"] = press.action;
            event["arg"] = press.argument;
        }
        run(visit, std::move(event));
    }
    keep_draft(visit, posts);

    ApiResponse response;
    // "/fr/profil/" and "/fr/profil" are one page: the core's spelling counts.
    // But after a redirect nobody could say that the draft was not kept.
    const bool stays = visit.snapshot_refused && !visit.document.empty();
    const bool moved = !stays && is_own_path(visit.path) && visit.path != (posts ? started_at : path);
    if (visit.download) {
        response = *std::move(visit.download);
    } else if (moved || (posts && visit.document.empty())) {
        response = redirect(303, visit.path);
    } else if (visit.document.empty()) {
        response = problem(500, "internal", {}, "the core gave no document");
    } else {
        response.status = static_cast<int>(visit.status);
        response.body = std::move(visit.document);
        response.with("Content-Type", "text/html; charset=utf-8").with("Cache-Control", "private, no-cache");
        response.with("Vary", "Cookie");
    }
    for (std::string& line : visit.set_cookies) response.with("Set-Cookie", std::move(line));
    return response;
}

}  // namespace passerelle
