// An offer as one source's layout gives it, before anybody has looked up what its names mean in the taxonomy.
// Readers of layouts make drafts; offer_meaning.hpp makes offers of them.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "match/offers.hpp"
#include "packs/report.hpp"

namespace passerelle {

struct OfferDraft {
    ImportProblem where;  // file and line of the record, without a reason
    OfferSource offer;    // all but occupation and skills

    // Whatever the source calls a code of its occupation: an ESCO URI, an ISCO-08 code, or a code of the source's own
    // (ROME, OGR, ...), which means something only with a table of codes.
    struct Code {
        enum class Scheme : std::uint8_t { esco, isco, own };
        Scheme scheme;
        std::string text;
    };
    std::vector<Code> codes;
    // What the source calls the job, each with as many votes as it deserves.
    struct Name {
        std::string text;
        std::int32_t votes;
    };
    std::vector<Name> names;
    struct Skill {
        std::string label;
        std::string uri;  // may be empty
        bool essential = false;
    };
    std::vector<Skill> skills;
    std::string advertisement;  // all of it; offer.text keeps its beginning
};

// Ends a text of which the offer keeps the beginning only.
inline constexpr std::string_view cut_mark = " …";

// Keeps the whole advertisement, its first sentences, and what tells it from others that begin alike.
void set_advertisement(OfferDraft& draft, std::string_view text);

// What can stand in an address: letters, digits, dot, dash, underscore; other identifiers become a number made of them.
[[nodiscard]] std::string tidy_id(std::string_view id);

// Collects the drafts of a file. A draft without id or title, or with an id already met, is left out and said so; what
// is longer than a pack takes (match/offer_limits.hpp) is shortened or left out of its draft, and said so.
class DraftList {
  public:
    // The names of the two fields in this layout, for the report.
    DraftList(ImportReport& report, std::string_view id_field, std::string_view title_field)
        : report_(report), id_field_(id_field), title_field_(title_field) {}

    void add(OfferDraft draft, const ImportProblem& where);
    // Refused when nothing in the file was an offer.
    [[nodiscard]] Result<std::vector<OfferDraft>> finish(const std::string& file);

  private:
    void fit(OfferDraft& draft, const ImportProblem& where);

    ImportReport& report_;
    std::string_view id_field_, title_field_;
    std::set<std::string, std::less<>> ids_;
    std::vector<OfferDraft> drafts_;
};

}  // namespace passerelle
