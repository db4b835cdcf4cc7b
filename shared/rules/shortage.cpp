#include "rules/shortage.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace passerelle {
namespace {

constexpr std::int64_t most_functions = 1000;

constexpr std::array<std::pair<std::string_view, Confidence>, 4> confidences = {
    {{"A", Confidence::official}, {"B", Confidence::agreed}, {"C", Confidence::single}, {"U", Confidence::unverified}}};

bool is_identifier(std::string_view text) {
    return !text.empty() && text.size() <= 60 &&
           text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

bool is_unit_group(std::string_view code) {
    return code.size() == 4 && code.find_first_not_of("0123456789") == std::string_view::npos;
}

// Reads one list; keeps the first thing that is wrong, and where.
class Loader {
  public:
    explicit Loader(std::string place) : place_(std::move(place)) {}
    std::optional<Error> error;

    ShortageList list(const Json& json) {
        ShortageList result;
        only(json, "", {"id", "valid_from", "valid_to", "to_confirm", "source", "note", "counts", "occupations"});
        result.id = string_or(json, "id");
        if (!is_identifier(result.id)) fail("id", "needs an identifier");
        result.valid_from = date(json, "valid_from");
        if (member(json, "valid_to") != nullptr) {
            result.valid_to = date(json, "valid_to");
            if (*result.valid_to < result.valid_from) fail("valid_to", "is before valid_from");
        }
        // Stated even when false: a forgotten one would make a guess look like a fact.
        const std::optional<bool> to_confirm = bool_member(json, "to_confirm");
        if (!to_confirm) fail("to_confirm", "needs true or false");
        result.to_confirm = to_confirm.value_or(true);
        result.source = source(object_member(json, "source"));
        if (member(json, "note") != nullptr) {
            if (!is_identifier(string_or(json, "note"))) fail("note", "needs an identifier");
            result.note_key = "shortage.note." + string_or(json, "note");
        }
        if (member(json, "occupations") != nullptr) occupations(array_member(json, "occupations"), result);
        counts(json, result);
        return result;
    }

  private:
    void only(const Json& json, const std::string& where, std::initializer_list<std::string_view> names) {
        if (!json.is_object()) return fail(where, "needs an object");
        for (const auto& entry : json.items())
            if (std::find(names.begin(), names.end(), entry.key()) == names.end())
                fail(where + entry.key(), "is no known member");
    }

    void fail(std::string_view where, std::string_view what) {
        const std::string place = where.empty() ? place_ : place_ + "/" + std::string(where);
        if (!error) error = Error{"shortage-shape", place, std::string(what)};
    }

    CivilDate date(const Json& json, std::string_view key, std::string_view where = {}) {
        const auto value = CivilDate::parse(string_or(json, key));
        if (!value) fail(where.empty() ? key : where, "needs a date");
        return value.value_or(CivilDate());
    }

    Source source(const Json& json) {
        Source result;
        only(json, "source/", {"title", "address", "checked_on", "confidence"});
        result.title = string_or(json, "title");
        if (result.title.empty()) fail("source/title", "needs a text");
        result.address = string_or(json, "address");
        result.checked_on = date(json, "checked_on", "source/checked_on");
        const std::string letter = string_or(json, "confidence");
        const auto found = std::find_if(confidences.begin(), confidences.end(),
                                        [&](const auto& entry) { return entry.first == letter; });
        if (found == confidences.end())
            fail("source/confidence", "is none of A, B, C, U");
        else
            result.confidence = found->second;
        return result;
    }

    void occupations(const Json& array, ShortageList& list) {
        if (array.empty()) fail("occupations", "needs a list, or not to be there");
        for (const Json& json : array) {
            ShortageOccupation occupation{string_or(json, "id"), string_or(json, "isco")};
            const std::string where = "occupations/" + occupation.id;
            if (!is_identifier(occupation.id)) fail(where, "needs an identifier");
            if (!is_unit_group(occupation.isco)) fail(where + "/isco", "is no ISCO-08 unit group of four digits");
            const auto same = [&](const ShortageOccupation& other) { return other.id == occupation.id; };
            if (std::any_of(list.occupations.begin(), list.occupations.end(), same)) fail(where, "is there twice");
            list.occupations.push_back(std::move(occupation));
        }
    }

    void counts(const Json& json, ShortageList& list) {
        const Json* counts = member(json, "counts");
        const auto known = static_cast<std::int64_t>(list.occupations.size());
        const auto count = [&](std::string_view key, std::int64_t otherwise) {
            const std::int64_t number =
                counts == nullptr || member(*counts, key) == nullptr ? otherwise : integer_or(*counts, key, -1);
            if (number < 0 || number > most_functions) fail("counts/" + std::string(key), "is no number of functions");
            return static_cast<std::int32_t>(number);
        };
        list.total = count("total", known);
        list.shortage = count("shortage", 0);
        list.critical = count("critical", 0);
        if (list.total == 0) fail("counts", "neither occupations nor their number");
        if (known != 0 && list.total != known) fail("counts/total", "is not the number of occupations");
        const bool split = counts != nullptr && (member(*counts, "shortage") || member(*counts, "critical"));
        if (split && list.shortage + list.critical != list.total) fail("counts", "do not add up to the total");
    }

    std::string place_;
};

}  // namespace

const ShortageList* Shortage::list_on(CivilDate day) const {
    const auto found = std::find_if(lists.begin(), lists.end(), [&](const ShortageList& list) {
        return list.valid_from <= day && (!list.valid_to || day <= *list.valid_to);
    });
    return found == lists.end() ? nullptr : &*found;
}

bool Shortage::matters_for(std::string_view measure) const {
    return std::find(decides.begin(), decides.end(), measure) != decides.end();
}

Result<Shortage> load_shortage(const Json& array, const std::vector<Measure>& measures) {
    Shortage shortage;
    const Json* file = nullptr;
    for (const Json& item : array) {
        if (member(item, "shortage_lists") == nullptr) continue;
        if (file != nullptr) return Error{"shortage-shape", "shortage", "is there twice"};
        file = &item;
    }
    if (file == nullptr) return shortage;

    const Json& lists = array_member(*file, "shortage_lists");
    if (lists.empty()) return Error{"shortage-shape", "shortage/shortage_lists", "needs a list"};
    for (std::size_t i = 0; i < lists.size(); ++i) {
        const std::string place = "shortage/" + string_or(lists[i], "id", std::to_string(i));
        Loader loader(place);
        ShortageList list = loader.list(lists[i]);
        if (loader.error) return *loader.error;
        for (const ShortageList& before : shortage.lists)
            if (before.id == list.id) return Error{"shortage-shape", place, "is there twice"};
        if (!shortage.lists.empty()) {
            const std::optional<CivilDate>& end = shortage.lists.back().valid_to;
            if (!end || *end >= list.valid_from) return Error{"shortage-shape", place, "overlaps the list before it"};
        }
        shortage.lists.push_back(std::move(list));
    }
    for (const Json& id : array_member(*file, "decides")) {
        if (find_measure(measures, as_string(id)) == nullptr)
            return Error{"shortage-shape", "shortage/decides/" + as_string(id), "is no measure"};
        shortage.decides.push_back(as_string(id));
    }
    return shortage;
}

}  // namespace passerelle
