#include "packs/make_packs.hpp"

#include <algorithm>
#include <utility>

#include "packs/demo_offers.hpp"

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
    std::vector<NewPack> packs;
    packs.push_back({"occupations", std::move(*occupation_bytes), data.occupations.size(), {}});
    packs.push_back({"skills", std::move(*skill_bytes), data.skills.size(), {}});
    return packs;
}

Result<NewPack> make_place_pack(const std::vector<PlaceSource>& places) {
    Result<std::string> bytes = build_place_pack(places);
    if (!bytes) return bytes.error();
    const Result<PlacePack> pack = PlacePack::open(*bytes);
    if (!pack) return pack.error();
    const std::size_t count = pack->size();
    return NewPack{"places", std::move(*bytes), count, {}};
}

Result<NewPack> make_offer_pack(const std::vector<OfferSource>& offers, const OccupationPack& occupations,
                                const SkillPack& skills) {
    Result<std::string> bytes = build_offer_pack(offers, {occupations.identity(), skills.identity()});
    if (!bytes) return bytes.error();
    return NewPack{"offers", std::move(*bytes), offers.size(), {}};
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
    Result<NewPack> offer_pack = make_offer_pack(sources, *occupations, *skills);
    if (!offer_pack) return offer_pack.error();
    packs->push_back(std::move(*places));
    packs->push_back(std::move(*offer_pack));
    return packs;
}

void add_occupation_skills(OfferSource& offer, const SkillPack& skills) {
    if (!offer.occupation) return;
    for (const SkillIndex skill : skills.essential(*offer.occupation)) {
        const bool named = std::any_of(offer.skills.begin(), offer.skills.end(),
                                       [&](const OfferSkill& other) { return other.index == skill; });
        if (!named) offer.skills.push_back({skill, true, SkillOrigin::occupation});
    }
}

}  // namespace passerelle
