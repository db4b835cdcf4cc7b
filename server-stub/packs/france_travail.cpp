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
Studies studies_of(const Json& offer, const ImportProblem& where, ImportReport& report) {
    Studies least = Studies::unknown;
    for (const Json& training : array_member(offer, "formations")) {
        if (!demanded(training)) continue;
        const std::string label = loose_text(training, "niveauLibelle");
        const Studies studies = studies_of_words(label);
        if (studies == Studies::unknown && !label.empty()) {
            report.leave_out({where.file, where.line, where.field + "formations/niveauLibelle", label});
        }
        least = std::min(least, studies);
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
        const std::uint16_t bit = licences_of_words(loose_text(licence, "libelle"));
        if (bit == 0) report.count("licences that are no category of ours, left out");
        licences = static_cast<std::uint16_t>(licences | bit);
    }
    return licences;
}

std::vector<OfferLanguage> languages_of(const Json& offer, ImportReport& report) {
    std::vector<OfferLanguage> languages;
    for (const Json& language : array_member(offer, "langues")) {
        const std::string known = language_of_words(loose_text(language, "libelle"));
        if (known.empty()) {
            report.count("languages not known, left out");
            continue;
        }
        const bool met = std::any_of(languages.begin(), languages.end(),
                                     [&](const OfferLanguage& other) { return other.code == known; });
        // No level is given: an independent user's, the middle of the scale.
        if (!met) languages.push_back({known, LanguageLevel::b1, demanded(language)});
    }
    return languages;
}

// D: beginners welcome; E: asked for; S: wished for, which shuts nobody out.
std::optional<std::uint16_t> experience_of(const Json& json) {
    const std::string asked = loose_text(json, "experienceExige");
    if (asked == "D" || asked == "S") return std::uint16_t{0};
    return experience_of_words(loose_text(json, "experienceLibelle"));
}

void add_place(const Json& place, OfferSource& offer) {
    offer.place = place_of_words(loose_text(place, "libelle"));
    offer.postcode = tidy_line(loose_text(place, "codePostal"));
    const std::optional<std::int32_t> latitude = parse_degrees_e5(loose_text(place, "latitude"), 90);
    const std::optional<std::int32_t> longitude = parse_degrees_e5(loose_text(place, "longitude"), 180);
    if (!latitude || !longitude) return;
    offer.has_position = true;
    offer.latitude_e5 = *latitude;
    offer.longitude_e5 = *longitude;
}

// What a record's three names of its job are worth: the one of the ROME directory ("appellation") says most.
void add_meaning(const Json& json, OfferDraft& draft) {
    static constexpr std::array<std::pair<std::string_view, std::int32_t>, 3> voters = {
        {{"appellationlibelle", 2}, {"romeLibelle", 1}, {"intitule", 1}}};
    for (const auto& [key, votes] : voters) {
        std::string name = tidy_line(loose_text(json, key));
        if (!name.empty()) draft.names.push_back({std::move(name), votes});
    }
    if (const std::string code = loose_text(json, "romeCode"); !code.empty()) {
        draft.codes.push_back({OfferDraft::Code::Scheme::own, code});
    }
    for (const Json& skill : array_member(json, "competences")) {
        draft.skills.push_back({tidy_line(loose_text(skill, "libelle")), {}, demanded(skill)});
    }
}

OfferDraft draft_of(const Json& json, const ImportProblem& where, ImportReport& report) {
    const RecordFields fields(where, report);
    OfferDraft draft;
    OfferSource& offer = draft.offer;
    offer.id = tidy_line(loose_text(json, "id"));
    offer.title = tidy_line(loose_text(json, "intitule"));
    offer.employer = tidy_line(loose_text(object_member(json, "entreprise"), "nom"));
    set_advertisement(draft, loose_text(json, "description"));
    offer.contract = contract_of(loose_text(json, "typeContrat"));
    offer.working_time = working_time_of(json);
    offer.experience_months = experience_of(json);
    offer.studies = studies_of(json, where, report);
    offer.licences = licences_of(json, report);
    offer.languages = languages_of(json, report);
    offer.published = fields.date("dateCreation", loose_text(json, "dateCreation"));
    add_place(object_member(json, "lieuTravail"), offer);
    const std::string pay = loose_text(object_member(json, "salaire"), "libelle");
    offer.pay_monthly_gross_eur = parse_pay(pay, parse_weekly_minutes(loose_text(json, "dureeTravailLibelle")));
    if (!pay.empty() && !offer.pay_monthly_gross_eur) {
        report.leave_out({where.file, where.line, where.field + "salaire/libelle", "not understood: " + pay});
    }
    const std::string url = loose_text(object_member(json, "origineOffre"), "urlOrigine");
    if (url.starts_with("https://")) offer.url = url;
    add_meaning(json, draft);
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
