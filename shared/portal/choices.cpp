// What the person chose to see among the offers: filters, and how much each criterion counts. These are no answers:
// they are kept beside the profile and never sent.
#include <algorithm>

#include "base/text.hpp"
#include "portal/offers.hpp"
#include "portal/turn.hpp"

namespace passerelle {
namespace {

constexpr std::string_view filter_prefix = "show_";
constexpr std::string_view degree_prefix = "weigh_";

bool begins_with(std::string_view name, std::string_view prefix) {
    return name.substr(0, prefix.size()) == prefix;
}

bool* flag_of(OfferChoices& choices, std::string_view filter) {
    if (filter == "within_radius") return &choices.within_radius;
    if (filter == "my_licences") return &choices.my_licences;
    if (filter == "my_languages") return &choices.my_languages;
    return nullptr;
}

std::string* text_of(OfferChoices& choices, std::string_view filter) {
    if (filter == "contract") return &choices.contract;
    if (filter == "working_time") return &choices.working_time;
    return nullptr;
}

template <typename Names>
std::string names_in(const Names& names, std::int64_t mask) {
    std::string text;
    for (std::size_t bit = 0; bit < names.size(); ++bit) {
        if ((mask >> bit & 1) == 0) continue;
        if (!text.empty()) text += ' ';
        text += names[bit];
    }
    return text;
}

// A setting of match/relax.hpp by the name of its filter; 0 is off.
void apply_setting(const Profile& profile, OfferChoices& choices, std::string_view filter, std::int64_t value) {
    if (filter == "contract") choices.contract = names_in(contract_names, value);
    if (filter == "working_time") choices.working_time = names_in(working_time_names, value);
    if (filter == "licences") choices.my_licences = value != 0;
    if (filter == "languages") choices.my_languages = value != 0;
    if (filter != "distance") return;
    choices.within_radius = value != 0;
    choices.more_km = value == 0 ? 0 : std::clamp<std::int64_t>(value - radius_said(profile), 0, 1000);
}

void choose(Turn& turn, const OfferChoices& chosen) {
    Model& model = turn.model;
    if (chosen == model.choices) return;
    model.choices = chosen;
    model.choices_before.reset();  // what is put back are the filters of before a relaxation, and of nothing later
    turn.edited = true;
}

}  // namespace

bool is_choice(std::string_view field) {
    return begins_with(field, filter_prefix) || begins_with(field, degree_prefix);
}

void apply_choice(Turn& turn, std::string_view field, const Json& value, Strictness strictness) {
    Model& model = turn.model;
    if (begins_with(field, filter_prefix)) {
        const std::string_view filter = field.substr(filter_prefix.size());
        OfferChoices chosen = model.choices;
        if (bool* flag = flag_of(chosen, filter)) {
            const bool on = as_string(value) == "on" || (value.is_array() && !value.empty());
            if (filter == "within_radius" && on != *flag) chosen.more_km = 0;
            *flag = on;
        }
        if (std::string* text = text_of(chosen, filter)) *text = as_string(value);
        choose(turn, chosen);
        return;
    }
    const std::string said = as_string(value);
    if (said.size() != 1 || said[0] < '0' || said[0] > '0' + highest_degree) return;
    const auto criterion =
        std::find(criterion_names.begin(), criterion_names.end(), field.substr(degree_prefix.size()));
    if (criterion == criterion_names.end()) return;
    std::uint8_t& degree = model.degrees[static_cast<std::size_t>(criterion - criterion_names.begin())];
    const auto chosen = static_cast<std::uint8_t>(said[0] - '0');
    model.degrees_moving = model.degrees_moving || degree != chosen;
    degree = chosen;
    // A slider on its way stores nothing: it would write at every step.
    if (strictness == Strictness::still_typing) return;
    turn.edited = turn.edited || model.degrees_moving;
    model.degrees_moving = false;
}

void usual_weights(Turn& turn) {
    if (turn.model.degrees != usual_degrees) turn.edited = true;
    turn.model.degrees = usual_degrees;
}

void relax_filters(Turn& turn, std::string_view changes) {
    const OfferChoices before = turn.model.choices;
    OfferChoices chosen = changes.empty() ? OfferChoices() : before;
    for (const std::string_view change : split(changes, ',')) {
        const std::size_t at = std::min(change.find(':'), change.size());
        std::int64_t value = 0;
        for (const char digit : change.substr(std::min(at + 1, change.size())))
            if (digit >= '0' && digit <= '9' && value < 10'000) value = value * 10 + (digit - '0');
        apply_setting(turn.model.profile(), chosen, change.substr(0, at), value);
    }
    if (chosen == before) return;
    choose(turn, chosen);
    turn.model.choices_before = before;
}

void put_back_filters(Turn& turn) {
    if (turn.model.choices_before) choose(turn, OfferChoices(*turn.model.choices_before));
}

}  // namespace passerelle
