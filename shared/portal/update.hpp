// update(Model, Event) -> Effects: the only place where a visitor's state changes.
#pragma once

#include "portal/event.hpp"
#include "portal/model.hpp"
#include "portal/world.hpp"

namespace passerelle {

// Whatever the event says, the model stays whole: an unknown action, name or effect changes nothing.
[[nodiscard]] Effects update(Model& model, const World& world, const Event& event);

// The names of the packs that this person's pages may ask for, in the order in which they are read. Which offers are in
// reach is known once the places are loaded.
[[nodiscard]] std::vector<std::string> packs_to_keep(const Model& model, const World& world);

}  // namespace passerelle
