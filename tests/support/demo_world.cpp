#include "support/demo_world.hpp"

#include <cstdio>
#include <cstdlib>

#include "packs/make_packs.hpp"
#include "packs/region.hpp"
#include "support/content.hpp"

namespace passerelle::test {
namespace {

[[noreturn]] void give_up(const Error& error) {
    std::fprintf(stderr, "demo world: %s: %s (%s)\n", error.field.c_str(), error.message.c_str(), error.code.c_str());
    std::exit(EXIT_FAILURE);
}

const std::vector<NewPack>& demo_packs() {
    static const std::vector<NewPack> packs = [] {
        const Result<DemoRegion> region = read_demo_region(PASSERELLE_SOURCE_DIR "/shared/content/region");
        if (!region) give_up(region.error());
        Result<std::vector<NewPack>> made = make_demo_packs(*region, 1, 800, *CivilDate::parse("2025-11-01"));
        if (!made) give_up(made.error());
        return std::move(*made);
    }();
    return packs;
}

World make_world(bool with_packs) {
    World world;
    if (const Result<bool> loaded = world.load_pack("content", french_pack()); !loaded) give_up(loaded.error());
    if (with_packs)
        for (const NewPack& pack : demo_packs())
            if (const Result<bool> loaded = world.load_pack(pack_name(pack.name, pack.region), pack.bytes); !loaded)
                give_up(loaded.error());
    return world;
}

void gather(const Json& block, std::string& text) {
    for (const char* member_name : {"label", "value", "hint", "error"}) {
        const std::string words = string_or(block, member_name);
        if (!words.empty()) text += words + "\n";
    }
    for (const Json& option : array_member(block, "options")) gather(option, text);
    for (const Json& child : array_member(block, "children")) gather(child, text);
}

const Json* find_in(const Json& block, std::string_view role, std::string_view label) {
    if (string_or(block, "role", "group") == role && string_or(block, "label").rfind(label, 0) == 0) return &block;
    for (const Json& child : array_member(block, "children"))
        if (const Json* found = find_in(child, role, label)) return found;
    return nullptr;
}

}  // namespace

const World& demo_world(bool with_packs) {
    static const World full = make_world(true);
    static const World bare = make_world(false);
    return with_packs ? full : bare;
}

Visitor::Visitor(const World& world) : portal_(world) {}

Json Visitor::send(Json message) {
    message["now"] = now_ms;
    message["today"] = today;
    message["utc_offset"] = 60;
    return deliver(message);
}

Json Visitor::deliver(const Json& message) {
    now_ms += 1000;
    Result<Json> reply = parse_json(portal_.handle(dump_json(message)), 100);
    if (!reply) give_up(reply.error());
    for (const Json& effect : array_member(*reply, "effects")) {
        const std::string kind = string_or(effect, "kind");
        const std::int64_t id = integer_or(effect, "effect", 0);
        if (kind == "store") {
            if (storage_works) stored = string_or(effect, "value");
            send({{"kind", "result"}, {"effect", id}, {"ok", storage_works}});
        } else if (kind == "load_pack") {
            packs_asked.push_back(string_or(effect, "name"));
            // A region without offers has no pack, which is no failure.
            send({{"kind", "result"}, {"effect", id}, {"ok", packs_asked.back().starts_with("offers-")}});
        } else if (kind == "send") {
            sent.push_back(effect);
            if (!network_works) send({{"kind", "result"}, {"effect", id}, {"ok", false}});
        } else if (kind == "download") {
            downloads.push_back(effect);
        }
    }
    return *std::move(reply);
}

Json Visitor::start(std::string_view path, const Json& snapshot, std::string_view face) {
    return send({{"kind", "start"},
                 {"path", std::string(path)},
                 {"device", "0123456789abcdef0123456789abcdef"},
                 {"snapshot", snapshot},
                 {"face", std::string(face)},
                 {"online", true}});
}
Json Visitor::open(std::string_view path) {
    return send({{"kind", "open"}, {"path", std::string(path)}});
}
Json Visitor::change(const Json& fields) {
    return send({{"kind", "change"}, {"fields", fields}});
}
Json Visitor::press(std::string_view action, const Json& fields, std::string_view argument) {
    return send(
        {{"kind", "press"}, {"action", std::string(action)}, {"arg", std::string(argument)}, {"fields", fields}});
}
Json Visitor::type(std::string_view name, std::string_view text) {
    return send({{"kind", "type"}, {"name", std::string(name)}, {"text", std::string(text)}});
}

Json Visitor::page() {
    const Json reply = send({{"kind", "face"}, {"face", "blocks"}});
    send({{"kind", "face"}, {"face", "html"}});
    return object_member(reply, "blocks");
}

std::string Visitor::page_text() {
    std::string text;
    const Json whole = page();
    for (const char* region : {"header", "main", "footer"})
        for (const Json& block : array_member(whole, region)) gather(block, text);
    return text;
}

std::string Visitor::text_of(const Json& block) {
    std::string text;
    gather(block, text);
    return text;
}

Json Visitor::block(std::string_view id) {
    const auto with_id = [&](const Json& block, const auto& again) -> const Json* {
        if (string_or(block, "id") == id) return &block;
        for (const Json& child : array_member(block, "children"))
            if (const Json* found = again(child, again)) return found;
        return nullptr;
    };
    const Json whole = page();
    for (const Json& block : array_member(whole, "main"))
        if (const Json* found = with_id(block, with_id)) return *found;
    return nullptr;
}

Json Visitor::find(std::string_view role, std::string_view label) {
    const Json whole = page();
    for (const char* region : {"header", "main", "footer"})
        for (const Json& block : array_member(whole, region))
            if (const Json* found = find_in(block, role, label)) return *found;
    return nullptr;
}

}  // namespace passerelle::test
