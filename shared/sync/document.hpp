// The merged document of one person, and the only function that changes it. Lives on the service's side of the sync;
// a device sees its profile, its revision and its open conflicts.
//
// Merging: edits of different fields never disturb each other. An edit of a field that somebody else has changed
// since base_revision becomes a Conflict, unless both say the same. A device never conflicts with itself: its later
// edit wins, whatever the order of arrival. A removal against an edit of the same item is the same conflict in either
// order: the item stays, edited, until a person says that it goes. What a conflict calls "theirs" follows the document.
// The order of list items is not worth a question: who knew of the other move wins, otherwise the later one.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "profile/profile.hpp"
#include "sync/change.hpp"

namespace passerelle {

struct Writer {
    Clock clock;
    std::int64_t revision = 0;
    friend bool operator==(const Writer&, const Writer&) = default;
};

// By path: everybody who says what stands there, who wrote it first. Who agrees without having known is heard as well:
// what replaces it later must have known of each of them.
using Writers = std::map<std::string, std::vector<Writer>, std::less<>>;

// A removed item, with what an edit that had not heard of the removal brings back. Only the latest hold their content:
// a person who removes something does not want it kept for ever.
struct Grave {
    static constexpr std::size_t most_with_content = 20;
    std::vector<Writer> by;    // everybody who removed it, the first first
    std::string change;        // id of the first removal
    std::optional<Item> item;  // what it was
    Writers writers;           // of the item and its fields
    friend bool operator==(const Grave&, const Grave&) = default;
};

struct Document {
    Profile profile;
    std::int64_t revision = 0;
    Writers writers;                                    // cleared fields too
    std::map<std::string, Grave, std::less<>> removed;  // by item path
    std::vector<Conflict> conflicts;                    // open, oldest first

    friend bool operator==(const Document&, const Document&) = default;
};

struct Applied {
    bool changed = false;  // false: the document said so already, or a later edit of the same device was there first
};
struct Refused {
    Error error;  // "change-path-unknown", "change-item-shape"
};
struct Kept {};  // an unknown kind: to be stored and passed on
using Outcome = std::variant<Applied, Conflict, Refused, Kept>;

// `revision`: the number that the document takes if this change alters it (document.revision + 1 at least; all
// changes of one request share it). A Conflict alters the document too, since its open conflicts are part of it.
[[nodiscard]] Outcome apply(Document& document, const Change& change, std::int64_t revision);

[[nodiscard]] Json to_json(const Document& document);
[[nodiscard]] Result<Document> document_from_json(const Json& json);

}  // namespace passerelle
