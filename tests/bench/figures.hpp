// The clocks and the printing of the programs of figures.
#pragma once

#include <time.h>

#include <cstdio>

namespace passerelle::bench {

inline double now_ms() {
    // POSIX, because a standalone WebAssembly module gets it from WASI; timespec_get it does not get.
    timespec time{};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

// Of this thread: what the work takes, however many others share the processor.
inline double cpu_ms() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

inline void print(const char* name, double value, const char* unit) {
    std::printf("%s %.4f %s\n", name, value, unit);
}

}  // namespace passerelle::bench
