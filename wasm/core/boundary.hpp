// The C boundary of passerelle.wasm: seven functions, JSON text in UTF-8 in and out, by pointer and length.
//
// Every call that answers does it with a pointer to an Answer. The Answer and its text belong to the session and stay
// until the next call on the same session (of passerelle_version: for ever). The host copies them out at once and
// rebuilds its view of the memory after each call, because any call may grow it.
// One session belongs to one thread; there are no others in this module.
#pragma once

#include <cstdint>

namespace passerelle {
struct Session;

// Read by web/worker/core.ts as three little-endian 32-bit words.
struct Answer {
    std::uint32_t status;  // 0: done, 1: refused and nothing changed (the text is then {"code","field","message"})
    const char* text;
    std::uint32_t size;
};
}  // namespace passerelle

extern "C" {

// {"version":"0.1.0","simd":false}
const passerelle::Answer* passerelle_version();

// A new visitor without packs. nullptr when memory is short.
passerelle::Session* passerelle_open();

// Gives one pack to the session. `name` stays the caller's. `bytes` must come from passerelle_alloc and belong to the
// session from this call on, refused or not: packs are read where they lie and never copied.
const passerelle::Answer* passerelle_load_pack(passerelle::Session* session, const char* name, std::uint32_t name_size,
                                               char* bytes, std::uint32_t size);

// One message, one reply (ARCHITECTURE.md lists them); never refused: what is no message is answered {"error":...}.
// `message` stays the caller's.
const passerelle::Answer* passerelle_handle(passerelle::Session* session, const char* message, std::uint32_t size);

// Ends the session and frees its packs and its last answer.
void passerelle_close(passerelle::Session* session);

// Room for what the host passes in, at a multiple of 8; nullptr when memory is short.
void* passerelle_alloc(std::uint32_t size);
void passerelle_free(void* block);

}  // extern "C"
