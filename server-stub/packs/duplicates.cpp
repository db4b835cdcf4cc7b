#include "packs/duplicates.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <numeric>
#include <optional>
#include <string>
#include <utility>

#include "base/pack.hpp"
#include "base/text.hpp"
#include "packs/offer_draft.hpp"
#include "taxonomy/normalise.hpp"

namespace passerelle {
namespace {

constexpr char apart = '\x1f';
constexpr std::size_t telling_text = 100;  // characters from which two have not written the same by chance

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

// Legal forms, in the languages of employers here and next door, as plain keys.
constexpr std::array<std::string_view, 41> legal_forms = {
    "sa",   "srl",   "sprl", "sprlu", "scrl", "scs", "sca", "snc",  "sc",  "se",   "asbl", "aisbl", "sas",  "sasu",
    "sarl", "sarls", "eurl", "sci",   "scop", "nv",  "bv",  "bvba", "cv",  "cvba", "vof",  "vzw",   "ivzw", "gmbh",
    "ag",   "kg",    "co",   "ug",    "ohg",  "gbr", "ev",  "ltd",  "llc", "llp",  "inc",  "plc",   "scomm"};

// "Boulangerie Dupont S.A." and "BOULANGERIE DUPONT" are one employer. One that is called like a legal form stays.
std::string employer_key(std::string_view employer) {
    std::vector<std::string> words;
    for (const std::string_view word : split(employer, ' ')) {
        if (std::string key = plain_key(word); !key.empty()) words.push_back(std::move(key));
    }
    const auto is_form = [](std::string_view word) {
        return std::find(legal_forms.begin(), legal_forms.end(), word) != legal_forms.end();
    };
    const auto last = std::find_if_not(words.rbegin(), words.rend(), is_form).base();
    const auto first = std::find_if_not(words.begin(), last, is_form);
    const bool named = first != last;
    return std::accumulate(named ? first : words.begin(), named ? last : words.end(), std::string());
}

// What is added to an address to count where its readers came from; it names no other page.
bool is_tracking(std::string_view parameter) {
    const std::string name = fold(parameter.substr(0, parameter.find('=')));
    if (name == "utm" || name.starts_with("utm_")) return true;
    static constexpr std::array<std::string_view, 10> names = {"fbclid",  "gclid",  "dclid",  "gbraid", "wbraid",
                                                               "msclkid", "mc_cid", "mc_eid", "igshid", "_ga"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string without_tracking(std::string_view parameters) {
    std::string kept;
    for (const std::string_view parameter : split(parameters, '&')) {
        if (parameter.empty() || is_tracking(parameter)) continue;
        if (!kept.empty()) kept += '&';
        kept += parameter;
    }
    return kept;
}

// An offer may be named by what follows "?" or "#" alone: ".../view?id=1", ".../view#/3".
std::string address_key(std::string_view url) {
    const std::size_t hash = url.find('#');
    const std::string_view fragment = hash == std::string_view::npos ? std::string_view() : url.substr(hash + 1);
    url = url.substr(0, hash);
    const std::size_t mark = url.find('?');
    const std::string_view query = mark == std::string_view::npos ? std::string_view() : url.substr(mark + 1);
    url = url.substr(0, mark);
    while (url.ends_with('/')) url.remove_suffix(1);
    std::string key(url);
    if (const std::string kept = without_tracking(query); !kept.empty()) key += '?' + kept;
    if (const std::string kept = without_tracking(fragment); !kept.empty()) key += '#' + kept;
    return key;
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
    if (offer.text.empty()) {
        offer.text = other.text;
        offer.text_hash = other.text_hash;
    }
}

// Of an offer kept by an earlier program only the beginning of a long text is left, and the rest may differ.
std::uint64_t whole_text(const OfferSource& offer) {
    if (offer.text_hash != 0) return offer.text_hash;
    return offer.text.ends_with(cut_mark) ? 0 : text_hash(offer.text);
}

// What is compared of an offer, worked out once.
struct Keys {
    explicit Keys(const OfferSource& offer)
        : employer(employer_key(offer.employer)),
          title(title_key(offer.title)),
          postcode(plain_key(offer.postcode)),
          place(plain_key(offer.place)),
          text(whole_text(offer)) {}
    [[nodiscard]] const std::string& where() const { return postcode.empty() ? place : postcode; }

    std::string employer;
    std::string title;
    std::string postcode, place;
    std::uint64_t text;  // 0: not known
};

// What is known of the offers of one set. Two that differ are not brought together by a third that does not say.
struct Known {
    struct OfSource {
        std::uint64_t text;     // of an offer of that source
        std::string reference;  // may be empty
    };

    Known(const OfferSource& offer, const Keys& keys)
        : employer(keys.employer),
          postcode(keys.postcode),
          place(keys.place),
          contract(offer.contract),
          working_time(offer.working_time),
          experience_months(offer.experience_months) {
        sources.emplace(offer.source, OfSource{keys.text, offer.reference});
    }

    void add(const Known& other) {
        fill(employer, {}, other.employer);
        fill(postcode, {}, other.postcode);
        fill(place, {}, other.place);
        fill(contract, Contract::unknown, other.contract);
        fill(working_time, WorkingTime::unknown, other.working_time);
        fill(experience_months, {}, other.experience_months);
        for (const auto& [source, of] : other.sources) {
            const auto [mine, added] = sources.emplace(source, of);
            if (added) continue;
            fill(mine->second.text, {}, of.text);
            fill(mine->second.reference, {}, of.reference);
        }
    }

    std::string employer;
    std::string postcode, place;
    Contract contract;
    WorkingTime working_time;
    std::optional<std::uint16_t> experience_months;
    std::map<std::string, OfSource, std::less<>> sources;
};

template <typename Value>
bool differ(const Value& left, const Value& right, const Value& unknown = {}) {
    return left != unknown && right != unknown && left != right;
}

// Sets of offers that are the same (disjoint sets with path halving).
class Sameness {
  public:
    Sameness(const std::vector<OfferSource>& offers, const std::vector<Keys>& keys) : parent_(offers.size()) {
        std::iota(parent_.begin(), parent_.end(), std::size_t{0});
        for (std::size_t index = 0; index < offers.size(); ++index) known_.emplace_back(offers[index], keys[index]);
    }
    std::size_t root(std::size_t index) {
        while (parent_[index] != index) index = parent_[index] = parent_[parent_[index]];
        return index;
    }
    // The reference of one is the other's id: only employers can still part them.
    bool join_identical(std::size_t left, std::size_t right) {
        return !differ(known_[root(left)].employer, known_[root(right)].employer) && join(left, right);
    }
    // One address or reference.
    bool join_named(std::size_t left, std::size_t right) {
        return root(left) == root(right) ||
               (may_share_a_name(known_[root(left)], known_[root(right)]) && join(left, right));
    }
    // One title, employer and place.
    bool join_alike(std::size_t left, std::size_t right) {
        return root(left) == root(right) || (may_be_same(known_[root(left)], known_[root(right)]) && join(left, right));
    }

  private:
    bool join(std::size_t left, std::size_t right) {
        const std::size_t stays = std::min(root(left), root(right));
        const std::size_t goes = std::max(root(left), root(right));
        if (stays == goes) return true;
        known_[stays].add(known_[goes]);
        parent_[goes] = stays;
        return true;
    }

    // Does one source have several texts or references for them? Its references are of one kind.
    [[nodiscard]] static bool are_several(const Known& left, const Known& right) {
        return std::any_of(left.sources.begin(), left.sources.end(), [&](const auto& own) {
            const auto other = right.sources.find(own.first);
            return other != right.sources.end() && (differ(own.second.text, other->second.text) ||
                                                    differ(own.second.reference, other->second.reference));
        });
    }

    [[nodiscard]] static bool may_share_a_name(const Known& left, const Known& right) {
        const bool elsewhere = left.postcode.empty() || right.postcode.empty() ? differ(left.place, right.place)
                                                                               : left.postcode != right.postcode;
        return !elsewhere && !differ(left.employer, right.employer) &&
               !differ(left.contract, right.contract, Contract::unknown) && !are_several(left, right);
    }

    [[nodiscard]] static bool may_be_same(const Known& left, const Known& right) {
        if (differ(left.employer, right.employer) || differ(left.contract, right.contract, Contract::unknown) ||
            differ(left.working_time, right.working_time, WorkingTime::unknown) ||
            differ(left.experience_months, right.experience_months) || are_several(left, right)) {
            return false;
        }
        // Within one source nothing but a text says that they are the same.
        return std::all_of(left.sources.begin(), left.sources.end(), [&](const auto& own) {
            const auto other = right.sources.find(own.first);
            return other == right.sources.end() || (own.second.text != 0 && own.second.text == other->second.text);
        });
    }

    std::vector<std::size_t> parent_;
    std::vector<Known> known_;  // of a root
};

// Joins those of a list of which one is named by the other's id: with a known employer by it, others by their title.
void join_identical(const std::vector<std::size_t>& list, const std::vector<Keys>& keys, Sameness& sameness) {
    std::map<std::string_view, std::size_t> by_employer, by_title;
    for (const std::size_t index : list) {
        if (keys[index].employer.empty()) continue;
        const auto [first, added] = by_employer.emplace(keys[index].employer, index);
        if (!added) sameness.join_identical(first->second, index);
        by_title.emplace(keys[index].title, index);
    }
    for (const std::size_t index : list) {
        if (!keys[index].employer.empty() || keys[index].title.empty()) continue;
        const auto [first, added] = by_title.emplace(keys[index].title, index);
        if (!added) sameness.join_identical(first->second, index);
    }
}

// Hands each of a row to the first set that takes it: join(first of the set, index).
template <typename Join>
void gather(const std::vector<std::size_t>& row, Join join) {
    std::vector<std::size_t> sets;
    for (const std::size_t index : row) {
        if (std::none_of(sets.begin(), sets.end(), [&](std::size_t first) { return join(first, index); })) {
            sets.push_back(index);
        }
    }
}

// Does one source use the name of this list for several titles, employers or places?
bool names_several(const std::vector<std::size_t>& list, const std::vector<OfferSource>& offers,
                   const std::vector<Keys>& keys) {
    std::map<std::string_view, std::array<std::string_view, 3>> known;  // by source
    for (const std::size_t index : list) {
        const std::array<std::string_view, 3> own = {keys[index].title, keys[index].employer, keys[index].where()};
        std::array<std::string_view, 3>& before = known[offers[index].source];
        for (std::size_t field = 0; field < own.size(); ++field) {
            if (differ(before[field], own[field])) return true;
            fill(before[field], {}, own[field]);
        }
    }
    return false;
}

// Joins those of a list that share an address or a reference.
void join_named(const std::vector<std::size_t>& list, const std::vector<OfferSource>& offers,
                const std::vector<Keys>& keys, Sameness& sameness) {
    if (list.size() < 2 || names_several(list, offers, keys)) return;
    std::map<std::string, std::vector<std::size_t>> alike;
    // Those that say their employer first: one that does not joins any of them.
    for (const bool says_employer : {true, false}) {
        for (const std::size_t index : list) {
            const Keys& own = keys[index];
            if (own.employer.empty() == says_employer) continue;
            if (!own.title.empty()) alike[own.title].push_back(index);
            const auto contract = static_cast<char>('0' + static_cast<int>(offers[index].contract));
            if (!own.employer.empty() && !own.where().empty() && offers[index].contract != Contract::unknown) {
                alike[own.employer + apart + own.where() + apart + contract].push_back(index);
            }
        }
    }
    for (const auto& [key, row] : alike) {
        gather(row, [&](std::size_t first, std::size_t index) { return sameness.join_named(first, index); });
    }
}

void join_by_reference(const std::vector<OfferSource>& offers, const std::vector<Keys>& keys, Sameness& sameness) {
    constexpr std::size_t shortest_reference = 5;  // short numbers are anybody's
    std::map<std::string, std::vector<std::size_t>, std::less<>> by_address, by_id, by_reference;
    for (std::size_t index = 0; index < offers.size(); ++index) {
        if (const std::string key = address_key(offers[index].url); !key.empty()) by_address[key].push_back(index);
        by_id[own_id(offers[index])].push_back(index);
        if (offers[index].reference.size() >= shortest_reference) {
            by_reference[offers[index].reference].push_back(index);
        }
    }
    for (const auto& [reference, alike] : by_reference) {
        const auto named = by_id.find(reference);
        if (named == by_id.end() || names_several(alike, offers, keys)) continue;
        std::vector<std::size_t> identical = alike;
        identical.insert(identical.end(), named->second.begin(), named->second.end());
        join_identical(identical, keys, sameness);
    }
    for (const auto& [reference, alike] : by_reference) join_named(alike, offers, keys, sameness);
    for (const auto& [key, alike] : by_address) join_named(alike, offers, keys, sameness);
}

void join_by_content(const std::vector<OfferSource>& offers, const std::vector<Keys>& keys, Sameness& sameness) {
    std::map<std::string, std::vector<std::size_t>> alike;
    for (std::size_t index = 0; index < offers.size(); ++index) {
        const Keys& own = keys[index];
        if (own.employer.empty() || own.where().empty() || own.title.empty()) continue;
        alike[own.title + apart + own.employer + apart + own.where()].push_back(index);
    }
    const auto at_one_time = [&](std::size_t left, std::size_t right) {
        const bool one_text = keys[left].text != 0 && keys[left].text == keys[right].text;
        if (one_text && count_code_points(offers[left].text) >= telling_text) return true;
        const std::optional<CivilDate>& first = offers[left].published;
        const std::optional<CivilDate>& second = offers[right].published;
        return !first || !second || std::abs(first->days() - second->days()) <= same_offer_days;
    };
    // A row of the same title, employer and place is short, except from somebody who posts one text a hundred times:
    // each is compared with the first of every set, so that this stays cheap.
    for (const auto& [key, row] : alike) {
        gather(row, [&](std::size_t first, std::size_t index) {
            return at_one_time(first, index) && sameness.join_alike(first, index);
        });
    }
}

}  // namespace

std::uint64_t text_hash(std::string_view advertisement) {
    const std::string key = plain_key(advertisement);
    return key.empty() ? 0 : xxh64(key);
}

std::vector<OfferSource> merge_duplicates(std::vector<OfferSource> offers, ImportReport& report) {
    // Richest first: the first of a set is the one that stays.
    std::sort(offers.begin(), offers.end(), is_richer);
    const std::vector<Keys> keys(offers.begin(), offers.end());
    Sameness sameness(offers, keys);
    join_by_reference(offers, keys, sameness);
    join_by_content(offers, keys, sameness);
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
