// What an import says about its input. Tolerant in reading and strict in reporting: a record that can not be used is
// skipped, counted and named; a file that can not be read as what it claims to be is refused whole. For what is
// published as a whole (a classification, a gazetteer) one record that can not be read says so of the file.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace passerelle {

struct ImportProblem {
    std::string file;
    std::size_t line = 0;  // first line of the record, 1 for the first of the file; 0: the file as a whole
    std::string field;     // may be empty
    std::string reason;
};

// "offers.jsonl:17: latitude: not a number"
[[nodiscard]] std::string describe(const ImportProblem& problem);

// A problem that refuses the file. Code "import-refused"; `field` of the error is the problem's field.
[[nodiscard]] Error refusal(const ImportProblem& problem);

class ImportReport {
  public:
    // Only the first problems are kept in full, so that a wholly wrong file does not fill the memory.
    static constexpr std::size_t kept_problems = 1000;

    // A record left out.
    void skip(ImportProblem problem);
    // A field of a record that could not be understood: the record is kept without it.
    void leave_out(ImportProblem problem);
    // Something worth telling beside records ("label taken from English"), by the number of times it happened.
    void count(std::string_view what, std::size_t times = 1);

    [[nodiscard]] std::size_t skipped() const { return skipped_; }
    [[nodiscard]] std::size_t fields_left_out() const { return fields_left_out_; }
    [[nodiscard]] const std::vector<ImportProblem>& problems() const { return problems_; }
    [[nodiscard]] const std::vector<ImportProblem>& fields() const { return fields_; }
    [[nodiscard]] std::size_t counted(std::string_view what) const;

    // One line a count, then the number of fields and of records left out and the first `shown` of each.
    [[nodiscard]] std::string text(std::size_t shown = 20) const;

  private:
    std::size_t skipped_ = 0;
    std::vector<ImportProblem> problems_;
    std::size_t fields_left_out_ = 0;
    std::vector<ImportProblem> fields_;
    std::map<std::string, std::size_t, std::less<>> counts_;
};

}  // namespace passerelle
