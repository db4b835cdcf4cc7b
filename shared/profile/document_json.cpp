// The profile document in and out of JSON: the export file, the snapshot, the API.
#include <set>

#include "profile/profile.hpp"

namespace passerelle {
namespace {

constexpr std::size_t most_items = 500;    // in a list: far above any max_items, so that old lists still open
constexpr std::size_t most_fields = 1000;  // in one object

using Fields = std::map<std::string, Field, std::less<>>;

Error shape(std::string place, std::string message) {
    return Error{"profile-shape", std::move(place), std::move(message)};
}

Json fields_to_json(const Fields& fields) {
    Json json = Json::object();
    for (const auto& [name, field] : fields) json[name] = {{"value", field.value}, {"revision", field.revision}};
    return json;
}

// place: path of the object, "" or "skills/a1-1/".
std::optional<Error> read_fields(const Json& json, const std::string& place, Fields& fields) {
    if (!json.is_object()) return shape(place, "fields are not an object");
    if (json.size() > most_fields) return shape(place, "too many fields");
    for (const auto& entry : json.items()) {
        const std::string path = place + entry.key();
        const std::optional<Path> parsed = Path::parse(path);
        if (!parsed || parsed->text() != path || parsed->field != entry.key()) return shape(path, "not a field's name");
        const std::optional<std::int64_t> revision = integer_member(entry.value(), "revision");
        const Json* value = member(entry.value(), "value");
        if (!revision || *revision < 0 || value == nullptr) return shape(path, "not a value with its revision");
        if (!value->is_null() || *revision != 0) fields[entry.key()] = Field{*value, *revision};
    }
    return {};
}

std::optional<Error> read_list(const Json& json, const std::string& list, Profile& profile) {
    if (!json.is_array() || json.size() > most_items) return shape(list, "not a list, or too long");
    std::set<std::string> seen;
    for (const Json& entry : json) {
        Item item;
        item.id = string_or(entry, "id");
        const std::string path = list + "/" + item.id;
        const std::optional<Path> parsed = Path::parse(path);
        if (!parsed || parsed->list != list || parsed->item != item.id) return shape(list, "not an item with its id");
        if (!seen.insert(item.id).second) return shape(path, "item stands twice");
        const std::optional<std::int64_t> position = integer_member(entry, "position");
        const Json* fields = member(entry, "fields");
        // Positions are added to: far from the ends of 64 bits.
        if (!position || *position < -(std::int64_t{1} << 53) || *position > (std::int64_t{1} << 53) ||
            fields == nullptr) {
            return shape(path, "no position or no fields");
        }
        item.position = *position;
        if (std::optional<Error> error = read_fields(*fields, path + "/", item.fields)) return error;
        profile.put_item(list, std::move(item));
    }
    return {};
}

}  // namespace

Json to_json(const Profile& profile) {
    Json lists = Json::object();
    for (const auto& [list, items] : profile.lists) {
        Json array = Json::array();
        for (const Item& item : items) {
            array.push_back({{"id", item.id}, {"position", item.position}, {"fields", fields_to_json(item.fields)}});
        }
        lists[list] = std::move(array);
    }
    return {{"schema", Profile::schema}, {"answers", fields_to_json(profile.answers)}, {"lists", std::move(lists)}};
}

Result<Profile> profile_from_json(const Json& json) {
    const std::optional<std::int64_t> schema = integer_member(json, "schema");
    if (!schema || *schema < 1) return shape("schema", "no schema");
    if (*schema > Profile::schema) return Error{"profile-schema", "schema", "written by a newer version"};
    const Json* answers = member(json, "answers");
    const Json* lists = member(json, "lists");
    if (answers == nullptr || lists == nullptr || !lists->is_object() || lists->size() > most_fields) {
        return shape("", "no answers or no lists");
    }
    Profile profile;
    if (std::optional<Error> error = read_fields(*answers, "", profile.answers)) return *error;
    for (const auto& entry : lists->items()) {
        if (std::optional<Error> error = read_list(entry.value(), entry.key(), profile)) return *error;
    }
    return profile;
}

}  // namespace passerelle
