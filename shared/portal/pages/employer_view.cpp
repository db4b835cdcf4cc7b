// "Ce que verrait un employeur": the card that employers' searches are made of, and how it compares from that side.
#include "match/card.hpp"
#include "portal/offer_blocks.hpp"
#include "profile/profile.hpp"

namespace passerelle {
namespace {

using namespace blocks;

struct Names {
    const Context& context;
    std::string text = {};
    void add(std::string name) {
        if (name.empty()) return;
        if (!text.empty()) text += "\n";
        text += name;
    }
    void add_option(std::string_view set, std::string_view name) {
        add(context.text("option." + std::string(set) + "." + std::string(name)));
    }
};

std::string occupation_name(const Context& context, OccupationIndex index) {
    return context.world.occupations() == nullptr ? "" : std::string(context.world.occupations()->label(index));
}

std::vector<Block> card_rows(const Context& context, const CardContent& card) {
    std::vector<Block> rows;
    const auto add = [&](std::string_view key, const Names& names) {
        if (!names.text.empty()) rows.push_back(row(context.text(key), names.text));
    };
    Names wished{context};
    for (const OccupationIndex occupation : card.wished) wished.add(occupation_name(context, occupation));
    add("employer.wished", wished);
    Names practised{context};
    for (const CardContent::Practice& practice : card.experience) {
        const std::uint16_t months = experience_bands[practice.band];
        practised.add(occupation_name(context, practice.occupation) + " · " +
                      (months == 0
                           ? context.text("employer.experience.less", {{"months", std::to_string(experience_bands[1])}})
                           : context.content().counted("employer.experience.more", months)));
    }
    add("employer.experience", practised);
    Names skills{context};
    if (context.world.skills() != nullptr)
        for (const SkillIndex skill : card.skills) skills.add(std::string(context.world.skills()->label(skill)));
    add("employer.skills", skills);
    Names languages{context};
    for (const PersonStatements::Spoken& spoken : card.languages)
        languages.add(language_name(context, spoken.code) + " · " +
                      (spoken.level == LanguageLevel::native
                           ? context.text("level.native")
                           : context.text("option.language_level." +
                                          std::string(language_level_names[static_cast<std::size_t>(spoken.level)]))));
    add("employer.languages", languages);
    Names studies{context};
    if (card.studies != Studies::unknown)
        studies.add_option("diploma", studies_names[static_cast<std::size_t>(card.studies)]);
    add("employer.studies", studies);
    Names licences{context};
    for (std::size_t bit = 0; bit < licence_names.size(); ++bit)
        if ((card.licences >> bit & 1U) != 0) licences.add_option("licences", licence_names[bit]);
    add("employer.licences", licences);
    Names place{context};
    if (card.place) place.add(card.place->name);
    add("employer.place", place);
    Names available{context};
    if (card.available_month)
        available.add(*card.available_month == 0
                          ? context.text("employer.at_once")
                          : display_date(first_day_of(*card.available_month), context.content()));
    add("employer.available", available);
    return rows;
}

}  // namespace

Block employer_view(const Comparison& compared, const OfferPack& pack, std::uint32_t offer) {
    const Context& context = compared.context;
    const MatchTaxonomy taxonomy = match_taxonomy(context.world);
    std::optional<CoarsePlaces> places;
    if (taxonomy.places != nullptr) places.emplace(*taxonomy.places);
    // Nobody sees this card: it needs no pseudonym.
    const CandidateCard card(0, compared.person.says, places ? &*places : nullptr);
    Block rows;
    rows.role = Role::summary_list;
    rows.children = card_rows(context, card.shows());
    // An employer has their own weights, which are the usual ones until they move them.
    const Explained seen =
        explain(seen_by_employers(compared.person.says, taxonomy), pack, offer, Weights{}, Filters{}, taxonomy);
    std::vector<Block> lines;
    for (const Reason& reason : seen.reasons) {
        if (reason.fit == Fit::unknown) continue;
        Block line = item(context.text("employer.criterion." +
                                       std::string(criterion_names[static_cast<std::size_t>(reason.criterion)])));
        const Fit fit = shown_fit(reason);
        line.tone = tone_of(fit);
        line.value = context.text("fit." + std::string(fit_names[static_cast<std::size_t>(fit)]));
        lines.push_back(std::move(line));
    }
    return details("employer-view", context.text("employer.title"),
                   // Without its points: with other weights they are others than those above.
                   {paragraph(context.text("employer.intro")), std::move(rows), paragraph(context.text("employer.why")),
                    list(std::move(lines))});
}

}  // namespace passerelle
