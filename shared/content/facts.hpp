// The wall between purposes, as types. Facts<aid> is all that the rules ever see of a person, Facts<match> all that
// matching ever sees; neither can be made from the other, and neither gives back the profile.
// profile/facts.hpp builds them from a profile.
#pragma once

#include "content/content.hpp"

namespace passerelle {

// A JSON object by question id, read-only: {"birth_date":"2002-03-27", ...}; list sections are arrays of objects.
// Questions that do not apply, and questions without an answer, are absent.
template <Purpose purpose>
class Facts {
  public:
    explicit Facts(Json values) : values_(std::move(values)) {}
    [[nodiscard]] const Json& values() const { return values_; }

  private:
    Json values_ = Json::object();
};

using AidFacts = Facts<Purpose::aid>;
using MatchFacts = Facts<Purpose::match>;

}  // namespace passerelle
