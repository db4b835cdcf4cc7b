// A finder over names from a file and not from a pack: "id<TAB>name[<TAB>URI of the concept]" a line. Names of one URI
// are one concept; a name without one is a concept of its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "taxonomy/taxonomy.hpp"

namespace passerelle {

class NameList {
  public:
    // `occupations` may be nullptr; otherwise what it knows about the concepts, and its knowledge, are used.
    // Errors: "file-unreadable", "names-line" with the number of the line.
    [[nodiscard]] static Result<NameList> read(const std::string& path, const OccupationPack* occupations);

    struct Match {
        std::string_view id;
        std::string_view name;
        std::int32_t score;
    };
    // One name a concept, best first: the one that matched best.
    [[nodiscard]] std::vector<Match> find(std::string_view typed, std::size_t limit) const;

  private:
    struct State {
        std::string text;  // what ids and names view
        std::vector<std::string_view> ids;
        std::vector<Finder::Name> names;
        std::unique_ptr<Finder> finder;
    };
    std::unique_ptr<State> state_ = std::make_unique<State>();
};

}  // namespace passerelle
