// Logarithm and square root in integers, so that scores are the same in every build.
#pragma once

#include <bit>
#include <cstdint>

namespace passerelle {

// floor(sqrt(value)).
[[nodiscard]] constexpr std::uint64_t integer_sqrt(std::uint64_t value) {
    std::uint64_t root = 0;
    for (std::uint64_t bit = std::uint64_t{1} << 62; bit != 0; bit >>= 2) {
        if (value >= root + bit) {
            value -= root + bit;
            root = (root >> 1) + bit;
        } else {
            root >>= 1;
        }
    }
    return root;
}

// ln(numerator / denominator) * 65536 rounded down to within 2 units; numerator >= denominator >= 1, both below 2^32.
[[nodiscard]] constexpr std::uint32_t natural_log_q16(std::uint32_t numerator, std::uint32_t denominator) {
    // The ratio as mantissa in [1, 2) with 30 bits behind the point, and a power of two.
    std::uint64_t ratio = (std::uint64_t{numerator} << 30) / denominator;
    const int power = static_cast<int>(std::bit_width(ratio)) - 31;
    ratio = power >= 0 ? ratio >> power : ratio << -power;
    std::uint64_t log2_q16 = static_cast<std::uint64_t>(power) << 16;
    for (std::uint64_t bit = 1U << 15; bit != 0; bit >>= 1) {
        ratio = (ratio * ratio) >> 30;
        if (ratio >> 31 != 0) {
            ratio >>= 1;
            log2_q16 |= bit;
        }
    }
    return static_cast<std::uint32_t>((log2_q16 * 45426) >> 16);  // ln 2 = 45426 / 65536
}

}  // namespace passerelle
