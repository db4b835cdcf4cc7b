// What words of offers and of pages mean: contracts, studies, licences, experience.
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>

#include "packs/forem.hpp"
#include "packs/html_page.hpp"
#include "packs/offer_words.hpp"

using namespace passerelle;

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
