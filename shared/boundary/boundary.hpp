// The one door of the core: a message in, a reply out, both JSON text (ARCHITECTURE.md lists them).
// The wasm module, the server and the tests all come through here.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "html/render.hpp"
#include "portal/world.hpp"

namespace passerelle {

// One visitor. Cheap to make; the World must outlive it. Not for use by two threads at once.
class Portal {
  public:
    explicit Portal(const World& world, DocumentAssets assets = {});
    ~Portal();
    Portal(Portal&&) noexcept;
    Portal& operator=(Portal&&) noexcept;

    // Never fails: what is not a message of the protocol is answered {"error":{"code","field","message"}} and changes
    // nothing.
    [[nodiscard]] std::string handle(std::string_view message);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace passerelle
