// Reading the published sets of titles, for the tests tagged [data].
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "taxonomy/finder.hpp"

namespace passerelle::test {

// Titles as people write them, names of concepts, and which belong together (the MELO benchmark's layout).
struct TitleSet {
    struct Query {
        std::string text;
        std::set<std::uint32_t> right;  // concepts
    };
    std::vector<std::string> texts;  // what names view
    std::vector<Finder::Name> names;
    std::uint32_t concepts = 0;
    std::vector<Finder::Place> places;  // by concept: only whether it is an ISCO-08 group
    std::vector<Query> queries;
};

// Empty when the data is not here.
[[nodiscard]] std::unique_ptr<TitleSet> read_titles(const std::string& name);

}  // namespace passerelle::test
