#include "portal/forms.hpp"

#include "base/text.hpp"

namespace passerelle {
namespace {

constexpr std::size_t suggestions_shown = 8;
constexpr std::size_t radios_at_most = 8;  // more options than this are a select

std::string field_id(std::string_view name) {
    return "f-" + replace_all(std::string(name), "/", "-");
}

Role role_of(const Question& question) {
    switch (question.kind) {
        case Kind::multiline:
            return Role::text_area;
        case Kind::date:
            return Role::date_field;
        case Kind::yes_no:
            return Role::radio_group;
        case Kind::choice:
            return question.options.size() > radios_at_most ? Role::select : Role::radio_group;
        case Kind::choices:
            return Role::checkbox_group;
        case Kind::number:
            return question.slider ? Role::slider : Role::text_field;
        case Kind::place:
        case Kind::occupation:
        case Kind::skill:
            return Role::combobox;
        case Kind::text:
        case Kind::email:
        case Kind::telephone:
            break;
    }
    return Role::text_field;
}

Input input_of(Kind kind) {
    switch (kind) {
        case Kind::email:
            return Input::email;
        case Kind::telephone:
            return Input::telephone;
        case Kind::number:
            return Input::whole_number;
        default:
            return Input::text;
    }
}

// What the field shows for a stored value: the value itself, not the sentence display() makes of it.
std::string field_text(const Question& question, const Json& value) {
    if (value.is_string()) return as_string(value);
    if (value.is_number_integer()) return std::to_string(value.get<std::int64_t>());
    if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
    if (question.kind == Kind::place) {
        const std::string postcode = string_or(value, "postcode");
        return postcode.empty() ? "" : postcode + " " + string_or(value, "name");
    }
    return string_or(value, "label");
}

bool holds(const Json& values, std::string_view option) {
    if (!values.is_array()) return false;
    for (const Json& value : values)
        if (as_string(value) == option) return true;
    return false;
}

std::vector<Option> fixed_options(const Context& context, const Question& question, const Json& shown) {
    std::vector<Option> options;
    if (question.kind == Kind::yes_no) {
        options.push_back({"yes", context.text("option.yes"), "", as_string(shown) == "yes"});
        options.push_back({"no", context.text("option.no"), "", as_string(shown) == "no"});
        return options;
    }
    for (const QuestionOption& option : question.options) {
        const bool checked = shown.is_array() ? holds(shown, option.value) : as_string(shown) == option.value;
        const std::string hint_key = option.text_key + ".hint";
        options.push_back({option.value, context.text(option.text_key),
                           context.content().has_text(hint_key) ? context.text(hint_key) : "", checked});
    }
    return options;
}

// The name that was found stands below the preferred one when it is another.
template <typename Pack>
void add_concepts(const Pack& pack, std::string_view typed, std::vector<Option>& options) {
    for (const Found& found : pack.find(typed, suggestions_shown)) {
        const auto index = static_cast<std::uint16_t>(found.index);
        const std::string preferred(pack.label(index));
        options.push_back(
            {pack.uri(index), preferred, found.label == preferred ? "" : std::string(found.label), false});
    }
}

std::vector<Option> suggestions(const Context& context, Kind kind, std::string_view typed) {
    std::vector<Option> options;
    const World& world = context.world;
    if (kind == Kind::place && world.places() != nullptr) {
        const PlacePack& places = *world.places();
        for (const PlaceIndex index : places.find(typed, suggestions_shown)) {
            const std::string postcode(places.postcode(index));
            const std::string locality(places.locality(index));
            const std::string commune(places.commune(index));
            options.push_back(
                {postcode + "|" + locality, postcode + " " + locality, commune == locality ? "" : commune, false});
        }
    } else if (kind == Kind::occupation && world.occupations() != nullptr) {
        add_concepts(*world.occupations(), typed, options);
    } else if (kind == Kind::skill && world.skills() != nullptr) {
        add_concepts(*world.skills(), typed, options);
    }
    return options;
}

// "À quoi sert cette réponse ?": the question's own note, then its purposes one by one.
Block purpose_details(const Context& context, const Question& question, const std::string& id) {
    std::vector<Block> children;
    const std::string why = question.text_key + ".why";
    if (context.content().has_text(why)) children.push_back(blocks::paragraph(context.text(why)));
    std::vector<Block> purposes;
    const auto add = [&](Purpose purpose, std::string_view key) {
        if (question.purposes.has(purpose)) purposes.push_back(blocks::item(context.text(key)));
    };
    add(Purpose::contact, "purpose.contact");
    add(Purpose::match, "purpose.match");
    add(Purpose::aid, "purpose.aid");
    add(Purpose::follow_up, "purpose.follow_up");
    children.push_back(blocks::list(std::move(purposes)));
    return blocks::details(id + "-why", context.text("question.what_for"), std::move(children));
}

template <typename Pack>
Json concept_value(const Pack& pack, std::string_view uri) {
    const auto index = pack.find_uri(uri);
    if (!index) return nullptr;
    return {{"uri", std::string(uri)}, {"label", std::string(pack.label(*index))}};
}

}  // namespace

std::vector<std::string_view> packs_for(Kind kind) {
    switch (kind) {
        case Kind::place:
            return {"places"};
        case Kind::occupation:
            return {"occupations", "knowledge"};
        case Kind::skill:
            return {"occupations", "skills"};
        default:
            return {};
    }
}

Block question_block(const Context& context, const Question& question, const Path& path) {
    const std::string name = path.text();
    const Model& model = context.model;
    Block field;
    field.id = field_id(name);
    field.role = role_of(question);
    field.label = context.text(question.text_key);
    const std::string hint_key = question.text_key + ".hint";
    if (context.content().has_text(hint_key)) field.hint = context.text(hint_key);
    field.name = name;
    field.autocomplete = question.autocomplete;
    field.max_length = question.max_length;
    field.minimum = question.minimum;
    field.maximum = question.maximum;
    field.step = question.step;
    field.input = input_of(question.kind);
    if (!question.unit_key.empty()) field.suffix = context.text(question.unit_key);
    if (const auto error = model.errors.find(name); error != model.errors.end())
        field.error = error_text(error->second, question, context.content());

    const auto draft = model.drafts.find(name);
    const Json& stored = model.profile().value(name);
    Json shown;
    if (draft != model.drafts.end()) {
        shown = draft->second;
    } else if (stored.is_array()) {
        shown = stored;
    } else {
        shown = field_text(question, stored);
    }
    if (shown.is_string()) field.value = as_string(shown);

    if (field.role == Role::date_field) {
        for (const std::string_view part : {"date.day", "date.month", "date.year"})
            field.options.push_back({"", context.text(part), "", false});
    } else if (field.role == Role::combobox) {
        const auto typed = model.searches.find(name);
        if (typed != model.searches.end()) {
            field.value = typed->second;
            field.options = suggestions(context, question.kind, typed->second);
            if (field.options.empty() && count_code_points(trim(typed->second)) >= 3 && field.error.empty())
                field.hint = context.text("find.nothing");
        }
    } else {
        field.options = fixed_options(context, question, shown);
    }
    std::vector<Block> children;
    children.push_back(field);
    children.push_back(purpose_details(context, question, field.id));
    return blocks::group("q" + field.id.substr(1), std::move(children));
}

FieldName find_field(const Content& content, std::string_view name) {
    FieldName found;
    if (const std::size_t dot = name.rfind('.'); dot != std::string_view::npos) {
        found.part = std::string(name.substr(dot + 1));
        name = name.substr(0, dot);
    }
    const std::optional<Path> path = Path::parse(name);
    if (!path || path->field.empty()) return {};
    found.path = *path;
    if (!path->list.empty()) {
        found.question = content.question(path->list, path->field);
        return found;
    }
    for (const Question& question : content.questions()) {
        const Section* section = content.section(question.section);
        if (section != nullptr && !section->is_list && question.id == path->field) found.question = &question;
    }
    return found;
}

Json join_date_parts(const Json& fields) {
    Json joined = Json::object();
    for (const auto& [name, value] : fields.items()) {
        const std::size_t dot = name.rfind('.');
        const std::string part = dot == std::string::npos ? "" : name.substr(dot + 1);
        if (part != "day" && part != "month" && part != "year") {
            joined[name] = value;
            continue;
        }
        const std::string stem = name.substr(0, dot);
        const auto text = [&](const char* which) { return std::string(trim(string_or(fields, stem + "." + which))); };
        const std::string date = text("day") + "/" + text("month") + "/" + text("year");
        joined[stem] = date == "//" ? "" : date;
    }
    return joined;
}

Json suggested_value(const World& world, Kind kind, std::string_view argument) {
    if (kind == Kind::place && world.places() != nullptr) {
        const std::size_t bar = argument.find('|');
        const std::string_view name = bar == std::string_view::npos ? "" : argument.substr(bar + 1);
        const auto index = world.places()->locate(argument.substr(0, bar), name);
        if (!index) return nullptr;
        return {{"postcode", std::string(world.places()->postcode(*index))},
                {"name", std::string(world.places()->locality(*index))}};
    }
    if (kind == Kind::occupation && world.occupations() != nullptr)
        return concept_value(*world.occupations(), argument);
    if (kind == Kind::skill && world.skills() != nullptr) return concept_value(*world.skills(), argument);
    return nullptr;
}

}  // namespace passerelle
