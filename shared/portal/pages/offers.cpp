// "Offres": the best offers of the packs on this device, with filters, weights and what would open more.
#include <algorithm>

#include "portal/offer_blocks.hpp"
#include "portal/pages.hpp"

namespace passerelle {
namespace {

using namespace blocks;

// What decides at a glance: met or missing, the heaviest first; the rest is on the offer's own page.
void add_reason_tags(const Context& context, const Explained& explained, std::vector<Block>& into) {
    constexpr std::array<Criterion, 6> at_a_glance = {Criterion::occupation, Criterion::skills,    Criterion::place,
                                                      Criterion::licences,   Criterion::languages, Criterion::terms};
    for (const Criterion criterion : at_a_glance) {
        const Reason& reason = explained.reasons[static_cast<std::size_t>(criterion)];
        const Fit fit = shown_fit(reason);
        // What nearly every offer has tells none apart: these speak when they fail.
        const bool quiet =
            criterion == Criterion::licences || criterion == Criterion::languages || criterion == Criterion::terms;
        if (fit == Fit::unknown || (fit == Fit::met && quiet)) continue;
        into.push_back(
            tag(tone_of(fit),
                with_arguments(context,
                               "criterion." + std::string(criterion_names[static_cast<std::size_t>(criterion)]) + "." +
                                   std::string(fit_names[static_cast<std::size_t>(fit)]),
                               reason.arguments)));
    }
}

Block offer_card(const Comparison& compared, const Ranked& ranked) {
    const Context& context = compared.context;
    const OfferSource offer = compared.packs()[ranked.pack]->source(ranked.offer);
    const Explained explained = compared.explain(ranked);
    Block card;
    card.role = Role::card;
    card.id = "offer-" + offer.id;
    card.label = offer.title;
    card.hint = offer_line(context, offer, explained);
    card.target = context.address("/offres/" + offer.id);
    card.children.push_back(points_meter(context, context.text("offers.points"), ranked.points, 1000));
    card.children.back().suffix.clear();  // all cards are out of the same number, and the bar fits beside
    std::vector<Block> tags;
    add_reason_tags(context, explained, tags);
    card.children.push_back(group("", std::move(tags)));
    return card;
}

// Which packs have come, while they come.
Block loading(const Context& context) {
    const World& world = context.world;
    const int come = (world.occupations() != nullptr ? 1 : 0) + (world.skills() != nullptr ? 1 : 0) +
                     (world.places() != nullptr ? 1 : 0) + (world.offers().empty() ? 0 : 1);
    Block meter;
    meter.role = Role::meter;
    meter.id = "loading";
    meter.label = context.text("offers.loading.progress");
    meter.value = std::to_string(come);
    meter.maximum = 4;
    meter.suffix = context.text("offers.loading.of", {{"total", "4"}});
    return notice("offers-loading", Tone::info, context.text("offers.loading"), {std::move(meter)});
}

}  // namespace

void add_state_without_offers(const Context& context, std::vector<Block>& into) {
    const Model& model = context.model;
    if (model.profile().items("wish").empty() && model.profile().items("experience").empty()) {
        into.push_back(paragraph(context.text("offers.no_wish")));
        Block choose = link(context.text("offers.no_wish.link"), context.address("/profil/search"));
        choose.emphasis = Emphasis::primary;
        into.push_back(std::move(choose));
    } else if (!model.packs_failed.empty()) {
        const bool refused = std::any_of(model.packs_failed.begin(), model.packs_failed.end(),
                                         [](const auto& failed) { return !failed.second.empty(); });
        into.push_back(notice(
            "offers-failed", Tone::bad, context.text(refused ? "offers.damaged" : "offers.failed"),
            {form("retry-form", model.path, {button("retry", context.text("offers.retry"), Emphasis::primary)})}));
    } else {
        into.push_back(loading(context));
    }
}

void add_what_was_done(const Context& context, std::vector<Block>& into) {
    const Model& model = context.model;
    if (!model.skill_added.empty())
        into.push_back(notice("skill-added", Tone::good,
                              context.text("offers.skill_added", {{"skill", model.skill_added}}),
                              {link(context.text("offers.skill_added.see"), context.address("/profil/skills"))}));
    if (model.choices_before)
        into.push_back(
            notice("relaxed", Tone::good, context.text("offers.relaxed"),
                   {form("relaxed-form", model.path,
                         {button("put-back-filters", context.text("offers.relaxed.undo"), Emphasis::secondary)})}));
}

Block offers_page(const Context& context) {
    Block panel;
    panel.role = Role::panel;
    const std::optional<Comparison> compared = comparison(context);
    if (!compared) {
        panel.label = context.text("offers.title");
        add_state_without_offers(context, panel.children);
        return panel;
    }
    const Ranking ranking = compared->rank(compared->filters, static_cast<std::size_t>(context.model.offers_shown));
    FilterBlocks filters = filter_blocks(*compared);
    const bool none_fit = ranking.reaching(fitting_points) == 0;
    panel.label =
        none_fit && filters.relaxations ? context.text("offers.fitting.filtered") : fitting_text(context, ranking);
    panel.hint = context.content().counted("offers.ranked", ranking.considered);
    add_what_was_done(context, panel.children);
    // While filters are the cause, they are what is said.
    if (ranking.kept > 0 && none_fit && !filters.relaxations)
        panel.children.push_back(notice("none-fit", Tone::info, context.text("offers.none_fit"),
                                        {link(context.text("offers.none_fit.link"), context.address("/profil"))}));
    if (filters.relaxations) panel.children.push_back(std::move(*filters.relaxations));
    panel.children.push_back(std::move(filters.filters));
    panel.children.push_back(weights_block(*compared, ranking));
    add_what_if(*compared, panel.children);
    const std::string first_ones = context.text(none_fit ? "offers.closest" : "offers.best");
    panel.children.push_back(heading(2, first_ones));
    panel.children.push_back(paragraph(context.text("offers.points.scale")));
    panel.children.back().emphasis = Emphasis::quiet;
    if (ranking.best.empty()) {
        panel.children.push_back(paragraph(context.text("offers.none")));
        panel.children.push_back(form("none-form", context.model.path,
                                      {button("relax", context.text("offers.filters.none"), Emphasis::primary)}));
        return panel;
    }
    std::vector<Block> cards;
    for (const Ranked& ranked : ranking.best) cards.push_back(offer_card(*compared, ranked));
    Block all = list(std::move(cards));
    all.role = Role::ordered_list;
    all.id = "offers";
    all.label = first_ones;
    panel.children.push_back(std::move(all));
    if (ranking.kept > ranking.best.size())
        panel.children.push_back(form("more-form", context.model.path,
                                      {button("more-offers", context.text("offers.more"), Emphasis::secondary)}));
    return panel;
}

}  // namespace passerelle
