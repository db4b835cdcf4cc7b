#include "packs/name_list.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.hpp"
#include "packs/files.hpp"

namespace passerelle {

Result<NameList> NameList::read(const std::string& path, const OccupationPack* occupations) {
    Result<std::string> text = read_whole_file(path);
    if (!text) return text.error();
    NameList list;
    State& state = *list.state_;
    state.text = to_valid_utf8(*text);
    std::map<std::string_view, std::uint32_t> concept_of;
    std::vector<Finder::Place> places;
    std::size_t line_number = 0;
    for (std::string_view line : split(state.text, '\n')) {
        ++line_number;
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty()) continue;
        const std::vector<std::string_view> cells = split(line, '\t');
        if (cells.size() < 2 || cells.size() > 3 || cells[0].empty())
            return Error{"names-line", path, path + ":" + std::to_string(line_number) + ": not id, name and URI"};
        auto index = static_cast<std::uint32_t>(places.size());
        const std::string_view uri = cells.size() == 3 ? cells[2] : std::string_view();
        bool fresh = true;
        if (!uri.empty()) {
            const auto [place, added] = concept_of.try_emplace(uri, index);
            index = place->second;
            fresh = added;
        }
        if (fresh) places.push_back(occupations == nullptr ? Finder::Place{} : occupations->place_of(uri));
        state.ids.push_back(cells[0]);
        state.names.push_back({cells[1], index});
    }
    state.finder = std::make_unique<Finder>(state.names, static_cast<std::uint32_t>(places.size()), places);
    if (occupations != nullptr && occupations->has_knowledge()) state.finder->attach(occupations->knowledge());
    return list;
}

std::vector<NameList::Match> NameList::find(std::string_view typed, std::size_t limit) const {
    std::vector<Match> matches;
    for (const Found& found : state_->finder->find(typed, limit)) {
        // The label views the text of exactly one name.
        const auto name = std::find_if(state_->names.begin(), state_->names.end(),
                                       [&](const Finder::Name& one) { return one.text.data() == found.label.data(); });
        matches.push_back(
            {state_->ids[static_cast<std::size_t>(name - state_->names.begin())], found.label, found.score});
    }
    return matches;
}

}  // namespace passerelle
