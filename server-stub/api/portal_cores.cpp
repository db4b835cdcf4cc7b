#include "api/portal_cores.hpp"

#include <algorithm>
#include <cstdio>

namespace passerelle {

namespace {

class PortalCore : public PageCore {
  public:
    PortalCore(const World& world, DocumentAssets assets) : portal_(world, std::move(assets)) {}
    std::string handle(std::string_view message) override { return portal_.handle(message); }

  private:
    Portal portal_;
};

// Occupations first: skills and offers are read with them beside.
int order_of(std::string_view name) {
    if (name == "occupations") return 0;
    if (name.substr(0, 6) == "offers") return 2;
    return 1;
}

DocumentAssets document_assets(const Json& json, const Content& content) {
    DocumentAssets assets;
    assets.product = content.has_text("product.name") ? content.text("product.name") : string_or(json, "product");
    if (content.has_text("product.description")) assets.description = content.text("product.description");
    assets.style = string_or(json, "style");
    assets.script = string_or(json, "script");
    assets.manifest = string_or(json, "manifest");
    assets.icon = string_or(json, "icon");
    for (const auto& [name, value] : object_member(json, "meta").items())
        assets.meta.emplace_back(name, as_string(value));
    return assets;
}

}  // namespace

Json public_manifest(const Json& manifest) {
    Json packs = Json::array();
    for (Json pack : array_member(manifest, "packs")) {
        const std::string name = string_or(pack, "name");
        const std::string region = string_or(pack, "region");
        if (name.empty()) continue;
        if (!region.empty()) pack["name"] = name + "-" + region;
        pack["path"] = "/packs/" + string_or(pack, "file");
        if (const std::string delta = string_or(object_member(pack, "delta"), "file"); !delta.empty()) {
            pack["delta"]["path"] = "/packs/" + delta;
        }
        packs.push_back(std::move(pack));
    }
    return Json{{"packs", std::move(packs)}};
}

Result<std::unique_ptr<PortalCores>> PortalCores::load(const std::filesystem::path& content, const StaticFiles& files,
                                                       const Json& manifest, const Json& document_assets) {
    auto cores = std::make_unique<PortalCores>();
    cores->document_assets_ = document_assets;
    // French first: it is the default.
    for (const std::string language : {"fr", "nl", "de", "en"}) {
        auto bytes = read_whole_file(content / ("content-" + language + ".json"));
        if (!bytes) continue;
        cores->bytes_.push_back(std::make_unique<std::string>(*std::move(bytes)));
        auto world = std::make_unique<World>();
        const auto loaded = world->load_pack("content", *cores->bytes_.back());
        if (!loaded) return loaded.error();
        if (world->content().language() != language) {
            return Error{"content-language", language, "the content pack is of another language than its name"};
        }
        cores->languages_.push_back(language);
        cores->worlds_.emplace(language, std::move(world));
    }
    if (cores->languages_.empty()) {
        return Error{"content-missing", {}, "no content-<language>.json in " + content.string()};
    }

    std::vector<std::pair<std::string, std::string>> packs;
    for (const Json& pack : array_member(manifest, "packs")) {
        packs.emplace_back(string_or(pack, "name"), string_or(pack, "path"));
        // What changed since comes under the same name, after it (the sort is stable).
        if (const std::string delta = string_or(object_member(pack, "delta"), "path"); !delta.empty()) {
            packs.emplace_back(string_or(pack, "name"), delta);
        }
    }
    std::stable_sort(packs.begin(), packs.end(),
                     [](const auto& left, const auto& right) { return order_of(left.first) < order_of(right.first); });
    for (const auto& [name, path] : packs) {
        if (name.substr(0, 7) == "content") continue;
        const std::string* bytes = files.content(path);
        if (bytes == nullptr) {
            std::fprintf(stderr, "passerelle serve: the manifest names %s, which is not there\n", path.c_str());
            continue;
        }
        bool everywhere = true;
        for (const auto& [language, world] : cores->worlds_) {
            const auto loaded = world->load_pack(name, *bytes);
            if (loaded) continue;
            everywhere = false;
            // The portal works without: its pages say that a pack is missing.
            std::fprintf(stderr, "passerelle serve: pack %s is refused: %s %s\n", name.c_str(),
                         loaded.error().code.c_str(), loaded.error().message.c_str());
        }
        if (everywhere) cores->packs_.push_back(name);
    }
    return cores;
}

bool PortalCores::has_pack(std::string_view name) const {
    return std::any_of(packs_.begin(), packs_.end(), [&](const std::string& pack) {
        return pack == name || pack.compare(0, name.size() + 1, std::string(name) + "-") == 0;
    });
}

std::unique_ptr<PageCore> PortalCores::make(std::string_view language) const {
    const World& world = *worlds_.find(language)->second;
    return std::make_unique<PortalCore>(world, document_assets(document_assets_, world.content()));
}

}  // namespace passerelle
