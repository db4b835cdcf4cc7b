// 100,000 random triples of person, offer and weights against the oracle, as a plain program: the same source runs
// natively and as WebAssembly, with and without SIMD, and must print the same.
#include <cstdio>
#include <cstdlib>

#include "support/oracle_check.hpp"

int main() {
    const passerelle::support::OracleOutcome outcome = passerelle::support::check_against_oracle(1, 10'000, 10);
    std::printf("triples %zu\ndisagreements %zu\ndigest %016llx\n", outcome.triples, outcome.disagreements,
                static_cast<unsigned long long>(outcome.digest));
    if (outcome.disagreements != 0) std::printf("first %s\n", outcome.first.c_str());
    return EXIT_SUCCESS;
}
