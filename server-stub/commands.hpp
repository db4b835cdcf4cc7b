// The subcommands of the one binary. Each receives what follows its name on the command line and answers the exit
// status of the program: 0 done, 1 failed (the reason on standard error), 2 called wrongly (the usage on standard
// error). Data goes to standard output, everything meant for a person to standard error.
#pragma once

namespace passerelle {

int serve_command(int argc, const char* const* argv);    // api/serve_command.cpp
int content_command(int argc, const char* const* argv);  // packs/: questions, measures and PO texts -> content packs
int import_command(int argc, const char* const* argv);   // packs/: open data -> binary packs and their manifest
int pack_command(int argc, const char* const* argv);     // packs/: the packs of the demo region; checks packs
int match_command(int argc, const char* const* argv);    // packs/: profiles against packs
int titles_command(int argc, const char* const* argv);   // packs/: what people type -> occupations
int rules_command(int argc, const char* const* argv);    // packs/: judges measures, runs their examples

}  // namespace passerelle
