// When to draw: a few frames after every event, and none while nothing happens.
#pragma once

namespace passerelle::workbench {

class Frames {
  public:
    // Something happened. True when the host has to ask for a frame; false when one is under way already.
    [[nodiscard]] bool wake() {
        left_ = after_event;
        return !asked_ && (asked_ = true);
    }
    // A frame was drawn, and input came in faster than it could be taken in, or not. True when the host has to ask for
    // the next one.
    [[nodiscard]] bool drawn(bool input_waits = false) {
        ++count_;
        if (input_waits) left_ = after_event + 1;
        asked_ = --left_ > 0;
        return asked_;
    }
    [[nodiscard]] int count() const { return count_; }

    // Dear ImGui settles within a few frames of an event: hover, click, focus and layout each take one.
    static constexpr int after_event = 4;

  private:
    int left_ = 0;
    int count_ = 0;
    bool asked_ = false;
};

}  // namespace passerelle::workbench
