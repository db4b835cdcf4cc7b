#include "packs/code_table.hpp"

#include <array>

#include "packs/csv.hpp"

namespace passerelle {

bool is_isco_code(std::string_view code) {
    return !code.empty() && code.size() <= 4 && code.find_first_not_of("0123456789") == std::string_view::npos;
}

Result<CodeTable> CodeTable::read(const InputFile& file, ImportReport& report) {
    static constexpr std::array<std::string_view, 2> columns = {"code", "target"};
    Result<CsvTable> table = CsvTable::open(file.text, file.name, columns);
    if (!table) return table.error();
    CodeTable codes;
    for (;;) {
        Result<bool> more = table->next(report);
        if (!more) return more.error();
        if (!*more) break;
        const std::string_view code = table->field("code");
        const std::string_view target = table->field("target");
        if (code.empty()) {
            report.skip(table->problem("code", "empty"));
        } else if (!is_isco_code(target) && !target.starts_with("http")) {
            report.skip(table->problem("target", "neither a URI nor an ISCO-08 code"));
        } else {
            const auto [entry, first] = codes.targets_.emplace(code, target);
            if (!first && entry->second != target) {
                entry->second.clear();
                report.count("codes with several meanings, which then settle nothing");
            }
        }
    }
    report.count("codes with a meaning read", codes.targets_.size());
    return codes;
}

std::string_view CodeTable::target(std::string_view code) const {
    const auto found = targets_.find(code);
    return found == targets_.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace passerelle
