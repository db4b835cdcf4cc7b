#include "packs/offer_meaning.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "base/text.hpp"

namespace passerelle {
namespace {

constexpr std::size_t answers_that_vote = 20;
constexpr std::size_t answers_within_a_group = 300;
constexpr std::size_t answers_for_a_skill = 50;
constexpr std::uint8_t wholly_certain = 100;

// Folded words without which a name says the same, in the four languages: those that join others, and those for "to
// do".
constexpr std::array<std::string_view, 70> empty_words = {
    "a",    "au",  "aux", "avec", "ce",        "d",         "dan",     "de",       "des",  "du",         "en",  "et",
    "l",    "la",  "le",  "les",  "leur",      "n",         "ou",      "par",      "pour", "qui",        "sa",  "ses",
    "son",  "sur", "un",  "une",  "realiser",  "effectuer", "assurer", "proceder", "an",   "and",        "for", "in",
    "of",   "on",  "or",  "the",  "to",        "with",      "perform", "aan",      "bij",  "een",        "het", "met",
    "op",   "te",  "van", "voor", "uitvoeren", "am",        "das",     "dem",      "den",  "der",        "die", "ein",
    "eine", "fur", "im",  "mit",  "oder",      "und",       "von",     "zu",       "zum",  "durchfuhren"};

// Sorted, each once.
std::vector<std::string> telling_words(std::string_view text) {
    std::vector<std::string> words = SkillScan::folded_words(text);
    std::erase_if(words, [](const std::string& word) {
        return std::find(empty_words.begin(), empty_words.end(), word) != empty_words.end();
    });
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words;
}

std::uint8_t percent(std::int32_t score) {
    return static_cast<std::uint8_t>(std::clamp(score / 1000, 1, 99));
}

// "7112" of 7112, "0110" of 110.
std::string digits_of(std::uint16_t isco) {
    std::string digits = std::to_string(isco);
    digits.insert(0, 4 - std::min<std::size_t>(4, digits.size()), '0');
    return digits;
}

bool has_skill(const OfferSource& offer, SkillIndex skill) {
    return std::any_of(offer.skills.begin(), offer.skills.end(),
                       [&](const OfferSkill& other) { return other.index == skill; });
}

}  // namespace

OfferMeaning::OfferMeaning(const OccupationPack& occupations, const SkillPack& skills, const CodeTable& codes,
                           const PlacePack* places)
    : occupations_(occupations), skills_(skills), codes_(codes), places_(places), scan_(skills, occupations) {}

OfferSource OfferMeaning::read(OfferDraft draft, ImportReport& report) {
    OfferSource offer = std::move(draft.offer);
    if (const std::optional<Choice> choice = occupation_of(draft, report)) {
        offer.occupation = choice->occupation;
        offer.occupation_certainty = choice->certainty;
    }
    add_skills(draft, offer, report);
    add_occupation_skills(offer, skills_);
    add_position(offer, report);
    return offer;
}

std::vector<OfferSource> OfferMeaning::read(std::vector<OfferDraft> drafts, ImportReport& report,
                                            const std::function<void(std::size_t)>& progress) {
    constexpr std::size_t a_while = 1000;
    std::vector<OfferSource> offers;
    offers.reserve(drafts.size());
    for (std::size_t done = 0; done < drafts.size(); ++done) {
        if (progress && done != 0 && done % a_while == 0) progress(done);
        ImportProblem where = drafts[done].where;
        OfferSource offer = read(std::move(drafts[done]), report);
        if (const std::optional<Error> error = check_offer(offer)) {
            where.field += error->field;
            where.reason = error->message;
            report.skip(std::move(where));
        } else {
            offers.push_back(std::move(offer));
        }
    }
    return offers;
}

std::optional<OfferMeaning::Choice> OfferMeaning::occupation_of(const OfferDraft& draft, ImportReport& report) {
    for (const OfferDraft::Code& code : draft.codes) {
        const std::string meaning(code.scheme == OfferDraft::Code::Scheme::own ? codes_.target(code.text)
                                                                               : std::string_view(code.text));
        if (meaning.empty()) {
            if (code.scheme == OfferDraft::Code::Scheme::own) {
                report.count(codes_.empty() ? "codes without a meaning: no table of codes was given (--codes)"
                                            : "codes without a meaning in the table of codes");
            }
            continue;
        }
        if (!is_isco_code(meaning)) {
            if (const std::optional<OccupationIndex> occupation = occupations_.find_uri(meaning)) {
                report.count("offers with an occupation by code");
                return Choice{*occupation, wholly_certain};
            }
            report.count("occupation codes that the occupations do not have");
        } else if (const std::optional<Choice> choice = among(meaning, draft)) {
            report.count("offers with an occupation by ISCO-08 group and name");
            return choice;
        } else {
            report.count("ISCO-08 groups among whose occupations the names choose none");
        }
    }
    const std::optional<Choice> choice = vote(draft, {});
    report.count(choice ? "offers with an occupation by name" : "offers without a sure occupation");
    return choice;
}

std::optional<OfferMeaning::Choice> OfferMeaning::among(const std::string& isco, const OfferDraft& draft) {
    std::optional<OccupationIndex> only;
    std::size_t count = 0;
    for (std::size_t index = 0; index < occupations_.size(); ++index) {
        const auto occupation = static_cast<OccupationIndex>(index);
        if (!digits_of(occupations_.isco(occupation)).starts_with(isco)) continue;
        only = occupation;
        ++count;
    }
    if (count == 1) return Choice{*only, wholly_certain};
    return count == 0 ? std::nullopt : vote(draft, isco);
}

// Within a group every vote counts, since the code has already said what kind of work it is.
std::optional<OfferMeaning::Choice> OfferMeaning::vote(const OfferDraft& draft, std::string_view isco) {
    std::map<std::uint32_t, std::int32_t> votes;  // by occupation; of equal ones the first wins
    std::int32_t voices = 0;
    for (const OfferDraft::Name& name : draft.names) {
        voices += name.votes;
        std::size_t heard = 0;
        for (const Found& found : occupations_found(name.text)) {
            const bool within =
                digits_of(occupations_.isco(static_cast<OccupationIndex>(found.index))).starts_with(isco);
            if (!within || (isco.empty() && heard++ >= answers_that_vote)) continue;
            votes[found.index] += name.votes * found.score;
        }
    }
    const auto best = std::max_element(votes.begin(), votes.end(),
                                       [](const auto& left, const auto& right) { return left.second < right.second; });
    if (best == votes.end()) return std::nullopt;
    const std::int32_t score = best->second / voices;
    if (isco.empty() && score < certain_occupation_score) return std::nullopt;
    return Choice{static_cast<std::uint16_t>(best->first), percent(score)};
}

void OfferMeaning::add_skills(const OfferDraft& draft, OfferSource& offer, ImportReport& report) {
    for (const OfferDraft::Skill& skill : draft.skills) {
        std::optional<SkillScan::Mention> found;
        if (const auto by_uri = skill.uri.empty() ? std::nullopt : skills_.find_uri(skill.uri)) {
            found = SkillScan::Mention{*by_uri, wholly_certain};
        } else if (!skill.label.empty()) {
            found = skill_found(skill.label);
        }
        report.count(found ? "skills listed and found"
                           : "skills listed that no skill of the taxonomy matches surely, left out");
        if (found && !has_skill(offer, found->skill)) {
            offer.skills.push_back({found->skill, skill.essential, SkillOrigin::listed, found->certainty});
        }
    }
    for (const SkillScan::Mention& mention : scan_.mentions(draft.advertisement)) {
        if (has_skill(offer, mention.skill)) continue;
        offer.skills.push_back({mention.skill, false, SkillOrigin::text, mention.certainty});
        report.count("skills named by advertisements");
    }
}

void OfferMeaning::add_position(OfferSource& offer, ImportReport& report) const {
    if (!offer.has_position && places_ != nullptr && !offer.postcode.empty()) {
        if (const std::optional<PlaceIndex> place = places_->locate(offer.postcode, offer.place)) {
            const Coordinates where = places_->where(*place);
            offer.has_position = true;
            offer.latitude_e5 = where.latitude_e5;
            offer.longitude_e5 = where.longitude_e5;
            if (offer.place.empty()) offer.place = places_->locality(*place);
            report.count("offers with a position by postcode");
        }
    }
    if (!offer.has_position) report.count("offers without a position");
}

const std::vector<Found>& OfferMeaning::occupations_found(const std::string& label) {
    const auto known = occupations_found_.find(label);
    if (known != occupations_found_.end()) return known->second;
    return occupations_found_.emplace(label, occupations_.find(label, answers_within_a_group)).first->second;
}

std::optional<SkillScan::Mention> OfferMeaning::skill_within(const std::string& label) const {
    // One word of a label may be any of its words; which ones mean a skill alone is for the scan to say.
    constexpr std::size_t fewest_words = 2;
    const std::vector<std::string> words = telling_words(label);
    const auto within = [&](std::string_view name) {
        const std::vector<std::string> own = telling_words(name);
        return own.size() >= fewest_words && std::includes(words.begin(), words.end(), own.begin(), own.end());
    };
    for (const Found& found : skills_.find(label, answers_for_a_skill)) {
        const auto skill = static_cast<SkillIndex>(found.index);
        const std::span<const std::string_view> names = skills_.alternatives(skill);
        if (within(skills_.label(skill)) || std::any_of(names.begin(), names.end(), within)) {
            return SkillScan::Mention{skill, within_label_certainty};
        }
    }
    const std::vector<SkillScan::Mention> named = scan_.mentions(label);
    return named.empty() ? std::nullopt : std::optional(named.front());
}

std::optional<SkillScan::Mention> OfferMeaning::skill_found(const std::string& label) {
    const auto known = skills_found_.find(label);
    if (known != skills_found_.end()) return known->second;
    std::optional<SkillScan::Mention> skill;
    if (const std::optional<SkillIndex> exact = scan_.named(label)) {
        skill = SkillScan::Mention{*exact, wholly_certain};
    } else {
        skill = skill_within(label);
    }
    return skills_found_.emplace(label, skill).first->second;
}

void add_occupation_skills(OfferSource& offer, const SkillPack& skills) {
    if (!offer.occupation || offer.occupation_certainty < sure_certainty) return;
    for (const SkillIndex skill : skills.essential(*offer.occupation)) {
        if (has_skill(offer, skill)) continue;
        offer.skills.push_back({skill, true, SkillOrigin::occupation, offer.occupation_certainty});
    }
}

}  // namespace passerelle
