// Changes that the service has not answered yet, in the order they were made.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "sync/change.hpp"

namespace passerelle {

class Outbox {
  public:
    struct Entry {
        Change change;
        bool sent = false;  // it left the device at least once: it may be on the service's disk, so it stays as it is
        friend bool operator==(const Entry&, const Entry&) = default;
    };

    // A change of a path that has an unsent one takes its place, and keeps its base: what the person had seen
    // before the first of these edits.
    void append(Change change);
    // Forgets unsent changes of an item and its fields; answers whether sent ones remain.
    bool drop_unsent_below(std::string_view item_path);
    void mark_sent(std::size_t count);  // the first `count`
    // Forgets the change; false when it was not there (an answer that came twice).
    bool acknowledge(std::string_view id);

    // Another id, unsent again; nothing when there is no such change.
    void rename(std::string_view id, std::string new_id);

    [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
    [[nodiscard]] bool empty() const { return entries_.empty(); }
    [[nodiscard]] std::size_t size() const { return entries_.size(); }
    [[nodiscard]] const Change* find(std::string_view id) const;

    friend bool operator==(const Outbox&, const Outbox&) = default;

  private:
    friend Result<Outbox> outbox_from_json(const Json& json);
    std::vector<Entry> entries_;
};

[[nodiscard]] Json to_json(const Outbox& outbox);
[[nodiscard]] Result<Outbox> outbox_from_json(const Json& json);

}  // namespace passerelle
