// Everything behind the socket: files, API and pages, with the headers that every answer carries.
#pragma once

#include "api/api.hpp"
#include "api/pages.hpp"
#include "api/static_files.hpp"

namespace passerelle {

class Site {
  public:
    // All must outlive it.
    Site(const StaticFiles& files, Api& api, Pages& pages, bool https)
        : files_(files), api_(api), pages_(pages), https_(https) {}

    // Safe for many threads. HEAD is answered like GET; whoever writes to the socket leaves the body out.
    [[nodiscard]] ApiResponse handle(const ApiRequest& request) const;
    // Answered in no time: needs no worker thread.
    [[nodiscard]] bool is_quick(const ApiRequest& request) const;

  private:
    const StaticFiles& files_;
    Api& api_;
    Pages& pages_;
    bool https_;
};

// Content security policy and the like; also for answers that never reached the site (overload).
void add_security_headers(ApiResponse& response, bool https);

}  // namespace passerelle
