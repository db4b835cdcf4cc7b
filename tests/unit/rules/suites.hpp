// The public suites and the repository's own files, read for the tests.
#pragma once

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

#include "base/json.hpp"

namespace passerelle::test {

inline std::optional<std::string> read_text(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return {};
    return std::string(std::istreambuf_iterator<char>(file), {});
}

inline std::optional<Json> read_json(const std::filesystem::path& path) {
    const auto text = read_text(path);
    if (!text) return {};
    auto json = parse_json(*text);
    if (!json) return {};
    return std::move(json).value();
}

inline std::filesystem::path suites() {
    return std::filesystem::path(PASSERELLE_DATA_DIR) / "suites";
}
inline std::filesystem::path measures_folder() {
    return std::filesystem::path(PASSERELLE_SOURCE_DIR) / "shared/content/measures";
}

}  // namespace passerelle::test
