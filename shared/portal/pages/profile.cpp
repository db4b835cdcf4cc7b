// "Mon profil": the list of its pages, a page of questions, one item of a list, and the page to check everything.
#include "portal/forms.hpp"
#include "portal/pages.hpp"

namespace passerelle {
namespace {

using namespace blocks;

std::string section_key(std::string_view id) {
    return "section." + std::string(id);
}

// "4/9": where one is among the pages of the profile.
std::string position_of(const Context& context, std::string_view page) {
    const std::vector<ProfilePage> pages = profile_pages(context.content());
    for (std::size_t i = 0; i < pages.size(); ++i)
        if (pages[i].id == page)
            return context.text("profile.position",
                                {{"page", std::to_string(i + 1)}, {"pages", std::to_string(pages.size())}});
    return {};
}

std::string page_label(const Context& context, const ProfilePage& page) {
    return context.text(section_key(page.id));
}

// The first field of an item is its name ("Maçon"), the others follow in one line.
struct ItemWords {
    std::string title;
    std::string rest;
};
enum class Said : std::uint8_t { in_short, in_full };
ItemWords words_of(const Context& context, const Section& section, const Item& item, Said said = Said::in_short) {
    ItemWords words;
    for (const Question* question : context.content().questions_of(section.id)) {
        const auto field = item.fields.find(question->id);
        if (field == item.fields.end() || field->second.value.is_null()) continue;
        if (!is_relevant(*question, context.model.profile(), &item)) continue;
        if (question->kind == Kind::multiline) continue;
        if (said == Said::in_short && question->kind == Kind::yes_no) continue;
        const std::string shown = display(*question, field->second.value, context.content());
        if (words.title.empty()) {
            words.title = shown;
            continue;
        }
        if (!words.rest.empty()) words.rest += " · ";
        if (question->kind == Kind::yes_no) words.rest += context.text(question->text_key) + " ";
        words.rest += shown;
    }
    if (words.title.empty()) words.title = context.text("list.unnamed");
    return words;
}

bool is_only_a_concept(const Context& context, const Section& section) {
    const std::vector<const Question*> questions = context.content().questions_of(section.id);
    return questions.size() == 1 && (questions[0]->kind == Kind::skill || questions[0]->kind == Kind::occupation);
}

Block item_card(const Context& context, const Section& section, const std::vector<Item>& items, std::size_t at) {
    const Item& item = items[at];
    const ItemWords words = words_of(context, section, item);
    const std::string path = section.id + "/" + item.id;
    Block card;
    card.id = "item-" + item.id;
    card.role = Role::card;
    card.label = words.title;
    card.hint = words.rest;
    if (!is_only_a_concept(context, section)) card.target = context.address("/profil/" + path);
    const auto add = [&](std::string action, std::string_view key, std::string_view icon) {
        Block control = button(std::move(action), context.text(key), Emphasis::quiet);
        control.hint = words.title;
        control.icon = std::string(icon);
        card.children.push_back(std::move(control));
    };
    if (at > 0) add("up:" + path, "list.up", "up");
    if (at + 1 < items.size()) add("down:" + path, "list.down", "down");
    add("remove:" + path, "list.remove", "remove");
    return card;
}

// A link to every field in error, in the order of the page.
Block error_summary(const Context& context) {
    Block summary;
    summary.id = "errors";
    summary.role = Role::error_summary;
    summary.label = context.text("errors.title");
    for (const auto& [name, error] : context.model.errors) {
        const FieldName field = find_field(context.content(), name);
        if (field.question == nullptr) continue;
        const Block shown = question_block(context, *field.question, field.path);
        summary.children.push_back(
            link(context.text(field.question->text_key) + " " + error_text(error, *field.question, context.content()),
                 "#" + shown.children.front().id));
    }
    return summary;
}

Block removed_notice(const Context& context) {
    const RemovedItem& removed = *context.model.removed;
    const Section* section = context.content().section(removed.list);
    const std::string title = section == nullptr ? "" : words_of(context, *section, removed.item).title;
    return notice("removed", Tone::info, context.text("list.removed", {{"item", title}}),
                  {button("undo", context.text("list.undo"), Emphasis::secondary)});
}

void add_questions(const Context& context, const Section& section, const Item* item, std::vector<Block>& into) {
    for (const Question* question : context.content().questions_of(section.id)) {
        if (!is_relevant(*question, context.model.profile(), item)) continue;
        Path path;
        path.field = question->id;
        if (item != nullptr) {
            path.list = section.id;
            path.item = item->id;
        }
        into.push_back(question_block(context, *question, path));
    }
}

void add_list(const Context& context, const Section& section, std::vector<Block>& into) {
    const std::vector<Item>& items = context.model.profile().items(section.id);
    if (context.model.removed && context.model.removed->list == section.id) into.push_back(removed_notice(context));
    std::vector<Block> cards;
    for (std::size_t i = 0; i < items.size(); ++i) cards.push_back(item_card(context, section, items, i));
    if (cards.empty()) {
        Block empty = paragraph(context.text(section_key(section.id) + ".empty"));
        empty.tone = Tone::info;
        into.push_back(std::move(empty));
    } else {
        Block all = list(std::move(cards));
        all.id = "list-" + section.id;
        all.label = context.text(section_key(section.id));
        into.push_back(std::move(all));
    }
    if (static_cast<std::int32_t>(items.size()) >= section.max_items) {
        into.push_back(paragraph(context.text("list.full")));
    } else if (is_only_a_concept(context, section)) {
        const Question& question = *context.content().questions_of(section.id).front();
        into.push_back(question_block(context, question, Path{section.id, "new", question.id}));
    } else {
        Block add = button("add:" + section.id, context.text(section_key(section.id) + ".add"), Emphasis::secondary);
        add.icon = "add";
        into.push_back(std::move(add));
    }
}

Block panel_of(std::string label) {
    Block panel;
    panel.role = Role::panel;
    panel.label = std::move(label);
    return panel;
}

// What the page's list of pages says of one of them.
Block task_of(const Context& context, const ProfilePage& page) {
    Block task;
    task.role = Role::task;
    task.id = "task-" + page.id;
    task.label = page_label(context, page);
    task.target = context.address("/profil/" + page.id);
    bool complete = true;
    bool started = false;
    bool optional = true;
    std::size_t items = 0;
    bool has_list = false;
    for (const Section* section : page.sections) {
        complete = complete && is_complete(*section, context.model.profile(), context.content());
        started = started || is_started(*section, context.model.profile(), context.content());
        optional = optional && section->optional;
        if (section->is_list) {
            has_list = true;
            items += context.model.profile().items(section->id).size();
        }
    }
    if (has_list && items > 0) task.hint = context.content().counted("list.count", static_cast<std::int64_t>(items));
    if (complete && started) {
        task.value = context.text("task.done");
        task.tone = Tone::good;
    } else if (started) {
        task.value = context.text("task.started");
        task.tone = Tone::wait;
    } else {
        task.value = context.text(optional ? "task.optional" : "task.to_do");
        task.tone = Tone::none;
    }
    return task;
}

std::string why_not_answered(const Context& context) {
    return context.text("check.no_answer");
}

Block change_row(const Context& context, const Question& question, const Path& path, const std::string& address) {
    const Json& value = context.model.profile().value(path.text());
    Block line = row(context.text(question.text_key),
                     value.is_null() ? why_not_answered(context) : display(question, value, context.content()));
    line.target = address;
    line.hint = context.text("check.change");
    const auto draft = context.model.drafts.find(path.text());
    if (draft != context.model.drafts.end()) {
        const Result<Json> typed = parse_input(question, draft->second, context.model.moment.today);
        line.value = draft->second.is_string() ? as_string(draft->second) : line.value;
        line.error = typed ? context.text("check.not_valid") : error_text(typed.error(), question, context.content());
    }
    return line;
}

// Something typed in this item is no valid answer yet.
bool has_draft(const Model& model, const Section& section, const Item& item) {
    const std::string prefix = section.id + "/" + item.id + "/";
    const auto found = model.drafts.lower_bound(prefix);
    return found != model.drafts.end() && found->first.compare(0, prefix.size(), prefix) == 0;
}

// What is kept and sent although no page of the profile asks for it now: answers of questions that no longer apply, and
// what was tried on the page of rights.
void add_answers_aside(const Context& context, std::vector<Block>& into) {
    const Profile& profile = context.model.profile();
    Block summary;
    summary.role = Role::summary_list;
    summary.id = "check-aside";
    for (const Section& section : context.content().sections()) {
        if (section.is_list) continue;
        for (const Question* question : context.content().questions_of(section.id)) {
            const Json& value = profile.value(question->id);
            if (value.is_null() || (section.in_profile && is_relevant(*question, profile))) continue;
            summary.children.push_back(
                row(context.text(question->text_key), display(*question, value, context.content())));
        }
    }
    if (summary.children.empty()) return;
    into.push_back(heading(2, context.text("check.aside")));
    into.push_back(paragraph(context.text("check.aside.text")));
    into.push_back(std::move(summary));
}

}  // namespace

std::vector<ProfilePage> profile_pages(const Content& content) {
    std::vector<ProfilePage> pages;
    for (const Section& section : content.sections()) {
        if (!section.in_profile) continue;
        const std::string id = section.page.empty() ? section.id : section.page;
        bool found = false;
        for (ProfilePage& page : pages) {
            if (page.id != id) continue;
            page.sections.push_back(&section);
            found = true;
        }
        if (!found) pages.push_back({id, {&section}});
    }
    return pages;
}

std::string address_of_section(const Content& content, std::string_view id) {
    const Section* section = content.section(id);
    const std::string page = section != nullptr && !section->page.empty() ? section->page : std::string(id);
    return "/" + content.language() + "/profil/" + page;
}

std::string address_after(const Content& content, std::string_view id) {
    const std::vector<ProfilePage> pages = profile_pages(content);
    const std::string start = "/" + content.language() + "/profil/";
    for (std::size_t i = 0; i + 1 < pages.size(); ++i)
        if (pages[i].id == id) return start + pages[i + 1].id;
    return start + "verifier";
}

Block profile_page_list(const Context& context) {
    Block panel = panel_of(context.text("profile.title"));
    panel.children.push_back(paragraph(context.text("profile.intro")));
    const Completeness done = completeness(context.model.profile(), context.content());
    Block progress;
    progress.role = Role::meter;
    progress.id = "progress";
    progress.label = context.text("profile.progress");
    progress.value = std::to_string(done.answered);
    progress.suffix = context.text("profile.progress.of", {{"total", std::to_string(done.total)}});
    progress.maximum = done.total;
    panel.children.push_back(std::move(progress));
    Block tasks;
    tasks.role = Role::task_list;
    tasks.id = "tasks";
    for (const ProfilePage& page : profile_pages(context.content())) tasks.children.push_back(task_of(context, page));
    panel.children.push_back(std::move(tasks));
    Block check = link(context.text("profile.check"), context.address("/profil/verifier"));
    check.emphasis = Emphasis::primary;
    panel.children.push_back(std::move(check));
    panel.children.push_back(
        form("export-form", context.model.path, {button("export", context.text("profile.export"), Emphasis::quiet)}));
    return panel;
}

Block profile_question_page(const Context& context, std::string_view id) {
    for (const ProfilePage& page : profile_pages(context.content())) {
        if (page.id != id) continue;
        Block panel = panel_of(page_label(context, page));
        panel.hint = position_of(context, id);
        panel.children.push_back(back_link(context.text("nav.profile"), context.address("/profil")));
        if (!context.model.errors.empty()) panel.children.push_back(error_summary(context));
        const std::string intro = section_key(page.id) + ".intro";
        if (context.content().has_text(intro)) panel.children.push_back(paragraph(context.text(intro)));
        std::vector<Block> fields;
        for (const Section* section : page.sections) {
            if (!section->is_list) {
                if (page.sections.size() > 1) fields.push_back(heading(2, context.text("search.more")));
                add_questions(context, *section, nullptr, fields);
                continue;
            }
            add_list(context, *section, fields);
        }
        fields.push_back(button("continue", context.text("form.continue"), Emphasis::primary));
        panel.children.push_back(form("questions", context.model.path, std::move(fields)));
        panel.children.push_back(link(context.text("form.later"), context.address("/profil")));
        return panel;
    }
    return panel_of({});
}

Block profile_item_page(const Context& context, std::string_view list, std::string_view id) {
    const Section* section = context.content().section(list);
    const Item* item = context.model.profile().item(list, id);
    if (section == nullptr) return panel_of({});
    Block panel = panel_of(context.text(section_key(list) + ".item"));
    panel.children.push_back(back_link(context.text(section_key(section->page.empty() ? section->id : section->page)),
                                       address_of_section(context.content(), list)));
    if (!context.model.errors.empty()) panel.children.push_back(error_summary(context));
    std::vector<Block> fields;
    add_questions(context, *section, item, fields);
    fields.push_back(button("continue", context.text("form.save"), Emphasis::primary));
    fields.push_back(
        button("remove:" + std::string(list) + "/" + std::string(id), context.text("form.remove"), Emphasis::danger));
    panel.children.push_back(form("questions", context.model.path, std::move(fields)));
    return panel;
}

Block profile_check_page(const Context& context) {
    Block panel = panel_of(context.text("check.title"));
    panel.children.push_back(back_link(context.text("nav.profile"), context.address("/profil")));
    panel.children.push_back(paragraph(context.text("check.intro")));
    for (const ProfilePage& page : profile_pages(context.content())) {
        const std::string address = context.address("/profil/" + page.id);
        std::vector<Block> rows;
        for (const Section* section : page.sections) {
            if (section->is_list) {
                for (const Item& item : context.model.profile().items(section->id)) {
                    const ItemWords words = words_of(context, *section, item, Said::in_full);
                    Block line = row(words.title, words.rest);
                    line.target = is_only_a_concept(context, *section)
                                      ? address
                                      : context.address("/profil/" + section->id + "/" + item.id);
                    line.hint = context.text("check.change");
                    if (has_draft(context.model, *section, item)) line.error = context.text("check.not_valid");
                    rows.push_back(std::move(line));
                }
                if (context.model.profile().items(section->id).empty()) {
                    Block line = row(context.text(section_key(section->id)), why_not_answered(context));
                    line.target = address;
                    line.hint = context.text("check.change");
                    rows.push_back(std::move(line));
                }
                continue;
            }
            for (const Question* question : context.content().questions_of(section->id))
                if (is_relevant(*question, context.model.profile()))
                    rows.push_back(
                        change_row(context, *question, Path{"", "", question->id}, address + "#f-" + question->id));
        }
        Block summary;
        summary.role = Role::summary_list;
        summary.id = "check-" + page.id;
        summary.children = std::move(rows);
        panel.children.push_back(heading(2, page_label(context, page)));
        panel.children.push_back(std::move(summary));
    }
    add_answers_aside(context, panel.children);
    panel.children.push_back(form("send-form", context.model.path,
                                  {button("send", context.text("check.send"), Emphasis::primary),
                                   button("export", context.text("profile.export"), Emphasis::quiet)}));
    return panel;
}

}  // namespace passerelle
