#include "auth/token.hpp"

#include <sodium.h>

#include <array>

namespace passerelle {

namespace {

template <std::size_t size>
std::string hexadecimal(const std::array<unsigned char, size>& bytes) {
    std::array<char, size * 2 + 1> text{};
    sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
    return std::string(text.data());
}

template <std::size_t size>
std::string random_hexadecimal() {
    std::array<unsigned char, size> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    return hexadecimal(bytes);
}

template <std::size_t size>
std::string blake2b(std::string_view text) {
    std::array<unsigned char, size> hash{};
    // Fixed arguments within the limits of the function: it can not fail.
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                       nullptr, 0);
    return hexadecimal(hash);
}

}  // namespace

std::string make_token() {
    return random_hexadecimal<32>();
}

std::string make_device_id() {
    return random_hexadecimal<16>();
}

std::string hash_token(std::string_view token) {
    return blake2b<32>(token);
}

std::string fingerprint(std::string_view bytes) {
    return blake2b<16>(bytes);
}

}  // namespace passerelle
