// One update under way: the model, what every visitor shares, and the effects collected so far.
#pragma once

#include <string>
#include <string_view>

#include "portal/event.hpp"
#include "portal/model.hpp"
#include "portal/world.hpp"

namespace passerelle {

struct Turn {
    Model& model;
    const World& world;
    Effects effects;
    bool edited = false;  // something of the snapshot changed: it is stored at the end of the turn

    // Adds an effect; body holds "kind" and what belongs to it.
    std::int64_t emit(Json body) {
        const std::int64_t id = model.next_effect++;
        body["effect"] = id;
        effects.push_back({id, std::move(body)});
        return id;
    }
    [[nodiscard]] std::string address(std::string_view rest) const {
        return "/" + world.content().language() + std::string(rest);
    }
};

// answers.cpp: what the person answered.
enum class Strictness { still_typing, while_typing, on_continue };
// Every field that holds a valid answer is recorded, every other one is kept as typed with its error. What somebody is
// still typing is kept as typed and not judged.
// Answers whether all fields were valid.
bool apply_fields(Turn& turn, const Json& fields, Strictness strictness);
void settle_drafts(Turn& turn);  // what was typed and is valid becomes an answer
void pick_suggestion(Turn& turn, std::string_view name, std::string_view argument);
void add_item(Turn& turn, std::string_view list);
void remove_item(Turn& turn, std::string_view list, std::string_view item);
void put_back_removed(Turn& turn);
void move_item(Turn& turn, std::string_view list, std::string_view item, int by);
void forget_empty_items(Turn& turn);

// choices.cpp: what the person chose to see among the offers.
[[nodiscard]] bool is_choice(std::string_view field);
void apply_choice(Turn& turn, std::string_view field, const Json& value, Strictness strictness);
void usual_weights(Turn& turn);
// "contract:0,distance:40": how filters stand from now on; empty: all of them off. They can be put back.
void relax_filters(Turn& turn, std::string_view changes);
void put_back_filters(Turn& turn);

// saving.cpp: the device's disk, the service, the account.
void store_snapshot(Turn& turn);
void send_pending(Turn& turn);
void open_account(Turn& turn, const Json& fields);
void sign_in(Turn& turn, const Json& fields);
void sign_out(Turn& turn);
void send_sign_out(Turn& turn);  // again, when it could not be sent before

void erase(Turn& turn);  // everything of the person on this device; what the service has stays there
void export_profile(Turn& turn);
void export_damaged_snapshot(Turn& turn);
void take_result(Turn& turn, const Event& event);

// navigation.cpp: which page, and the packs it needs.
void open_path(Turn& turn, std::string_view path);
void ask_for_packs(Turn& turn);

}  // namespace passerelle
