#include "data.hpp"

#include "support/tsv.hpp"

namespace passerelle::test {

std::unique_ptr<TitleSet> read_titles(const std::string& name) {
    const std::string folder = std::string(PASSERELLE_DATA_DIR) + "/titles/" + name + "/";
    auto set = std::make_unique<TitleSet>();
    std::map<std::string, std::string> uris;
    for (const auto& row : rows_of(folder + "concept_mapping.tsv")) uris[row.at(0)] = row.at(1);
    std::map<std::string, std::uint32_t> concepts;
    std::map<std::string, std::uint32_t> concept_of_name;
    for (const auto& row : rows_of(folder + "corpus_elements.tsv")) {
        const std::string& uri = uris[row.at(0)];
        const auto [place, fresh] = concepts.try_emplace(uri, static_cast<std::uint32_t>(concepts.size()));
        if (fresh) set->places.push_back({{}, uri.find("/isco/") != std::string::npos, {}, {}});
        concept_of_name[row.at(0)] = place->second;
        set->texts.push_back(row.at(1));
        set->names.push_back({{}, place->second});
    }
    for (std::size_t i = 0; i < set->texts.size(); ++i) set->names[i].text = set->texts[i];
    set->concepts = static_cast<std::uint32_t>(concepts.size());
    std::map<std::string, std::set<std::uint32_t>> right;
    for (const auto& row : rows_of(folder + "annotations.tsv")) right[row.at(0)].insert(concept_of_name[row.at(2)]);
    for (const auto& row : rows_of(folder + "queries.tsv")) set->queries.push_back({row.at(1), right[row.at(0)]});
    return set->queries.empty() || set->names.empty() ? nullptr : std::move(set);
}

}  // namespace passerelle::test
