#include "packs/france_travail.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "packs/loose_json.hpp"
#include "packs/numbers.hpp"
#include "packs/offer_words.hpp"
#include "packs/record_fields.hpp"

namespace passerelle {
namespace {

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

bool demanded(const Json& item) {
    return loose_text(item, "exigence") == "E";
}

Contract contract_of(std::string_view code) {
    for (const auto& [name, contract] : contract_codes) {
        if (code == name) return contract;
    }
    return Contract::unknown;
}

WorkingTime working_time_of(const Json& offer, const RecordFields& fields) {
    const std::string converted = loose_text(offer, "dureeTravailLibelleConverti");
    const std::string said = fold(trim(converted));
    if (said == "temps plein") return WorkingTime::full_time;
    if (said == "temps partiel") return WorkingTime::part_time;
    if (fold(loose_text(offer, "dureeTravailLibelle")).starts_with("temps partiel")) return WorkingTime::part_time;
    if (!said.empty()) fields.not_understood("dureeTravailLibelleConverti", converted);
    return WorkingTime::unknown;
}

// The least of the trainings asked for: several are alternatives ("éducateur or assistant social").
Studies studies_of(const Json& offer, const RecordFields& fields) {
    Studies least = Studies::unknown;
    fields.each_object(offer, "formations", [&](const Json& training) {
        if (!demanded(training)) return;
        const std::string label = loose_text(training, "niveauLibelle");
        least =
            std::min(least, fields.understood("formations/niveauLibelle", label, studies_of_words, Studies::unknown));
    });
    return least;
}

std::uint16_t licences_of(const Json& offer, const RecordFields& fields, ImportReport& report) {
    std::uint16_t licences = 0;
    fields.each_object(offer, "permis", [&](const Json& licence) {
        if (!demanded(licence)) {
            report.count("licences only wished for, left out");
            return;
        }
        const std::uint16_t bit = licences_of_words(loose_text(licence, "libelle"));
        if (bit == 0) report.count("licences that are no category of ours, left out");
        licences = static_cast<std::uint16_t>(licences | bit);
    });
    return licences;
}

std::vector<OfferLanguage> languages_of(const Json& offer, const RecordFields& fields, ImportReport& report) {
    std::vector<OfferLanguage> languages;
    fields.each_object(offer, "langues", [&](const Json& language) {
        const std::string known = language_of_words(loose_text(language, "libelle"));
        if (known.empty()) {
            report.count("languages not known, left out");
            return;
        }
        const bool met = std::any_of(languages.begin(), languages.end(),
                                     [&](const OfferLanguage& other) { return other.code == known; });
        // No level is given: an independent user's, the middle of the scale.
        if (!met) languages.push_back({known, LanguageLevel::b1, demanded(language)});
    });
    return languages;
}

// D: beginners welcome; E: asked for; S: wished for, which shuts nobody out.
std::optional<std::uint16_t> experience_of(const Json& json, const RecordFields& fields) {
    const std::string asked = loose_text(json, "experienceExige");
    if (asked == "D" || asked == "S") return std::uint16_t{0};
    const std::string label = loose_text(json, "experienceLibelle");
    const std::optional<std::uint16_t> months = experience_of_words(label);
    if (!months && !trim(label).empty() && !asks_some_experience(label)) {
        fields.not_understood("experienceLibelle", label);
    }
    return months;
}

void add_place(const Json& place, const RecordFields& fields, OfferSource& offer) {
    offer.place = place_of_words(loose_text(place, "libelle"));
    offer.postcode = tidy_line(loose_text(place, "codePostal"));
    const std::string north = loose_text(place, "latitude");
    const std::string east = loose_text(place, "longitude");
    if (north.empty() && east.empty()) return;
    const std::optional<std::int32_t> latitude = parse_degrees_e5(north, 90);
    const std::optional<std::int32_t> longitude = parse_degrees_e5(east, 180);
    if (!latitude) return fields.not_understood("lieuTravail/latitude", north);
    if (!longitude) return fields.not_understood("lieuTravail/longitude", east);
    offer.has_position = true;
    offer.latitude_e5 = *latitude;
    offer.longitude_e5 = *longitude;
}

// What a record's three names of its job are worth: the one of the ROME directory ("appellation") says most.
void add_meaning(const Json& json, const RecordFields& fields, OfferDraft& draft) {
    static constexpr std::array<std::pair<std::string_view, std::int32_t>, 3> voters = {
        {{"appellationlibelle", 2}, {"romeLibelle", 1}, {"intitule", 1}}};
    for (const auto& [key, votes] : voters) {
        std::string name = tidy_line(loose_text(json, key));
        if (!name.empty()) draft.names.push_back({std::move(name), votes});
    }
    if (const std::string code = loose_text(json, "romeCode"); !code.empty()) {
        draft.codes.push_back({OfferDraft::Code::Scheme::own, code});
    }
    fields.each_object(json, "competences", [&](const Json& skill) {
        draft.skills.push_back({tidy_line(loose_text(skill, "libelle")), {}, demanded(skill)});
    });
}

OfferDraft draft_of(const Json& json, const ImportProblem& where, ImportReport& report) {
    const RecordFields fields(where, report);
    OfferDraft draft;
    OfferSource& offer = draft.offer;
    offer.id = tidy_line(loose_text(json, "id"));
    offer.title = tidy_line(loose_text(json, "intitule"));
    offer.employer = tidy_line(loose_text(fields.object(json, "entreprise"), "nom"));
    set_advertisement(draft, loose_text(json, "description"));
    const std::string contract = tidy_line(loose_text(json, "typeContrat"));
    offer.contract = fields.understood("typeContrat", contract, contract_of, Contract::unknown);
    offer.working_time = working_time_of(json, fields);
    offer.experience_months = experience_of(json, fields);
    offer.studies = studies_of(json, fields);
    offer.licences = licences_of(json, fields, report);
    offer.languages = languages_of(json, fields, report);
    offer.published = fields.date("dateCreation", loose_text(json, "dateCreation"));
    add_place(fields.object(json, "lieuTravail"), fields, offer);
    const std::string pay = loose_text(fields.object(json, "salaire"), "libelle");
    offer.pay_monthly_gross_eur = parse_pay(pay, parse_weekly_minutes(loose_text(json, "dureeTravailLibelle")));
    if (!pay.empty() && !offer.pay_monthly_gross_eur) fields.not_understood("salaire/libelle", pay);
    const std::string url = loose_text(fields.object(json, "origineOffre"), "urlOrigine");
    offer.url = fields.address("origineOffre/urlOrigine", tidy_line(url));
    add_meaning(json, fields, draft);
    return draft;
}

}  // namespace

Result<std::vector<OfferDraft>> read_france_travail(const InputFile& file, ImportReport& report) {
    static constexpr std::array<std::string_view, 1> list_keys = {"resultats"};
    DraftList drafts(report, "id", "intitule");
    const Result<bool> read = each_json_record(
        file, list_keys, report,
        [&](const Json& json, const ImportProblem& where) { drafts.add(draft_of(json, where, report), where); });
    if (!read) return read.error();
    return drafts.finish(file.name);
}

}  // namespace passerelle
