// The merged document of one person, and the only function that changes it. Lives on the service's side of the sync;
// a device sees its profile, its revision and its open conflicts.
//
// Merging: edits of different fields never disturb each other. An edit of a field that somebody else has changed
// since base_revision becomes a Conflict, unless both say the same. A device never conflicts with itself: its later
// edit wins, whatever the order of arrival. A removal against an edit of the same item is a conflict in either order.
// The order of list items is not worth a question: the later move wins.
#pragma once

#include <cstdint>
#include <map>
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

struct Document {
    Profile profile;
    std::int64_t revision = 0;
    std::map<std::string, Writer, std::less<>> writers;  // by path: who wrote it last, cleared fields too
    std::map<std::string, Writer, std::less<>> removed;  // by item path: who removed it
    std::vector<Conflict> conflicts;                     // open, oldest first

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
