#include "boundary/boundary.hpp"

#include <algorithm>

#include "portal/pages.hpp"
#include "portal/update.hpp"
#include "rules/expression.hpp"

namespace passerelle {
namespace {

enum class Face { html, blocks, document };

Face face_from(std::string_view name, Face otherwise) {
    if (name == "html") return Face::html;
    if (name == "blocks") return Face::blocks;
    if (name == "document") return Face::document;
    return otherwise;
}

bool is_life(std::string_view text) {
    return text.size() <= 16 && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
           });
}

std::string refuse(const Error& error) {
    return dump_json({{"error", {{"code", error.code}, {"field", error.field}, {"message", error.message}}}});
}

// A rule on its own, of neither a person nor a page: what `passerelle rules eval` does, on the device.
std::string evaluated(const Json& message) {
    const std::string dialect = string_or(message, "dialect");
    if (dialect != "certlogic" && dialect != "jsonlogic")
        return refuse({"message-shape", "dialect", "certlogic or jsonlogic"});
    const Json* rule = member(message, "rule");
    if (rule == nullptr) return refuse({"message-shape", "rule", "no rule"});
    const Json* data = member(message, "data");
    const Result<Json> result = evaluate_two_valued(*rule, data == nullptr ? Json() : *data,
                                                    dialect == "certlogic" ? Dialect::certlogic : Dialect::jsonlogic);
    return result ? dump_json({{"result", *result}}) : refuse(result.error());
}

}  // namespace

struct Portal::State {
    const World& world;
    DocumentAssets assets;
    Face face = Face::html;
    std::optional<Model> model;
    std::optional<Page> shown;  // what the face has

    void describe_page(Json& reply, Page page) {
        reply["path"] = page.path;
        reply["title"] = page.title;
        reply["language"] = page.language;
        if (face == Face::document) {
            reply["document"] = render_document(page, assets);
            if (route_shown(*model, world).kind == RouteKind::not_found) reply["status"] = 404;  // of the HTTP answer
            shown = std::move(page);
            return;
        }
        const std::optional<std::vector<Patch>> patches = shown ? difference(*shown, page) : std::nullopt;
        if (!patches) {
            if (face == Face::html)
                reply["page"] = render_regions(page);
            else
                reply["blocks"] = to_json(page);
        } else {
            Json list = Json::array();
            for (const Patch& patch : *patches) {
                Json one = {{"id", patch.block->id}};
                if (face == Face::html)
                    one["html"] = render(*patch.block);
                else
                    one["block"] = to_json(*patch.block);
                list.push_back(std::move(one));
            }
            reply["patches"] = std::move(list);
        }
        shown = std::move(page);
    }
};

Portal::Portal(const World& world, DocumentAssets assets)
    : state_(std::make_unique<State>(State{world, std::move(assets), Face::html, {}, {}})) {}
Portal::~Portal() = default;
Portal::Portal(Portal&&) noexcept = default;
Portal& Portal::operator=(Portal&&) noexcept = default;

std::string Portal::handle(std::string_view message) {
    const Result<Json> json = parse_json(message);
    if (!json) return refuse(json.error());
    if (string_or(*json, "kind") == "evaluate") return evaluated(*json);
    if (!state_->world.ready()) return refuse({"no-content", "", "the content pack is not loaded"});

    const std::string kind = string_or(*json, "kind");
    if (kind == "face") {
        if (!state_->model) return refuse({"not-started", "kind", "start comes first"});
        state_->face = face_from(string_or(*json, "face"), state_->face);
        state_->shown.reset();
        Json reply = {{"effects", Json::array()}};
        state_->describe_page(reply, view(*state_->model, state_->world));
        return dump_json(reply);
    }

    if (kind == "packs") {
        if (!state_->model) return refuse({"not-started", "kind", "start comes first"});
        return dump_json({{"packs", packs_to_keep(*state_->model, state_->world)}});
    }

    const Result<Event> event = read_event(*json);
    if (!event) return refuse(event.error());
    if (event->kind == EventKind::start) {
        if (event->device.size() != 32) return refuse({"message-shape", "device", "32 hexadecimal digits"});
        if (!is_life(event->life)) return refuse({"message-shape", "life", "at most 16 letters and digits"});
        state_->model.emplace(event->device);
        state_->face = face_from(string_or(*json, "face"), Face::html);
        state_->shown.reset();
    } else if (!state_->model) {
        return refuse({"not-started", "kind", "start comes first"});
    }

    const Effects effects = update(*state_->model, state_->world, *event);
    Json reply = {{"effects", Json::array()}};
    for (const Effect& effect : effects) reply["effects"].push_back(effect.body);
    state_->describe_page(reply, view(*state_->model, state_->world));
    return dump_json(reply);
}

}  // namespace passerelle
