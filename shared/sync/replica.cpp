#include "sync/replica.hpp"

#include <algorithm>
#include <set>

namespace passerelle {

namespace {

// The edit as the person sees it at once; revisions stay those of the service.
void overlay(Profile& profile, const Change& change) {
    if (change.kind != Change::set_kind) return;
    const auto path = Path::parse(change.path);
    if (!path) return;
    if (!path->field.empty()) {
        const Field* current = profile.field(*path);
        profile.set(*path, change.value, current == nullptr ? 0 : current->revision);
        return;
    }
    if (change.value.is_null()) {
        profile.remove_item(path->list, path->item);
        return;
    }
    const std::int64_t position = integer_or(change.value, "position", 0);
    if (profile.item(path->list, path->item) == nullptr) {
        profile.put_item(path->list, Item{path->item, position, {}});
    } else {
        profile.move_item(path->list, path->item, position);
    }
}

std::int64_t position_at_end(const Profile& profile, std::string_view list) {
    const auto& items = profile.items(list);
    return items.empty() ? 0 : items.back().position + 1;
}

// Unique for ever, and told by the device alone: within one life the clock never shows the same instant twice.
std::string id_of(const Clock& clock, const std::string& life) {
    return clock.device + "-" + (life.empty() ? "" : life + "-") + std::to_string(clock.wall_ms) + "-" +
           std::to_string(clock.counter);
}

// A status of a later version decides nothing: the change waits until this program is a newer one.
bool is_final(std::string_view status) {
    return status == "applied" || status == "conflict" || status == "refused" || status == "kept";
}

}  // namespace

Replica::Replica(std::string device) {
    clock_.device = std::move(device);
}

void Replica::record(const Path& path, Json value, std::int64_t now_ms, std::string_view resolves) {
    Change change = next_change(now_ms);
    change.path = path.text();
    change.value = std::move(value);
    change.resolves = resolves;
    overlay(profile_, change);
    outbox_.append(std::move(change));
}

Change Replica::next_change(std::int64_t now_ms) {
    clock_ = clock_.tick(now_ms);
    Change change;
    change.id = id_of(clock_, life_);
    change.base_revision = revision_;
    change.clock = clock_;
    return change;
}

void Replica::post(std::string_view kind, std::string_view path, Json value, std::int64_t now_ms) {
    Change change = next_change(now_ms);
    change.kind = kind;
    change.path = path;
    change.value = std::move(value);
    outbox_.append(std::move(change));
}

void Replica::rebuild() {
    profile_ = document_;
    for (const Outbox::Entry& entry : outbox_.entries()) overlay(profile_, entry.change);
    for (const auto& [question, value] : aside_) profile_.set(Path{{}, {}, question}, value, 0);
}

bool Replica::keep_aside(const std::string& question, Json value) {
    const auto kept = aside_.find(question);
    if (kept == aside_.end() ? value.is_null() : kept->second == value) return false;
    if (value.is_null())
        aside_.erase(kept);
    else
        aside_[question] = std::move(value);
    rebuild();
    return true;
}

bool Replica::set(const Path& path, Json value, std::int64_t now_ms) {
    const Field* current = profile_.field(path);
    if (current == nullptr ? value.is_null() : current->value == value) return false;
    if (!path.list.empty()) add_item(path.list, path.item, now_ms);
    record(path, std::move(value), now_ms);
    return true;
}

bool Replica::add_item(std::string_view list, std::string_view id, std::int64_t now_ms) {
    if (profile_.item(list, id) != nullptr) return false;
    record(Path{std::string(list), std::string(id), {}}, Json{{"position", position_at_end(profile_, list)}}, now_ms);
    return true;
}

bool Replica::move_item(std::string_view list, std::string_view id, std::int64_t position, std::int64_t now_ms) {
    const Item* item = profile_.item(list, id);
    if (item == nullptr || item->position == position) return false;
    record(Path{std::string(list), std::string(id), {}}, Json{{"position", position}}, now_ms);
    return true;
}

bool Replica::remove_item(std::string_view list, std::string_view id, std::int64_t now_ms) {
    if (profile_.item(list, id) == nullptr) return false;
    const Path path{std::string(list), std::string(id), {}};
    const bool left_the_device = outbox_.drop_unsent_below(path.text());
    if (left_the_device || document_.item(list, id) != nullptr) {
        record(path, nullptr, now_ms);
    }
    rebuild();
    return true;
}

bool Replica::restore_item(std::string_view list, const Item& item, std::int64_t now_ms) {
    if (profile_.item(list, item.id) != nullptr) return false;
    const std::string id = item.id;
    record(Path{std::string(list), id, {}}, Json{{"position", item.position}}, now_ms);
    for (const auto& [name, field] : item.fields) {
        if (field.value.is_null()) continue;
        // Recorded even where the document still says the same: the removal may already be on its way.
        record(Path{std::string(list), id, name}, field.value, now_ms);
    }
    return true;
}

bool Replica::adopt(const Profile& profile, std::int64_t now_ms) {
    bool edited = false;
    std::set<std::string, std::less<>> names;
    for (const auto& [name, field] : profile_.answers) names.insert(name);
    for (const auto& [name, field] : profile.answers) names.insert(name);
    for (const std::string& name : names) {
        edited |= set(Path{{}, {}, name}, profile.value(name), now_ms);
    }
    std::set<std::string, std::less<>> lists;
    for (const auto& [list, items] : profile_.lists) lists.insert(list);
    for (const auto& [list, items] : profile.lists) lists.insert(list);
    for (const std::string& list : lists) {
        const std::vector<Item> before = profile_.items(list);
        for (const Item& item : before) {
            if (profile.item(list, item.id) == nullptr) edited |= remove_item(list, item.id, now_ms);
        }
        for (const Item& item : profile.items(list)) {
            if (restore_item(list, item, now_ms)) {
                edited = true;
                continue;
            }
            edited |= move_item(list, item.id, item.position, now_ms);
            std::set<std::string, std::less<>> fields;
            for (const auto& [name, field] : profile_.item(list, item.id)->fields) fields.insert(name);
            for (const auto& [name, field] : item.fields) fields.insert(name);
            for (const std::string& name : fields) {
                const auto field = item.fields.find(name);
                edited |=
                    set(Path{list, item.id, name}, field == item.fields.end() ? Json() : field->second.value, now_ms);
            }
        }
    }
    return edited;
}

SyncRequest Replica::next_request(std::size_t at_most) {
    SyncRequest request;
    request.device = clock_.device;
    request.revision = revision_;
    std::size_t bytes = 0;
    for (const Outbox::Entry& entry : outbox_.entries()) {
        bytes += dump_json(to_json(entry.change)).size() + 1;
        const bool full =
            request.changes.size() >= std::min(at_most, SyncRequest::max_changes) || bytes > SyncRequest::max_bytes;
        // One change that is too big alone still goes, for the service to refuse it: it must not block the others.
        if (full && !request.changes.empty()) break;
        request.changes.push_back(entry.change);
    }
    outbox_.mark_sent(request.changes.size());
    return request;
}

void Replica::receive(const SyncReply& reply, std::int64_t now_ms) {
    for (const ChangeResult& result : reply.results) {
        const Change* change = outbox_.find(result.id);
        if (change == nullptr || !is_final(result.status)) continue;
        if (result.status == "refused" && result.code == "id-reused") {
            // Something else once had this id: the same edit goes again under another.
            clock_ = clock_.tick(now_ms);
            outbox_.rename(result.id, id_of(clock_, life_));
            continue;
        }
        if (result.status == "refused") refused_.push_back(RefusedChange{*change, result.code});
        outbox_.acknowledge(result.id);
    }
    if (reply.received && (!received_ || reply.received->number > received_->number)) {
        received_ = reply.received;
        clock_ = clock_.observe(reply.received->at_ms, now_ms);
    }
    if (reply.revision >= revision_) {
        revision_ = reply.revision;
        document_ = reply.document;
        conflicts_ = reply.conflicts;
        // A choice that waits to be sent is not asked for again.
        std::erase_if(conflicts_, [&](const Conflict& conflict) {
            return std::any_of(outbox_.entries().begin(), outbox_.entries().end(),
                               [&](const Outbox::Entry& entry) { return entry.change.resolves == conflict.id; });
        });
    }
    rebuild();
}

void Replica::forget() {
    Replica fresh(clock_.device);
    fresh.clock_ = clock_;
    fresh.life_ = life_;
    *this = std::move(fresh);
}

bool Replica::resolve(std::string_view conflict_id, const Json& value, std::int64_t now_ms) {
    const auto found = std::find_if(conflicts_.begin(), conflicts_.end(),
                                    [&](const Conflict& conflict) { return conflict.id == conflict_id; });
    if (found == conflicts_.end()) return false;
    const Conflict conflict = *found;
    conflicts_.erase(found);
    const auto path = Path::parse(conflict.path);
    if (!path) return false;
    if (!path->field.empty()) {
        // Their side may have removed the whole item: a value puts it back, no value leaves it removed.
        if (!path->list.empty() && !value.is_null()) add_item(path->list, path->item, now_ms);
        record(*path, value, now_ms, conflict.id);
    } else if (value.is_null()) {
        record(*path, nullptr, now_ms, conflict.id);
    } else {
        const Item* item = profile_.item(path->list, path->item);
        const std::int64_t position = item == nullptr ? position_at_end(profile_, path->list) : item->position;
        record(*path, Json{{"position", position}}, now_ms, conflict.id);
    }
    return true;
}

void Replica::dismiss_refused(std::string_view change_id) {
    std::erase_if(refused_, [&](const RefusedChange& refused) { return refused.change.id == change_id; });
}

void Replica::refuse_oldest(std::string_view code) {
    if (outbox_.empty()) return;
    const Change change = outbox_.entries().front().change;
    refused_.push_back(RefusedChange{change, std::string(code)});
    outbox_.acknowledge(change.id);
    rebuild();
}

Json to_json(const Replica& replica) {
    Json conflicts = Json::array();
    for (const Conflict& conflict : replica.conflicts_) conflicts.push_back(to_json(conflict));
    Json refused = Json::array();
    for (const RefusedChange& entry : replica.refused_) {
        refused.push_back(Json{{"change", to_json(entry.change)}, {"code", entry.code}});
    }
    Json json{{"schema", Replica::schema},          {"clock", to_json(replica.clock_)},
              {"revision", replica.revision_},      {"document", to_json(replica.document_)},
              {"outbox", to_json(replica.outbox_)}, {"conflicts", std::move(conflicts)},
              {"refused", std::move(refused)}};
    if (!replica.aside_.empty()) json["aside"] = replica.aside_;
    if (replica.received_) {
        json["received"] = Json{{"number", replica.received_->number}, {"at_ms", replica.received_->at_ms}};
    }
    return json;
}

Result<Replica> replica_from_json(const Json& json) {
    const auto schema = integer_member(json, "schema");
    if (!schema || *schema < 1) return Error{"sync-shape", "schema", "is missing"};
    if (*schema > Replica::schema) return Error{"replica-schema", "schema", "written by a newer version"};
    auto clock = clock_from_json(object_member(json, "clock"), "clock");
    if (!clock) return clock.error();
    Replica replica(clock->device);
    replica.clock_ = *std::move(clock);
    replica.revision_ = integer_or(json, "revision", 0);
    auto document = profile_from_json(object_member(json, "document"));
    if (!document) return document.error();
    replica.document_ = *std::move(document);
    auto outbox = outbox_from_json(array_member(json, "outbox"));
    if (!outbox) return outbox.error();
    replica.outbox_ = *std::move(outbox);
    for (const Json& entry : array_member(json, "conflicts")) {
        auto conflict = conflict_from_json(entry, "conflicts");
        if (!conflict) return conflict.error();
        replica.conflicts_.push_back(*std::move(conflict));
    }
    for (const Json& entry : array_member(json, "refused")) {
        auto change = change_from_json(object_member(entry, "change"), "refused");
        if (!change) return change.error();
        replica.refused_.push_back(RefusedChange{*std::move(change), string_or(entry, "code")});
    }
    if (const Json* received = member(json, "received"); received != nullptr) {
        replica.received_ = Receipt{integer_or(*received, "number", 0), integer_or(*received, "at_ms", 0)};
    }
    for (const auto& [question, value] : object_member(json, "aside").items()) replica.aside_[question] = value;
    replica.rebuild();
    return replica;
}

}  // namespace passerelle
