// Offers of every layout, and what their names mean.
#include <catch2/catch_test_macros.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "packs/forem.hpp"
#include "packs/france_travail.hpp"
#include "packs/html_page.hpp"
#include "packs/job_posting.hpp"
#include "packs/offer_meaning.hpp"
#include "packs/offer_packs.hpp"
#include "packs/offer_table.hpp"
#include "packs/offer_words.hpp"
#include "unit/server/packs_small_taxonomy.hpp"
#include "unit/server/packs_support.hpp"

using namespace passerelle;
using test::Taxonomy;

namespace {

InputFile fixture(const std::string& name) {
    return {name, read_whole_file(std::string(PASSERELLE_SOURCE_DIR "/tests/support/offers/") + name).value()};
}

}  // namespace

TEST_CASE("The Forem's records are read whole, and what is wrong in them is named and counted") {
    ImportReport report;
    const std::vector<OfferDraft> drafts = read_forem(fixture("forem.json"), report).value();
    REQUIRE(drafts.size() == 3);
    const OfferSource& first = drafts[0].offer;
    CHECK(first.id == "4000001");
    CHECK(first.place == "Charleroi");
    CHECK(first.postcode == "6000");
    CHECK(first.latitude_e5 == 5'041'140);
    CHECK(first.contract == Contract::open_ended);
    CHECK(first.working_time == WorkingTime::full_time);
    CHECK(first.studies == Studies::lower_secondary);
    CHECK(first.experience_months == 24);
    CHECK(first.licences == licence_bit("b"));
    CHECK(first.languages.size() == 2);
    CHECK(first.closing == CivilDate::from_ymd(2026, 5, 20));
    CHECK(drafts[0].codes[0].text == "F170301");
    const OfferSource& second = drafts[1].offer;
    CHECK(second.id == "4000002");
    CHECK(second.contract == Contract::temporary);
    CHECK(second.experience_months == 0);
    CHECK(second.longitude_e5 == 486'750);
    CHECK(second.reference == "P-778899");
    CHECK(second.url.empty());
    CHECK(report.counted("offers with several places of work, of which the first is kept") == 1);
    // The date, the address, the contract and the point; the number met before, the title that is not there, the text.
    CHECK(report.fields_left_out() == 4);
    CHECK(describe(report.fields()[0]) == "forem.json: 1/datedebutdiffusion: not understood: demain");
    REQUIRE(report.skipped() == 3);
    CHECK(describe(report.problems()[0]) == "forem.json: 3/numerooffreforem: the same as of an earlier offer");
    CHECK(describe(report.problems()[1]) == "forem.json: 4/titreoffre: absent");
    CHECK(describe(report.problems()[2]) == "forem.json: 5/: not a JSON object");
}

TEST_CASE("The Forem's offers come in every wrapping of Opendatasoft's interfaces") {
    const std::string record = R"({"numerooffreforem":"1","titreoffre":"Maçon"})";
    for (const std::string& text :
         {"[" + record + "]", record + "\n", R"({"total_count":1,"results":[)" + record + "]}",
          R"({"records":[{"fields":)" + record + "}]}", R"({"records":[{"record":{"fields":)" + record + "}}]}"}) {
        INFO(text);
        ImportReport report;
        const Result<std::vector<OfferDraft>> drafts = read_forem({"f.json", text}, report);
        REQUIRE(drafts);
        CHECK(drafts->front().offer.title == "Maçon");
    }
    ImportReport report;
    for (const std::string& text : {std::string(), std::string("[{"), std::string("[]"), std::string("<html>")})
        CHECK_FALSE(read_forem({"f.json", text}, report));
}

TEST_CASE("A damaged list with one record a line is refused, and not read as lines") {
    const std::string record = R"({"numerooffreforem":"1","titreoffre":"Maçon"})";
    for (const std::string& text : {"{\"results\":[\n" + record + "\n,{\"numerooffreforem\":\n]}",
                                    "{\"results\":[\n" + record + "\n", "\n{\"titreoffre\":\n" + record + "\n"}) {
        INFO(text);
        ImportReport report;
        CHECK_FALSE(read_forem({"f.json", text}, report));
        CHECK_FALSE(read_offer_table({"t.json", text}, {}, report));
    }
    ImportReport report;
    CHECK(read_forem({"f.jsonl", "\n" + record + "\n{\"numerooffreforem\":"}, report).value().size() == 1);
    CHECK(report.skipped() == 1);
}

TEST_CASE("JSON with a byte order mark is read as CSV with one is") {
    const std::string mark = "\xEF\xBB\xBF";
    const std::string record = R"({"id":"1","title":"Maçon"})";
    for (const std::string& text : {record, "[" + record + "]", record + "\n{\"id\":\"2\",\"title\":\"Grutier\"}\n"}) {
        INFO(text);
        ImportReport report;
        const Result<std::vector<OfferDraft>> drafts = read_offer_table({"t.json", mark + text}, {}, report);
        REQUIRE(drafts);
        CHECK(drafts->front().offer.title == "Maçon");
        CHECK(report.skipped() == 0);
    }
}

TEST_CASE("A job posting is found in a page, its description is text, and its ISCO-08 code chooses the occupation") {
    const Taxonomy taxonomy;
    ImportReport report;
    std::vector<OfferDraft> drafts = read_job_postings({fixture("page.html")}, report).value();
    REQUIRE(drafts.size() == 1);
    CHECK(drafts[0].advertisement.find("préparer du mortier.") != std::string::npos);
    REQUIRE(report.skipped() == 1);
    CHECK(report.problems()[0].line == 21);
    const CodeTable no_codes;
    const OfferSource offer =
        OfferMeaning(*taxonomy.occupations, *taxonomy.skills, no_codes, nullptr).read(std::move(drafts[0]), report);
    CHECK(offer.id == tidy_id("Bâtisseurs d'Essai SRL|E 1/2"));
    CHECK(offer.reference == "E 1/2");
    CHECK(offer.employer == "Bâtisseurs d'Essai SRL");
    CHECK(offer.text == "Vous allez préparer du mortier. En équipe");
    CHECK(offer.contract == Contract::fixed_term);
    CHECK(offer.working_time == WorkingTime::full_time);
    CHECK(offer.pay_monthly_gross_eur == 2500U);
    CHECK(offer.studies == Studies::bachelor);
    CHECK(offer.experience_months == 24);
    CHECK(offer.longitude_e5 == 444'450);
    CHECK(offer.published == CivilDate::from_ymd(2026, 3, 21));
    CHECK(taxonomy.occupation(offer) == "maçon / maçonne");
    CHECK(offer.occupation_certainty == 100);
    const std::vector<OfferSkill> expected = {{taxonomy.skill("mortier"), true, SkillOrigin::listed, 100},
                                              {taxonomy.skill("soins"), true, SkillOrigin::listed, 100},
                                              {taxonomy.skill("plan"), true, SkillOrigin::occupation, 100}};
    CHECK(offer.skills == expected);
}

TEST_CASE("The same number of two employers is two job postings") {
    ImportReport report;
    const auto posting = [](const std::string& rest) {
        return R"({"@type":"JobPosting","title":"Maçon","identifier":)" + rest + "}";
    };
    const std::string acme = posting(R"("1","hiringOrganization":{"name":"ACME"})");
    const std::vector<OfferDraft> drafts =
        read_job_postings({{"a.jsonl", acme + "\n" + posting(R"("1","hiringOrganization":{"name":"Hosp"})") + "\n" +
                                           posting(R"({"name":"Agence","value":1},"hiringOrganization":"ACME")") +
                                           "\n" + posting(R"("1","url":"https://a.example/x")") + "\n" +
                                           posting(R"("1","url":"https://b.example/x")") + "\n" + acme}},
                          report)
            .value();
    CHECK(drafts.size() == 5);
    CHECK(report.skipped() == 1);
}

TEST_CASE("A job posting in a file of its own is known by its address, and a foreign postcode is not taken for ours") {
    ImportReport report;
    const std::vector<OfferDraft> drafts = read_job_postings({fixture("posting.jsonld")}, report).value();
    REQUIRE(drafts.size() == 1);
    CHECK(drafts[0].offer.postcode == "lu-1234");
    CHECK(drafts[0].offer.url == "https://soins.example/offres/12");
    CHECK(drafts[0].offer.id == tidy_id("https://soins.example/offres/12"));
    CHECK(drafts[0].codes[0].text == "2221");
    CHECK(report.fields_left_out() == 2);  // the date, the pay in dollars
    CHECK_FALSE(read_job_postings({{"empty.html", "<html><p>No posting"}}, report));
}

TEST_CASE("A table is read by the usual names of its columns, and by names that are given") {
    const Taxonomy taxonomy;
    ImportReport report;
    const ColumnNames names = parse_column_names("id=Référence interne").value();
    std::vector<OfferDraft> drafts = read_offer_table(fixture("offers.csv"), names, report).value();
    REQUIRE(drafts.size() == 2);
    CHECK(drafts[0].offer.employer == "Bâtisseurs; d'Essai");
    CHECK(drafts[0].offer.place == "Charleroi");
    CHECK(drafts[0].offer.contract == Contract::fixed_term);
    CHECK(drafts[0].offer.experience_months == 24);
    CHECK(drafts[0].offer.languages ==
          std::vector<OfferLanguage>{{"fr", LanguageLevel::b1, true}, {"nl", LanguageLevel::b2, true}});
    CHECK(drafts[0].offer.published == CivilDate::from_ymd(2026, 3, 21));
    CHECK(drafts[0].offer.pay_monthly_gross_eur == 2600U);
    CHECK(drafts[0].offer.text == "Deux lignes d'annonce");
    REQUIRE(report.skipped() == 2);
    CHECK(describe(report.problems()[0]) == "offers.csv:5: title: absent");
    CHECK(describe(report.problems()[1]) == "offers.csv:6: 2 fields instead of 13");
    std::set<std::string> fields;
    for (const ImportProblem& problem : report.fields()) fields.insert(problem.field);
    CHECK(fields == std::set<std::string>{"experience", "languages", "published", "isco"});

    CHECK_FALSE(parse_column_names("nothing=x"));
    CHECK_FALSE(parse_column_names("id"));
    CHECK_FALSE(read_offer_table({"t.csv", "a,b\n1,2\n"}, {}, report));
    const std::vector<OfferDraft> lines =
        read_offer_table({"t.jsonl", "{\"offer_id\":7,\"title\":\"Maçon\",\"company\":null}\n"}, {}, report).value();
    CHECK(lines[0].offer.id == "7");
}

TEST_CASE("A date that no pack holds is left out by its name, and its offer is kept") {
    const Taxonomy taxonomy;
    const auto left_out = [&](const Result<std::vector<OfferDraft>>& drafts, ImportReport& report) {
        REQUIRE(drafts);
        const CodeTable no_codes;
        const std::vector<OfferSource> offers =
            OfferMeaning(*taxonomy.occupations, *taxonomy.skills, no_codes, nullptr).read(drafts.value(), report);
        CHECK(offers.size() == 1);
        CHECK(report.skipped() == 0);
        REQUIRE(report.fields_left_out() == 1);
        return describe(report.fields()[0]);
    };
    ImportReport table, forem, posting, france;
    CHECK(left_out(read_offer_table({"t.csv", "id,title,closing\n1,Maçon,9999-12-31\n"}, {}, table), table) ==
          "t.csv:2: closing: before 2000 or after 2179: 9999-12-31");
    CHECK(
        left_out(read_forem({"f.json", R"({"numerooffreforem":"1","titreoffre":"a","datefindiffusion":"31/12/9999"})"},
                            forem),
                 forem) == "f.json:1: datefindiffusion: before 2000 or after 2179: 9999-12-31");
    CHECK(left_out(read_job_postings({{"j.json", R"({"@type":"JobPosting","title":"a","validThrough":"9999-12-31"})"}},
                                     posting),
                   posting) == "j.json:1: validThrough: before 2000 or after 2179: 9999-12-31");
    CHECK(left_out(read_france_travail({"o.json", R"({"id":"1","intitule":"a","dateCreation":"1999-01-01"})"}, france),
                   france) == "o.json:1: dateCreation: before 2000 or after 2179: 1999-01-01");

    // What is refused later is named too.
    OfferDraft draft;
    draft.where = {"x.csv", 7, "", ""};
    draft.offer.id = "A-1";
    draft.offer.closing = CivilDate::from_ymd(9999, 12, 31);
    ImportReport report;
    const CodeTable no_codes;
    OfferMeaning meaning(*taxonomy.occupations, *taxonomy.skills, no_codes, nullptr);
    CHECK(meaning.read(std::vector{draft}, report).empty());
    CHECK(describe(report.problems().at(0)) == "x.csv:7: A-1: a date before 2000 or after 2179");
}

TEST_CASE("Lists in a record of a table are its values, and what is not understood is named") {
    ImportReport report;
    const std::string text =
        R"({"id":"1","title":"Maçon","languages":["fr","nl B2"],"licences":["B","permis XYZ","non"],)"
        R"("skills":{"a":1},"url":"http://a.example/"})";
    const std::vector<OfferDraft> drafts = read_offer_table({"t.jsonl", text}, {}, report).value();
    CHECK(drafts.at(0).offer.languages.size() == 2);
    CHECK(drafts.at(0).offer.licences == licence_bit("b"));
    std::set<std::string> told;
    for (const ImportProblem& problem : report.fields()) told.insert(describe(problem));
    CHECK(told == std::set<std::string>{"t.jsonl:1: licences: not understood: permis XYZ",
                                        "t.jsonl:1: skills: not understood: {\"a\":1}",
                                        "t.jsonl:1: url: no https address: http://a.example/"});

    // More mentions than a pack has room for are still few languages.
    std::string many = "nl C1";
    for (int times = 0; times < 40; ++times) many += "|fr|nl";
    CHECK(read_offer_table({"t.csv", "id,title,languages\n1,a," + many + "\n"}, {}, report)->at(0).offer.languages ==
          std::vector<OfferLanguage>{{"nl", LanguageLevel::c1, true}, {"fr", LanguageLevel::b1, true}});
}

TEST_CASE("What a France Travail offer says in other words or types is named") {
    ImportReport report;
    const std::string text =
        R"({"id":"1","intitule":"Maçon","typeContrat":"QQQ","dureeTravailLibelleConverti":"parfois",)"
        R"("experienceExige":"E","experienceLibelle":"beaucoup","lieuTravail":{"latitude":"abc","longitude":4},)"
        R"("entreprise":"WAS","competences":["x"],"formations":{},"salaire":1900,)"
        R"("origineOffre":{"urlOrigine":"http://a.example/"}})";
    REQUIRE(read_france_travail({"o.jsonl", text}, report));
    std::set<std::string> fields;
    for (const ImportProblem& problem : report.fields()) fields.insert(problem.field);
    CHECK(fields == std::set<std::string>{"typeContrat", "dureeTravailLibelleConverti", "experienceLibelle",
                                          "lieuTravail/latitude", "entreprise", "competences", "formations", "salaire",
                                          "origineOffre/urlOrigine"});
    ImportReport silent;
    REQUIRE(read_france_travail(
        {"o.jsonl", R"({"id":"1","intitule":"a","experienceExige":"E","experienceLibelle":"Expérience exigée"})"},
        silent));
    CHECK(silent.fields_left_out() == 0);
}

TEST_CASE("Kinds of employment that are not known are named, and records without a job posting counted") {
    ImportReport report;
    const std::string text =
        R"({"@type":"JobPosting","title":"a","employmentType":["ZZZ","OTHER","FULL_TIME"],"url":"http://a.example/"})"
        "\n{\"@type\":\"WebSite\"}\n";
    REQUIRE(read_job_postings({{"j.jsonl", text}, {"p.html", "<html><p>No posting"}}, report));
    REQUIRE(report.fields_left_out() == 2);
    CHECK(describe(report.fields()[0]) == "j.jsonl:1: employmentType: not understood: ZZZ");
    CHECK(describe(report.fields()[1]) == "j.jsonl:1: url: no https address: http://a.example/");
    CHECK(report.counted("records without a job posting, passed over") == 1);
    CHECK(report.counted("pages without a job posting, passed over") == 1);
}

TEST_CASE("A name or an address that is too long is shortened or left out, and no pack takes one") {
    ImportReport report;
    const std::string text = "{\"id\":\"1\",\"title\":\"" + std::string(5000, 'm') + "\",\"company\":\"" +
                             replace_all(std::string(400, 'e'), "e", "é") + "\",\"place\":\"" + std::string(301, 'p') +
                             "\",\"url\":\"https://a.example/" + std::string(2000, 'x') + "\"}";
    OfferDraft draft = read_offer_table({"t.jsonl", text}, {}, report).value().at(0);
    CHECK(draft.offer.title == std::string(300, 'm'));
    CHECK(draft.names.at(0).text == draft.offer.title);
    CHECK(draft.offer.employer.size() == 600);
    CHECK(draft.offer.place.size() == 300);
    CHECK(draft.offer.url.empty());
    REQUIRE(report.fields_left_out() == 4);
    CHECK(describe(report.fields()[0]) == "t.jsonl:1: title: longer than 300 characters, shortened");
    CHECK_FALSE(check_offer(draft.offer));
    draft.offer.title += 'm';
    const std::optional<Error> refused = check_offer(draft.offer);
    REQUIRE(refused);
    CHECK(refused->code == "offer-too-long");
    CHECK(refused->message == "title of more than 300 characters");
}

TEST_CASE("Job postings are read through wrappers, line ends in texts and escaped names") {
    const std::string posting =
        R"({"@type":"JobPosting","title":"Liste &amp; cie","hiringOrganization":"L&#39;Essai"})";
    const std::string broken = replace_all(posting, "Liste ", "Liste\n\t");
    for (const std::string& script :
         {posting, "<!-- " + posting + " -->", "<!--\n[" + posting + "]\n//-->", "<![CDATA[" + posting + "]]>",
          "//<![CDATA[\n[" + posting + "]\n//]]>", "/* <![CDATA[ */" + posting + "/* ]]> */", posting + ";", broken,
          "<!--" + broken + ";-->"}) {
        INFO(script);
        ImportReport report;
        const Result<std::vector<OfferDraft>> drafts = read_job_postings(
            {{"p.html", "<html><script type=\"application/ld+json\">" + script + "</script></html>"}}, report);
        REQUIRE(drafts);
        CHECK(drafts->at(0).offer.title == "Liste & cie");
        CHECK(drafts->at(0).offer.employer == "L'Essai");
        CHECK(report.skipped() == 0);
    }
    ImportReport report;
    CHECK_FALSE(read_job_postings(
        {{"p.html", "<script type=\"application/ld+json\">var x = " + posting + ";</script>"}}, report));
    CHECK(report.skipped() == 1);
}

TEST_CASE("A code says the occupation, a group narrows it, and without either the names decide") {
    const Taxonomy taxonomy;
    ImportReport report;
    const CodeTable codes = CodeTable::read({"codes.csv",
                                             "code,target\nF1703,https://passerelle.example/occupation/carreleur\n"
                                             "J1506,2221\nX,\nY,12345\n"},
                                            report)
                                .value();
    CHECK(report.skipped() == 2);
    OfferMeaning meaning(*taxonomy.occupations, *taxonomy.skills, codes, nullptr);
    const auto read = [&](const std::string& title, std::vector<OfferDraft::Code> of) {
        OfferDraft draft;
        draft.offer.id = "1";
        draft.offer.title = title;
        draft.codes = std::move(of);
        draft.names.push_back({title, 1});
        return meaning.read(std::move(draft), report);
    };
    using Scheme = OfferDraft::Code::Scheme;
    CHECK(taxonomy.occupation(read("Maçon", {{Scheme::own, "F1703"}})) == "carreleur / carreleuse");
    CHECK(taxonomy.occupation(read("Maçon", {{Scheme::own, "unknown"}})) == "maçon / maçonne");
    CHECK(taxonomy.occupation(read("infirmier en chef", {{Scheme::own, "J1506"}})) ==
          "infirmier en chef / infirmière en chef");
    // One occupation only in this group: the name does not matter.
    const OfferSource only = read("Chef de chantier", {{Scheme::isco, "7122"}});
    CHECK(taxonomy.occupation(only) == "carreleur / carreleuse");
    CHECK(only.occupation_certainty == 100);
    CHECK_FALSE(read("Violoncelliste baroque", {}).occupation);
    CHECK(report.counted("codes without a meaning in the table of codes") == 1);

    const CodeTable none;
    OfferDraft coded;
    coded.offer.title = "Maçon";
    coded.codes.push_back({Scheme::own, "F1703"});
    (void)OfferMeaning(*taxonomy.occupations, *taxonomy.skills, none, nullptr).read(std::move(coded), report);
    CHECK(report.counted("codes without a meaning: no table of codes was given (--codes)") == 1);
}

TEST_CASE("A text names skills by whole words only, whatever their accents and plural") {
    const Taxonomy taxonomy;
    const SkillScan scan(*taxonomy.skills, *taxonomy.occupations);
    const auto found = [&](std::string_view text) {
        std::vector<SkillIndex> skills;
        for (const SkillScan::Mention& mention : scan.mentions(text)) skills.push_back(mention.skill);
        return skills;
    };
    CHECK(found("Vous savez PREPARER DU MORTIER et lire des plan.") ==
          std::vector<SkillIndex>{taxonomy.skill("mortier"), taxonomy.skill("plan")});
    CHECK(found("Lecture de plans, lecture de plans") == std::vector<SkillIndex>{taxonomy.skill("plan")});
    CHECK(found("préparer du mortier-colle et des dessinateurs").size() == 1);
    CHECK(found("le langage R").empty());
    CHECK(found(std::string(SkillScan::longest_text_bytes, ' ') + "préparer du mortier").empty());
    CHECK(scan.named("Lire des plans") == taxonomy.skill("plan"));
}

TEST_CASE("A listed skill is one whose words the label has, and never one that asks for more") {
    const std::vector<OccupationSource> occupation_sources = {{"urn:o:1", "5131", "serveur / serveuse", {}}};
    const std::vector<SkillSource> skill_sources = {
        {"urn:s:welcome", "accueillir les clients", {}},
        {"urn:s:table", "servir des plats à table", {"procéder au service à la table"}},
        {"urn:s:wildlife", "sensibiliser un public à la faune sauvage", {}},
        {"urn:s:diving", "réaliser des interventions en plongée", {}},
        {"urn:s:accounts", "comptabilité", {}},
        {"urn:s:armenian", "arménien", {}},
        {"urn:s:filing", "classer des documents", {}}};
    const std::string occupation_bytes = build_occupation_pack(occupation_sources, "fr").value();
    const OccupationPack occupations = OccupationPack::open(occupation_bytes).value();
    const std::string skill_bytes = build_skill_pack(skill_sources, {}, occupations, "fr").value();
    const SkillPack skills = SkillPack::open(skill_bytes, occupations).value();
    const CodeTable no_codes;
    ImportReport report;
    OfferMeaning meaning(occupations, skills, no_codes, nullptr);
    const auto found = [&](const std::string& label) {
        OfferDraft draft;
        draft.skills.push_back({label, {}, true});
        const OfferSource offer = meaning.read(std::move(draft), report);
        return offer.skills.empty() ? std::string() : skills.uri(offer.skills[0].index);
    };
    CHECK(found("Accueillir le client et l'installer") == "urn:s:welcome");
    CHECK(found("Effectuer le service des plats à table") == "urn:s:table");
    CHECK(found("Comptabilité fournisseurs") == "urn:s:accounts");
    CHECK(found("Classer des documents") == "urn:s:filing");
    CHECK(found("Sensibiliser un public").empty());
    CHECK(found("Réaliser la plonge").empty());
    CHECK(found("Pain arménien").empty());
    CHECK(report.counted("skills listed that no skill of the taxonomy matches surely, left out") == 3);
}

TEST_CASE("Ordinary sentences name no skill, although skills have their words as names") {
    std::vector<OccupationSource> occupation_sources;
    for (int number = 0; number < 30; ++number) {
        const std::string digits = std::to_string(number);
        occupation_sources.push_back({"urn:o:" + digits, "1221", "responsable de la communication " + digits, {}});
    }
    const std::vector<SkillSource> skill_sources = {
        {"urn:s:devices", "gestion des appareils mobiles", {"AVEC", "PAP"}},
        {"urn:s:chef", "Chef", {}},
        {"urn:s:network", "équipement d’interconnexion réseau", {"ponts", "passerelles"}},
        {"urn:s:motion", "graphiques animés", {"animations"}},
        {"urn:s:seizure", "saisie", {}},
        {"urn:s:communication", "communication", {}},
        {"urn:s:psychiatry", "psychiatrie", {}},
        {"urn:s:sql", "SQL", {}},
        {"urn:s:python", "Python", {}},
        {"urn:s:javascript", "JavaScript", {}}};
    const std::string occupation_bytes = build_occupation_pack(occupation_sources, "fr").value();
    const OccupationPack occupations = OccupationPack::open(occupation_bytes).value();
    const std::string skill_bytes = build_skill_pack(skill_sources, {}, occupations, "fr").value();
    const SkillPack skills = SkillPack::open(skill_bytes, occupations).value();
    const SkillScan scan(skills, occupations);
    const auto named = [&](std::string_view text) {
        std::string labels;
        for (const SkillScan::Mention& mention : scan.mentions(text)) {
            labels += (labels.empty() ? "" : ", ") + std::string(skills.label(mention.skill));
        }
        return labels;
    };
    for (const std::string_view ordinary :
         {"Vous travaillez avec un chef d'équipe sur le pont.", "Chef de rang, vous aimez la communication.",
          "TRAVAILLER AVEC UN CHEF DE CUISINE", "Une passerelle vers l'animation commerciale\nSaisie des commandes",
          "Un python est un serpent. Python reste un serpent aussi."}) {
        INFO(ordinary);
        CHECK(named(ordinary).empty());
    }
    CHECK(named("Une solution AVEC pour les téléphones") == "gestion des appareils mobiles");
    CHECK(named("Les recettes de Chef et un service de psychiatrie") == "Chef, psychiatrie");
    CHECK(named("- Python\n- SQL\n- javascript") == "Python, SQL, JavaScript");
    CHECK(named("Nous utilisons SQL.") == "SQL");
    // A name given on its own is one, whatever its letters.
    CHECK(scan.named("ponts") == skills.find_uri("urn:s:network"));
    CHECK(scan.named("Saisie") == skills.find_uri("urn:s:seizure"));
}
