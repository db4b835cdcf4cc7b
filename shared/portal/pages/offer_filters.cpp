// Filters with their cost, counted over the offers that fit; and the way out when they leave too little.
#include <algorithm>

#include "base/text.hpp"
#include "match/relax.hpp"
#include "portal/offer_blocks.hpp"

namespace passerelle {
namespace {

using namespace blocks;

constexpr std::size_t relaxations_shown = 3;

// One way a filter can stand: what its field holds then, and the setting that means.
struct Choice {
    std::string value;
    std::string label;
    FilterSetting setting;
};
struct PageFilter {
    Filter filter = Filter::contract;
    std::string_view name;        // of the field "show_<name>", and of its texts
    std::vector<Choice> choices;  // off is the first
    std::size_t chosen = 0;
    std::span<const std::uint32_t> results_with;  // by choice: how many fit if it stood so

    [[nodiscard]] bool is_on() const { return chosen != 0; }
};

PageFilter box_filter(const Context& context, Filter filter, std::string_view name, bool OfferChoices::*flag) {
    OfferChoices on = context.model.choices;
    on.*flag = true;
    return {filter,
            name,
            {{"", "", {filter, 0}}, {"on", "", setting_of(filters_of(context, on), filter)}},
            context.model.choices.*flag ? std::size_t{1} : std::size_t{0},
            {}};
}

// Each option of the question of the same name; several at once only where a relaxation has put them.
PageFilter select_filter(const Context& context, Filter filter, std::string_view name,
                         std::string OfferChoices::*member) {
    const std::string& chosen = context.model.choices.*member;
    PageFilter made{filter, name, {{"", context.text("offers.filter.any"), {filter, 0}}}, 0, {}};
    const auto add = [&](const std::string& value) {
        OfferChoices choices;
        choices.*member = value;
        std::string label;
        for (const std::string_view option : split(value, ' ')) {
            if (!label.empty()) label += " + ";
            label += context.text("option." + std::string(name) + "." + std::string(option));
        }
        if (value == chosen) made.chosen = made.choices.size();
        made.choices.push_back({value, std::move(label), setting_of(filters_of(context, choices), filter)});
    };
    if (const Question* question = context.content().question("search", name))
        for (const QuestionOption& option : question->options) add(option.value);
    if (!chosen.empty() && made.chosen == 0) add(chosen);
    return made;
}

std::string label_of(const Context& context, const PageFilter& filter) {
    if (filter.filter == Filter::distance && filter.is_on() && context.model.choices.more_km > 0)
        return context.text("offers.filter.within_km", {{"km", std::to_string(filter.choices[1].setting.value)}});
    return context.text("offers.filter." + std::string(filter.name));
}

std::string removed_text(const Context& context, std::string_view key, std::int64_t removed) {
    return removed > 0 ? context.content().counted(key, removed) : context.text(std::string(key) + "_none");
}

// What it removes when it is on, and what it would remove when it is off.
std::string hint_of(const Context& context, const PageFilter& filter, std::int64_t results) {
    const auto with = [&](std::size_t choice) { return static_cast<std::int64_t>(filter.results_with[choice]); };
    if (filter.is_on()) return removed_text(context, "offers.filter.removes", with(0) - results);
    return filter.choices.size() == 2 ? removed_text(context, "offers.filter.would_remove", results - with(1)) : "";
}

Block field_of(const Context& context, const PageFilter& filter, std::int64_t results) {
    Block field;
    field.name = "show_" + std::string(filter.name);
    field.id = "f-" + field.name;
    field.label = label_of(context, filter);
    field.hint = hint_of(context, filter, results);
    if (filter.choices[1].label.empty()) {
        field.role = Role::checkbox;
        field.checked = filter.is_on();
        return field;
    }
    field.role = Role::select;
    field.value = filter.choices[filter.chosen].value;
    for (std::size_t i = 0; i < filter.choices.size(); ++i) {
        const std::int64_t removed = std::int64_t{filter.results_with[0]} - std::int64_t{filter.results_with[i]};
        const Choice& choice = filter.choices[i];
        field.options.push_back({choice.value,
                                 i == 0 || i == filter.chosen || removed <= 0
                                     ? choice.label
                                     : choice.label + " · " + removed_text(context, "offers.filter.removes", removed),
                                 "", i == filter.chosen});
    }
    return field;
}

// "contract:0,distance:40", for the button that does it.
std::string argument_of(const Relaxation& relaxation) {
    std::string text;
    for (const FilterSetting& change : relaxation.changes) {
        if (!text.empty()) text += ',';
        text += std::string(filter_names[static_cast<std::size_t>(change.filter)]) + ":" + std::to_string(change.value);
    }
    return text;
}

// The name of the one bit that `now` has and `before` had not.
template <typename Names>
std::string added(const Names& names, std::uint32_t before, std::uint32_t now) {
    for (std::size_t bit = 0; bit < names.size(); ++bit)
        if (((now & ~before) >> bit & 1U) != 0) return std::string(names[bit]);
    return "";
}

std::string sentence_of(const Comparison& compared, const std::vector<PageFilter>& filters,
                        const Relaxation& relaxation) {
    const Context& context = compared.context;
    const FilterSetting& change = relaxation.changes.front();
    const auto say = [&](std::string_view key, const std::string& what) {
        return context.content().counted(key, relaxation.brings_back, {{"what", what}});
    };
    const std::uint16_t before = setting_of(compared.filters, change.filter).value;
    if (change.value != 0 && change.filter == Filter::distance)
        return say("relax.distance", std::to_string(change.value));
    if (change.value != 0 && change.filter == Filter::contract)
        return say("relax.wider", context.text("option.contract." + added(contract_names, before, change.value)));
    if (change.value != 0)
        return say("relax.wider",
                   context.text("option.working_time." + added(working_time_names, before, change.value)));
    std::string names;
    for (const FilterSetting& dropped : relaxation.changes)
        for (const PageFilter& filter : filters) {
            if (filter.filter != dropped.filter) continue;
            if (!names.empty()) names += ", ";
            names += label_of(context, filter);
        }
    return say("relax.without", names);
}

}  // namespace

FilterBlocks filter_blocks(const Comparison& compared) {
    const Context& context = compared.context;
    std::vector<PageFilter> filters = {
        box_filter(context, Filter::distance, "within_radius", &OfferChoices::within_radius),
        box_filter(context, Filter::licences, "my_licences", &OfferChoices::my_licences),
        box_filter(context, Filter::languages, "my_languages", &OfferChoices::my_languages),
        select_filter(context, Filter::contract, "contract", &OfferChoices::contract),
        select_filter(context, Filter::working_time, "working_time", &OfferChoices::working_time)};
    std::vector<FilterSetting> settings;
    for (const PageFilter& filter : filters)
        for (const Choice& choice : filter.choices) settings.push_back(choice.setting);
    const FilterReport report =
        filter_report(compared.person, compared.packs(), compared.weights, compared.filters, settings, fitting_points);
    std::span<const std::uint32_t> counted = report.results_with;
    std::int64_t active = 0;
    std::vector<Block> fields;
    for (PageFilter& filter : filters) {
        filter.results_with = counted.first(filter.choices.size());
        counted = counted.subspan(filter.choices.size());
        active += filter.is_on() ? 1 : 0;
        fields.push_back(field_of(context, filter, report.results));
    }
    fields.push_back(button("show-offers", context.text("offers.show"), Emphasis::secondary));
    if (active > 0) fields.push_back(button("relax", context.text("offers.filters.none"), Emphasis::quiet));

    FilterBlocks blocks;
    blocks.filters = details("filters",
                             active == 0 ? context.text("offers.filters")
                                         : context.text("offers.filters.count", {{"count", std::to_string(active)}}),
                             {form("filter-form", context.model.path, std::move(fields))});
    std::vector<Block> buttons;
    for (const Relaxation& relaxation : report.relaxations) {
        if (relaxation.changes.empty() || buttons.size() == relaxations_shown) continue;
        Block give_way = button("relax", sentence_of(compared, filters, relaxation), Emphasis::secondary);
        give_way.value = argument_of(relaxation);
        buttons.push_back(std::move(give_way));
    }
    if (!buttons.empty())
        blocks.relaxations = notice("few", Tone::info, context.text("offers.few"),
                                    {form("relax-form", context.model.path, std::move(buttons))});
    return blocks;
}

}  // namespace passerelle
