// Offers of every layout, what their names mean, and offers that are the same.
#include <catch2/catch_test_macros.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "packs/duplicates.hpp"
#include "packs/forem.hpp"
#include "packs/france_travail.hpp"
#include "packs/html_page.hpp"
#include "packs/job_posting.hpp"
#include "packs/offer_meaning.hpp"
#include "packs/offer_packs.hpp"
#include "packs/offer_table.hpp"
#include "packs/offer_words.hpp"
#include "unit/server/packs_support.hpp"

using namespace passerelle;

namespace {

InputFile fixture(const std::string& name) {
    return {name, read_whole_file(std::string(PASSERELLE_SOURCE_DIR "/tests/support/offers/") + name).value()};
}

struct Taxonomy {
    std::string occupation_bytes, skill_bytes;
    Result<OccupationPack> occupations = Error{};
    Result<SkillPack> skills = Error{};

    Taxonomy() {
        const std::string base = "https://passerelle.example/";
        const std::vector<OccupationSource> sources = {
            {base + "occupation/macon", "7112", "maçon / maçonne", {"briqueteur / briqueteuse"}},
            {base + "occupation/carreleur", "7122", "carreleur / carreleuse", {}},
            {base + "occupation/infirmier", "2221", "infirmier / infirmière", {}},
            {base + "occupation/infirmier-chef", "2221", "infirmier en chef / infirmière en chef", {}}};
        const std::vector<SkillSource> skill_sources = {{base + "skill/mortier", "préparer du mortier", {}},
                                                        {base + "skill/soins", "donner des soins infirmiers", {}},
                                                        {base + "skill/dessin", "dessin", {}},
                                                        {base + "skill/plan", "lire des plans", {"lecture de plans"}},
                                                        {base + "skill/r", "R", {}}};
        const std::vector<LinkSource> links = {{sources[0].uri, skill_sources[0].uri, true},
                                               {sources[0].uri, skill_sources[3].uri, true}};
        occupation_bytes = build_occupation_pack(sources, "fr").value();
        occupations = OccupationPack::open(occupation_bytes);
        skill_bytes = build_skill_pack(skill_sources, links, *occupations, "fr").value();
        skills = SkillPack::open(skill_bytes, *occupations);
    }
    [[nodiscard]] std::string occupation(const OfferSource& offer) const {
        return offer.occupation ? std::string(occupations->label(*offer.occupation)) : "";
    }
    [[nodiscard]] SkillIndex skill(const std::string& name) const {
        return skills->find_uri("https://passerelle.example/skill/" + name).value();
    }
};

OfferSource one(std::string id, std::string source) {
    OfferSource offer;
    offer.id = std::move(id);
    offer.source = std::move(source);
    offer.title = "Maçon (H/F)";
    offer.employer = "Bâtisseurs d'Essai";
    offer.postcode = "6000";
    offer.published = CivilDate::from_ymd(2026, 3, 20);
    return offer;
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

TEST_CASE("The same offer of two sources becomes one, which knows what both knew") {
    ImportReport report;
    OfferSource rich = one("forem-1", "forem");
    rich.contract = Contract::open_ended;
    rich.text = "Monter des murs.";
    OfferSource other = one("site-9", "site");
    other.title = "maçon";
    other.published = CivilDate::from_ymd(2026, 4, 10);
    other.licences = licence_bit("b");
    other.skills.push_back({4, true, SkillOrigin::listed, 100});
    OfferSource later = one("site-10", "site");
    later.published = CivilDate::from_ymd(2026, 6, 10);
    OfferSource elsewhere = one("site-11", "site");
    elsewhere.postcode = "5000";
    const std::vector<OfferSource> merged = merge_duplicates({other, later, elsewhere, rich}, report);
    REQUIRE(merged.size() == 3);
    CHECK(merged[0].id == "forem-1");
    CHECK(merged[0].licences == licence_bit("b"));
    CHECK(merged[0].skills.size() == 1);
    CHECK(report.counted("offers that were another source's or met before, merged") == 1);
    CHECK(merge_duplicates({rich, elsewhere, later, other}, report) == merged);
}

TEST_CASE("Addresses and references join offers, and two jobs of one employer stay two") {
    ImportReport report;
    OfferSource first = one("forem-1", "forem");
    first.title = "Ouvrier";
    first.reference = "REF-778899";
    OfferSource second = one("site-REF-778899", "site");
    CHECK(merge_duplicates({first, second}, report).size() == 1);
    second.employer = "Quelqu'un d'autre";
    CHECK(merge_duplicates({first, second}, report).size() == 2);

    OfferSource left = one("site-1", "site");
    OfferSource right = one("site-2", "site");
    left.text = "Une équipe de jour";
    right.text = "Une équipe de nuit";
    CHECK(merge_duplicates({left, right}, report).size() == 2);
    right.text = left.text;
    CHECK(merge_duplicates({left, right}, report).size() == 1);

    // Another source's title may be in other words, where employer, place and contract are known to be the same.
    left.url = "https://a.example/1?utm=x";
    right.url = "https://a.example/1/";
    right.title = "Autre titre";
    right.source = "forem";
    CHECK(merge_duplicates({left, right}, report).size() == 2);
    left.contract = right.contract = Contract::open_ended;
    CHECK(merge_duplicates({left, right}, report).size() == 1);
    right.contract = Contract::fixed_term;
    CHECK(merge_duplicates({left, right}, report).size() == 2);
}

TEST_CASE("An address or reference that one source gives to several titles or places joins none of them") {
    ImportReport report;
    const auto careers = [](std::string id, std::string title, std::string postcode, Contract contract) {
        OfferSource offer = one(std::move(id), "table");
        offer.title = std::move(title);
        offer.postcode = std::move(postcode);
        offer.contract = contract;
        offer.url = "https://employer.example/jobs";
        offer.reference = "2026-11";
        return offer;
    };
    const std::vector<OfferSource> of_one_employer = {careers("table-1", "Boulanger", "4000", Contract::open_ended),
                                                      careers("table-2", "Comptable", "4000", Contract::open_ended),
                                                      careers("table-3", "Maçon", "7000", Contract::fixed_term)};
    CHECK(merge_duplicates(of_one_employer, report).size() == 3);
    // Nor with an offer of another source.
    std::vector<OfferSource> more = of_one_employer;
    more.push_back(careers("site-1", "Plombier", "4000", Contract::open_ended));
    more.back().source = "site";
    CHECK(merge_duplicates(more, report).size() == 4);

    std::vector<OfferSource> of_two_texts = {of_one_employer[0], of_one_employer[0]};
    of_two_texts[1].id = "table-4";
    CHECK(merge_duplicates(of_two_texts, report).size() == 1);
    of_two_texts[0].text = "De jour.";
    of_two_texts[1].text = "De nuit.";
    CHECK(merge_duplicates(of_two_texts, report).size() == 2);

    std::vector<OfferSource> in_two_places = {careers("table-1", "Vendeur", "4000", Contract::open_ended),
                                              careers("table-2", "Vendeur", "5000", Contract::fixed_term)};
    for (OfferSource& offer : in_two_places) offer.employer.clear();
    CHECK(merge_duplicates(in_two_places, report).size() == 2);
    in_two_places[1].source = "site";
    CHECK(merge_duplicates(in_two_places, report).size() == 2);
}

TEST_CASE("Long advertisements of one source that only begin alike are two offers, also when read back") {
    const Taxonomy taxonomy;
    ImportReport report;
    const std::string beginning = replace_all(std::string(100, '.'), ".", "Monter des murs. ");
    const auto table = [&](const std::string& first, const std::string& second) {
        const std::string text = "id,title,employer,postcode,text\n1,Maçon,ACME,6000," + beginning + first +
                                 "\n2,Maçon,ACME,6000," + beginning + second + "\n";
        const CodeTable no_codes;
        std::vector<OfferSource> offers =
            OfferMeaning(*taxonomy.occupations, *taxonomy.skills, no_codes, nullptr)
                .read(read_offer_table({"t.csv", text}, parse_column_names("").value(), report).value(), report);
        name_source(offers, "table");
        return offers;
    };
    const test::TemporaryDirectory directory;
    const auto kept = [&](const std::vector<OfferSource>& offers) {
        const std::string pack =
            build_offer_pack(offers, {taxonomy.occupations->identity(), taxonomy.skills->identity()}).value();
        REQUIRE_FALSE(keep_source(directory.path(), "table", pack));
        return read_other_sources(directory.path(), "site", *taxonomy.occupations, *taxonomy.skills, report).value();
    };
    const std::vector<OfferSource> two = table("De jour.", "De nuit.");
    CHECK(two[0].text == two[1].text);
    CHECK(merge_duplicates(two, report).size() == 2);
    CHECK(merge_duplicates(kept(two), report).size() == 2);
    std::vector<OfferSource> same = table("De jour.", "DE  JOUR");
    CHECK(merge_duplicates(same, report).size() == 1);
    CHECK(merge_duplicates(kept(same), report).size() == 1);
    // Devices are given no hash; what an earlier program kept has none, and then the end of a long text is not known.
    const std::vector<NewPack> packs = make_offer_packs(same, *taxonomy.occupations, *taxonomy.skills, nullptr).value();
    CHECK(OfferPack::open(packs.at(0).bytes).value().source(0).text_hash == 0);
    for (OfferSource& offer : same) offer.text_hash = 0;
    CHECK(merge_duplicates(same, report).size() == 2);
}

TEST_CASE("The same whole text is the same offer whenever it was published, unless it is short") {
    ImportReport report;
    OfferSource march = one("forem-1", "forem");
    OfferSource may = one("forem-2", "forem");
    may.published = CivilDate::from_ymd(2026, 5, 20);
    march.text = may.text = "Monter des murs.";
    CHECK(merge_duplicates({march, may}, report).size() == 2);
    march.text = may.text = replace_all(std::string(10, '.'), ".", "Monter des murs. ");
    CHECK(merge_duplicates({march, may}, report).size() == 1);
    may.text += "De nuit.";
    CHECK(merge_duplicates({march, may}, report).size() == 2);
}

TEST_CASE("An employer is the same with and without its legal form") {
    ImportReport report;
    const auto joined = [&](const std::string& left, const std::string& right) {
        OfferSource first = one("forem-1", "forem");
        OfferSource second = one("site-1", "site");
        first.employer = left;
        second.employer = right;
        return merge_duplicates({first, second}, report).size() == 1;
    };
    CHECK(joined("Boulangerie Dupont SA", "BOULANGERIE DUPONT"));
    CHECK(joined("Boulangerie Dupont S.A.", "SPRL Boulangerie Dupont"));
    CHECK(joined("Bäckerei Schmitz GmbH & Co. KG", "Bäckerei Schmitz"));
    CHECK_FALSE(joined("Boulangerie Dupont SA", "Boulangerie Martin SA"));
    CHECK_FALSE(joined("Sasu", "SA"));
    CHECK_FALSE(joined("Sabena", "Bena"));
}

TEST_CASE("Addresses that differ by more than tracking are two offers") {
    ImportReport report;
    OfferSource left = one("site-1", "site");
    OfferSource right = one("forem-2", "forem");
    right.title = "Grutier";
    left.contract = right.contract = Contract::open_ended;
    const auto count = [&](std::string first, std::string second) {
        left.url = std::move(first);
        right.url = std::move(second);
        return merge_duplicates({left, right}, report).size();
    };
    CHECK(count("https://a.example/view?id=1", "https://a.example/view?id=2") == 2);
    CHECK(count("https://a.example/view#/3", "https://a.example/view#/4") == 2);
    CHECK(count("https://a.example/view?id=1&utm_source=x&fbclid=y", "https://a.example/view/?gclid=z&id=1") == 1);
}

TEST_CASE("Within one source offers without a text are not taken for each other") {
    ImportReport report;
    const OfferSource left = one("forem-1", "forem");
    const OfferSource right = one("forem-2", "forem");
    CHECK(merge_duplicates({left, right}, report).size() == 2);
    OfferSource told = right;
    told.text = "Monter des murs.";
    CHECK(merge_duplicates({left, told}, report).size() == 2);
    // Nor when another source's offer is like both.
    CHECK(merge_duplicates({left, right, one("site-1", "site")}, report).size() == 2);
}

TEST_CASE("Offers whose contract, working time, experience or reference differ are not the same") {
    ImportReport report;
    OfferSource left = one("site-1", "site");
    OfferSource right = one("site-2", "site");
    left.text = right.text = "Monter des murs.";
    left.contract = Contract::open_ended;
    left.working_time = WorkingTime::full_time;
    left.experience_months = 24;
    left.reference = "A-10001";
    CHECK(merge_duplicates({left, right}, report).size() == 1);
    const auto apart = [&](auto&& change) {
        OfferSource changed = right;
        change(changed);
        // A third that says nothing joins one of them only.
        return merge_duplicates({left, changed}, report).size() == 2 &&
               merge_duplicates({left, right, changed}, report).size() == 2;
    };
    CHECK(apart([](OfferSource& offer) { offer.contract = Contract::fixed_term; }));
    CHECK(apart([](OfferSource& offer) { offer.working_time = WorkingTime::part_time; }));
    CHECK(apart([](OfferSource& offer) { offer.experience_months = 0; }));
    CHECK(apart([](OfferSource& offer) { offer.reference = "A-10002"; }));
}

TEST_CASE("A reference joins an offer without an employer only by its title, and never two employers") {
    ImportReport report;
    OfferSource mason = one("forem-1", "forem");
    mason.reference = "10001";
    mason.employer.clear();
    OfferSource nurse = one("site-1", "site");
    nurse.reference = "10001";
    nurse.title = "Infirmier";
    nurse.employer = "Hôpital";
    CHECK(merge_duplicates({mason, nurse}, report).size() == 2);
    OfferSource builder = one("site-2", "site");
    builder.reference = "10001";
    CHECK(merge_duplicates({mason, builder}, report).size() == 1);
    OfferSource other = one("table-1", "table");
    other.reference = "10001";
    other.employer = "Quelqu'un d'autre";
    CHECK(merge_duplicates({mason, builder, other}, report).size() == 2);
    CHECK(merge_duplicates({other, mason, builder}, report) == merge_duplicates({mason, builder, other}, report));
}

TEST_CASE("Words of offers are understood, and what is not stays unknown") {
    CHECK(contract_of_words("CDD - 12 Mois") == Contract::fixed_term);
    CHECK(contract_of_words("CDI Intérimaire") == Contract::temporary);
    CHECK(contract_of_words("Durée déterminée") == Contract::fixed_term);
    CHECK(contract_of_words("Contrat d'occupation étudiant") == Contract::student);
    CHECK(contract_of_words("Profession libérale") == Contract::self_employed);
    CHECK(contract_of_words("cdimachin") == Contract::unknown);
    CHECK(studies_of_words("Bac+5 et plus ou équivalents") == Studies::master);
    CHECK(studies_of_words("Bac+3, Bac+4 ou équivalents") == Studies::bachelor);
    CHECK(studies_of_words("Bac ou équivalent") == Studies::upper_secondary);
    CHECK(studies_of_words("Bac") == Studies::upper_secondary);
    CHECK(studies_of_words("Licence") == Studies::bachelor);
    CHECK(studies_of_words("CAP, BEP et équivalents") == Studies::lower_secondary);
    CHECK(language_of_words("Néerlandais - bonne connaissance") == "nl");
    CHECK(studies_of_words("Ph.D.") == Studies::master);
    CHECK(date_of_words("16/04/2021") == CivilDate::from_ymd(2021, 4, 16));
    CHECK_FALSE(date_of_words("31/02/2021"));
    CHECK(place_of_words("07 - ST DIDIER SOUS AUBENAS") == "St Didier Sous Aubenas");
}

TEST_CASE("Categories of licences are those that stand as such, in four languages") {
    const auto names = [](std::string_view label) {
        std::string text;
        const std::uint16_t bits = licences_of_words(label);
        for (std::size_t bit = 0; bit < licence_names.size(); ++bit) {
            if ((bits >> bit & 1U) != 0) text += (text.empty() ? "" : " ") + std::string(licence_names[bit]);
        }
        return text;
    };
    const std::vector<std::pair<std::string_view, std::string_view>> said = {
        {"B", "b"},
        {"b", "b"},
        {"B - Véhicule léger", "b"},
        {"DE - Transport de personnes + remorque (= ED)", "de"},
        {"B mention 79.06 (= EB)", "b"},
        {"[C1E] Poids lourds à remorque", "c1e"},
        {"[B] Véhicules de moins de 3,5 t [BE] et leur remorque", "b be"},
        {"Permis de conduire B", "b"},
        {"Titulaire du permis B", "b"},
        {"PERMIS DE CONDUIRE B", "b"},
        {"Permis de conduire (catégorie C)", "c"},
        {"Permis cat. CE obligatoire", "ce"},
        {"Permis B et CE", "b ce"},
        {"Permis B, C et CE", "b c ce"},
        {"permis b obligatoire", "b"},
        {"Permis B obligatoire et permis C", "b c"},
        {"Permis D, DE", "d de"},
        {"Permis A", "a"},
        {"Permis A, B", "a b"},
        {"Permis B, à jour", "b"},
        {"Permis B en cours de validité", "b"},
        {"Rijbewijs B", "b"},
        {"Rijbewijs B en C", "b c"},
        {"Führerschein Klasse B", "b"},
        {"B-Führerschein", "b"},
        {"Driving licence B", "b"},
        {"Category B driving license", "b"},
        {"Driver’s license (C)", "c"},
        // No category.
        {"Permis de conduire", ""},
        {"Permis de travail", ""},
        {"PERMIS DE TRAVAIL", ""},
        {"Permis de séjour", ""},
        {"Permis de chasse", ""},
        {"Permis d'exploitation", ""},
        {"Permis d’exploitation", ""},
        {"Work permit", ""},
        {"À définir", ""},
        {"A définir", ""},
        {"Voiture à disposition", ""},
        // Not demanded.
        {"Sans permis B", ""},
        {"Permis B non exigé", ""},
        {"permis b de préférence", ""},
        {"Permis B c'est un plus", ""},
        {"Permis B souhaité", ""},
        {"Rijbewijs B is een pluspunt", ""},
        {"Führerschein Klasse B von Vorteil", ""},
        {"Driving licence B preferred", ""},
        {"Permis B obligatoire. Permis C souhaité.", "b"},
        // Alternatives demand what all of them include.
        {"Permis A ou B", ""},
        {"Permis A, B ou C", ""},
        {"Permis A/B", ""},
        {"Permis B ou transports en commun", ""},
        {"Permis B ou BE", "b"},
        {"Permis C et/ou CE", "c"},
        {"Permis CE ou permis C", "c"}};
    for (const auto& [label, categories] : said) {
        INFO(label);
        CHECK(names(label) == categories);
    }
}

TEST_CASE("What is not understood of a licence is named, and what is only wished for is not demanded") {
    ImportReport report;
    const std::vector<OfferDraft> drafts =
        read_forem({"f.json", R"({"numerooffreforem":"1","titreoffre":"Maçon",)"
                              R"("permisdeconduire":["Permis de travail","Permis A ou B","[C] Poids lourds","Non"]})"},
                   report)
            .value();
    CHECK(drafts.at(0).offer.licences == licence_bit("c"));
    REQUIRE(report.fields_left_out() == 2);
    CHECK(describe(report.fields()[0]) == "f.json:1: permisdeconduire: not understood: Permis de travail");
    CHECK(describe(report.fields()[1]) == "f.json:1: permisdeconduire: not understood: Permis A ou B");
}

TEST_CASE("Experience is the least that is asked for, and none only where none is asked for") {
    const std::vector<std::pair<std::string_view, std::optional<std::uint16_t>>> said = {
        {"2 An(s)", 24},
        {"6 Mois - sur poste similaire", 6},
        {"18 mois", 18},
        {"1,5 ans", 18},
        {"2.5 jaar", 30},
        {"2 à 3 ans", 24},
        {"De 2 à 5 ans", 24},
        {"2-5 years", 24},
        {"entre 6 mois et 1 an", 6},
        {"3 An(s) - 3 à 5 ans en logistique", 36},
        {"au moins 6 mois", 6},
        {"+ de 2 ans", 24},
        {"au moins 6 mois, 2 ans maximum", 6},
        {"5 postes, 2 ans d'expérience", 24},
        {"Débutant non accepté, 2 ans", 24},
        {"Débutant accepté", 0},
        {"Débutant accepté - 2 ans souhaités", 0},
        {"Non", 0},
        {"Expérience non exigée", 0},
        {"Pas d'expérience requise", 0},
        {"Geen ervaring vereist", 0},
        {"expérience de moins d'un an", 0},
        {"moins de 2 ans", 0},
        {"jusqu'à 2 ans", 0},
        {"Débutant non accepté", std::nullopt},
        {"Débutant(e)s s'abstenir", std::nullopt},
        {"Pas de débutant", std::nullopt},
        {"Sans expérience s'abstenir", std::nullopt},
        {"Geen beginners", std::nullopt},
        {"Expérience exigée", std::nullopt},
        {"3 langues dont l'anglais", std::nullopt},
        {"3ème année", std::nullopt},
        {"99 ans", std::nullopt}};
    for (const auto& [label, months] : said) {
        INFO(label);
        CHECK(experience_of_words(label) == months);
    }
}

TEST_CASE("Beginners turned away is understood: some experience is asked for, of no length") {
    ImportReport report;
    for (const std::string said : {"Débutant non accepté", "Oui", "Expérience requise"}) {
        const std::string text = R"([{"numerooffreforem":"1","titreoffre":"a","experiencerequise":")" + said + "\"}]";
        CHECK_FALSE(read_forem({"f.json", text}, report).value().at(0).offer.experience_months);
    }
    CHECK(report.fields_left_out() == 0);
}

TEST_CASE("Words of a page are apart by blocks and without its scripts") {
    CHECK(text_of_html("<p>Un&nbsp;mot<br>deux</p><script>non()</script><style>x{}</style>trois") ==
          "\nUn\xC2\xA0mot\n\ndeux\ntrois");
    CHECK(text_of_html("").empty());
    CHECK(scripts_of_page("<script type='application/ld+json'>{\"a\":\"</p>\"}</script>", "application/ld+json")
              .at(0)
              .text == "{\"a\":\"</p>\"}");
}
