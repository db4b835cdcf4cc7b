#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>
#include <string>

#include "base/text.hpp"
#include "taxonomy/normalise.hpp"
#include "taxonomy/pairs.hpp"

using namespace passerelle;

TEST_CASE("marks of gender disappear from titles") {
    const Words mason = {"macon"};
    for (const char* title :
         {"Maçon", "maçon (h/f)", "MAÇON (H/F/X)", "Maçon H/F", "maçon m/v/x", "maçon (f-h)", "maçon/maçonne",
          "maçon / maçonne", "maçon(ne)", "maçon·ne", "maçon/ne", "maçon [m/w/d]"}) {
        INFO(title);
        CHECK(title_words(title) == mason);
    }
    CHECK(title_words("Verkäufer/in") == Words{"verkaufer"});
    CHECK(title_words("Verkäufer/-in") == Words{"verkaufer"});
    CHECK(title_words("vendeur(euse) en boulangerie") == Words{"vendeur", "en", "boulangerie"});
    CHECK(title_words("employé·e·s") == Words{"employe"});
}

TEST_CASE("two forms around a slash become one, with what follows them") {
    CHECK(title_words("accueillant familial / accueillante familiale auprès d'adultes") ==
          Words{"accueillant", "familial", "aupres", "d", "adultes"});
    CHECK(title_words("Acheteur / Acheteuse d'espaces") == Words{"acheteur", "d", "espaces"});
    CHECK(title_words("opérateur sur perceuse/opératrice sur perceuse") == Words{"operateur", "sur", "perceuse"});
    CHECK(title_words("serveur/barman") == Words{"serveur", "barman"});
    CHECK(title_words("son/lumière") == Words{"son", "lumiere"});
    CHECK(title_readings("maçon/maçonne") == std::vector<Words>{{"macon"}, {"maconne"}});
    CHECK(title_readings("maçon") == std::vector<Words>{{"macon"}});
}

TEST_CASE("words keep the signs that make them another word") {
    CHECK(title_words("développeur C++ / C#") == Words{"developpeur", "c++", "c#"});
    CHECK(title_words("chef d’équipe 5x8") == Words{"chef", "d", "equipe", "5x8"});
    CHECK(title_words("boulanger-pâtissier (bio)") == Words{"boulanger", "patissier", "bio"});
    CHECK(title_words("/ / ///").empty());
    CHECK(title_words("").empty());
}

TEST_CASE("any text can be read as a title") {
    CHECK(rc::check([](const std::string& bytes) {
        const std::string text = to_valid_utf8(bytes);
        for (const Words& words : title_readings(text)) {
            for (const std::string& word : words) RC_ASSERT(!word.empty());
        }
        RC_ASSERT(title_readings(text).front() == title_words(text));
    }));
    CHECK(rc::check([] {
        const auto parts = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
            "/", " ", "h", "f", "x", "(", ")", "e", "maçon", "maçonne", "·", "-", "in", "vendeur"));
        std::string text;
        for (const std::string& part : parts) text += part;
        RC_ASSERT(title_readings(text).size() <= 2U);
    }));
}

TEST_CASE("two forms of a name are coded as one and come back") {
    const auto there_and_back = [](std::string_view left, std::string_view right) {
        const auto coded = code_pair(left, right);
        if (!coded) return false;
        std::string one, other;
        REQUIRE(is_coded(*coded));
        REQUIRE(decode_pair(*coded, one, other));
        CHECK(one == left);
        CHECK(other == right);
        return true;
    };
    CHECK(there_and_back("opérateur sur perceuse", "opératrice sur perceuse"));
    CHECK(there_and_back("infirmier", "infirmière"));
    CHECK(there_and_back("technicien d’entretien qualifié", "technicienne d’entretien qualifiée"));
    CHECK(there_and_back("Technischer Leiter", "Technische Leiterin"));
    CHECK(there_and_back("conducteur-livreur", "conductrice-livreuse"));
    CHECK_FALSE(there_and_back("garçon", "fille"));
    CHECK_FALSE(there_and_back("maçon", "maçon"));
    CHECK_FALSE(there_and_back("maçon", "maçonne du bâtiment"));
    std::string one, other;
    CHECK_FALSE(decode_pair("a\x1E", one, other));
    CHECK_FALSE(decode_pair("x\x01", one, other));
}
