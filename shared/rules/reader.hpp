// Inside the loaders of measures and shortage lists: reads the members of an object, and keeps the first thing that is
// wrong, and where.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/date.hpp"
#include "base/json.hpp"
#include "rules/measure.hpp"

namespace passerelle {

template <typename T, std::size_t N>
using Names = std::pair<std::string_view, T>[N];

constexpr Names<Confidence, 4> confidences = {
    {"A", Confidence::official}, {"B", Confidence::agreed}, {"C", Confidence::single}, {"U", Confidence::unverified}};

inline bool is_identifier(std::string_view text) {
    return !text.empty() && text.size() <= 60 &&
           text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_") == std::string_view::npos;
}

class Reader {
  public:
    Reader(const char* code, std::string place) : code_(code), place_(std::move(place)) {}
    std::optional<Error> error;

  protected:
    void begin_at(std::string place) { place_ = std::move(place); }

    void fail(std::string_view where, std::string_view what) {
        if (!error) error = Error{code_, where.empty() ? place_ : place_ + "/" + std::string(where), std::string(what)};
    }

    template <typename Body>
    void in(const std::string& where, Body body) {
        const std::string outer = place_;
        place_ += "/" + where;
        body();
        place_ = outer;
    }

    // A misspelt member would be left out in silence: "to_confrm" would make a guess a fact.
    void only(const Json& json, std::initializer_list<std::string_view> names) {
        if (!json.is_object()) return fail("", "needs an object");
        for (const auto& entry : json.items())
            if (std::find(names.begin(), names.end(), entry.key()) == names.end())
                fail(entry.key(), "is no known member");
    }

    std::string identifier(const Json& json, std::string_view key) {
        std::string text = string_or(json, key);
        if (!is_identifier(text)) fail(key, "needs an identifier");
        return text;
    }
    std::string text(const Json& json, std::string_view key) {
        std::string value = string_or(json, key);
        if (value.empty()) fail(key, "needs a text");
        return value;
    }
    CivilDate date(const Json& json, std::string_view key) {
        const auto value = CivilDate::parse(string_or(json, key));
        if (!value) fail(key, "needs a date");
        return value.value_or(CivilDate());
    }
    const Json& list(const Json& json, std::string_view key) {
        const Json& value = array_member(json, key);
        if (value.empty() || value.size() > 500) fail(key, "needs a list");
        return value;
    }
    const Json& optional_list(const Json& json, std::string_view key) {
        const Json* value = member(json, key);
        if (value != nullptr && !value->is_array()) fail(key, "needs a list");
        return array_member(json, key);
    }
    const Json& object(const Json& json, std::string_view key) {
        const Json& value = object_member(json, key);
        if (value.empty()) fail(key, "needs an object");
        return value;
    }
    const Json& optional_object(const Json& json, std::string_view key) {
        const Json* value = member(json, key);
        if (value != nullptr && !value->is_object()) fail(key, "needs an object");
        return object_member(json, key);
    }
    bool flag(const Json& json, std::string_view key, bool otherwise) {
        const Json* value = member(json, key);
        if (value != nullptr && !value->is_boolean()) fail(key, "needs true or false");
        return bool_member(json, key).value_or(otherwise);
    }
    template <typename T, std::size_t N>
    T choice(const Json& json, std::string_view key, const Names<T, N>& names, const T* otherwise = nullptr) {
        if (otherwise != nullptr && member(json, key) == nullptr) return *otherwise;
        const std::string value = string_or(json, key);
        for (const auto& [name, result] : names) {
            if (name == value) return result;
        }
        fail(key, "is none of the known values");
        return names[0].second;
    }
    // Of a time of validity; none: until further notice.
    std::optional<CivilDate> last_day(const Json& json, CivilDate first) {
        if (member(json, "valid_to") == nullptr) return {};
        const CivilDate last = date(json, "valid_to");
        if (last < first) fail("valid_to", "is before valid_from");
        return last;
    }
    Source source(const Json& json, const std::string& where) {
        Source result;
        in(where, [&] {
            only(json, {"title", "address", "checked_on", "confidence"});
            result.title = text(json, "title");
            if (member(json, "address") != nullptr) result.address = text(json, "address");
            result.checked_on = date(json, "checked_on");
            result.confidence = choice(json, "confidence", confidences);
        });
        return result;
    }

  private:
    const char* code_;
    std::string place_;
};

}  // namespace passerelle
