// Shared by the tests of packs: a directory of their own, and the data that nobody here wrote.
#pragma once

#include <stdlib.h>  // mkdtemp

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <string>
#include <system_error>

namespace passerelle::test {

// Removed with everything in it at the end of the test.
class TemporaryDirectory {
  public:
    TemporaryDirectory() : path_((std::filesystem::temp_directory_path() / "passerelle-test-XXXXXX").string()) {
        REQUIRE(mkdtemp(path_.data()) != nullptr);
    }
    ~TemporaryDirectory() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] std::string file(const std::string& name) const { return path_ + "/" + name; }

  private:
    std::string path_;
};

[[nodiscard]] inline std::string region_directory() {
    return PASSERELLE_SOURCE_DIR "/shared/content/region";
}

// Skips the test when the path is not there.
[[nodiscard]] inline std::string data_path(const std::string& name) {
    const std::string path = std::string(PASSERELLE_DATA_DIR) + "/" + name;
    if (!std::filesystem::exists(path)) SKIP("no test data: " + path + " is absent");
    return path;
}

}  // namespace passerelle::test
