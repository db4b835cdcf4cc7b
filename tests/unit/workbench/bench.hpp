// The workbench without a window: Dear ImGui with a null backend. Pages go in, keys are pressed, events come out.
#pragma once

#include <imgui.h>

#include <optional>
#include <string>
#include <vector>

#include "face.hpp"
#include "frames.hpp"
#include "theme.hpp"

namespace passerelle::test {

class Bench {
  public:
    explicit Bench(float width = 1280, float height = 800, bool dark = false, float scale = 1);
    ~Bench();
    Bench(const Bench&) = delete;
    Bench& operator=(const Bench&) = delete;

    // Shows the page and draws until it is at rest.
    void show(const Page& page);
    void frame();
    void settle();  // as many frames as the host draws after an event

    void press(ImGuiKey key, ImGuiKey with = ImGuiKey_None);
    void press(ImGuiKey key, int times);
    void type(char32_t letter);  // what the keyboard writes, whichever keys that takes
    void click(float x, float y);
    void drag(float from_x, float to_x, float y);

    // Every event since the last call, as the host gets them.
    [[nodiscard]] std::vector<Json> events();
    [[nodiscard]] std::optional<workbench::EditRequest> edit() { return face_.take_edit(); }
    // Presses Tab until a press of Space brings this, at most `most` times: how a person without a mouse finds it.
    [[nodiscard]] std::optional<Json> tab_to_event(std::string_view member, std::string_view value, int most = 40);

    [[nodiscard]] workbench::Face& face() { return face_; }
    // Vertices and draw commands of the last frame.
    [[nodiscard]] int vertices() const;
    [[nodiscard]] int commands() const;
    [[nodiscard]] int vertices_of(ImU32 colour) const;
    [[nodiscard]] std::string drawn() const;  // all of it as bytes, to compare two frames
    // The smallest box around what is drawn in this colour below this line.
    struct Box {
        ImVec2 low, high;
    };
    [[nodiscard]] std::optional<Box> box_of(ImU32 colour, float below = 0) const;

  private:
    workbench::Face face_;
};

// Blocks as the portal makes them.
[[nodiscard]] Block block(Role role, std::string label, std::string name = "");
[[nodiscard]] Block text_field(std::string name, std::string label, std::string value);
[[nodiscard]] // A slider of five degrees.
Block degrees_of(std::string name, std::string value);
Block link_to(std::string label, std::string target);
[[nodiscard]] Block form(std::vector<Block> children);
// The frame of every page: brand, menu of five, status, the footer with the button of the workbench.
[[nodiscard]] Page page_with(std::vector<Block> main, std::string path = "/fr/profil/identity");
// A page whose panel has these children.
[[nodiscard]] Page panel_with(std::vector<Block> children, std::string path = "/fr/profil/identity");
[[nodiscard]] Page offers_page(int count);

}  // namespace passerelle::test
