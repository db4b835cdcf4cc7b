// The measures of the repository, read from its own content folder.
#pragma once

#include <algorithm>
#include <vector>

#include "rules/measure.hpp"
#include "suites.hpp"

namespace passerelle::test {

inline Json measures_json() {
    std::vector<std::filesystem::path> paths;
    for (const auto& file : std::filesystem::directory_iterator(measures_folder())) {
        if (file.path().extension() == ".json") paths.push_back(file.path());
    }
    std::sort(paths.begin(), paths.end());
    Json array = Json::array();
    for (const auto& path : paths) array.push_back(read_json(path).value_or(Json()));
    return array;
}

inline const Answers& all_answers() {
    static const Answers answers = [] {
        const auto questions =
            load_questions(read_json(measures_folder().parent_path() / "questions.json").value_or(Json()));
        return questions ? Answers(*questions) : Answers();
    }();
    return answers;
}

inline const std::vector<Measure>& all_measures() {
    static const std::vector<Measure> measures = [] {
        auto loaded = load_measures(measures_json(), Examples::required, all_answers());
        if (!loaded) std::fprintf(stderr, "%s: %s\n", loaded.error().field.c_str(), loaded.error().message.c_str());
        return loaded ? std::move(loaded).value() : std::vector<Measure>();
    }();
    return measures;
}

}  // namespace passerelle::test
