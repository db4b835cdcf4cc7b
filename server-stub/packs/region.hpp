// The demo region, shared/content/region: communes, occupations with their skills, sectors and names, written for this
// project. It stands in for the open data that is not shipped, and is what the offers of the demo are made from.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "match/offers.hpp"
#include "match/terms.hpp"
#include "packs/report.hpp"
#include "taxonomy/places.hpp"
#include "taxonomy/taxonomy.hpp"

namespace passerelle {

struct DemoCommune {
    PlaceSource place;
    unsigned weight = 1;  // thousands of inhabitants
};

struct DemoLanguage {
    std::string code;
    LanguageLevel level = LanguageLevel::b1;
    int percent = 0;  // of the offers that ask for it
};

struct DemoOccupation {
    std::string uri;
    std::string label;
    std::vector<std::string> alternatives;
    std::string isco;
    std::string sector;
    unsigned weight = 1;
    int pay_least = 0;  // euro gross a month, full time, beginner
    int pay_most = 0;
    Studies studies = Studies::none;
    std::vector<std::pair<std::string, int>> licences;  // and per cent of the offers that ask for it
    std::vector<DemoLanguage> languages;
    std::vector<std::string> essential;  // labels of skills
    std::vector<std::string> optional;
};

struct DemoSector {
    std::vector<unsigned> contracts;  // weights of open_ended, fixed_term, temporary
    int part_time_percent = 0;
    int student_percent = 0;
    std::vector<std::string> employers;  // "Ateliers {name}"
};

// Sentences of an advertisement, {place} and the like to be replaced.
struct DemoTexts {
    std::vector<std::string> employers, opening, tasks, beginner, experienced, closing;
};

struct DemoRegion {
    std::vector<DemoCommune> communes;
    std::vector<DemoOccupation> occupations;
    std::map<std::string, DemoSector, std::less<>> sectors;
    DemoTexts texts;
};

// Refuses the whole directory at the first thing that is wrong: it is the project's own, and complete.
[[nodiscard]] Result<DemoRegion> read_demo_region(const std::string& directory);

// "maçon / maçonne" -> "macon-maconne"; a skill's URI is made of its label.
[[nodiscard]] std::string slug(std::string_view label);
[[nodiscard]] std::string demo_skill_uri(std::string_view label);

[[nodiscard]] std::vector<OccupationSource> occupation_sources(const DemoRegion& region);
[[nodiscard]] std::vector<SkillSource> skill_sources(const DemoRegion& region);
[[nodiscard]] std::vector<LinkSource> link_sources(const DemoRegion& region);
[[nodiscard]] std::vector<PlaceSource> place_sources(const DemoRegion& region);

}  // namespace passerelle
