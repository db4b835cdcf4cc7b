// The merged documents, every change that was ever answered, and the receipts.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "store/soci.hpp"
#include "sync/document.hpp"
#include "sync/service.hpp"

namespace passerelle {

// An empty document when the account has none. Throws std::runtime_error when the stored one can not be read: it is
// never replaced by an empty one.
[[nodiscard]] Document load_document(soci::session& session, std::int64_t account_id);
void save_document(soci::session& session, std::int64_t account_id, const Document& document);

// What was answered when the change came first.
[[nodiscard]] std::optional<Answered> find_change(soci::session& session, std::int64_t account_id, std::string_view id);
void save_change(soci::session& session, std::int64_t account_id, const Change& change, const ChangeResult& result,
                 std::int64_t receipt);

[[nodiscard]] Receipt create_receipt(soci::session& session, std::int64_t account_id, std::int64_t now_ms);
[[nodiscard]] std::optional<Receipt> last_receipt(soci::session& session, std::int64_t account_id);
// Empty when there is none of this number, or it is somebody else's.
[[nodiscard]] std::optional<Receipt> find_receipt(soci::session& session, std::int64_t account_id, std::int64_t number);
[[nodiscard]] std::vector<ChangeResult> changes_of_receipt(soci::session& session, std::int64_t account_id,
                                                           std::int64_t number);

}  // namespace passerelle
