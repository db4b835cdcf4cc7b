#include "packs/forem.hpp"

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

// The fields of a record, whatever version of the API wrapped it.
const Json& fields_of(const Json& record) {
    const Json& inner = object_member(record, "record");
    const Json& outer = inner.empty() ? record : inner;
    const Json& fields = object_member(outer, "fields");
    return fields.empty() ? outer : fields;
}

class ForemRecord {
  public:
    ForemRecord(const Json& json, const ImportProblem& where, ImportReport& report)
        : json_(fields_of(json)), fields_(where, report), report_(report) {}

    [[nodiscard]] OfferDraft draft() {
        OfferDraft draft;
        OfferSource& offer = draft.offer;
        offer.id = line("numerooffreforem");
        offer.title = line("titreoffre");
        offer.employer = line("nomemployeur");
        offer.contract = fields_.understood("typecontrat", line("typecontrat"), contract_of_words, Contract::unknown);
        offer.working_time =
            fields_.understood("regimetravail", line("regimetravail"), working_time_of_words, WorkingTime::unknown);
        offer.studies = studies();
        offer.experience_months = experience();
        offer.licences = licences();
        offer.languages = languages();
        offer.published = fields_.date("datedebutdiffusion", line("datedebutdiffusion"));
        offer.closing = fields_.date("datefindiffusion", line("datefindiffusion"));
        add_place(offer);
        offer.url = fields_.address("url", line("url"));
        // "source" is the partner that the offer comes from, the reference is that partner's.
        offer.reference = line("referenceexterne");
        if (!offer.title.empty()) draft.names.push_back({offer.title, 1});
        if (std::string name = line("metier"); !name.empty()) draft.names.push_back({std::move(name), 2});
        if (std::string code = line("metiercodedimeco"); !code.empty()) {
            draft.codes.push_back({OfferDraft::Code::Scheme::own, std::move(code)});
        }
        return draft;
    }

  private:
    [[nodiscard]] std::string line(std::string_view field) const { return tidy_line(loose_text(json_, field)); }

    // The least: several are alternatives.
    [[nodiscard]] Studies studies() {
        Studies least = Studies::unknown;
        for (const std::string& level : loose_texts(json_, "niveauxetudes")) {
            const Studies studies = studies_of_words(level);
            if (studies == Studies::unknown && !trim(level).empty()) fields_.not_understood("niveauxetudes", level);
            least = std::min(least, studies);
        }
        return least;
    }

    [[nodiscard]] std::optional<std::uint16_t> experience() {
        const std::string said = line("experiencerequise");
        const std::optional<std::uint16_t> months = experience_of_words(said);
        if (!months && !said.empty() && !asks_some_experience(said)) fields_.not_understood("experiencerequise", said);
        return months;
    }

    [[nodiscard]] std::uint16_t licences() {
        std::uint16_t bits = 0;
        for (const std::string& licence : loose_texts(json_, "permisdeconduire")) {
            const std::uint16_t found = licences_of_words(licence);
            if (found == 0 && !trim(licence).empty() && !says_none(licence)) {
                fields_.not_understood("permisdeconduire", licence);
            }
            bits = static_cast<std::uint16_t>(bits | found);
        }
        return bits;
    }

    // Codes where they are there, names otherwise. No level is given: an independent user's, the middle of the scale.
    [[nodiscard]] std::vector<OfferLanguage> languages() {
        std::vector<OfferLanguage> languages;
        for (const std::string_view field : {"languescodeiso2", "langues"}) {
            for (const std::string& name : loose_texts(json_, field)) {
                const std::string code = language_of_words(name);
                if (code.empty()) {
                    if (!trim(name).empty()) fields_.not_understood(field, name);
                    continue;
                }
                const bool met = std::any_of(languages.begin(), languages.end(),
                                             [&](const OfferLanguage& other) { return other.code == code; });
                if (!met) languages.push_back({code, LanguageLevel::b1, true});
            }
            if (!languages.empty()) break;
        }
        return languages;
    }

    void add_place(OfferSource& offer) {
        const std::vector<std::string> localities = loose_texts(json_, "lieuxtravaillocalite");
        const std::vector<std::string> postcodes = loose_texts(json_, "lieuxtravailcodepostal");
        if (!localities.empty()) offer.place = place_of_words(localities.front());
        if (!postcodes.empty()) offer.postcode = tidy_line(postcodes.front());
        if (localities.size() > 1 || postcodes.size() > 1) {
            report_.count("offers with several places of work, of which the first is kept");
        }
        add_position(offer);
    }

    // A list of points, or one: {"lon":4.4,"lat":50.4}, "50.4, 4.4" or [50.4, 4.4].
    void add_position(OfferSource& offer) {
        const Json* value = member(json_, "lieuxtravailgeo");
        if (value == nullptr || value->is_null() || (value->is_array() && value->empty())) return;
        const Json& point = value->is_array() && !(*value)[0].is_number() ? (*value)[0] : *value;
        std::string latitude = loose_text(point, "lat");
        std::string longitude = loose_text(point, "lon");
        if (point.is_string()) {
            const std::string text = as_string(point);
            const std::size_t comma = text.find(',');
            latitude = trim(text.substr(0, comma));
            if (comma != std::string::npos) longitude = trim(std::string_view(text).substr(comma + 1));
        } else if (point.is_array() && point.size() == 2) {
            latitude = loose_text(point[0]);
            longitude = loose_text(point[1]);
        }
        const std::optional<std::int32_t> north = parse_degrees_e5(latitude, 90);
        const std::optional<std::int32_t> east = parse_degrees_e5(longitude, 180);
        if (!north || !east) return fields_.not_understood("lieuxtravailgeo", dump_json(point));
        offer.has_position = true;
        offer.latitude_e5 = *north;
        offer.longitude_e5 = *east;
    }

    const Json& json_;
    RecordFields fields_;
    ImportReport& report_;
};

}  // namespace

Result<std::vector<OfferDraft>> read_forem(const InputFile& file, ImportReport& report) {
    static constexpr std::array<std::string_view, 2> list_keys = {"results", "records"};
    DraftList drafts(report, "numerooffreforem", "titreoffre");
    const Result<bool> read =
        each_json_record(file, list_keys, report, [&](const Json& json, const ImportProblem& where) {
            drafts.add(ForemRecord(json, where, report).draft(), where);
        });
    if (!read) return read.error();
    return drafts.finish(file.name);
}

}  // namespace passerelle
