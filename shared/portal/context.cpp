#include "portal/context.hpp"

namespace passerelle::blocks {
namespace {

Block make(Role role, std::string label) {
    Block block;
    block.role = role;
    block.label = std::move(label);
    return block;
}

}  // namespace

Block heading(std::int32_t level, std::string label) {
    Block block = make(Role::heading, std::move(label));
    block.level = level;
    return block;
}

Block paragraph(std::string label) {
    return make(Role::paragraph, std::move(label));
}

Block link(std::string label, std::string target) {
    Block block = make(Role::link, std::move(label));
    block.target = std::move(target);
    return block;
}

Block button(std::string action, std::string label, Emphasis emphasis) {
    Block block = make(Role::button, std::move(label));
    block.name = std::move(action);
    block.emphasis = emphasis;
    return block;
}

Block group(std::string id, std::vector<Block> children) {
    Block block = make(Role::group, "");
    block.id = std::move(id);
    block.children = std::move(children);
    return block;
}

Block form(std::string id, std::string target, std::vector<Block> children) {
    Block block = make(Role::form, "");
    block.id = std::move(id);
    block.target = std::move(target);
    block.children = std::move(children);
    return block;
}

Block list(std::vector<Block> items) {
    Block block = make(Role::list, "");
    block.children = std::move(items);
    return block;
}

Block item(std::string label) {
    return make(Role::list_item, std::move(label));
}

Block tag(Tone tone, std::string label) {
    Block block = make(Role::tag, std::move(label));
    block.tone = tone;
    return block;
}

Block notice(std::string id, Tone tone, std::string label, std::vector<Block> children) {
    Block block = make(Role::notice, std::move(label));
    block.id = std::move(id);
    block.tone = tone;
    block.children = std::move(children);
    return block;
}

Block details(std::string id, std::string label, std::vector<Block> children) {
    Block block = make(Role::details, std::move(label));
    block.id = std::move(id);
    block.children = std::move(children);
    return block;
}

Block row(std::string label, std::string value) {
    Block block = make(Role::summary_row, std::move(label));
    block.value = std::move(value);
    return block;
}

Block back_link(std::string label, std::string target) {
    Block block = link(std::move(label), std::move(target));
    block.icon = "back";
    return block;
}

}  // namespace passerelle::blocks

namespace passerelle {
namespace {

std::string two_digits(std::int64_t number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
}

}  // namespace

std::string moment_text(const Context& context, std::int64_t at_ms) {
    const std::int64_t local_min = at_ms / 60'000 + context.model.moment.utc_offset_min;
    const std::int64_t days = local_min >= 0 ? local_min / 1440 : (local_min - 1439) / 1440;
    const std::int64_t minute = local_min - days * 1440;
    return context.text(
        "status.moment",
        {{"date", display_date(CivilDate::from_days(static_cast<std::int32_t>(days)), context.content())},
         {"time", two_digits(minute / 60) + ":" + two_digits(minute % 60)}});
}

}  // namespace passerelle
