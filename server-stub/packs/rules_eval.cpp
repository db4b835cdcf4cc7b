#include "packs/rules_eval.hpp"

namespace passerelle {
namespace {

constexpr std::size_t max_line = 1 << 20;
// A rule may be nested as deeply as the evaluator takes it, two levels for each operator, and more to be told so.
constexpr int max_line_depth = 1000;

Json error_line(const std::string& code, const std::string& path) {
    return {{"error", {{"code", code}, {"path", path}}}};
}

}  // namespace

Json evaluated_line(const std::string& line, Dialect dialect) {
    if (line.size() > max_line) return error_line("rule-too-large", "");
    const auto request = parse_json(line, max_line_depth);
    if (!request) return error_line(request.error().code == "json-too-deep" ? "rule-too-deep" : "json-syntax", "");
    const Json* rule = member(*request, "rule");
    if (rule == nullptr) return error_line("rule-shape", "");
    const Json* data = member(*request, "data");
    const auto result = evaluate_two_valued(*rule, data == nullptr ? Json() : *data, dialect);
    return result ? Json{{"result", *result}} : error_line(result.error().code, result.error().field);
}

}  // namespace passerelle
