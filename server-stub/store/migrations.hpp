// The tables, as numbered steps. A step that has been published is never edited: the next one corrects it.
#pragma once

#include "store/soci.hpp"

namespace passerelle {

// Runs the steps that the database does not have yet, all in one transaction. Throws std::runtime_error when the
// database is newer than this program.
void migrate(soci::session& session);

}  // namespace passerelle
