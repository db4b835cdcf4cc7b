// The Dear ImGui face: draws the Pages it is given and answers with the same events as the pages in HTML.
// It holds no core and no copy of anything a person said but the page it shows; what is its own is the scroll position,
// the focus, which disclosures are open (those belong to Dear ImGui), and which offer is selected.
//
// The host (web_main.cpp in a browser, the tests natively) owns the ImGui context and calls draw() between NewFrame and
// Render. Text is typed in a real input of the browser laid over the field (EditRequest), because Dear ImGui knows
// neither input methods nor phone keyboards (imgui #5133) and sees a paste one event late.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "view/page.hpp"

namespace passerelle::workbench {

// Where the host puts its input, in the units of the ImGui display.
struct EditRequest {
    std::string name;
    std::string label;
    std::string value;
    Input input = Input::text;
    bool multiline = false;
    float x = 0, y = 0, width = 0, height = 0;
};

class Face {
  public:
    // page: JSON of view/page.hpp. False when it is none; what was shown stays.
    bool show(std::string_view page);
    // One frame over the whole display. Nothing but what is on the screen is worked on: long lists are clipped.
    void draw();

    // Messages of the protocol in JSON, without the clock: {"kind":"open","path":...}. Taken once.
    [[nodiscard]] std::vector<std::string> take_events();
    [[nodiscard]] std::optional<EditRequest> take_edit();
    // Dear ImGui takes in one press of a key a frame: after quick ones the host has to draw on.
    [[nodiscard]] bool input_waits() const;

    [[nodiscard]] const Page& page() const { return page_; }
    [[nodiscard]] bool has_page() const { return has_page_; }

  private:
    friend struct Painter;
    Page page_;
    bool has_page_ = false;
    bool new_path_ = false;  // another page than before: scroll to its top, focus its first control
    std::string focus_id_;   // the block the focus goes to as soon as it is there
    std::string offer_id_;   // the selected one of a ranked list
    int frames_without_focus_ = 0;
    bool something_open_ = false;  // a list of options, a panel: Escape is for it
    std::optional<int> slid_;      // where the slider stands that is being drawn along, as it was last sent
    std::vector<std::string> events_;
    std::optional<EditRequest> edit_;
};

}  // namespace passerelle::workbench
