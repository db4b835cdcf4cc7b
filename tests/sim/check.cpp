#include "check.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace passerelle::sim {
namespace {

bool is_seen(const Document& document, const Change& change) {
    const auto path = Path::parse(change.path);
    const bool asked = std::any_of(document.conflicts.begin(), document.conflicts.end(), [&](const Conflict& open) {
        return open.path == change.path && open.mine == change.value;
    });
    if (asked) return true;
    if (path->field.empty()) return document.profile.item(path->list, path->item) == nullptr;
    return document.profile.value(change.path) == change.value;
}

}  // namespace

std::string what_is_gone(const std::vector<Committed>& log, const Document& document) {
    std::set<std::string> ids;
    std::map<std::string, std::vector<const Committed*>> standing;           // by path
    std::map<std::pair<std::string, std::string>, const Committed*> latest;  // by device and path
    std::set<std::string> said;                                              // paths that anybody ever wrote
    for (const Committed& entry : log) {
        const Change& change = entry.change;
        if (!ids.insert(change.id).second) return "committed twice: " + change.id;
        if (change.kind != Change::set_kind) {
            if (entry.status != "kept") return "an unknown kind was not kept: " + change.id;
            continue;
        }
        if (entry.status == "refused") continue;
        const auto replaces = [&](const Committed* other) {
            return other->revision <= change.base_revision || other->change.clock.device == change.clock.device ||
                   other->change.id == change.resolves;
        };
        // An older edit of a device that had forgotten its later one, which it had sent.
        const auto overtaken = [&](const std::string& at) {
            const auto found = latest.find({change.clock.device, at});
            if (!entry.believed || found == latest.end()) return false;
            const Committed& other = *found->second;
            return other.revision > change.base_revision &&
                   (other.wall_ms != entry.wall_ms ? other.wall_ms > entry.wall_ms
                                                   : change.clock.before(other.change.clock));
        };
        const auto path = Path::parse(change.path);
        const std::string item = path->list.empty() ? "" : path->list + "/" + path->item;
        const bool places = !item.empty() && path->field.empty() && !change.value.is_null();
        if (overtaken(change.path) || (!item.empty() && overtaken(item))) continue;
        if (path->field.empty() && change.value.is_null()) {
            bool edited_later = false;
            for (const auto& [below, entries] : standing)
                edited_later = edited_later || (below.starts_with(item + "/") && overtaken(below));
            if (edited_later) continue;
            if (entry.status != "conflict") {
                std::erase_if(said, [&](const std::string& below) { return below.starts_with(item + "/"); });
            }
            for (auto& [below, entries] : standing) {
                if (below.starts_with(item + "/")) std::erase_if(entries, replaces);
            }
        }
        // Putting an item back, or writing into one that is known to be gone, undoes the removal.
        if (!item.empty() && !change.value.is_null()) std::erase_if(standing[item], replaces);
        if (places) continue;  // the order of a list asks nothing
        // To clear what nobody ever wrote says nothing.
        if (!path->field.empty() && change.value.is_null() && !said.contains(change.path)) continue;
        latest[{change.clock.device, change.path}] = &entry;
        std::vector<const Committed*>& same = standing[change.path];
        std::erase_if(same, replaces);
        said.insert(change.path);
        same.push_back(&entry);
    }
    for (const auto& [path, entries] : standing) {
        for (const Committed* entry : entries) {
            if (!is_seen(document, entry->change))
                return "gone without anybody having known: " + entry->change.id + " " + path + " " +
                       dump_json(entry->change.value);
        }
    }
    return {};
}

}  // namespace passerelle::sim
