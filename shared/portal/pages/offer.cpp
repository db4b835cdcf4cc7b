// One offer in full: why it has its points, what it asks for and what of it the person has, the facts, the text.
#include <algorithm>

#include "portal/offer_blocks.hpp"
#include "portal/pages.hpp"
#include "profile/profile.hpp"

namespace passerelle {
namespace {

using namespace blocks;

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

void add_reasons(const Context& context, const Explained& explained, std::vector<Block>& into) {
    std::vector<Block> lines;
    std::vector<Block> silent;
    for (const Reason& reason : explained.reasons) {
        if (reason.fit == Fit::unknown) {
            silent.push_back(item(reason_sentence(context, reason)));
            continue;
        }
        Block line;
        line.role = Role::list_item;
        const Fit fit = shown_fit(reason);
        line.children = {
            tag(tone_of(fit), context.text("fit." + std::string(fit_names[static_cast<std::size_t>(fit)]))),
            paragraph(reason_sentence(context, reason)), points_meter(context, "", reason.points, reason.maximum)};
        lines.push_back(std::move(line));
    }
    into.push_back(heading(2, context.text("offer.why")));
    into.push_back(list(std::move(lines)));
    if (!silent.empty()) into.push_back(details("silent", context.text("offer.silent"), {list(std::move(silent))}));
}

// What is missing first, then what counts most; each with where the offer asks for it.
void add_skills(const Comparison& compared, const OfferSource& offer, std::vector<Block>& into) {
    const Context& context = compared.context;
    if (offer.skills.empty() || context.world.skills() == nullptr) return;
    constexpr std::array<std::string_view, 3> origins = {"offer.skill.listed", "offer.skill.text",
                                                         "offer.skill.occupation"};
    std::vector<OfferSkill> skills = offer.skills;
    const auto credit = [&](const OfferSkill& skill) { return compared.person.skill_credit[skill.index]; };
    const auto rank_of = [](const OfferSkill& skill) {
        return static_cast<int>(skill.origin) * 2 + (skill.essential ? 0 : 1);
    };
    std::stable_sort(skills.begin(), skills.end(), [&](const OfferSkill& left, const OfferSkill& right) {
        const bool have = credit(left) > close_credit;
        const bool also = credit(right) > close_credit;
        return have != also ? !have : rank_of(left) < rank_of(right);
    });
    std::vector<Block> lines;
    std::int64_t had = 0;
    for (const OfferSkill& skill : skills) {
        const bool known = compared.person.knows_skills;
        const std::string_view state = !known                          ? "unknown"
                                       : credit(skill) == 0            ? "missing"
                                       : credit(skill) <= close_credit ? "close"
                                       : credit(skill) < stated_credit ? "practised"
                                                                       : "had";
        had += known && credit(skill) > close_credit ? 1 : 0;
        Block line = item(std::string(context.world.skills()->label(skill.index)));
        line.tone = !known || credit(skill) == 0 ? Tone::none : credit(skill) <= close_credit ? Tone::wait : Tone::good;
        if (known && credit(skill) == 0) line.tone = Tone::bad;
        if (known) line.value = context.text("offer.skill." + std::string(state));
        line.hint = context.text(origins[static_cast<std::size_t>(skill.origin)]);
        if (!skill.essential) line.hint += " · " + context.text("offer.skill.desired");
        if (state == "close" || state == "practised")
            line.hint += " · " + context.text("offer.skill." + std::string(state));
        lines.push_back(std::move(line));
    }
    into.push_back(heading(2, context.text("offer.skills")));
    into.push_back(paragraph(
        context.text("offer.skills.had", {{"had", std::to_string(had)}, {"asked", std::to_string(skills.size())}})));
    into.push_back(list(std::move(lines)));
    into.push_back(link(context.text("offer.skills.add"), context.address("/profil/skills")));
}

Block offer_panel(const Context& context, const OfferPack& pack, std::uint32_t index) {
    Block panel;
    panel.role = Role::panel;
    panel.children.push_back(back_link(context.text("nav.offers"), context.address("/offres")));
    const OfferSource offer = pack.source(index);
    panel.label = offer.title;
    const std::optional<Comparison> compared = comparison(context);
    const bool fits = compared && compared->person.fits(pack);
    std::vector<Block>& into = panel.children;
    add_what_was_done(context, into);
    std::optional<Explained> explained;
    if (fits) {
        explained =
            explain(compared->person, pack, index, compared->weights, compared->filters, match_taxonomy(context.world));
        panel.hint = offer_line(context, offer, *explained);
        into.push_back(points_meter(context, context.text("offers.points"), explained->points, 1000));
    }
    if (!offer.url.empty()) {
        into.push_back(link(context.text("offer.see"), offer.url));
        into.back().emphasis = Emphasis::primary;
    } else {
        into.push_back(paragraph(context.text("offer.no_link", {{"id", offer.id}})));
    }
    into.push_back(heading(2, context.text("offer.facts")));
    into.push_back(facts_of(context, offer));
    if (!offer.text.empty()) {
        into.push_back(heading(2, context.text("offer.text")));
        into.push_back(paragraph(offer.text));
    }
    if (explained) {
        add_reasons(context, *explained, into);
        add_skills(*compared, offer, into);
        into.push_back(employer_view(*compared, pack, index));
    }
    into.push_back(back_link(context.text("nav.offers"), context.address("/offres")));
    return panel;
}

}  // namespace

Block offer_page(const Context& context, std::string_view id) {
    const std::vector<const OfferPack*>& packs = context.world.offers();
    for (const OfferPack* pack : packs)
        if (const std::optional<std::uint32_t> index = pack->find(id)) return offer_panel(context, *pack, *index);
    Block panel;
    panel.role = Role::panel;
    panel.children.push_back(back_link(context.text("nav.offers"), context.address("/offres")));
    panel.label = context.text(packs.empty() ? "offers.title" : "offer.not_here");
    if (packs.empty())
        add_state_without_offers(context, panel.children);
    else
        panel.children.push_back(paragraph(context.text("offer.not_here.text")));
    return panel;
}

}  // namespace passerelle
