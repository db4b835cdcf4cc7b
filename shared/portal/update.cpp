#include "portal/update.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "portal/offer_blocks.hpp"
#include "portal/pages.hpp"
#include "portal/rights.hpp"
#include "portal/turn.hpp"

namespace passerelle {
namespace {

// "remove:experience/a1-3" is the verb "remove" with the object "experience/a1-3".
struct Action {
    std::string_view verb;
    std::string_view object;
    std::string_view list() const { return object.substr(0, object.find('/')); }
    std::string_view item() const {
        const std::size_t at = object.find('/');
        return at == std::string_view::npos ? std::string_view{} : object.substr(at + 1);
    }
};

Action read_action(std::string_view text) {
    const std::size_t at = text.find(':');
    return {text.substr(0, at), at == std::string_view::npos ? std::string_view{} : text.substr(at + 1)};
}

void focus(Turn& turn, std::string_view id) {
    turn.emit({{"kind", "focus"}, {"id", std::string(id)}});
}

void announce(Turn& turn, std::string text) {
    turn.emit({{"kind", "announce"}, {"text", std::move(text)}});
}

void start(Turn& turn, const Event& event) {
    Model& model = turn.model;
    model.online = event.online;
    model.without_scripts = event.without_scripts;
    if (event.snapshot) {
        const Result<bool> read = read_snapshot(model, *event.snapshot);
        if (read) {
            model.storage = Storage::saved;
        } else if (read.error().code == "snapshot-newer") {
            model.storage = Storage::newer;
        } else {
            model.damaged_snapshot = *event.snapshot;
            // The next snapshot takes its place: it is put aside first.
            turn.emit({{"kind", "store"}, {"key", "damaged"}, {"value", *event.snapshot}});
        }
    }
    model.replica.begin_life(event.life);
    if (model.damaged_snapshot.empty()) model.damaged_snapshot = event.damaged;
    if (model.sign_out_due && model.online) send_sign_out(turn);
    model.path.clear();
    open_path(turn, event.path);
    if (!model.replica.outbox().empty() && !model.without_scripts) send_pending(turn);
}

// Goes on when everything on the page is valid; otherwise the summary of errors takes the focus.
void go_on(Turn& turn, const Event& event, const std::string& next) {
    if (!apply_fields(turn, event.fields, Strictness::on_continue)) {
        focus(turn, "errors");
        return;
    }
    open_path(turn, next);
    turn.emit({{"kind", "scroll_top"}});
}

void press_continue(Turn& turn, const Event& event) {
    const Route route = route_of(turn.model.path);
    if (route.kind == RouteKind::profile_page) {
        go_on(turn, event, address_after(turn.world.content(), route.first));
    } else if (route.kind == RouteKind::profile_item) {
        go_on(turn, event, address_of_section(turn.world.content(), route.first));
    } else {
        apply_fields(turn, event.fields, Strictness::on_continue);
    }
}

void press_remove(Turn& turn, const Action& action) {
    remove_item(turn, action.list(), action.item());
    const Route route = route_of(turn.model.path);
    if (route.kind == RouteKind::profile_item) open_path(turn, address_of_section(turn.world.content(), route.first));
    focus(turn, "removed");
}

void press_find(Turn& turn, const Event& event, std::string_view name) {
    const std::string typed = tidy_line(to_valid_utf8(string_or(event.fields, name)));
    apply_fields(turn, event.fields, Strictness::while_typing);
    turn.model.searches[std::string(name)] = typed;
}

// After an answer on the rights page the next question stands in its place.
void say_what_waits(Turn& turn) {
    if (!turn.model.errors.empty()) return;
    const Context context{turn.model, turn.world};
    const AidFacts facts = aid_facts(turn.model.profile(), turn.world.content());
    const std::vector<Verdict> verdicts = judge_all(context, facts);
    const auto waiting = std::count_if(verdicts.begin(), verdicts.end(), [](const Verdict& verdict) {
        return group_of(verdict) == RightsGroup::cannot_say;
    });
    focus(turn, best_question(context, facts, verdicts) == nullptr ? "main" : "best-question");
    announce(turn, waiting == 0 ? context.text("announce.answered")
                                : turn.world.content().counted("announce.answered", waiting));
}

// What a slider or a filter did, for who does not see the title change.
void say_what_fits(Turn& turn) {
    const Context context{turn.model, turn.world};
    const std::optional<Comparison> compared = comparison(context);
    if (!compared || route_of(turn.model.path).kind != RouteKind::offers) return;
    announce(turn, fitting_text(context, compared->rank(compared->filters, 0)));
}

void have_skill(Turn& turn, std::string_view uri) {
    pick_suggestion(turn, "skills/new/skill", uri);
    const SkillPack* skills = turn.world.skills();
    const auto index = skills == nullptr ? std::nullopt : skills->find_uri(uri);
    if (index) turn.model.skill_added = std::string(skills->label(*index));
    focus(turn, "skill-added");
}

void suppose_nothing(Turn& turn) {
    Json nothing = Json::object();
    for (const Question* question : turn.world.content().questions_of("hire")) nothing[question->id] = "";
    apply_fields(turn, nothing, Strictness::while_typing);
    focus(turn, "main");
}

void press(Turn& turn, const Event& event) {
    const Action action = read_action(event.action);
    const std::string_view verb = action.verb;
    // Whatever the button does, what was typed in its form is kept.
    const bool form_is_answers = verb != "create-account" && verb != "sign-in" && verb != "continue" && verb != "find";
    if (form_is_answers) apply_fields(turn, event.fields, Strictness::while_typing);

    if (verb == "continue") {
        press_continue(turn, event);
    } else if (verb == "add") {
        add_item(turn, action.object);
    } else if (verb == "remove") {
        press_remove(turn, action);
    } else if (verb == "up" || verb == "down") {
        move_item(turn, action.list(), action.item(), verb == "up" ? -1 : 1);
        focus(turn, "item-" + std::string(action.item()));
    } else if (verb == "undo") {
        put_back_removed(turn);
        focus(turn, "main");
    } else if (verb == "pick") {
        pick_suggestion(turn, action.object, event.argument);
        announce(turn, turn.world.content().text("announce.chosen"));
    } else if (verb == "find") {
        press_find(turn, event, action.object);
    } else if (verb == "more-offers") {
        turn.model.offers_shown += offers_at_once;
    } else if (verb == "show-offers") {
        focus(turn, "offers");
    } else if (verb == "usual-weights") {
        usual_weights(turn);
        say_what_fits(turn);
    } else if (verb == "relax") {
        relax_filters(turn, event.argument);
        focus(turn, "relaxed");
    } else if (verb == "put-back-filters") {
        put_back_filters(turn);
        focus(turn, "main");
        say_what_fits(turn);
    } else if (verb == "have-skill") {
        have_skill(turn, event.argument);
    } else if (verb == "send") {
        if (turn.model.account.empty())
            open_path(turn, turn.address("/compte"));
        else
            send_pending(turn);
    } else if (verb == "create-account") {
        open_account(turn, event.fields);
        if (!turn.model.account_error.empty()) focus(turn, "errors");
    } else if (verb == "sign-in") {
        sign_in(turn, event.fields);
        if (!turn.model.account_error.empty()) focus(turn, "errors");
    } else if (verb == "sign-out") {
        sign_out(turn);
    } else if (verb == "erase") {
        erase(turn);
        announce(turn, turn.world.content().text("erase.done"));
    } else if (verb == "answer") {
        say_what_waits(turn);
    } else if (verb == "suppose") {
        focus(turn, "supposed");
    } else if (verb == "suppose-nothing") {
        suppose_nothing(turn);
    } else if (verb == "print") {
        turn.emit({{"kind", "print"}});
    } else if (verb == "export") {
        export_profile(turn);
    } else if (verb == "export-damaged") {
        export_damaged_snapshot(turn);
    } else if (verb == "dismiss-damaged") {
        turn.model.damaged_snapshot.clear();
        turn.emit({{"kind", "store"}, {"key", "damaged"}, {"value", ""}});
    } else if (verb == "resolve") {
        for (const Conflict& conflict : turn.model.replica.conflicts()) {
            if (conflict.id != action.object) continue;
            const Json value = event.argument == "mine" ? conflict.mine : conflict.theirs;
            if (turn.model.replica.resolve(action.object, value, turn.model.moment.now_ms)) turn.edited = true;
            break;
        }
    } else if (verb == "dismiss") {
        turn.model.replica.dismiss_refused(action.object);
        turn.edited = true;
    } else if (verb == "retry") {
        turn.model.packs_failed.clear();
        turn.model.packs_asked.clear();
        ask_for_packs(turn);
    }
    // "save" and unknown actions: the fields of the form are recorded, nothing else happens.
}

}  // namespace

Effects update(Model& model, const World& world, const Event& event) {
    Turn turn{model, world, {}};
    model.moment = event.moment;
    switch (event.kind) {
        case EventKind::start:
            start(turn, event);
            break;
        case EventKind::open:
            open_path(turn, event.path);
            break;
        case EventKind::change:
            apply_fields(turn, event.fields, event.typing ? Strictness::still_typing : Strictness::while_typing);
            if (!event.typing && event.fields.size() == 1 && is_choice(event.fields.begin().key())) say_what_fits(turn);
            break;
        case EventKind::press:
            press(turn, event);
            break;
        case EventKind::type:
            model.searches[event.name] = tidy_line(to_valid_utf8(event.text));
            model.errors.erase(event.name);
            break;
        case EventKind::network:
            model.online = event.online;
            // What failed is tried again: the host says "network" now and then while something waits.
            if (model.storage == Storage::failed) turn.edited = true;
            if (model.online && model.sign_out_due) send_sign_out(turn);
            if (model.online && !model.replica.outbox().empty()) send_pending(turn);
            break;
        case EventKind::result:
            take_result(turn, event);
            break;
    }
    if (turn.edited) store_snapshot(turn);
    return std::move(turn.effects);
}

}  // namespace passerelle
