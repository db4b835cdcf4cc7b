// What has had its time leaves the disk by itself, and not only when somebody else happens to write.
#pragma once

#include <cstdint>

#include "store/database.hpp"

namespace passerelle {

// Deletes drafts and sessions that have ended, and empties the write-ahead log, in which their bytes would stay.
// Called at the start and every few minutes.
void delete_expired(Database& database, std::int64_t now_ms);

}  // namespace passerelle
