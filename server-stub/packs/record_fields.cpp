#include "packs/record_fields.hpp"

#include <utility>

#include "match/offers.hpp"
#include "packs/offer_words.hpp"

namespace passerelle {

std::string_view first_characters(std::string_view text, std::size_t most) {
    std::size_t end = 0;
    for (std::size_t characters = 0; characters < most && end < text.size(); ++characters) {
        (void)next_code_point(text, end);
    }
    return text.substr(0, end);
}

void RecordFields::leave_out(std::string_view field, std::string reason) const {
    report_.leave_out({where_.file, where_.line, where_.field + std::string(field), std::move(reason)});
}

void RecordFields::not_understood(std::string_view field, std::string_view said) const {
    constexpr std::size_t enough = 80;
    const std::string line = tidy_line(to_valid_utf8(said));
    leave_out(field, "not understood: " + std::string(first_characters(line, enough)));
}

std::optional<CivilDate> RecordFields::date(std::string_view field, std::string_view said) const {
    const std::optional<CivilDate> date = date_of_words(said);
    if (!date) {
        if (!trim(said).empty()) not_understood(field, said);
        return std::nullopt;
    }
    if (is_offer_date(*date)) return date;
    leave_out(field, "before 2000 or after 2179: " + date->iso());
    return std::nullopt;
}

std::string RecordFields::address(std::string_view field, const std::string& said) const {
    if (said.empty() || said.starts_with("https://")) return said;
    leave_out(field, "no https address: " + std::string(first_characters(said, 80)));
    return {};
}

const Json& RecordFields::object(const Json& json, std::string_view field) const {
    const Json* value = member(json, field);
    if (value != nullptr && !value->is_null() && !value->is_object()) not_understood(field, dump_json(*value));
    return object_member(json, field);
}

}  // namespace passerelle
