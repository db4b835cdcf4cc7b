// Any bytes as a pack: refused, or every part of it can be read and leads nowhere outside. The first byte chooses the
// kind. As a checksum would stop nearly everything, the frame of a second reading is made right first (magic, size,
// checksum, the pack it belongs to), so that the columns are what is tried.
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "base/pack.hpp"
#include "match/candidates.hpp"
#include "match/offer_delta.hpp"
#include "taxonomy/places.hpp"
#include "taxonomy/regions.hpp"
#include "taxonomy/taxonomy.hpp"

namespace {

using namespace passerelle;

[[noreturn]] void broken() {
    std::abort();
}

struct Fixed {
    std::string occupation_bytes, skill_bytes, offer_bytes;
    Result<OccupationPack> occupations = Error{};
    Result<OfferPack> offers = Error{};

    Fixed() {
        const std::vector<OccupationSource> sources = {
            {"http://example.org/o/1", "7112", "maçon/maçonne", {"briqueteur"}},
            {"http://example.org/o/2", "2221", "infirmier", {}}};
        occupation_bytes = build_occupation_pack(sources, "fr").value();
        occupations = OccupationPack::open(occupation_bytes);
        std::vector<OfferSource> some(3);
        for (std::size_t index = 0; index < some.size(); ++index) {
            some[index].id = "o-" + std::to_string(index);
            some[index].title = "Maçon";
            some[index].occupation = static_cast<std::uint16_t>(index % 2);
            some[index].skills = {{1, true, SkillOrigin::listed, 100}};
        }
        offer_bytes = build_offer_pack(some, {occupations->identity(), 7}).value();
        offers = OfferPack::open(offer_bytes);
    }
};

void read_offers(std::string_view bytes) {
    const Result<OfferPack> pack = OfferPack::open(bytes);
    if (!pack) {
        if (pack.error().code.empty()) broken();
        return;
    }
    std::vector<OfferSource> sources;
    for (std::uint32_t offer = 0; offer < pack->size(); ++offer) {
        sources.push_back(pack->source(offer));
        if (!pack->find(pack->id(offer))) broken();
    }
    // What opens can be refused by the builder (an id twice), and what the builder makes of it always opens.
    const Result<std::string> again = build_offer_pack(sources, pack->taxonomy());
    if (again && !OfferPack::open(*again)) broken();
}

template <typename Pack>
void read_concepts(const Pack& pack) {
    for (std::size_t index = 0; index < pack.size(); ++index) {
        const auto at = static_cast<std::uint16_t>(index);
        (void)pack.alternatives(at);
        (void)pack.find_uri(pack.uri(at));
        if (index < 4) (void)pack.find(pack.label(at), 3);
    }
}

void read_places(std::string_view bytes) {
    const Result<PlacePack> pack = PlacePack::open(bytes);
    if (!pack) return;
    (void)all_regions(*pack);
    for (std::size_t index = 0; index < pack->size() && index < 4; ++index) {
        const auto place = static_cast<PlaceIndex>(index);
        (void)pack->find(pack->locality(place), 3);
        (void)region_of(*pack, pack->postcode(place), pack->commune(place), pack->where(place));
        (void)regions_within(*pack, pack->where(place), 10);
    }
}

void read_knowledge(std::string_view bytes, const Fixed& fixed) {
    Result<OccupationPack> pack = OccupationPack::open(fixed.occupation_bytes);
    if (!pack || !pack->attach(bytes)) return;
    (void)pack->find("macon", 3);
}

void read_candidates(std::string_view bytes) {
    const Result<CandidatePack> pack = CandidatePack::open(bytes);
    if (!pack) return;
    for (std::uint32_t candidate = 0; candidate < pack->size(); ++candidate) {
        (void)pack->card(candidate);
        if (!pack->find(pack->pseudonym(candidate))) broken();
    }
}

void read_as(std::uint8_t kind, std::string_view bytes, const Fixed& fixed) {
    switch (kind % 7) {
        case 0:
            return read_offers(bytes);
        case 1: {
            const Result<OccupationPack> pack = OccupationPack::open(bytes);
            if (pack) read_concepts(*pack);
            return;
        }
        case 2: {
            const Result<SkillPack> pack = SkillPack::open(bytes, *fixed.occupations);
            if (!pack) return;
            read_concepts(*pack);
            for (std::uint16_t occupation = 0; occupation < 2; ++occupation) {
                for (const SkillIndex skill : pack->essential(occupation)) (void)pack->essential_for(skill);
                for (const SkillIndex skill : pack->optional(occupation)) (void)pack->optional_for(skill);
            }
            return;
        }
        case 3:
            return read_places(bytes);
        case 4:
            return read_knowledge(bytes, fixed);
        case 5:
            return read_candidates(bytes);
        default: {
            const Result<std::string> whole = apply_offer_delta(*fixed.offers, bytes);
            if (whole && !OfferPack::open(*whole)) broken();
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* input, std::size_t size) {
    static const Fixed fixed;
    if (size < 1) return 0;
    const std::uint8_t kind = input[0];
    std::string bytes(reinterpret_cast<const char*>(input) + 1, size - 1);
    read_as(kind, bytes, fixed);

    constexpr std::size_t header_size = 48;
    if (bytes.size() < header_size) return 0;
    bytes.resize((bytes.size() + 7) / 8 * 8, '\0');
    const auto put = [&](std::size_t at, const auto& value) { std::memcpy(bytes.data() + at, &value, sizeof value); };
    std::memcpy(bytes.data(), "PASSPACK", 8);
    put(8, pack_format);
    put(40, std::uint64_t{bytes.size()});
    if (kind % 7 == 2 || kind % 7 == 4) put(24, fixed.occupations->identity());
    if (kind % 7 == 6) put(24, fixed.offers->identity());
    put(16, xxh64(std::string_view(bytes).substr(24)));
    read_as(kind, bytes, fixed);
    return 0;
}
