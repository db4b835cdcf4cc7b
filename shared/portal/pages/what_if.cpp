// What would open more offers: sentences, best first, each a disclosure of the offers themselves.
#include "match/what_if.hpp"

#include <algorithm>

#include "portal/offer_blocks.hpp"
#include "portal/pages.hpp"

namespace passerelle {
namespace {

using namespace blocks;

constexpr std::size_t steps_shown = 5;
constexpr std::size_t offers_named = 5;

std::string sentence_of(const Context& context, const Step& step) {
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
        case Step::Kind::language:
            return say(
                "language",
                language_name(context, step.value) + " " +
                    context.text("level." + std::string(language_level_names[static_cast<std::size_t>(step.level)])));
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

// Of two licences that open as many offers, the one that includes the other says nothing new.
bool says_something(const Step& step, const std::vector<Step>& before) {
    if (step.kind != Step::Kind::licence) return true;
    const std::uint16_t included = licences_included(static_cast<std::uint16_t>(1U << step.value));
    return std::none_of(before.begin(), before.end(), [&](const Step& other) {
        return other.kind == Step::Kind::licence && other.gain >= step.gain && (included >> other.value & 1U) != 0;
    });
}

// Where the profile asks for it. A skill is added with one press: its name is known.
Block where_to_say(const Context& context, const Step& step, const std::string& id) {
    if (step.kind == Step::Kind::skill && context.world.skills() != nullptr) {
        Block have = button("have-skill", context.text("what_if.have"), Emphasis::secondary);
        have.value = context.world.skills()->uri(step.value);
        have.hint = std::string(context.world.skills()->label(step.value));
        return form(id + "-form", context.model.path, {std::move(have)});
    }
    struct Place {
        std::string_view text;
        std::string_view address;
    };
    constexpr std::array<Place, 5> places = {
        Place{"what_if.have", "/profil/mobility#f-licences"}, Place{"what_if.have", "/profil/skills"},
        Place{"what_if.have", "/profil/languages"}, Place{"what_if.change", "/profil/mobility#f-radius_km"},
        Place{"what_if.change", "/profil/search#f-working_time"}};
    const Place& place = places[static_cast<std::size_t>(step.kind)];
    return link(context.text(place.text), context.address(place.address));
}

Block step_block(const Comparison& compared, const Step& step) {
    const Context& context = compared.context;
    // The same step keeps its disclosure open, wherever it stands in the list.
    const std::string id = "step-" + std::to_string(static_cast<int>(step.kind)) + "-" + std::to_string(step.value);
    std::vector<Block> inside;
    if (step.near_misses > 0)
        inside.push_back(paragraph(context.content().counted("what_if.near_misses", step.near_misses)));
    std::vector<Block> offers;
    for (const Ranked& example : step.examples) {
        const OfferSource offer = compared.packs()[example.pack]->source(example.offer);
        Block line = item(offer.title);
        line.target = context.address("/offres/" + offer.id);
        line.hint = offer_line(context, offer, compared.explain(example));
        offers.push_back(std::move(line));
    }
    const std::int64_t others = static_cast<std::int64_t>(step.gain) - static_cast<std::int64_t>(offers.size());
    inside.push_back(list(std::move(offers)));
    if (others > 0) {
        inside.push_back(paragraph(context.content().counted("what_if.others", others)));
        inside.back().emphasis = Emphasis::quiet;
    }
    inside.push_back(where_to_say(context, step, id));
    return details(id, sentence_of(context, step), std::move(inside));
}

// What a training would have to teach: the skill that most of what is nearly reached lacks.
std::optional<Block> training_block(const Comparison& compared) {
    const Context& context = compared.context;
    if (context.world.skills() == nullptr || !compared.person.knows_skills) return {};
    const NearMisses near =
        near_misses(compared.person, compared.packs(), compared.weights, compared.filters, fitting_points, 1);
    const std::optional<MissingSkill> training = near.training();
    if (!training) return {};
    Step step;
    step.kind = Step::Kind::skill;
    step.value = training->skill;
    return details("training",
                   context.content().counted("what_if.training", training->near_misses,
                                             {{"what", context.world.skills()->label(training->skill)}}),
                   {paragraph(context.text("what_if.training.text", {{"near", context.content().number(near.count)}})),
                    where_to_say(context, step, "training")});
}

}  // namespace

void add_what_if(const Comparison& compared, std::vector<Block>& into) {
    const Context& context = compared.context;
    std::vector<Step> steps;
    for (Step& step : what_if(compared.person, match_taxonomy(context.world), compared.packs(), compared.weights,
                              compared.filters, fitting_points, offers_named))
        if (steps.size() < steps_shown && says_something(step, steps)) steps.push_back(std::move(step));
    std::optional<Block> training = training_block(compared);
    if (steps.empty() && !training) return;
    // The best one is in sight; the others do not stand before the offers.
    std::vector<Block> lines;
    std::vector<Block> others;
    for (const Step& step : steps) (lines.empty() ? lines : others).push_back(step_block(compared, step));
    if (training) (lines.empty() ? lines : others).push_back(std::move(*training));
    const auto count = static_cast<std::int64_t>(others.size());
    if (count > 0)
        lines.push_back(details("what-if-more", context.content().counted("what_if.more", count), std::move(others)));
    into.push_back(group("what-if", std::move(lines)));
}

}  // namespace passerelle
