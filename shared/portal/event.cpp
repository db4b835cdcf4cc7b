#include "portal/event.hpp"

#include "base/text.hpp"

namespace passerelle {
namespace {

struct KindName {
    std::string_view name;
    EventKind kind;
};
constexpr KindName kind_names[] = {
    {"start", EventKind::start},   {"open", EventKind::open}, {"change", EventKind::change},
    {"press", EventKind::press},   {"type", EventKind::type}, {"network", EventKind::network},
    {"result", EventKind::result},
};

Error shape(std::string_view field) {
    return Error{"message-shape", std::string(field), "missing or of another type"};
}

bool are_fields(const Json& fields) {
    for (const Json& value : fields) {
        if (value.is_string()) continue;
        if (!value.is_array()) return false;
        for (const Json& one : value)
            if (!one.is_string()) return false;
    }
    return true;
}

}  // namespace

Result<Event> read_event(const Json& message) {
    if (!message.is_object()) return shape("");
    Event event;
    const std::string kind = string_or(message, "kind");
    bool known = false;
    for (const KindName& entry : kind_names) {
        if (entry.name != kind) continue;
        event.kind = entry.kind;
        known = true;
    }
    if (!known) return shape("kind");

    const auto now = integer_member(message, "now");
    const auto today = CivilDate::parse(string_or(message, "today"));
    if (!now) return shape("now");
    if (!today) return shape("today");
    event.moment = {*now, *today, static_cast<int>(integer_or(message, "utc_offset", 0))};
    if (event.moment.utc_offset_min < -1440 || event.moment.utc_offset_min > 1440) return shape("utc_offset");

    event.path = string_or(message, "path");
    event.device = string_or(message, "device");
    event.life = string_or(message, "life");
    event.snapshot = string_member(message, "snapshot");
    event.damaged = string_or(message, "damaged");
    event.online = bool_member(message, "online").value_or(true);
    event.without_scripts = string_or(message, "face") == "document";
    event.fields = object_member(message, "fields");
    event.typing = bool_member(message, "typing").value_or(false);
    event.action = string_or(message, "action");
    event.argument = string_or(message, "arg");
    event.name = string_or(message, "name");
    event.text = string_or(message, "text");
    event.effect = integer_or(message, "effect", 0);
    event.ok = bool_member(message, "ok").value_or(false);
    if (!are_fields(event.fields)) return shape("fields");

    switch (event.kind) {
        case EventKind::start:
        case EventKind::open:
            if (event.path.empty() || event.path.front() != '/') return shape("path");
            break;
        case EventKind::press:
            if (event.action.empty()) return shape("action");
            if (const std::size_t at = event.action.find('='); at != std::string::npos) {
                event.argument = event.action.substr(at + 1);
                event.action.resize(at);
            }
            break;
        case EventKind::type:
            if (event.name.empty()) return shape("name");
            break;
        case EventKind::result:
            if (event.effect <= 0) return shape("effect");
            event.result = message;
            break;
        case EventKind::change:
        case EventKind::network:
            break;
    }
    return event;
}

}  // namespace passerelle
