// Random and sample Pages for tests. Deterministic: one seed is one page, on every platform.
#pragma once

#include <cstdint>
#include <string>

#include "view/page.hpp"

namespace passerelle::test {

// xorshift64*; std's distributions differ between libraries.
class Random {
  public:
    explicit Random(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15ULL + 1) {}
    std::uint64_t next();
    // 0 <= result < count, count > 0.
    std::uint32_t below(std::uint32_t count);
    bool chance(std::uint32_t percent) { return below(100) < percent; }

  private:
    std::uint64_t state_;
};

// Markup, quotes, control and right-to-left characters, ill-formed UTF-8, schemes; never empty.
[[nodiscard]] std::string hostile_text(Random& random);

// A page of every role, nested as pages are; ids are unique. Texts are plain words.
[[nodiscard]] Page random_page(Random& random);

// The same page with every text that is not empty replaced by hostile text; structure, numbers and flags stay.
[[nodiscard]] Page hostile_copy(const Page& page, Random& random);

// Changes one thing somewhere: a text, a flag, a child added, removed or moved, a role.
void mutate(Page& page, Random& random);

// `before` with the blocks of the patches put in place of those of the same id.
[[nodiscard]] Page apply(Page before, const std::vector<Patch>& patches);

}  // namespace passerelle::test
