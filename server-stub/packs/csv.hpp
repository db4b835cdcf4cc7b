// Reads CSV as RFC 4180 has it: quoted fields may hold separators, line ends and doubled quotes. Line ends are CRLF,
// LF or CR; a byte order mark is passed over. Line numbers count lines of the file, not records, so that an editor
// finds the place.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "packs/report.hpp"

namespace passerelle {

// Records one by one. The text must outlive the reader.
class CsvReader {
  public:
    CsvReader(std::string_view text, std::string file, char separator = ',');

    // False at the end. Lines without a character are passed over. Errors refuse the file, because after a quote that
    // never closes, or that closes before the field ends, no later record can be trusted.
    [[nodiscard]] Result<bool> next(std::vector<std::string>& fields);
    // Has all been read, with no line end at the end? Then nobody knows whether the last record is whole.
    [[nodiscard]] bool ends_within_line() const {
        return at_ == text_.size() && !text_.empty() && text_.back() != '\n' && text_.back() != '\r';
    }
    // First line of the record that next() gave.
    [[nodiscard]] std::size_t line() const { return record_line_; }
    [[nodiscard]] const std::string& file() const { return file_; }

  private:
    [[nodiscard]] bool at_line_end() const;
    void pass_line_end();
    [[nodiscard]] Result<bool> quoted(std::string& field);
    [[nodiscard]] std::string_view plain();
    void add_lines(std::string& field, std::string_view text);

    std::string_view text_;
    std::string file_;
    char separator_;
    std::size_t at_ = 0;
    // The first newline that plain() found, the text's size when there is none left; npos before it has looked.
    std::size_t newline_ = std::string_view::npos;
    std::size_t line_ = 1;
    std::size_t record_line_ = 0;
};

// Records under a header line, fields by name.
class CsvTable {
  public:
    // Refuses a text without a header or without one of the `required` columns.
    [[nodiscard]] static Result<CsvTable> open(std::string_view text, std::string file,
                                               std::span<const std::string_view> required, char separator = ',');
    // For files without a header: the columns are named here.
    [[nodiscard]] static CsvTable without_header(std::string_view text, std::string file,
                                                 std::span<const std::string_view> columns, char separator);

    // The next sound record; records with another number of fields or with ill-formed UTF-8 go to the report.
    // False at the end, errors as CsvReader.
    [[nodiscard]] Result<bool> next(ImportReport& report);
    // The same for what is published as a whole, where a record that is not sound says that the file is damaged or
    // in another encoding: such a record refuses the file, and so does a last one without a line end, which is what
    // a download cut short leaves.
    [[nodiscard]] Result<bool> next();
    [[nodiscard]] const std::vector<std::string>& columns() const { return columns_; }
    // Trimmed; empty when there is no such column.
    [[nodiscard]] std::string_view field(std::string_view column) const;
    [[nodiscard]] std::size_t line() const { return reader_.line(); }
    [[nodiscard]] ImportProblem problem(std::string_view column, std::string reason) const;

  private:
    explicit CsvTable(CsvReader reader) : reader_(std::move(reader)) {}
    [[nodiscard]] std::optional<ImportProblem> flaw() const;  // of the record just read

    CsvReader reader_;
    std::vector<std::string> columns_;
    std::vector<std::string> fields_;
};

// Calls `act(table)` at each record of a published file. Errors: those of CsvTable::open and CsvTable::next().
template <typename Act>
[[nodiscard]] std::optional<Error> for_each_record(std::string_view text, const std::string& file,
                                                   std::span<const std::string_view> required, Act act) {
    Result<CsvTable> table = CsvTable::open(text, file, required);
    if (!table) return table.error();
    for (;;) {
        const Result<bool> more = table->next();
        if (!more) return more.error();
        if (!*more) return std::nullopt;
        act(*table);
    }
}

}  // namespace passerelle
