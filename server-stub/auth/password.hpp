// Passwords, with argon2id of libsodium at its interactive limits (opslimit 2, memlimit 64 MiB): about a tenth of a
// second and 64 MiB for one guess. Meant for worker threads, not for the thread that serves the sockets.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace passerelle {

// Lengths in characters (Unicode code points), as the page tells people. NIST SP 800-63B: no rules of composition, at
// least 8, long ones welcome.
constexpr std::size_t shortest_password = 10;
constexpr std::size_t longest_password = 200;

// Once at start, before any other function of auth/. False when the machine gives no randomness.
[[nodiscard]] bool start_cryptography();

// Empty when there is no memory for it.
[[nodiscard]] std::optional<std::string> hash_password(std::string_view password);
[[nodiscard]] bool verify_password(const std::string& hash, std::string_view password);
// Costs as much as verify_password: an address without an account is refused no sooner than a wrong password.
void pretend_to_verify_password(std::string_view password);

}  // namespace passerelle
