// The profile as data: paths, answers, list items.
#include <algorithm>

#include "base/text.hpp"
#include "profile/profile.hpp"

namespace passerelle {
namespace {

const Json no_answer = nullptr;
const std::vector<Item> no_items;

bool is_segment(std::string_view text) {
    return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
               c == '+';
    });
}

void sort_items(std::vector<Item>& items) {
    std::sort(items.begin(), items.end(), [](const Item& left, const Item& right) {
        return left.position != right.position ? left.position < right.position : left.id < right.id;
    });
}

Item* find_item(std::vector<Item>& items, std::string_view id) {
    const auto found = std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.id == id; });
    return found == items.end() ? nullptr : &*found;
}

}  // namespace

std::optional<Path> Path::parse(std::string_view text) {
    const std::vector<std::string_view> segments = split(text, '/');
    if (segments.size() > 3 || !std::all_of(segments.begin(), segments.end(), is_segment)) return {};
    Path path;
    if (segments.size() == 1) {
        path.field = std::string(segments[0]);
        return path;
    }
    path.list = std::string(segments[0]);
    path.item = std::string(segments[1]);
    if (segments.size() == 3) path.field = std::string(segments[2]);
    return path;
}

std::string Path::text() const {
    if (list.empty()) return field;
    std::string text = list + "/" + item;
    if (!field.empty()) text.append("/").append(field);
    return text;
}

const Json& Profile::value(std::string_view path) const {
    const std::optional<Path> parsed = Path::parse(path);
    const Field* found = parsed ? field(*parsed) : nullptr;
    return found == nullptr ? no_answer : found->value;
}

const Field* Profile::field(const Path& path) const {
    const auto* fields = &answers;
    if (!path.list.empty()) {
        const Item* owner = item(path.list, path.item);
        if (owner == nullptr) return nullptr;
        fields = &owner->fields;
    }
    const auto found = fields->find(path.field);
    return found == fields->end() ? nullptr : &found->second;
}

const Item* Profile::item(std::string_view list, std::string_view id) const {
    const std::vector<Item>& all = items(list);
    const auto found = std::find_if(all.begin(), all.end(), [&](const Item& candidate) { return candidate.id == id; });
    return found == all.end() ? nullptr : &*found;
}

const std::vector<Item>& Profile::items(std::string_view list) const {
    const auto found = lists.find(list);
    return found == lists.end() ? no_items : found->second;
}

void Profile::set(const Path& path, Json value, std::int64_t revision) {
    if (path.field.empty()) return;
    const bool nothing = value.is_null() && revision == 0;
    auto* fields = &answers;
    if (!path.list.empty()) {
        if (item(path.list, path.item) == nullptr) {
            if (nothing) return;
            const std::vector<Item>& all = items(path.list);
            put_item(path.list, Item{path.item, all.empty() ? 1 : all.back().position + 1, {}});
        }
        fields = &find_item(lists[path.list], path.item)->fields;
    }
    if (nothing) {
        fields->erase(path.field);
    } else {
        (*fields)[path.field] = Field{std::move(value), revision};
    }
}

void Profile::remove_item(std::string_view list, std::string_view id) {
    const auto found = lists.find(list);
    if (found == lists.end()) return;
    std::erase_if(found->second, [&](const Item& item) { return item.id == id; });
    if (found->second.empty()) lists.erase(found);
}

void Profile::put_item(std::string_view list, Item item) {
    std::vector<Item>& items = lists[std::string(list)];
    if (Item* before = find_item(items, item.id)) {
        *before = std::move(item);
    } else {
        items.push_back(std::move(item));
    }
    sort_items(items);
}

void Profile::move_item(std::string_view list, std::string_view id, std::int64_t position) {
    const auto found = lists.find(list);
    if (found == lists.end()) return;
    if (Item* item = find_item(found->second, id)) item->position = position;
    sort_items(found->second);
}

}  // namespace passerelle
