// The home page: what now (at most three things, the most useful first, each with why), and three answers.
#include <algorithm>

#include "portal/forms.hpp"
#include "portal/offer_blocks.hpp"
#include "portal/pages.hpp"
#include "portal/rights.hpp"

namespace passerelle {
namespace {

using namespace blocks;

constexpr std::size_t things_to_do = 3;

Block to_do(std::string label, std::string why, std::string target) {
    Block task;
    task.role = Role::task;
    task.label = std::move(label);
    task.hint = std::move(why);
    task.target = std::move(target);
    return task;
}

void add_question(const Context& context, const AidFacts& facts, const std::vector<Verdict>& verdicts,
                  std::vector<Block>& into) {
    const Question* question = best_question(context, facts, verdicts);
    if (question == nullptr) return;
    const auto decided = std::count_if(verdicts.begin(), verdicts.end(), [&](const Verdict& verdict) {
        return std::find(verdict.missing.begin(), verdict.missing.end(), question->id) != verdict.missing.end();
    });
    into.push_back(to_do(context.text(question->text_key),
                         context.content().counted("home.to_do.question.why", decided),
                         address_of_section(context.content(), question->section) + "#f-" + question->id));
}

void add_section(const Context& context, std::vector<Block>& into) {
    for (const ProfilePage& page : profile_pages(context.content())) {
        for (const Section* section : page.sections) {
            const Profile& profile = context.model.profile();
            if (!is_started(*section, profile, context.content()) || is_complete(*section, profile, context.content()))
                continue;
            into.push_back(to_do(context.text("home.to_do.section", {{"section", context.text("section." + page.id)}}),
                                 context.text("home.to_do.section.why"), context.address("/profil/" + page.id)));
            return;
        }
    }
}

Block task(const Context& context, std::string id, std::string_view label_key, std::string_view address,
           std::string hint) {
    Block block = to_do(context.text(label_key), std::move(hint), context.address(address));
    block.id = std::move(id);
    return block;
}

std::string rights_line(const Context& context, const std::vector<Verdict>& verdicts) {
    const auto count = [&](RightsGroup group) {
        return std::count_if(verdicts.begin(), verdicts.end(),
                             [&](const Verdict& verdict) { return group_of(verdict) == group; });
    };
    if (facts_of_today(context).values().empty()) return context.text("home.rights.none");
    std::string line;
    for (const RightsGroup group : {RightsGroup::yes, RightsGroup::not_yet, RightsGroup::cannot_say}) {
        const auto found = count(group);
        if (found == 0) continue;
        if (!line.empty()) line += " · ";
        line += context.text("home.rights." + std::string(name_of(group)), {{"count", std::to_string(found)}});
    }
    return line.empty() ? context.text("home.rights.no") : line;
}

std::string offers_line(const Context& context) {
    if (context.model.profile().items("wish").empty()) return context.text("home.offers.wish");
    if (const std::optional<Comparison> compared = comparison(context))
        return fitting_text(context, compared->rank(compared->filters, 0));
    return context.text(context.model.offers_failed() ? "home.offers.none" : "home.offers.loading");
}

}  // namespace

Block home_page(const Context& context) {
    const Model& model = context.model;
    const Profile& profile = model.profile();
    Block panel;
    panel.role = Role::panel;
    const std::string name = as_string(profile.value("first_name"));
    panel.label = name.empty() ? context.text("home.title") : context.text("home.title.name", {{"name", name}});

    const AidFacts facts = facts_of_today(context);
    const std::vector<Verdict> verdicts = judge_all(context, facts);
    const bool begun = !profile.answers.empty() || !profile.lists.empty();
    if (!begun) {
        panel.children.push_back(paragraph(context.text("home.intro")));
        const std::vector<ProfilePage> pages = profile_pages(context.content());
        Block start = link(context.text("home.start"), context.address("/profil/" + pages.front().id));
        start.emphasis = Emphasis::primary;
        panel.children.push_back(std::move(start));
    } else {
        std::vector<Block> now;
        if (!model.replica.conflicts().empty())
            now.push_back(to_do(context.text("home.to_do.conflict"), context.text("home.to_do.conflict.why"),
                                context.address("/envoyer")));
        if (!model.replica.refused().empty())
            now.push_back(to_do(context.text("home.to_do.refused"), context.text("home.to_do.refused.why"),
                                context.address("/envoyer")));
        add_question(context, facts, verdicts, now);
        if (profile.items("wish").empty())
            now.push_back(to_do(context.text("home.to_do.wish"), context.text("home.to_do.wish.why"),
                                context.address("/profil/search")));
        add_section(context, now);
        if (!model.replica.outbox().empty())
            now.push_back(to_do(context.text("home.to_do.send"), context.text("home.to_do.send.why"),
                                context.address("/envoyer")));
        if (now.size() > things_to_do) now.resize(things_to_do);
        if (!now.empty()) {
            Block tasks;
            tasks.role = Role::task_list;
            tasks.id = "to-do";
            tasks.label = context.text("home.to_do");
            tasks.children = std::move(now);
            panel.children.push_back(heading(2, context.text("home.to_do")));
            panel.children.push_back(std::move(tasks));
        }
    }

    const Completeness done = completeness(profile, context.content());
    Block answers;
    answers.role = Role::task_list;
    answers.id = "answers";
    answers.children = {
        task(context, "home-profile", "nav.profile", "/profil",
             context.text("home.profile",
                          {{"done", std::to_string(done.answered)}, {"total", std::to_string(done.total)}})),
        task(context, "home-rights", "nav.rights", "/droits", rights_line(context, verdicts)),
        task(context, "home-offers", "nav.offers", "/offres", offers_line(context)),
    };
    panel.children.push_back(std::move(answers));
    return panel;
}

}  // namespace passerelle
