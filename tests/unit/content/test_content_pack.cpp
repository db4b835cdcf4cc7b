#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <cstdlib>
#include <filesystem>

#include "commands.hpp"
#include "content/content.hpp"
#include "packs/content_pack.hpp"
#include "packs/files.hpp"
#include "packs/mo_catalog.hpp"
#include "support/content.hpp"

using namespace passerelle;

namespace {

const std::string content_dir = PASSERELLE_SOURCE_DIR "/shared/content";
const std::string mo_dir = PASSERELLE_BINARY_DIR "/texts";

void put_word(std::string& bytes, std::uint32_t word, bool big_endian) {
    for (int i = 0; i < 4; ++i) bytes += static_cast<char>(word >> (big_endian ? 24 - 8 * i : 8 * i) & 0xFF);
}

// A .mo file as msgfmt lays it out: header, two tables, the texts with a NUL after each.
std::string mo_file(std::vector<MoEntry> entries, bool big_endian = false) {
    entries.insert(entries.begin(), {"", "Content-Type: text/plain; charset=UTF-8\n"});
    const auto count = static_cast<std::uint32_t>(entries.size());
    std::string bytes;
    for (const std::uint32_t word : {0x950412DEU, 0U, count, 28U, 28U + 8 * count, 0U, 28U + 16 * count}) {
        put_word(bytes, word, big_endian);
    }
    std::string texts;
    for (const bool original : {true, false}) {
        for (const MoEntry& entry : entries) {
            const std::string& text = original ? entry.first : entry.second;
            put_word(bytes, static_cast<std::uint32_t>(text.size()), big_endian);
            put_word(bytes, static_cast<std::uint32_t>(28 + 16 * count + texts.size()), big_endian);
            texts += text + '\0';
        }
    }
    return bytes + texts;
}

// A directory of this test alone, gone afterwards.
class Folder {
  public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "passerelle-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()) != nullptr);
        path_ = name;
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    [[nodiscard]] std::string path(const std::string& below = "") const {
        return below.empty() ? path_.string() : (path_ / below).string();
    }
    void write(const std::string& below, const std::string& bytes) const {
        std::filesystem::create_directories((path_ / below).parent_path());
        REQUIRE_FALSE(write_whole_file(path(below), bytes));
    }

  private:
    std::filesystem::path path_;
};

}  // namespace

TEST_CASE("the pack of this source tree is built from any number of text files and loads") {
    const Result<std::string> pack = build_content_pack(content_dir, "fr", mo_dir);
    REQUIRE(pack);
    CHECK(*pack == test::french_pack());
    const Result<Content> content = Content::load(*pack);
    REQUIRE(content);
    CHECK(content->text("question.situation.registered_since") == "Depuis quand êtes-vous inscrit·e\u00A0?");
    for (const Json& measure : content->measures()) {
        CHECK(member(measure, "examples") == nullptr);
        CHECK(member(measure, "people") == nullptr);
    }
}

TEST_CASE("what a language has not translated is read in French") {
    const Folder folder;
    std::filesystem::copy(mo_dir, folder.path("texts"), std::filesystem::copy_options::recursive);
    folder.write("texts/nl/questions.mo", mo_file({{"question.identity.first_name", "Wat is uw voornaam?"}}));
    const Result<std::string> pack = build_content_pack(content_dir, "nl", folder.path("texts"));
    REQUIRE(pack);
    const Result<Content> content = Content::load(*pack);
    REQUIRE(content);
    CHECK(content->language() == "nl");
    CHECK(content->text("question.identity.first_name") == "Wat is uw voornaam?");
    CHECK(content->text("option.work.none") == "Non, je n’ai pas de travail");
}

TEST_CASE("a text in two files of a language is refused") {
    const Folder folder;
    std::filesystem::copy(mo_dir, folder.path("texts"), std::filesystem::copy_options::recursive);
    folder.write("texts/fr/zz.mo", mo_file({{"month.1", "janvier"}}));
    const Result<std::string> pack = build_content_pack(content_dir, "fr", folder.path("texts"));
    REQUIRE_FALSE(pack);
    CHECK(pack.error().code == "content-duplicate");
    CHECK(pack.error().field == folder.path("texts/fr/zz.mo"));
}

TEST_CASE("a measure in two files, a broken file or a missing folder is refused by its path") {
    const Folder folder;
    folder.write("questions.json", *read_whole_file(content_dir + "/questions.json"));
    const auto refusal = [&] {
        const Result<std::string> pack = build_content_pack(folder.path(), "fr", mo_dir);
        REQUIRE_FALSE(pack);
        return pack.error();
    };
    CHECK(refusal().code == "file-unreadable");
    folder.write("measures/a.json", R"({"id":"x"})");
    REQUIRE(build_content_pack(folder.path(), "fr", mo_dir));
    folder.write("measures/b.json", R"({"id":"x"})");
    CHECK(refusal().code == "content-duplicate");
    folder.write("measures/b.json", R"({"id":)");
    CHECK(refusal().code == "json-syntax");
    CHECK(refusal().field == folder.path("measures/b.json"));
    CHECK(build_content_pack(content_dir, "fr", folder.path("none")).error().code == "file-unreadable");
    CHECK(build_content_pack(folder.path("none"), "fr", mo_dir).error().code == "file-unreadable");
}

TEST_CASE("a .mo file is read in either byte order, without its header") {
    const std::vector<MoEntry> entries = {{"a", "été"}, {"b", "œuf"}};
    CHECK(read_mo(mo_file(entries), "x").value() == entries);
    CHECK(read_mo(mo_file(entries, true), "x").value() == entries);
    CHECK(read_mo(mo_file({{"a", ""}}), "x").value().empty());
}

TEST_CASE("plural forms, contexts, other charsets and revisions of .mo files are refused") {
    CHECK(read_mo(mo_file({{std::string("a\0b", 3), "x"}}), "p").error().code == "mo-unsupported");
    CHECK(read_mo(mo_file({{"menu\4open", "x"}}), "p").error().code == "mo-unsupported");
    CHECK(read_mo(mo_file({{"a", "\xE9"}}), "p").error().code == "mo-damaged");
    CHECK(read_mo(mo_file({{"", "charset=ISO-8859-1"}}), "p").error().code == "mo-damaged");
    std::string other = mo_file({});
    other[4] = 1;
    CHECK(read_mo(other, "p").error().code == "mo-unsupported");
    CHECK(read_mo(other, "p").error().field == "p");
}

TEST_CASE("a damaged .mo file gives an error and never a read outside of it") {
    const std::string whole = *read_whole_file(mo_dir + "/fr/questions.mo");
    REQUIRE(read_mo(whole, "x"));
    for (std::size_t length = 0; length < 28; ++length)
        CHECK_FALSE(read_mo(std::string_view(whole).substr(0, length), "x"));
    REQUIRE(rc::check("cut anywhere", [&] {
        // A copy of its own size, so that the address sanitizer sees a read past the end.
        const std::string cut(whole.data(), *rc::gen::inRange<std::size_t>(0, whole.size() - 1));
        RC_ASSERT(!read_mo(cut, "x"));
    }));
    REQUIRE(rc::check("a word of header or tables changed", [&] {
        std::string changed = whole;
        const auto at = *rc::gen::inRange<std::size_t>(0, 2000);
        changed[at] = *rc::gen::arbitrary<char>();
        const auto result = read_mo(changed, "x");
        const bool is_answer = result ? result->size() <= whole.size() / 16 : result.error().field == "x";
        RC_ASSERT(is_answer);
    }));
}

TEST_CASE("the content command writes the pack whole and says how it was called wrongly") {
    const Folder folder;
    const std::string out = folder.path("fr.json");
    const auto run = [](std::vector<const char*> arguments) {
        return content_command(static_cast<int>(arguments.size()), arguments.data());
    };
    CHECK(run({"--language", "fr", "--mo", mo_dir.c_str(), "--content", content_dir.c_str(), "--out", out.c_str()}) ==
          0);
    CHECK(*read_whole_file(out) == test::french_pack());
    CHECK(run({}) == 2);
    CHECK(run({"--language", "fr"}) == 2);
    CHECK(run({"--language"}) == 2);
    CHECK(run({"--what", "fr", "--mo", mo_dir.c_str(), "--content", content_dir.c_str(), "--out", out.c_str()}) == 2);
    CHECK(run({"--language", "xx", "--mo", mo_dir.c_str(), "--content", content_dir.c_str(), "--out", out.c_str()}) ==
          1);
    CHECK(*read_whole_file(out) == test::french_pack());
}
