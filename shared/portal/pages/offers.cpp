// "Offres": the best offers of the packs on this device, what each filter costs, what would open more; one offer in
// full.
#include "portal/offers.hpp"

#include <algorithm>

#include "match/what_if.hpp"
#include "portal/forms.hpp"
#include "portal/pages.hpp"
#include "profile/profile.hpp"

namespace passerelle {
namespace {

using namespace blocks;

constexpr std::size_t steps_shown = 4;

Tone tone_of(Fit fit) {
    switch (fit) {
        case Fit::met:
            return Tone::good;
        case Fit::partly:
            return Tone::wait;
        case Fit::missing:
            return Tone::bad;
        case Fit::unknown:
            break;
    }
    return Tone::none;
}

Block meter_of(const Context& context, std::uint16_t points, std::int32_t maximum) {
    Block meter;
    meter.role = Role::meter;
    meter.value = std::to_string(points);
    meter.maximum = maximum;
    meter.label = context.text("offers.points");
    return meter;
}

// What decides at a glance: met or missing, the heaviest first; the rest is on the offer's own page.
void add_reason_tags(const Context& context, const Explained& explained, std::vector<Block>& into) {
    constexpr std::array<Criterion, 6> at_a_glance = {Criterion::occupation, Criterion::skills,    Criterion::place,
                                                      Criterion::licences,   Criterion::languages, Criterion::terms};
    for (const Criterion criterion : at_a_glance) {
        const Reason& reason = explained.reasons[static_cast<std::size_t>(criterion)];
        if (reason.fit == Fit::unknown) continue;
        into.push_back(
            tag(tone_of(reason.fit),
                with_arguments(context,
                               "criterion." + std::string(criterion_names[static_cast<std::size_t>(criterion)]) + "." +
                                   std::string(fit_names[static_cast<std::size_t>(reason.fit)]),
                               reason.arguments)));
    }
}

Block offer_card(const Context& context, const MatchPerson& person, const Filters& filters, const Ranked& ranked) {
    const OfferPack& pack = *context.world.offers()[ranked.pack];
    const OfferSource offer = pack.source(ranked.offer);
    const Explained explained = explain(person, pack, ranked.offer, Weights{}, filters, match_taxonomy(context.world));
    Block card;
    card.role = Role::card;
    card.id = "offer-" + offer.id;
    card.label = offer.title;
    card.hint = offer_line(context, offer, explained);
    card.target = context.address("/offres/" + offer.id);
    card.children.push_back(meter_of(context, ranked.points, 1000));
    std::vector<Block> tags;
    add_reason_tags(context, explained, tags);
    card.children.push_back(group("", std::move(tags)));
    return card;
}

std::string step_sentence(const Context& context, const Step& step) {
    const std::int64_t gain = step.gain;
    const auto say = [&](std::string_view kind, const std::string& what) {
        return context.content().counted("what_if." + std::string(kind), gain, {{"what", what}});
    };
    switch (step.kind) {
        case Step::Kind::licence: {
            std::string name(step.value < licence_names.size() ? licence_names[step.value] : "");
            for (char& letter : name)
                if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
            return say("licence", name);
        }
        case Step::Kind::skill:
            return say("skill",
                       context.world.skills() == nullptr ? "" : std::string(context.world.skills()->label(step.value)));
        case Step::Kind::language: {
            const std::array<char, 2> code = language_letters(step.value);
            return say(
                "language",
                context.text("option.language." + std::string(code.data(), code.size())) + " " +
                    context.text("level." + std::string(language_level_names[static_cast<std::size_t>(step.level)])));
        }
        case Step::Kind::radius:
            return say("radius", std::to_string(step.value));
        case Step::Kind::working_time:
            return say("working_time",
                       step.value < working_time_names.size()
                           ? context.text("option.working_time." + std::string(working_time_names[step.value]))
                           : "");
    }
    return {};
}

// A step that only fills a silence is a question to answer and no advice: what the person has not said is not missing.
// Of two licences that open as many offers, the one that includes the other says nothing new.
bool says_something(const MatchPerson& person, const Step& step, const std::vector<Step>& before) {
    if (step.kind == Step::Kind::language) return !person.says.languages.empty();
    if (step.kind == Step::Kind::working_time) return person.says.working_times != 0;
    if (step.kind == Step::Kind::radius) return person.says.home.has_value();
    if (step.kind != Step::Kind::licence) return true;
    const std::uint16_t included = licences_included(static_cast<std::uint16_t>(1U << step.value));
    return std::none_of(before.begin(), before.end(), [&](const Step& other) {
        return other.kind == Step::Kind::licence && other.gain >= step.gain && (included >> other.value & 1U) != 0;
    });
}

void add_what_if(const Context& context, const MatchPerson& person, const Filters& filters, std::vector<Block>& into) {
    std::vector<Step> steps;
    for (Step& step :
         what_if(person, match_taxonomy(context.world), context.world.offers(), Weights{}, filters, fitting_points, 0))
        if (steps.size() < steps_shown && says_something(person, step, steps)) steps.push_back(std::move(step));
    if (steps.empty()) return;
    std::vector<Block> lines;
    for (const Step& step : steps) lines.push_back(item(step_sentence(context, step)));
    // The best step is the line itself, so that the offers stay in sight and nobody has to open it to know.
    into.push_back(details("what-if", step_sentence(context, steps.front()),
                           {paragraph(context.text("offers.what_if.intro")), list(std::move(lines))}));
}

std::string removed_hint(const Context& context, const FilterCosts& costs, Filter filter) {
    const std::int64_t removed = costs[static_cast<std::size_t>(filter)].removes;
    return removed == 0 ? context.text("offers.filter.removes_none")
                        : context.content().counted("offers.filter.removes", removed);
}

Block choice_box(const Context& context, std::string name, std::string_view key, bool checked, std::string hint) {
    Block box;
    box.role = Role::checkbox;
    box.id = "f-" + name;
    box.name = std::move(name);
    box.label = context.text(key);
    box.hint = std::move(hint);
    box.checked = checked;
    return box;
}

Block choice_radio(const Context& context, std::string name, std::string_view key, std::string_view set,
                   const std::string& chosen) {
    Block group;
    group.role = Role::select;
    group.id = "f-" + name;
    group.name = std::move(name);
    group.label = context.text(key);
    group.options.push_back({"", context.text("offers.filter.any"), "", chosen.empty()});
    const Question* question = context.content().question("search", set);
    if (question != nullptr)
        for (const QuestionOption& option : question->options)
            group.options.push_back({option.value, context.text(option.text_key), "", option.value == chosen});
    group.value = chosen;
    return group;
}

Block filter_form(const Context& context, const FilterCosts& costs) {
    const OfferChoices& choices = context.model.choices;
    const int active = (choices.within_radius ? 1 : 0) + (choices.my_licences ? 1 : 0) +
                       (choices.my_languages ? 1 : 0) + (choices.contract.empty() ? 0 : 1) +
                       (choices.working_time.empty() ? 0 : 1);
    std::vector<Block> fields;
    fields.push_back(choice_box(context, "show_within_radius", "offers.filter.within_radius", choices.within_radius,
                                choices.within_radius ? removed_hint(context, costs, Filter::distance) : ""));
    fields.push_back(choice_box(context, "show_my_licences", "offers.filter.my_licences", choices.my_licences,
                                choices.my_licences ? removed_hint(context, costs, Filter::licences) : ""));
    fields.push_back(choice_box(context, "show_my_languages", "offers.filter.my_languages", choices.my_languages,
                                choices.my_languages ? removed_hint(context, costs, Filter::languages) : ""));
    Block contract = choice_radio(context, "show_contract", "offers.filter.contract", "contract", choices.contract);
    if (!choices.contract.empty()) contract.hint = removed_hint(context, costs, Filter::contract);
    Block time =
        choice_radio(context, "show_working_time", "offers.filter.working_time", "working_time", choices.working_time);
    if (!choices.working_time.empty()) time.hint = removed_hint(context, costs, Filter::working_time);
    fields.push_back(std::move(contract));
    fields.push_back(std::move(time));
    fields.push_back(button("save", context.text("offers.filters.apply"), Emphasis::secondary));
    return details("filters",
                   active == 0 ? context.text("offers.filters")
                               : context.text("offers.filters.count", {{"count", std::to_string(active)}}),
                   {form("filter-form", context.model.path, std::move(fields))});
}

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
        into.push_back(notice("offers-loading", Tone::info, context.text("offers.loading")));
    }
}

void add_fact(const Context& context, std::string_view key, std::string value, std::vector<Block>& into) {
    if (!value.empty()) into.push_back(row(context.text(key), std::move(value)));
}

Block facts_of(const Context& context, const OfferSource& offer) {
    std::vector<Block> rows;
    add_fact(context, "offer.employer", offer.employer, rows);
    add_fact(context, "offer.place", offer.postcode.empty() ? offer.place : offer.postcode + " " + offer.place, rows);
    if (offer.contract != Contract::unknown)
        add_fact(
            context, "offer.contract",
            context.text("option.contract." + std::string(contract_names[static_cast<std::size_t>(offer.contract)])),
            rows);
    if (offer.working_time != WorkingTime::unknown)
        add_fact(context, "offer.working_time",
                 context.text("option.working_time." +
                              std::string(working_time_names[static_cast<std::size_t>(offer.working_time)])),
                 rows);
    if (offer.experience_months)
        add_fact(context, "offer.experience",
                 *offer.experience_months == 0 ? context.text("offer.beginner")
                                               : context.content().counted("offer.months", *offer.experience_months),
                 rows);
    if (offer.pay_monthly_gross_eur)
        add_fact(context, "offer.pay",
                 context.text("offer.pay.from",
                              {{"amount", context.content().money(*offer.pay_monthly_gross_eur * std::int64_t{100})}}),
                 rows);
    const auto date = [&](std::string_view key, const std::optional<CivilDate>& value) {
        if (value) add_fact(context, key, display_date(*value, context.content()), rows);
    };
    date("offer.start", offer.start);
    date("offer.published", offer.published);
    date("offer.closing", offer.closing);
    Block summary;
    summary.role = Role::summary_list;
    summary.children = std::move(rows);
    return summary;
}

}  // namespace

Block offers_page(const Context& context) {
    Block panel;
    panel.role = Role::panel;
    const std::optional<MatchPerson> person = match_person(context);
    if (!person) {
        panel.label = context.text("offers.title");
        add_state_without_offers(context, panel.children);
        return panel;
    }
    const Filters filters = filters_of(context);
    const Ranking ranking =
        rank(*person, context.world.offers(), Weights{}, filters, static_cast<std::size_t>(context.model.offers_shown));
    panel.label = context.content().counted("offers.fitting", ranking.reaching(fitting_points));
    panel.children.push_back(paragraph(context.content().counted("offers.ranked", ranking.considered)));
    panel.children.push_back(filter_form(context, ranking.costs));
    add_what_if(context, *person, filters, panel.children);
    panel.children.push_back(heading(2, context.text("offers.best")));
    if (ranking.best.empty()) {
        panel.children.push_back(paragraph(context.text("offers.none")));
        return panel;
    }
    std::vector<Block> cards;
    for (const Ranked& ranked : ranking.best) cards.push_back(offer_card(context, *person, filters, ranked));
    Block all = list(std::move(cards));
    all.role = Role::ordered_list;
    all.id = "offers";
    all.label = context.text("offers.best");
    panel.children.push_back(std::move(all));
    if (ranking.kept > ranking.best.size())
        panel.children.push_back(form("more-form", context.model.path,
                                      {button("more-offers", context.text("offers.more"), Emphasis::secondary)}));
    return panel;
}

Block offer_page(const Context& context, std::string_view id) {
    Block panel;
    panel.role = Role::panel;
    panel.children.push_back(back_link(context.text("nav.offers"), context.address("/offres")));
    const std::vector<const OfferPack*>& packs = context.world.offers();
    for (const OfferPack* pack : packs) {
        const std::optional<std::uint32_t> index = pack->find(id);
        if (!index) continue;
        const OfferSource offer = pack->source(*index);
        panel.label = offer.title;
        const std::optional<MatchPerson> person = match_person(context);
        if (person && person->fits(*pack)) {
            const Explained explained =
                explain(*person, *pack, *index, Weights{}, filters_of(context), match_taxonomy(context.world));
            panel.children.push_back(meter_of(context, explained.points, 1000));
            panel.children.push_back(heading(2, context.text("offer.why")));
            std::vector<Block> lines;
            std::vector<Block> silent;
            for (const Reason& reason : explained.reasons) {
                if (reason.fit == Fit::unknown) {
                    silent.push_back(item(reason_sentence(context, reason)));
                    continue;
                }
                Block line;
                line.role = Role::list_item;
                line.children = {
                    tag(tone_of(reason.fit),
                        context.text("fit." + std::string(fit_names[static_cast<std::size_t>(reason.fit)]))),
                    paragraph(reason_sentence(context, reason)), meter_of(context, reason.points, reason.maximum)};
                lines.push_back(std::move(line));
            }
            panel.children.push_back(list(std::move(lines)));
            if (!silent.empty())
                panel.children.push_back(details("silent", context.text("offer.silent"), {list(std::move(silent))}));
        }
        panel.children.push_back(heading(2, context.text("offer.facts")));
        panel.children.push_back(facts_of(context, offer));
        if (!offer.text.empty()) {
            panel.children.push_back(heading(2, context.text("offer.text")));
            panel.children.push_back(paragraph(offer.text));
        }
        if (!offer.url.empty()) panel.children.push_back(link(context.text("offer.see"), offer.url));
        return panel;
    }
    const bool may_come = packs.empty();
    panel.label = context.text(may_come ? "offers.title" : "offer.not_here");
    if (may_come)
        add_state_without_offers(context, panel.children);
    else
        panel.children.push_back(paragraph(context.text("offer.not_here.text")));
    return panel;
}

}  // namespace passerelle
