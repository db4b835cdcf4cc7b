#include "sync/document.hpp"

#include <algorithm>
#include <optional>

namespace passerelle {

namespace {

struct Merge {
    Document& document;
    const Change& change;
    std::int64_t revision;

    // Had the person seen what `writer` wrote, or is `writer` the same device at an earlier time?
    [[nodiscard]] bool knows(const Writer& writer) const {
        return writer.revision <= change.base_revision || writer.clock.device == change.clock.device;
    }
    // A later edit of the same device is already there: this one arrives late and says nothing new.
    [[nodiscard]] bool overtaken_by(const Writer& writer) const {
        return writer.revision > change.base_revision && writer.clock.device == change.clock.device &&
               change.clock.before(writer.clock);
    }
    [[nodiscard]] Writer me() const { return Writer{change.clock, revision}; }

    Applied changed() const {
        document.revision = std::max(document.revision, revision);
        return Applied{true};
    }
    Outcome conflict(Json theirs, const Writer& writer) const;
    Outcome set_field(const Path& path) const;
    Outcome remove_item(const Path& path) const;
    Outcome place_item(const Path& path) const;
    [[nodiscard]] Outcome decide() const;
};

std::string item_path_of(const Path& path) {
    return Path{path.list, path.item, {}}.text();
}

Json describe(const Item& item) {
    Json fields = Json::object();
    for (const auto& [name, field] : item.fields) {
        if (!field.value.is_null()) fields[name] = field.value;
    }
    return Json{{"position", item.position}, {"fields", std::move(fields)}};
}

Outcome Merge::conflict(Json theirs, const Writer& writer) const {
    // One open conflict a path and a device: a later edit of the same device replaces what it said before.
    for (Conflict& open : document.conflicts) {
        if (open.path != change.path || open.mine_clock.device != change.clock.device) continue;
        if (open.id == change.id) return open;
        if (change.clock.before(open.mine_clock)) return Applied{false};
        open = Conflict{change.id, change.path, change.value, std::move(theirs), change.clock, writer.clock, revision};
        changed();
        return open;
    }
    document.conflicts.push_back(
        Conflict{change.id, change.path, change.value, std::move(theirs), change.clock, writer.clock, revision});
    changed();
    return document.conflicts.back();
}

Outcome Merge::set_field(const Path& path) const {
    if (!path.list.empty()) {
        const std::string item_path = item_path_of(path);
        const auto grave = document.removed.find(item_path);
        if (grave != document.removed.end()) {
            if (change.value.is_null() || overtaken_by(grave->second)) return Applied{false};
            if (!knows(grave->second)) return conflict(nullptr, grave->second);
            document.removed.erase(grave);  // put back by somebody who knew that it was gone
        }
    }
    const Field* current = document.profile.field(path);
    const Json value = current == nullptr ? Json() : current->value;
    if (value == change.value) return Applied{false};
    const auto writer = document.writers.find(change.path);
    if (writer != document.writers.end()) {
        if (overtaken_by(writer->second)) return Applied{false};
        if (!knows(writer->second)) return conflict(value, writer->second);
    }
    document.profile.set(path, change.value, revision);
    document.writers[change.path] = me();
    return changed();
}

Outcome Merge::remove_item(const Path& path) const {
    const std::string fields_of = change.path + "/";
    const auto first = document.writers.lower_bound(fields_of);
    auto last = first;
    const Writer* stranger = nullptr;
    bool own_later_edit = false;
    for (; last != document.writers.end() && last->first.compare(0, fields_of.size(), fields_of) == 0; ++last) {
        if (!knows(last->second)) stranger = &last->second;
        if (overtaken_by(last->second)) own_later_edit = true;
    }
    const Item* item = document.profile.item(path.list, path.item);
    if (item != nullptr && stranger != nullptr) return conflict(describe(*item), *stranger);
    if (item != nullptr && own_later_edit) return Applied{false};
    const auto grave = document.removed.find(change.path);
    if (item == nullptr && grave != document.removed.end()) return Applied{false};
    document.profile.remove_item(path.list, path.item);
    document.writers.erase(first, last);
    document.writers.erase(change.path);
    document.removed[change.path] = me();
    return changed();
}

Outcome Merge::place_item(const Path& path) const {
    const auto position = integer_member(change.value, "position");
    if (!position) return Refused{Error{"change-item-shape", change.path, "an item is {\"position\":n} or null"}};
    const auto grave = document.removed.find(change.path);
    if (grave != document.removed.end()) {
        // Moving what somebody else has removed is not worth a question.
        if (overtaken_by(grave->second) || !knows(grave->second)) return Applied{false};
        document.removed.erase(grave);
    }
    const auto writer = document.writers.find(change.path);
    const Item* item = document.profile.item(path.list, path.item);
    if (writer != document.writers.end() && change.clock.before(writer->second.clock)) return Applied{false};
    if (item != nullptr && item->position == *position) return Applied{false};
    if (item == nullptr) {
        document.profile.put_item(path.list, Item{path.item, *position, {}});
    } else {
        document.profile.move_item(path.list, path.item, *position);
    }
    document.writers[change.path] = me();
    return changed();
}

Outcome Merge::decide() const {
    const auto path = Path::parse(change.path);
    if (!path) return Refused{Error{"change-path-unknown", change.path, "not a path"}};
    if (!path->field.empty()) return set_field(*path);
    if (change.value.is_null()) return remove_item(*path);
    return place_item(*path);
}

Json writers_to_json(const std::map<std::string, Writer, std::less<>>& writers) {
    Json json = Json::object();
    for (const auto& [path, writer] : writers) {
        json[path] = Json{{"clock", to_json(writer.clock)}, {"revision", writer.revision}};
    }
    return json;
}

std::optional<Error> read_writers(const Json& json, std::string_view name,
                                  std::map<std::string, Writer, std::less<>>& writers) {
    for (const auto& [path, entry] : object_member(json, name).items()) {
        const std::string field = std::string(name) + "/" + path;
        const auto revision = integer_member(entry, "revision");
        auto clock = clock_from_json(object_member(entry, "clock"), field);
        if (!clock) return clock.error();
        if (!revision) return Error{"sync-shape", field, "no revision"};
        writers[path] = Writer{*std::move(clock), *revision};
    }
    return std::nullopt;
}

}  // namespace

Outcome apply(Document& document, const Change& change, std::int64_t revision) {
    if (change.kind != Change::set_kind) return Kept{};
    const Outcome outcome = Merge{document, change, revision}.decide();
    if (change.resolves.empty() || std::holds_alternative<Refused>(outcome)) return outcome;
    const auto count =
        std::erase_if(document.conflicts, [&](const Conflict& open) { return open.id == change.resolves; });
    if (count > 0) document.revision = std::max(document.revision, revision);
    return outcome;
}

Json to_json(const Document& document) {
    Json conflicts = Json::array();
    for (const Conflict& conflict : document.conflicts) conflicts.push_back(to_json(conflict));
    return Json{{"profile", to_json(document.profile)},
                {"revision", document.revision},
                {"writers", writers_to_json(document.writers)},
                {"removed", writers_to_json(document.removed)},
                {"conflicts", std::move(conflicts)}};
}

Result<Document> document_from_json(const Json& json) {
    Document document;
    const Json* profile = member(json, "profile");
    const auto revision = integer_member(json, "revision");
    if (profile == nullptr || !revision) return Error{"sync-shape", "document", "lacks profile or revision"};
    auto read = profile_from_json(*profile);
    if (!read) return read.error();
    document.profile = *std::move(read);
    document.revision = *revision;
    if (auto error = read_writers(json, "writers", document.writers)) return *error;
    if (auto error = read_writers(json, "removed", document.removed)) return *error;
    for (const Json& entry : array_member(json, "conflicts")) {
        auto conflict = conflict_from_json(entry, "conflicts");
        if (!conflict) return conflict.error();
        document.conflicts.push_back(*std::move(conflict));
    }
    return document;
}

}  // namespace passerelle
