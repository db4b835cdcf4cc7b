#include "packs/job_posting.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "packs/code_table.hpp"
#include "packs/html_page.hpp"
#include "packs/loose_json.hpp"
#include "packs/numbers.hpp"
#include "packs/offer_words.hpp"
#include "packs/record_fields.hpp"

namespace passerelle {
namespace {

constexpr int deepest_posting = 12;

// Words of schema.org's and Google's lists, which are not those of people.
constexpr std::array<std::pair<std::string_view, Contract>, 3> employment_types = {
    {{"TEMPORARY", Contract::fixed_term}, {"CONTRACTOR", Contract::self_employed}, {"INTERN", Contract::student}}};

bool is_posting(const Json& json) {
    for (const std::string& type : loose_texts(json, "@type")) {
        if (type == "JobPosting" || type.ends_with("/JobPosting") || type.ends_with(":JobPosting")) return true;
    }
    return false;
}

// Every posting within, wherever lists, graphs and other things hold it.
void each_posting(const Json& json, int depth, const std::function<void(const Json&)>& take) {
    if (depth > deepest_posting) return;
    if (json.is_object() && is_posting(json)) return take(json);
    if (!json.is_structured()) return;
    for (const Json& inner : json) each_posting(inner, depth + 1, take);
}

// One of a list, or the one that stands in its place.
const Json& first_of(const Json& object, std::string_view key) {
    static const Json nothing;
    const Json* value = member(object, key);
    if (value == nullptr) return nothing;
    if (value->is_array()) return value->empty() ? nothing : (*value)[0];
    return *value;
}

std::string_view host_of(std::string_view url) {
    const std::size_t start = url.find("://");
    if (start == std::string_view::npos) return {};
    url.remove_prefix(start + 3);
    return url.substr(0, url.find_first_of("/?#"));
}

// "&amp;", "&#39;"
bool has_entity(std::string_view text) {
    constexpr std::size_t longest = 10;
    for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
        const std::size_t end =
            text.find_first_not_of("#abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", at + 1);
        if (end != std::string_view::npos && text[end] == ';' && end > at + 1 && end - at <= longest) return true;
    }
    return false;
}

bool looks_like_html(std::string_view text) {
    return has_entity(text) || text.find("</") != std::string_view::npos ||
           text.find("<br") != std::string_view::npos || text.find("<p>") != std::string_view::npos;
}

// Descriptions are HTML, and some sites escape them once more.
std::string plain_text(std::string text) {
    for (int layer = 0; layer < 2 && looks_like_html(text); ++layer) text = text_of_html(text);
    return text;
}

// A text, or the name of a thing.
std::string name_of(const Json& value) {
    return tidy_line(plain_text(value.is_object() ? loose_text(value, "name") : loose_text(value)));
}

// What stands between the signs that hid scripts from browsers once, "<!-- -->" and "<![CDATA[ ]]>" with or without
// the comment signs around them, and before a semicolon at the end.
std::string_view within_wrappers(std::string_view text) {
    constexpr std::string_view cdata = "<![CDATA[";
    const std::size_t brace = text.find('{');
    const std::size_t opened = text.find(cdata);
    if (opened != std::string_view::npos && opened < brace) {
        text.remove_prefix(opened + cdata.size());
        text = text.substr(0, text.rfind("]]>"));
    }
    const std::size_t first = text.find_first_of("{[");
    const std::size_t last = text.find_last_of("}]");
    if (first == std::string_view::npos || last == std::string_view::npos || last < first) return text;
    const bool only_signs = text.substr(0, first).find_first_not_of(" \t\r\n/*<!-") == std::string_view::npos &&
                            text.substr(last + 1).find_first_not_of(" \t\r\n/*->;") == std::string_view::npos;
    return only_signs ? text.substr(first, last + 1 - first) : text;
}

// As browsers' readers of JSON-LD do, a second time without wrappers and with line ends inside texts as spaces.
Result<Json> parse_script(std::string_view text) {
    Result<Json> json = parse_json(trim(text));
    if (json) return json;
    std::string tidy(within_wrappers(text));
    std::replace_if(
        tidy.begin(), tidy.end(), [](char letter) { return static_cast<unsigned char>(letter) < 0x20; }, ' ');
    Result<Json> again = parse_json(tidy);
    if (again) return again;
    return json;
}

class Posting {
  public:
    Posting(const Json& json, const ImportProblem& where, ImportReport& report)
        : json_(json), fields_(where, report), report_(report) {}

    [[nodiscard]] OfferDraft draft() {
        OfferDraft draft;
        OfferSource& offer = draft.offer;
        offer.title = tidy_line(plain_text(loose_text(json_, "title")));
        offer.employer = name_of(first_of(json_, "hiringOrganization"));
        offer.published = date("datePosted");
        offer.closing = date("validThrough");
        offer.start = date("jobStartDate");
        add_employment(offer);
        add_place(offer);
        add_pay(offer);
        offer.studies = studies();
        offer.experience_months = experience();
        std::string url = tidy_line(loose_text(json_, "url"));
        if (!url.empty()) offer.url = fields_.address("url", url);
        if (url.empty()) {
            // May be no address at all ("#posting").
            url = tidy_line(loose_text(json_, "@id"));
            if (url.starts_with("https://")) offer.url = url;
        }
        set_advertisement(draft, plain_text(loose_text(json_, "description")) + "\n" +
                                     plain_text(loose_text(json_, "responsibilities")));
        add_meaning(draft);
        offer.id = identifier(offer, url);
        return draft;
    }

  private:
    // A number is its employer's own: number 1 of two employers is two offers.
    [[nodiscard]] std::string identifier(OfferSource& offer, const std::string& url) const {
        const Json& given = first_of(json_, "identifier");
        offer.reference = tidy_line(given.is_object() ? loose_text(given, "value") : loose_text(given));
        if (!offer.reference.empty()) {
            std::string whose = given.is_object() ? name_of(given) : std::string();
            if (whose.empty()) whose = offer.employer;
            if (whose.empty()) whose = std::string(host_of(url));
            return whose.empty() ? offer.reference : whose + '|' + offer.reference;
        }
        std::string id = url;
        if (id.empty() && !offer.title.empty()) {
            id = offer.title + '|' + offer.employer + '|' + offer.place + '|' + loose_text(json_, "datePosted");
        }
        return id;
    }

    [[nodiscard]] std::optional<CivilDate> date(std::string_view field) const {
        return fields_.date(field, loose_text(json_, field));
    }

    void add_employment(OfferSource& offer) {
        for (const std::string& type : loose_texts(json_, "employmentType")) {
            std::string word = type;
            std::replace(word.begin(), word.end(), '_', ' ');
            Contract contract = contract_of_words(word);
            for (const auto& [name, meaning] : employment_types) {
                if (type == name) contract = meaning;
            }
            const WorkingTime time = working_time_of_words(word);
            // "OTHER" says nothing.
            if (contract == Contract::unknown && time == WorkingTime::unknown && !word.empty() && word != "OTHER") {
                fields_.not_understood("employmentType", type);
            }
            if (offer.contract == Contract::unknown) offer.contract = contract;
            // "FULL_TIME" and "PART_TIME" together leave it open.
            if (time != WorkingTime::unknown) {
                const bool open = offer.working_time != WorkingTime::unknown && offer.working_time != time;
                offer.working_time = open ? WorkingTime::unknown : time;
            }
        }
    }

    void add_place(OfferSource& offer) {
        const Json* locations = member(json_, "jobLocation");
        if (locations != nullptr && locations->is_array() && locations->size() > 1) {
            report_.count("offers with several places of work, of which the first is kept");
        }
        const Json& location = first_of(json_, "jobLocation");
        const Json& address = object_member(location, "address");
        offer.place = place_of_words(plain_text(loose_text(address, "addressLocality")));
        if (offer.place.empty()) offer.place = name_of(first_of(location, "address"));
        offer.postcode = tidy_line(loose_text(address, "postalCode"));
        // Four digits mean a Belgian postcode elsewhere in the house, and are used in other countries too.
        const std::string country = fold(name_of(first_of(address, "addressCountry")));
        const bool belgian = country.empty() || country == "be" || country.starts_with("belg") || country == "bel";
        if (!belgian && !offer.postcode.empty()) offer.postcode = country.substr(0, 2) + "-" + offer.postcode;
        const Json& geo = object_member(location, "geo");
        const std::string latitude = loose_text(geo, "latitude");
        const std::string longitude = loose_text(geo, "longitude");
        if (latitude.empty() && longitude.empty()) return;
        const std::optional<std::int32_t> north = parse_degrees_e5(latitude, 90);
        const std::optional<std::int32_t> east = parse_degrees_e5(longitude, 180);
        if (!north || !east) return fields_.not_understood("jobLocation/geo", latitude + ", " + longitude);
        offer.has_position = true;
        offer.latitude_e5 = *north;
        offer.longitude_e5 = *east;
    }

    // The least of a month, where currency and unit are said.
    void add_pay(OfferSource& offer) {
        const Json& salary = first_of(json_, "baseSalary");
        if (!salary.is_object()) return;
        const Json& value = first_of(salary, "value");
        std::string amount = value.is_object() ? loose_text(value, "minValue") : loose_text(value);
        if (amount.empty() && value.is_object()) amount = loose_text(value, "value");
        if (amount.empty()) return;
        const std::string unit = fold(loose_text(value, "unitText") + loose_text(salary, "unitText"));
        const std::string currency = loose_text(salary, "currency");
        std::size_t at = 0;
        const std::optional<std::int64_t> cents = parse_hundredths(amount, at);
        std::int64_t monthly = 0;
        if (cents && unit == "month") monthly = *cents;
        if (cents && unit == "year") monthly = *cents / 12;
        if (cents && unit == "week") monthly = *cents * 52 / 12;
        const std::int64_t euros = monthly / 100;
        if ((!currency.empty() && currency != "EUR") || euros < 100 || euros > 50'000) {
            return fields_.not_understood("baseSalary", amount + " " + currency + " " + unit);
        }
        offer.pay_monthly_gross_eur = static_cast<std::uint32_t>(euros);
    }

    [[nodiscard]] Studies studies() {
        const Json& asked = first_of(json_, "educationRequirements");
        const std::string said = asked.is_object() ? loose_text(asked, "credentialCategory") : loose_text(asked);
        const Studies studies = studies_of_words(said);
        if (studies == Studies::unknown && !trim(said).empty()) fields_.not_understood("educationRequirements", said);
        return studies;
    }

    [[nodiscard]] std::optional<std::uint16_t> experience() {
        const Json& asked = first_of(json_, "experienceRequirements");
        const std::string said = asked.is_object() ? loose_text(asked, "monthsOfExperience") : loose_text(asked);
        if (asked.is_object()) {
            const std::optional<std::uint64_t> months = parse_count(said.substr(0, said.find('.')), 600);
            if (months) return static_cast<std::uint16_t>(*months);
        }
        const std::optional<std::uint16_t> months = experience_of_words(said);
        if (!months && !trim(said).empty()) fields_.not_understood("experienceRequirements", said);
        return months;
    }

    void add_code(OfferDraft& draft, const std::string& said) {
        using Scheme = OfferDraft::Code::Scheme;
        const std::string code = tidy_line(said);
        if (code.starts_with("http") && code.find("/esco/") != std::string::npos) {
            // ".../esco/isco/C7112" is a group, everything else an occupation.
            const std::size_t group = code.find("/isco/C");
            if (group == std::string::npos) draft.codes.push_back({Scheme::esco, code});
            if (group != std::string::npos && is_isco_code(code.substr(group + 7))) {
                draft.codes.push_back({Scheme::isco, code.substr(group + 7)});
            }
        } else if (!code.empty() && code.size() < 24) {
            draft.codes.push_back({Scheme::own, code});
        }
    }

    void add_meaning(OfferDraft& draft) {
        if (!draft.offer.title.empty()) draft.names.push_back({draft.offer.title, 1});
        for (const std::string_view field : {"occupationalCategory", "relevantOccupation"}) {
            const Json* value = member(json_, field);
            if (value == nullptr) continue;
            const Json list = value->is_array() ? *value : Json::array({*value});
            for (const Json& one : list) add_category(draft, one);
        }
        add_skills(draft, "skills");
    }

    void add_category(OfferDraft& draft, const Json& category) {
        if (!category.is_object()) return add_words(draft, loose_text(category));
        add_code(draft, loose_text(category, "url"));
        add_code(draft, loose_text(category, "@id"));
        const std::string code = loose_text(category, "codeValue");
        const std::string set = fold(name_of(first_of(category, "inCodeSet")) + loose_text(category, "inCodeSet"));
        if (set.find("isco") != std::string::npos && is_isco_code(code)) {
            draft.codes.push_back({OfferDraft::Code::Scheme::isco, code});
        } else {
            add_code(draft, code);
        }
        if (std::string name = name_of(category); !name.empty()) draft.names.push_back({std::move(name), 1});
    }

    // "7112 Bricklayers", "15-1252.00" or a name.
    void add_words(OfferDraft& draft, const std::string& said) {
        const std::string words = tidy_line(said);
        const std::string first = words.substr(0, words.find(' '));
        if (first.find_first_of("0123456789") != std::string::npos || first.starts_with("http")) {
            add_code(draft, first);
        } else if (!words.empty()) {
            draft.names.push_back({words, 1});
        }
    }

    void add_skills(OfferDraft& draft, std::string_view field) {
        const Json* value = member(json_, field);
        if (value == nullptr) return;
        const Json list = value->is_array() ? *value : Json::array({*value});
        for (const Json& one : list) {
            if (one.is_object()) {
                std::string uri = loose_text(one, "url");
                if (uri.empty()) uri = loose_text(one, "@id");
                draft.skills.push_back({name_of(one), std::move(uri), true});
                continue;
            }
            // A text may list several.
            const std::string text = plain_text(loose_text(one));
            for (const std::string_view line : split(text, '\n')) {
                for (const std::string_view item : split(line, ',')) {
                    std::string name = tidy_line(item);
                    const bool uri = name.starts_with("http");
                    if (!name.empty()) draft.skills.push_back({uri ? "" : name, uri ? name : "", true});
                }
            }
        }
    }

    const Json& json_;
    RecordFields fields_;
    ImportReport& report_;
};

bool is_page(std::string_view name, std::string_view text) {
    return name.ends_with(".html") || name.ends_with(".htm") || trim(without_byte_order_mark(text)).starts_with('<');
}

}  // namespace

bool is_job_posting_file(std::string_view name) {
    for (const std::string_view ending : {".html", ".htm", ".json", ".jsonld", ".jsonl"}) {
        if (name.ends_with(ending)) return true;
    }
    return false;
}

Result<std::vector<OfferDraft>> read_job_postings(const std::vector<InputFile>& files, ImportReport& report) {
    DraftList drafts(report, "identifier", "title");
    const auto take_all = [&](const Json& json, const ImportProblem& where) {
        std::size_t found = 0;
        each_posting(json, 0, [&](const Json& posting) {
            drafts.add(Posting(posting, where, report).draft(), where);
            ++found;
        });
        return found;
    };
    const auto take_record = [&](const Json& json, const ImportProblem& where) {
        if (take_all(json, where) == 0) report.count("records without a job posting, passed over");
    };
    for (const InputFile& file : files) {
        if (is_page(file.name, file.text)) {
            std::size_t found = 0;
            for (const PageScript& script : scripts_of_page(file.text, "application/ld+json")) {
                const ImportProblem where{file.name, script.line, "", ""};
                const Result<Json> json = parse_script(script.text);
                if (json) {
                    found += take_all(*json, where);
                } else {
                    report.skip({file.name, script.line, "script", json.error().message});
                }
            }
            if (found == 0) report.count("pages without a job posting, passed over");
            continue;
        }
        const Result<bool> read = each_json_record(file, {}, report, take_record);
        if (!read) return read.error();
    }
    return drafts.finish(files.size() == 1 ? files[0].name : std::to_string(files.size()) + " files");
}

}  // namespace passerelle
