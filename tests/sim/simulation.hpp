// Devices, a service, a network between them and people who edit, all in one process with one made-up clock. A seed is
// a run: the same seed does the same things, so that what breaks can be looked at again.
//
// Real are the replica, the merge and the service's answers (shared/sync), and every message is JSON text. Made up are
// the disks, the tabs, the network, the database's commit and what goes wrong with each.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>

namespace passerelle::sim {

enum class Fault : std::uint8_t {
    request_lost,
    answer_lost,  // after the commit
    duplicated,   // a request comes twice
    reordered,    // a later message comes first
    delayed,      // for days
    body_cut,     // of a request or an answer
    status_401,   // the session is gone
    status_409,   // the browser is signed in as somebody else
    status_413,
    status_429,
    status_500,
    status_503,
    clock_jump,    // of a device, years either way
    device_crash,  // between any two steps
    crash_before_commit,
    crash_after_commit,
    write_failed_once,
    write_fails,  // until healed
    quota,        // until something else on the disk goes
    evicted,      // the browser throws away all that the device holds
    old_client,   // requests as the version before wrote them
    new_client,   // kinds and members that this version does not know
};
inline constexpr std::size_t fault_count = 22;
inline constexpr std::array<std::string_view, fault_count> fault_names = {
    "request_lost", "answer_lost",  "duplicated",          "reordered",          "delayed",           "body_cut",
    "status_401",   "status_409",   "status_413",          "status_429",         "status_500",        "status_503",
    "clock_jump",   "device_crash", "crash_before_commit", "crash_after_commit", "write_failed_once", "write_fails",
    "quota",        "evicted",      "old_client",          "new_client"};

struct Report {
    std::uint64_t operations = 0;
    std::array<std::uint64_t, fault_count> faults{};
    std::uint64_t conflicts = 0;  // asked in the course of the run
    std::uint64_t committed = 0;  // changes on the service's disk
    std::string broken;           // what does not hold; empty: everything does
};

// `trace`: every step in a line, or null.
[[nodiscard]] Report run(std::uint64_t seed, std::ostream* trace);

}  // namespace passerelle::sim
