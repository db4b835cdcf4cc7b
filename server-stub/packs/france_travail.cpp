#include "packs/france_travail.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "base/json.hpp"
#include "base/text.hpp"
#include "packs/numbers.hpp"

namespace passerelle {
namespace {

constexpr std::size_t longest_text = 400;  // characters of an advertisement that an offer keeps

// The codes of the API's list typesContrats, as the closest of our contracts.
constexpr std::array<std::pair<std::string_view, Contract>, 10> contract_codes = {
    {{"CDI", Contract::open_ended},
     {"CDD", Contract::fixed_term},
     {"MIS", Contract::temporary},
     {"SAI", Contract::fixed_term},  // seasonal
     {"DDI", Contract::fixed_term},  // "insertion"
     {"DIN", Contract::temporary},   // open-ended with an agency
     {"TTI", Contract::temporary},
     {"LIB", Contract::self_employed},
     {"FRA", Contract::self_employed},  // franchise
     {"CCE", Contract::self_employed}}};

// The API's list niveauxFormations. CAP and BEP (level 3 of the European framework) lie between our lower and upper
// secondary: the lower one, so that nobody is shut out by a translation.
constexpr std::array<std::pair<std::string_view, Studies>, 9> study_labels = {{{"aucune formation", Studies::none},
                                                                               {"primaire", Studies::primary},
                                                                               {"4eme", Studies::primary},
                                                                               {"3eme", Studies::lower_secondary},
                                                                               {"2nd", Studies::lower_secondary},
                                                                               {"cap, bep", Studies::lower_secondary},
                                                                               {"bac+2", Studies::post_secondary},
                                                                               {"bac+3", Studies::bachelor},
                                                                               {"bac+5", Studies::master}}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 22> language_names = {
    {{"allemand", "de"},  {"anglais", "en"},   {"arabe", "ar"},    {"bulgare", "bg"},     {"catalan", "ca"},
     {"chinois", "zh"},   {"danois", "da"},    {"espagnol", "es"}, {"francais", "fr"},    {"grec", "el"},
     {"hongrois", "hu"},  {"italien", "it"},   {"japonais", "ja"}, {"neerlandais", "nl"}, {"polonais", "pl"},
     {"portugais", "pt"}, {"roumain", "ro"},   {"russe", "ru"},    {"tcheque", "cs"},     {"turc", "tr"},
     {"ukrainien", "uk"}, {"vietnamien", "vi"}}};

// Text, number or truth value as text, since the API's own types have changed over the years.
std::string loose_text(const Json& object, std::string_view key) {
    const Json* value = member(object, key);
    if (value == nullptr || value->is_null() || value->is_structured()) return {};
    return value->is_string() ? as_string(*value) : dump_json(*value);
}

bool demanded(const Json& item) {
    return loose_text(item, "exigence") == "E";
}

std::string shortened(std::string_view text) {
    std::string line = tidy_line(text);
    if (count_code_points(line) <= longest_text) return line;
    std::size_t end = 0;
    for (std::size_t characters = 0; characters < longest_text; ++characters) (void)next_code_point(line, end);
    const std::size_t space = line.rfind(' ', end);
    line.resize(space == std::string::npos || space < end / 2 ? end : space);
    return line + " …";
}

// "07 - ST DIDIER SOUS AUBENAS" -> "St Didier Sous Aubenas"; the number is the department's.
std::string place_name(std::string_view label) {
    const std::size_t dash = label.find(" - ");
    if (dash != std::string_view::npos && dash <= 3) label.remove_prefix(dash + 3);
    std::string name = tidy_line(label);
    const bool shouting =
        std::none_of(name.begin(), name.end(), [](char letter) { return letter >= 'a' && letter <= 'z'; });
    if (!shouting) return name;
    bool first = true;
    for (char& letter : name) {
        const bool capital = letter >= 'A' && letter <= 'Z';
        if (capital && !first) letter = static_cast<char>(letter - 'A' + 'a');
        first = letter == ' ' || letter == '-' || letter == '\'';
    }
    return name;
}

Contract contract_of(const std::string& code) {
    for (const auto& [name, contract] : contract_codes) {
        if (code == name) return contract;
    }
    return Contract::unknown;
}

WorkingTime working_time_of(const Json& offer) {
    const std::string said = fold(loose_text(offer, "dureeTravailLibelleConverti"));
    if (said == "temps plein") return WorkingTime::full_time;
    if (said == "temps partiel") return WorkingTime::part_time;
    if (fold(loose_text(offer, "dureeTravailLibelle")).starts_with("temps partiel")) return WorkingTime::part_time;
    return WorkingTime::unknown;
}

// The least of the trainings asked for: several are alternatives ("éducateur or assistant social").
Studies studies_of(const Json& offer) {
    Studies least = Studies::unknown;
    for (const Json& training : array_member(offer, "formations")) {
        if (!demanded(training)) continue;
        const std::string label = fold(loose_text(training, "niveauLibelle"));
        for (const auto& [name, studies] : study_labels) {
            if (label.starts_with(name)) least = std::min(least, studies);
        }
        if (label == "bac ou equivalent") least = std::min(least, Studies::upper_secondary);
    }
    return least;
}

std::uint16_t licences_of(const Json& offer, ImportReport& report) {
    std::uint16_t licences = 0;
    for (const Json& licence : array_member(offer, "permis")) {
        if (!demanded(licence)) {
            report.count("licences only wished for, left out");
            continue;
        }
        // "B - Véhicule léger"
        const std::string label = fold(loose_text(licence, "libelle"));
        const std::uint16_t bit = licence_bit(label.substr(0, label.find(" - ")));
        if (bit == 0) report.count("licences that are no category of ours, left out");
        licences = static_cast<std::uint16_t>(licences | bit);
    }
    return licences;
}

std::vector<OfferLanguage> languages_of(const Json& offer, ImportReport& report) {
    std::vector<OfferLanguage> languages;
    for (const Json& language : array_member(offer, "langues")) {
        const std::string label = fold(loose_text(language, "libelle"));
        const auto known = std::find_if(language_names.begin(), language_names.end(),
                                        [&](const auto& entry) { return entry.first == label; });
        if (known == language_names.end()) {
            report.count("languages not known, left out");
            continue;
        }
        const bool met = std::any_of(languages.begin(), languages.end(),
                                     [&](const OfferLanguage& other) { return other.code == known->second; });
        // No level is given: an independent user's, the middle of the scale.
        if (!met) languages.push_back({std::string(known->second), LanguageLevel::b1, demanded(language)});
    }
    return languages;
}

std::optional<CivilDate> date_of(const std::string& timestamp) {
    return CivilDate::parse(std::string_view(timestamp).substr(0, 10));
}

class OfferReader {
  public:
    OfferReader(const OccupationPack& occupations, const SkillPack& skills, ImportReport& report)
        : occupations_(occupations), skills_(skills), report_(report) {}

    // Adds the offer, or says in the report why not.
    void read(const Json& json, ImportProblem where) {
        OfferSource offer;
        offer.id = tidy_line(loose_text(json, "id"));
        offer.title = tidy_line(loose_text(json, "intitule"));
        if (offer.id.empty() || offer.title.empty()) {
            where.field += offer.id.empty() ? "id" : "intitule";
            where.reason = "absent";
            report_.skip(std::move(where));
            return;
        }
        if (!ids_.insert(offer.id).second) {
            where.field += "id";
            where.reason = "the same as of an earlier offer";
            report_.skip(std::move(where));
            return;
        }
        offer.occupation = occupation_of(json);
        add_skills(json, offer);
        offer.employer = tidy_line(loose_text(object_member(json, "entreprise"), "nom"));
        offer.text = shortened(loose_text(json, "description"));
        offer.contract = contract_of(loose_text(json, "typeContrat"));
        offer.working_time = working_time_of(json);
        offer.experience_months = experience_of(json);
        offer.studies = studies_of(json);
        offer.licences = licences_of(json, report_);
        offer.languages = languages_of(json, report_);
        offer.published = date_of(loose_text(json, "dateCreation"));
        add_place(object_member(json, "lieuTravail"), offer);
        add_pay(json, offer);
        const std::string url = loose_text(object_member(json, "origineOffre"), "urlOrigine");
        if (url.starts_with("https://")) offer.url = url;
        offers_.push_back(std::move(offer));
    }

    [[nodiscard]] std::vector<OfferSource> take() { return std::move(offers_); }

  private:
    std::optional<std::uint16_t> occupation_of(const Json& json) {
        static constexpr std::array<std::pair<std::string_view, std::int32_t>, 3> voters = {
            {{"appellationlibelle", 2}, {"romeLibelle", 1}, {"intitule", 1}}};
        std::map<std::uint32_t, std::int32_t> votes;  // by occupation; of equal ones the first wins
        std::int32_t voices = 0;
        for (const auto& [key, weight] : voters) {
            const std::string label = tidy_line(loose_text(json, key));
            if (label.empty()) continue;
            voices += weight;
            for (const Found& found : occupations_found(label)) votes[found.index] += weight * found.score;
        }
        const auto best = std::max_element(
            votes.begin(), votes.end(), [](const auto& left, const auto& right) { return left.second < right.second; });
        if (best == votes.end() || best->second / voices < certain_occupation_score) {
            report_.count("offers without a sure occupation");
            return std::nullopt;
        }
        report_.count("offers with a sure occupation");
        return static_cast<std::uint16_t>(best->first);
    }

    void add_skills(const Json& json, OfferSource& offer) {
        for (const Json& skill : array_member(json, "competences")) {
            const std::optional<SkillIndex> found = skill_found(tidy_line(loose_text(skill, "libelle")));
            report_.count(found ? "skills listed and found"
                                : "skills listed that no skill of the taxonomy matches surely, left out");
            if (found) offer.skills.push_back({*found, demanded(skill), SkillOrigin::listed});
        }
    }

    // The same labels come back in many offers of a file, and a search costs more than remembering its answer.
    const std::vector<Found>& occupations_found(const std::string& label) {
        const auto known = occupations_found_.find(label);
        if (known != occupations_found_.end()) return known->second;
        return occupations_found_.emplace(label, occupations_.find(label, 20)).first->second;
    }
    std::optional<SkillIndex> skill_found(const std::string& label) {
        const auto known = skills_found_.find(label);
        if (known != skills_found_.end()) return known->second;
        const std::vector<Found> found = skills_.find(label, 1);
        std::optional<SkillIndex> skill;
        if (!found.empty() && found.front().score >= certain_skill_score) {
            skill = static_cast<SkillIndex>(found.front().index);
        }
        return skills_found_.emplace(label, skill).first->second;
    }

    // D: beginners welcome; E: asked for; S: wished for, which shuts nobody out.
    [[nodiscard]] static std::optional<std::uint16_t> experience_of(const Json& json) {
        const std::string asked = loose_text(json, "experienceExige");
        if (asked == "D" || asked == "S") return std::uint16_t{0};
        return parse_experience(loose_text(json, "experienceLibelle"));
    }

    void add_place(const Json& place, OfferSource& offer) {
        offer.place = place_name(loose_text(place, "libelle"));
        offer.postcode = tidy_line(loose_text(place, "codePostal"));
        const std::optional<std::int32_t> latitude = parse_degrees_e5(loose_text(place, "latitude"), 90);
        const std::optional<std::int32_t> longitude = parse_degrees_e5(loose_text(place, "longitude"), 180);
        if (latitude && longitude) {
            offer.has_position = true;
            offer.latitude_e5 = *latitude;
            offer.longitude_e5 = *longitude;
        } else {
            report_.count("offers without a position");
        }
    }

    void add_pay(const Json& json, OfferSource& offer) {
        const std::string label = loose_text(object_member(json, "salaire"), "libelle");
        offer.pay_monthly_gross_eur = parse_pay(label, parse_weekly_minutes(loose_text(json, "dureeTravailLibelle")));
        if (!label.empty() && !offer.pay_monthly_gross_eur) report_.count("pays not understood");
    }

    const OccupationPack& occupations_;
    const SkillPack& skills_;
    ImportReport& report_;
    std::map<std::string, std::vector<Found>> occupations_found_;
    std::map<std::string, std::optional<SkillIndex>> skills_found_;
    std::set<std::string> ids_;
    std::vector<OfferSource> offers_;
};

// JSON Lines: a line that is no JSON object is a bad record and the others are still good.
void read_lines(const InputFile& file, OfferReader& reader, ImportReport& report) {
    std::size_t number = 0;
    for (const std::string_view line : split(file.text, '\n')) {
        ++number;
        if (trim(line).empty()) continue;
        Result<Json> json = parse_json(line);
        if (json && json->is_object()) {
            reader.read(*json, {file.name, number, "", ""});
        } else {
            report.skip({file.name, number, "", json ? "not a JSON object" : json.error().message});
        }
    }
}

}  // namespace

Result<std::vector<OfferSource>> read_france_travail(const InputFile& file, const OccupationPack& occupations,
                                                     const SkillPack& skills, ImportReport& report) {
    OfferReader reader(occupations, skills, report);
    const Result<Json> whole = parse_json(file.text);
    const Json* list = nullptr;
    if (whole) list = whole->is_array() ? &*whole : member(*whole, "resultats");
    if (list != nullptr && list->is_array()) {
        for (std::size_t index = 0; index < list->size(); ++index) {
            std::string element = std::to_string(index);
            element += "/";
            reader.read((*list)[index], {file.name, 0, std::move(element), ""});
        }
    } else if (trim(file.text).starts_with('[')) {
        // Not lines but one array, and damaged.
        return refusal({file.name, 0, "", whole ? "not a list" : whole.error().message});
    } else {
        read_lines(file, reader, report);
    }
    std::vector<OfferSource> offers = reader.take();
    if (offers.empty()) return refusal({file.name, 0, "", "no offer in it"});
    report.count("offers read", offers.size());
    return offers;
}

}  // namespace passerelle
