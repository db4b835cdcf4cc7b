// The whole demo as a visitor meets it: the real French content and the packs of the demo region, made here.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "boundary/boundary.hpp"

namespace passerelle::test {

// Built once a program. `with_packs` false: only the content, as on a first visit before any pack came.
[[nodiscard]] const World& demo_world(bool with_packs = true);

// One visitor: sends messages with a clock that stands still unless moved, answers every effect that a healthy
// device and a reachable service would (stores, packs), and keeps what was asked for.
class Visitor {
  public:
    explicit Visitor(const World& world = demo_world());

    Json start(std::string_view path, const Json& snapshot = nullptr, std::string_view face = "html");
    Json open(std::string_view path);
    Json change(const Json& fields);
    Json press(std::string_view action, const Json& fields = Json::object(), std::string_view argument = {});
    Json type(std::string_view name, std::string_view text);
    Json send(Json message);  // completed with the clock

    // All the text of the page as it is now, from a fresh copy of it in blocks.
    [[nodiscard]] Json page();
    [[nodiscard]] std::string page_text();
    // The first block of the page with this role and a label that begins so; null when there is none.
    [[nodiscard]] Json find(std::string_view role, std::string_view label);
    [[nodiscard]] Json block(std::string_view id);
    [[nodiscard]] static std::string text_of(const Json& block);

    std::int64_t now_ms = 1'763'900'000'000;  // 23 November 2025, noon or so
    std::string today = "2025-11-23";
    bool storage_works = true;
    bool network_works = false;
    std::string stored;      // the last snapshot that was stored
    std::vector<Json> sent;  // "send" effects in order, not answered by themselves
    std::vector<std::string> packs_asked;
    std::vector<Json> downloads;

  private:
    Json deliver(const Json& message);
    Portal portal_;
};

}  // namespace passerelle::test
