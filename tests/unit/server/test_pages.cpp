#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <functional>

#include "api/portal_cores.hpp"
#include "api/site.hpp"
#include "unit/server/api_support.hpp"

using namespace passerelle;
using namespace passerelle::test;

namespace {

using Script = std::function<Json(const Json& message)>;

// A core that answers as the test says.
class ScriptedCores : public PageCores {
  public:
    explicit ScriptedCores(Script script) : script_(std::move(script)) {}
    const std::vector<std::string>& languages() const override { return languages_; }
    bool has_pack(std::string_view name) const override { return name == "offers"; }
    std::unique_ptr<PageCore> make(std::string_view) const override {
        struct Core : PageCore {
            explicit Core(const Script& script) : script_(script) {}
            std::string handle(std::string_view message) override {
                return dump_json(script_(parse_json(message).value()));
            }
            const Script& script_;
        };
        return std::make_unique<Core>(script_);
    }

  private:
    std::vector<std::string> languages_{"fr", "nl"};
    Script script_;
};

Json page(const std::string& path) {
    return Json{{"path", path}, {"document", "<!doctype html>" + path}, {"effects", Json::array()}};
}

struct ScriptedSite : Service {
    explicit ScriptedSite(Script script) : cores(std::move(script)) {}
    ScriptedCores cores;
    Pages pages{database, api, cores, false};
};

// The real core with the real content and no packs, behind the whole site.
struct RealSite : Service {
    StaticFiles files{folder.path() / "none", folder.path() / "none"};
    std::unique_ptr<PortalCores> cores = make_cores();
    Pages pages{database, api, *cores, false};
    Site site{files, api, pages, false};
    Browser browser;

    ApiResponse send(ApiRequest request) {
        browser.send_cookies(request);
        ApiResponse response = site.handle(request);
        browser.take_cookies(response);
        return response;
    }

  private:
    std::unique_ptr<PortalCores> make_cores() {
        std::ofstream(folder.path() / "content-fr.json", std::ios::binary) << french_pack();
        auto loaded = PortalCores::load(folder.path(), files, Json::object(), Json{{"style", "/assets/style.css"}});
        REQUIRE(loaded);
        return *std::move(loaded);
    }
};

}  // namespace

TEST_CASE("the root leads to the language that the browser prefers, among those there are") {
    ScriptedSite site([](const Json&) { return page("/fr/"); });
    const auto location = [&](std::string languages) {
        ApiRequest request = get_request("/");
        request.headers["accept-language"] = std::move(languages);
        const ApiResponse response = site.pages.handle(request);
        CHECK(response.status == 302);
        CHECK(response.header("vary") == "Accept-Language");
        return std::string(response.header("location"));
    };
    CHECK(location("nl-BE,nl;q=0.9,fr;q=0.8") == "/nl/");
    CHECK(location("de,fr;q=0.4,nl;q=0.2") == "/fr/");
    CHECK(location("ja") == "/fr/");
    CHECK(location("") == "/fr/");
    CHECK(site.pages.handle(get_request("/fr")).header("location") == "/fr/");
}

TEST_CASE("a page is read with the time of the request and leaves no draft") {
    Json seen;
    ScriptedSite site([&](const Json& message) {
        seen = message;
        Json reply = page("/fr/profil");
        reply["effects"] = Json::array({Json{{"effect", 1}, {"kind", "store"}, {"value", "snapshot"}}});
        if (message["kind"] == "result")
            reply["effects"] = Json::array();
        else {
            CHECK(message["kind"] == "start");
            CHECK(message["face"] == "document");
            CHECK(message["path"] == "/fr/profil");
            CHECK(message["snapshot"].is_null());
            CHECK(as_string(message["device"]).size() == 32);
            CHECK(message["now"] == noon_ms);
            CHECK(message["today"] == "2027-01-15");
        }
        return reply;
    });
    const ApiResponse response = site.pages.handle(get_request("/fr/profil"));
    CHECK(response.status == 200);
    CHECK(response.body == "<!doctype html>/fr/profil");
    CHECK(response.header("content-type") == "text/html; charset=utf-8");
    CHECK(response.header("set-cookie").empty());
    CHECK(seen["kind"] == "result");
}

TEST_CASE("where the core leads elsewhere the browser follows, and nowhere else") {
    std::string to = "/fr/compte";
    ScriptedSite site([&](const Json&) { return page(to); });
    CHECK(site.pages.handle(get_request("/fr/envoyer")).status == 303);
    CHECK(site.pages.handle(get_request("/fr/envoyer")).header("location") == "/fr/compte");
    for (const char* bad : {"//elsewhere.example", "https://elsewhere.example", "/a\r\nSet-Cookie: x=1", "/\\x"}) {
        to = bad;
        CHECK(site.pages.handle(get_request("/fr/envoyer")).header("location").empty());
    }
}

TEST_CASE("an address of no language is a page that does not exist") {
    ScriptedSite site([](const Json& message) { return page(as_string(message["path"])); });
    const ApiResponse response = site.pages.handle(get_request("/xx/profil"));
    CHECK(response.status == 404);
    CHECK(response.body == "<!doctype html>/fr/xx/profil");
}

TEST_CASE("a post that is no form of ours is refused") {
    ScriptedSite site([](const Json&) { return page("/fr/profil"); });
    ApiRequest request = form_request("/fr/profil", "a=b");
    request.headers["sec-fetch-site"] = "cross-site";
    CHECK(site.pages.handle(request).status == 403);
    request = form_request("/fr/profil", "a=b");
    request.headers["content-type"] = "multipart/form-data";
    CHECK(site.pages.handle(request).status == 415);
    request = form_request("/fr/profil", std::string(Api::longest_body + 1, 'a'));
    CHECK(site.pages.handle(request).status == 413);
    request.method = "PUT";
    CHECK(site.pages.handle(request).status == 405);
}

TEST_CASE("a draft that is too long is not kept, and the core is told") {
    std::string snapshot = "short";
    std::string to = "/fr/profil";
    Json told;
    ScriptedSite site([&](const Json& message) {
        Json reply = page(message["kind"] == "start" ? "/fr/profil" : to);
        if (message["kind"] == "press") {
            reply["effects"] = Json::array({Json{{"effect", 1}, {"kind", "store"}, {"value", snapshot}}});
        }
        if (message["kind"] == "result") {
            told = message;
            reply["document"] = message["ok"] == true ? "saved" : "not saved";
        }
        return reply;
    });
    Browser browser;
    const auto post = [&] {
        ApiRequest request = form_request("/fr/profil", "action=continue");
        browser.send_cookies(request);
        ApiResponse response = site.pages.handle(request);
        browser.take_cookies(response);
        return response;
    };
    const auto kept = [&] {
        std::string text;
        soci::session session = site.database.reader();
        session << "SELECT COALESCE(MAX(snapshot), '') FROM draft", soci::into(text);
        return text;
    };
    snapshot = std::string(longest_draft + 1, 'x');
    CHECK(post().body == "not saved");
    CHECK(told["ok"] == false);
    CHECK_FALSE(browser.has("passerelle-dev-draft"));
    CHECK(kept().empty());
    snapshot = std::string(longest_draft, 'x');
    CHECK(post().body == "saved");
    CHECK(kept() == snapshot);
    // Even where the core goes on, the page is answered: it says what the next look at the draft could not.
    const std::string before = snapshot;
    snapshot += "x";
    to = "/fr/profil/next";
    const ApiResponse moved = post();
    CHECK(moved.status == 200);
    CHECK(moved.body == "not saved");
    CHECK(kept() == before);
    snapshot = "short";
    CHECK(post().status == 303);
    CHECK(kept() == "short");
}

TEST_CASE("only the snapshot becomes the draft") {
    ScriptedSite site([](const Json& message) {
        Json reply = page("/fr/profil");
        if (message["kind"] == "press") {
            for (const auto& [key, value] : {std::pair("snapshot", "all"), std::pair("damaged", "")}) {
                reply["effects"].push_back(Json{{"effect", 1}, {"kind", "store"}, {"key", key}, {"value", value}});
            }
        }
        return reply;
    });
    CHECK(site.pages.handle(form_request("/fr/profil", "action=continue")).status == 200);
    std::string kept;
    soci::session session = site.database.reader();
    session << "SELECT snapshot FROM draft", soci::into(kept);
    CHECK(kept == "all");
}

TEST_CASE("an answer that is far too long is said not to be saved, and nothing of it is") {
    RealSite site;
    const std::string name(900'000, 'x');
    const ApiResponse posted =
        site.send(form_request("/fr/profil/identity", "first_name=" + name + "&action=continue"));
    CHECK(posted.status == 200);
    CHECK(posted.body.find(french_content().text("status.failed")) != std::string::npos);
    CHECK_FALSE(site.browser.has("passerelle-dev-draft"));
    CHECK(site.send(get_request("/fr/profil/identity")).body.find("xxxx") == std::string::npos);
}

TEST_CASE("a form that is refused is answered with a page") {
    RealSite site;
    site.send(form_request("/fr/profil/identity", "first_name=Sam&action=continue"));
    const auto check = [&](const ApiRequest& request, int status) {
        INFO(status);
        const ApiResponse response = site.send(request);
        CHECK(response.status == status);
        CHECK(response.header("content-type") == "text/html; charset=utf-8");
        CHECK(response.header("cache-control") == "no-store");
        CHECK(response.body.find("<!doctype html>") == 0);
        CHECK(response.body.find("<h1") != std::string::npos);
        CHECK(response.body.find("href=\"/fr/\"") != std::string::npos);
        CHECK(response.header("set-cookie").empty());
        return response;
    };
    ApiRequest request = form_request("/fr/profil/identity", "first_name=Eve&action=continue");
    request.headers["sec-fetch-site"] = "cross-site";
    check(request, 403);
    request = form_request("/profil", std::string(Api::longest_body + 1, 'a'));
    check(request, 413);
    request = form_request("/fr/profil/identity", "first_name=Eve&action=continue");
    request.headers["content-type"] = "text/plain";
    check(request, 415);
    request.method = "PUT";
    CHECK(check(request, 405).header("allow") == "GET, HEAD, POST");
    CHECK(site.send(get_request("/fr/profil/identity")).body.find("value=\"Sam\"") != std::string::npos);

    request = json_request("POST", "/api/v1/session", Json::object());
    request.headers["sec-fetch-site"] = "cross-site";
    CHECK(site.send(request).header("content-type") == "application/problem+json");
}

TEST_CASE("signing in without scripts counts for the visitor's address") {
    RealSite site;
    const auto sign_in = [&](const char* password, const char* client) {
        ApiRequest request =
            form_request("/fr/compte", "account_email=sam%40example.org&account_password=" + std::string(password) +
                                           "&action=sign-in");
        request.client = client;
        return site.site.handle(request);
    };
    const Json right{{"email", "sam@example.org"}, {"password", "un-deux-trois"}};
    REQUIRE(site.api.handle(json_request("POST", "/api/v1/account", right)).status == 201);
    for (int at = 0; at < 10; ++at) CHECK(sign_in("un-deux-quatre", "192.0.2.1").status == 200);
    CHECK(sign_in("un-deux-trois", "192.0.2.1").body.find(french_content().text("account.error.too-many")) !=
          std::string::npos);
    CHECK(sign_in("un-deux-trois", "192.0.2.2").status == 303);
}

TEST_CASE("a core that keeps asking is stopped") {
    int asked = 0;
    ScriptedSite site([&](const Json&) {
        Json reply = page("/fr/");
        reply["effects"] = Json::array({Json{{"effect", ++asked}, {"kind", "load_pack"}, {"name", "skills"}}});
        return reply;
    });
    CHECK(site.pages.handle(get_request("/fr/")).status == 200);
    CHECK(asked < 100);
}

TEST_CASE("a file that the core gives is sent as one") {
    ScriptedSite site([](const Json& message) {
        Json reply = page("/fr/envoyer");
        if (message["kind"] == "press") {
            reply["effects"] = Json::array({Json{{"effect", 1},
                                                 {"kind", "download"},
                                                 {"name", "profil\".json"},
                                                 {"media_type", "application/json"},
                                                 {"text", "{}"}}});
        }
        return reply;
    });
    const ApiResponse response = site.pages.handle(form_request("/fr/envoyer", "action=export"));
    CHECK(response.status == 200);
    CHECK(response.body == "{}");
    CHECK(response.header("content-disposition") == "attachment; filename=\"profil_.json\"");
}

TEST_CASE("every answer carries the security headers") {
    RealSite site;
    for (const char* path : {"/", "/fr/", "/fr/nulle-part", "/api/v1/health", "/assets/none.js", "/robots.txt"}) {
        INFO(path);
        const ApiResponse response = site.send(get_request(path));
        const std::string policy(response.header("content-security-policy"));
        CHECK(policy.find("default-src 'none'") == 0);
        CHECK(policy.find("require-trusted-types-for 'script'; trusted-types passerelle") != std::string::npos);
        CHECK(policy.find("unsafe-inline") == std::string::npos);
        CHECK(policy.find("'unsafe-eval'") == std::string::npos);
        CHECK(response.header("x-content-type-options") == "nosniff");
        CHECK(response.header("referrer-policy") == "same-origin");
        CHECK(response.header("cross-origin-opener-policy") == "same-origin");
        CHECK_FALSE(response.header("permissions-policy").empty());
    }
}

TEST_CASE("a page that does not exist says so to machines too") {
    RealSite site;
    CHECK(site.send(get_request("/fr/nulle-part")).status == 404);
    CHECK(site.send(get_request("/xx/profil")).status == 404);
    CHECK(site.send(get_request("/fr/profil")).status == 200);
    CHECK(site.send(get_request("/fr/profil?vue=atelier")).status == 200);
}

TEST_CASE("without scripts a person fills in a page, finds it again, and it is kept for two hours") {
    RealSite site;
    const ApiResponse first = site.send(get_request("/fr/profil/identity"));
    REQUIRE(first.status == 200);
    CHECK(first.body.find("name=\"first_name\"") != std::string::npos);
    CHECK(first.body.find("/assets/style.css") != std::string::npos);
    CHECK_FALSE(site.browser.has("passerelle-dev-draft"));

    const ApiResponse posted = site.send(form_request(
        "/fr/profil/identity",
        "first_name=H%C3%A9l%C3%A8ne&birth_date.day=27&birth_date.month=3&birth_date.year=2002&action=continue"));
    CHECK(posted.status == 303);
    CHECK(posted.header("location") == "/fr/profil/situation");
    CHECK(site.browser.has("passerelle-dev-draft"));

    const ApiResponse again = site.send(get_request("/fr/profil/identity", noon_ms + draft_idle_ms - 1000));
    CHECK(again.body.find("Hélène") != std::string::npos);
    CHECK(again.body.find("2002") != std::string::npos);
    // That look was a use.
    const std::int64_t later_ms = noon_ms + 2 * draft_idle_ms - 2000;
    CHECK(site.send(get_request("/fr/profil/identity", later_ms)).body.find("Hélène") != std::string::npos);
    const ApiResponse after = site.send(get_request("/fr/profil/identity", later_ms + draft_idle_ms));
    CHECK(after.status == 200);
    CHECK(after.body.find("Hélène") == std::string::npos);
}

TEST_CASE("without scripts an error is shown on the page that was posted") {
    RealSite site;
    const ApiResponse posted = site.send(form_request(
        "/fr/profil/identity", "birth_date.day=31&birth_date.month=2&birth_date.year=2002&action=continue"));
    CHECK(posted.status == 200);
    CHECK(posted.body.find("31") != std::string::npos);
    CHECK(posted.body.find(french_content().text("error.date-impossible")) != std::string::npos);
}

TEST_CASE("without scripts a person opens an account and what was filled in is on the service's disk") {
    RealSite site;
    site.send(form_request("/fr/profil/identity", "first_name=Sam&action=continue"));
    const ApiResponse posted = site.send(form_request(
        "/fr/compte", "account_email=sam%40example.org&account_password=un+deux+trois&action=create-account"));
    CHECK(posted.status == 303);
    CHECK(posted.header("location") == "/fr/envoyer");
    CHECK(site.browser.has("passerelle-dev"));
    ApiRequest request =
        json_request("POST", "/api/v1/sync",
                     Json{{"device", "33333333333333333333333333333333"}, {"revision", 0}, {"changes", Json::array()}});
    const auto reply = parse_json(site.send(request).body);
    REQUIRE(reply);
    INFO(reply->dump());
    CHECK((*reply)["document"]["answers"]["first_name"]["value"] == "Sam");
    CHECK((*reply)["received"]["number"] == 1);
    CHECK(site.send(get_request("/fr/envoyer")).status == 200);

    Browser stranger;
    std::swap(site.browser, stranger);
    CHECK(site.send(get_request("/fr/profil/identity")).body.find("value=\"Sam\"") == std::string::npos);
}
