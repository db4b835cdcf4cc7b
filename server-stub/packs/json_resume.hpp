// JSON Resume (https://jsonresume.org/schema, 1.0.0) as match facts: what a person already has elsewhere, read with the
// finder and the taxonomy. Names, contact, summaries and every other text have no purpose here and are not read.
#pragma once

#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/json.hpp"
#include "content/facts.hpp"
#include "match/relations.hpp"

namespace passerelle {

// The least score of the finder (of 100,000) at which its first answer is taken for what a résumé names.
inline constexpr std::int32_t sure_occupation_score = 60'000;
inline constexpr std::int32_t sure_skill_score = 65'000;

// Has a section that only a résumé has, and none of a profile document.
[[nodiscard]] bool is_json_resume(const Json& document);

struct ResumeReading {
    MatchFacts facts;
    // "work/0/position \"CEO/President\": no occupation that is surely meant"; in the document's order.
    std::vector<std::string> not_understood;
};

//   basics.label             the occupation wished
//   basics.location          postcode and city, of Belgium or of no country named
//   work                     position, from and to ("2019", "2019-06" and "2019-06-01" are dates); no end: until today
//   education                studyType as a level; passed when its end has passed
//   skills                   names and keywords, each as a skill or a driving licence
//   languages                language and fluency ("Native speaker", "B2", "Professional working proficiency")
//   certificates             driving licences
// What is not understood is left out, as if it had not been said.
[[nodiscard]] ResumeReading read_json_resume(const Json& resume, const MatchTaxonomy& taxonomy, CivilDate today);

}  // namespace passerelle
