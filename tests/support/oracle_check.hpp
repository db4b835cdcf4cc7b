// Matching against its oracle on seeded random triples of person, offer and weights (and filters with them). The same
// natively and in WebAssembly: the digest is over everything that was compared.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace passerelle::support {

struct OracleOutcome {
    std::size_t triples = 0;
    std::size_t disagreements = 0;
    std::string first;  // what disagreed first, empty when nothing did
    std::uint64_t digest = 0;
};

// For each seed from `first_seed` on one person, weights and filters, and `offers_each` offers. Compared: the points of
// each criterion, their sum, the filters that remove the offer; and for each seed the whole order, what is kept and
// what each filter costs.
[[nodiscard]] OracleOutcome check_against_oracle(std::uint64_t first_seed, std::uint32_t seeds,
                                                 std::uint32_t offers_each);

}  // namespace passerelle::support
