// The one line under the header: where what the person typed is at this moment. It says nothing the host or the
// service has not confirmed.
#include "portal/pages.hpp"

namespace passerelle {
namespace {

using namespace blocks;

Block download_form(const Context& context) {
    return form("status-form", context.model.path,
                {button("export", context.text("status.download"), Emphasis::secondary)});
}

}  // namespace

Block status_block(const Context& context) {
    const Model& model = context.model;
    Block status;
    status.id = "status";
    status.role = Role::status;
    const auto say = [&](Tone tone, std::string text, std::string_view more_key) {
        status.tone = tone;
        status.label = std::move(text);
        status.children.push_back(paragraph(context.text(more_key)));
    };
    const std::int64_t waiting = static_cast<std::int64_t>(model.replica.outbox().size());

    if (model.storage == Storage::failed) {
        say(Tone::bad, context.text("status.failed"), "status.failed.more");
        status.children.push_back(download_form(context));
        return status;
    }
    if (model.storage == Storage::newer) {
        say(Tone::bad, context.text("status.newer"), "status.newer.more");
        return status;
    }
    if (model.storage == Storage::nothing_yet) {
        say(Tone::none, context.text("status.nothing"), "status.nothing.more");
    } else if (model.without_scripts && (waiting > 0 || !model.replica.received())) {
        say(Tone::info, context.text("status.draft"), "status.draft.more");
    } else if (model.storage == Storage::saving) {
        say(Tone::wait, context.text("status.saving"), "status.device.more");
    } else if (waiting == 0 && model.replica.received()) {
        const bool all = model.nothing_kept_back();
        say(all ? Tone::good : Tone::wait,
            context.text("status.received", {{"number", std::to_string(model.replica.received()->number)},
                                             {"moment", moment_text(context, model.replica.received()->at_ms)}}),
            all ? "status.received.more" : "status.received.not_all");
    } else if (!model.account.empty() && waiting > 0) {
        say(Tone::wait, context.content().counted("status.waiting", waiting),
            model.sending == Sending::under_way ? "status.sending.more"
            : model.sending_error.empty()       ? "status.waiting.more"
                                                : std::string_view(model.sending_error));
    } else {
        say(Tone::good, context.text("status.device"), "status.device.more");
    }
    if (waiting > 0 || !model.replica.profile().answers.empty())
        status.children.push_back(link(context.text("status.open_send"), context.address("/envoyer")));
    if (!model.online) status.hint = context.text("status.offline");
    return status;
}

}  // namespace passerelle
