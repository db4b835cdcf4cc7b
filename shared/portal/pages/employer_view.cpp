// "Ce que verrait un employeur": the person's match facts without who they are, and how they compare from that side.
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

std::vector<Block> card_rows(const Context& context, const PersonStatements& says, const Reason& place) {
    std::vector<Block> rows;
    const auto add = [&](std::string_view key, const Names& names) {
        if (!names.text.empty()) rows.push_back(row(context.text(key), names.text));
    };
    Names wished{context};
    for (const OccupationIndex occupation : says.wished) wished.add(occupation_name(context, occupation));
    add("employer.wished", wished);
    Names practised{context};
    for (const PersonStatements::Practice& practice : says.experience)
        practised.add(occupation_name(context, practice.occupation) + " · " +
                      context.content().counted("offer.months", practice.months));
    add("employer.experience", practised);
    Names skills{context};
    if (context.world.skills() != nullptr)
        for (const SkillIndex skill : says.skills) skills.add(std::string(context.world.skills()->label(skill)));
    add("employer.skills", skills);
    Names languages{context};
    for (const PersonStatements::Spoken& spoken : says.languages)
        languages.add(language_name(context, spoken.code) + " · " +
                      context.text("option.language_level." +
                                   std::string(language_level_names[static_cast<std::size_t>(spoken.level)])));
    add("employer.languages", languages);
    Names studies{context};
    if (says.studies != Studies::unknown)
        studies.add_option("diploma", studies_names[static_cast<std::size_t>(says.studies)]);
    add("employer.studies", studies);
    Names licences{context};
    for (std::size_t bit = 0; bit < licence_names.size(); ++bit)
        if ((says.licences >> bit & 1U) != 0) licences.add_option("licences", licence_names[bit]);
    add("employer.licences", licences);
    Names distance{context};
    for (const Argument& argument : place.arguments)
        if (argument.name == "distance")
            distance.add(context.text("employer.place.km", {{"km", std::to_string(argument.value)}}));
    add("employer.place", distance);
    Names available{context};
    if (says.available_from) available.add(display_date(*says.available_from, context.content()));
    add("employer.available", available);
    return rows;
}

}  // namespace

Block employer_view(const Comparison& compared, const Explained& explained) {
    const Context& context = compared.context;
    Block card;
    card.role = Role::summary_list;
    card.children = card_rows(context, compared.person.says,
                              explained.reasons[static_cast<std::size_t>(Criterion::place)]);
    std::vector<Block> inside;
    inside.push_back(paragraph(context.text("employer.intro")));
    inside.push_back(std::move(card));
    inside.push_back(paragraph(context.text("employer.why")));
    inside.push_back(points_meter(context, context.text("offers.points"), explained.points, 1000));
    std::vector<Block> lines;
    for (const Reason& reason : explained.reasons) {
        if (reason.fit == Fit::unknown) continue;
        Block line = item(context.text("employer.criterion." +
                                       std::string(criterion_names[static_cast<std::size_t>(reason.criterion)])));
        line.tone = tone_of(reason.fit);
        line.value = context.text("fit." + std::string(fit_names[static_cast<std::size_t>(reason.fit)]));
        lines.push_back(std::move(line));
    }
    inside.push_back(list(std::move(lines)));
    return details("employer-view", context.text("employer.title"), std::move(inside));
}

}  // namespace passerelle
