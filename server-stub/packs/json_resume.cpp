#include "packs/json_resume.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "match/terms.hpp"
#include "packs/numbers.hpp"
#include "packs/offer_words.hpp"
#include "profile/facts.hpp"

namespace passerelle {
namespace {

// Tried in this order: "limited working proficiency" is less than "working proficiency". Words are folded and stand
// between spaces.
constexpr std::array<std::pair<std::string_view, LanguageLevel>, 38> fluencies = {
    {{" a1 ", LanguageLevel::a1},
     {" a2 ", LanguageLevel::a2},
     {" b1 ", LanguageLevel::b1},
     {" b2 ", LanguageLevel::b2},
     {" c1 ", LanguageLevel::c1},
     {" c2 ", LanguageLevel::c2},
     {" native", LanguageLevel::native},
     {" mother tongue", LanguageLevel::native},
     {" matern", LanguageLevel::native},
     {" moedertaal", LanguageLevel::native},
     {" muttersprach", LanguageLevel::native},
     {" bilingu", LanguageLevel::c2},
     {" tweetalig", LanguageLevel::c2},
     {" zweisprachig", LanguageLevel::c2},
     {" full professional", LanguageLevel::c2},
     {" limited working", LanguageLevel::b1},
     {" professional", LanguageLevel::c1},
     {" fluent", LanguageLevel::c1},
     {" courant", LanguageLevel::c1},
     {" vloeiend", LanguageLevel::c1},
     {" fliessend", LanguageLevel::c1},
     {" advanced", LanguageLevel::c1},
     {" avance", LanguageLevel::c1},
     {" gevorderd", LanguageLevel::c1},
     {" fortgeschritten", LanguageLevel::c1},
     {" conversation", LanguageLevel::b1},
     {" intermedia", LanguageLevel::b1},
     {" intermediaire", LanguageLevel::b1},
     {" gemiddeld", LanguageLevel::b1},
     {" elementa", LanguageLevel::a2},
     {" scolaire", LanguageLevel::a2},
     {" basic", LanguageLevel::a2},
     {" basis", LanguageLevel::a2},
     {" notion", LanguageLevel::a1},
     {" debutant", LanguageLevel::a1},
     {" beginn", LanguageLevel::a1},
     {" anfanger", LanguageLevel::a1},
     {" grundkenntnis", LanguageLevel::a2}}};

std::optional<LanguageLevel> level_of_fluency(std::string_view fluency) {
    std::string words = " ";
    for (const char c : fold(to_valid_utf8(fluency))) words += c == '-' || c == '(' || c == ')' || c == ',' ? ' ' : c;
    words += ' ';
    for (const auto& [word, level] : fluencies) {
        if (words.find(word) != std::string::npos) return level;
    }
    return std::nullopt;
}

// "C" alone is a programming language; behind one of these words it is a licence.
constexpr std::array<std::string_view, 7> licence_words = {"permis",          "rijbewijs",       "fuhrerschein",
                                                           "driving licence", "driving license", "driver's licence",
                                                           "driver's license"};

bool speaks_of_licences(std::string_view text) {
    const std::string folded = fold(to_valid_utf8(text));
    return std::any_of(licence_words.begin(), licence_words.end(),
                       [&](std::string_view word) { return folded.find(word) != std::string::npos; });
}

// "2019", "2019-06" or "2019-06-01": its first day, or its last one.
std::optional<CivilDate> partial_date(std::string_view text, bool last_day) {
    text = trim(text);
    if (text.size() >= 10) return CivilDate::parse(text.substr(0, 10));
    const std::optional<std::uint64_t> year = parse_count(text.substr(0, 4), 9999);
    if (!year || *year < 1900) return std::nullopt;
    if (text.size() == 4) {
        return last_day ? CivilDate::from_ymd(static_cast<int>(*year), 12, 31)
                        : CivilDate::from_ymd(static_cast<int>(*year), 1, 1);
    }
    if (text.size() != 7 || text[4] != '-') return std::nullopt;
    const std::optional<std::uint64_t> month = parse_count(text.substr(5), 12);
    if (!month || *month == 0) return std::nullopt;
    const int day = last_day ? days_in_month(static_cast<int>(*year), static_cast<int>(*month)) : 1;
    return CivilDate::from_ymd(static_cast<int>(*year), static_cast<int>(*month), day);
}

class ResumeReader {
  public:
    ResumeReader(const Json& resume, const MatchTaxonomy& taxonomy, CivilDate today)
        : resume_(resume), taxonomy_(taxonomy), today_(today) {}

    ResumeReading read() {
        read_basics(object_member(resume_, "basics"));
        read_work();
        read_education();
        read_skills();
        read_languages();
        for_each("certificates", [&](const Json& item, const std::string& place) {
            const std::string name = string_or(item, "name");
            if (!name.empty() && !read_licences(name)) miss(place + "/name", name, "no driving licence");
        });
        if (!licences_.empty()) facts_["licences"] = std::move(licences_);
        return {stated_match_facts(std::move(facts_)), std::move(missed_)};
    }

  private:
    template <typename Act>
    void for_each(std::string_view section, Act act) {
        const Json& items = array_member(resume_, section);
        for (std::size_t index = 0; index < items.size(); ++index)
            act(items[index], std::string(section) + "/" + std::to_string(index));
    }
    void miss(const std::string& place, std::string_view text, std::string_view why) {
        std::string line = place;
        line.append(" ").append(dump_json(Json(std::string(text)))).append(": ").append(why);
        missed_.push_back(std::move(line));
    }

    // {"uri","label"} of what is surely meant. "CEO/President" and "Engineer (Contract)" are tried in parts too.
    template <typename Pack>
    static Json meant(const Pack* pack, std::string_view typed, std::int32_t sure) {
        if (pack == nullptr) return nullptr;
        std::vector<std::string> tried = {std::string(typed)};
        for (const std::string_view part : split(typed, '/')) tried.emplace_back(part);
        tried.emplace_back(typed.substr(0, typed.find('(')));
        std::optional<Found> best;
        for (const std::string& text : tried) {
            // A space at the end: the last word is finished.
            const std::vector<Found> found = pack->find(tidy_line(to_valid_utf8(text)) + " ", 1);
            if (!found.empty() && (!best || found[0].score > best->score)) best = found[0];
        }
        if (!best || best->score < sure) return nullptr;
        const auto index = static_cast<std::uint16_t>(best->index);
        return {{"uri", pack->uri(index)}, {"label", std::string(pack->label(index))}};
    }

    bool read_licences(std::string_view text) {
        if (!speaks_of_licences(text)) return false;
        const std::uint16_t bits = licences_of_words(text);
        for (std::size_t bit = 0; bit < licence_names.size(); ++bit) {
            if ((bits >> bit & 1U) != 0) licences_.push_back(std::string(licence_names[bit]));
        }
        return bits != 0;
    }

    void read_basics(const Json& basics) {
        if (const std::string label = string_or(basics, "label"); !label.empty()) {
            Json occupation = meant(taxonomy_.occupations, label, sure_occupation_score);
            if (occupation.is_null()) {
                miss("basics/label", label, "no occupation that is surely meant");
            } else {
                facts_["wish"] = Json::array({{{"occupation", std::move(occupation)}}});
            }
        }
        const Json& location = object_member(basics, "location");
        const std::string postcode = string_or(location, "postalCode");
        const std::string city = string_or(location, "city");
        const std::string country = string_or(location, "countryCode", "BE");
        if (postcode.empty() && city.empty()) return;
        const std::string where = postcode + " " + city;
        if (country != "BE" || taxonomy_.places == nullptr || !taxonomy_.places->locate(postcode, city)) {
            miss("basics/location", where, "not a place that the packs know");
        } else {
            facts_["commune"] = {{"postcode", postcode}, {"name", city}};
        }
    }

    void read_work() {
        Json experience = Json::array();
        for_each("work", [&](const Json& item, const std::string& place) {
            const std::string position = string_or(item, "position");
            Json occupation = meant(taxonomy_.occupations, position, sure_occupation_score);
            if (occupation.is_null()) return miss(place + "/position", position, "no occupation that is surely meant");
            Json practice = {{"occupation", std::move(occupation)}};
            const std::string from = string_or(item, "startDate");
            const std::string to = string_or(item, "endDate");
            const std::optional<CivilDate> start = partial_date(from, false);
            const std::optional<CivilDate> end = partial_date(to, true);
            if (!start) miss(place + "/startDate", from, "no date, so no months of experience");
            // Without a readable end, only the start is certain: no months.
            if (!end && !to.empty()) miss(place + "/endDate", to, "no date, so no months of experience");
            if (start && (end || to.empty())) practice["start"] = start->iso();
            if (end) practice["end"] = end->iso();
            experience.push_back(std::move(practice));
        });
        if (!experience.empty()) facts_["experience"] = std::move(experience);
    }

    void read_education() {
        Json training = Json::array();
        for_each("education", [&](const Json& item, const std::string& place) {
            const std::string type = string_or(item, "studyType");
            const Studies level = studies_of_words(type);
            if (level == Studies::unknown) return miss(place + "/studyType", type, "no level of studies");
            const std::optional<CivilDate> end = partial_date(string_or(item, "endDate"), true);
            if (!end) miss(place + "/endDate", string_or(item, "endDate"), "no date, so not known to be passed");
            training.push_back({{"level", std::string(studies_names[static_cast<std::size_t>(level)])},
                                {"obtained", end && *end <= today_}});
        });
        if (!training.empty()) facts_["training"] = std::move(training);
    }

    // True when it is one.
    bool read_skill(std::string_view text) {
        if (read_licences(text)) return true;
        Json skill = meant(taxonomy_.skills, text, sure_skill_score);
        if (skill.is_null()) return false;
        skills_.push_back({{"skill", std::move(skill)}});
        return true;
    }

    void read_skills() {
        for_each("skills", [&](const Json& item, const std::string& place) {
            const std::string name = string_or(item, "name");
            const Json& keywords = array_member(item, "keywords");
            // Above keywords a name is often only a heading ("Backend"): no loss when it is no skill.
            if (!name.empty() && !read_skill(name) && keywords.empty())
                miss(place + "/name", name, "no skill that is surely meant");
            for (std::size_t index = 0; index < keywords.size(); ++index) {
                const std::string keyword = as_string(keywords[index]);
                if (!keyword.empty() && !read_skill(keyword))
                    miss(place + "/keywords/" + std::to_string(index), keyword, "no skill that is surely meant");
            }
        });
        if (!skills_.empty()) facts_["skills"] = std::move(skills_);
    }

    void read_languages() {
        Json languages = Json::array();
        for_each("languages", [&](const Json& item, const std::string& place) {
            const std::string name = string_or(item, "language");
            const std::string fluency = string_or(item, "fluency");
            const std::string code = language_of_words(name);
            const std::optional<LanguageLevel> level = level_of_fluency(fluency);
            if (code.empty()) return miss(place + "/language", name, "no language that is known");
            if (!level) return miss(place + "/fluency", fluency, "no level of a language");
            languages.push_back(
                {{"language", code}, {"level", std::string(language_level_names[static_cast<std::size_t>(*level)])}});
        });
        if (!languages.empty()) facts_["languages"] = std::move(languages);
    }

    const Json& resume_;
    const MatchTaxonomy& taxonomy_;
    CivilDate today_;
    Json facts_ = Json::object();
    Json skills_ = Json::array();
    Json licences_ = Json::array();
    std::vector<std::string> missed_;
};

}  // namespace

bool is_json_resume(const Json& document) {
    if (!document.is_object() || document.contains("answers") || document.contains("lists")) return false;
    for (const std::string_view section :
         {"basics", "work", "education", "skills", "languages", "certificates", "volunteer", "projects", "awards",
          "publications", "interests", "references"}) {
        if (member(document, section) != nullptr) return true;
    }
    return false;
}

ResumeReading read_json_resume(const Json& resume, const MatchTaxonomy& taxonomy, CivilDate today) {
    return ResumeReader(resume, taxonomy, today).read();
}

}  // namespace passerelle
