#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>
#include <cstring>

#include "base/pack.hpp"
#include "base/text.hpp"

using namespace passerelle;

namespace {

std::string small_pack() {
    PackWriter pack(four_letters("test"), 3, 0x1122334455667788U);
    pack.add_texts(5, {"maçon", "", "électricien"});
    pack.add(2, std::vector<std::uint16_t>{1, 2, 65535});
    pack.add(9, std::vector<std::int32_t>{-1, 7});
    return *pack.finish();
}

// Puts the right identity into a pack whose bytes were changed on purpose.
void sign(std::string& bytes) {
    const std::uint64_t identity = xxh64(std::string_view(bytes).substr(24));
    std::memcpy(bytes.data() + 16, &identity, sizeof identity);
}

void put_u32(std::string& bytes, std::size_t at, std::uint32_t value) {
    std::memcpy(bytes.data() + at, &value, sizeof value);
}

}  // namespace

TEST_CASE("xxh64 gives the published values") {
    CHECK(xxh64("") == 0xEF46DB3751D8E999U);
    CHECK(xxh64("a") == 0xD24EC4F1A98C6E5BU);
    CHECK(xxh64("abc") == 0x44BC2CF5AD770999U);
    CHECK(xxh64("Nobody inspects the spammish repetition") == 0xFBCEA83C8A378BF1U);
}

TEST_CASE("what was written into a pack is read from it") {
    const std::string bytes = small_pack();
    const auto pack = PackReader::open(bytes, four_letters("test"), 3);
    REQUIRE(pack);
    CHECK(pack->refers_to() == 0x1122334455667788U);
    CHECK(pack->identity() != 0);
    const auto numbers = pack->column<std::uint16_t>(2, 3);
    REQUIRE(numbers);
    CHECK((*numbers)[2] == 65535);
    CHECK((*pack->column<std::int32_t>(9))[0] == -1);
    const auto texts = pack->texts(5);
    REQUIRE(texts);
    REQUIRE(texts->size() == 3);
    CHECK((*texts)[0] == "maçon");
    CHECK((*texts)[1].empty());
    CHECK((*texts)[2] == "électricien");
}

TEST_CASE("a column that is absent, of another width or of another length is an error") {
    const std::string bytes = small_pack();
    const auto pack = PackReader::open(bytes);
    REQUIRE(pack);
    CHECK(pack->column<std::uint16_t>(77).error().code == "pack-column");
    CHECK(pack->column<std::uint32_t>(2).error().code == "pack-column");
    CHECK(pack->column<std::uint16_t>(2, 4).error().code == "pack-column");
    CHECK(pack->texts(2).error().code == "pack-column");
    CHECK(pack->bytes(9).error().code == "pack-column");
    CHECK_FALSE(pack->has(77));
}

TEST_CASE("a pack of another kind, version or format is refused by name") {
    std::string bytes = small_pack();
    CHECK(PackReader::open(bytes, four_letters("occu"), 3).error().code == "pack-kind");
    CHECK(PackReader::open(bytes, four_letters("test"), 4).error().code == "pack-version");
    put_u32(bytes, 8, pack_format + 1);
    CHECK(PackReader::open(bytes).error().code == "pack-format");
}

TEST_CASE("a pack with any one bit changed is refused whole") {
    const std::string bytes = small_pack();
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        for (int bit = 0; bit < 8; ++bit) {
            std::string changed = bytes;
            changed[at] = static_cast<char>(static_cast<unsigned char>(changed[at]) ^ (1U << bit));
            const auto pack = PackReader::open(changed, four_letters("test"), 3);
            INFO("byte " << at << " bit " << bit);
            REQUIRE_FALSE(pack);
        }
    }
}

TEST_CASE("a pack cut at any length or with bytes behind it is refused whole") {
    const std::string bytes = small_pack();
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        const std::string cut = bytes.substr(0, size);
        INFO("size " << size);
        REQUIRE_FALSE(PackReader::open(cut));
    }
    CHECK_FALSE(PackReader::open(bytes + '\0'));
    CHECK_FALSE(PackReader::open(bytes + std::string(8, '\0')));
}

TEST_CASE("bytes that do not begin at a multiple of eight are refused") {
    const std::string bytes = small_pack();
    std::string shifted = "1234" + bytes;
    CHECK(PackReader::open(std::string_view(shifted).substr(4)).error().code == "pack-misaligned");
}

TEST_CASE("a section table that lies is refused although the checksum is right") {
    // The table begins at 48; an entry is id, width, offset, count.
    const auto refused = [](std::size_t at, std::uint32_t value) {
        std::string bytes = small_pack();
        put_u32(bytes, at, value);
        sign(bytes);
        return !PackReader::open(bytes);
    };
    CHECK(refused(36, 1000));  // more sections than there is room
    CHECK(refused(36, 3));     // fewer
    CHECK(refused(36, 0xFFFFFFFF));
    CHECK(refused(48, 9));  // ids out of order
    CHECK(refused(52, 0));  // no width
    CHECK(refused(52, 3));  // no power of two
    CHECK(refused(52, 16));
    CHECK(refused(56, 0));           // over the header
    CHECK(refused(56, 0xFFFFFFF8));  // past the end
    CHECK(refused(60, 0x7FFFFFFF));  // longer than the pack
    CHECK(refused(60, 5));           // into the next section
    CHECK(refused(40, 8));           // size
    std::string bytes = small_pack();
    sign(bytes);
    CHECK(bytes == small_pack());
}

TEST_CASE("texts with wrong offsets or broken UTF-8 are refused although the checksum is right") {
    const auto texts_of = [](std::vector<std::uint32_t> offsets, std::string_view content) {
        PackWriter pack(four_letters("test"), 1);
        pack.add(1, offsets);
        pack.add(2, content);
        const std::string bytes = *pack.finish();
        const auto reader = PackReader::open(bytes);
        REQUIRE(reader);
        return static_cast<bool>(reader->texts(1));
    };
    CHECK(texts_of({0, 1, 3}, "aé"));
    CHECK(texts_of({0}, ""));
    CHECK_FALSE(texts_of({}, ""));
    CHECK_FALSE(texts_of({1, 3}, "aé"));
    CHECK_FALSE(texts_of({0, 2}, "aé"));
    CHECK_FALSE(texts_of({0, 3, 1, 3}, "aé"));
    CHECK_FALSE(texts_of({0, 2, 3}, "aé"));  // inside é
    CHECK_FALSE(texts_of({0, 9}, "aé"));
    CHECK_FALSE(texts_of({0, 2}, "\xC3("));
}

TEST_CASE("the order in which columns are added does not change the bytes") {
    PackWriter pack(four_letters("test"), 3, 0x1122334455667788U);
    pack.add(9, std::vector<std::int32_t>{-1, 7});
    pack.add(2, std::vector<std::uint16_t>{1, 2, 65535});
    pack.add_texts(5, {"maçon", "", "électricien"});
    CHECK(*pack.finish() == small_pack());
}

TEST_CASE("any columns come back as they were") {
    CHECK(rc::check([](const std::vector<std::uint64_t>& numbers, const std::vector<std::uint8_t>& small,
                       const std::vector<std::string>& texts) {
        PackWriter writer(four_letters("test"), 1);
        writer.add(1, numbers);
        writer.add(2, small);
        writer.add_texts(3, texts);
        const std::string bytes = *writer.finish();
        const auto pack = PackReader::open(bytes);
        RC_ASSERT(static_cast<bool>(pack));
        const auto read = pack->column<std::uint64_t>(1);
        RC_ASSERT(std::vector<std::uint64_t>(read->begin(), read->end()) == numbers);
        RC_ASSERT(pack->column<std::uint8_t>(2)->size() == small.size());
        const auto column = pack->texts(3);
        RC_ASSERT(static_cast<bool>(column));
        RC_ASSERT(column->size() == texts.size());
        for (std::size_t i = 0; i < texts.size(); ++i) RC_ASSERT((*column)[i] == to_valid_utf8(texts[i]));
    }));
}

TEST_CASE("random bytes behind a right header are refused or read without harm") {
    CHECK(rc::check([](const std::vector<std::uint32_t>& noise) {
        std::string bytes = small_pack().substr(0, 48);
        bytes.append(reinterpret_cast<const char*>(noise.data()), noise.size() * 4);
        bytes.resize((bytes.size() + 7) / 8 * 8);
        const std::uint64_t size = bytes.size();
        std::memcpy(bytes.data() + 40, &size, sizeof size);
        put_u32(bytes, 36, static_cast<std::uint32_t>(*rc::gen::inRange<std::size_t>(0, noise.size() / 4 + 2)));
        sign(bytes);
        const auto pack = PackReader::open(bytes);
        if (!pack) RC_ASSERT(pack.error().code == "pack-damaged");
    }));
}
