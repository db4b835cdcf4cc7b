#include "packs/offer_draft.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/pack.hpp"
#include "base/text.hpp"
#include "match/offer_limits.hpp"
#include "packs/duplicates.hpp"
#include "packs/record_fields.hpp"

namespace passerelle {
namespace {

constexpr std::size_t longest_text = 400;  // characters of an advertisement that an offer keeps

bool stands_in_an_address(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
           letter == '.' || letter == '-' || letter == '_';
}

std::string shortened(std::string_view text) {
    std::string line = tidy_line(text);
    if (count_code_points(line) <= longest_text) return line;
    const std::size_t end = first_characters(line, longest_text).size();
    const std::size_t space = line.rfind(' ', end);
    line.resize(space == std::string::npos || space < end / 2 ? end : space);
    return line.append(cut_mark);
}

}  // namespace

void set_advertisement(OfferDraft& draft, std::string_view text) {
    draft.offer.text = shortened(text);
    draft.offer.text_hash = text_hash(text);
    draft.advertisement = text;
}

std::string tidy_id(std::string_view id) {
    constexpr std::size_t longest = 64;
    const std::string_view text = trim(id);
    if (text.size() <= longest && std::all_of(text.begin(), text.end(), stands_in_an_address)) return std::string(text);
    std::uint64_t hash = xxh64(text);
    std::string digits(16, '0');
    for (std::size_t digit = 16; digit-- > 0; hash >>= 4) digits[digit] = "0123456789abcdef"[hash & 15];
    return digits;
}

// One name that is no name must not refuse the pack, nor make every device carry it.
void DraftList::fit(OfferDraft& draft, const ImportProblem& where) {
    const auto say = [&](std::string_view field, std::string_view reason) {
        report_.leave_out({where.file, where.line, where.field + std::string(field), std::string(reason)});
    };
    const auto shorten = [](std::string& text) {
        const std::string_view beginning = first_characters(text, longest_offer_name);
        const bool longer = beginning.size() < text.size();
        text.resize(beginning.size());
        return longer;
    };
    OfferSource& offer = draft.offer;
    if (shorten(offer.title)) say(title_field_, "longer than 300 characters, shortened");
    if (shorten(offer.employer)) say("employer", "longer than 300 characters, shortened");
    if (shorten(offer.place)) say("place", "longer than 300 characters, shortened");
    // What begins like a postcode, a reference or an address is another one.
    if (shorten(offer.postcode)) {
        say("postcode", "longer than 300 characters");
        offer.postcode.clear();
    }
    if (shorten(offer.reference)) {
        say("reference", "longer than 300 characters");
        offer.reference.clear();
    }
    if (offer.url.size() > longest_offer_url) {
        say("url", "longer than 2,000 characters");
        offer.url.clear();
    }
    for (OfferDraft::Name& name : draft.names) shorten(name.text);
    for (OfferDraft::Skill& skill : draft.skills) shorten(skill.label);
}

void DraftList::add(OfferDraft draft, const ImportProblem& where) {
    const auto leave_out = [&](std::string_view field, std::string_view reason) {
        report_.skip({where.file, where.line, where.field + std::string(field), std::string(reason)});
    };
    draft.offer.id = tidy_id(draft.offer.id);
    if (draft.offer.id.empty()) return leave_out(id_field_, "absent");
    if (draft.offer.title.empty()) return leave_out(title_field_, "absent");
    if (!ids_.insert(draft.offer.id).second) return leave_out(id_field_, "the same as of an earlier offer");
    fit(draft, where);
    draft.where = where;
    drafts_.push_back(std::move(draft));
}

Result<std::vector<OfferDraft>> DraftList::finish(const std::string& file) {
    if (drafts_.empty()) return refusal({file, 0, "", "no offer in it"});
    report_.count("offers read", drafts_.size());
    return std::move(drafts_);
}

}  // namespace passerelle
