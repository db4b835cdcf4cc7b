// A few occupations and skills, as packs, for the tests of what offers mean.
#pragma once

#include <string>
#include <vector>

#include "match/offers.hpp"
#include "taxonomy/taxonomy.hpp"

namespace passerelle::test {

struct Taxonomy {
    std::string occupation_bytes, skill_bytes;
    Result<OccupationPack> occupations = Error{};
    Result<SkillPack> skills = Error{};

    Taxonomy() {
        const std::string base = "https://passerelle.example/";
        const std::vector<OccupationSource> sources = {
            {base + "occupation/macon", "7112", "maçon / maçonne", {"briqueteur / briqueteuse"}},
            {base + "occupation/carreleur", "7122", "carreleur / carreleuse", {}},
            {base + "occupation/infirmier", "2221", "infirmier / infirmière", {}},
            {base + "occupation/infirmier-chef", "2221", "infirmier en chef / infirmière en chef", {}}};
        const std::vector<SkillSource> skill_sources = {{base + "skill/mortier", "préparer du mortier", {}},
                                                        {base + "skill/soins", "donner des soins infirmiers", {}},
                                                        {base + "skill/dessin", "dessin", {}},
                                                        {base + "skill/plan", "lire des plans", {"lecture de plans"}},
                                                        {base + "skill/r", "R", {}}};
        const std::vector<LinkSource> links = {{sources[0].uri, skill_sources[0].uri, true},
                                               {sources[0].uri, skill_sources[3].uri, true}};
        occupation_bytes = build_occupation_pack(sources, "fr").value();
        occupations = OccupationPack::open(occupation_bytes);
        skill_bytes = build_skill_pack(skill_sources, links, *occupations, "fr").value();
        skills = SkillPack::open(skill_bytes, *occupations);
    }
    [[nodiscard]] std::string occupation(const OfferSource& offer) const {
        return offer.occupation ? std::string(occupations->label(*offer.occupation)) : "";
    }
    [[nodiscard]] SkillIndex skill(const std::string& name) const {
        return skills->find_uri("https://passerelle.example/skill/" + name).value();
    }
};

}  // namespace passerelle::test
