// What comes in (from a face, or the result of an effect) and what goes out. ARCHITECTURE.md lists the messages.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/json.hpp"

namespace passerelle {

// The clock belongs to the host: every message says what time it is, and nothing in the core knows otherwise.
struct Instant {
    std::int64_t now_ms = 0;  // since 1970-01-01T00:00Z
    CivilDate today;          // where the person is
    int utc_offset_min = 0;
};

enum class EventKind { start, open, change, press, type, network, result };

struct Event {
    EventKind kind = EventKind::open;
    Instant moment;
    std::string path;                     // start, open
    std::string device;                   // start
    std::string life;                     // start: letters and digits that no other start of this device has
    std::optional<std::string> snapshot;  // start
    std::string damaged;                  // start: a stored snapshot that the host itself could not open
    bool online = true;                   // start, network
    bool without_scripts = false;         // start: the face is whole documents
    Json fields = Json::object();         // change, press: name -> text or array of texts
    bool typing = false;                  // change: the person is still in the field
    std::string action;                   // press, without its argument
    std::string argument;                 // press
    std::string name;                     // type
    std::string text;                     // type
    std::int64_t effect = 0;              // result
    bool ok = false;                      // result
    Json result = Json::object();         // result: the whole message
};

// Error "message-shape" with the member concerned. A press may come as {"action":"pick:commune","arg":"6000"} or, from
// a form without scripts, as {"action":"pick:commune=6000"}.
[[nodiscard]] Result<Event> read_event(const Json& message);

struct Effect {
    std::int64_t id = 0;
    Json body;  // {"effect":id,"kind":...}
};
using Effects = std::vector<Effect>;

}  // namespace passerelle
