// "--name value" pairs and plain arguments of a subcommand.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace passerelle {

class Options {
  public:
    // Nothing when an option is unknown, comes twice or lacks its value: the caller prints its usage and answers 2.
    [[nodiscard]] static std::optional<Options> parse(int argc, const char* const* argv,
                                                      std::initializer_list<std::string_view> known);

    [[nodiscard]] const std::vector<std::string>& plain() const { return plain_; }
    [[nodiscard]] std::string value(std::string_view name, std::string_view otherwise = {}) const;
    // Nothing when the value is not a whole number from 0 to `most`.
    [[nodiscard]] std::optional<std::uint64_t> count(std::string_view name, std::uint64_t otherwise,
                                                     std::uint64_t most) const;

  private:
    std::vector<std::string> plain_;
    std::map<std::string, std::string, std::less<>> values_;
};

}  // namespace passerelle
