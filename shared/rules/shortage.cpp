#include "rules/shortage.hpp"

#include <algorithm>
#include <utility>

#include "rules/reader.hpp"

namespace passerelle {
namespace {

constexpr std::int64_t most_functions = 1000;

bool is_unit_group(std::string_view code) {
    return code.size() == 4 && code.find_first_not_of("0123456789") == std::string_view::npos;
}

// Reads one list, or the file around them.
class Loader : public Reader {
  public:
    explicit Loader(std::string place) : Reader("shortage-shape", std::move(place)) {}

    // The lists; their contents are read one by one.
    const Json& file(const Json& json) {
        only(json, {"decides", "shortage_lists"});
        optional_list(json, "decides");
        return list(json, "shortage_lists");
    }

    ShortageList shortage_list(const Json& json) {
        ShortageList result;
        only(json, {"id", "valid_from", "valid_to", "to_confirm", "source", "note", "counts", "occupations"});
        result.id = identifier(json, "id");
        result.valid_from = date(json, "valid_from");
        result.valid_to = last_day(json, result.valid_from);
        // Stated even when false: a forgotten one would make a guess look like a fact.
        if (member(json, "to_confirm") == nullptr) fail("to_confirm", "needs true or false");
        result.to_confirm = flag(json, "to_confirm", true);
        result.source = source(object_member(json, "source"), "source");
        if (member(json, "note") != nullptr) result.note_key = "shortage.note." + identifier(json, "note");
        if (member(json, "occupations") != nullptr) occupations(array_member(json, "occupations"), result);
        counts(json, result);
        return result;
    }

  private:
    void occupations(const Json& array, ShortageList& list) {
        if (array.empty()) fail("occupations", "needs a list, or not to be there");
        for (const Json& json : array) {
            ShortageOccupation occupation{string_or(json, "id"), string_or(json, "isco")};
            const std::string where = "occupations/" + occupation.id;
            in(where, [&] { only(json, {"id", "isco"}); });
            if (!is_identifier(occupation.id)) fail(where, "needs an identifier");
            if (!is_unit_group(occupation.isco)) fail(where + "/isco", "is no ISCO-08 unit group of four digits");
            const auto same = [&](const ShortageOccupation& other) { return other.id == occupation.id; };
            if (std::any_of(list.occupations.begin(), list.occupations.end(), same)) fail(where, "is there twice");
            list.occupations.push_back(std::move(occupation));
        }
    }

    void counts(const Json& json, ShortageList& list) {
        const Json* counts = member(json, "counts");
        if (counts != nullptr) in("counts", [&] { only(*counts, {"total", "shortage", "critical"}); });
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

    Loader around("shortage");
    const Json& lists = around.file(*file);
    if (around.error) return *around.error;
    for (std::size_t i = 0; i < lists.size(); ++i) {
        const std::string place = "shortage/" + string_or(lists[i], "id", std::to_string(i));
        Loader loader(place);
        ShortageList list = loader.shortage_list(lists[i]);
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
