#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <fstream>

#include "store/documents.hpp"
#include "store/drafts.hpp"
#include "store/expiry.hpp"
#include "unit/server/api_support.hpp"

using namespace passerelle;
using namespace passerelle::test;

namespace {

const std::string phone = "11111111111111111111111111111111";

Json change(const std::string& id, const std::string& path, const Json& value) {
    return Json{{"id", id},           {"kind", "set"},
                {"path", path},       {"value", value},
                {"base_revision", 0}, {"clock", {{"wall_ms", noon_ms}, {"counter", 0}, {"device", phone}}}};
}

Json sync_body(const Json& changes) {
    return Json{{"device", phone}, {"revision", 0}, {"changes", changes}};
}

ApiResponse sign_up(Api& api, Browser& browser) {
    const Json body{{"email", "sam@example.org"}, {"password", "un deux trois"}};
    const ApiResponse response = api.handle(json_request("POST", "/api/v1/account", body));
    browser.take_cookies(response);
    return response;
}

ApiResponse sync(Api& api, const Browser& browser, const Json& changes, std::int64_t now_ms = noon_ms) {
    ApiRequest request = json_request("POST", "/api/v1/sync", sync_body(changes), now_ms);
    browser.send_cookies(request);
    return api.handle(request);
}

}  // namespace

TEST_CASE("the database is in WAL mode, writes through to the disk, and only its owner reads it") {
    TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "with a space.sqlite";
    Database database(file);
    soci::session session = database.reader();
    std::string mode;
    int synchronous = 0;
    session << "PRAGMA journal_mode", soci::into(mode);
    session << "PRAGMA synchronous", soci::into(synchronous);
    CHECK(mode == "wal");
    CHECK(synchronous == 2);
    using std::filesystem::perms;
    CHECK((std::filesystem::status(file).permissions() & (perms::group_all | perms::others_all)) == perms::none);
}

TEST_CASE("opening a database again changes nothing, and one of a newer version is refused") {
    TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "passerelle.sqlite";
    { const Database first(file); }
    {
        Database second(file);
        soci::session session = second.reader();
        session << "INSERT INTO migration (number) VALUES (1000)";
    }
    CHECK_THROWS_AS(Database(file), std::runtime_error);
}

TEST_CASE("a transaction that is not committed leaves nothing") {
    TemporaryFolder folder;
    Database database(folder.path() / "passerelle.sqlite");
    {
        Database::Transaction transaction(database.pool());
        CHECK(create_account(transaction.session(), "sam@example.org", "hash", noon_ms));
    }
    soci::session session = database.reader();
    CHECK_FALSE(find_account(session, "sam@example.org"));
}

TEST_CASE("a draft ends after two hours without use") {
    TemporaryFolder folder;
    Database database(folder.path() / "passerelle.sqlite");
    soci::session session = database.reader();
    save_draft(session, "token", Draft{phone, "{}", 0}, noon_ms);
    CHECK(find_draft(session, "token", noon_ms + draft_idle_ms - 1));
    CHECK_FALSE(find_draft(session, "token", noon_ms + draft_idle_ms));
    CHECK_FALSE(find_draft(session, "another", noon_ms));
    delete_old_drafts(session, noon_ms + draft_idle_ms);
    CHECK_FALSE(find_draft(session, "token", noon_ms));
}

TEST_CASE("the drafts that were used longest ago make room") {
    TemporaryFolder folder;
    Database database(folder.path() / "passerelle.sqlite");
    soci::session session = database.reader();
    for (const std::int64_t age : {3, 1, 2, 0}) {
        save_draft(session, std::to_string(age), Draft{phone, "{}", 0}, noon_ms - age);
    }
    delete_drafts_beyond(session, 4);
    CHECK(find_draft(session, "3", noon_ms));
    delete_drafts_beyond(session, 2);
    CHECK(find_draft(session, "0", noon_ms));
    CHECK(find_draft(session, "1", noon_ms));
    CHECK_FALSE(find_draft(session, "2", noon_ms));
    CHECK_FALSE(find_draft(session, "3", noon_ms));
}

TEST_CASE("what has expired is deleted without anybody writing, and its bytes are gone from the disk") {
    Service service;
    Browser browser;
    REQUIRE(sign_up(service.api, browser).status == 201);
    const std::string secret = "a name that stands nowhere else";
    {
        soci::session session = service.database.reader();
        save_draft(session, "old", Draft{phone, secret, 0}, noon_ms);
        save_draft(session, "new", Draft{phone, "{}", 0}, noon_ms + 1);
    }
    const auto bytes = [&] {
        std::string all;
        for (const auto& entry : std::filesystem::directory_iterator(service.folder.path())) {
            std::ifstream file(entry.path(), std::ios::binary);
            all.append(std::istreambuf_iterator<char>(file), {});
        }
        return all;
    };
    const auto count = [&](const std::string& table) {
        soci::session session = service.database.reader();
        int rows = -1;
        session << "SELECT COUNT(*) FROM " + table, soci::into(rows);
        return rows;
    };
    delete_expired(service.database, noon_ms + draft_idle_ms - 1);
    CHECK(count("draft") == 2);
    CHECK(bytes().find(secret) != std::string::npos);
    delete_expired(service.database, noon_ms + draft_idle_ms);
    CHECK(count("draft") == 1);
    CHECK(count("session") == 1);
    CHECK(bytes().find(secret) == std::string::npos);
    delete_expired(service.database, noon_ms + session_idle_ms);
    CHECK(count("draft") == 0);
    CHECK(count("session") == 0);
    CHECK(count("account") == 1);
}

TEST_CASE("a clock years ahead is not believed, and what it stamped is taken") {
    Service service;
    Browser browser;
    sign_up(service.api, browser);
    Json wrong = change("c1", "work", "none");
    wrong["clock"]["wall_ms"] = noon_ms + 100'000'000'000;
    wrong["clock"]["counter"] = 7;
    Json again = change("c2", "work", "student");
    again["clock"]["wall_ms"] = noon_ms + 100'000'000'001;
    const auto reply = parse_json(sync(service.api, browser, Json::array({wrong, again})).body);
    REQUIRE(reply);
    CHECK((*reply)["results"][0]["status"] == "applied");
    CHECK((*reply)["results"][1]["status"] == "applied");
    CHECK((*reply)["document"]["answers"]["work"]["value"] == "student");
    // Another device that has not seen it asks, and the question does not say that it was written in years.
    Json other = change("t1", "work", "part_time");
    other["clock"]["device"] = std::string(32, '2');
    const auto asked = parse_json(sync(service.api, browser, Json::array({other})).body);
    REQUIRE((*asked)["conflicts"].size() == 1);
    CHECK((*asked)["conflicts"][0]["theirs_clock"]["wall_ms"] == noon_ms + 86'400'000);
}

TEST_CASE("an id that comes again with something else is refused, and nothing is taken for it") {
    Service service;
    Browser browser;
    sign_up(service.api, browser);
    static_cast<void>(sync(service.api, browser, Json::array({change("c1", "work", "none")})));
    const auto reply = parse_json(sync(service.api, browser, Json::array({change("c1", "work", "student")})).body);
    REQUIRE(reply);
    CHECK((*reply)["results"][0]["code"] == "id-reused");
    CHECK((*reply)["document"]["answers"]["work"]["value"] == "none");
}

TEST_CASE("a session ends after thirty days without use, and use keeps it alive") {
    Service service;
    Browser browser;
    REQUIRE(sign_up(service.api, browser).status == 201);
    const std::int64_t later_ms = noon_ms + session_idle_ms - 1000;
    CHECK(sync(service.api, browser, Json::array({change("c1", "work", "none")}), later_ms).status == 200);
    CHECK(sync(service.api, browser, Json::array(), later_ms + session_idle_ms - 1000).status == 200);
    CHECK(sync(service.api, browser, Json::array(), later_ms + 2 * session_idle_ms).status == 401);
}

TEST_CASE("no password and no token stands in the database") {
    TemporaryFolder folder;
    REQUIRE(start_cryptography());
    Browser browser;
    std::string token;
    {
        Database database(folder.path() / "passerelle.sqlite");
        Api api(database, french_content(), ApiSettings{});
        const ApiResponse response = sign_up(api, browser);
        const std::string_view line = response.header("set-cookie");
        token = line.substr(line.find('=') + 1, 64);
    }
    std::string bytes;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
        std::ifstream file(entry.path(), std::ios::binary);
        bytes.append(std::istreambuf_iterator<char>(file), {});
    }
    CHECK(bytes.find("sam@example.org") != std::string::npos);
    CHECK(bytes.find("$argon2id$") != std::string::npos);
    CHECK(bytes.find("un deux trois") == std::string::npos);
    CHECK(bytes.find(token) == std::string::npos);
}

TEST_CASE("what was answered with 200 is there after the process was killed") {
    TemporaryFolder folder;
    REQUIRE(start_cryptography());
    const std::filesystem::path file = folder.path() / "passerelle.sqlite";
    static_cast<void>(french_content());
    std::array<int, 2> acknowledged{};
    REQUIRE(pipe(acknowledged.data()) == 0);
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        Database database(file);
        Api api(database, french_content(), ApiSettings{});
        Browser browser;
        sign_up(api, browser);
        for (unsigned char number = 0; number < 20; ++number) {
            const Json changes = Json::array({change(
                "c" + std::to_string(number), "wish/i" + std::to_string(number % 5), Json{{"position", number}})});
            if (sync(api, browser, changes).status != 200) break;
            if (write(acknowledged[1], &number, 1) != 1) break;
        }
        kill(getpid(), SIGKILL);
    }
    close(acknowledged[1]);
    unsigned char number = 0;
    int answers = 0;
    while (read(acknowledged[0], &number, 1) == 1) ++answers;
    close(acknowledged[0]);
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    CHECK(WIFSIGNALED(status));
    REQUIRE(answers == 20);

    Database database(file);
    soci::session session = database.reader();
    const auto account = find_account(session, "sam@example.org");
    REQUIRE(account);
    for (int at = 0; at < answers; ++at) {
        INFO(at);
        CHECK(find_change(session, account->id, "c" + std::to_string(at)));
    }
    CHECK(load_document(session, account->id).profile.items("wish").size() == 5);
    CHECK(last_receipt(session, account->id)->number == 20);
}

TEST_CASE("a stored document that can not be read is an error and stays as it is") {
    Service service;
    Browser browser;
    sign_up(service.api, browser);
    REQUIRE(sync(service.api, browser, Json::array({change("c1", "work", "none")})).status == 200);
    {
        soci::session session = service.database.reader();
        session << "UPDATE document SET body = '{broken'";
    }
    CHECK(sync(service.api, browser, Json::array({change("c2", "work", "student")})).status == 500);
    std::string body;
    soci::session session = service.database.reader();
    session << "SELECT body FROM document", soci::into(body);
    CHECK(body == "{broken");
    CHECK_FALSE(find_change(session, 1, "c2"));
}

TEST_CASE("a list takes as many items as its section allows") {
    Service service;
    Browser browser;
    sign_up(service.api, browser);
    const Section* skills = french_content().section("skills");
    REQUIRE(skills != nullptr);
    Json changes = Json::array();
    for (std::int32_t at = 0; at <= skills->max_items; ++at) {
        changes.push_back(change("c" + std::to_string(at), "skills/i" + std::to_string(at), Json{{"position", at}}));
    }
    const auto reply = parse_json(sync(service.api, browser, changes).body);
    REQUIRE(reply);
    const Json& results = array_member(*reply, "results");
    CHECK(results[static_cast<std::size_t>(skills->max_items) - 1]["status"] == "applied");
    CHECK(results.back()["code"] == "list-full");
}
