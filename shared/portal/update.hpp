// update(Model, Event) -> Effects: the only place where a visitor's state changes.
#pragma once

#include "portal/event.hpp"
#include "portal/model.hpp"
#include "portal/world.hpp"

namespace passerelle {

// Whatever the event says, the model stays whole: an unknown action, name or effect changes nothing.
[[nodiscard]] Effects update(Model& model, const World& world, const Event& event);

}  // namespace passerelle
