#include <zlib.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <string>

#include "base/text.hpp"
#include "packs/esco.hpp"
#include "packs/france_travail.hpp"
#include "packs/geonames.hpp"
#include "packs/numbers.hpp"
#include "packs/offer_meaning.hpp"
#include "unit/server/packs_support.hpp"

using namespace passerelle;

namespace {

constexpr std::string_view french_occupations =
    "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,description\n"
    "Occupation,http://example.org/o/1,7112,maçon/maçonne,\"maçon\nbriqueteur\",\n"
    "Occupation,http://example.org/o/old,7113,ancien métier,,\n"
    "Occupation,no-uri,7113,sans adresse,,\n";
constexpr std::string_view english_occupations =
    "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,status\n"
    "Occupation,http://example.org/o/1,7112,bricklayer,,released\n"
    "Occupation,http://example.org/o/2,2654,technical director,,released\n"
    "Occupation,http://example.org/o/3,9999,ghost,,released\n"
    "Occupation,http://example.org/o/4,2654,gone,,obsolete\n";
constexpr std::string_view english_skills =
    "conceptType,conceptUri,preferredLabel,altLabels\n"
    "KnowledgeSkillCompetence,http://example.org/s/1,lay bricks,\n";
constexpr std::string_view groups =
    "conceptType,conceptUri,code,preferredLabel\n"
    "ISCOGroup,http://example.org/i/7112,7112,Bricklayers\nISCOGroup,http://example.org/i/2654,2654,Directors\n";
constexpr std::string_view links =
    "occupationUri,relationType,skillType,skillUri\n"
    "http://example.org/o/1,essential,,http://example.org/s/1\n"
    "http://example.org/o/1,maybe,,http://example.org/s/1\n";

std::vector<InputFile> small_esco() {
    return {{"v1.0_occupations_fr.csv", std::string(french_occupations)},
            {"en.zip!occupations_en.csv", std::string(english_occupations)},
            {"en.zip!skills_en.csv", std::string(english_skills)},
            {"en.zip!ISCOGroups_en.csv", std::string(groups)},
            {"relations.zip!occupationSkillRelations.csv", std::string(links)}};
}

std::string little_endian(std::uint32_t value, std::size_t bytes) {
    std::string text;
    for (; bytes > 0; --bytes, value >>= 8) text += static_cast<char>(value & 0xFF);
    return text;
}

// A zip archive without compression.
std::string stored_zip(const std::vector<InputFile>& files) {
    std::string archive;
    std::string directory;
    for (const InputFile& file : files) {
        const auto size = static_cast<std::uint32_t>(file.text.size());
        const auto sum =
            static_cast<std::uint32_t>(crc32(0, reinterpret_cast<const unsigned char*>(file.text.data()), size));
        // Version, flags, method, time, date; checksum, sizes; lengths of the name and of nothing.
        const std::string header = little_endian(10, 2) + little_endian(0, 2) + little_endian(0, 2) +
                                   little_endian(0, 2) + little_endian(0x21, 2) + little_endian(sum, 4) +
                                   little_endian(size, 4) + little_endian(size, 4) +
                                   little_endian(static_cast<std::uint32_t>(file.name.size()), 2) + little_endian(0, 2);
        directory += "PK\x01\x02" + little_endian(10, 2) + header + little_endian(0, 2 + 2 + 2) + little_endian(0, 4) +
                     little_endian(static_cast<std::uint32_t>(archive.size()), 4) + file.name;
        archive += "PK\x03\x04" + header + file.name + file.text;
    }
    const auto count = static_cast<std::uint32_t>(files.size());
    return archive + directory + "PK\x05\x06" + little_endian(0, 4) + little_endian(count, 2) +
           little_endian(count, 2) + little_endian(static_cast<std::uint32_t>(directory.size()), 4) +
           little_endian(static_cast<std::uint32_t>(archive.size()), 4) + little_endian(0, 2);
}

// The packs of a small taxonomy, opened.
struct SmallTaxonomy {
    std::string occupation_bytes, skill_bytes;
    Result<OccupationPack> occupations = Error{};
    Result<SkillPack> skills = Error{};

    SmallTaxonomy() {
        const std::vector<OccupationSource> sources = {
            {"https://passerelle.example/occupation/macon", "7112", "maçon / maçonne", {"briqueteur / briqueteuse"}},
            {"https://passerelle.example/occupation/infirmier", "2221", "infirmier / infirmière", {}}};
        const std::vector<SkillSource> skill_sources = {
            {"https://passerelle.example/skill/mortier", "préparer du mortier", {}},
            {"https://passerelle.example/skill/soins", "donner des soins infirmiers", {}}};
        const std::vector<LinkSource> link_sources = {{sources[0].uri, skill_sources[0].uri, true}};
        occupation_bytes = build_occupation_pack(sources, "fr").value();
        occupations = OccupationPack::open(occupation_bytes);
        skill_bytes = build_skill_pack(skill_sources, link_sources, *occupations, "fr").value();
        skills = SkillPack::open(skill_bytes, *occupations);
    }
};

Result<std::vector<OfferSource>> read_offers(const InputFile& file, const SmallTaxonomy& taxonomy,
                                             ImportReport& report) {
    Result<std::vector<OfferDraft>> drafts = read_france_travail(file, report);
    if (!drafts) return drafts.error();
    const CodeTable no_codes;
    return OfferMeaning(*taxonomy.occupations, *taxonomy.skills, no_codes, nullptr).read(std::move(*drafts), report);
}

constexpr std::string_view one_offer =
    R"json({"id":"1AB","intitule":"Maçon (H/F)","description":"Monter des murs.\nEn équipe.","dateCreation":"2025-05-31T14:14:44.737Z",)json"
    R"json("romeCode":"F1703","appellationlibelle":"Maçon / Maçonne","typeContrat":"CDI","experienceExige":"E",)json"
    R"json("experienceLibelle":"2 An(s)","competences":[{"libelle":"Préparer du mortier","exigence":"E"},)json"
    R"json({"libelle":"Jouer du violoncelle baroque","exigence":"S"}],)json"
    R"json("dureeTravailLibelle":"35H Autre","dureeTravailLibelleConverti":"Temps plein",)json"
    R"json("permis":[{"libelle":"B - Véhicule léger","exigence":"E"},{"libelle":"C - Poids lourd","exigence":"S"}],)json"
    R"json("langues":[{"libelle":"Anglais","exigence":"S"}],"formations":[{"niveauLibelle":"CAP, BEP et équivalents","exigence":"E"}],)json"
    R"json("lieuTravail":{"libelle":"07 - ST DIDIER","latitude":"44.611641","longitude":4.414721,"codePostal":"07200"},)json"
    R"json("entreprise":{"nom":"WAS"},"salaire":{"libelle":"Mensuel de 1900.0 Euros à 2100.0 Euros sur 12.0 mois"}})json";

}  // namespace

TEST_CASE("ESCO lists of several versions are joined by URI, with English labels where the language has none") {
    ImportReport report;
    const Result<EscoData> data = read_esco(small_esco(), "fr", report);
    REQUIRE(data);
    std::map<std::string, OccupationSource> by_uri;
    for (const OccupationSource& source : data->occupations) by_uri[source.uri] = source;
    REQUIRE(by_uri.size() == 2);
    CHECK(by_uri.at("http://example.org/o/1").preferred == "maçon/maçonne");
    CHECK(by_uri.at("http://example.org/o/1").alternatives == std::vector<std::string>{"maçon", "briqueteur"});
    CHECK(by_uri.at("http://example.org/o/2").preferred == "technical director");
    CHECK(report.counted("occupations without a label in this language, named in English") == 2);
    CHECK(report.counted("occupations of fr that the English list does not have, left out") == 1);
    CHECK(report.counted("concepts not released (obsolete or in draft), left out") == 1);
    CHECK(report.counted("skills without a label in this language, named in English") == 1);
    CHECK(data->links.size() == 1);
    // The record without URI, the group that no list has, the relation of unknown type.
    CHECK(report.skipped() == 3);
}

TEST_CASE("Of two versions of an ESCO list the later one counts, by its number, also where it withdraws a concept") {
    const std::string header = "conceptUri,iscoGroup,preferredLabel,altLabels,status\n";
    std::vector<InputFile> files = small_esco();
    files[1] = {"v1.10_occupations_en.csv", header +
                                                "http://example.org/o/1,7112,bricklayer,,released\n"
                                                "http://example.org/o/2,2654,technical director,,obsolete\n"};
    files.push_back({"v1.2_occupations_en.csv", header + "http://example.org/o/1,2654,layer of bricks,,released\n"
                                                         "http://example.org/o/2,2654,technical director,,released\n"});
    ImportReport report;
    const EscoData data = read_esco(files, "en", report).value();
    REQUIRE(data.occupations.size() == 1);
    CHECK(data.occupations[0].preferred == "bricklayer");
    CHECK(data.occupations[0].isco == "7112");
}

TEST_CASE("A concept that a language has in a later version than the English list is added, an earlier one is not") {
    const std::string header = "conceptUri,iscoGroup,preferredLabel,altLabels,status\n";
    std::vector<InputFile> files = small_esco();
    files[1].name = "v1.1.1_occupations_en.csv";
    files.push_back({"v1.2_occupations_de.csv", header + "http://example.org/o/1,7112,Maurer,,\n"
                                                         "http://example.org/o/5,2654,Regisseur,Spielleiter,\n"});
    files.push_back({"v1.1_occupations_nl.csv", header + "http://example.org/o/6,2654,regisseur,,\n"
                                                         "http://example.org/o/7,2654,dramaturg,,\n"});
    files.push_back({"v1.10_occupations_nl.csv", header + "http://example.org/o/5,7112,spelleider,,\n"});
    for (const std::string languages : {"fr,nl,de", "fr,de,nl"}) {
        INFO(languages);
        ImportReport report;
        const EscoData data = read_esco(files, languages, report).value();
        std::map<std::string, OccupationSource> by_uri;
        for (const OccupationSource& source : data.occupations) by_uri[source.uri] = source;
        REQUIRE(by_uri.size() == 3);
        const bool dutch_first = languages == "fr,nl,de";
        const OccupationSource& added = by_uri.at("http://example.org/o/5");
        CHECK(added.preferred == (dutch_first ? "spelleider" : "Regisseur"));
        CHECK(added.isco == (dutch_first ? "7112" : "2654"));
        CHECK(report.counted("occupations of de that are newer than the English list, added") == 1);
        CHECK(report.counted("occupations of nl that are newer than the English list, added") == 1);
        CHECK(report.counted("occupations of fr that the English list does not have, left out") == 1);
        CHECK(report.counted("occupations of nl that the English list does not have, left out") == 2);
        CHECK(report.counted("occupations of de that the English list does not have, left out") == 0);
    }
    // An English list of no known version may be the latest.
    files[1].name = "occupations_en.csv";
    ImportReport report;
    CHECK(read_esco(files, "fr,de", report).value().occupations.size() == 2);
    CHECK(report.counted("occupations of de that the English list does not have, left out") == 1);
}

TEST_CASE("A skill is in the group above it, or above the skills above it, if that group is released") {
    std::vector<InputFile> files = small_esco();
    std::string skills = "conceptUri,preferredLabel,altLabels\n";
    for (const char* const number : {"1", "2", "3", "4", "5"})
        skills += "http://example.org/s/" + std::string(number) + ",skill " + number + ",\n";
    files[2].text = skills;
    files.push_back({"skillGroups_en.csv",
                     "conceptType,conceptUri,preferredLabel,status\n"
                     "SkillGroup,http://example.org/g/1,walls,released\nSkillGroup,http://example.org/g/2,roofs,\n"
                     "SkillGroup,http://example.org/g/3,gone,obsolete\nSkillGroup,g4,no address,released\n"});
    files.push_back({"relations.zip!broaderRelationsSkillPillar.csv",
                     "conceptType,conceptUri,broaderType,broaderUri\n"
                     "SkillGroup,http://example.org/g/1,SkillGroup,http://example.org/g/2\n"
                     "KnowledgeSkillCompetence,http://example.org/s/1,SkillGroup,http://example.org/g/2\n"
                     "KnowledgeSkillCompetence,http://example.org/s/1,SkillGroup,http://example.org/g/1\n"
                     "KnowledgeSkillCompetence,http://example.org/s/2,KnowledgeSkillCompetence,http://example.org/s/1\n"
                     // Two that stand above each other, and one in a group that is no more.
                     "KnowledgeSkillCompetence,http://example.org/s/3,KnowledgeSkillCompetence,http://example.org/s/4\n"
                     "KnowledgeSkillCompetence,http://example.org/s/4,KnowledgeSkillCompetence,http://example.org/s/3\n"
                     "KnowledgeSkillCompetence,http://example.org/s/5,SkillGroup,http://example.org/g/3\n"
                     "KnowledgeSkillCompetence,http://example.org/s/5,Collection,http://example.org/g/1\n"});
    ImportReport report, before;
    REQUIRE(read_esco(small_esco(), "fr", before));
    const EscoData data = read_esco(files, "fr", report).value();
    std::vector<std::string> groups;
    for (const SkillSource& skill : data.skills) groups.push_back(skill.group);
    CHECK(groups == std::vector<std::string>{"http://example.org/g/1", "http://example.org/g/1", "", "", ""});
    CHECK(report.counted("skill groups read") == 2);
    CHECK(report.counted("skills in no group") == 3);
    CHECK(report.skipped() == before.skipped() + 2);  // the group without an address, the collection
}

TEST_CASE("ESCO without relations is read, and says so") {
    std::vector<InputFile> files = small_esco();
    files.pop_back();
    ImportReport report, whole;
    REQUIRE(read_esco(files, "fr", report));
    CHECK(report.counted("no list of relations: no occupation asks for a skill") == 1);
    REQUIRE(read_esco(small_esco(), "fr", whole));
    CHECK(whole.counted("no list of relations: no occupation asks for a skill") == 0);
}

TEST_CASE("ESCO without the wanted language or with a column missing is refused whole") {
    ImportReport report;
    CHECK_FALSE(read_esco(small_esco(), "nl", report));
    std::vector<InputFile> files = small_esco();
    files[0].text = "conceptUri,preferredLabel\nhttp://example.org/o/1,x\n";
    const Result<EscoData> data = read_esco(files, "fr", report);
    REQUIRE_FALSE(data);
    CHECK(data.error().code == "import-refused");
    CHECK(data.error().field == "iscoGroup");
}

TEST_CASE("ESCO with a record of another width, in another encoding or cut short is refused, by file and line") {
    const auto refused = [](std::size_t file, const std::string& text) {
        std::vector<InputFile> files = small_esco();
        files[file].text = text;
        ImportReport report;
        const Result<EscoData> data = read_esco(files, "fr", report);
        return data ? std::string("read") : data.error().message;
    };
    const std::string occupations(french_occupations);
    CHECK(refused(0, occupations) == "read");
    CHECK(refused(0, replace_all(occupations, "é", "\xE9")) == "v1.0_occupations_fr.csv:4: preferredLabel: not UTF-8");
    CHECK(refused(0, replace_all(occupations, "7113,sans", "sans")) ==
          "v1.0_occupations_fr.csv:5: 5 fields instead of 6");
    CHECK(refused(0, occupations.substr(0, occupations.find("briqueteur"))) ==
          "v1.0_occupations_fr.csv:2: a quoted field that never ends");
    // Cut within the last field of a record, in each kind of file.
    const std::vector<InputFile> files = small_esco();
    for (std::size_t file = 0; file < files.size(); ++file) {
        const std::string& whole = files[file].text;
        const auto line = std::count(whole.begin(), whole.end(), '\n');
        CHECK(refused(file, whole.substr(0, whole.size() - 1)) ==
              files[file].name + ":" + std::to_string(line) + ": the file ends within this record: it is cut short");
    }
}

TEST_CASE("Postal codes of another encoding or cut short are refused, by file and line") {
    const auto refused = [](const std::string& text) {
        ImportReport report;
        const Result<std::vector<PlaceSource>> places = read_geonames({"BE.txt", text}, nullptr, report);
        return places ? std::string("read") : places.error().message;
    };
    const std::string places =
        "BE\t4000\tLiège\tWallonie\tWAL\tLiège\tWLG\tLiège\t62\t50.6337\t5.5675\t4\n"
        "BE\t4700\tEupen\tWallonie\tWAL\tLiège\tWLG\tVerviers\t63\t50.6279\t6.0365\t4\n";
    CHECK(refused(places) == "read");
    CHECK(refused(replace_all(places, "è", "\xE8")) == "BE.txt:1: place: not UTF-8");
    CHECK(refused(places.substr(0, places.find("50.6279"))) == "BE.txt:2: 10 fields instead of 12");
    CHECK(refused(places.substr(0, places.size() - 1)) ==
          "BE.txt:2: the file ends within this record: it is cut short");
}

TEST_CASE("ESCO in several languages falls back from one to the next and is found by the names of all") {
    std::vector<InputFile> files = small_esco();
    files.push_back(
        {"v1.1_occupations_nl.csv",
         "conceptUri,iscoGroup,preferredLabel,altLabels\n"
         "http://example.org/o/1,7112,metselaar,voeger\nhttp://example.org/o/2,2654,technisch directeur,\n"});
    ImportReport report;
    const Result<EscoData> data = read_esco(files, "fr,nl", report);
    REQUIRE(data);
    std::map<std::string, OccupationSource> by_uri;
    for (const OccupationSource& source : data->occupations) by_uri[source.uri] = source;
    CHECK(by_uri.at("http://example.org/o/1").preferred == "maçon/maçonne");
    CHECK(by_uri.at("http://example.org/o/1").alternatives ==
          std::vector<std::string>{"maçon", "briqueteur", "metselaar", "voeger"});
    CHECK(by_uri.at("http://example.org/o/2").preferred == "technisch directeur");
    CHECK(report.counted("occupations without a label in this language, named in nl") == 1);
    CHECK(report.counted("occupations without a label in this language, named in English") == 1);
    CHECK(is_esco_file("occupations_nl.csv", "fr,nl"));
}

TEST_CASE("Only the main ESCO lists of the wanted language and English are read") {
    CHECK(is_esco_file("v1.1.x_occupations_nl.csv", "nl"));
    CHECK(is_esco_file("skills_en.csv", "nl"));
    CHECK(is_esco_file("occupationSkillRelations_en.csv", "nl"));
    CHECK(is_esco_file("ISCOGroups_fr.csv", "fr"));
    CHECK_FALSE(is_esco_file("occupations_de.csv", "nl"));
    CHECK_FALSE(is_esco_file("digitalSkillsCollection_en.csv", "en"));
    CHECK_FALSE(is_esco_file("skillSkillRelations.csv", "en"));
    CHECK_FALSE(is_esco_file("occupations_fr.xlsx", "fr"));
}

TEST_CASE("GeoNames keeps Wallonia and Brussels, in both layouts, and skips records without coordinates") {
    const std::string csv =
        "country_code,zipcode,place,state,state_code,province,province_code,community,community_code,latitude,"
        "longitude\n"
        "BE,6000,Charleroi,Wallonie,WAL,Hainaut,WHT,Charleroi,52,50.4114,4.4445\n"
        "BE,7500,Ere,Wallonie,WAL,Hainaut,WHT,Tournai,57,50.5823,3.3676\n"
        "BE,7500,Tournai,Wallonie,WAL,Hainaut,WHT,Tournai,57,50.6071,3.3893\n"
        "BE,7501,Orcq,Wallonie,WAL,Hainaut,WHT,Tournai,57,here,3.3\n"
        "BE,9000,Gent,Vlaanderen,VLG,Flandre-Orientale,VOV,Gent,44,51.05,3.71\n";
    const InputFile communes{"communes.csv",
                             "6000,CHARLEROI,Non,Hainaut\n7500,Ere,Oui,Hainaut\n7500,TOURNAI,Non,Hainaut\n"};
    ImportReport report;
    const Result<std::vector<PlaceSource>> places = read_geonames({"be.csv", csv}, &communes, report);
    REQUIRE(places);
    REQUIRE(places->size() == 3);
    CHECK((*places)[0].where == Coordinates{5'041'140, 444'450});
    CHECK((*places)[1].commune == "Tournai");
    CHECK((*places)[0].commune == "Charleroi");
    CHECK(report.skipped() == 1);
    CHECK(describe(report.problems()[0]) == "be.csv:5: latitude: not a number of degrees");

    ImportReport published;
    const Result<std::vector<PlaceSource>> tabs = read_geonames(
        {"BE.txt", "BE\t4700\tEupen\tWallonie\tWAL\tLiège\tWLG\tArrondissement Verviers\t63\t50.6279\t6.0365\t4\n"},
        nullptr, published);
    REQUIRE(tabs);
    CHECK((*tabs)[0].arrondissement == "Verviers");
    CHECK_FALSE(read_geonames({"no.csv", "a,b\n1,2\n"}, nullptr, published));
}

TEST_CASE("The one table of an archive is read, and not its readme") {
    const test::TemporaryDirectory directory;
    REQUIRE_FALSE(
        write_whole_file(directory.file("x.zip"), stored_zip({{"BE.txt", "places"}, {"readme.txt", "words"}})));
    REQUIRE_FALSE(write_whole_file(directory.file("two.zip"), stored_zip({{"BE.txt", "a"}, {"FR.txt", "b"}})));
    REQUIRE_FALSE(write_whole_file(directory.file("none.zip"), stored_zip({{"readme.txt", "words"}})));
    REQUIRE_FALSE(write_whole_file(directory.file("places"), "plain"));
    const Result<InputFile> file = read_input_file(directory.file("x.zip"), is_geonames_file);
    REQUIRE(file);
    CHECK(file->name == "x.zip!BE.txt");
    CHECK(file->text == "places");
    CHECK_FALSE(read_input_file(directory.file("two.zip"), is_geonames_file));
    CHECK_FALSE(read_input_file(directory.file("none.zip"), is_geonames_file));
    CHECK(read_input_file(directory.file("places"), is_geonames_file)->text == "plain");
}

TEST_CASE("A France Travail offer becomes what matching reads, and uncertain skills are left out") {
    const SmallTaxonomy taxonomy;
    ImportReport report;
    const Result<std::vector<OfferSource>> offers =
        read_offers({"offers.jsonl", std::string(one_offer) + "\n"}, taxonomy, report);
    REQUIRE(offers);
    REQUIRE(offers->size() == 1);
    const OfferSource& offer = offers->front();
    REQUIRE(offer.occupation);
    CHECK(taxonomy.occupations->label(*offer.occupation) == "maçon / maçonne");
    CHECK(offer.occupation_certainty >= 80);
    REQUIRE(offer.skills.size() == 1);
    CHECK(offer.skills[0] == OfferSkill{offer.skills[0].index, true, SkillOrigin::listed, 100});
    CHECK(offer.employer == "WAS");
    CHECK(offer.text == "Monter des murs. En équipe.");
    CHECK(offer.contract == Contract::open_ended);
    CHECK(offer.working_time == WorkingTime::full_time);
    CHECK(offer.experience_months == 24);
    CHECK(offer.studies == Studies::lower_secondary);
    CHECK(offer.licences == licence_bit("b"));
    CHECK(offer.languages == std::vector<OfferLanguage>{{"en", LanguageLevel::b1, false}});
    CHECK(offer.place == "St Didier");
    CHECK(offer.latitude_e5 == 4'461'164);
    CHECK(offer.longitude_e5 == 441'472);
    CHECK(offer.published == CivilDate::from_ymd(2025, 5, 31));
    CHECK(offer.pay_monthly_gross_eur == 1900U);
}

TEST_CASE("Bad offers are skipped, counted and named by line, and the others are kept") {
    const SmallTaxonomy taxonomy;
    ImportReport report;
    const std::string text = std::string(one_offer) + "\n{\"id\":\n" + std::string(one_offer) +
                             "\n[1]\n{\"id\":\"2\"}\n\n{\"id\":3,\"intitule\":\"Infirmière\"}\n";
    const Result<std::vector<OfferSource>> offers = read_offers({"o.jsonl", text}, taxonomy, report);
    REQUIRE(offers);
    CHECK(offers->size() == 2);
    CHECK((*offers)[1].id == "3");
    REQUIRE(report.skipped() == 4);
    CHECK(report.problems()[0].line == 2);
    CHECK(describe(report.problems()[1]) == "o.jsonl:3: id: the same as of an earlier offer");
    CHECK(describe(report.problems()[2]) == "o.jsonl:4: not a JSON object");
    CHECK(describe(report.problems()[3]) == "o.jsonl:5: intitule: absent");
}

TEST_CASE("Offers come as an array or an answer of the API too, and a file without any is refused") {
    const SmallTaxonomy taxonomy;
    ImportReport report;
    const auto count = [&](const std::string& text) -> std::size_t {
        const Result<std::vector<OfferSource>> offers = read_offers({"o.json", text}, taxonomy, report);
        return offers ? offers->size() : 0;
    };
    CHECK(count("[" + std::string(one_offer) + "]") == 1);
    CHECK(count("{\"resultats\":[" + std::string(one_offer) + "]}") == 1);
    CHECK(count("[" + std::string(one_offer)) == 0);
    CHECK(count("not an offer") == 0);
    CHECK(count("") == 0);
}

TEST_CASE("Pay and hours are understood in the ways that France Travail writes them") {
    CHECK(parse_pay("Mensuel de 1900.0 Euros sur 12.0 mois", {}) == 1900U);
    CHECK(parse_pay("Mensuel de 1 911,18 Euros à 1978.69 Euros sur 13.0 mois", {}) == 1911U);
    CHECK(parse_pay("Annuel de 36000.0 Euros sur 12.0 mois", {}) == 3000U);
    CHECK(parse_pay("Annuel de 39000.0 Euros à 45000.0 Euros sur 13 mois", {}) == 3000U);
    CHECK(parse_pay("Mensuel de 45000.0 Euros à 60000.0 Euros sur 12.0 mois", {}) == 3750U);
    CHECK(parse_pay("Horaire de 12.0 Euros", 35 * 60) == 1820U);
    CHECK_FALSE(parse_pay("Horaire de 12.0 Euros", {}));
    CHECK_FALSE(parse_pay("Mensuel de 12.0 Euros", {}));
    CHECK_FALSE(parse_pay("Selon profil", {}));
    CHECK_FALSE(parse_pay("", {}));
    CHECK(parse_weekly_minutes("35H Travail en journée") == 2100);
    CHECK(parse_weekly_minutes("temps partiel - 7H30 Autre") == 450);
    CHECK_FALSE(parse_weekly_minutes("Autre"));
}

TEST_CASE("Degrees are read without floating point") {
    CHECK(parse_degrees_e5("50.4114", 90) == 5'041'140);
    CHECK(parse_degrees_e5("-4.123456", 180) == -412'346);
    CHECK(parse_degrees_e5("4", 180) == 400'000);
    CHECK_FALSE(parse_degrees_e5("91", 90));
    CHECK_FALSE(parse_degrees_e5("4.", 90));
    CHECK_FALSE(parse_degrees_e5("4,5", 90));
    CHECK_FALSE(parse_degrees_e5("", 90));
    CHECK_FALSE(parse_degrees_e5("NaN", 90));
}
