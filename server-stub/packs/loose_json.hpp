// JSON of open data: the types of a member change over the years and between publishers, so a number may be a text and
// a list may be its only element. Nothing here fails; what can not be read as asked is empty.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "packs/files.hpp"
#include "packs/report.hpp"

namespace passerelle {

// Text, number or truth value as text; empty for anything else.
[[nodiscard]] std::string loose_text(const Json& value);
[[nodiscard]] std::string loose_text(const Json& object, std::string_view key);
// The texts of a list, or the one text that stands in its place.
[[nodiscard]] std::vector<std::string> loose_texts(const Json& object, std::string_view key);

[[nodiscard]] std::string_view without_byte_order_mark(std::string_view text);

// The records of a file: JSON Lines, an array, an object with the list under one of `list_keys`, or one record, with or
// without a byte order mark. Lines are what begins with one JSON object on a line; a later line that is none is a bad
// record and the others are still good. Anything else that is no JSON refuses the file: it may be a part of a list.
[[nodiscard]] Result<bool> each_json_record(const InputFile& file, std::span<const std::string_view> list_keys,
                                            ImportReport& report,
                                            const std::function<void(const Json&, const ImportProblem&)>& take);

}  // namespace passerelle
