// Random tokens for cookies, and what is kept of them.
#pragma once

#include <string>
#include <string_view>

namespace passerelle {

[[nodiscard]] std::string make_token();      // 32 random bytes, 64 hexadecimal digits
[[nodiscard]] std::string make_device_id();  // 16 random bytes, 32 hexadecimal digits
// BLAKE2b of the token. It is random already, so it needs no salt and no slow hash.
[[nodiscard]] std::string hash_token(std::string_view token);
// A short name for content: ETags.
[[nodiscard]] std::string fingerprint(std::string_view bytes);

}  // namespace passerelle
