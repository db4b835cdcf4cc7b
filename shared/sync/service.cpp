#include "sync/service.hpp"

#include "profile/profile.hpp"

namespace passerelle {
namespace {

// What a kind of a later version may hold: it is kept unread, so it is kept small.
constexpr std::size_t longest_unknown_change = 16 * 1024;

const Question* find_question(const Path& path, const Content& content) {
    if (!path.list.empty()) return content.question(path.list, path.field);
    for (const Section& section : content.sections()) {
        if (section.is_list) continue;
        if (const Question* question = content.question(section.id, path.field)) return question;
    }
    return nullptr;
}

// Does a date precede the one that it can not precede? Not when that one moves with it in the same request: several
// edits of one answer are sent as the last of them, in the first one's place. And what would not be taken over anyway
// (an earlier edit, a conflict for the person to decide) is not judged.
bool is_out_of_order(std::span<const Change> changes, const Document& document, const Content& content) {
    const Change& change = changes.front();
    const auto path = Path::parse(change.path);
    if (path->field.empty() || change.value.is_null()) return false;
    const Question* question = find_question(*path, content);
    if (question == nullptr || question->not_before.empty()) return false;
    const Item* there = path->list.empty() ? nullptr : document.profile.item(path->list, path->item);
    if (!path->list.empty() && there == nullptr) return false;
    if (!validate_order(*question, change.value, document.profile, there)) return false;
    const std::string earlier = Path{path->list, path->item, question->not_before}.text();
    Item item;  // what it will be held against: a list of fields, for an answer too
    for (const Change& other : changes) {
        if (other.kind == Change::set_kind && other.path == earlier) {
            item.fields[question->not_before].value = other.value;
        }
    }
    if (!item.fields.empty() && !validate_order(*question, change.value, document.profile, &item)) return false;
    Document trial = document;
    const Outcome outcome = apply(trial, change, trial.revision + 1);
    const auto* applied = std::get_if<Applied>(&outcome);
    return applied != nullptr && applied->changed;
}

ChangeResult merge(Document& document, const Change& change, std::int64_t revision) {
    const Outcome outcome = apply(document, change, revision);
    if (const auto* refused = std::get_if<Refused>(&outcome)) return {change.id, "refused", refused->error.code};
    if (std::holds_alternative<Conflict>(outcome)) return {change.id, "conflict", {}};
    if (std::holds_alternative<Kept>(outcome)) return {change.id, "kept", {}};
    return {change.id, "applied", {}};
}

constexpr std::int64_t most_ahead_ms = 86'400'000;

// A clock that is more than a day ahead is wrong, not early: it would be later than everything that others say. What it
// stamped counts as the latest that can be believed, in the order in which it came: a device sends in the order in
// which it made, so none of its edits comes before an earlier one of its own.
Change with_believable_clock(Change change, std::int64_t revision, std::size_t at, std::int64_t now_ms) {
    const std::int64_t latest_ms = now_ms + most_ahead_ms;
    if (change.clock.wall_ms <= latest_ms) return change;
    change.clock.wall_ms = latest_ms;
    change.clock.counter =
        revision * static_cast<std::int64_t>(SyncRequest::max_changes) + static_cast<std::int64_t>(at);
    return change;
}

}  // namespace

std::optional<std::string> refusal(std::span<const Change> changes, const Document& document, const Content& content,
                                   CivilDate today) {
    const Change& change = changes.front();
    if (change.kind != Change::set_kind) {
        return dump_json(to_json(change)).size() > longest_unknown_change ? std::optional("change-too-large")
                                                                          : std::nullopt;
    }
    if (const auto error = check(change, content, today)) return error->code;
    if (is_out_of_order(changes, document, content)) return "error.date-order";
    const auto path = Path::parse(change.path);
    if (path->list.empty() || change.value.is_null()) return std::nullopt;
    const Section* section = content.section(path->list);
    const bool full = static_cast<std::int64_t>(document.profile.items(path->list).size()) >= section->max_items;
    if (full && document.profile.item(path->list, path->item) == nullptr) return "list-full";
    return std::nullopt;
}

SyncReply answer(Document& document, Ledger& ledger, const SyncRequest& request, const Door& door,
                 std::int64_t now_ms) {
    SyncReply reply;
    const std::int64_t revision = document.revision + 1;
    std::optional<Receipt> receipt;
    for (std::size_t at = 0; at < request.changes.size(); ++at) {
        const Change& change = request.changes[at];
        if (auto before = ledger.find(change.id)) {
            const bool is_same = before->body == dump_json(to_json(change));
            reply.results.push_back(is_same ? std::move(before->result)
                                            : ChangeResult{change.id, "refused", "id-reused"});
            continue;
        }
        const auto code = door(std::span(request.changes).subspan(at), document);
        ChangeResult result = code ? ChangeResult{change.id, "refused", *code}
                                   : merge(document, with_believable_clock(change, revision, at, now_ms), revision);
        if (!receipt) receipt = ledger.create_receipt(now_ms);
        ledger.save(change, result, receipt->number);
        reply.results.push_back(std::move(result));
    }
    reply.results.insert(reply.results.end(), request.malformed.begin(), request.malformed.end());
    reply.revision = document.revision;
    reply.document = document.profile;
    reply.conflicts = document.conflicts;
    reply.received = receipt ? receipt : ledger.last_receipt();
    return reply;
}

}  // namespace passerelle
