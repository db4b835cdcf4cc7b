#include "packs/report.hpp"

#include <utility>

namespace passerelle {

std::string describe(const ImportProblem& problem) {
    std::string text = problem.file;
    if (problem.line != 0) text.append(":").append(std::to_string(problem.line));
    if (!problem.field.empty()) text.append(": ").append(problem.field);
    return text.append(": ").append(problem.reason);
}

Error refusal(const ImportProblem& problem) {
    return {"import-refused", problem.field, describe(problem)};
}

void ImportReport::skip(ImportProblem problem) {
    ++skipped_;
    if (problems_.size() < kept_problems) problems_.push_back(std::move(problem));
}

void ImportReport::leave_out(ImportProblem problem) {
    ++fields_left_out_;
    if (fields_.size() < kept_problems) fields_.push_back(std::move(problem));
}

void ImportReport::count(std::string_view what, std::size_t times) {
    if (times == 0) return;
    const auto found = counts_.find(what);
    if (found == counts_.end()) {
        counts_.emplace(what, times);
    } else {
        found->second += times;
    }
}

std::size_t ImportReport::counted(std::string_view what) const {
    const auto found = counts_.find(what);
    return found == counts_.end() ? 0 : found->second;
}

std::string ImportReport::text(std::size_t shown) const {
    std::string text;
    for (const auto& [what, times] : counts_) {
        text.append("  ").append(std::to_string(times)).append(" ").append(what).append("\n");
    }
    const auto list = [&](std::size_t times, std::string_view what, const std::vector<ImportProblem>& problems) {
        if (times == 0) return;
        text.append("  ").append(std::to_string(times)).append(what);
        for (std::size_t index = 0; index < problems.size() && index < shown; ++index) {
            text.append("    ").append(describe(problems[index])).append("\n");
        }
        if (times > shown) text.append("    and ").append(std::to_string(times - shown)).append(" more\n");
    };
    list(fields_left_out_, " fields not understood or too long, left out of their records or shortened\n", fields_);
    list(skipped_, " records left out\n", problems_);
    return text;
}

}  // namespace passerelle
