#include "packs/pack_set.hpp"

#include <algorithm>
#include <utility>

#include "base/pack.hpp"
#include "packs/manifest.hpp"

namespace passerelle {
namespace {

constexpr std::uint32_t occupation_kind = four_letters("occu");
constexpr std::uint32_t knowledge_kind = four_letters("know");
constexpr std::uint32_t skill_kind = four_letters("skil");
constexpr std::uint32_t place_kind = four_letters("plac");
constexpr std::uint32_t offer_kind = four_letters("offr");

Error in_file(Error error, const InputFile& file) {
    error.field = file.name;
    return error;
}

template <typename Pack>
std::optional<Error> keep(Result<Pack> pack, const InputFile& file, std::optional<Pack>& into) {
    if (!pack) return in_file(pack.error(), file);
    if (into) return Error{"pack-twice", file.name, "a second pack of this kind"};
    into.emplace(std::move(pack).value());
    return std::nullopt;
}

}  // namespace

Result<PackSet> PackSet::open(std::vector<InputFile> files) {
    PackSet packs;
    State& state = *packs.state_;
    state.files = std::move(files);
    std::vector<const InputFile*> skills;  // they look into the occupations, which may stand after them
    const InputFile* knowledge = nullptr;  // likewise
    const InputFile* addresses = nullptr;  // and these into the skills
    for (const InputFile& file : state.files) {
        const Result<PackReader> reader = PackReader::open(file.text);
        if (!reader) return in_file(reader.error(), file);
        std::optional<Error> error;
        if (reader->kind() == occupation_kind) {
            error = keep(OccupationPack::open(file.text), file, state.occupations);
        } else if (reader->kind() == skill_kind) {
            skills.push_back(&file);
        } else if (reader->kind() == knowledge_kind) {
            if (knowledge != nullptr) error = Error{"pack-twice", file.name, "a second pack of this kind"};
            knowledge = &file;
        } else if (reader->kind() == SkillAddresses::kind) {
            if (addresses != nullptr) error = Error{"pack-twice", file.name, "a second pack of this kind"};
            addresses = &file;
        } else if (reader->kind() == place_kind) {
            error = keep(PlacePack::open(file.text), file, state.places);
        } else if (reader->kind() == offer_kind) {
            Result<OfferPack> offers = OfferPack::open(file.text);
            if (!offers) return in_file(offers.error(), file);
            const bool met = std::any_of(state.offers.begin(), state.offers.end(), [&](const OfferPack* other) {
                return other->identity() == offers->identity();
            });
            if (met) continue;
            state.opened.push_back(std::make_unique<OfferPack>(std::move(offers).value()));
            state.offers.push_back(state.opened.back().get());
        } else {
            error = Error{"pack-kind", file.name, "neither occupations nor their knowledge, skills, places or offers"};
        }
        if (error) return *error;
    }
    if (knowledge != nullptr && state.occupations) {
        const Result<bool> attached = state.occupations->attach(knowledge->text);
        if (!attached) return in_file(attached.error(), *knowledge);
    }
    for (const InputFile* file : skills) {
        if (!state.occupations) break;
        if (std::optional<Error> error = keep(SkillPack::open(file->text, *state.occupations), *file, state.skills))
            return *error;
    }
    if (addresses != nullptr && state.skills) {
        Result<SkillAddresses> opened = SkillAddresses::open(addresses->text, *state.skills);
        if (!opened) return in_file(opened.error(), *addresses);
        state.addresses.emplace(*opened);
    }
    return packs;
}

Result<PackSet> PackSet::open_files(std::span<const std::string> paths) {
    std::vector<InputFile> files;
    for (const std::string& path : paths) {
        Result<std::string> bytes = read_whole_file(path);
        if (!bytes) return Error{bytes.error().code, path, bytes.error().message};
        files.push_back({path, std::move(bytes).value()});
    }
    return open(std::move(files));
}

Result<PackSet> PackSet::open(const std::string& directory) {
    Result<std::vector<StoredPack>> packs = read_packs(directory);
    if (!packs) return packs.error();
    std::vector<InputFile> files;
    for (StoredPack& pack : *packs) files.push_back({pack_name(pack.name, pack.region), std::move(pack.bytes)});
    return open(std::move(files));
}

}  // namespace passerelle
