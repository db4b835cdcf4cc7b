// "Ce qui compte pour vous": a slider for each criterion, the five that people ask about first.
#include "portal/offer_blocks.hpp"

namespace passerelle {
namespace {

using namespace blocks;

constexpr std::array<Criterion, criterion_count> in_order = {
    Criterion::occupation, Criterion::place,     Criterion::terms,   Criterion::pay,      Criterion::skills,
    Criterion::experience, Criterion::languages, Criterion::studies, Criterion::licences, Criterion::availability};
constexpr std::size_t shown_at_once = 5;

std::vector<Option> words_of_degrees(const Context& context) {
    std::vector<Option> words;
    for (int degree = 0; degree <= highest_degree; ++degree) {
        const std::string number = std::to_string(degree);
        words.push_back({number, context.text("weights.degree." + number), "", false});
    }
    return words;
}

Block slider_of(const Context& context, Criterion criterion, const std::vector<Option>& words) {
    const std::string name(criterion_names[static_cast<std::size_t>(criterion)]);
    Block slider;
    slider.role = Role::slider;
    slider.name = "weigh_" + name;
    slider.id = "f-" + slider.name;
    slider.label = context.text("weights." + name);
    slider.maximum = highest_degree;
    slider.value = std::to_string(context.model.degrees[static_cast<std::size_t>(criterion)]);
    slider.options = words;
    return slider;
}

}  // namespace

Block weights_block(const Comparison& compared, const Ranking& ranking) {
    const Context& context = compared.context;
    const std::vector<Option> words = words_of_degrees(context);
    std::vector<Block> first;
    std::vector<Block> rest;
    std::int64_t moved = 0;
    for (std::size_t i = 0; i < in_order.size(); ++i) {
        (i < shown_at_once ? first : rest).push_back(slider_of(context, in_order[i], words));
        moved += context.model.degrees[static_cast<std::size_t>(in_order[i])] == usual_degree ? 0 : 1;
    }
    std::vector<Block> fields;
    fields.push_back(paragraph(context.text("weights.intro")));
    fields.push_back(group("weights-first", std::move(first)));
    fields.push_back(details("weights-more", context.text("weights.more"), {group("weights-rest", std::move(rest))}));
    // Below the sliders, so that they stay where they are while this changes.
    if (!ranking.best.empty()) {
        const Ranked& best = ranking.best.front();
        Block leader = paragraph(context.text("weights.leader"));
        leader.id = "leader";
        leader.value = std::string(compared.packs()[best.pack]->title(best.offer));
        leader.hint = context.content().counted("offers.points.count", best.points);
        fields.push_back(std::move(leader));
    }
    fields.push_back(button("show-offers", context.text("offers.show"), Emphasis::secondary));
    if (moved > 0 || context.model.without_scripts)
        fields.push_back(button("usual-weights", context.text("weights.usual"), Emphasis::quiet));
    Block block = details("weights", context.text("weights.title"),
                          {form("weights-form", context.model.path, std::move(fields))});
    if (moved > 0) block.hint = context.content().counted("weights.moved", moved);
    return block;
}

}  // namespace passerelle
