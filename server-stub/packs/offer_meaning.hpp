// From drafts to offers: which occupation an offer is for, which skills it asks for, and where it is.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "packs/code_table.hpp"
#include "packs/offer_draft.hpp"
#include "packs/skill_scan.hpp"
#include "taxonomy/places.hpp"
#include "taxonomy/taxonomy.hpp"

namespace passerelle {

// The least score of the finder (of 100,000), of the vote below, at which its first answer is taken as the occupation
// that is meant; below it the offer is without one, which matching treats as unknown. From reading through the answers
// for the labels of 299 real offers: above this score nearly all are right or next door, below it chance takes over.
inline constexpr std::int32_t certain_occupation_score = 40'000;
// In percent, of a skill whose name's every word a listed label has: docs/quality.md says how often that is right.
inline constexpr std::uint8_t within_label_certainty = 80;

// The occupation is the one that a code names. A code of an ISCO-08 group leaves the choice among its occupations to
// the names. Without a code the names of the job vote: the score of the vote is their mean. Together they are right
// where one alone is taken for something alike: "Employé de ménage" is no "employé de magasin".
//
// Skills are those that the offer lists, those that its advertisement names (skill_scan.hpp), and those that its
// occupation needs. What is listed is found by URI, by exactly its name, or by a name whose words the label all has:
// "Accueillir le client et l'installer" asks for "accueillir les clients". A name with more words asks for more than
// the label does, however alike: "sensibiliser un public" is not "sensibiliser un public à la faune sauvage". Certainty
// is in percent: 100 for a code or an exact name, and never more than the occupation's own for what follows from it.
class OfferMeaning {
  public:
    // All must outlive it; `places` may be null.
    OfferMeaning(const OccupationPack& occupations, const SkillPack& skills, const CodeTable& codes,
                 const PlacePack* places);

    [[nodiscard]] OfferSource read(OfferDraft draft, ImportReport& report);
    // Leaves out, and says so, what no pack can hold (a date before 2000): one bad record must not refuse the others.
    // `progress` is called now and then with how many are done.
    [[nodiscard]] std::vector<OfferSource> read(std::vector<OfferDraft> drafts, ImportReport& report,
                                                const std::function<void(std::size_t)>& progress = {});

  private:
    struct Choice {
        std::uint16_t occupation;
        std::uint8_t certainty;
    };
    [[nodiscard]] std::optional<Choice> occupation_of(const OfferDraft& draft, ImportReport& report);
    [[nodiscard]] std::optional<Choice> among(const std::string& isco, const OfferDraft& draft);
    [[nodiscard]] std::optional<Choice> vote(const OfferDraft& draft, std::string_view isco);
    void add_skills(const OfferDraft& draft, OfferSource& offer, ImportReport& report);
    void add_position(OfferSource& offer, ImportReport& report) const;
    const std::vector<Found>& occupations_found(const std::string& label);
    [[nodiscard]] std::optional<SkillScan::Mention> skill_within(const std::string& label) const;
    std::optional<SkillScan::Mention> skill_found(const std::string& label);

    const OccupationPack& occupations_;
    const SkillPack& skills_;
    const CodeTable& codes_;
    const PlacePack* places_;
    SkillScan scan_;
    // The same labels come back in many offers of a file, and a search costs more than remembering its answer.
    std::map<std::string, std::vector<Found>> occupations_found_;
    std::map<std::string, std::optional<SkillScan::Mention>> skills_found_;
};

// Adds the essential skills of the offer's occupation that it does not name itself, marked as coming from there. None
// when the occupation is a guess: a wrong one would ask people for skills that the job has no use for.
void add_occupation_skills(OfferSource& offer, const SkillPack& skills);

}  // namespace passerelle
