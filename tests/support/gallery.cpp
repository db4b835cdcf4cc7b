// Writes documents that show every block as real pages use it, to look at and to run axe over:
//   gallery FOLDER STYLE        (STYLE: the address of the style sheet, "/style.css")
// The words are French samples of this program, not texts of the portal.
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "html/render.hpp"

namespace {

using namespace passerelle;
using Blocks = std::vector<Block>;

Block make(Role role, std::string label, Blocks children = {}) {
    Block block;
    block.role = role;
    block.label = std::move(label);
    block.children = std::move(children);
    return block;
}

Block with_id(std::string id, Block block) {
    block.id = std::move(id);
    return block;
}

Block with_value(std::string value, Block block) {
    block.value = std::move(value);
    return block;
}

Block with_hint(std::string hint, Block block) {
    block.hint = std::move(hint);
    return block;
}

Block with_error(std::string error, Block block) {
    block.error = std::move(error);
    return block;
}

Block with_tone(Tone tone, Block block) {
    block.tone = tone;
    return block;
}

Block with_icon(std::string icon, Block block) {
    block.icon = std::move(icon);
    return block;
}

Block at_level(int level, Block block) {
    block.level = level;
    return block;
}

Block to(std::string target, Block block) {
    block.target = std::move(target);
    return block;
}

Block link(std::string label, std::string target) {
    return to(std::move(target), make(Role::link, std::move(label)));
}
Block paragraph(std::string text) {
    return make(Role::paragraph, std::move(text));
}

Block quiet(Block block) {
    block.emphasis = Emphasis::quiet;
    return block;
}

Block button(std::string label, std::string action, Emphasis emphasis = Emphasis::secondary) {
    Block block = make(Role::button, std::move(label));
    block.name = std::move(action);
    block.emphasis = emphasis;
    return block;
}

Block field(Role role, std::string name, std::string label, std::vector<Option> options = {}) {
    Block block = make(role, std::move(label));
    block.id = "f-" + name;
    block.name = std::move(name);
    block.options = std::move(options);
    return block;
}

Block tag(Tone tone, std::string label) {
    return with_tone(tone, make(Role::tag, std::move(label)));
}
Block condition(Tone tone, std::string said, std::string label) {
    return with_tone(tone, with_value(std::move(said), make(Role::list_item, std::move(label))));
}

const std::vector<Option> date_labels = {{"", "Jour", "", false}, {"", "Mois", "", false}, {"", "Année", "", false}};

Block purposes(const std::string& id) {
    return with_id(
        id + "-why",
        make(Role::details, "À quoi sert cette réponse ?",
             {paragraph("Elle décide de trois aides."),
              make(Role::list, "",
                   {make(Role::list_item, "Calculer vos droits"), make(Role::list_item, "Préparer votre suivi")})}));
}

Block menu(std::string_view current) {
    Block navigation = with_id("menu", make(Role::navigation, "Menu"));
    const std::vector<std::pair<const char*, const char*>> entries = {{"Accueil", "/fr/"},
                                                                      {"Mon profil", "/fr/profil"},
                                                                      {"Mes droits", "/fr/droits"},
                                                                      {"Offres", "/fr/offres"},
                                                                      {"Mon compte", "/fr/compte"}};
    for (const auto& [label, target] : entries) {
        Block entry = link(label, target);
        entry.current = current == target;
        if (std::string_view(label) == "Offres") entry.value = "38";
        navigation.children.push_back(std::move(entry));
    }
    return navigation;
}

Page page_of(std::string title, std::string path, Blocks main, Tone saved = Tone::good) {
    Page page;
    page.path = path;
    page.language = "fr";
    page.title = std::move(title);
    Block languages = with_id("language", with_value("FR", make(Role::navigation, "Langue")));
    languages.children = {link("Français", "/fr/"), link("Nederlands", "/nl/"), link("Deutsch", "/de/")};
    languages.children.front().current = true;
    Block status = with_id("status", with_tone(saved, make(Role::status, "État : ")));
    status.value = saved == Tone::good   ? "Enregistré sur cet appareil"
                   : saved == Tone::wait ? "3 réponses attendent le réseau"
                                         : "Rien n’est enregistré";
    if (saved == Tone::wait) status.hint = "Hors ligne";
    status.children = {paragraph("Vos réponses sont sur cet appareil. Le service ne les a pas encore reçues."),
                       link("Envoyer au service", "/fr/envoyer")};
    page.header = {link("Aller au contenu", "#main"), with_id("home", with_icon("bridge", link("Passerelle", "/fr/"))),
                   std::move(languages), menu(path), std::move(status)};
    page.main = std::move(main);
    page.footer = {quiet(make(Role::navigation, "Informations",
                              {link("Vos données", "/fr/donnees"), link("Accessibilité", "/fr/accessibilite"),
                               link("Table de travail", "/fr/?vue=atelier")}))};
    return page;
}

Page home() {
    Block todo = with_id("todo", make(Role::group, "À faire"));
    todo.children = {
        to("/fr/profil/situation",
           with_hint("Cette réponse décide de 3 aides.",
                     with_id("t1", at_level(3, make(Role::card, "Dites depuis quand vous êtes inscrit·e"))))),
        to("/fr/profil/competences",
           with_hint("12 offres de plus vous correspondraient.",
                     with_id("t2", at_level(3, make(Role::card, "Ajoutez vos compétences")))))};
    Block places = make(Role::task_list, "");
    const auto place = [](const char* icon, const char* label, const char* value, const char* target) {
        return with_icon(icon, to(target, with_value(value, at_level(2, make(Role::card, label)))));
    };
    Block rest = make(Role::group, "");
    rest.children = {place("person", "Mon profil", "7 sur 9", "/fr/profil"),
                     place("scales", "Mes droits", "2 oui · 1 pas encore · 1 question", "/fr/droits"),
                     place("briefcase", "Offres", "38 qui vous vont · 5 nouvelles", "/fr/offres"),
                     place("mail", "Mes contacts", "1 réponse attendue", "/fr/compte")};
    return page_of("Accueil", "/fr/", {with_id("panel", make(Role::panel, "Bonjour", {todo, rest}))});
}

Page sections() {
    Block tasks = with_id("tasks", make(Role::task_list, ""));
    const auto task = [](const char* label, const char* hint, Tone tone, const char* state) {
        return to("/fr/profil/x", with_tone(tone, with_value(state, with_hint(hint, make(Role::task, label)))));
    };
    tasks.children = {task("Qui vous êtes", "Nom, date de naissance, contact", Tone::good, "Complet"),
                      task("Votre situation", "", Tone::wait, "Commencé"),
                      task("Votre expérience", "2 emplois", Tone::good, "Complet"),
                      task("Vos compétences", "", Tone::none, "À faire"),
                      task("Comment vous vous déplacez", "Permis, transport, distance", Tone::none, "À faire")};
    Block form = with_id("form", to("/fr/profil", make(Role::form, "")));
    form.children = {button("Continuer", "next", Emphasis::primary)};
    return page_of(
        "Mon profil", "/fr/profil",
        {with_id("panel",
                 with_value("3 sur 5", with_hint("Répondez à ce que vous voulez, dans l’ordre que vous voulez.",
                                                 make(Role::panel, "Mon profil", {tasks, form}))))});
}

Page question() {
    Block summary = with_id("errors", make(Role::error_summary, "Il y a 2 réponses à corriger",
                                           {link("Ce jour n’existe pas.", "#f-registered_since"),
                                            link("Choisissez une réponse.", "#f-work")}));
    Block since = with_error(
        "Ce jour n’existe pas. Avril a 30 jours.",
        with_hint("La date est sur votre attestation. Par exemple 27 3 2026.",
                  field(Role::date_field, "registered_since", "Depuis quand êtes-vous inscrit·e ?", date_labels)));
    since.value = "31/4/2026";
    since.children = {purposes(since.id)};
    Block work = with_error("Choisissez une réponse.",
                            field(Role::radio_group, "work", "Travaillez-vous en ce moment ?",
                                  {{"none", "Non", "", false},
                                   {"part_time", "Oui, à temps partiel", "Moins de 38 heures par semaine", false},
                                   {"full_time", "Oui, à temps plein", "", false},
                                   {"self_employed", "Oui, comme indépendant·e", "", false}}));
    Block form = with_id("form", to("/fr/profil/situation", make(Role::form, "")));
    form.children = {with_value("yes", field(Role::radio_group, "registered", "Êtes-vous inscrit·e au Forem ?",
                                             {{"yes", "Oui", "", false}, {"no", "Non", "", false}})),
                     since, work,
                     make(Role::group, "",
                          {button("Continuer", "next", Emphasis::primary),
                           button("Enregistrer et revenir plus tard", "later", Emphasis::quiet)})};
    return page_of("Erreur : Votre situation", "/fr/profil/situation",
                   {with_icon("back", link("Mon profil", "/fr/profil")),
                    with_id("panel", with_value("2/9", make(Role::panel, "Votre situation", {summary, form})))},
                   Tone::wait);
}

Page fields() {
    Block pay = with_hint("Par mois, avant impôt.", field(Role::text_field, "least_pay", "Quel salaire au moins ?"));
    pay.input = Input::whole_number;
    pay.suffix = "euros";
    pay.value = "1850";
    Block radius = field(Role::slider, "radius_km", "Jusqu’où pouvez-vous aller ?");
    radius.value = "25";
    radius.minimum = 5;
    radius.step = 5;
    radius.suffix = "km";
    Block pay_matters = with_value("3", field(Role::slider, "weigh_pay", "Le salaire",
                                              {{"0", "Pas important", "", false},
                                               {"1", "Un peu", "", false},
                                               {"2", "Normal", "", false},
                                               {"3", "Important", "", false},
                                               {"4", "Très important", "", false}}));
    pay_matters.maximum = 4;
    Block occupation = field(Role::combobox, "occupation", "Quel métier cherchez-vous ?",
                             {{"1", "Maçon / Maçonne", "", false},
                              {"2", "Maçon fumiste / Maçonne fumiste", "", true},
                              {"3", "Chef maçon / Cheffe maçonne", "trouvé par « maçon chef »", false}});
    occupation.value = "maç";
    Block find = button("Chercher", "find:occupation");
    find.no_script = true;
    occupation.children = {find};
    Block transport = field(Role::checkbox_group, "transport", "Comment vous déplacez-vous ?",
                            {{"car", "Voiture", "", true},
                             {"motorbike", "Moto ou scooter", "", false},
                             {"bicycle", "Vélo", "", false},
                             {"public", "Transports en commun", "", true},
                             {"foot", "À pied", "", false},
                             {"other", "Autrement", "", false}});
    Block tasks = field(Role::text_area, "tasks", "Que faisiez-vous ?");
    tasks.value = "Murs en briques\nChapes";
    Block diploma = field(Role::select, "level", "Votre diplôme le plus élevé",
                          {{"", "Choisissez", "", false}, {"master", "Master", "", false}});
    Block shared = field(Role::checkbox, "shared", "D’autres personnes utilisent cet appareil");
    shared.checked = true;
    Block name = field(Role::text_field, "first_name", "Prénom");
    name.autocomplete = "given-name";
    name.value = "Amina";
    Block form = with_id("form", to("/fr/profil/recherche", make(Role::form, "")));
    form.children = {transport, radius,  pay,    pay_matters, name,
                     tasks,     diploma, shared, occupation,  button("Continuer", "next", Emphasis::primary)};
    return page_of("Tous les champs", "/fr/profil/recherche",
                   {with_icon("back", link("Mon profil", "/fr/profil")),
                    with_id("panel", with_value("8/9", make(Role::panel, "Ce que vous cherchez", {form})))});
}

Page list_section(bool empty) {
    Block form = with_id("form", to("/fr/profil/experience", make(Role::form, "")));
    const auto job = [](const char* id, const char* title, const char* where) {
        Block card = with_id(id, with_hint(where, at_level(2, make(Role::card, title))));
        const auto action = [&](const char* label, const char* name, const char* icon) {
            Block pressed = with_icon(icon, with_hint(title, button(label, name, Emphasis::quiet)));
            pressed.value = id;
            return pressed;
        };
        card.children = {make(Role::group, "",
                              {with_icon("edit", link("Modifier", "/fr/profil/experience/1")),
                               action("Monter", "up", "up"), action("Supprimer", "remove", "remove")})};
        return card;
    };
    if (empty) {
        form.children = {with_tone(
            Tone::none, paragraph("Vous n’avez encore rien ajouté. Un stage ou un job d’étudiant compte aussi."))};
    } else {
        form.children = {
            with_tone(Tone::info, make(Role::notice, "« Carreleur » est supprimé.", {button("Annuler", "undo")})),
            job("x1", "Maçon / Maçonne", "Construct & Fils, Charleroi · mars 2019 à aujourd’hui"),
            job("x2", "Ouvrier / Ouvrière polyvalent·e", "Ville de Namur · 2016 à 2019")};
    }
    form.children.push_back(with_icon("add", button("Ajouter un emploi", "add")));
    form.children.push_back(button("Continuer", "next", Emphasis::primary));
    return page_of("Votre expérience", "/fr/profil/experience",
                   {with_icon("back", link("Mon profil", "/fr/profil")),
                    with_id("panel", with_value("3/9", make(Role::panel, "Votre expérience", {form})))});
}

Page rights() {
    const auto why = [](const char* id, bool open, Blocks items) {
        Block details = with_id(id, make(Role::details, "Pourquoi", {make(Role::list, "", std::move(items))}));
        details.open = open;
        return details;
    };
    Block later = with_id("impulsion12", at_level(2, make(Role::card, "Impulsion 12 mois +")));
    later.tone = Tone::wait;
    later.children = {tag(Tone::wait, "Pas encore"),
                      paragraph("À partir du 14 mars 2027, si rien ne change."),
                      why("why1", true,
                          {condition(Tone::good, "oui", "Vous habitez en Région wallonne de langue française"),
                           condition(Tone::bad, "non", "Inscrit·e depuis 12 mois : 8 mois aujourd’hui")}),
                      with_value("500 € par mois pendant 12 mois", paragraph("L’employeur paie en moins :")),
                      quiet(paragraph("Source : décret du 2 février 2017, vérifié le 3 octobre 2026.")),
                      link("Que faire", "/fr/droits/impulsion-12")};
    Block yes = with_id("pfi", at_level(2, make(Role::card, "Plan Formation-Insertion (PFI)")));
    yes.tone = Tone::good;
    yes.children = {tag(Tone::good, "Oui"), paragraph("Vous pouvez commencer dès aujourd’hui."),
                    why("why2", false, {condition(Tone::good, "oui", "Vous cherchez un emploi")}),
                    link("Que faire", "/fr/droits/pfi")};
    Block unknown = with_id("tremplin", at_level(2, make(Role::card, "Tremplin 24 mois +")));
    unknown.tone = Tone::info;
    unknown.children = {tag(Tone::info, "Il manque une réponse"),
                        link("Depuis quand êtes-vous inscrit·e ?", "/fr/profil/situation")};
    Block no = with_id("impulsion25", at_level(2, make(Role::card, "Impulsion -25 ans")));
    no.tone = Tone::bad;
    no.children = {tag(Tone::bad, "Non"),
                   why("why4", false, {condition(Tone::bad, "non", "Vous avez moins de 25 ans")})};
    return page_of("Mes droits", "/fr/droits",
                   {with_id("panel", with_hint("C’est un premier calcul. C’est le Forem qui décide.",
                                               make(Role::panel, "Mes droits", {yes, later, unknown, no})))});
}

Page offers() {
    const auto offer = [](const char* id, const char* title, const char* where, int points, bool licence) {
        Block card = with_id(id, to("/fr/offres/1", with_hint(where, at_level(2, make(Role::card, title)))));
        Block meter = with_value(std::to_string(points), make(Role::meter, "Points"));
        card.children = {meter, make(Role::group, "",
                                     {tag(Tone::good, "métier"), tag(Tone::good, "7 compétences"),
                                      licence ? tag(Tone::good, "permis B") : tag(Tone::bad, "permis B")})};
        return card;
    };
    Block form = with_id("filters", make(Role::details, "Filtres", {}));
    form.hint = "2 choisis";
    Block filter = to("/fr/offres", make(Role::form, ""));
    filter.children = {field(Role::checkbox_group, "contract", "Contrat",
                             {{"open_ended", "Durée indéterminée", "enlève 14 offres", true},
                              {"fixed_term", "Durée déterminée", "", true},
                              {"temporary", "Intérim", "", false}}),
                       button("Appliquer", "filter", Emphasis::primary)};
    form.children = {filter};
    Block table = with_id("table", make(Role::table, "Ce qui ouvrirait le plus"));
    table.options = {{"", "Si vous aviez", "", false}, {"", "Offres de plus", "", false}};
    table.children = {make(Role::table_row, "", {paragraph("Permis B"), paragraph("12")}),
                      make(Role::table_row, "", {paragraph("Néerlandais B1"), paragraph("7")})};
    table.children.front().target = "/fr/offres";
    return page_of(
        "Offres", "/fr/offres",
        {with_id(
            "panel",
            make(Role::panel, "38 offres vous vont",
                 {form,
                  make(Role::list, "",
                       {offer("o1", "Maçon / Maçonne", "Construct & Fils · Charleroi · 6 km · CDI", 82, false),
                        offer("o2", "Maçon·ne en rénovation de bâtiments anciens et classés",
                              "Entreprise générale de construction Dupont-Lambert · Thuin · 18 km · CDD", 64, true)}),
                  to("/fr/offres/avec",
                     with_value("12 offres de plus", at_level(2, make(Role::card, "Avec le permis B")))),
                  table}))});
}

Page check() {
    Block list = with_id("answers", make(Role::summary_list, ""));
    const auto row = [](const char* question, const char* answer) {
        Block made =
            to("/fr/profil/identite", with_value(answer, with_hint("Modifier", make(Role::summary_row, question))));
        return made;
    };
    list.children = {row("Prénom", "Amina"), row("Date de naissance", "5 mars 1987"),
                     row("Adresse électronique", "amina.van-den-broeck@exemple.be"),
                     row("Que faisiez-vous ?", "Murs en briques\nChapes"),
                     with_error("Il manque une réponse.", row("Commune", ""))};
    Block form = with_id("form", to("/fr/profil/verifier", make(Role::form, "")));
    Block unavailable = button("Supprimer mon profil", "erase", Emphasis::danger);
    form.children = {make(Role::group, "",
                          {button("Envoyer", "send", Emphasis::primary),
                           with_icon("download", button("Enregistrer dans un fichier", "export")), unavailable})};
    return page_of(
        "Vérifier", "/fr/profil/verifier",
        {with_icon("back", link("Mon profil", "/fr/profil")),
         with_id("panel",
                 make(Role::panel, "Vérifiez vos réponses",
                      {with_id("s1", make(Role::group, "Qui vous êtes", {list})),
                       with_id("sent",
                               with_tone(Tone::good, make(Role::notice, "Le service a reçu vos réponses.",
                                                          {paragraph("Numéro 2026-004512, le 3 octobre à 14 h 05.")}))),
                       with_tone(Tone::wait, make(Role::notice, "Cet appareil est partagé ?",
                                                  {paragraph("Quittez à la fin : tout sera effacé ici.")})),
                       form}))});
}

Page account() {
    Block mail = field(Role::text_field, "account_email", "Adresse électronique");
    mail.input = Input::email;
    mail.autocomplete = "email";
    Block password = with_hint("Au moins 12 caractères. Une phrase est plus facile à retenir.",
                               field(Role::text_field, "account_password", "Mot de passe"));
    password.input = Input::password;
    password.autocomplete = "new-password";
    Block form = with_id("form", to("/fr/compte", make(Role::form, "")));
    form.children = {
        mail, password,
        make(Role::group, "",
             {button("Créer mon compte", "create", Emphasis::primary), button("Se connecter", "sign_in")})};
    return page_of("Mon compte", "/fr/compte",
                   {with_id("panel", with_hint("Un compte sert à envoyer et à publier. Tout le reste marche sans.",
                                               make(Role::panel, "Mon compte", {form})))},
                   Tone::bad);
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 3) {
        std::fputs("usage: gallery FOLDER STYLE\n", stderr);
        return 2;
    }
    DocumentAssets assets;
    assets.product = "Passerelle";
    assets.description = "Galerie";
    assets.style = arguments[2];
    const std::vector<std::pair<const char*, Page>> pages = {
        {"home", home()},      {"profile", sections()},       {"question", question()},
        {"fields", fields()},  {"list", list_section(false)}, {"empty", list_section(true)},
        {"rights", rights()},  {"offers", offers()},          {"check", check()},
        {"account", account()}};
    for (const auto& [name, page] : pages) {
        const std::string path = std::string(arguments[1]) + "/" + name + ".html";
        std::FILE* file = std::fopen(path.c_str(), "wb");
        if (file == nullptr) {
            std::fprintf(stderr, "gallery: cannot write %s\n", path.c_str());
            return 1;
        }
        const std::string document = render_document(page, assets);
        std::fwrite(document.data(), 1, document.size(), file);
        std::fclose(file);
        std::printf("%s\n", path.c_str());
    }
    return 0;
}
