#include "packs/options.hpp"

#include <algorithm>

#include "packs/numbers.hpp"

namespace passerelle {

std::optional<Options> Options::parse(int argc, const char* const* argv,
                                      std::initializer_list<std::string_view> known) {
    Options options;
    for (int index = 0; index < argc; ++index) {
        const std::string_view argument = argv[index];
        if (!argument.starts_with("--")) {
            options.plain_.emplace_back(argument);
            continue;
        }
        if (std::find(known.begin(), known.end(), argument) == known.end() || index + 1 == argc) return std::nullopt;
        if (!options.values_.emplace(argument, argv[++index]).second) return std::nullopt;
    }
    return options;
}

std::string Options::value(std::string_view name, std::string_view otherwise) const {
    const auto found = values_.find(name);
    return found == values_.end() ? std::string(otherwise) : found->second;
}

std::optional<std::uint64_t> Options::count(std::string_view name, std::uint64_t otherwise, std::uint64_t most) const {
    const auto found = values_.find(name);
    return found == values_.end() ? std::optional(otherwise) : parse_count(found->second, most);
}

}  // namespace passerelle
