#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>

#include "api/http_server.hpp"
#include "api/portal_cores.hpp"
#include "api/site.hpp"
#include "auth/password.hpp"
#include "commands.hpp"
#include "store/expiry.hpp"

namespace passerelle {

namespace {

struct Options {
    std::filesystem::path data;
    std::filesystem::path assets;
    std::filesystem::path packs;
    std::filesystem::path content;
    std::string address = "127.0.0.1";
    int port = 8080;
    bool demo = false;
    bool https = false;
    bool proxy = false;
};

constexpr const char* usage_text =
    "usage: passerelle serve --data DIR --assets DIR --packs DIR --content DIR [--port N] [--demo]\n"
    "  --data     the database (made if it is not there)\n"
    "  --assets   what the web build writes: scripts, styles, the core\n"
    "  --packs    packs and their manifest.json\n"
    "  --content  content packs, content-<language>.json\n"
    "  --port     8080 unless told; 0: any that is free\n"
    "  --address  127.0.0.1 unless told\n"
    "  --https    a proxy in front speaks HTTPS: Secure cookies with the __Host- prefix\n"
    "  --proxy    a proxy in front adds its client's address to X-Forwarded-For; only the last one there is believed\n"
    "             (without it, the limits on attempts take all who come through a proxy for one)\n"
    "  --demo     makes the demo accounts and prints them\n";

bool read_options(int argc, const char* const* argv, Options& options) {
    std::string port;
    const std::map<std::string_view, std::string*> texts{{"--port", &port}, {"--address", &options.address}};
    const std::map<std::string_view, std::filesystem::path*> folders{{"--data", &options.data},
                                                                     {"--assets", &options.assets},
                                                                     {"--packs", &options.packs},
                                                                     {"--content", &options.content}};
    for (int at = 0; at < argc; ++at) {
        const std::string_view name = argv[at];
        if (name == "--demo") {
            options.demo = true;
        } else if (name == "--https") {
            options.https = true;
        } else if (name == "--proxy") {
            options.proxy = true;
        } else if (at + 1 < argc && texts.contains(name)) {
            *texts.at(name) = argv[++at];
        } else if (at + 1 < argc && folders.contains(name)) {
            *folders.at(name) = argv[++at];
        } else {
            return false;
        }
    }
    if (!port.empty()) {
        char* end = nullptr;
        const long number = std::strtol(port.c_str(), &end, 10);
        if (*end != '\0' || number < 0 || number > 65535) return false;
        options.port = static_cast<int>(number);
    }
    return !options.data.empty() && !options.assets.empty() && !options.packs.empty() && !options.content.empty();
}

struct DemoAccount {
    const char* email;
    const char* password;
};
constexpr DemoAccount demo_accounts[] = {
    {"camille@demo.example", "demo-camille"},
    {"sacha@demo.example", "demo-sacha"},
};

void make_demo_accounts(Database& database, std::int64_t now_ms) {
    for (const DemoAccount& demo : demo_accounts) {
        bool there = false;
        {
            soci::session session = database.reader();
            there = find_account(session, demo.email).has_value();
        }
        if (!there) {
            const auto hash = hash_password(demo.password);
            if (!hash) continue;
            Database::Transaction transaction(database.pool());
            if (create_account(transaction.session(), demo.email, *hash, now_ms)) transaction.commit();
        }
        std::printf("demo account: %s password: %s\n", demo.email, demo.password);
    }
}

std::int64_t clock_ms() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

// An absent file is an empty object: the server starts without packs or scripts, with what there is.
Json read_json_file(const std::filesystem::path& path) {
    const auto text = read_whole_file(path);
    if (!text) return Json::object();
    auto json = parse_json(*text);
    if (!json) {
        std::fprintf(stderr, "passerelle serve: %s is not JSON\n", path.c_str());
        return Json::object();
    }
    return *std::move(json);
}

}  // namespace

int serve_command(int argc, const char* const* argv) {
    Options options;
    if (!read_options(argc, argv, options)) {
        std::fputs(usage_text, stderr);
        return 2;
    }
    if (!start_cryptography()) {
        std::fputs("passerelle serve: no source of randomness\n", stderr);
        return 1;
    }
    std::filesystem::create_directories(options.data);
    Database database(options.data / "passerelle.sqlite");
    StaticFiles files(options.assets, options.packs);
    const Json manifest = public_manifest(read_json_file(options.packs / "manifest.json"));
    files.add("/packs/manifest.json", dump_json(manifest));
    const auto cores =
        PortalCores::load(options.content, files, manifest, read_json_file(options.assets / "document.json"));
    if (!cores) {
        std::fprintf(stderr, "passerelle serve: %s %s\n", cores.error().code.c_str(), cores.error().message.c_str());
        return 1;
    }
    Api api(database, (*cores)->content(), ApiSettings{options.https, manifest});
    Pages pages(database, api, **cores, options.https);
    const Site site(files, api, pages, options.https);
    if (options.demo) make_demo_accounts(database, 0);
    HttpSettings http;
    http.address = options.address;
    http.housekeeping = [&database] {
        try {
            delete_expired(database, clock_ms());
        } catch (const std::exception& failure) {
            // Of the database: tried again the next time.
            std::fprintf(stderr, "passerelle serve: expired data stays: %s\n", failure.what());
        }
    };
    http.behind_proxy = options.proxy;
    http.port = static_cast<std::uint16_t>(options.port);
    run_http_server(site, http, [&](std::uint16_t port) {
        std::printf("listening on http://%s:%u\n", options.address.c_str(), static_cast<unsigned>(port));
        std::fflush(stdout);
    });
    return 0;
}

}  // namespace passerelle
