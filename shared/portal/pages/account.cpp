// The account (asked for only to send and publish), and the page that says what waits and sends it.
#include "portal/forms.hpp"
#include "portal/pages.hpp"

namespace passerelle {
namespace {

using namespace blocks;

Block field(std::string name, std::string label, std::string hint, Input input, std::string autocomplete) {
    Block block;
    block.id = "f-" + name;
    block.role = Role::text_field;
    block.name = std::move(name);
    block.label = std::move(label);
    block.hint = std::move(hint);
    block.input = input;
    block.autocomplete = std::move(autocomplete);
    block.max_length = input == Input::password ? 200 : 254;
    return block;
}

// The words of a whole list item: {"position":1,"fields":{...}}, a field as a value or as {"value":...}.
std::string words_of_item(const Context& context, const std::string& list, const Json& value) {
    std::string words;
    for (const Question* question : context.content().questions_of(list)) {
        const Json* field = member(object_member(value, "fields"), question->id);
        if (field != nullptr && member(*field, "value") != nullptr) field = member(*field, "value");
        if (field == nullptr || field->is_null()) continue;
        if (!words.empty()) words += " · ";
        words += display(*question, *field, context.content());
    }
    return words.empty() ? context.text("list.unnamed") : words;
}

std::string sentence_of(const Context& context, const std::string& path, const Json& value) {
    const FieldName name = find_field(context.content(), path);
    if (name.question != nullptr)
        return value.is_null() ? context.text("check.no_answer") : display(*name.question, value, context.content());
    const std::optional<Path> parsed = Path::parse(path);
    if (!parsed || parsed->list.empty()) return context.text("check.no_answer");
    return value.is_null() ? context.text("conflict.removed") : words_of_item(context, parsed->list, value);
}

std::string label_of(const Context& context, const std::string& path) {
    const FieldName name = find_field(context.content(), path);
    if (name.question != nullptr) return context.text(name.question->text_key);
    const std::optional<Path> parsed = Path::parse(path);
    return parsed && !parsed->list.empty() ? context.text("section." + parsed->list) : path;
}

// Where and when, whichever side of the disagreement this device is on.
std::string written_by(const Context& context, const Clock& clock) {
    const bool here = clock.device == context.model.replica.device();
    return context.text(here ? "conflict.here" : "conflict.elsewhere",
                        {{"moment", moment_text(context, clock.wall_ms)}});
}

Block conflict_card(const Context& context, const Conflict& conflict) {
    const std::string mine = sentence_of(context, conflict.path, conflict.mine);
    const std::string theirs = sentence_of(context, conflict.path, conflict.theirs);
    Block values;
    values.role = Role::summary_list;
    values.children = {row(written_by(context, conflict.mine_clock), mine),
                       row(written_by(context, conflict.theirs_clock), theirs)};
    Block card;
    card.role = Role::card;
    card.id = "conflict-" + conflict.id;
    card.label = label_of(context, conflict.path);
    card.tone = Tone::wait;
    card.children = {std::move(values),
                     form("conflict-form-" + conflict.id, context.model.path,
                          {button("resolve:" + conflict.id + "=mine",
                                  context.text("conflict.keep_mine", {{"value", mine}}), Emphasis::secondary),
                           button("resolve:" + conflict.id + "=theirs",
                                  context.text("conflict.keep_theirs", {{"value", theirs}}), Emphasis::secondary)})};
    return card;
}

// Opening it is the first step, the button the second: a single tap never erases.
Block erase_block(const Context& context) {
    return details(
        "erase", context.text("erase.title"),
        {paragraph(context.text(context.model.replica.outbox().empty() ? "erase.text" : "erase.text.unsent")),
         form("erase-form", context.model.path,
              {button("export", context.text("profile.export"), Emphasis::secondary),
               button("erase", context.text("erase.button"), Emphasis::danger)})});
}

}  // namespace

Block account_page(const Context& context) {
    Block panel;
    panel.role = Role::panel;
    const Model& model = context.model;
    if (!model.account.empty() && model.sending != Sending::sign_in_again) {
        panel.label = context.text("account.title");
        panel.children = {paragraph(context.text("account.signed_in", {{"email", model.account}})),
                          form("account-form", model.path,
                               {button("sign-out", context.text("account.sign_out"), Emphasis::secondary)}),
                          erase_block(context)};
        return panel;
    }
    panel.label = context.text("account.create_title");
    panel.children.push_back(paragraph(context.text("account.intro")));
    if (model.sign_out_due)
        panel.children.push_back(notice("sign-out-due", Tone::wait, context.text("account.sign_out.due")));
    if (!model.owner.empty())
        panel.children.push_back(paragraph(context.text("account.owner", {{"email", model.owner}})));
    const std::string& wrong = model.account_error;
    const bool email_is_wrong = wrong == "account.error.no-email" || wrong == "error.email";
    const bool password_is_wrong = wrong == "account.error.no-password" || wrong == "account.error.password-short" ||
                                   wrong == "account.error.password-long";
    if (email_is_wrong || password_is_wrong) {
        Block summary;
        summary.id = "errors";
        summary.role = Role::error_summary;
        summary.label = context.text("errors.title");
        summary.children = {link(context.text(wrong), email_is_wrong ? "#f-account_email" : "#f-account_password")};
        panel.children.push_back(std::move(summary));
    } else if (!wrong.empty()) {
        panel.children.push_back(notice("errors", Tone::bad, context.text(wrong)));
    }
    Block email = field("account_email", context.text("account.email"), context.text("account.email.hint"),
                        Input::email, "username");
    const std::string known = as_string(model.profile().value("email"));
    email.value = !model.typed_email.empty() ? model.typed_email : !model.account.empty() ? model.account : known;
    Block password = field("account_password", context.text("account.password"), context.text("account.password.hint"),
                           Input::password, "current-password");
    if (email_is_wrong) email.error = context.text(wrong);
    if (password_is_wrong) password.error = context.text(wrong);
    panel.children.push_back(form("account-form", model.path,
                                  {std::move(email), std::move(password),
                                   button("create-account", context.text("account.create"), Emphasis::primary),
                                   button("sign-in", context.text("account.sign_in"), Emphasis::secondary)}));
    panel.children.push_back(
        details("account-why", context.text("account.why"), {paragraph(context.text("account.why.text"))}));
    const bool holds_something = model.replica.revision() > 0 || !model.replica.outbox().empty();
    if (holds_something) panel.children.push_back(erase_block(context));
    return panel;
}

Block send_page(const Context& context) {
    const Model& model = context.model;
    Block panel;
    panel.role = Role::panel;
    panel.label = context.text("send.title");

    if (!model.sending_error.empty())
        panel.children.push_back(notice("send-error", Tone::bad, context.text(model.sending_error)));
    for (const Conflict& conflict : model.replica.conflicts()) {
        if (panel.children.empty() || panel.children.back().id.rfind("conflict-", 0) != 0)
            panel.children.push_back(notice("conflicts", Tone::wait, context.text("conflict.title")));
        panel.children.push_back(conflict_card(context, conflict));
    }
    for (const RefusedChange& refused : model.replica.refused()) {
        const std::string name = label_of(context, refused.change.path);
        panel.children.push_back(notice(
            "refused-" + refused.change.id, Tone::bad, context.text("refused.title", {{"question", name}}),
            {paragraph(context.text("refused.value",
                                    {{"value", sentence_of(context, refused.change.path, refused.change.value)}})),
             paragraph(context.text(context.content().has_text("refused." + refused.code) ? "refused." + refused.code
                                    : context.content().has_text(refused.code)            ? refused.code
                                                                                          : "refused.other")),
             form("refused-form-" + refused.change.id, model.path,
                  {button("dismiss:" + refused.change.id, context.text("refused.seen"), Emphasis::secondary)})}));
    }

    if (!model.drafts.empty())
        panel.children.push_back(
            notice("send-drafts", Tone::wait,
                   context.content().counted("send.drafts", static_cast<std::int64_t>(model.drafts.size())),
                   {link(context.text("send.drafts.link"), context.address("/profil/verifier"))}));

    const std::int64_t waiting = static_cast<std::int64_t>(model.replica.outbox().size());
    if (waiting == 0) {
        if (model.nothing_kept_back() || !model.replica.received())
            panel.children.push_back(
                paragraph(context.text(model.replica.received() ? "send.all_received" : "send.nothing")));
        panel.children.push_back(link(context.text("nav.profile"), context.address("/profil")));
    } else {
        panel.children.push_back(paragraph(context.content().counted("send.waiting", waiting)));
        std::vector<Block> items;
        std::vector<std::string> named;
        for (const Outbox::Entry& entry : model.replica.outbox().entries()) {
            const std::string label = label_of(context, entry.change.path);
            bool known = false;
            for (const std::string& one : named) known = known || one == label;
            if (known) continue;
            named.push_back(label);
            items.push_back(item(label));
        }
        panel.children.push_back(details("send-what", context.text("send.what"), {list(std::move(items))}));
        const bool busy = model.sending == Sending::under_way;
        Block go = button("send", context.text(busy ? "send.under_way" : "send.button"), Emphasis::primary);
        go.disabled = busy;
        panel.children.push_back(form("send-form", model.path, {std::move(go)}));
        if (!model.online) panel.children.push_back(paragraph(context.text("send.offline")));
    }
    Block account = model.account.empty() ? link(context.text("send.needs_account"), context.address("/compte"))
                                          : link(context.text("account.title"), context.address("/compte"));
    panel.children.push_back(std::move(account));
    return panel;
}

Block help_page(const Context& context) {
    Block panel;
    panel.role = Role::panel;
    panel.label = context.text("help.title");
    for (const std::string_view part : {"device", "network", "privacy", "counter"}) {
        const std::string key = "help." + std::string(part);
        panel.children.push_back(heading(2, context.text(key)));
        panel.children.push_back(paragraph(context.text(key + ".text")));
    }
    return panel;
}

}  // namespace passerelle
