#include "packs/make_packs.hpp"

#include <utility>

#include "packs/demo_offers.hpp"
#include "packs/skill_addresses.hpp"

namespace passerelle {

Result<std::vector<NewPack>> make_taxonomy_packs(const EscoData& data, const std::string& language,
                                                 ImportReport& report) {
    Result<std::string> occupation_bytes = build_occupation_pack(data.occupations, language);
    if (!occupation_bytes) return occupation_bytes.error();
    Result<OccupationPack> occupations = OccupationPack::open(*occupation_bytes);
    if (!occupations) return occupations.error();
    std::size_t left_out = 0;
    Result<std::string> skill_bytes = build_skill_pack(data.skills, data.links, *occupations, language, &left_out);
    if (!skill_bytes) return skill_bytes.error();
    report.count("links with an end that is no concept here, left out", left_out);
    Result<SkillPack> skills = SkillPack::open(*skill_bytes, *occupations);
    if (!skills) return skills.error();
    Result<std::optional<std::string>> addresses = build_skill_addresses(data.skills, *skills);
    if (!addresses) return addresses.error();
    std::vector<NewPack> packs;
    packs.push_back({"occupations", std::move(*occupation_bytes), data.occupations.size(), {}});
    packs.push_back({"skills", std::move(*skill_bytes), data.skills.size(), {}});
    if (*addresses) packs.push_back({"skill-addresses", std::move(**addresses), data.skills.size(), {}});
    return packs;
}

Result<NewPack> make_knowledge_pack(const std::vector<TrainingText>& texts, const OccupationPack& occupations,
                                    const TrainingOptions& options, const std::function<void(int percent)>& progress) {
    std::vector<std::uint16_t> isco_codes;
    for (std::size_t i = 0; i < occupations.size(); ++i)
        isco_codes.push_back(occupations.isco(static_cast<OccupationIndex>(i)));
    const Result<Knowledge::Parts> parts = train_knowledge(texts, isco_codes, options, progress);
    if (!parts) return parts.error();
    Result<std::string> bytes = Knowledge::write(*parts, occupations.identity());
    if (!bytes) return bytes.error();
    return NewPack{"knowledge", std::move(*bytes), parts->concepts.size(), {}};
}

Result<NewPack> make_place_pack(const std::vector<PlaceSource>& places) {
    Result<std::string> bytes = build_place_pack(places);
    if (!bytes) return bytes.error();
    const Result<PlacePack> pack = PlacePack::open(*bytes);
    if (!pack) return pack.error();
    const std::size_t count = pack->size();
    return NewPack{"places", std::move(*bytes), count, {}};
}

Result<std::vector<NewPack>> make_demo_packs(const DemoRegion& region, std::uint64_t seed, std::uint32_t offers,
                                             CivilDate today) {
    ImportReport report;
    const EscoData data{occupation_sources(region), skill_sources(region), link_sources(region)};
    Result<std::vector<NewPack>> packs = make_taxonomy_packs(data, "fr", report);
    if (!packs) return packs.error();
    Result<OccupationPack> occupations = OccupationPack::open((*packs)[0].bytes);
    if (!occupations) return occupations.error();
    Result<SkillPack> skills = SkillPack::open((*packs)[1].bytes, *occupations);
    if (!skills) return skills.error();
    Result<NewPack> places = make_place_pack(place_sources(region));
    if (!places) return places.error();
    std::vector<OfferSource> sources = demo_offers(region, *occupations, *skills, seed, offers, today);
    for (OfferSource& source : sources) add_occupation_skills(source, *skills);
    const Result<PlacePack> place_pack = PlacePack::open(places->bytes);
    if (!place_pack) return place_pack.error();
    Result<std::vector<NewPack>> offer_packs =
        make_offer_packs(std::move(sources), *occupations, *skills, &*place_pack);
    if (!offer_packs) return offer_packs.error();
    packs->push_back(std::move(*places));
    for (NewPack& pack : *offer_packs) packs->push_back(std::move(pack));
    return packs;
}

}  // namespace passerelle
