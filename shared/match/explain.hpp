// Why an offer has its points: criterion by criterion, as data. Sentences are the page's, by text key.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "match/score.hpp"

namespace passerelle {

// met: everything asked for; partly; missing: nothing of it; unknown: the offer or the person says nothing.
enum class Fit : std::uint8_t { met, partly, missing, unknown };
inline constexpr std::array<std::string_view, 4> fit_names = {"met", "partly", "missing", "unknown"};

// What fills a gap in a sentence. Names may repeat: each skill that is missing is one argument "missing".
struct Argument {
    enum class Kind : std::uint8_t {
        number,
        occupation,      // index
        skill,           // index
        language,        // language_code
        language_level,  // LanguageLevel
        studies,         // Studies
        licence,         // number of the bit, for licence_names
        contract,        // Contract
        working_time,    // WorkingTime
        date,            // days since 1970-01-01
        kilometres,
        months,
        euro
    };
    std::string_view name;  // "offered", "had", "asked", "missing", ...
    Kind kind = Kind::number;
    std::int64_t value = 0;
    friend bool operator==(const Argument&, const Argument&) = default;
};

struct Reason {
    Criterion criterion = Criterion::occupation;
    Fit fit = Fit::unknown;
    std::uint16_t points = 0;
    std::uint16_t maximum = 0;
    // "match.<criterion>.<fit>", or more exactly: match.occupation.practised, match.occupation.near,
    // match.<criterion>.unknown_person (the person has not said: a question to answer), match.<criterion>.open
    // (nothing is asked: beginners welcome, no diploma), match.place.beyond (further than the radius).
    std::string_view text_key;
    std::vector<Argument> arguments;
};

struct Explained {
    std::uint16_t points = 0;  // the sum; what rank() gives
    std::array<Reason, criterion_count> reasons;
    std::uint16_t removed = 0;  // bit n: Filter n removes this offer
};

// REQUIRES person.fits(pack) and offer < pack.size(). `taxonomy` is that of the person.
[[nodiscard]] Explained explain(const MatchPerson& person, const OfferPack& pack, std::uint32_t offer,
                                const Weights& weights, const Filters& filters, const MatchTaxonomy& taxonomy);

}  // namespace passerelle
