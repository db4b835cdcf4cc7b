// The few words that are the workbench's own.
#include "words.hpp"

#include <catch2/catch_test_macros.hpp>

using passerelle::workbench::say;

TEST_CASE("the workbench's own words are there in French") {
    for (const char* key : {"workbench.keys",
                            "workbench.keys.title",
                            "workbench.keys.close",
                            "workbench.keys.next",
                            "workbench.keys.previous",
                            "workbench.keys.move",
                            "workbench.keys.open",
                            "workbench.keys.press",
                            "workbench.keys.menu",
                            "workbench.keys.back",
                            "workbench.keys.this",
                            "workbench.key.tab",
                            "workbench.key.shift",
                            "workbench.key.enter",
                            "workbench.key.space",
                            "workbench.key.escape",
                            "workbench.offer",
                            "workbench.offer.open",
                            "workbench.distance",
                            "offer.employer",
                            "offer.place",
                            "offer.contract",
                            "offer.missing"}) {
        INFO(key);
        CHECK_FALSE(say("fr", key).empty());
        CHECK(say("fr", key) != key);
    }
}

TEST_CASE("French stands in where a language has no word, and no key is ever shown") {
    CHECK(say("xx", "workbench.keys") == say("fr", "workbench.keys"));
    for (const char* language : {"nl", "de", "en"}) CHECK(say(language, "workbench.keys") != "workbench.keys");
    CHECK(say("fr", "workbench.nothing").empty());
}
