#include "packs/offer_packs.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <system_error>
#include <utility>

#include "packs/files.hpp"
#include "taxonomy/regions.hpp"

namespace passerelle {
namespace {

constexpr std::string_view source_ending = ".pack";

std::string sources_of(const std::string& directory) {
    return directory + "/sources";
}

}  // namespace

void name_source(std::vector<OfferSource>& offers, std::string_view source) {
    for (OfferSource& offer : offers) {
        offer.source = source;
        offer.id.insert(0, std::string(source) + "-");
    }
}

Result<std::vector<NewPack>> make_offer_packs(std::vector<OfferSource> offers, const OccupationPack& occupations,
                                              const SkillPack& skills, const PlacePack* places) {
    std::map<std::string, std::vector<OfferSource>> by_region;
    for (OfferSource& offer : offers) {
        const std::optional<Coordinates> position =
            offer.has_position ? std::optional(Coordinates{offer.latitude_e5, offer.longitude_e5}) : std::nullopt;
        const std::string region =
            places == nullptr ? std::string(no_region) : region_of(*places, offer.postcode, offer.place, position);
        offer.reference.clear();
        offer.text_hash = 0;
        by_region[region].push_back(std::move(offer));
    }
    std::vector<NewPack> packs;
    for (const auto& [region, sources] : by_region) {
        Result<std::string> bytes = build_offer_pack(sources, {occupations.identity(), skills.identity()});
        if (!bytes) return bytes.error();
        packs.push_back({"offers", std::move(*bytes), sources.size(), region});
    }
    return packs;
}

Result<std::vector<OfferSource>> read_other_sources(const std::string& directory, std::string_view but,
                                                    const OccupationPack& occupations, const SkillPack& skills,
                                                    ImportReport& report) {
    std::vector<OfferSource> offers;
    std::error_code failure;
    std::vector<std::filesystem::path> files;
    for (std::filesystem::directory_iterator entry(sources_of(directory), failure), end; !failure && entry != end;
         entry.increment(failure)) {
        const bool other = entry->path().stem().string() != but;
        if (other && entry->path().extension() == source_ending) files.push_back(entry->path());
    }
    std::sort(files.begin(), files.end());
    for (const std::filesystem::path& file : files) {
        const Result<std::string> bytes = read_whole_file(file.string());
        if (!bytes) return bytes.error();
        const Result<OfferPack> pack = OfferPack::open(*bytes);
        // One of an earlier program or taxonomy has to be read from its source again.
        if (!pack || pack->taxonomy() != TaxonomyIdentity{occupations.identity(), skills.identity()}) {
            report.count("sources read for other occupations or skills, left out: read them again: " +
                         file.stem().string());
            continue;
        }
        for (std::uint32_t offer = 0; offer < pack->size(); ++offer) {
            OfferSource source = pack->source(offer);
            // Kept by an earlier program with other limits.
            if (check_offer(source)) {
                report.count("offers of other sources that no pack takes any more, left out");
            } else {
                offers.push_back(std::move(source));
            }
        }
    }
    return offers;
}

std::optional<Error> keep_source(const std::string& directory, std::string_view source, std::string_view pack) {
    std::error_code failure;
    std::filesystem::create_directories(sources_of(directory), failure);
    return write_whole_file(sources_of(directory) + "/" + std::string(source) + std::string(source_ending), pack);
}

}  // namespace passerelle
