#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>

#include "base/text.hpp"

using namespace passerelle;

namespace {

// Any text made of code points, the interesting ranges often.
rc::Gen<std::string> any_text() {
    const auto code_point =
        rc::gen::oneOf(rc::gen::inRange<std::uint32_t>(0x20, 0x7F), rc::gen::inRange<std::uint32_t>(0xA0, 0x180),
                       rc::gen::inRange<std::uint32_t>(0x300, 0x370), rc::gen::inRange<std::uint32_t>(0x2000, 0x2070),
                       rc::gen::inRange<std::uint32_t>(0xE000, 0x110000));
    return rc::gen::map(rc::gen::container<std::vector<std::uint32_t>>(code_point),
                        [](const std::vector<std::uint32_t>& points) {
                            std::string text;
                            for (const std::uint32_t point : points) append_utf8(text, static_cast<char32_t>(point));
                            return text;
                        });
}

}  // namespace

TEST_CASE("well-formed UTF-8 is told from ill-formed") {
    CHECK(is_utf8(""));
    CHECK(is_utf8("maçon €\xF0\x9F\x98\x80"));
    CHECK_FALSE(is_utf8("\x80"));
    CHECK_FALSE(is_utf8("\xC0\xAF"));          // overlong
    CHECK_FALSE(is_utf8("\xE0\x80\xAF"));      // overlong
    CHECK_FALSE(is_utf8("\xED\xA0\x80"));      // surrogate
    CHECK_FALSE(is_utf8("\xF4\x90\x80\x80"));  // past U+10FFFF
    CHECK_FALSE(is_utf8("\xF5\x80\x80\x80"));
    CHECK_FALSE(is_utf8("\xE2\x82"));  // cut off
    CHECK_FALSE(is_utf8("a\xC3"));
}

TEST_CASE("ill-formed bytes become replacement characters, one each") {
    CHECK(to_valid_utf8("a\xFF\xC3z") == "a\xEF\xBF\xBD\xEF\xBF\xBDz");
    CHECK(to_valid_utf8("é") == "é");
}

TEST_CASE("folding takes case, accents and ligatures away") {
    CHECK(fold("Maçon Œuvre") == "macon oeuvre");
    CHECK(fold("ÀÂÄÉÈÊËÎÏÔÖÙÛÜŸÇÑ") == "aaaeeeeiioouuuycn");
    CHECK(fold("Straße Ĳssel Łódź") == "strasse ijssel lodz");
    CHECK(fold("e\xCC\x81lectricien") == "electricien");  // combining acute accent
    CHECK(fold("l’été") == "l'ete");
    CHECK(fold("3 × 4 ÷ 2") == "3 × 4 ÷ 2");
    CHECK(fold("Привет") == "Привет");
}

TEST_CASE("trimming, tidying, splitting, replacing") {
    CHECK(trim(" \t a b\r\n") == "a b");
    CHECK(trim("   ").empty());
    CHECK(tidy_line("  a\n\t b\xC2\xA0 c\xE2\x80\xAF") == "a b c");
    CHECK(tidy_line("\x01").empty());
    CHECK(split("a,,b", ',') == std::vector<std::string_view>{"a", "", "b"});
    CHECK(split("", ',') == std::vector<std::string_view>{""});
    CHECK(replace_all("aaa", "a", "aa") == "aaaaaa");
    CHECK(replace_all("abc", "", "x") == "abc");
    CHECK(count_code_points("maçon") == 5);
}

TEST_CASE("code points survive a round trip") {
    CHECK(rc::check([] {
        const std::string text = *any_text();
        RC_ASSERT(is_utf8(text));
        RC_ASSERT(to_valid_utf8(text) == text);
        std::string again;
        std::size_t count = 0;
        for (std::size_t at = 0; at < text.size(); ++count) append_utf8(again, next_code_point(text, at));
        RC_ASSERT(again == text);
        RC_ASSERT(count == count_code_points(text));
    }));
}

TEST_CASE("any bytes can be made valid, folded and tidied, and twice is once") {
    CHECK(rc::check([](const std::string& bytes) {
        const std::string valid = to_valid_utf8(bytes);
        RC_ASSERT(is_utf8(valid));
        RC_ASSERT(is_utf8(fold(valid)));
        RC_ASSERT(fold(fold(valid)) == fold(valid));
        const std::string line = tidy_line(valid);
        RC_ASSERT(tidy_line(line) == line);
        RC_ASSERT(line.find('\n') == std::string::npos);
    }));
}
