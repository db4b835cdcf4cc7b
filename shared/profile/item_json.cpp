#include "profile/item_json.hpp"

#include <string>

namespace passerelle {

Json item_to_json(std::string_view list, const Item& item) {
    Profile profile;
    profile.put_item(list, item);
    return to_json(profile);
}

Result<Item> item_from_json(const Json& json, std::string_view list) {
    Result<Profile> profile = profile_from_json(json);
    if (!profile) return profile.error();
    if (profile->items(list).size() != 1) return Error{"profile-shape", std::string(list), "not one item"};
    return profile->items(list).front();
}

}  // namespace passerelle
