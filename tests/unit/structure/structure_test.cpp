// The structure of the sources themselves: who includes whom, and what a room may know.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

const fs::path root = PASSERELLE_SOURCE_DIR;

// From the bottom up: a room may include itself and those named.
const std::map<std::string, std::vector<std::string>> rooms_below = {
    {"base", {}},
    {"content", {"base"}},
    {"rules", {"base", "content"}},
    {"profile", {"base", "content", "rules"}},
    {"taxonomy", {"base"}},
    {"match", {"base", "content", "taxonomy"}},
    {"sync", {"base", "content", "profile"}},
    {"view", {"base"}},
    {"portal", {"base", "content", "rules", "profile", "taxonomy", "match", "sync", "view"}},
    {"html", {"base", "view"}},
    {"boundary", {"base", "content", "rules", "view", "portal", "html"}},
};

std::vector<fs::path> sources_below(const fs::path& directory) {
    std::vector<fs::path> files;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(directory)) {
        const std::string extension = entry.path().extension().string();
        if (extension == ".cpp" || extension == ".hpp") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::string read(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

std::vector<std::string> includes_of(const fs::path& file) {
    std::vector<std::string> includes;
    std::istringstream lines(read(file));
    for (std::string line; std::getline(lines, line);) {
        if (line.rfind("#include ", 0) != 0) continue;
        const std::size_t end = line.find_first_of("\">", 10);
        includes.push_back(line.substr(9, end - 8));
    }
    return includes;
}

}  // namespace

TEST_CASE("every room of the core is in the order of rooms") {
    std::vector<std::string> unknown;
    for (const fs::directory_entry& entry : fs::directory_iterator(root / "shared"))
        if (entry.is_directory() && !rooms_below.contains(entry.path().filename().string()))
            unknown.push_back(entry.path().filename().string());
    CHECK(unknown.empty());
}

TEST_CASE("a room includes only rooms below it") {
    std::size_t checked = 0;
    for (const auto& [room, below] : rooms_below) {
        for (const fs::path& file : sources_below(root / "shared" / room)) {
            for (const std::string& include : includes_of(file)) {
                if (include.front() != '"') continue;
                const std::string path = include.substr(1, include.size() - 2);
                const std::string other = path.substr(0, path.find('/'));
                INFO(file.string() << " includes " << include);
                // A header beside its source may be named without its room only inside that room.
                const bool known = other == room || std::find(below.begin(), below.end(), other) != below.end();
                CHECK(known);
                ++checked;
            }
        }
    }
    CHECK(checked > 100);
}

TEST_CASE("the core knows no clock, file, thread, randomness or toolchain") {
    const std::vector<std::string> forbidden = {
        "<chrono>",     "<thread>",       "<mutex>", "<random>", "<fstream>", "<iostream>", "<cstdio>",
        "<filesystem>", "<emscripten.h>", "<regex>", "<ctime>",  "<sstream>", "<future>",   "<atomic>"};
    for (const fs::path& file : sources_below(root / "shared")) {
        for (const std::string& include : includes_of(file)) {
            INFO(file.string() << " includes " << include);
            CHECK(std::find(forbidden.begin(), forbidden.end(), include) == forbidden.end());
        }
    }
}

TEST_CASE("only wasm knows Emscripten, and the workbench holds no core") {
    for (const char* folder : {"shared", "server-stub"})
        for (const fs::path& file : sources_below(root / folder)) {
            INFO(file.string());
            CHECK(read(file).find("emscripten") == std::string::npos);
        }
    for (const fs::path& file : sources_below(root / "wasm" / "workbench"))
        for (const std::string& include : includes_of(file)) {
            INFO(file.string() << " includes " << include);
            for (const char* room : {"\"portal/", "\"profile/", "\"rules/", "\"match/", "\"sync/", "\"boundary/"})
                CHECK(include.rfind(room, 0) != 0);
        }
}

TEST_CASE("matching never names what was asked for aids, and facts for it come from a profile only") {
    // Beside the profile's own door: who has no profile here.
    const std::vector<std::string> may_state = {"profile/facts.hpp", "profile/facts.cpp", "content/facts.hpp",
                                                "packs/json_resume.cpp"};
    std::size_t read_files = 0;
    for (const char* folder : {"shared", "server-stub", "wasm"})
        for (const fs::path& file : sources_below(root / folder)) {
            const std::string text = read(file);
            const std::string name = file.generic_string();
            INFO(name);
            ++read_files;
            if (name.find("/shared/match/") != std::string::npos || name.find("/taxonomy/") != std::string::npos)
                for (const char* other : {"AidFacts", "Profile&", "Verdict", "aid_facts"})
                    CHECK(text.find(other) == std::string::npos);
            const bool allowed = std::any_of(may_state.begin(), may_state.end(),
                                             [&](const std::string& one) { return name.ends_with(one); });
            if (!allowed) CHECK(text.find("stated_match_facts") == std::string::npos);
        }
    CHECK(read_files > 150);
}

TEST_CASE("no sentence for people stands in the code") {
    // Accented letters in string literals of the core are texts that escaped the PO files; comments may have them.
    for (const char* folder : {"shared/portal", "shared/html", "shared/profile", "shared/rules"}) {
        for (const fs::path& file : sources_below(root / folder)) {
            std::istringstream lines(read(file));
            for (std::string line; std::getline(lines, line);) {
                const std::string code = line.substr(0, line.find("//"));
                INFO(file.string() << ": " << line);
                for (const char* letter : {"\xC3\xA9", "\xC3\xA8", "\xC3\xA0", "\xC3\xAA", "\xC3\xA7"})
                    CHECK(code.find(letter) == std::string::npos);
            }
        }
    }
}
