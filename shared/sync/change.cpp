#include "sync/change.hpp"

#include <algorithm>
#include <array>

#include "profile/profile.hpp"

namespace passerelle {

namespace {

constexpr std::array known_members{"id", "kind", "path", "value", "base_revision", "clock", "resolves"};

std::string below(std::string_view field, std::string_view name) {
    return field.empty() ? std::string(name) : std::string(field) + "/" + std::string(name);
}

// Ids travel in paths and in the database: letters, digits, hyphen, underscore.
bool is_id(std::string_view text, std::size_t longest) {
    return !text.empty() && text.size() <= longest && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
}

std::optional<Error> check_item(const Change& change, const Path& path, const Section& section) {
    if (!section.is_list) return Error{"change-path-unknown", change.path, "no such list"};
    if (!path.field.empty() || change.value.is_null()) return std::nullopt;
    const auto position = integer_member(change.value, "position");
    if (!position || change.value.size() != 1 || *position < 0 || *position > 1'000'000) {
        return Error{"change-item-shape", change.path, "an item is {\"position\": 0 or more} or null"};
    }
    return std::nullopt;
}

}  // namespace

bool is_change_id(std::string_view text) {
    return is_id(text, 128);
}

Json to_json(const Change& change) {
    Json json = change.extra;
    json["id"] = change.id;
    json["kind"] = change.kind;
    json["path"] = change.path;
    json["value"] = change.value;
    json["base_revision"] = change.base_revision;
    json["clock"] = to_json(change.clock);
    if (!change.resolves.empty()) json["resolves"] = change.resolves;
    return json;
}

Result<Change> change_from_json(const Json& json, std::string_view field) {
    const auto wrong = [&](std::string_view name, std::string message) {
        return Error{"sync-shape", name.empty() ? std::string(field) : below(field, name), std::move(message)};
    };
    if (!json.is_object()) return wrong("", "a change is an object");
    Change change;
    const auto id = string_member(json, "id");
    if (!id || !is_change_id(*id)) return wrong("id", "1 to 128 letters, digits, - or _");
    change.id = *id;
    const auto kind = string_member(json, "kind");
    if (!kind || !is_id(*kind, 64)) return wrong("kind", "1 to 64 letters, digits, - or _");
    change.kind = *kind;
    const auto path = string_member(json, "path");
    if (!path || path->size() > 200) return wrong("path", "a text of at most 200 bytes");
    change.path = *path;
    const Json* value = member(json, "value");
    if (value == nullptr) return wrong("value", "is missing; null clears");
    change.value = *value;
    const auto base = integer_member(json, "base_revision");
    if (!base || *base < 0) return wrong("base_revision", "a whole number, 0 at least");
    change.base_revision = *base;
    const Json* clock = member(json, "clock");
    if (clock == nullptr) return wrong("clock", "is missing");
    auto read = clock_from_json(*clock, below(field, "clock"));
    if (!read) return read.error();
    change.clock = *std::move(read);
    if (const Json* resolves = member(json, "resolves"); resolves != nullptr) {
        if (!resolves->is_string()) return wrong("resolves", "the id of a conflict");
        change.resolves = as_string(*resolves);
    }
    for (const auto& [name, kept] : json.items()) {
        if (std::find(known_members.begin(), known_members.end(), name) == known_members.end()) {
            change.extra[name] = kept;
        }
    }
    return change;
}

Json to_json(const Conflict& conflict) {
    return Json{{"id", conflict.id},
                {"path", conflict.path},
                {"mine", conflict.mine},
                {"theirs", conflict.theirs},
                {"mine_clock", to_json(conflict.mine_clock)},
                {"theirs_clock", to_json(conflict.theirs_clock)},
                {"revision", conflict.revision}};
}

Result<Conflict> conflict_from_json(const Json& json, std::string_view field) {
    Conflict conflict;
    const auto id = string_member(json, "id");
    const auto path = string_member(json, "path");
    const auto revision = integer_member(json, "revision");
    const Json* mine = member(json, "mine");
    const Json* theirs = member(json, "theirs");
    const Json* mine_clock = member(json, "mine_clock");
    const Json* theirs_clock = member(json, "theirs_clock");
    if (!id || !path || !revision || mine == nullptr || theirs == nullptr || mine_clock == nullptr ||
        theirs_clock == nullptr) {
        return Error{"sync-shape", std::string(field), "a conflict lacks a member"};
    }
    auto first = clock_from_json(*mine_clock, below(field, "mine_clock"));
    if (!first) return first.error();
    auto second = clock_from_json(*theirs_clock, below(field, "theirs_clock"));
    if (!second) return second.error();
    return Conflict{*id, *path, *mine, *theirs, *std::move(first), *std::move(second), *revision};
}

std::optional<Error> check(const Change& change, const Content& content, CivilDate today) {
    if (change.kind != Change::set_kind) return std::nullopt;
    const Error unknown{"change-path-unknown", change.path, "no question of this name"};
    const auto path = Path::parse(change.path);
    if (!path) return unknown;
    if (path->list.empty()) {
        for (const Section& section : content.sections()) {
            if (section.is_list) continue;
            const Question* question = content.question(section.id, path->field);
            if (question == nullptr) continue;
            if (change.value.is_null()) return std::nullopt;
            auto error = validate(*question, change.value, today);
            if (error) error->field = change.path;
            return error;
        }
        return unknown;
    }
    const Section* section = content.section(path->list);
    if (section == nullptr) return unknown;
    if (auto error = check_item(change, *path, *section)) return error;
    if (path->field.empty()) return std::nullopt;
    const Question* question = content.question(section->id, path->field);
    if (question == nullptr) return unknown;
    if (change.value.is_null()) return std::nullopt;
    auto error = validate(*question, change.value, today);
    if (error) error->field = change.path;
    return error;
}

}  // namespace passerelle
