#include "support/content.hpp"

#include <cstdio>
#include <cstdlib>

#include "packs/content_pack.hpp"

namespace passerelle::test {
namespace {

template <typename T>
T expect(Result<T> result) {
    if (!result) {
        std::fprintf(stderr, "content: %s: %s (%s)\n", result.error().field.c_str(), result.error().message.c_str(),
                     result.error().code.c_str());
        std::exit(EXIT_FAILURE);
    }
    return *std::move(result);
}

}  // namespace

const std::string& french_pack() {
    static const std::string pack =
        expect(build_content_pack(PASSERELLE_SOURCE_DIR "/shared/content", "fr", PASSERELLE_BINARY_DIR "/texts"));
    return pack;
}

const Content& french_content() {
    static const Content content = expect(Content::load(french_pack()));
    return content;
}

}  // namespace passerelle::test
