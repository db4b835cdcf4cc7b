// The wall between purposes, as types. AidFacts is all that the rules ever see of a person, MatchFacts all that
// matching ever sees; neither gives back the profile. MatchFacts have no constructor that takes answers: they come out
// of a profile, by purpose, or from what was stated outside of one (profile/facts.hpp), and never out of AidFacts.
#pragma once

#include "content/content.hpp"

namespace passerelle {

struct Profile;

// A JSON object by question id, read-only: {"birth_date":"2002-03-27", ...}; list sections are arrays of objects.
// Questions that do not apply, and questions without an answer, are absent.
class AidFacts {
  public:
    explicit AidFacts(Json values) : values_(std::move(values)) {}
    [[nodiscard]] const Json& values() const { return values_; }

  private:
    Json values_ = Json::object();
};

class MatchFacts {
  public:
    [[nodiscard]] const Json& values() const { return values_; }

  private:
    explicit MatchFacts(Json values) : values_(std::move(values)) {}
    friend MatchFacts match_facts(const Profile& profile, const Content& content);
    friend MatchFacts stated_match_facts(Json values);
    Json values_ = Json::object();
};

}  // namespace passerelle
