#include "painter.hpp"

#include <algorithm>

#include "form_fields.hpp"
#include "words.hpp"

namespace passerelle::workbench {

std::string Painter::word(std::string_view key) const {
    return say(face.page_.language, key);
}

void Painter::send(Json message) {
    face.events_.push_back(dump_json(message));
}

void Painter::open(const std::string& target) {
    const std::size_t hash = target.find('#');
    const std::string path = target.substr(0, hash);
    if (hash != std::string::npos) face.focus_id_ = target.substr(hash + 1);
    if (!path.empty() && path.front() == '/') send({{"kind", "open"}, {"path", path}});
}

void Painter::press(const std::string& action) {
    const std::size_t at = action.find('=');
    Json message = {{"kind", "press"},
                    {"action", action.substr(0, at)},
                    {"fields", form != nullptr ? fields_below(*form) : Json::object()}};
    if (at != std::string::npos) message["arg"] = action.substr(at + 1);
    send(std::move(message));
}

void Painter::change(const std::string& name, Json value, bool typing) {
    Json fields = Json::object();
    fields[name] = std::move(value);
    Json message = {{"kind", "change"}, {"fields", std::move(fields)}};
    if (typing) message["typing"] = true;
    send(std::move(message));
}

// The same block is the same to Dear ImGui after every reply, else the focus and open disclosures would be lost: by its
// id, or by its place.
void Painter::push_id(const Block& b, int place) {
    if (b.id.empty())
        ImGui::PushID(place);
    else
        ImGui::PushID(b.id.c_str());
}

void Painter::blocks(const std::vector<Block>& all, std::size_t from, std::size_t end) {
    for (std::size_t i = from; i < end; ++i) {
        push_id(all[i], static_cast<int>(i));
        block(all[i]);
        ImGui::PopID();
        // Cards below a heading stand in columns where there is room for two.
        std::size_t last = i + 1;
        while (all[i].role == Role::heading && last < end && all[last].role == Role::card) ++last;
        if (last > i + 2) {
            cards(all, i + 1, last);
            i = last - 1;
        }
    }
}

void Painter::notice(const Block& b) {
    const Tone tone = b.role == Role::error_summary ? Tone::bad : b.tone;
    box(tone_tint(tone), tone_colour(tone), [&] {
        tag(tone, b.label);
        blocks(b.children);
    });
}

void Painter::details(const Block& b) {
    if (&b == levers && offer_beside) return;
    if (!disclosure(b.hint.empty() ? b.label : b.label + " · " + b.hint, b.open)) return;
    ImGui::Indent(px(16));
    blocks(b.children);
    ImGui::Unindent(px(16));
}

void Painter::panel(const Block& b) {
    const bool back = !b.children.empty() && b.children.front().role == Role::link && b.children.front().icon == "back";
    if (back) {
        push_id(b.children.front(), 0);
        link(b.children.front());
        ImGui::PopID();
    }
    text(b.label, palette().ink, Font::title);
    std::string where = b.value;
    if (!b.hint.empty()) where += (where.empty() ? "" : " · ") + b.hint;
    text(where, palette().quiet);
    ImGui::Dummy({0, 0});
    blocks(b.children, back ? 1 : 0, b.children.size());
}

void Painter::block(const Block& b) {
    if (b.print_only || b.no_script) return;
    switch (b.role) {
        case Role::heading:
            if (b.level > 1) ImGui::Dummy({0, px(4)});
            text(b.label, palette().ink, b.level <= 1 ? Font::title : Font::strong);
            break;
        case Role::paragraph:
            text(b.value.empty() ? b.label : b.label + " " + b.value,
                 b.tone == Tone::none && b.emphasis != Emphasis::quiet ? palette().ink : palette().quiet);
            break;
        case Role::notice:
        case Role::error_summary:
            notice(b);
            break;
        case Role::tag:
            tag(b.tone, b.label);
            break;
        case Role::link:
            link(b);
            break;
        case Role::button:
            button(b);
            break;
        case Role::form: {
            const Block* outer = form;
            form = &b;
            blocks(b.children);
            form = outer;
            break;
        }
        case Role::details:
            details(b);
            break;
        case Role::list:
        case Role::ordered_list:
            list(b);
            break;
        case Role::list_item:
            list_item(b);
            break;
        case Role::card:
            card(b);
            break;
        case Role::task_list:
            task_list(b);
            break;
        case Role::summary_list:
            summary_list(b);
            break;
        case Role::meter:
            meter(b, px(160));
            break;
        case Role::panel:
            panel(b);
            break;
        case Role::group: {
            const auto in_line = [](const Block& child) {
                return child.role == Role::tag || child.role == Role::button;
            };
            // A field with what belongs to it, and not several fields.
            if (!b.children.empty() && is_field(b.children.front().role) &&
                (b.children.size() == 1 || !is_field(b.children[1].role))) {
                push_id(b.children.front(), 0);
                field(b.children.front(), &b.children);
                ImGui::PopID();
            } else if (!b.children.empty() && std::all_of(b.children.begin(), b.children.end(), in_line)) {
                flow(b.children);
            } else {
                blocks(b.children);
            }
            break;
        }
        default:
            if (is_field(b.role))
                field(b);
            else
                blocks(b.children);
            break;
    }
}

}  // namespace passerelle::workbench
