#include "sync/outbox.hpp"

#include <algorithm>
#include <string>

namespace passerelle {

void Outbox::append(Change change) {
    const auto same = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) {
        return !entry.sent && entry.change.kind == Change::set_kind && change.kind == Change::set_kind &&
               entry.change.path == change.path &&
               (change.resolves.empty() || entry.change.resolves.empty() || entry.change.resolves == change.resolves);
    });
    if (same == entries_.end()) {
        entries_.push_back(Entry{std::move(change), false});
        return;
    }
    // A choice in a conflict was made looking at both sides: it keeps its own, later base.
    if (change.resolves.empty()) {
        change.base_revision = same->change.base_revision;
        change.resolves = same->change.resolves;
    }
    same->change = std::move(change);
}

bool Outbox::drop_unsent_below(std::string_view item_path) {
    const std::string fields_of = std::string(item_path) + "/";
    const auto is_below = [&](const Change& change) {
        return change.kind == Change::set_kind &&
               (change.path == item_path || change.path.compare(0, fields_of.size(), fields_of) == 0);
    };
    std::erase_if(entries_, [&](const Entry& entry) { return !entry.sent && is_below(entry.change); });
    return std::any_of(entries_.begin(), entries_.end(), [&](const Entry& entry) { return is_below(entry.change); });
}

void Outbox::mark_sent(std::size_t count) {
    for (std::size_t at = 0; at < std::min(count, entries_.size()); ++at) entries_[at].sent = true;
}

bool Outbox::acknowledge(std::string_view id) {
    return std::erase_if(entries_, [&](const Entry& entry) { return entry.change.id == id; }) > 0;
}

void Outbox::rename(std::string_view id, std::string new_id) {
    const auto found =
        std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) { return entry.change.id == id; });
    if (found == entries_.end()) return;
    found->change.id = std::move(new_id);
    found->sent = false;
}

const Change* Outbox::find(std::string_view id) const {
    const auto found =
        std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) { return entry.change.id == id; });
    return found == entries_.end() ? nullptr : &found->change;
}

Json to_json(const Outbox& outbox) {
    Json json = Json::array();
    for (const Outbox::Entry& entry : outbox.entries()) {
        json.push_back(Json{{"change", to_json(entry.change)}, {"sent", entry.sent}});
    }
    return json;
}

Result<Outbox> outbox_from_json(const Json& json) {
    if (!json.is_array()) return Error{"sync-shape", "outbox", "a list"};
    Outbox outbox;
    for (const Json& entry : json) {
        auto change = change_from_json(object_member(entry, "change"), "outbox");
        if (!change) return change.error();
        // Unsure whether it was sent: it was.
        outbox.entries_.push_back(Outbox::Entry{*std::move(change), bool_member(entry, "sent").value_or(true)});
    }
    return outbox;
}

}  // namespace passerelle
