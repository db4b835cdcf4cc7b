#include "api/client_address.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/text.hpp"

namespace passerelle {

namespace {

// Empty when it is no address.
std::string counted_address(std::string_view text) {
    const std::string address(trim(text));
    std::array<char, INET6_ADDRSTRLEN> name{};
    in_addr four{};
    if (inet_pton(AF_INET, address.c_str(), &four) == 1) return address;
    in6_addr six{};
    if (inet_pton(AF_INET6, address.c_str(), &six) != 1) return {};
    if (IN6_IS_ADDR_V4MAPPED(&six)) {
        return inet_ntop(AF_INET, &six.s6_addr[12], name.data(), name.size());
    }
    std::fill_n(&six.s6_addr[8], 8, std::uint8_t{0});
    return std::string(inet_ntop(AF_INET6, &six, name.data(), name.size())) + "/64";
}

}  // namespace

std::string client_address(std::string_view connection, std::string_view forwarded_for, bool behind_proxy) {
    if (behind_proxy) {
        std::string hop = counted_address(split(forwarded_for, ',').back());
        if (!hop.empty()) return hop;
    }
    return counted_address(connection);
}

}  // namespace passerelle
