// Any bytes as a file of open data: refused with a reason, or what is read can be looked up, merged, cut by region and
// packed. The first byte chooses the layout.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "packs/duplicates.hpp"
#include "packs/esco.hpp"
#include "packs/forem.hpp"
#include "packs/france_travail.hpp"
#include "packs/geonames.hpp"
#include "packs/job_posting.hpp"
#include "packs/make_packs.hpp"
#include "packs/offer_table.hpp"

namespace {

using namespace passerelle;

[[noreturn]] void broken() {
    std::abort();
}

struct Fixed {
    std::string occupation_bytes, skill_bytes, place_bytes;
    Result<OccupationPack> occupations = Error{};
    Result<SkillPack> skills = Error{};
    Result<PlacePack> places = Error{};
    CodeTable codes;

    Fixed() {
        const std::vector<OccupationSource> sources = {
            {"http://example.org/o/1", "7112", "maçon/maçonne", {"briqueteur"}},
            {"http://example.org/o/2", "2221", "infirmier", {}}};
        const std::vector<SkillSource> skill_sources = {{"http://example.org/s/1", "préparer du mortier", {}},
                                                        {"http://example.org/s/2", "soins", {}}};
        const std::vector<LinkSource> links = {{sources[0].uri, skill_sources[0].uri, true}};
        const std::vector<PlaceSource> place_sources = {
            {"6000", "Charleroi", "", "Charleroi", "Hainaut", {5'041'140, 444'450}}};
        occupation_bytes = build_occupation_pack(sources, "fr").value();
        occupations = OccupationPack::open(occupation_bytes);
        skill_bytes = build_skill_pack(skill_sources, links, *occupations, "fr").value();
        skills = SkillPack::open(skill_bytes, *occupations);
        place_bytes = build_place_pack(place_sources).value();
        places = PlacePack::open(place_bytes);
        ImportReport report;
        codes = CodeTable::read({"codes", "code,target\nF1703,7112\n"}, report).value();
    }
};

void pack_offers(Result<std::vector<OfferDraft>> drafts, ImportReport& report, const Fixed& fixed) {
    if (!drafts) {
        if (drafts.error().code != "import-refused") broken();
        return;
    }
    if (drafts->empty()) broken();
    OfferMeaning meaning(*fixed.occupations, *fixed.skills, fixed.codes, &*fixed.places);
    std::vector<OfferSource> offers = meaning.read(std::move(*drafts), report);
    name_source(offers, "fuzz");
    offers = merge_duplicates(std::move(offers), report);
    const Result<std::vector<NewPack>> packs =
        make_offer_packs(std::move(offers), *fixed.occupations, *fixed.skills, &*fixed.places);
    if (!packs) broken();
    for (const NewPack& pack : *packs) {
        if (!OfferPack::open(pack.bytes)) broken();
    }
}

void read_esco_file(const std::string& name, const std::string& text, ImportReport& report) {
    const std::vector<InputFile> files = {
        {name, text},
        {"x_occupations_fr.csv", "conceptUri,iscoGroup,preferredLabel,altLabels\nhttp://example.org/o/1,7112,maçon,\n"},
        {"x_skills_fr.csv", "conceptUri,preferredLabel,altLabels\nhttp://example.org/s/1,préparer du mortier,\n"}};
    const Result<EscoData> data = read_esco(files, "fr", report);
    if (data) (void)make_taxonomy_packs(*data, "fr", report);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const Fixed fixed;
    if (size < 1) return 0;
    const std::string text(reinterpret_cast<const char*>(bytes) + 1, size - 1);
    ImportReport report;
    switch (bytes[0] % 10) {
        case 0:
            pack_offers(read_france_travail({"f", text}, report), report, fixed);
            break;
        case 1:
            pack_offers(read_forem({"f", text}, report), report, fixed);
            break;
        case 2:
            pack_offers(read_job_postings({{"f.html", text}}, report), report, fixed);
            break;
        case 3:
            pack_offers(read_job_postings({{"f.jsonld", text}}, report), report, fixed);
            break;
        case 4:
            pack_offers(read_offer_table({"f", text}, {{"Ref", "id"}, {"Job", "title"}}, report), report, fixed);
            break;
        case 5:
            (void)CodeTable::read({"f", text}, report);
            (void)parse_column_names(text);
            break;
        case 6: {
            const Result<std::vector<PlaceSource>> places = read_geonames({"f", text}, nullptr, report);
            if (places) (void)make_place_pack(*places);
            break;
        }
        case 7:
            read_esco_file("occupations_fr.csv", text, report);
            break;
        case 8:
            read_esco_file("skills_fr.csv", text, report);
            break;
        default:
            read_esco_file("occupationSkillRelations.csv", text, report);
            break;
    }
    (void)report.text();
    return 0;
}
