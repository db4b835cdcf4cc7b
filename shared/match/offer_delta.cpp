#include "match/offer_delta.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "base/pack.hpp"

namespace passerelle {
namespace {

constexpr std::uint32_t delta_kind = four_letters("ofdl");
constexpr std::uint32_t delta_version = 1;
constexpr std::uint32_t result_section = 1;
constexpr std::uint32_t removed_section = 2;
constexpr std::uint32_t added_section = 3;

Error wrong_content(const char* what) {
    return {"pack-content", what, "a delta of offers"};
}

}  // namespace

bool is_offer_delta(std::string_view bytes) {
    const Result<PackReader> pack = PackReader::open(bytes);
    return pack && pack->kind() == delta_kind;
}

Result<std::string> build_offer_delta(const OfferPack& base, const OfferPack& now) {
    if (base.taxonomy() != now.taxonomy()) return Error{"delta-taxonomy", "", "packs of different taxonomies"};
    std::map<std::string_view, std::uint32_t> in_base;
    for (std::uint32_t offer = 0; offer < base.size(); ++offer) in_base.emplace(base.id(offer), offer);
    std::vector<bool> stays(base.size(), false);
    std::vector<OfferSource> added;
    for (std::uint32_t offer = 0; offer < now.size(); ++offer) {
        const auto known = in_base.find(now.id(offer));
        OfferSource source = now.source(offer);
        if (known != in_base.end() && base.source(known->second) == source) {
            stays[known->second] = true;
        } else {
            added.push_back(std::move(source));
        }
    }
    std::vector<std::uint32_t> removed;
    for (std::uint32_t offer = 0; offer < base.size(); ++offer) {
        if (!stays[offer]) removed.push_back(offer);
    }
    const Result<std::string> pack_of_added = build_offer_pack(added, now.taxonomy());
    if (!pack_of_added) return pack_of_added.error();
    PackWriter pack(delta_kind, delta_version, base.identity());
    pack.add(result_section, std::vector<std::uint64_t>{now.identity()});
    pack.add(removed_section, removed);
    pack.add(added_section, std::string_view(*pack_of_added));
    return pack.finish();
}

Result<std::string> apply_offer_delta(const OfferPack& base, std::string_view delta) {
    const Result<PackReader> pack = PackReader::open(delta, delta_kind, delta_version);
    if (!pack) return pack.error();
    if (pack->refers_to() != base.identity()) return Error{"pack-other", "", "made for another pack of offers"};
    const auto result = pack->column<std::uint64_t>(result_section, 1);
    const auto removed = pack->column<std::uint32_t>(removed_section);
    const auto added_bytes = pack->bytes(added_section);
    if (!result || !removed || !added_bytes) return wrong_content("columns");
    const Result<OfferPack> added = OfferPack::open(*added_bytes);
    if (!added) return added.error();
    if (added->taxonomy() != base.taxonomy()) return wrong_content("taxonomy");

    std::vector<OfferSource> offers;
    std::size_t next = 0;  // of the removed ones
    for (std::uint32_t offer = 0; offer < base.size(); ++offer) {
        if (next < removed->size() && (*removed)[next] == offer) {
            ++next;
        } else {
            offers.push_back(base.source(offer));
        }
    }
    // Also when they were not ascending or passed the end.
    if (next != removed->size()) return wrong_content("removed");
    for (std::uint32_t offer = 0; offer < added->size(); ++offer) offers.push_back(added->source(offer));
    Result<std::string> whole = build_offer_pack(offers, base.taxonomy());
    if (!whole) return wrong_content("offers");
    const Result<OfferPack> opened = OfferPack::open(*whole);
    if (!opened || opened->identity() != (*result)[0]) return wrong_content("result");
    return whole;
}

}  // namespace passerelle
