// Tables of the published titles: cells by tabs, a row a line, without a header.
#pragma once

#include <fstream>
#include <string>
#include <vector>

#include "base/text.hpp"

namespace passerelle::test {

inline std::vector<std::vector<std::string>> rows_of(const std::string& path) {
    std::ifstream file(path);
    std::vector<std::vector<std::string>> rows;
    std::string line;
    while (std::getline(file, line)) {
        std::vector<std::string> row;
        for (const std::string_view cell : split(line, '\t')) row.emplace_back(cell);
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace passerelle::test
