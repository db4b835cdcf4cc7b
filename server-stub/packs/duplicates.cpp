#include "packs/duplicates.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <numeric>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "taxonomy/normalise.hpp"

namespace passerelle {
namespace {

constexpr char apart = '\x1f';

// Words of a title in the order of the alphabet: "Maçon (H/F)" and "maçon" are the same.
std::string title_key(std::string_view title) {
    Words words = title_words(title);
    std::sort(words.begin(), words.end());
    std::string key;
    for (const std::string& word : words) key += word + ' ';
    return key;
}

// Letters and digits only, so that "St-Ghislain" is "Saint Ghislain"'s neighbour at least in its signs.
std::string plain_key(std::string_view text) {
    std::string key;
    for (const char c : fold(text)) {
        const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
        if (kept) key += c;
    }
    return key;
}

std::string address_key(std::string_view url) {
    url = url.substr(0, url.find_first_of("?#"));
    while (url.ends_with('/')) url.remove_suffix(1);
    return std::string(url);
}

// Id without the name of the source before it: "forem-123" -> "123".
std::string own_id(const OfferSource& offer) {
    const std::string prefix = offer.source + "-";
    return offer.id.starts_with(prefix) ? offer.id.substr(prefix.size()) : offer.id;
}

std::size_t known_fields(const OfferSource& offer) {
    return std::size_t{offer.occupation.has_value()} + !offer.employer.empty() + !offer.place.empty() +
           !offer.postcode.empty() + offer.has_position + (offer.contract != Contract::unknown) +
           (offer.working_time != WorkingTime::unknown) + offer.experience_months.has_value() +
           (offer.studies != Studies::unknown) + (offer.licences != 0) + !offer.languages.empty() +
           offer.start.has_value() + offer.published.has_value() + offer.closing.has_value() +
           offer.pay_monthly_gross_eur.has_value() + !offer.url.empty() + !offer.text.empty() +
           static_cast<std::size_t>(
               std::count_if(offer.skills.begin(), offer.skills.end(),
                             [](const OfferSkill& skill) { return skill.origin != SkillOrigin::occupation; }));
}

bool is_richer(const OfferSource& left, const OfferSource& right) {
    const std::size_t left_fields = known_fields(left);
    const std::size_t right_fields = known_fields(right);
    if (left_fields != right_fields) return left_fields > right_fields;
    if (left.text.size() != right.text.size()) return left.text.size() > right.text.size();
    return left.id < right.id;
}

template <typename Value>
void fill(Value& value, const Value& unknown, const Value& other) {
    if (value == unknown) value = other;
}

void take_what_is_missing(OfferSource& offer, const OfferSource& other) {
    if (!offer.occupation) {
        offer.occupation = other.occupation;
        offer.occupation_certainty = other.occupation_certainty;
    }
    // Skills that follow from an occupation came with it, and the other's may be another one.
    for (const OfferSkill& skill : other.skills) {
        if (skill.origin != SkillOrigin::occupation || offer.occupation == other.occupation) {
            offer.skills.push_back(skill);
        }
    }
    fill(offer.employer, {}, other.employer);
    if (offer.place.empty() && offer.postcode.empty() && !offer.has_position) {
        offer.place = other.place;
        offer.postcode = other.postcode;
    }
    if (!offer.has_position) {
        offer.has_position = other.has_position;
        offer.latitude_e5 = other.latitude_e5;
        offer.longitude_e5 = other.longitude_e5;
    }
    fill(offer.postcode, {}, other.postcode);
    fill(offer.contract, Contract::unknown, other.contract);
    fill(offer.working_time, WorkingTime::unknown, other.working_time);
    fill(offer.experience_months, {}, other.experience_months);
    fill(offer.studies, Studies::unknown, other.studies);
    fill(offer.licences, std::uint16_t{0}, other.licences);
    fill(offer.languages, {}, other.languages);
    fill(offer.start, {}, other.start);
    fill(offer.published, {}, other.published);
    fill(offer.closing, {}, other.closing);
    fill(offer.pay_monthly_gross_eur, {}, other.pay_monthly_gross_eur);
    fill(offer.url, {}, other.url);
    fill(offer.text, {}, other.text);
}

// Sets of offers that are the same (disjoint sets with path halving).
class Sameness {
  public:
    explicit Sameness(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), std::size_t{0}); }
    std::size_t root(std::size_t index) {
        while (parent_[index] != index) index = parent_[index] = parent_[parent_[index]];
        return index;
    }
    void join(std::size_t left, std::size_t right) {
        parent_[std::max(root(left), root(right))] = std::min(root(left), root(right));
    }

  private:
    std::vector<std::size_t> parent_;
};

bool same_employer_or_unknown(const OfferSource& left, const OfferSource& right) {
    return left.employer.empty() || right.employer.empty() || plain_key(left.employer) == plain_key(right.employer);
}

void join_by_reference(const std::vector<OfferSource>& offers, Sameness& sameness) {
    constexpr std::size_t shortest_reference = 5;  // short numbers are anybody's
    std::map<std::string, std::vector<std::size_t>, std::less<>> by_address, by_id, by_reference;
    for (std::size_t index = 0; index < offers.size(); ++index) {
        if (const std::string key = address_key(offers[index].url); !key.empty()) by_address[key].push_back(index);
        by_id[own_id(offers[index])].push_back(index);
        if (offers[index].reference.size() >= shortest_reference) {
            by_reference[offers[index].reference].push_back(index);
        }
    }
    const auto join = [&](const std::vector<std::size_t>& alike, std::size_t index) {
        for (const std::size_t other : alike) {
            if (same_employer_or_unknown(offers[other], offers[index])) sameness.join(other, index);
        }
    };
    // A whole list against its first: what they share is the same for all of them.
    for (const auto& [key, alike] : by_address) join(alike, alike.front());
    for (const auto& [reference, alike] : by_reference) {
        join(alike, alike.front());
        if (const auto named = by_id.find(reference); named != by_id.end()) join(named->second, alike.front());
    }
}

void join_by_content(const std::vector<OfferSource>& offers, Sameness& sameness) {
    std::map<std::string, std::vector<std::size_t>> alike;
    for (std::size_t index = 0; index < offers.size(); ++index) {
        const OfferSource& offer = offers[index];
        const std::string employer = plain_key(offer.employer);
        const std::string place = offer.postcode.empty() ? plain_key(offer.place) : plain_key(offer.postcode);
        const std::string title = title_key(offer.title);
        if (employer.empty() || place.empty() || title.empty()) continue;
        alike[title + apart + employer + apart + place].push_back(index);
    }
    const auto same = [&](const OfferSource& left, const OfferSource& right) {
        if (left.source == right.source && plain_key(left.text) != plain_key(right.text)) return false;
        if (!left.published || !right.published) return true;
        return std::abs(left.published->days() - right.published->days()) <= same_offer_days;
    };
    // A row of the same title, employer and place is short, except from somebody who posts one text a hundred times:
    // each is compared with the first of every set, so that this stays cheap.
    for (const auto& [key, row] : alike) {
        std::vector<std::size_t> sets;
        for (const std::size_t index : row) {
            const auto set = std::find_if(sets.begin(), sets.end(),
                                          [&](std::size_t other) { return same(offers[other], offers[index]); });
            if (set == sets.end()) {
                sets.push_back(index);
            } else {
                sameness.join(*set, index);
            }
        }
    }
}

}  // namespace

std::vector<OfferSource> merge_duplicates(std::vector<OfferSource> offers, ImportReport& report) {
    // Richest first: the first of a set is the one that stays.
    std::sort(offers.begin(), offers.end(), is_richer);
    Sameness sameness(offers.size());
    join_by_reference(offers, sameness);
    join_by_content(offers, sameness);
    std::vector<OfferSource> kept;
    std::map<std::size_t, std::size_t> place;  // of a root among the kept
    for (std::size_t index = 0; index < offers.size(); ++index) {
        const std::size_t root = sameness.root(index);
        if (root == index) {
            place.emplace(root, kept.size());
            kept.push_back(std::move(offers[index]));
        } else {
            take_what_is_missing(kept[place.at(root)], offers[index]);
            report.count("offers that were another source's or met before, merged");
        }
    }
    std::sort(kept.begin(), kept.end(),
              [](const OfferSource& left, const OfferSource& right) { return left.id < right.id; });
    return kept;
}

}  // namespace passerelle
