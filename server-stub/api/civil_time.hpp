// The civil date where the service works: Belgium.
#pragma once

#include <cstdint>

#include "base/date.hpp"

namespace passerelle {

struct CivilTime {
    CivilDate today;
    int utc_offset_min = 0;
};

// Computed from the European rule (directive 2000/84/EC: summer time from the last Sunday of March to the last of
// October, both at 01:00 UTC), so that it needs no time zone files on the machine.
[[nodiscard]] CivilTime civil_time(std::int64_t now_ms);

}  // namespace passerelle
