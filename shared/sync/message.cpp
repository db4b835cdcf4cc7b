#include "sync/message.hpp"

#include <algorithm>
#include <array>

namespace passerelle {

namespace {

bool is_device(std::string_view text) {
    return text.size() == 32 && std::all_of(text.begin(), text.end(),
                                            [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

}  // namespace

Json to_json(const SyncRequest& request) {
    Json changes = Json::array();
    for (const Change& change : request.changes) changes.push_back(to_json(change));
    Json json{{"device", request.device}, {"revision", request.revision}, {"changes", std::move(changes)}};
    if (!request.owner.empty()) json["owner"] = request.owner;
    return json;
}

Result<SyncRequest> sync_request_from_json(const Json& json) {
    if (!json.is_object()) return Error{"sync-shape", "", "a request is an object"};
    constexpr std::array known{"device", "revision", "owner", "changes"};
    for (const auto& [name, value] : json.items()) {
        if (std::find(known.begin(), known.end(), name) == known.end()) {
            return Error{"sync-shape", name, "not a member of a sync request"};
        }
    }
    SyncRequest request;
    const auto device = string_member(json, "device");
    if (!device || !is_device(*device)) return Error{"sync-shape", "device", "32 hexadecimal digits"};
    request.device = *device;
    const auto revision = integer_member(json, "revision");
    if (!revision || *revision < 0) return Error{"sync-shape", "revision", "a whole number, 0 at least"};
    request.revision = *revision;
    if (const Json* owner = member(json, "owner"); owner != nullptr) {
        if (!owner->is_string() || as_string(*owner).size() > 320)
            return Error{"sync-shape", "owner", "an e-mail address"};
        request.owner = as_string(*owner);
    }
    const Json* changes = member(json, "changes");
    if (changes == nullptr || !changes->is_array()) return Error{"sync-shape", "changes", "a list of changes"};
    if (changes->size() > SyncRequest::max_changes) return Error{"sync-shape", "changes", "at most 500 changes"};
    std::size_t at = 0;
    for (const Json& entry : *changes) {
        const std::string field = "changes/" + std::to_string(at++);
        auto change = change_from_json(entry, field);
        if (change) {
            request.changes.push_back(*std::move(change));
            continue;
        }
        const std::string id = string_or(entry, "id");
        if (!is_change_id(id)) return change.error();
        request.malformed.push_back(ChangeResult{id, "refused", change.error().code});
    }
    return request;
}

Json to_json(const SyncReply& reply) {
    Json results = Json::array();
    for (const ChangeResult& result : reply.results) {
        Json entry{{"id", result.id}, {"status", result.status}};
        if (!result.code.empty()) entry["code"] = result.code;
        results.push_back(std::move(entry));
    }
    Json conflicts = Json::array();
    for (const Conflict& conflict : reply.conflicts) conflicts.push_back(to_json(conflict));
    Json received;  // null before the first change
    if (reply.received) received = Json{{"number", reply.received->number}, {"at_ms", reply.received->at_ms}};
    return Json{{"revision", reply.revision},      {"document", to_json(reply.document)},
                {"results", std::move(results)},   {"conflicts", std::move(conflicts)},
                {"received", std::move(received)}, {"packs", reply.packs}};
}

Result<SyncReply> sync_reply_from_json(const Json& json) {
    SyncReply reply;
    const auto revision = integer_member(json, "revision");
    if (!revision || *revision < 0) return Error{"sync-shape", "revision", "a whole number, 0 at least"};
    reply.revision = *revision;
    const Json* document = member(json, "document");
    if (document == nullptr) return Error{"sync-shape", "document", "is missing"};
    auto profile = profile_from_json(*document);
    if (!profile) return profile.error();
    reply.document = *std::move(profile);
    for (const Json& entry : array_member(json, "results")) {
        const auto id = string_member(entry, "id");
        const auto status = string_member(entry, "status");
        if (!id || !status) return Error{"sync-shape", "results", "a result has an id and a status"};
        reply.results.push_back(ChangeResult{*id, *status, string_or(entry, "code")});
    }
    for (const Json& entry : array_member(json, "conflicts")) {
        auto conflict = conflict_from_json(entry, "conflicts");
        if (!conflict) return conflict.error();
        reply.conflicts.push_back(*std::move(conflict));
    }
    if (const Json* received = member(json, "received"); received != nullptr && received->is_object()) {
        const auto number = integer_member(*received, "number");
        const auto at_ms = integer_member(*received, "at_ms");
        if (!number || !at_ms) return Error{"sync-shape", "received", "a number and a time"};
        reply.received = Receipt{*number, *at_ms};
    }
    reply.packs = object_member(json, "packs");
    return reply;
}

}  // namespace passerelle
