#include "rules/measure.hpp"

#include <algorithm>
#include <utility>

namespace passerelle {
namespace {

constexpr int max_use_depth = 8;
// Of one measure, with the definitions in their places: ten times the longest there is. Definitions that use each other
// multiply: eight of twenty uses each would be 25 thousand million parts.
constexpr std::size_t max_rule_parts = 10'000;

template <typename T, std::size_t N>
using Names = std::pair<std::string_view, T>[N];

constexpr Names<MeasureStatus, 4> statuses = {{"in_force", MeasureStatus::in_force},
                                              {"announced", MeasureStatus::announced},
                                              {"closed", MeasureStatus::closed},
                                              {"abolished", MeasureStatus::abolished}};
constexpr Names<Confidence, 4> confidences = {
    {"A", Confidence::official}, {"B", Confidence::agreed}, {"C", Confidence::single}, {"U", Confidence::unverified}};
constexpr Names<MonthRounding, 3> roundings = {
    {"down", MonthRounding::down}, {"up", MonthRounding::up}, {"overflow", MonthRounding::overflow}};
constexpr Names<Moment, 2> moments = {{"hire", Moment::hire}, {"request", Moment::request}};
constexpr Names<Subject, 4> subjects = {{"person", Subject::person},
                                        {"contract", Subject::contract},
                                        {"employer", Subject::employer},
                                        {"other", Subject::other}};
constexpr Names<Amount::Period, 4> periods = {{"once", Amount::Period::once},
                                              {"month", Amount::Period::month},
                                              {"quarter", Amount::Period::quarter},
                                              {"year", Amount::Period::year}};
constexpr Names<ConditionArgument::Kind, 3> argument_kinds = {{"months_since", ConditionArgument::Kind::months_since},
                                                              {"years_since", ConditionArgument::Kind::years_since},
                                                              {"date", ConditionArgument::Kind::date}};

bool is_identifier(std::string_view text) {
    return !text.empty() && text.size() <= 60 &&
           text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_") == std::string_view::npos;
}

void add_variables(const Json& rule, std::vector<std::string>& names) {
    if (!rule.is_structured()) return;
    if (const auto name = string_member(rule, "var")) {
        if (std::find(names.begin(), names.end(), *name) == names.end()) names.push_back(*name);
        return;
    }
    for (const Json& part : rule) add_variables(part, names);
}

std::vector<std::string> variables_of(const Json& rule) {
    std::vector<std::string> names;
    add_variables(rule, names);
    return names;
}

// Reads one measure; keeps the first thing that is wrong, and where.
class Loader {
  public:
    Loader(const Json& definitions, Examples examples, const Answers& answers,
           const std::vector<std::string>& not_asked)
        : definitions_(definitions), examples_(examples), answers_(answers), not_asked_(not_asked) {}
    std::optional<Error> error;

    // Of definitions.json, but the rules themselves, which are read where they are used.
    void definitions_file(const Json& json) {
        place_ = "definitions";
        only(json, {"definitions", "can_change", "may_change", "not_asked"});
        if (!json["definitions"].is_object()) return fail("definitions", "needs an object");
        for (const auto& entry : json["definitions"].items())
            in(entry.key(), [&] { only(entry.value(), {"rule", "source"}); });
        for (const Json& variable : optional_list(json, "not_asked"))
            if (!is_identifier(as_string(variable)) || answers_.find(as_string(variable)) != nullptr)
                fail("not_asked", "needs variables that are no questions");
    }

    // can_change or may_change of the definitions.
    std::vector<Changeable> changeable(const Json& definitions, std::string_view key) {
        std::vector<Changeable> result;
        place_ = "definitions";
        for (const Json& item : optional_list(definitions, key)) {
            Changeable one;
            one.question = identifier(item, "question");
            in(std::string(key) + "/" + one.question, [&] {
                only(item, {"question", "values", "restarts"});
                question(one.question, "question");
                for (const Json& value : list(item, "values")) {
                    const Question* asked = answers_.find(one.question);
                    if (asked != nullptr && !Answers::fits(*asked, value)) fail("values", "no answer to the question");
                    one.values.push_back(value);
                }
                if (member(item, "restarts") != nullptr)
                    question(one.restarts = identifier(item, "restarts"), "restarts");
            });
            result.push_back(std::move(one));
        }
        return result;
    }

    Measure measure(const Json& json, std::size_t index) {
        Measure result;
        place_ = std::to_string(index);
        result.id = identifier(json, "id");
        if (!error) place_ = result.id;
        only(json,
             {"id", "authority", "moment", "rounding", "source", "versions", "next", "papers", "people", "examples"});
        result.authority_key = "authority." + identifier(json, "authority");
        result.moment = choice(json, "moment", moments);
        result.rounding = choice(json, "rounding", roundings);
        result.source = source(object(json, "source"), "source");
        const Json& versions = list(json, "versions");
        for (std::size_t i = 0; i < versions.size() && !error; ++i) {
            in("versions/" + std::to_string(i), [&] { result.versions.push_back(version(versions[i], result)); });
        }
        for (std::size_t i = 1; i < result.versions.size() && !error; ++i) {
            const auto& before = result.versions[i - 1];
            if (!before.valid_to || *before.valid_to >= result.versions[i].valid_from) {
                fail("versions/" + std::to_string(i), "overlaps the version before it");
            }
        }
        result.next_keys = keys(json, "next", result.id);
        result.paper_keys = keys(json, "papers", result.id);
        const bool required = examples_ == Examples::required;
        const Json& examples = required ? list(json, "examples") : optional_list(json, "examples");
        const Json& people = object_member(json, "people");
        for (std::size_t i = 0; i < examples.size() && !error; ++i) {
            in("examples/" + std::to_string(i), [&] { add_example(examples[i], people, result.examples); });
        }
        return result;
    }

  private:
    // A misspelt member would be left out in silence: "to_confrm" would make a guess a fact.
    void only(const Json& json, std::initializer_list<std::string_view> names) {
        if (!json.is_object()) return fail("", "needs an object");
        for (const auto& entry : json.items())
            if (std::find(names.begin(), names.end(), entry.key()) == names.end())
                fail(entry.key(), "is no known member");
    }
    const Json& optional_list(const Json& json, std::string_view key) {
        const Json* value = member(json, key);
        if (value != nullptr && !value->is_array()) fail(key, "needs a list");
        return array_member(json, key);
    }
    bool flag(const Json& json, std::string_view key, bool otherwise) {
        const Json* value = member(json, key);
        if (value != nullptr && !value->is_boolean()) fail(key, "needs true or false");
        return bool_member(json, key).value_or(otherwise);
    }
    void question(const std::string& name, std::string_view where) {
        if (answers_.any() && answers_.find(name) == nullptr) fail(where, "no question " + name);
    }
    // What a rule may read.
    void variable(const std::string& name, std::string_view where) {
        const bool given = name == "day" || name == "eve" || name == "postcode" ||
                           std::find(not_asked_.begin(), not_asked_.end(), name) != not_asked_.end();
        if (!given) question(name, where);
    }

    void fail(std::string_view where, std::string_view what) {
        if (!error) error = Error{"measure-shape", place_ + "/" + std::string(where), std::string(what)};
    }

    template <typename Body>
    void in(const std::string& where, Body body) {
        const std::string outer = place_;
        place_ += "/" + where;
        body();
        place_ = outer;
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
    const Json& object(const Json& json, std::string_view key) {
        const Json& value = object_member(json, key);
        if (value.empty()) fail(key, "needs an object");
        return value;
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
    std::vector<std::string> keys(const Json& json, std::string_view key, const std::string& id) {
        std::vector<std::string> result;
        for (const Json& name : optional_list(json, key)) {
            if (!is_identifier(as_string(name))) fail(key, "needs identifiers");
            result.push_back("measure." + id + "." + std::string(key) + "." + as_string(name));
        }
        return result;
    }

    Source source(const Json& json, std::string_view where) {
        Source result;
        in(std::string(where), [&] {
            only(json, {"title", "address", "checked_on", "confidence"});
            result.title = text(json, "title");
            if (member(json, "address") != nullptr) result.address = text(json, "address");
            result.checked_on = date(json, "checked_on");
            result.confidence = choice(json, "confidence", confidences);
        });
        return result;
    }

    MeasureVersion version(const Json& json, const Measure& measure) {
        MeasureVersion result;
        only(json, {"id", "valid_from", "valid_to", "status", "source", "to_confirm", "conditions", "amount"});
        result.id = identifier(json, "id");
        result.valid_from = date(json, "valid_from");
        if (member(json, "valid_to") != nullptr) {
            result.valid_to = date(json, "valid_to");
            if (*result.valid_to < result.valid_from) fail("valid_to", "is before valid_from");
        }
        constexpr MeasureStatus in_force = MeasureStatus::in_force;
        result.status = choice(json, "status", statuses, &in_force);
        result.source = member(json, "source") == nullptr ? measure.source : source(object(json, "source"), "source");
        result.to_confirm = flag(json, "to_confirm", false);
        const bool unsure = result.to_confirm || result.status == MeasureStatus::announced ||
                            result.source.confidence == Confidence::unverified;
        for (const Json& item : optional_list(json, "conditions")) {
            const std::string id = string_or(item, "id", "?");
            in("conditions/" + id, [&] {
                result.conditions.push_back(condition(item, measure));
                result.conditions.back().to_confirm = flag(item, "to_confirm", unsure);
            });
            const auto same = [&](const Condition& other) { return other.id == id; };
            if (std::count_if(result.conditions.begin(), result.conditions.end(), same) > 1) fail(id, "is there twice");
        }
        if (result.conditions.empty() && result.status == MeasureStatus::in_force) fail("conditions", "needs a list");
        if (member(json, "amount") != nullptr) {
            in("amount", [&] { result.amount = amount(object(json, "amount"), measure.id); });
        }
        return result;
    }

    Condition condition(const Json& json, const Measure& measure) {
        Condition result;
        only(json, {"id", "subject", "rule", "arguments", "to_confirm"});
        result.id = identifier(json, "id");
        result.text_key = "measure." + measure.id + ".condition." + result.id;
        constexpr Subject person = Subject::person;
        result.subject = choice(json, "subject", subjects, &person);
        const Json* rule = member(json, "rule");
        if (rule != nullptr && !rule->is_null()) {
            Json whole = expanded(*rule, 0);
            if (error) return result;
            auto ready = Rule::ready(std::move(whole), Dialect::certlogic, measure.rounding);
            if (!ready) {
                fail("rule" + ready.error().field, ready.error().message);
            } else if (!day_is_tractable(ready->expression())) {
                fail("rule", "the day may only stand in a comparison of dates");
            } else {
                result.rule = std::move(*ready);
                result.meetings = day_meetings(result.rule.expression(), measure.rounding);
                result.reads = variables_of(result.rule.expression());
                for (const std::string& name : result.reads) variable(name, "rule");
            }
        } else if (result.subject == Subject::person) {
            fail("rule", "needs a rule");
        }
        for (const Json& item : optional_list(json, "arguments")) {
            ConditionArgument argument;
            only(item, {"name", "kind", "variable"});
            argument.name = identifier(item, "name");
            argument.kind = choice(item, "kind", argument_kinds);
            argument.variable = text(item, "variable");
            question(argument.variable, "arguments");
            result.arguments.push_back(std::move(argument));
        }
        return result;
    }

    // Puts the definitions in for {"use":"name"}.
    Json expanded(const Json& rule, int depth) {
        if (++rule_parts_ > max_rule_parts) {
            fail("rule", "too long with the definitions in their places");
            return false;
        }
        if (!rule.is_structured()) return rule;
        if (const auto name = string_member(rule, "use")) {
            const Json* definition = member(definitions_, *name);
            const Json* inner = definition == nullptr ? nullptr : member(*definition, "rule");
            if (inner == nullptr || depth >= max_use_depth) {
                fail("rule", "no definition of " + *name);
                return false;
            }
            return expanded(*inner, depth + 1);
        }
        Json result = rule;
        for (Json& part : result) {
            if (error) return false;
            part = expanded(part, depth);
        }
        return result;
    }

    Amount amount(const Json& json, const std::string& measure_id) {
        Amount result;
        only(json, {"period", "text", "steps"});
        result.period = choice(json, "period", periods);
        result.text_key = "measure." + measure_id + ".amount." + identifier(json, "text");
        for (const Json& item : optional_list(json, "steps")) {
            only(item, {"first", "last", "cents"});
            const auto first = integer_or(item, "first", 0);
            const auto last = integer_or(item, "last", 0);
            const auto cents = integer_or(item, "cents", 0);
            const std::int32_t after = result.steps.empty() ? 0 : result.steps.back().last;
            if (first <= after || last < first || last > 600 || cents <= 0 || cents > 100'000'000) {
                fail("steps", "needs ascending steps of first, last and cents");
                break;
            }
            result.steps.push_back({static_cast<std::int32_t>(first), static_cast<std::int32_t>(last), cents});
        }
        return result;
    }

    // One example, or one for each of its "days".
    void add_example(const Json& json, const Json& people, std::vector<Example>& examples) {
        Example example;
        only(json, {"title", "as", "facts", "on", "expected", "days"});
        example.title = text(json, "title");
        example.facts = example_facts(json, people);
        const Json& days = object_member(json, "days");
        if (days.empty()) {
            example.day = date(json, "on");
            example.expected = expectation(object(json, "expected"), "expected");
            examples.push_back(std::move(example));
            return;
        }
        for (const auto& [day, expected] : days.items()) {
            const auto on = CivilDate::parse(day);
            if (!on) fail("days", "needs dates");
            example.day = on.value_or(CivilDate());
            example.expected = expectation(expected, "days/" + day);
            examples.push_back(example);
        }
    }

    // Those of a person of the measure, changed by the example's own; null takes an answer away.
    Json example_facts(const Json& json, const Json& people) {
        Json facts = Json::object();
        const auto name = string_member(json, "as");
        if (name) {
            facts = object_member(people, *name);
            if (facts.empty()) fail("as", "no person of that name");
        }
        const Json* own = member(json, "facts");
        if (own == nullptr ? !name : !own->is_object())
            fail("facts", "needs an object");
        else if (own != nullptr)
            facts.merge_patch(*own);
        return facts;
    }

    Json expectation(const Json& expected, const std::string& where) {
        if (!string_member(expected, "state")) fail(where + "/state", "needs a text");
        return expected;
    }

    const Json& definitions_;
    Examples examples_;
    const Answers& answers_;
    const std::vector<std::string>& not_asked_;
    std::size_t rule_parts_ = 0;
    std::string place_;
};

}  // namespace

const MeasureVersion* Measure::version_on(CivilDate day) const {
    for (const MeasureVersion& version : versions) {
        if (version.valid_from <= day && (!version.valid_to || day <= *version.valid_to)) return &version;
    }
    return nullptr;
}

Result<std::vector<Measure>> load_measures(const Json& array, Examples examples, const Answers& answers) {
    if (!array.is_array()) return Error{"measure-shape", "", "not a list of measures"};
    Json definitions = Json::object();
    std::vector<Changeable> can_change;
    std::vector<Changeable> may_change;
    std::vector<std::string> not_asked;
    for (const Json& item : array) {
        if (member(item, "definitions") == nullptr) continue;
        Loader file(definitions, examples, answers, not_asked);
        file.definitions_file(item);
        const auto add = [&](std::string_view key, std::vector<Changeable>& to) {
            for (Changeable& one : file.changeable(item, key)) to.push_back(std::move(one));
        };
        add("can_change", can_change);
        add("may_change", may_change);
        if (file.error) return *file.error;
        for (const Json& variable : array_member(item, "not_asked")) not_asked.push_back(as_string(variable));
        definitions.update(item["definitions"]);
    }
    std::size_t changes = 1;
    for (const auto* list : {&can_change, &may_change})
        for (const Changeable& one : *list) changes = std::min(changes * (1 + one.values.size()), most_changes + 1);
    if (changes > most_changes)
        return Error{"measure-shape", "definitions/may_change", "too many answers to try every combination of"};
    const auto shared_answers = std::make_shared<const Answers>(answers);
    std::vector<Measure> measures;
    for (std::size_t i = 0; i < array.size(); ++i) {
        if (member(array[i], "definitions") != nullptr || member(array[i], "shortage_lists") != nullptr) continue;
        Loader loader(definitions, examples, answers, not_asked);
        Measure measure = loader.measure(array[i], i);
        if (loader.error) return *loader.error;
        measure.can_change = can_change;
        measure.may_change = may_change;
        measure.not_asked = not_asked;
        measure.answers = shared_answers;
        if (find_measure(measures, measure.id) != nullptr) return Error{"measure-shape", measure.id, "is there twice"};
        measures.push_back(std::move(measure));
    }
    return measures;
}

const Measure* find_measure(const std::vector<Measure>& measures, std::string_view id) {
    const auto found = std::find_if(measures.begin(), measures.end(), [&](const Measure& m) { return m.id == id; });
    return found == measures.end() ? nullptr : &*found;
}

std::int64_t total_cents(const Amount& amount) {
    std::int64_t total = 0;
    for (const AmountStep& step : amount.steps) total += step.cents * (step.last - step.first + 1);
    return total;
}

}  // namespace passerelle
