// The lists of shortage occupations: the only door for them, and which list counts on a day.
#include "rules/shortage.hpp"

#include <catch2/catch_test_macros.hpp>
#include <set>

#include "measures.hpp"

using namespace passerelle;
using namespace passerelle::test;

namespace {

CivilDate day(const char* text) {
    return *CivilDate::parse(text);
}

Json whole() {
    return Json::parse(R"({"decides":["incitant"],"shortage_lists":[
        {"id":"old","valid_from":"2024-07-03","valid_to":"2025-07-01","to_confirm":false,
         "source":{"title":"T","address":"a.be","checked_on":"2026-01-01","confidence":"B"},
         "counts":{"total":10,"shortage":4,"critical":6}},
        {"id":"new","valid_from":"2025-07-02","to_confirm":true,"note":"n",
         "source":{"title":"T","checked_on":"2026-01-01","confidence":"C"},
         "occupations":[{"id":"bricklayer","isco":"7112"},{"id":"roofer","isco":"7121"}]}]})");
}

// The place of the error, or "loaded".
std::string place(const Json& file) {
    const auto result = load_shortage(Json::array({file}), all_measures());
    if (!result) CHECK(result.error().code == "shortage-shape");
    return result ? "loaded" : result.error().field;
}

std::string without(const char* pointer) {
    Json file = whole();
    const Json::json_pointer path(pointer);
    file[path.parent_pointer()].erase(path.back());
    return place(file);
}

std::string with(const char* pointer, const char* value) {
    Json file = whole();
    file[Json::json_pointer(pointer)] = Json::parse(value);
    return place(file);
}

const Shortage& the_lists() {
    static const Shortage shortage = load_shortage(measures_json(), all_measures()).value();
    return shortage;
}

}  // namespace

TEST_CASE("a shortage list without source, day of checking or validity does not load") {
    CHECK(place(whole()) == "loaded");
    CHECK(without("/shortage_lists/0/source") == "shortage/old/source/title");
    CHECK(without("/shortage_lists/0/source/title") == "shortage/old/source/title");
    CHECK(without("/shortage_lists/0/source/checked_on") == "shortage/old/source/checked_on");
    CHECK(without("/shortage_lists/0/source/confidence") == "shortage/old/source/confidence");
    CHECK(with("/shortage_lists/0/source/confidence", R"("D")") == "shortage/old/source/confidence");
    CHECK(without("/shortage_lists/0/valid_from") == "shortage/old/valid_from");
    CHECK(without("/shortage_lists/0/to_confirm") == "shortage/old/to_confirm");
    CHECK(without("/shortage_lists/0/id") == "shortage/0/id");
    CHECK(with("/shortage_lists", "[]") == "shortage/shortage_lists");
    CHECK(with("/shortage_lists/0", "7") == "shortage/0");
    CHECK(with("/shortage_lists/0/valid_too", R"("2025-07-01")") == "shortage/old/valid_too");
    CHECK(with("/decide", "[]") == "shortage/decide");
    CHECK(with("/decides", R"("incitant")") == "shortage/decides");
    CHECK(with("/shortage_lists/0/counts/all", "10") == "shortage/old/counts/all");
    CHECK(with("/shortage_lists/0/counts", "10") == "shortage/old/counts");
    CHECK(with("/shortage_lists/1/occupations/0/isko", R"("7112")") == "shortage/new/occupations/bricklayer/isko");
    CHECK(with("/shortage_lists/0/source/adress", R"("a.be")") == "shortage/old/source/adress");
}

TEST_CASE("shortage lists that overlap, stand twice or end before they begin do not load") {
    CHECK(without("/shortage_lists/0/valid_to") == "shortage/new");
    CHECK(with("/shortage_lists/0/valid_to", R"("2025-07-02")") == "shortage/new");
    CHECK(with("/shortage_lists/0/valid_to", R"("2024-07-02")") == "shortage/old/valid_to");
    CHECK(with("/shortage_lists/0/valid_to", R"("2024-07-03")") == "loaded");
    CHECK(with("/shortage_lists/0/valid_to", R"("2025-06-31")") == "shortage/old/valid_to");
    CHECK(with("/shortage_lists/1/id", R"("old")") == "shortage/old");
    CHECK_FALSE(load_shortage(Json::array({whole(), whole()}), all_measures()));
}

TEST_CASE("occupations stand once each, with a unit group of ISCO-08") {
    CHECK(with("/shortage_lists/1/occupations/1/id", R"("bricklayer")") == "shortage/new/occupations/bricklayer");
    CHECK(with("/shortage_lists/1/occupations/1/id", R"("Brick layer")") == "shortage/new/occupations/Brick layer");
    for (const char* code : {R"("711")", R"("71121")", R"("711a")", R"("7112.1")", R"("")", "7112", "null"})
        CHECK(with("/shortage_lists/1/occupations/0/isco", code) == "shortage/new/occupations/bricklayer/isco");
    CHECK(with("/shortage_lists/1/occupations", "[]") == "shortage/new/occupations");
    CHECK(with("/shortage_lists/1/note", R"("a b")") == "shortage/new/note");
}

TEST_CASE("a shortage list says how many, and its numbers agree") {
    CHECK(without("/shortage_lists/0/counts") == "shortage/old/counts");
    CHECK(with("/shortage_lists/0/counts", R"({"total":10})") == "loaded");
    CHECK(with("/shortage_lists/0/counts", R"({"total":10,"shortage":4})") == "shortage/old/counts");
    CHECK(with("/shortage_lists/0/counts/critical", "5") == "shortage/old/counts");
    CHECK(with("/shortage_lists/0/counts/critical", "-6") == "shortage/old/counts/critical");
    CHECK(with("/shortage_lists/0/counts/total", R"("10")") == "shortage/old/counts/total");
    CHECK(with("/shortage_lists/1/counts", R"({"total":3})") == "shortage/new/counts/total");
    CHECK(with("/shortage_lists/1/counts", R"({"total":2})") == "loaded");
}

TEST_CASE("a shortage list decides measures that there are") {
    CHECK(with("/decides/0", R"("no-such-measure")") == "shortage/decides/no-such-measure");
    CHECK(with("/decides/0", "7") == "shortage/decides/");
    const Shortage none = load_shortage(Json::array(), all_measures()).value();
    CHECK(none.lists.empty());
    CHECK(none.list_on(day("2026-01-01")) == nullptr);
    CHECK_FALSE(none.matters_for("incitant"));
}

TEST_CASE("the list that counts changes on the first day of the next one") {
    const auto on = [](const char* text) {
        const ShortageList* list = the_lists().list_on(day(text));
        return list == nullptr ? std::string() : list->id;
    };
    CHECK(on("2022-06-21").empty());
    CHECK(on("2022-06-22") == "2022");
    CHECK(on("2022-06-23") == "2022");
    CHECK(on("2023-06-30") == "2022");
    CHECK(on("2023-07-01") == "2023");
    CHECK(on("2023-07-02") == "2023");
    CHECK(on("2024-07-02") == "2023");
    CHECK(on("2024-07-03") == "2024");
    CHECK(on("2024-07-04") == "2024");
    CHECK(on("2025-07-01") == "2024");
    CHECK(on("2025-07-02") == "2025");
    CHECK(on("2025-07-03") == "2025");
    CHECK(on("2026-07-01") == "2025");
    CHECK(on("2026-07-02") == "2026");
    CHECK(on("2026-07-03") == "2026");
    CHECK(on("2040-01-01") == "2026");
}

TEST_CASE("the shortage lists hold what was published, and what is assumed says so") {
    const auto& lists = the_lists().lists;
    REQUIRE(lists.size() == 5);
    CHECK(lists[0].total == 141);
    CHECK(lists[1].total == 158);
    CHECK(lists[2].total == 162);
    CHECK(lists[3].total == 146);
    CHECK(lists[3].shortage == 82);
    CHECK(lists[3].critical == 64);
    CHECK(lists[3].source.confidence == Confidence::official);
    CHECK(lists[2].total - 42 + 26 == lists[3].total);  // as the Forem says of the list of 2025
    CHECK(lists[4].occupations.size() == 56);
    CHECK(lists[4].source.confidence == Confidence::single);
    CHECK_FALSE(lists[4].note_key.empty());
    // No official text was read that says on which day a list begins to count.
    for (const ShortageList& list : lists) CHECK(list.to_confirm);
    CHECK(the_lists().decides == std::vector<std::string>{"dispense-etudes", "incitant"});
}

TEST_CASE("every text that a shortage list names is in the French texts, and no name stands twice") {
    const auto po = read_text(measures_folder() / "../texts/fr/shortage.po");
    REQUIRE(po);
    for (const ShortageList& list : the_lists().lists) {
        std::set<std::string> names;
        if (!list.note_key.empty()) {
            CHECK(po->find("\"" + list.note_key + "\"") != std::string::npos);
            CHECK(po->find("\"" + list.note_key + ".text\"") != std::string::npos);
        }
        for (const ShortageOccupation& occupation : list.occupations) {
            INFO(occupation.id);
            const std::size_t at = po->find("\"" + occupation.name_key() + "\"\nmsgstr ");
            REQUIRE(at != std::string::npos);
            const std::size_t start = po->find("msgstr ", at);
            CHECK(names.insert(po->substr(start, po->find('\n', start) - start)).second);
        }
    }
}
