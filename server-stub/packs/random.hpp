// A small seeded generator for demo data: splitmix64 (Steele, Lea and Flood 2014), the same numbers on every machine
// and with every standard library, which std::uniform_int_distribution does not promise. Not for secrets.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace passerelle {

class Random {
  public:
    explicit Random(std::uint64_t seed) : state_(seed) {}
    // An independent series for one thing among many, so that one more number drawn for it leaves the others unchanged.
    Random(std::uint64_t seed, std::uint64_t thing) : state_(Random(seed).next() ^ Random(~thing).next()) {}

    [[nodiscard]] std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15U;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9U;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBU;
        return mixed ^ (mixed >> 31);
    }
    // 0 to bound - 1, each as likely as the others; bound must not be 0.
    [[nodiscard]] std::uint64_t below(std::uint64_t bound) {
        const std::uint64_t uneven = (0 - bound) % bound;  // 2^64 mod bound
        std::uint64_t drawn = next();
        while (drawn < uneven) drawn = next();
        return drawn % bound;
    }
    [[nodiscard]] int between(int least, int most) {
        return least + static_cast<int>(below(static_cast<std::uint64_t>(most - least) + 1));
    }
    [[nodiscard]] bool percent(int chance) { return static_cast<int>(below(100)) < chance; }
    // An index, as likely as its weight says; the weights must not all be 0.
    [[nodiscard]] std::size_t weighted(std::span<const unsigned> weights) {
        std::uint64_t total = 0;
        for (const unsigned weight : weights) total += weight;
        std::uint64_t drawn = below(total);
        std::size_t index = 0;
        while (drawn >= weights[index]) drawn -= weights[index++];
        return index;
    }

  private:
    std::uint64_t state_;
};

}  // namespace passerelle
