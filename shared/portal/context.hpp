// What a page may look at while it is drawn, and the little helpers every page uses.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "portal/model.hpp"
#include "portal/world.hpp"
#include "view/page.hpp"

namespace passerelle {

struct Context {
    const Model& model;
    const World& world;

    [[nodiscard]] const Content& content() const { return world.content(); }
    [[nodiscard]] std::string text(std::string_view key) const { return content().text(key); }
    [[nodiscard]] std::string text(std::string_view key, Content::Arguments arguments) const {
        return content().text(key, arguments);
    }
    // "/fr" + rest; rest starts with "/".
    [[nodiscard]] std::string address(std::string_view rest) const {
        return "/" + content().language() + std::string(rest);
    }
};

// "23 novembre 2026, 14:32" where the person is.
[[nodiscard]] std::string moment_text(const Context& context, std::int64_t at_ms);

// Blocks most pages are made of.
namespace blocks {

[[nodiscard]] Block heading(std::int32_t level, std::string label);
[[nodiscard]] Block paragraph(std::string label);
[[nodiscard]] Block link(std::string label, std::string target);
[[nodiscard]] Block button(std::string action, std::string label, Emphasis emphasis);
[[nodiscard]] Block group(std::string id, std::vector<Block> children);
[[nodiscard]] Block form(std::string id, std::string target, std::vector<Block> children);
[[nodiscard]] Block list(std::vector<Block> items);
[[nodiscard]] Block item(std::string label);
[[nodiscard]] Block tag(Tone tone, std::string label);
[[nodiscard]] Block notice(std::string id, Tone tone, std::string label, std::vector<Block> children = {});
[[nodiscard]] Block details(std::string id, std::string label, std::vector<Block> children);
[[nodiscard]] Block row(std::string label, std::string value);
// A way back: "‹ Mon profil".
[[nodiscard]] Block back_link(std::string label, std::string target);

}  // namespace blocks
}  // namespace passerelle
