#include "packs/csv.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"

namespace passerelle {

CsvReader::CsvReader(std::string_view text, std::string file, char separator)
    : text_(text), file_(std::move(file)), separator_(separator) {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
}

bool CsvReader::at_line_end() const {
    return text_[at_] == '\n' || text_[at_] == '\r';
}

void CsvReader::pass_line_end() {
    if (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
    ++at_;
    ++line_;
}

void CsvReader::add_lines(std::string& field, std::string_view text) {
    while (!text.empty()) {
        const std::size_t carriage = text.find('\r');
        const std::size_t end = std::min(text.find('\n'), carriage);
        field.append(text.substr(0, end));
        if (end == std::string_view::npos) return;
        const bool pair = end == carriage && end + 1 < text.size() && text[end + 1] == '\n';
        text.remove_prefix(end + (pair ? 2 : 1));
        // Kept as one newline, whatever the file uses: lists inside a field are split on it.
        field += '\n';
        ++line_;
    }
}

Result<bool> CsvReader::quoted(std::string& field) {
    for (;;) {
        ++at_;  // the opening quote, or the second of a doubled one
        const std::size_t quote = text_.find('"', at_);
        if (quote == std::string_view::npos) {
            return refusal({file_, record_line_, "", "a quoted field that never ends"});
        }
        add_lines(field, text_.substr(at_, quote - at_));
        at_ = quote + 1;
        if (at_ == text_.size() || text_[at_] == separator_ || at_line_end()) return true;
        if (text_[at_] != '"') return refusal({file_, line_, "", "characters after a closing quote"});
        field += '"';
    }
}

std::string_view CsvReader::plain() {
    // Searched once a line: a search a field would take the square of the length of a file with no such line end.
    if (newline_ == std::string_view::npos || newline_ < at_) newline_ = std::min(text_.find('\n', at_), text_.size());
    std::string_view field = text_.substr(at_, newline_ - at_);
    field = field.substr(0, field.find('\r'));
    field = field.substr(0, field.find(separator_));
    at_ += field.size();
    return field;
}

Result<bool> CsvReader::next(std::vector<std::string>& fields) {
    fields.clear();
    while (at_ < text_.size() && at_line_end()) pass_line_end();
    if (at_ == text_.size()) return false;
    record_line_ = line_;
    for (;;) {
        std::string& field = fields.emplace_back();
        if (at_ < text_.size() && text_[at_] == '"') {
            Result<bool> read = quoted(field);
            if (!read) return read.error();
        } else {
            field = plain();
        }
        if (at_ == text_.size()) return true;
        if (at_line_end()) {
            pass_line_end();
            return true;
        }
        ++at_;  // the separator
    }
}

Result<CsvTable> CsvTable::open(std::string_view text, std::string file, std::span<const std::string_view> required,
                                char separator) {
    CsvTable table(CsvReader(text, std::move(file), separator));
    Result<bool> header = table.reader_.next(table.columns_);
    if (!header) return header.error();
    if (!*header) return refusal({table.reader_.file(), 0, "", "the file is empty"});
    for (std::string& column : table.columns_) column = std::string(trim(column));
    for (const std::string_view column : required) {
        if (std::find(table.columns_.begin(), table.columns_.end(), column) == table.columns_.end()) {
            return refusal({table.reader_.file(), 1, std::string(column), "the header has no such column"});
        }
    }
    return table;
}

CsvTable CsvTable::without_header(std::string_view text, std::string file, std::span<const std::string_view> columns,
                                  char separator) {
    CsvTable table(CsvReader(text, std::move(file), separator));
    for (const std::string_view column : columns) table.columns_.emplace_back(column);
    return table;
}

std::optional<ImportProblem> CsvTable::flaw() const {
    if (fields_.size() != columns_.size()) {
        return problem("", std::to_string(fields_.size()) + " fields instead of " + std::to_string(columns_.size()));
    }
    for (std::size_t index = 0; index < fields_.size(); ++index) {
        if (!is_utf8(fields_[index])) return problem(columns_[index], "not UTF-8");
    }
    return std::nullopt;
}

Result<bool> CsvTable::next(ImportReport& report) {
    for (;;) {
        Result<bool> read = reader_.next(fields_);
        if (!read || !*read) return read;
        std::optional<ImportProblem> wrong = flaw();
        if (!wrong) return true;
        report.skip(*std::move(wrong));
    }
}

Result<bool> CsvTable::next() {
    Result<bool> read = reader_.next(fields_);
    if (!read || !*read) return read;
    if (const std::optional<ImportProblem> wrong = flaw()) return refusal(*wrong);
    if (reader_.ends_within_line()) return refusal(problem("", "the file ends within this record: it is cut short"));
    return true;
}

std::string_view CsvTable::field(std::string_view column) const {
    for (std::size_t index = 0; index < columns_.size() && index < fields_.size(); ++index) {
        if (columns_[index] == column) return trim(fields_[index]);
    }
    return {};
}

ImportProblem CsvTable::problem(std::string_view column, std::string reason) const {
    return {reader_.file(), reader_.line(), std::string(column), std::move(reason)};
}

}  // namespace passerelle
