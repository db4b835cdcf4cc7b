#include "boundary.hpp"

#include <cstdlib>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "boundary/boundary.hpp"
#include "portal/world.hpp"

namespace passerelle {

struct Freed {
    void operator()(char* block) const { std::free(block); }
};

struct Session {
    // Declared first, so freed last: the World reads the packs where they lie.
    std::vector<std::unique_ptr<char, Freed>> packs;
    World world;
    Portal portal{world};
    std::string text;
    Answer answer{0, nullptr, 0};

    const Answer* say(std::uint32_t status, std::string words) {
        text = std::move(words);
        answer = {status, text.data(), static_cast<std::uint32_t>(text.size())};
        return &answer;
    }
    const Answer* refuse(const Error& error) {
        return say(1, dump_json(Json{{"code", error.code}, {"field", error.field}, {"message", error.message}}));
    }
};

}  // namespace passerelle

using passerelle::Answer;
using passerelle::Session;

const Answer* passerelle_version() {
#ifdef __wasm_simd128__
    static constexpr std::string_view words = "{\"simd\":true,\"version\":\"" PASSERELLE_VERSION "\"}";
#else
    static constexpr std::string_view words = "{\"simd\":false,\"version\":\"" PASSERELLE_VERSION "\"}";
#endif
    static constexpr Answer answer{0, words.data(), static_cast<std::uint32_t>(words.size())};
    return &answer;
}

Session* passerelle_open() {
    return new (std::nothrow) Session;
}

const Answer* passerelle_load_pack(Session* session, const char* name, std::uint32_t name_size, char* bytes,
                                   std::uint32_t size) {
    std::unique_ptr<char, passerelle::Freed> owned(bytes);
    const auto loaded = session->world.load_pack({name, name_size}, {bytes, size});
    if (!loaded) return session->refuse(loaded.error());
    session->packs.push_back(std::move(owned));
    return session->say(0, {});
}

const Answer* passerelle_handle(Session* session, const char* message, std::uint32_t size) {
    return session->say(0, session->portal.handle({message, size}));
}

void passerelle_close(Session* session) {
    delete session;
}

void* passerelle_alloc(std::uint32_t size) {
    return std::malloc(size);
}

void passerelle_free(void* block) {
    std::free(block);
}
