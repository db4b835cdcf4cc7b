// Any bytes as {"rule":...,"data":...}: both dialects end with a value or an error with a place, within their bounds.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "rules/expression.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace passerelle;
    const auto request = parse_json(std::string_view(reinterpret_cast<const char*>(bytes), size), 200);
    if (!request) return 0;
    const Json* rule = member(*request, "rule");
    const Json* data = member(*request, "data");
    if (rule == nullptr) return 0;
    for (const Dialect dialect : {Dialect::certlogic, Dialect::jsonlogic}) {
        const auto outcome = evaluate(*rule, data == nullptr ? Json() : *data, dialect);
        if (!outcome && outcome.error().code.empty()) std::abort();
        if (outcome && outcome->known && !outcome->missing.empty()) std::abort();
        const auto value = evaluate_two_valued(*rule, data == nullptr ? Json() : *data, dialect);
        if (value) (void)dump_json(*value);
    }
    return 0;
}
