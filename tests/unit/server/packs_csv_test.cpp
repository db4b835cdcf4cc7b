#include <rapidcheck.h>

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "packs/csv.hpp"

using namespace passerelle;

namespace {

using Records = std::vector<std::vector<std::string>>;

Records read_all(std::string_view text) {
    CsvReader reader(text, "test.csv");
    Records records;
    std::vector<std::string> fields;
    for (;;) {
        const Result<bool> more = reader.next(fields);
        REQUIRE(more);
        if (!*more) return records;
        records.push_back(fields);
    }
}

std::string quoted(const std::string& text) {
    std::string result = "\"";
    for (const char letter : text) result += letter == '"' ? std::string("\"\"") : std::string(1, letter);
    return result += '"';
}

}  // namespace

TEST_CASE("Quoted fields hold separators, quotes and line ends") {
    CHECK(read_all("a,\"b,c\",\"d \"\"e\"\"\"\r\n\"f\ng\",,h") == Records{{"a", "b,c", "d \"e\""}, {"f\ng", "", "h"}});
}

TEST_CASE("A byte order mark, CR line ends and empty lines are no records") {
    CHECK(read_all("\xEF\xBB\xBF"
                   "a,b\r\rc,d\r\n\r\n") == Records{{"a", "b"}, {"c", "d"}});
    CHECK(read_all("").empty());
    CHECK(read_all("\n\n").empty());
}

TEST_CASE("A separator at the end of a line is an empty last field") {
    CHECK(read_all("a,\n,b") == Records{{"a", ""}, {"", "b"}});
    CHECK(read_all("\"\"") == Records{{""}});
    CHECK(read_all("a,") == Records{{"a", ""}});
}

TEST_CASE("A quote that never closes refuses the file and names the line where it opened") {
    CsvReader reader("a,b\n\"c,d\ne,f\n", "open.csv");
    std::vector<std::string> fields;
    REQUIRE(reader.next(fields));
    const Result<bool> second = reader.next(fields);
    REQUIRE_FALSE(second);
    CHECK(second.error().code == "import-refused");
    CHECK(second.error().message == "open.csv:2: a quoted field that never ends");
}

TEST_CASE("Characters after a closing quote refuse the file") {
    CsvReader reader("\"a\"b,c\n", "after.csv");
    std::vector<std::string> fields;
    CHECK_FALSE(reader.next(fields));
}

TEST_CASE("The line of a record counts the line ends inside fields") {
    CsvReader reader("\"a\nb\nc\",1\nd,2\n", "lines.csv");
    std::vector<std::string> fields;
    REQUIRE(reader.next(fields));
    CHECK(reader.line() == 1);
    REQUIRE(reader.next(fields));
    CHECK(reader.line() == 4);
}

TEST_CASE("Whatever is written quoted is read back") {
    REQUIRE(rc::check([](const std::vector<std::vector<std::string>>& wanted) {
        std::string text;
        Records expected;
        for (const std::vector<std::string>& record : wanted) {
            RC_PRE(!record.empty());
            std::vector<std::string> fields;
            for (const std::string& field : record) {
                // Line ends are unified by the reader, so the expectation is too.
                std::string unified;
                for (std::size_t at = 0; at < field.size(); ++at) {
                    if (field[at] == '\r' && at + 1 < field.size() && field[at + 1] == '\n') continue;
                    unified += field[at] == '\r' ? '\n' : field[at];
                }
                text += (fields.empty() ? "" : ",") + quoted(field);
                fields.push_back(unified);
            }
            text += "\r\n";
            expected.push_back(fields);
        }
        CsvReader reader(text, "property.csv");
        Records records;
        std::vector<std::string> fields;
        for (;;) {
            const Result<bool> more = reader.next(fields);
            RC_ASSERT(static_cast<bool>(more));
            if (!*more) break;
            records.push_back(fields);
        }
        RC_ASSERT(records == expected);
    }));
}

TEST_CASE("A table skips and counts records of another width or not in UTF-8, and names their lines") {
    static constexpr std::array<std::string_view, 2> required = {"name", "code"};
    Result<CsvTable> table =
        CsvTable::open("code,name\n1,un\n2\n3,tr\xE9s\n4, quatre ,\n5, cinq \n", "t.csv", required);
    REQUIRE(table);
    ImportReport report;
    REQUIRE(*table->next(report));
    CHECK(table->field("name") == "un");
    REQUIRE(*table->next(report));
    CHECK(table->field("name") == "cinq");
    CHECK(table->field("code") == "5");
    CHECK(table->field("absent").empty());
    CHECK_FALSE(*table->next(report));
    REQUIRE(report.skipped() == 3);
    CHECK(describe(report.problems()[0]) == "t.csv:3: 1 fields instead of 2");
    CHECK(describe(report.problems()[1]) == "t.csv:4: name: not UTF-8");
    CHECK(describe(report.problems()[2]) == "t.csv:5: 3 fields instead of 2");
}

TEST_CASE("A table without a required column is refused by name") {
    static constexpr std::array<std::string_view, 1> required = {"conceptUri"};
    const Result<CsvTable> table = CsvTable::open("a,b\n1,2\n", "wrong.csv", required);
    REQUIRE_FALSE(table);
    CHECK(table.error().field == "conceptUri");
    CHECK_FALSE(CsvTable::open("", "empty.csv", required));
}
