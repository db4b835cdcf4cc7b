#include "base/text.hpp"
#include "portal/forms.hpp"
#include "portal/turn.hpp"

namespace passerelle {
namespace {

constexpr std::string_view new_item = "new";

bool is_found_by_typing(Kind kind) {
    return kind == Kind::place || kind == Kind::occupation || kind == Kind::skill;
}

void record(Turn& turn, const Path& path, Json value) {
    const std::string name = path.text();
    turn.model.drafts.erase(name);
    turn.model.errors.erase(name);
    turn.model.searches.erase(name);
    // What is asked outside the profile serves this person's own look at things, and nobody else's.
    const Question* question = path.list.empty() ? find_field(turn.world.content(), name).question : nullptr;
    const Section* section = question == nullptr ? nullptr : turn.world.content().section(question->section);
    const bool changed = section != nullptr && !section->in_profile
                             ? turn.model.replica.keep_aside(question->id, std::move(value))
                             : turn.model.replica.set(path, std::move(value), turn.model.moment.now_ms);
    if (changed) turn.edited = true;
}

// What was typed in a combobox names a concept without doubt: the same words, or the only suggestion there is.
Json without_doubt(const Turn& turn, const Question& question, const Path& path, const std::string& typed) {
    Model probe = turn.model;
    probe.searches[path.text()] = typed;
    const Block group = question_block({probe, turn.world}, question, path);
    const std::vector<Option>& options = group.children.front().options;
    const std::string folded = fold(trim(typed));
    for (const Option& option : options)
        if (fold(option.label) == folded || (!option.hint.empty() && fold(option.hint) == folded))
            return suggested_value(turn.world, question.kind, option.value);
    if (options.size() == 1) return suggested_value(turn.world, question.kind, options.front().value);
    return nullptr;
}

bool apply_typed_concept(Turn& turn, const Question& question, const Path& path, const Json& input,
                         Strictness strictness) {
    Model& model = turn.model;
    const std::string name = path.text();
    const std::string typed = tidy_line(to_valid_utf8(as_string(input)));
    const bool is_new = path.item == new_item;
    if (typed.empty()) {
        model.searches.erase(name);
        model.errors.erase(name);
        if (!is_new && !model.profile().value(name).is_null()) record(turn, path, nullptr);
        return true;
    }
    const Json& stored = model.profile().value(name);
    if (!stored.is_null()) {
        const std::string shown = question.kind == Kind::place
                                      ? string_or(stored, "postcode") + " " + string_or(stored, "name")
                                      : string_or(stored, "label");
        if (shown == typed) return true;
    }
    if (strictness != Strictness::on_continue) {
        model.searches[name] = typed;
        return true;
    }
    if (const Json value = without_doubt(turn, question, path, typed); !value.is_null()) {
        pick_suggestion(turn, name,
                        question.kind == Kind::place ? string_or(value, "postcode") + "|" + string_or(value, "name")
                                                     : string_or(value, "uri"));
        return true;
    }
    model.searches[name] = typed;
    model.errors[name] = Error{"error.choose-from-list", name, ""};
    return false;
}

// "27//2026" is a date that somebody is still typing.
bool is_unfinished_date(const Question& question, const Json& input) {
    if (question.kind != Kind::date) return false;
    const std::string typed = as_string(input);
    for (const std::string_view part : split(typed, '/'))
        if (trim(part).empty()) return true;
    return false;
}

void keep_draft(Turn& turn, const std::string& name, const Json& input) {
    const auto kept = turn.model.drafts.find(name);
    if (kept != turn.model.drafts.end() && kept->second == input) return;
    turn.model.drafts[name] = input;
    turn.edited = true;
}

bool apply_field(Turn& turn, const std::string& name, const Json& input, Strictness strictness) {
    const FieldName field = find_field(turn.world.content(), name);
    if (field.question == nullptr) return true;
    Model& model = turn.model;
    if (!field.path.list.empty() && field.path.item != new_item &&
        model.profile().item(field.path.list, field.path.item) == nullptr)
        return true;  // a form of an item that is gone: nothing to answer any more
    if (is_found_by_typing(field.question->kind))
        return apply_typed_concept(turn, *field.question, field.path, input, strictness);
    if (field.path.item == new_item) return true;

    if (strictness == Strictness::still_typing) {
        keep_draft(turn, name, input);
        return true;
    }
    Result<Json> value = parse_input(*field.question, input, model.moment.today);
    if (value) {
        const Item* item = field.path.list.empty() ? nullptr : model.profile().item(field.path.list, field.path.item);
        if (std::optional<Error> order = validate_order(*field.question, *value, model.profile(), item))
            value = std::move(*order);
    }
    if (value) {
        record(turn, field.path, std::move(*value));
        return true;
    }
    keep_draft(turn, name, input);
    if (strictness == Strictness::while_typing && is_unfinished_date(*field.question, input)) return true;
    model.errors[name] = value.error();
    return false;
}

}  // namespace

bool apply_fields(Turn& turn, const Json& fields, Strictness strictness) {
    bool valid = true;
    const Json joined = join_date_parts(fields);  // items() looks into it, and would not keep a temporary alive
    for (const auto& [name, input] : joined.items()) {
        if (is_choice(name)) {
            apply_choice(turn, name, input, strictness);
        } else if (!apply_field(turn, name, input, strictness)) {
            valid = false;
        }
    }
    return valid;
}

void settle_drafts(Turn& turn) {
    const auto drafts = turn.model.drafts;  // a copy: what is valid is no draft any more
    for (const auto& [name, input] : drafts) apply_field(turn, name, input, Strictness::while_typing);
}

void pick_suggestion(Turn& turn, std::string_view name, std::string_view argument) {
    const FieldName field = find_field(turn.world.content(), name);
    if (field.question == nullptr) return;
    Json value = suggested_value(turn.world, field.question->kind, argument);
    if (value.is_null()) return;
    Path path = field.path;
    if (path.item == new_item) {
        for (const Item& item : turn.model.profile().items(path.list)) {
            const auto same = item.fields.find(path.field);
            if (same != item.fields.end() && string_or(same->second.value, "uri") == argument) {
                turn.model.searches.erase(std::string(name));
                return;  // already in the list
            }
        }
        const Section* section = turn.world.content().section(path.list);
        if (section == nullptr ||
            static_cast<std::int32_t>(turn.model.profile().items(path.list).size()) >= section->max_items)
            return;
        path.item = turn.model.make_item_id();
        turn.model.replica.add_item(path.list, path.item, turn.model.moment.now_ms);
        turn.model.searches.erase(std::string(name));
        turn.model.errors.erase(std::string(name));
    }
    record(turn, path, std::move(value));
}

void add_item(Turn& turn, std::string_view list) {
    const Section* section = turn.world.content().section(list);
    if (section == nullptr || !section->is_list) return;
    if (static_cast<std::int32_t>(turn.model.profile().items(list).size()) >= section->max_items) return;
    const std::string id = turn.model.make_item_id();
    if (!turn.model.replica.add_item(list, id, turn.model.moment.now_ms)) return;
    turn.edited = true;
    open_path(turn, turn.address("/profil/" + std::string(list) + "/" + id));
}

void remove_item(Turn& turn, std::string_view list, std::string_view id) {
    const Item* item = turn.model.profile().item(list, id);
    if (item == nullptr) return;
    turn.model.removed = RemovedItem{std::string(list), *item};
    if (turn.model.replica.remove_item(list, id, turn.model.moment.now_ms)) turn.edited = true;
}

void put_back_removed(Turn& turn) {
    if (!turn.model.removed) return;
    const RemovedItem removed = *turn.model.removed;
    turn.model.removed.reset();
    if (turn.model.replica.restore_item(removed.list, removed.item, turn.model.moment.now_ms)) turn.edited = true;
}

void move_item(Turn& turn, std::string_view list, std::string_view id, int by) {
    const std::vector<Item> items = turn.model.profile().items(list);  // a copy: moving sorts the list
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (items[i].id != id) continue;
        const std::size_t other = by < 0 ? i - 1 : i + 1;
        if (other >= items.size()) return;  // wraps below zero too
        // Both take a place of their own, so that a later move of one does not depend on the other's number.
        const Item moved = items[i];
        const Item neighbour = items[other];
        const std::int64_t now_ms = turn.model.moment.now_ms;
        if (moved.position == neighbour.position) {
            for (std::size_t k = 0; k < items.size(); ++k) {
                const std::string each = items[k].id;
                const std::int64_t place = k == i       ? static_cast<std::int64_t>(other)
                                           : k == other ? static_cast<std::int64_t>(i)
                                                        : static_cast<std::int64_t>(k);
                turn.model.replica.move_item(list, each, place, now_ms);
            }
        } else {
            turn.model.replica.move_item(list, moved.id, neighbour.position, now_ms);
            turn.model.replica.move_item(list, neighbour.id, moved.position, now_ms);
        }
        turn.edited = true;
        return;
    }
}

void forget_empty_items(Turn& turn) {
    for (const Section& section : turn.world.content().sections()) {
        if (!section.is_list) continue;
        std::vector<std::string> empty;
        for (const Item& item : turn.model.profile().items(section.id)) {
            bool answered = false;
            for (const auto& [name, field] : item.fields) answered = answered || !field.value.is_null();
            if (!answered) empty.push_back(item.id);
        }
        for (const std::string& id : empty)
            if (turn.model.replica.remove_item(section.id, id, turn.model.moment.now_ms)) turn.edited = true;
    }
}

}  // namespace passerelle
