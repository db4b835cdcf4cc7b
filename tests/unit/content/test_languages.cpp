// Every language of the portal says everything French says, with the same values put in.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <map>
#include <set>

#include "content/content.hpp"
#include "packs/content_pack.hpp"
#include "packs/files.hpp"
#include "packs/mo_catalog.hpp"

using namespace passerelle;

namespace {

const std::string mo_dir = PASSERELLE_BINARY_DIR "/texts";

std::map<std::string, std::string> texts_of(const std::string& language) {
    std::map<std::string, std::string> texts;
    for (const auto& file : std::filesystem::directory_iterator(mo_dir + "/" + language)) {
        const Result<std::string> bytes = read_whole_file(file.path().string());
        REQUIRE(bytes);
        const Result<std::vector<MoEntry>> entries = read_mo(*bytes, file.path().string());
        REQUIRE(entries);
        texts.insert(entries->begin(), entries->end());
    }
    return texts;
}

std::set<std::string> values_in(const std::string& text) {
    std::set<std::string> names;
    for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1))
        names.insert(text.substr(at, text.find('}', at) - at));
    return names;
}

}  // namespace

TEST_CASE("every language says what French says, with the same values in it") {
    const std::map<std::string, std::string> french = texts_of("fr");
    REQUIRE(french.size() > 900);
    for (const std::string language : {"nl", "de", "en"}) {
        const std::map<std::string, std::string> texts = texts_of(language);
        for (const auto& [key, text] : french) {
            INFO(language << " " << key);
            const auto found = texts.find(key);
            REQUIRE(found != texts.end());
            CHECK(values_in(found->second) == values_in(text));
        }
        for (const auto& [key, text] : texts) {
            INFO(language << " " << key << " is in no French text");
            CHECK(french.contains(key));
        }
    }
}

// U+00A0 there, so that no line of a narrow page starts with a colon.
TEST_CASE("no French sentence can break before its punctuation or inside its quotation marks") {
    for (const auto& [key, text] : texts_of("fr"))
        for (const char* place : {" :", " ;", " ?", " !", " »", "« "}) {
            INFO(key << ": " << text);
            CHECK(text.find(place) == std::string::npos);
        }
}

TEST_CASE("the content of every language loads and knows the other languages by their own names") {
    for (const std::string language : {"fr", "nl", "de", "en"}) {
        const Result<std::string> bytes = build_content_pack(PASSERELLE_SOURCE_DIR "/shared/content", language, mo_dir);
        REQUIRE(bytes);
        const Result<Content> content = Content::load(*bytes);
        REQUIRE(content);
        REQUIRE(content->translations().size() == 4);
        CHECK(content->translations()[0] == std::pair<std::string, std::string>{"fr", "Français"});
        CHECK(content->translations()[1] == std::pair<std::string, std::string>{"nl", "Nederlands"});
    }
}

TEST_CASE("money is written as the language writes it") {
    const auto money = [](const std::string& language, std::int64_t cents) {
        const Result<std::string> bytes = build_content_pack(PASSERELLE_SOURCE_DIR "/shared/content", language, mo_dir);
        REQUIRE(bytes);
        return Content::load(*bytes)->money(cents);
    };
    CHECK(money("en", 150'000) == "€1,500");
    CHECK(money("en", 1'205) == "€12.05");
    CHECK(money("nl", 1'205) == "12,05\u00A0euro");
    CHECK(money("fr", 50'000) == "500\u00A0€");
}
