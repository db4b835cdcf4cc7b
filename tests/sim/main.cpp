// tests/sim [--seeds 10000] [--first 1] [--jobs N]: runs that many seeds and counts what went wrong in them.
// tests/sim --seed N: one run, with a trace.
#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <mutex>
#include <string_view>
#include <thread>
#include <vector>

#include "simulation.hpp"

using namespace passerelle::sim;

namespace {

// Less than one operation in a hundred, and a run says little about a fault.
constexpr double least_share = 0.01;

int usage() {
    std::fputs("usage: sim [--seeds 10000] [--first 1] [--jobs N]\n       sim --seed N\n", stderr);
    return 2;
}

int replay(std::uint64_t seed) {
    const Report report = run(seed, &std::cout);
    if (report.broken.empty()) {
        std::printf("seed %llu holds\n", static_cast<unsigned long long>(seed));
        return 0;
    }
    std::printf("seed %llu is broken: %s\n", static_cast<unsigned long long>(seed), report.broken.c_str());
    return 1;
}

int run_many(std::uint64_t first, std::uint64_t seeds, std::uint64_t jobs) {
    std::atomic<std::uint64_t> next = first;
    std::mutex mutex;
    Report all;
    std::uint64_t broken = 0;
    const auto start = std::chrono::steady_clock::now();
    const auto work = [&] {
        for (std::uint64_t seed = next++; seed < first + seeds; seed = next++) {
            const Report report = run(seed, nullptr);
            const std::scoped_lock lock(mutex);
            all.operations += report.operations;
            all.conflicts += report.conflicts;
            all.committed += report.committed;
            for (std::size_t fault = 0; fault < fault_count; ++fault) all.faults[fault] += report.faults[fault];
            if (report.broken.empty()) continue;
            if (++broken <= 20)
                std::printf("seed %llu: %s\n", static_cast<unsigned long long>(seed), report.broken.c_str());
        }
    };
    std::vector<std::thread> threads;
    for (std::uint64_t job = 0; job < jobs; ++job) threads.emplace_back(work);
    for (std::thread& thread : threads) thread.join();
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;

    bool rare = false;
    for (std::size_t fault = 0; fault < fault_count; ++fault) {
        const double share = static_cast<double>(all.faults[fault]) / static_cast<double>(all.operations);
        std::printf("sim_%s %llu times, %.2f %% of operations%s\n", std::string(fault_names[fault]).c_str(),
                    static_cast<unsigned long long>(all.faults[fault]), 100 * share,
                    share < least_share ? ": too few" : "");
        rare = rare || share < least_share;
    }
    std::printf("sim_operations %llu\nsim_changes_committed %llu\nsim_conflicts_asked %llu\n",
                static_cast<unsigned long long>(all.operations), static_cast<unsigned long long>(all.committed),
                static_cast<unsigned long long>(all.conflicts));
    std::printf("sim_seeds_per_s %.1f\n", static_cast<double>(seeds) / seconds.count());
    std::printf("%llu seeds, %llu broken\n", static_cast<unsigned long long>(seeds),
                static_cast<unsigned long long>(broken));
    return broken == 0 && !rare && all.conflicts > 0 ? 0 : 1;
}

bool read(std::string_view text, std::uint64_t& number) {
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    return failure == std::errc() && end == text.data() + text.size();
}

}  // namespace

int main(int argc, char** argv) {
    std::uint64_t seeds = 10'000, first = 1, jobs = std::max(1U, std::thread::hardware_concurrency()), one = 0;
    bool replaying = false;
    for (int at = 1; at < argc; at += 2) {
        const std::string_view name = argv[at];
        std::uint64_t* const number = name == "--seeds"   ? &seeds
                                      : name == "--first" ? &first
                                      : name == "--jobs"  ? &jobs
                                      : name == "--seed"  ? &one
                                                          : nullptr;
        if (number == nullptr || at + 1 == argc || !read(argv[at + 1], *number)) return usage();
        replaying = replaying || name == "--seed";
    }
    if (seeds == 0 || jobs == 0) return usage();
    return replaying ? replay(one) : run_many(first, seeds, jobs);
}
