#include "content/content.hpp"

#include <algorithm>
#include <cstdlib>

namespace passerelle {
namespace {

// Unicode CLDR's cardinal rules for the whole numbers of our languages: French counts 0 as singular, the others do not.
bool is_singular(std::string_view language, std::int64_t count) {
    return count == 1 || (count == 0 && language == "fr");
}

// One pass from left to right, so that a value holding "{name}" stays what the person typed.
std::string fill(std::string_view pattern,
                 const std::vector<std::pair<std::string_view, std::string_view>>& arguments) {
    std::string filled;
    filled.reserve(pattern.size());
    for (std::size_t at = 0; at < pattern.size();) {
        const std::size_t open = pattern.find('{', at);
        const std::size_t close = open == std::string_view::npos ? open : pattern.find('}', open);
        if (close == std::string_view::npos) {
            filled += pattern.substr(at);
            break;
        }
        const std::string_view name = pattern.substr(open + 1, close - open - 1);
        const auto argument =
            std::find_if(arguments.begin(), arguments.end(), [&](const auto& pair) { return pair.first == name; });
        filled += pattern.substr(at, open - at);
        if (argument == arguments.end()) {
            filled += '{';
            at = open + 1;
        } else {
            filled += argument->second;
            at = close + 1;
        }
    }
    return filled;
}

}  // namespace

std::string_view purpose_name(Purpose purpose) {
    switch (purpose) {
        case Purpose::contact:
            return "contact";
        case Purpose::match:
            return "match";
        case Purpose::aid:
            return "aid";
        case Purpose::follow_up:
            return "follow_up";
    }
    return {};
}

const Section* Content::section(std::string_view id) const {
    const auto found =
        std::find_if(sections_.begin(), sections_.end(), [&](const Section& section) { return section.id == id; });
    return found == sections_.end() ? nullptr : &*found;
}

const Question* Content::question(std::string_view section_id, std::string_view id) const {
    const auto found = std::find_if(questions_.begin(), questions_.end(), [&](const Question& question) {
        if (question.id != id) return false;
        if (question.section == section_id) return true;
        if (!section_id.empty()) return false;
        const Section* own = section(question.section);
        return own != nullptr && !own->is_list;
    });
    return found == questions_.end() ? nullptr : &*found;
}

std::vector<const Question*> Content::questions_of(std::string_view section_id) const {
    std::vector<const Question*> found;
    for (const Question& question : questions_) {
        if (question.section == section_id) found.push_back(&question);
    }
    return found;
}

std::string Content::text(std::string_view key) const {
    const auto found = texts_.find(key);
    return found == texts_.end() ? "\u00AB" + std::string(key) + "\u00BB" : found->second;
}

std::string Content::text(std::string_view key, Arguments arguments) const {
    return fill(text(key), arguments);
}

std::string Content::counted(std::string_view key, std::int64_t count, Arguments arguments) const {
    const std::string grouped = number(count);
    std::vector<std::pair<std::string_view, std::string_view>> all(arguments);
    all.emplace_back("count", grouped);
    return fill(text(std::string(key) + (is_singular(language_, count) ? ".one" : ".other")), all);
}

bool Content::has_text(std::string_view key) const {
    return texts_.find(key) != texts_.end();
}

std::string Content::number(std::int64_t value) const {
    const std::string digits = std::to_string(value);
    const std::string separator = text("number.group");
    const std::size_t first = digits[0] == '-' ? 1 : 0;
    std::string grouped;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > first && (digits.size() - i) % 3 == 0) grouped += separator;
        grouped += digits[i];
    }
    return grouped;
}

std::string Content::money(std::int64_t cents) const {
    std::string amount = number(cents / 100);
    const std::string rest = std::to_string(std::abs(cents % 100));
    if (rest != "0") amount += text("number.decimal") + (rest.size() == 1 ? "0" : "") + rest;
    return text("number.money", {{"amount", amount}});
}

}  // namespace passerelle
