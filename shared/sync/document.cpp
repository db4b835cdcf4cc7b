#include "sync/document.hpp"

#include <algorithm>
#include <optional>

#include "base/text.hpp"
#include "profile/item_json.hpp"

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
    [[nodiscard]] const Writer* stranger_among(const std::vector<Writer>& writers) const {
        const auto found = std::find_if(writers.begin(), writers.end(), [&](const Writer& one) { return !knows(one); });
        return found == writers.end() ? nullptr : &*found;
    }
    [[nodiscard]] bool overtaken_by(const std::vector<Writer>& writers) const {
        return std::any_of(writers.begin(), writers.end(), [&](const Writer& one) { return overtaken_by(one); });
    }
    // Has the device said so here already, with this change or a later one?
    [[nodiscard]] bool is_heard_by(const std::vector<Writer>& writers) const {
        return std::any_of(writers.begin(), writers.end(), [&](const Writer& one) {
            return one.clock.device == change.clock.device && !one.clock.before(change.clock);
        });
    }
    [[nodiscard]] Writer me() const { return Writer{change.clock, revision}; }

    Applied changed() const {
        document.revision = std::max(document.revision, revision);
        return Applied{true};
    }
    Outcome conflict(Json theirs, const Writer& writer) const;
    void follow(const Path& path) const;
    void reopen(const Path& path, const std::string& item_path, Grave grave) const;
    void forget_old_graves() const;
    void agree(const Clock& clock) const;
    std::size_t withdraw() const;
    Applied say_the_same() const;
    Outcome set_field(const Path& path) const;
    Outcome write(const Path& path) const;
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
    for (Conflict& open : document.conflicts) {
        // One open conflict a path and a device: a later edit of the same device replaces what it said before.
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

// The document has moved on: open conflicts about this path, and about the item that it is part of, show what it says
// now. A side that now says the same asks nothing any more.
void Merge::follow(const Path& path) const {
    const std::string item_path = path.list.empty() || path.field.empty() ? std::string() : item_path_of(path);
    const Field* field = path.field.empty() ? nullptr : document.profile.field(path);
    const Json value = field == nullptr ? Json() : field->value;
    for (Conflict& open : document.conflicts) {
        if (open.path == change.path) {
            open.theirs = value;
        } else if (!item_path.empty() && open.path == item_path) {
            const Item* item = document.profile.item(path.list, path.item);
            open.theirs = item == nullptr ? Json() : describe(*item);
        } else {
            continue;
        }
        open.theirs_clock = change.clock;
    }
    if (path.field.empty()) return;
    std::erase_if(document.conflicts, [&](const Conflict& open) {
        if (open.path != change.path || open.mine != open.theirs) return false;
        if (open.mine_clock.device != change.clock.device) agree(open.mine_clock);
        return true;
    });
}

// The device says what stands at the change's path.
void Merge::agree(const Clock& clock) const {
    std::vector<Writer>& writers = document.writers[change.path];
    std::erase_if(writers, [&](const Writer& one) { return one.clock.device == clock.device; });
    writers.push_back(Writer{clock, revision});
}

// What somebody removed without knowing of this edit comes back as it was, and the removal becomes a question: as if
// the edit had come first.
void Merge::reopen(const Path& path, const std::string& item_path, Grave grave) const {
    document.removed.erase(item_path);
    document.profile.put_item(path.list, grave.item ? *std::move(grave.item) : Item{path.item, 0, {}});
    document.writers.merge(grave.writers);
    document.conflicts.push_back(
        Conflict{grave.change, item_path, nullptr, nullptr, grave.by.front().clock, change.clock, revision});
}

Outcome Merge::set_field(const Path& path) const {
    std::optional<std::string> reopened;
    if (!path.list.empty()) {
        const std::string item_path = item_path_of(path);
        const auto grave = document.removed.find(item_path);
        if (grave != document.removed.end()) {
            if (change.value.is_null() || overtaken_by(grave->second.by)) return Applied{false};
            if (stranger_among(grave->second.by) == nullptr) {
                document.removed.erase(grave);  // put back by somebody who knew that it was gone
            } else {
                reopened = grave->second.change;
                reopen(path, item_path, grave->second);
            }
        }
    }
    const Outcome outcome = write(path);
    if (!reopened) return outcome;
    follow(path);
    changed();
    const auto asked = std::find_if(document.conflicts.begin(), document.conflicts.end(),
                                    [&](const Conflict& open) { return open.id == *reopened; });
    return std::holds_alternative<Conflict>(outcome) ? outcome : Outcome(*asked);
}

// What the device said here before is no question any more: it has said something since.
std::size_t Merge::withdraw() const {
    return std::erase_if(document.conflicts, [&](const Conflict& open) {
        return open.path == change.path && open.mine_clock.device == change.clock.device &&
               open.mine_clock.before(change.clock);
    });
}

Applied Merge::say_the_same() const {
    const auto writers = document.writers.find(change.path);
    if (writers == document.writers.end()) return Applied{false};  // never written: clears what is clear
    if (overtaken_by(writers->second)) return Applied{false};
    if (withdraw() == 0 && is_heard_by(writers->second)) return Applied{false};
    agree(change.clock);
    return changed();
}

Outcome Merge::write(const Path& path) const {
    const Field* current = document.profile.field(path);
    const Json value = current == nullptr ? Json() : current->value;
    if (value == change.value) return say_the_same();
    if (const auto writers = document.writers.find(change.path); writers != document.writers.end()) {
        if (overtaken_by(writers->second)) return Applied{false};
        if (const Writer* stranger = stranger_among(writers->second)) return conflict(value, *stranger);
    }
    document.profile.set(path, change.value, revision);
    document.writers[change.path] = {me()};
    withdraw();
    follow(path);
    return changed();
}

Outcome Merge::remove_item(const Path& path) const {
    const std::string fields_of = change.path + "/";
    const auto first = document.writers.lower_bound(fields_of);
    auto last = first;
    const Writer* stranger = nullptr;
    bool own_later_edit = false;
    for (; last != document.writers.end() && last->first.compare(0, fields_of.size(), fields_of) == 0; ++last) {
        if (const Writer* one = stranger_among(last->second)) stranger = one;
        if (overtaken_by(last->second)) own_later_edit = true;
    }
    const Item* item = document.profile.item(path.list, path.item);
    if (item != nullptr && stranger != nullptr) return conflict(describe(*item), *stranger);
    if (item != nullptr && own_later_edit) return Applied{false};
    if (const auto grave = document.removed.find(change.path); item == nullptr && grave != document.removed.end()) {
        std::vector<Writer>& by = grave->second.by;
        if (is_heard_by(by)) return Applied{false};
        by.push_back(me());
        return changed();
    }
    Grave grave{{me()}, change.id, std::nullopt, Writers(first, last)};
    if (item != nullptr) grave.item = *item;
    if (const auto placed = document.writers.find(change.path); placed != document.writers.end())
        grave.writers.insert(*placed);
    document.profile.remove_item(path.list, path.item);
    document.writers.erase(first, last);
    document.writers.erase(change.path);
    document.removed[change.path] = std::move(grave);
    forget_old_graves();
    follow(path);
    return changed();
}

void Merge::forget_old_graves() const {
    std::vector<Grave*> full;
    for (auto& [path, grave] : document.removed) {
        if (grave.item) full.push_back(&grave);
    }
    if (full.size() <= Grave::most_with_content) return;
    Grave* const oldest = *std::min_element(full.begin(), full.end(), [](const Grave* left, const Grave* right) {
        return left->by.front().revision < right->by.front().revision;
    });
    oldest->item.reset();
    oldest->writers.clear();
}

Outcome Merge::place_item(const Path& path) const {
    const auto position = integer_member(change.value, "position");
    if (!position) return Refused{Error{"change-item-shape", change.path, "an item is {\"position\":n} or null"}};
    const auto grave = document.removed.find(change.path);
    if (grave != document.removed.end()) {
        // Moving what somebody else has removed is not worth a question.
        if (overtaken_by(grave->second.by) || stranger_among(grave->second.by) != nullptr) return Applied{false};
        document.removed.erase(grave);
    }
    const auto writer = document.writers.find(change.path);
    const Item* item = document.profile.item(path.list, path.item);
    // A clock decides only between moves that did not know each other: one that runs years behind would lose them all.
    const bool is_news = writer == document.writers.end() || writer->second.front().revision <= change.base_revision;
    if (!is_news && change.clock.before(writer->second.front().clock)) return Applied{false};
    if (item != nullptr && item->position == *position) return Applied{false};
    if (item == nullptr) {
        document.profile.put_item(path.list, Item{path.item, *position, {}});
    } else {
        document.profile.move_item(path.list, path.item, *position);
    }
    document.writers[change.path] = {me()};
    return changed();
}

Outcome Merge::decide() const {
    const auto path = Path::parse(change.path);
    if (!path) return Refused{Error{"change-path-unknown", change.path, "not a path"}};
    if (!path->field.empty()) return set_field(*path);
    if (change.value.is_null()) return remove_item(*path);
    return place_item(*path);
}

Json to_json(const Writer& writer) {
    return Json{{"clock", to_json(writer.clock)}, {"revision", writer.revision}};
}

Json to_json(const std::vector<Writer>& writers) {
    Json json = Json::array();
    for (const Writer& writer : writers) json.push_back(to_json(writer));
    return json;
}

Json writers_to_json(const Writers& writers) {
    Json json = Json::object();
    for (const auto& [path, all] : writers) json[path] = to_json(all);
    return json;
}

Json graves_to_json(const std::map<std::string, Grave, std::less<>>& graves) {
    Json json = Json::object();
    for (const auto& [path, grave] : graves) {
        Json& entry = json[path];
        entry = Json{{"by", to_json(grave.by)}, {"change", grave.change}};
        const auto at = Path::parse(path);
        if (!grave.item || !at) continue;
        entry["profile"] = item_to_json(at->list, *grave.item);
        entry["writers"] = writers_to_json(grave.writers);
    }
    return json;
}

Result<Writer> writer_from_json(const Json& json, const std::string& field) {
    const auto revision = integer_member(json, "revision");
    auto clock = clock_from_json(object_member(json, "clock"), field);
    if (!clock) return clock.error();
    if (!revision) return Error{"sync-shape", field, "no revision"};
    return Writer{*std::move(clock), *revision};
}

// A list, or one alone as an earlier version wrote it.
Result<std::vector<Writer>> writers_from_json(const Json& json, const std::string& field) {
    std::vector<Writer> writers;
    const Json one = Json::array({json});
    for (const Json& said : json.is_array() ? json : one) {
        auto writer = writer_from_json(said, field);
        if (!writer) return writer.error();
        writers.push_back(*std::move(writer));
    }
    if (writers.empty()) return Error{"sync-shape", field, "nobody"};
    return writers;
}

std::optional<Error> read_writers(const Json& json, const std::string& field, Writers& writers) {
    for (const auto& [path, entry] : json.items()) {
        auto all = writers_from_json(entry, field + "/" + path);
        if (!all) return all.error();
        writers[path] = *std::move(all);
    }
    return std::nullopt;
}

std::optional<Error> read_graves(const Json& json, std::map<std::string, Grave, std::less<>>& graves) {
    for (const auto& [path, entry] : json.items()) {
        const Json* stored_by = member(entry, "by");
        auto by = writers_from_json(stored_by == nullptr ? entry : *stored_by, "removed/" + path);
        if (!by) return by.error();
        Grave grave{*std::move(by), string_or(entry, "change"), std::nullopt, {}};
        // An earlier version did not keep which change it was: the question that it may become still needs an id.
        if (grave.change.empty()) grave.change = "removed-" + replace_all(path, "/", "-");
        const auto at = Path::parse(path);
        if (const Json* stored = member(entry, "profile"); stored != nullptr && at) {
            auto item = item_from_json(*stored, at->list);
            if (!item) return item.error();
            grave.item = *std::move(item);
            if (auto error = read_writers(object_member(entry, "writers"), "removed/" + path, grave.writers))
                return error;
        }
        graves[path] = std::move(grave);
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
                {"removed", graves_to_json(document.removed)},
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
    if (auto error = read_writers(object_member(json, "writers"), "writers", document.writers)) return *error;
    if (auto error = read_graves(object_member(json, "removed"), document.removed)) return *error;
    for (const Json& entry : array_member(json, "conflicts")) {
        auto conflict = conflict_from_json(entry, "conflicts");
        if (!conflict) return conflict.error();
        document.conflicts.push_back(*std::move(conflict));
    }
    return document;
}

}  // namespace passerelle
