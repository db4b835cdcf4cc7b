// Slows down guessing: at most `burst` attempts at once for one key, then one each `refill_ms` (a token bucket).
// In memory only: a restart forgives. Safe for many threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace passerelle {

class RateLimit {
  public:
    struct Limits {
        std::int64_t burst = 10;
        std::int64_t refill_ms = 60'000;
        std::size_t most_keys = 100'000;  // then full buckets are forgotten, and failing that all
    };

    explicit RateLimit(Limits limits) : limits_(limits) {}

    // Empty: go on. Else: how long to wait, in ms; the attempt was not counted.
    [[nodiscard]] std::optional<std::int64_t> attempt(std::string_view key, std::int64_t now_ms);
    // A success gives the person the whole burst back.
    void forgive(std::string_view key);

  private:
    struct Bucket {
        std::int64_t full_at_ms = 0;  // when the whole burst will be there again
    };

    Limits limits_;
    std::mutex mutex_;
    std::map<std::string, Bucket, std::less<>> buckets_;
};

}  // namespace passerelle
