#include "packs/skill_addresses.hpp"

#include <vector>

namespace passerelle {
namespace {

constexpr std::uint32_t version = 1;
constexpr std::uint32_t uris_section = 1;  // and 2

}  // namespace

Result<SkillAddresses> SkillAddresses::open(std::string_view bytes, const SkillPack& skills) {
    const Result<PackReader> pack = PackReader::open(bytes, kind, version);
    if (!pack) return pack.error();
    if (pack->refers_to() != skills.identity()) return Error{"pack-other", "", "made for other skills"};
    const Result<TextColumn> uris = pack->texts(uris_section);
    if (!uris) return uris.error();
    if (uris->size() != skills.size()) return Error{"pack-content", "uris", "not one for each skill"};
    return SkillAddresses(*uris);
}

Result<std::optional<std::string>> build_skill_addresses(std::span<const SkillSource> sources,
                                                         const SkillPack& skills) {
    std::vector<std::string> uris(skills.size());
    bool is_shortened = false;
    for (const SkillSource& source : sources) {
        const std::optional<SkillIndex> skill = skills.find_uri(source.uri);
        if (!skill) continue;
        uris[*skill] = source.uri;
        is_shortened = is_shortened || skills.uri(*skill) != source.uri;
    }
    if (!is_shortened) return std::optional<std::string>();
    PackWriter pack(SkillAddresses::kind, version, skills.identity());
    pack.add_texts(uris_section, uris);
    Result<std::string> bytes = pack.finish();
    if (!bytes) return bytes.error();
    return std::optional(std::move(*bytes));
}

}  // namespace passerelle
