// The real core behind the pages: one World a language, built at the start from the content packs and the packs.
#pragma once

#include <filesystem>
#include <map>

#include "api/page_core.hpp"
#include "api/static_files.hpp"
#include "boundary/boundary.hpp"

namespace passerelle {

// The manifest of the packs as browsers get it: {"packs":[{"name","path","delta":{"path"},...}]}, from the folder's
// manifest.json, whose entries name files. Packs cut by region are named "offers-<region>".
[[nodiscard]] Json public_manifest(const Json& manifest);

class PortalCores : public PageCores {
  public:
    // `content`: a folder of content packs "content-<language>.json"; the pack bytes are those of `files`, which must
    // outlive it. `manifest`: as public_manifest answers it; `document_assets`: the web build's document.json.
    // Error: "content-missing", "content-language", or what the World refuses a pack for.
    [[nodiscard]] static Result<std::unique_ptr<PortalCores>> load(const std::filesystem::path& content,
                                                                   const StaticFiles& files, const Json& manifest,
                                                                   const Json& document_assets);

    [[nodiscard]] const std::vector<std::string>& languages() const override { return languages_; }
    [[nodiscard]] bool has_pack(std::string_view name) const override;
    [[nodiscard]] std::unique_ptr<PageCore> make(std::string_view language) const override;

    // Any language's: for what is the same in all.
    [[nodiscard]] const Content& content() const { return worlds_.begin()->second->content(); }

  private:
    std::vector<std::string> languages_;
    std::map<std::string, std::unique_ptr<World>, std::less<>> worlds_;
    std::vector<std::unique_ptr<std::string>> bytes_;  // of the content packs: the Worlds point into them
    std::vector<std::string> packs_;
    Json document_assets_;
};

}  // namespace passerelle
