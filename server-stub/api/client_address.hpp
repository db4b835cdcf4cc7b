// Who asks, as far as a network address says: what the limits on attempts count by.
#pragma once

#include <string>
#include <string_view>

namespace passerelle {

// `connection`: the other end of the socket. Only when a proxy of ours is that other end (`behind_proxy`) the last hop
// of X-Forwarded-For counts instead: the proxy wrote it, while everything before it, and the whole header without a
// proxy, is what the client likes to say. A hop that is no address leaves the connection's.
// IPv6 is cut to its first 64 bits, which is what one household or one server gets; empty when nothing is an address.
[[nodiscard]] std::string client_address(std::string_view connection, std::string_view forwarded_for,
                                         bool behind_proxy);

}  // namespace passerelle
