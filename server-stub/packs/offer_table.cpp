#include "packs/offer_table.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "packs/code_table.hpp"
#include "packs/csv.hpp"
#include "packs/france_travail.hpp"
#include "packs/loose_json.hpp"
#include "packs/numbers.hpp"
#include "packs/offer_words.hpp"
#include "packs/record_fields.hpp"

namespace passerelle {
namespace {

struct Column {
    std::string_view name;
    std::string_view others;  // folded, with a space at both ends of each
};

constexpr std::array<Column, 25> columns = {
    {{"id", " id offer_id numero numerooffre identifiant nummer "},
     {"title", " title titre intitule titreoffre job_title titel functie "},
     {"employer", " employer company entreprise employeur nomemployeur werkgever arbeitgeber "},
     {"place", " place location lieu commune locality localite ville city gemeente ort "},
     {"postcode", " postcode zip zipcode code_postal codepostal postal_code plz "},
     {"latitude", " latitude lat "},
     {"longitude", " longitude lon lng "},
     {"contract", " contract contract_type contrat type_contrat typecontrat contracttype "},
     {"working_time", " working_time regime regimetravail regime_travail temps_travail arbeidsregime "},
     {"experience", " experience experience_months experiencerequise ervaring "},
     {"studies", " studies diploma diplome niveau_etudes niveauxetudes education "},
     {"licences", " licences licence driving_licence permis permisdeconduire permis_de_conduire rijbewijs "},
     {"languages", " languages language langues langue talen "},
     {"start", " start start_date date_debut debut "},
     {"published", " published published_date date_posted date_publication date_creation datedebutdiffusion "},
     {"closing", " closing closing_date valid_through date_limite date_fin datefindiffusion "},
     {"pay", " pay salary salaire loon "},
     {"url", " url link lien "},
     {"text", " text description descriptif omschrijving "},
     {"occupation", " occupation metier job profession beroep "},
     {"esco", " esco esco_uri occupation_uri "},
     {"isco", " isco isco08 isco_08 isco_code "},
     {"code", " code rome rome_code code_rome "},
     {"skills", " skills skill competences competence vaardigheden "},
     {"reference", " reference ref referenceexterne "}}};

// "Code postal" -> "code_postal"
std::string key_of(std::string_view header) {
    std::string key = fold(to_valid_utf8(trim(header)));
    for (char& letter : key) {
        if (letter == ' ' || letter == '-' || letter == '.') letter = '_';
    }
    return key;
}

bool is_ours(std::string_view name) {
    return std::any_of(columns.begin(), columns.end(), [&](const Column& column) { return column.name == name; });
}

// Which of our columns the file's is; empty when none.
std::string_view column_of(std::string_view header, const ColumnNames& names) {
    if (const auto given = names.find(header); given != names.end()) return given->second;
    const std::string key = " " + key_of(header) + " ";
    for (const Column& column : columns) {
        // What was named for this column otherwise is the only one.
        const bool taken =
            std::any_of(names.begin(), names.end(), [&](const auto& given) { return given.second == column.name; });
        if (!taken && key.size() > 2 && column.others.find(key) != std::string_view::npos) return column.name;
    }
    return {};
}

std::vector<std::string> values_in(std::string_view field) {
    std::vector<std::string> values;
    std::string one;
    for (const char letter : std::string(field) + "\n") {
        if (letter != '\n' && letter != '|' && letter != ';') {
            one += letter;
            continue;
        }
        if (std::string value = tidy_line(one); !value.empty()) values.push_back(std::move(value));
        one.clear();
    }
    return values;
}

using Fields = std::map<std::string_view, std::string>;  // by the name of our column

class TableRecord {
  public:
    TableRecord(const Fields& fields, const ImportProblem& where, ImportReport& report)
        : fields_(fields), record_(where, report) {}

    [[nodiscard]] OfferDraft draft() {
        OfferDraft draft;
        OfferSource& offer = draft.offer;
        offer.id = line("id");
        offer.title = line("title");
        offer.employer = line("employer");
        offer.reference = line("reference");
        offer.place = place_of_words(field("place"));
        offer.postcode = line("postcode");
        offer.contract = understood("contract", contract_of_words, Contract::unknown);
        offer.working_time = understood("working_time", working_time_of_words, WorkingTime::unknown);
        offer.studies = understood("studies", studies_of_words, Studies::unknown);
        offer.experience_months = experience();
        for (const std::string& licence : values_in(field("licences"))) {
            const std::uint16_t bits = licences_of_words(licence);
            if (bits == 0 && !says_none(licence)) record_.not_understood("licences", licence);
            offer.licences = static_cast<std::uint16_t>(offer.licences | bits);
        }
        add_languages(offer);
        offer.start = date("start");
        offer.published = date("published");
        offer.closing = date("closing");
        add_position(offer);
        add_pay(offer);
        offer.url = record_.address("url", line("url"));
        // Some exports write line ends as two characters.
        set_advertisement(draft, replace_all(field("text"), "\\n", "\n"));
        add_meaning(draft);
        return draft;
    }

  private:
    [[nodiscard]] const std::string& field(std::string_view name) const {
        static const std::string absent;
        const auto found = fields_.find(name);
        return found == fields_.end() ? absent : found->second;
    }
    [[nodiscard]] std::string line(std::string_view name) const { return tidy_line(field(name)); }

    void leave_out(std::string_view name) const { record_.not_understood(name, field(name)); }

    template <typename Value>
    [[nodiscard]] Value understood(std::string_view name, Value (*read)(std::string_view), Value unknown) const {
        return record_.understood(name, field(name), read, unknown);
    }

    [[nodiscard]] std::optional<std::uint16_t> experience() {
        const std::string said = line("experience");
        // A plain number is of months.
        const std::optional<std::uint64_t> months = parse_count(said, 600);
        const std::optional<std::uint16_t> read =
            months ? std::optional(static_cast<std::uint16_t>(*months)) : experience_of_words(said);
        if (!read && !said.empty()) leave_out("experience");
        return read;
    }

    // "nl B2": a level may follow; without one it is an independent user's.
    void add_languages(OfferSource& offer) {
        for (const std::string& value : values_in(field("languages"))) {
            const std::string code = language_of_words(value);
            if (code.empty()) {
                record_.not_understood("languages", value);
                continue;
            }
            LanguageLevel level = LanguageLevel::b1;
            const std::string folded = fold(value);
            for (const std::string_view word : split(folded, ' ')) {
                level = language_level_from(word).value_or(level);
            }
            const auto met = std::find_if(offer.languages.begin(), offer.languages.end(),
                                          [&](const OfferLanguage& other) { return other.code == code; });
            if (met == offer.languages.end()) {
                offer.languages.push_back({code, level, true});
            } else {
                met->level = std::max(met->level, level);
            }
        }
    }

    [[nodiscard]] std::optional<CivilDate> date(std::string_view name) const { return record_.date(name, field(name)); }

    void add_position(OfferSource& offer) {
        if (line("latitude").empty() && line("longitude").empty()) return;
        const std::optional<std::int32_t> latitude = parse_degrees_e5(line("latitude"), 90);
        const std::optional<std::int32_t> longitude = parse_degrees_e5(line("longitude"), 180);
        if (!latitude || !longitude) return leave_out(latitude ? "longitude" : "latitude");
        offer.has_position = true;
        offer.latitude_e5 = *latitude;
        offer.longitude_e5 = *longitude;
    }

    // Euro a month, or in words that say the unit.
    void add_pay(OfferSource& offer) {
        const std::string said = line("pay");
        if (said.empty()) return;
        const std::optional<std::uint64_t> monthly = parse_count(said, 50'000);
        offer.pay_monthly_gross_eur =
            monthly && *monthly >= 100 ? std::optional(static_cast<std::uint32_t>(*monthly)) : parse_pay(said, {});
        if (!offer.pay_monthly_gross_eur) leave_out("pay");
    }

    void add_meaning(OfferDraft& draft) {
        using Scheme = OfferDraft::Code::Scheme;
        if (std::string uri = line("esco"); !uri.empty()) draft.codes.push_back({Scheme::esco, std::move(uri)});
        if (std::string isco = line("isco"); is_isco_code(isco)) {
            draft.codes.push_back({Scheme::isco, std::move(isco)});
        } else if (!isco.empty()) {
            leave_out("isco");
        }
        if (std::string code = line("code"); !code.empty()) draft.codes.push_back({Scheme::own, std::move(code)});
        if (!draft.offer.title.empty()) draft.names.push_back({draft.offer.title, 1});
        if (std::string name = line("occupation"); !name.empty()) draft.names.push_back({std::move(name), 2});
        for (std::string& skill : values_in(field("skills"))) {
            const bool is_uri = skill.starts_with("http");
            draft.skills.push_back({is_uri ? std::string() : skill, is_uri ? skill : std::string(), true});
        }
    }

    const Fields& fields_;
    RecordFields record_;
};

// The most frequent of the three in the first line.
char separator_of(std::string_view text) {
    const std::string_view first = text.substr(0, text.find('\n'));
    char best = ',';
    for (const char candidate : {';', '\t'}) {
        if (std::count(first.begin(), first.end(), candidate) > std::count(first.begin(), first.end(), best)) {
            best = candidate;
        }
    }
    return best;
}

Result<bool> read_csv(const InputFile& file, const ColumnNames& names, DraftList& drafts, ImportReport& report) {
    Result<CsvTable> table = CsvTable::open(file.text, file.name, {}, separator_of(file.text));
    if (!table) return table.error();
    std::vector<std::pair<std::string, std::string_view>> known;  // the file's name and ours
    for (const std::string& header : table->columns()) {
        if (const std::string_view ours = column_of(header, names); !ours.empty()) known.emplace_back(header, ours);
    }
    for (const std::string_view needed : {"id", "title"}) {
        if (std::none_of(known.begin(), known.end(), [&](const auto& column) { return column.second == needed; })) {
            return refusal({file.name, 1, std::string(needed), "the header has no such column"});
        }
    }
    for (;;) {
        Result<bool> more = table->next(report);
        if (!more) return more.error();
        if (!*more) return true;
        Fields fields;
        for (const auto& [header, ours] : known) fields.try_emplace(ours, table->field(header));
        const ImportProblem where = table->problem("", "");
        drafts.add(TableRecord(fields, where, report).draft(), where);
    }
}

// A value as a cell of a table would have it; nothing for what no cell can hold.
std::optional<std::string> flat_text(const Json& value) {
    if (!value.is_structured()) return loose_text(value);
    if (!value.is_array()) return std::nullopt;
    std::string text;
    for (const Json& element : value) {
        if (element.is_structured()) return std::nullopt;
        if (!text.empty()) text += '|';
        text += loose_text(element);
    }
    return text;
}

Result<bool> read_flat_json(const InputFile& file, const ColumnNames& names, DraftList& drafts, ImportReport& report) {
    return each_json_record(file, {}, report, [&](const Json& json, const ImportProblem& where) {
        Fields fields;
        for (const auto& [key, value] : json.items()) {
            const std::string_view ours = column_of(key, names);
            if (ours.empty()) continue;
            std::optional<std::string> text = flat_text(value);
            if (!text) RecordFields(where, report).not_understood(key, dump_json(value));
            fields.try_emplace(ours, std::move(text).value_or(std::string()));
        }
        drafts.add(TableRecord(fields, where, report).draft(), where);
    });
}

}  // namespace

Result<ColumnNames> parse_column_names(std::string_view text) {
    ColumnNames names;
    if (text.empty()) return names;
    for (const std::string_view pair : split(text, ',')) {
        const std::size_t equals = pair.find('=');
        const std::string ours(trim(pair.substr(0, equals)));
        if (equals == std::string_view::npos || !is_ours(ours)) {
            return Error{"column-names", ours, "\"" + ours + "\" is no column of ours"};
        }
        names.insert_or_assign(std::string(trim(pair.substr(equals + 1))), ours);
    }
    return names;
}

Result<std::vector<OfferDraft>> read_offer_table(const InputFile& file, const ColumnNames& names,
                                                 ImportReport& report) {
    DraftList drafts(report, "id", "title");
    const std::string_view text = trim(without_byte_order_mark(file.text));
    const bool json = text.starts_with('{') || text.starts_with('[');
    const Result<bool> read =
        json ? read_flat_json(file, names, drafts, report) : read_csv(file, names, drafts, report);
    if (!read) return read.error();
    return drafts.finish(file.name);
}

}  // namespace passerelle
