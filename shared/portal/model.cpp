#include "portal/model.hpp"

#include <algorithm>

#include "profile/item_json.hpp"

namespace passerelle {
namespace {

constexpr std::int64_t snapshot_schema = 1;

Json to_json(const OfferChoices& choices) {
    return {{"within_radius", choices.within_radius}, {"more_km", choices.more_km},
            {"my_licences", choices.my_licences},     {"my_languages", choices.my_languages},
            {"contract", choices.contract},           {"working_time", choices.working_time}};
}

OfferChoices choices_from_json(const Json& json) {
    OfferChoices choices;
    choices.within_radius = bool_member(json, "within_radius").value_or(false);
    choices.more_km = std::clamp<std::int64_t>(integer_or(json, "more_km", 0), 0, 1000);
    choices.my_licences = bool_member(json, "my_licences").value_or(false);
    choices.my_languages = bool_member(json, "my_languages").value_or(false);
    choices.contract = string_or(json, "contract");
    choices.working_time = string_or(json, "working_time");
    return choices;
}

Json to_json(const RemovedItem& removed) {
    return {{"list", removed.list}, {"profile", item_to_json(removed.list, removed.item)}};
}

std::optional<RemovedItem> removed_from_json(const Json& json) {
    const Json* stored = member(json, "profile");
    if (stored == nullptr) return {};
    const std::string list = string_or(json, "list");
    Result<Item> item = item_from_json(*stored, list);
    if (!item) return {};
    return RemovedItem{list, *std::move(item)};
}

}  // namespace

std::string Model::make_item_id() {
    constexpr std::string_view digits = "0123456789abcdefghijklmnopqrstuvwxyz";
    std::string number;
    for (std::int64_t rest = ++counter; rest > 0; rest /= 36)
        number.insert(number.begin(), digits[static_cast<std::size_t>(rest % 36)]);
    // An older snapshot that is loaded again has an older counter: the life tells its items from those it forgot.
    const std::string life = replica.life().empty() ? "" : replica.life() + "-";
    return replica.device().substr(0, 8) + "-" + life + number;
}

std::string write_snapshot(const Model& model) {
    Json drafts = Json::object();
    for (const auto& [name, typed] : model.drafts) drafts[name] = typed;
    Json snapshot = {{"schema", snapshot_schema},          {"replica", to_json(model.replica)},
                     {"drafts", std::move(drafts)},        {"counter", model.counter},
                     {"account", model.account},           {"owner", model.owner},
                     {"sign_out_due", model.sign_out_due}, {"choices", to_json(model.choices)}};
    if (Json degrees = degrees_to_json(model.degrees); !degrees.empty()) snapshot["degrees"] = std::move(degrees);
    // Without scripts every page is a start: what was just removed must still be there to put back.
    if (model.removed) snapshot["removed"] = to_json(*model.removed);
    if (model.choices_before) snapshot["choices_before"] = to_json(*model.choices_before);
    if (!model.skill_added.empty()) snapshot["skill_added"] = model.skill_added;
    return dump_json(snapshot);
}

Result<bool> read_snapshot(Model& model, std::string_view text) {
    const Result<Json> json = parse_json(text);
    if (!json) return Error{"snapshot-damaged", "", json.error().message};
    const std::int64_t schema = integer_or(*json, "schema", 0);
    if (schema > snapshot_schema) return Error{"snapshot-newer", "schema", "written by a newer version"};
    const Json* stored = member(*json, "replica");
    if (schema != snapshot_schema || stored == nullptr) return Error{"snapshot-damaged", "schema", "no snapshot"};
    Result<Replica> replica = replica_from_json(*stored);
    if (!replica) {
        const bool newer = replica.error().code == "replica-schema" || replica.error().code == "profile-schema";
        return Error{newer ? "snapshot-newer" : "snapshot-damaged", replica.error().field, replica.error().message};
    }
    model.replica = std::move(*replica);
    model.counter = integer_or(*json, "counter", 0);
    model.account = string_or(*json, "account");
    model.owner = string_or(*json, "owner");
    model.sign_out_due = bool_member(*json, "sign_out_due").value_or(false);
    model.drafts.clear();
    for (const auto& [name, typed] : object_member(*json, "drafts").items()) model.drafts[name] = typed;
    model.choices = choices_from_json(object_member(*json, "choices"));
    model.degrees = degrees_from_json(object_member(*json, "degrees"));
    model.removed = removed_from_json(object_member(*json, "removed"));
    model.choices_before.reset();
    if (const Json* before = member(*json, "choices_before")) model.choices_before = choices_from_json(*before);
    model.skill_added = string_or(*json, "skill_added");
    return true;
}

}  // namespace passerelle
