// What must be seen of what the service has committed, worked out from the log of changes alone. It knows neither the
// merge nor its documents: of the answers it reads only whether one was kept, refused or became a question.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sync/document.hpp"

namespace passerelle::sim {

// One after the other, in the order of the commits.
struct Committed {
    Change change;
    std::string status;
    std::int64_t revision;  // of the document with it
    std::int64_t wall_ms;   // when its device says that it was made, or the latest that can be believed
    bool believed;          // the former
};

// A value that nobody who knew of it has replaced stands in the document or in an open question. Empty: all of them do;
// otherwise what does not hold.
[[nodiscard]] std::string what_is_gone(const std::vector<Committed>& log, const Document& document);

}  // namespace passerelle::sim
