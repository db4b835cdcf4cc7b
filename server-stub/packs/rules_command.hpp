// `passerelle rules check DIR` runs every example of every measure in DIR; `passerelle rules eval --dialect
// certlogic|jsonlogic` evaluates JSON Lines {"rule":...,"data":...} from standard input; `passerelle rules judge
// --profile FILE --on DATE [--measures DIR] [--measure ID] [--content PACK]` writes one verdict a line for the answers
// of FILE, a JSON object by question id, with sentences where a content pack is given; `passerelle rules diff OLD NEW
// --people FILE` compares two folders of measures (rules_diff.hpp).
// The questions are read from the file questions.json beside the folder of measures, where there is one.
#pragma once

namespace passerelle {

// argv: what follows "rules". Answers the exit code: 0, 1 when something failed, 2 for a wrong call.
int rules_command(int argc, const char* const* argv);

}  // namespace passerelle
