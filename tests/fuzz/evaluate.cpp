// Any bytes as {"rule":...,"data":...}: both dialects end with a value or an error with a place that is in the rule,
// within their bounds; what is decided stays so, whether what is missing is taken for null or comes in.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "rules/expression.hpp"

namespace {

using namespace passerelle;

void require(bool holds) {
    if (!holds) std::abort();
}

std::string unescaped(std::string token) {  // RFC 6901
    for (std::size_t at = 0; (at = token.find('~', at)) != std::string::npos; ++at)
        token.replace(at, 2, token[at + 1] == '1' ? "/" : "~");
    return token;
}

bool resolves(const Json& rule, std::string_view path) {
    const Json* at = &rule;
    while (!path.empty()) {
        path.remove_prefix(1);
        const std::size_t end = path.find('/');
        const std::string token = unescaped(std::string(path.substr(0, end)));
        path = end == std::string_view::npos ? std::string_view() : path.substr(end);
        if (at->is_array()) {
            const std::size_t index = std::strtoul(token.c_str(), nullptr, 10);
            if (index >= at->size()) return false;
            at = &(*at)[index];
        } else {
            at = member(*at, token);
            if (at == nullptr) return false;
        }
    }
    return true;
}

void check(const Json& rule, const Json& data, Dialect dialect) {
    const auto outcome = evaluate(rule, data, dialect);
    if (!outcome) {
        require(!outcome.error().code.empty());
        require(resolves(rule, outcome.error().field));
    } else if (outcome->known) {
        require(outcome->missing.empty());
    }
    const auto value = evaluate_two_valued(rule, data, dialect);
    if (value)
        (void)dump_json(*value);
    else
        require(resolves(rule, value.error().field));
    if (!outcome || !outcome->known) return;
    const bool holds = is_truthy(outcome->value(), dialect);
    if (value) require(is_truthy(*value, dialect) == holds);
    if (!data.is_object()) return;
    for (const auto& entry : data.items()) {
        Json less = data;
        less.erase(entry.key());
        const auto before = evaluate(rule, less, dialect);
        if (before && before->known) require(is_truthy(before->value(), dialect) == holds);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto request = parse_json(std::string_view(reinterpret_cast<const char*>(bytes), size), 200);
    if (!request) return 0;
    const Json* rule = member(*request, "rule");
    if (rule == nullptr) return 0;
    const Json* data = member(*request, "data");
    for (const Dialect dialect : {Dialect::certlogic, Dialect::jsonlogic})
        check(*rule, data == nullptr ? Json() : *data, dialect);
    return 0;
}
