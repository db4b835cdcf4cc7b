#include <algorithm>

#include "api/api.hpp"
#include "api/problem.hpp"
#include "auth/password.hpp"
#include "auth/token.hpp"
#include "base/text.hpp"
#include "profile/profile.hpp"

namespace passerelle {

namespace {

struct Credentials {
    std::string email;
    std::string password;
    std::optional<ApiResponse> refusal;
};

// As for the e-mail answer of a profile. Whether a mail arrives is the only real test.
bool is_email(const std::string& email) {
    Question question;
    question.kind = Kind::email;
    question.max_length = 254;
    return !validate(question, email, CivilDate{});
}

Credentials read_credentials(const ApiRequest& request) {
    Body body = read_body(request, {"email", "password"});
    if (body.refusal) return {{}, {}, std::move(body.refusal)};
    const auto email = string_member(body.json, "email");
    if (!email) return {{}, {}, problem(422, "field-wrong", "email", "a text")};
    const auto password = string_member(body.json, "password");
    if (!password) return {{}, {}, problem(422, "field-wrong", "password", "a text")};
    std::string address(trim(*email));
    if (!is_email(address)) return {{}, {}, problem(422, "email-shape", "email", "an e-mail address")};
    // One account an address, however its letters are written.
    std::transform(address.begin(), address.end(), address.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (count_code_points(*password) > longest_password) {
        return {{}, {}, problem(422, "password-long", "password", "at most 200 characters")};
    }
    return {std::move(address), *password, std::nullopt};
}

ApiResponse too_many(std::int64_t wait_ms) {
    ApiResponse response = problem(429, "too-many-attempts");
    response.with("Retry-After", std::to_string((wait_ms + 999) / 1000));
    return response;
}

// A short key without the address of a person in it, whatever the lengths of the two.
std::string account_key(const ApiRequest& request, std::string_view email) {
    return fingerprint(request.client + " " + std::string(email));
}

std::string cookie_header(std::string_view name, std::string_view value, std::int64_t age_s, bool https) {
    return std::string(name) + "=" + std::string(value) +
           "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + std::to_string(age_s) + (https ? "; Secure" : "");
}

}  // namespace

ApiResponse Api::open_session(const Account& account, int status, std::int64_t now_ms) {
    const std::string token = make_token();
    Database::Transaction transaction(database_.pool());
    delete_old_sessions(transaction.session(), now_ms);
    passerelle::create_session(transaction.session(), hash_token(token), account.id, now_ms);
    transaction.commit();
    ApiResponse response = json_response(status, Json{{"email", account.email}});
    response.with("Set-Cookie", cookie_header(cookie_name_, token, session_idle_ms / 1000, settings_.https));
    return response;
}

ApiResponse Api::create_account(const ApiRequest& request) {
    Credentials given = read_credentials(request);
    if (given.refusal) return *std::move(given.refusal);
    if (count_code_points(given.password) < shortest_password) {
        return problem(422, "password-short", "password", "at least 10 characters");
    }
    if (const auto wait_ms = attempts_by_client_.attempt(request.client, request.now_ms)) return too_many(*wait_ms);
    const auto hash = hash_password(given.password);  // before the transaction: nobody waits for argon2id
    if (!hash) return problem(503, "busy");
    Account account{0, given.email, {}};
    {
        Database::Transaction transaction(database_.pool());
        const auto id = passerelle::create_account(transaction.session(), given.email, *hash, request.now_ms);
        if (!id) return problem(409, "account-exists", "email");
        account.id = *id;
        transaction.commit();
    }
    return open_session(account, 201, request.now_ms);
}

ApiResponse Api::create_session(const ApiRequest& request) {
    Credentials given = read_credentials(request);
    if (given.refusal) return *std::move(given.refusal);
    if (const auto wait_ms = attempts_by_client_.attempt(request.client, request.now_ms)) return too_many(*wait_ms);
    const std::string key = account_key(request, given.email);
    if (const auto wait_ms = attempts_by_account_.attempt(key, request.now_ms)) return too_many(*wait_ms);
    std::optional<Account> account;
    {
        soci::session session = database_.reader();
        account = find_account(session, given.email);
    }
    if (!account) {
        pretend_to_verify_password(given.password);
        return problem(401, "credentials-wrong");
    }
    if (!verify_password(account->password, given.password)) return problem(401, "credentials-wrong");
    attempts_by_account_.forgive(key);
    return open_session(*account, 201, request.now_ms);
}

ApiResponse Api::get_session(const ApiRequest& request) {
    const auto account = account_of(request);
    if (!account) return problem(401, "no-session");
    return json_response(200, Json{{"email", account->email}});
}

ApiResponse Api::delete_session(const ApiRequest& request) {
    const std::string_view token = cookie(request, cookie_name_);
    if (!account_of(request)) return problem(401, "no-session");
    Database::Transaction transaction(database_.pool());
    passerelle::delete_session(transaction.session(), hash_token(token));
    transaction.commit();
    ApiResponse response{204, {}, {}};
    response.with("Set-Cookie", cookie_header(cookie_name_, "", 0, settings_.https)).with("Cache-Control", "no-store");
    return response;
}

}  // namespace passerelle
