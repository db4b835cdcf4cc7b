// Builds the facts of one purpose from a profile: only answers whose question states that purpose, only those that
// apply (is_relevant), list sections as arrays of objects in the person's order.
#pragma once

#include "content/facts.hpp"
#include "profile/profile.hpp"

namespace passerelle {

[[nodiscard]] AidFacts aid_facts(const Profile& profile, const Content& content);
[[nodiscard]] MatchFacts match_facts(const Profile& profile, const Content& content);
// Of who has no profile here: a résumé, a test. Who calls it answers for where the values come from; a test of the
// sources' structure lists the callers.
[[nodiscard]] MatchFacts stated_match_facts(Json values);

}  // namespace passerelle
