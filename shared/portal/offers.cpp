#include "base/text.hpp"
#include "portal/offer_blocks.hpp"
#include "profile/facts.hpp"
#include "profile/profile.hpp"

namespace passerelle {
namespace {

constexpr std::size_t names_in_a_sentence = 6;

std::string option_text(const Context& context, std::string_view set, std::string_view value) {
    return context.text("option." + std::string(set) + "." + std::string(value));
}

std::string shown(const Context& context, const Argument& argument) {
    const World& world = context.world;
    const auto index = static_cast<std::uint16_t>(argument.value);
    const auto name_in = [&](const auto& names) {
        return static_cast<std::size_t>(argument.value) < names.size() ? names[static_cast<std::size_t>(argument.value)]
                                                                       : std::string_view{};
    };
    switch (argument.kind) {
        case Argument::Kind::occupation:
            return world.occupations() == nullptr ? "" : std::string(world.occupations()->label(index));
        case Argument::Kind::skill:
            return world.skills() == nullptr ? "" : std::string(world.skills()->label(index));
        case Argument::Kind::language:
            return language_name(context, argument.value);
        case Argument::Kind::language_level:
            return argument.value == 0 ? context.text("match.level_none")
                                       : option_text(context, "language_level", name_in(language_level_names));
        case Argument::Kind::studies:
            return option_text(context, "diploma", name_in(studies_names));
        case Argument::Kind::licence:
            return option_text(context, "licences", name_in(licence_names));
        case Argument::Kind::contract:
            return argument.value == 0 ? context.text("offer.unknown")
                                       : option_text(context, "contract", name_in(contract_names));
        case Argument::Kind::working_time:
            return argument.value == 0 ? context.text("offer.unknown")
                                       : option_text(context, "working_time", name_in(working_time_names));
        case Argument::Kind::date:
            return display_date(CivilDate::from_days(static_cast<std::int32_t>(argument.value)), context.content());
        case Argument::Kind::euro:
            return context.content().money(argument.value * 100);
        case Argument::Kind::number:
        case Argument::Kind::kilometres:
        case Argument::Kind::months:
            break;
    }
    return std::to_string(argument.value);
}

template <typename Enumeration>
std::uint8_t bit_of(Enumeration value) {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(value));
}

// Values of one name, joined: "carreler, couler du béton". A language brings the level asked behind it.
std::string joined(const Context& context, const std::vector<Argument>& arguments, std::string_view name) {
    std::string text;
    std::size_t count = 0;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (arguments[i].name != name) continue;
        if (++count > names_in_a_sentence) continue;
        if (!text.empty()) text += ", ";
        text += shown(context, arguments[i]);
        if (arguments[i].kind == Argument::Kind::language && i + 1 < arguments.size())
            text += " (" + shown(context, arguments[i + 1]) + ")";
    }
    if (count > names_in_a_sentence) text += "…";
    return text;
}

}  // namespace

std::string language_name(const Context& context, std::int64_t code) {
    const std::array<char, 2> letters = language_letters(static_cast<std::uint16_t>(code));
    const std::string key = "option.language." + std::string(letters.data(), letters.size());
    return context.content().has_text(key) ? context.text(key) : std::string(letters.data(), letters.size());
}

std::int64_t radius_said(const Profile& profile) {
    const Json& radius = profile.value("radius_km");
    return radius.is_number_integer() ? radius.get<std::int64_t>() : default_radius_km;
}

MatchTaxonomy match_taxonomy(const World& world) {
    return {world.occupations(), world.skills(), world.places()};
}

std::optional<MatchPerson> match_person(const Context& context) {
    const World& world = context.world;
    if (world.occupations() == nullptr || world.skills() == nullptr || world.offers().empty()) return {};
    const Profile& profile = context.model.profile();
    if (profile.items("wish").empty() && profile.items("experience").empty()) return {};
    return compile_person(match_facts(profile, context.content()), match_taxonomy(world), context.model.moment.today);
}

Filters filters_of(const Context& context, const OfferChoices& choices) {
    Filters filters;
    for (const std::string_view name : split(choices.contract, ' '))
        if (const auto contract = contract_from(name)) filters.contracts |= bit_of(*contract);
    for (const std::string_view name : split(choices.working_time, ' '))
        if (const auto time = working_time_from(name)) filters.working_times |= bit_of(*time);
    if (choices.within_radius)
        filters.most_km = static_cast<std::uint16_t>(radius_said(context.model.profile()) + choices.more_km);
    filters.licences_held = choices.my_licences;
    filters.languages_spoken = choices.my_languages;
    return filters;
}

std::optional<Comparison> comparison(const Context& context) {
    std::optional<MatchPerson> person = match_person(context);
    if (!person) return {};
    return Comparison{context, std::move(*person), weights_of(context.model.degrees),
                      filters_of(context, context.model.choices)};
}

std::string fitting_text(const Context& context, const Ranking& ranking) {
    const std::uint32_t count = ranking.reaching(fitting_points);
    return count == 0 ? context.text("offers.fitting.none") : context.content().counted("offers.fitting", count);
}

Fit shown_fit(const Reason& reason) {
    if (reason.text_key != "match.skills.practised") return reason.fit;
    std::int64_t had = 0;
    std::int64_t asked = 0;
    for (const Argument& argument : reason.arguments) {
        if (argument.name == "had") had = argument.value;
        if (argument.name == "asked") asked = argument.value;
    }
    return had == asked ? Fit::met : reason.fit;
}

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

Block points_meter(const Context& context, std::string label, std::uint16_t points, std::int32_t maximum) {
    Block meter;
    meter.role = Role::meter;
    meter.value = std::to_string(points);
    meter.maximum = maximum;
    meter.label = std::move(label);
    meter.suffix = context.text("offers.points.of", {{"maximum", std::to_string(maximum)}});
    return meter;
}

std::string with_arguments(const Context& context, std::string_view key, const std::vector<Argument>& arguments) {
    std::string text = context.text(key);
    // Every name the sentence asks for: a name may stand for several values.
    for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at)) {
        const std::size_t end = text.find('}', at);
        if (end == std::string::npos) break;
        const std::string value = joined(context, arguments, std::string_view(text).substr(at + 1, end - at - 1));
        text.replace(at, end - at + 1, value);
        at += value.size();
    }
    return text;
}

std::string reason_sentence(const Context& context, const Reason& reason) {
    return with_arguments(context, reason.text_key, reason.arguments);
}

std::string offer_line(const Context& context, const OfferSource& offer, const Explained& explained) {
    std::string line;
    const auto add = [&](const std::string& part) {
        if (part.empty()) return;
        if (!line.empty()) line += " · ";
        line += part;
    };
    add(offer.employer);
    add(offer.place);
    for (const Argument& argument : explained.reasons[static_cast<std::size_t>(Criterion::place)].arguments)
        if (argument.name == "distance")
            add(argument.value == 0 ? context.text("offer.less_than_km")
                                    : context.text("offer.km", {{"km", std::to_string(argument.value)}}));
    if (offer.contract != Contract::unknown)
        add(option_text(context, "contract", contract_names[static_cast<std::size_t>(offer.contract)]));
    if (offer.pay_monthly_gross_eur)
        add(context.text("offer.pay.from",
                         {{"amount", context.content().money(*offer.pay_monthly_gross_eur * std::int64_t{100})}}));
    return line;
}

}  // namespace passerelle
