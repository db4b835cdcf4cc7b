#include "sync/clock.hpp"

#include <tuple>

namespace passerelle {

Clock Clock::tick(std::int64_t now_ms) const {
    Clock next = *this;
    if (now_ms > wall_ms) {
        next.wall_ms = now_ms;
        next.counter = 0;
    } else {
        next.counter += 1;
    }
    return next;
}

Clock Clock::observe(std::int64_t other_ms, std::int64_t now_ms) const {
    constexpr std::int64_t day_ms = 86'400'000;
    if (other_ms <= wall_ms || other_ms > now_ms + day_ms) return *this;
    Clock next = *this;
    next.wall_ms = other_ms;
    next.counter = 0;
    return next;
}

bool Clock::before(const Clock& other) const {
    return std::tie(wall_ms, counter, device) < std::tie(other.wall_ms, other.counter, other.device);
}

Json to_json(const Clock& clock) {
    return Json{{"wall_ms", clock.wall_ms}, {"counter", clock.counter}, {"device", clock.device}};
}

Result<Clock> clock_from_json(const Json& json, std::string_view field) {
    const auto wrong = [&](std::string_view name, std::string message) {
        return Error{"sync-shape", std::string(field) + (name.empty() ? "" : "/") + std::string(name),
                     std::move(message)};
    };
    if (!json.is_object()) return wrong("", "a clock is an object");
    const auto wall_ms = integer_member(json, "wall_ms");
    if (!wall_ms || *wall_ms < 0) return wrong("wall_ms", "milliseconds since 1970");
    const auto counter = integer_member(json, "counter");
    if (!counter || *counter < 0) return wrong("counter", "a whole number, 0 at least");
    const auto device = string_member(json, "device");
    if (!device || device->empty() || device->size() > 64) return wrong("device", "the id of a device");
    return Clock{*wall_ms, *counter, *device};
}

}  // namespace passerelle
