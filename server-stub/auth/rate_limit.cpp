#include "auth/rate_limit.hpp"

#include <algorithm>

namespace passerelle {

std::optional<std::int64_t> RateLimit::attempt(std::string_view key, std::int64_t now_ms) {
    const std::lock_guard guard(mutex_);
    if (buckets_.size() >= limits_.most_keys) {
        std::erase_if(buckets_, [&](const auto& entry) { return entry.second.full_at_ms <= now_ms; });
        if (buckets_.size() >= limits_.most_keys) buckets_.clear();
    }
    Bucket& bucket = buckets_.try_emplace(std::string(key)).first->second;
    const std::int64_t full_at_ms = std::max(bucket.full_at_ms, now_ms) + limits_.refill_ms;
    const std::int64_t allowed_until_ms = now_ms + limits_.burst * limits_.refill_ms;
    if (full_at_ms > allowed_until_ms) return full_at_ms - allowed_until_ms;
    bucket.full_at_ms = full_at_ms;
    return std::nullopt;
}

void RateLimit::forgive(std::string_view key) {
    const std::lock_guard guard(mutex_);
    const auto found = buckets_.find(key);
    if (found != buckets_.end()) buckets_.erase(found);
}

}  // namespace passerelle
