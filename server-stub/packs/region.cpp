#include "packs/region.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "base/json.hpp"
#include "base/text.hpp"
#include "packs/csv.hpp"
#include "packs/files.hpp"
#include "packs/numbers.hpp"

namespace passerelle {
namespace {

Error wrong(std::string file, std::string field, std::string reason) {
    return refusal({std::move(file), 0, std::move(field), std::move(reason)});
}

std::vector<std::string> texts_of(const Json& object, std::string_view key) {
    std::vector<std::string> texts;
    for (const Json& text : array_member(object, key)) texts.push_back(as_string(text));
    return texts;
}

bool all_filled(const std::vector<std::string>& texts) {
    return !texts.empty() &&
           std::none_of(texts.begin(), texts.end(), [](const std::string& text) { return text.empty(); });
}

Result<Json> read_json(const std::string& directory, const std::string& name) {
    Result<std::string> text = read_whole_file(directory + "/" + name);
    if (!text) return text.error();
    Result<Json> json = parse_json(*text);
    if (!json) return wrong(name, "", json.error().message);
    return json;
}

Result<std::vector<DemoCommune>> read_communes(const std::string& directory) {
    static constexpr std::array<std::string_view, 7> columns = {
        "postcode", "name", "arrondissement", "province", "latitude", "longitude", "thousand_inhabitants"};
    Result<std::string> text = read_whole_file(directory + "/communes.csv");
    if (!text) return text.error();
    Result<CsvTable> table = CsvTable::open(*text, "communes.csv", columns);
    if (!table) return table.error();
    std::vector<DemoCommune> communes;
    for (;;) {
        Result<bool> more = table->next();
        if (!more) return more.error();
        if (!*more) return communes;
        const std::optional<std::int32_t> latitude = parse_degrees_e5(table->field("latitude"), 90);
        const std::optional<std::int32_t> longitude = parse_degrees_e5(table->field("longitude"), 180);
        const std::optional<std::uint64_t> weight = parse_count(table->field("thousand_inhabitants"), 10'000);
        if (!latitude || !longitude || !weight || *weight == 0) return refusal(table->problem("", "not numbers"));
        DemoCommune commune;
        commune.place = {std::string(table->field("postcode")), std::string(table->field("name")),
                         std::string(table->field("name")),     std::string(table->field("arrondissement")),
                         std::string(table->field("province")), {*latitude, *longitude}};
        commune.weight = static_cast<unsigned>(*weight);
        communes.push_back(std::move(commune));
    }
}

Result<DemoOccupation> read_occupation(const Json& json) {
    DemoOccupation occupation;
    const std::string name = string_or(json, "slug");
    const auto fault = [&](std::string_view field) {
        return wrong("occupations.json", name + "/" + std::string(field), "absent or out of range");
    };
    if (name.empty()) return fault("slug");
    occupation.uri = "https://passerelle.example/occupation/" + name;
    occupation.label = string_or(json, "label");
    occupation.alternatives = texts_of(json, "alternatives");
    occupation.isco = string_or(json, "isco");
    occupation.sector = string_or(json, "sector");
    occupation.essential = texts_of(json, "essential");
    occupation.optional = texts_of(json, "optional");
    if (occupation.label.empty()) return fault("label");
    if (!all_filled(occupation.essential) || !all_filled(occupation.optional)) return fault("essential");

    const std::int64_t weight = integer_or(json, "weight", 0);
    if (weight < 1 || weight > 1000) return fault("weight");
    occupation.weight = static_cast<unsigned>(weight);

    const Json& pay = array_member(json, "pay");
    if (pay.size() != 2 || !pay[0].is_number_integer() || !pay[1].is_number_integer()) return fault("pay");
    occupation.pay_least = pay[0].get<int>();
    occupation.pay_most = pay[1].get<int>();
    if (occupation.pay_least < 1 || occupation.pay_most < occupation.pay_least || occupation.pay_most > 20'000) {
        return fault("pay");
    }
    const std::optional<Studies> studies = studies_from(string_or(json, "study"));
    if (!studies) return fault("study");
    occupation.studies = *studies;
    for (const auto& [licence, percent] : object_member(json, "licences").items()) {
        if (licence_bit(licence) == 0 || !percent.is_number_integer()) return fault("licences");
        occupation.licences.emplace_back(licence, percent.get<int>());
    }
    for (const Json& language : array_member(json, "languages")) {
        if (!language.is_array() || language.size() != 3 || !language[2].is_number_integer()) {
            return fault("languages");
        }
        const std::optional<LanguageLevel> level = language_level_from(as_string(language[1]));
        if (!level || language_code(as_string(language[0])) == 0) return fault("languages");
        occupation.languages.push_back({as_string(language[0]), *level, language[2].get<int>()});
    }
    return occupation;
}

Result<DemoSector> read_sector(const Json& json) {
    DemoSector sector;
    for (const std::string_view contract : {"open_ended", "fixed_term", "temporary"}) {
        const std::int64_t weight = integer_or(object_member(json, "contracts"), contract, -1);
        if (weight < 0 || weight > 100) return wrong("sectors.json", std::string(contract), "not 0 to 100");
        sector.contracts.push_back(static_cast<unsigned>(weight));
    }
    sector.part_time_percent = static_cast<int>(integer_or(json, "part_time", 0));
    sector.student_percent = static_cast<int>(integer_or(json, "student", 0));
    sector.employers = texts_of(json, "employers");
    if (sector.contracts[0] == 0 || !all_filled(sector.employers)) return wrong("sectors.json", "", "incomplete");
    return sector;
}

}  // namespace

Result<DemoRegion> read_demo_region(const std::string& directory) {
    DemoRegion region;
    Result<std::vector<DemoCommune>> communes = read_communes(directory);
    if (!communes) return communes.error();
    region.communes = std::move(*communes);

    Result<Json> sectors = read_json(directory, "sectors.json");
    if (!sectors) return sectors.error();
    for (const Json& json : *sectors) {
        Result<DemoSector> sector = read_sector(json);
        if (!sector) return sector.error();
        region.sectors.emplace(string_or(json, "id"), std::move(*sector));
    }

    Result<Json> occupations = read_json(directory, "occupations.json");
    if (!occupations) return occupations.error();
    for (const Json& json : *occupations) {
        Result<DemoOccupation> occupation = read_occupation(json);
        if (!occupation) return occupation.error();
        if (!region.sectors.contains(occupation->sector)) {
            return wrong("occupations.json", occupation->uri, "its sector is not in sectors.json");
        }
        region.occupations.push_back(std::move(*occupation));
    }

    Result<Json> names = read_json(directory, "names.json");
    if (!names) return names.error();
    region.texts = {texts_of(*names, "employers"), texts_of(*names, "opening"),     texts_of(*names, "tasks"),
                    texts_of(*names, "beginner"),  texts_of(*names, "experienced"), texts_of(*names, "closing")};
    for (const std::vector<std::string>* texts :
         {&region.texts.employers, &region.texts.opening, &region.texts.tasks, &region.texts.beginner,
          &region.texts.experienced, &region.texts.closing}) {
        if (!all_filled(*texts)) return wrong("names.json", "", "a list is empty");
    }
    if (region.communes.empty() || region.occupations.empty()) return wrong(directory, "", "nothing in it");
    return region;
}

std::string slug(std::string_view label) {
    std::string result;
    for (const char letter : fold(label)) {
        const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
        if (plain) {
            result += letter;
        } else if (!result.empty() && result.back() != '-') {
            result += '-';
        }
    }
    while (result.ends_with('-')) result.pop_back();
    return result;
}

std::string demo_skill_uri(std::string_view label) {
    return "https://passerelle.example/skill/" + slug(label);
}

std::vector<OccupationSource> occupation_sources(const DemoRegion& region) {
    std::vector<OccupationSource> sources;
    for (const DemoOccupation& occupation : region.occupations) {
        sources.push_back({occupation.uri, occupation.isco, occupation.label, occupation.alternatives});
    }
    return sources;
}

std::vector<SkillSource> skill_sources(const DemoRegion& region) {
    std::set<std::string, std::less<>> labels;
    for (const DemoOccupation& occupation : region.occupations) {
        labels.insert(occupation.essential.begin(), occupation.essential.end());
        labels.insert(occupation.optional.begin(), occupation.optional.end());
    }
    std::vector<SkillSource> sources;
    for (const std::string& label : labels) sources.push_back({demo_skill_uri(label), label, {}});
    return sources;
}

std::vector<LinkSource> link_sources(const DemoRegion& region) {
    std::vector<LinkSource> sources;
    for (const DemoOccupation& occupation : region.occupations) {
        for (const std::string& label : occupation.essential) {
            sources.push_back({occupation.uri, demo_skill_uri(label), true});
        }
        for (const std::string& label : occupation.optional) {
            sources.push_back({occupation.uri, demo_skill_uri(label), false});
        }
    }
    return sources;
}

std::vector<PlaceSource> place_sources(const DemoRegion& region) {
    std::vector<PlaceSource> sources;
    for (const DemoCommune& commune : region.communes) sources.push_back(commune.place);
    return sources;
}

}  // namespace passerelle
