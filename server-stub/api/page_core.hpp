// The core as the pages see it: one visitor, messages in, replies out (shared/boundary).
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace passerelle {

class PageCore {
  public:
    virtual ~PageCore() = default;
    [[nodiscard]] virtual std::string handle(std::string_view message) = 0;
};

// Makes a core for one request. Safe for many threads; the cores it makes are not.
class PageCores {
  public:
    virtual ~PageCores() = default;
    [[nodiscard]] virtual const std::vector<std::string>& languages() const = 0;  // the first is the default
    [[nodiscard]] virtual bool has_pack(std::string_view name) const = 0;         // what the core may ask for
    // `language` is one of languages().
    [[nodiscard]] virtual std::unique_ptr<PageCore> make(std::string_view language) const = 0;
};

}  // namespace passerelle
