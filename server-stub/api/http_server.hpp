// The socket: RESTinio on one thread, the site's work on worker threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

namespace passerelle {

class Site;

struct HttpSettings {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  // 0: any that is free
    std::size_t workers = 4;
    // The connections come from a proxy that adds its client to X-Forwarded-For. Without a proxy anybody could write
    // that header, so it is not read unless told.
    bool behind_proxy = false;
    // On a worker thread, as soon as there are connections and every ten minutes.
    std::function<void()> housekeeping;
};

// Serves until SIGTERM or SIGINT, then finishes the answers under way. `listening` is told the port.
// Throws std::exception when the port can not be had.
void run_http_server(const Site& site, const HttpSettings& settings,
                     const std::function<void(std::uint16_t)>& listening);

}  // namespace passerelle
