// What the codes of a source's own classification (ROME, OGR, ...) mean, when somebody gives a table for it: CSV with
// a header and the columns "code" and "target", a target being the URI of an ESCO occupation or an ISCO-08 code.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "packs/files.hpp"
#include "packs/report.hpp"

namespace passerelle {

class CodeTable {
  public:
    CodeTable() = default;  // no code means anything
    [[nodiscard]] static Result<CodeTable> read(const InputFile& file, ImportReport& report);

    // The target, empty when the table does not have the code. A code given several targets has none.
    [[nodiscard]] std::string_view target(std::string_view code) const;
    [[nodiscard]] bool empty() const { return targets_.empty(); }

  private:
    std::map<std::string, std::string, std::less<>> targets_;
};

[[nodiscard]] bool is_isco_code(std::string_view code);

}  // namespace passerelle
