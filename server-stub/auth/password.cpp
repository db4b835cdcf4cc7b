#include "auth/password.hpp"

#include <sodium.h>

#include <array>
#include <mutex>

namespace passerelle {

namespace {

// Each computation takes 64 MiB: two at a time bound the memory that strangers can make the service use.
class Turn {
  public:
    Turn() : lock_(gates()[next()]) {}

  private:
    static std::array<std::mutex, 2>& gates() {
        static std::array<std::mutex, 2> gates;
        return gates;
    }
    static std::size_t next() {
        static std::mutex mutex;
        static std::size_t count = 0;
        const std::lock_guard guard(mutex);
        return ++count % 2;
    }
    std::lock_guard<std::mutex> lock_;
};

}  // namespace

bool start_cryptography() {
    return sodium_init() >= 0;
}

std::optional<std::string> hash_password(std::string_view password) {
    const Turn turn;
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str(hash.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
        return std::nullopt;
    }
    return std::string(hash.data());
}

bool verify_password(const std::string& hash, std::string_view password) {
    const Turn turn;
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

void pretend_to_verify_password(std::string_view password) {
    static const std::string nobody = hash_password("an account that does not exist").value_or("");
    // The answer is always no; only its time matters.
    static_cast<void>(verify_password(nobody, password));
}

}  // namespace passerelle
