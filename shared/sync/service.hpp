// What the service does with a request, whatever keeps its documents: the same code behind the API, in the tests and in
// the simulator.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>

#include "base/date.hpp"
#include "content/content.hpp"
#include "sync/document.hpp"
#include "sync/message.hpp"

namespace passerelle {

// The answer that a change got when it came first, and the change as it came then: dump_json(to_json(change)).
struct Answered {
    ChangeResult result;
    std::string body;
};

// Every change of one person that was ever answered, and their receipts.
class Ledger {
  public:
    virtual ~Ledger() = default;
    [[nodiscard]] virtual std::optional<Answered> find(const std::string& change_id) = 0;
    virtual void save(const Change& change, const ChangeResult& result, std::int64_t receipt) = 0;
    [[nodiscard]] virtual Receipt create_receipt(std::int64_t now_ms) = 0;
    [[nodiscard]] virtual std::optional<Receipt> last_receipt() = 0;
};

// Why the service will not take the first of these changes, a code; the others come after it in the same request.
// Codes: those of check(), "error.date-order", "list-full", "change-too-large" (of an unknown kind).
[[nodiscard]] std::optional<std::string> refusal(std::span<const Change> changes, const Document& document,
                                                 const Content& content, CivilDate today);
using Door = std::function<std::optional<std::string>(std::span<const Change> changes, const Document& document)>;

// Merges each change that passes the door once, and answers all of them, in their order; those that are no change come
// last. Alters the document and the ledger: what calls it makes both durable together before the reply leaves, or
// neither. Codes of refusals: the door's, "id-reused" (another change was answered under this id: to be sent again
// under a new one), "sync-shape". No clock is a reason to refuse: a wrong one is not the person's fault. What is
// stamped more than a day ahead of now_ms counts as made a day ahead, in the order of arrival.
[[nodiscard]] SyncReply answer(Document& document, Ledger& ledger, const SyncRequest& request, const Door& door,
                               std::int64_t now_ms);

}  // namespace passerelle
