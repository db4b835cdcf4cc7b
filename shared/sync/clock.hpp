// A hybrid logical clock (Kulkarni et al., 2014): close to the wall clock, never running backwards on one device,
// whatever that device's own clock does. Pure: the caller passes the wall time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/json.hpp"

namespace passerelle {

struct Clock {
    std::int64_t wall_ms = 0;
    std::int64_t counter = 0;  // orders what happens within one millisecond, or while the wall clock runs behind
    std::string device;        // breaks ties, and says who

    // The next instant on this device at wall time now_ms; always later than *this.
    [[nodiscard]] Clock tick(std::int64_t now_ms) const;
    // This device has seen an instant of somebody else. More than a day ahead of now_ms it is a wrong clock, not news.
    [[nodiscard]] Clock observe(std::int64_t other_ms, std::int64_t now_ms) const;

    [[nodiscard]] bool before(const Clock& other) const;
    friend bool operator==(const Clock&, const Clock&) = default;
};

[[nodiscard]] Json to_json(const Clock& clock);
// Error "sync-shape", field below `field`.
[[nodiscard]] Result<Clock> clock_from_json(const Json& json, std::string_view field);

}  // namespace passerelle
