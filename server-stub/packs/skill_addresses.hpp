// The whole URIs of skills whose pack keeps shortened ones (SkillPack::uri), as a pack of its own: what writes URIs
// down for other programs reads it, a device never does.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/pack.hpp"
#include "base/result.hpp"
#include "taxonomy/taxonomy.hpp"

namespace passerelle {

class SkillAddresses {
  public:
    static constexpr std::uint32_t kind = four_letters("sadr");
    // `bytes` as for every pack. Errors: those of PackReader, "pack-other" when it was made for other skills,
    // "pack-content" when it does not have one for each.
    [[nodiscard]] static Result<SkillAddresses> open(std::string_view bytes, const SkillPack& skills);
    [[nodiscard]] std::string_view operator[](SkillIndex skill) const { return uris_[skill]; }

  private:
    explicit SkillAddresses(TextColumn uris) : uris_(uris) {}
    TextColumn uris_;
};

// Empty when the pack of these skills keeps every URI whole.
[[nodiscard]] Result<std::optional<std::string>> build_skill_addresses(std::span<const SkillSource> sources,
                                                                       const SkillPack& skills);

}  // namespace passerelle
