#include "rules/measure.hpp"

#include <algorithm>
#include <utility>

#include "rules/reader.hpp"
#include "rules/stage_days.hpp"

namespace passerelle {
namespace {

constexpr int max_use_depth = 8;
constexpr std::int64_t most_cents = 100'000'000;
// Of one measure, with the definitions in their places: ten times the longest there is. Definitions that use each other
// multiply: eight of twenty uses each would be 25 thousand million parts.
constexpr std::size_t max_rule_parts = 10'000;

constexpr Names<MeasureStatus, 4> statuses = {{"in_force", MeasureStatus::in_force},
                                              {"announced", MeasureStatus::announced},
                                              {"closed", MeasureStatus::closed},
                                              {"abolished", MeasureStatus::abolished}};
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

// Of definitions.json: what all measures share.
struct Shared {
    Json definitions = Json::object();
    std::vector<std::string> not_asked;
    std::vector<std::string> authorities;  // none: any
};

// Reads one measure, or the definitions.
class Loader : public Reader {
  public:
    Loader(const Shared& shared, Examples examples, const Answers& answers)
        : Reader("measure-shape", "definitions"), shared_(shared), examples_(examples), answers_(answers) {}

    // Of definitions.json, but the rules themselves: they may use each other, so all are read first.
    void definitions_file(const Json& json) {
        only(json, {"definitions", "can_change", "may_change", "not_asked", "authorities"});
        if (!json["definitions"].is_object()) return fail("definitions", "needs an object");
        for (const auto& entry : json["definitions"].items()) {
            in(entry.key(), [&] {
                only(entry.value(), {"rule", "source"});
                if (member(entry.value(), "rule") == nullptr) fail("rule", "needs a rule");
                if (member(entry.value(), "source") != nullptr) source(object(entry.value(), "source"), "source");
            });
        }
        for (const Json& variable : optional_list(json, "not_asked"))
            if (!is_identifier(as_string(variable)) || answers_.find(as_string(variable)) != nullptr)
                fail("not_asked", "needs variables that are no questions");
        for (const Json& authority : optional_list(json, "authorities"))
            if (!is_identifier(as_string(authority))) fail("authorities", "needs identifiers");
    }

    // The rule of a definition as it is where it is used; also of one that no measure uses.
    void definition(const std::string& name, const Json& json) {
        in(name, [&] { static_cast<void>(rule(json["rule"], MonthRounding::down)); });
    }

    // can_change or may_change of the definitions.
    std::vector<Changeable> changeable(const Json& definitions, std::string_view key) {
        std::vector<Changeable> result;
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
        begin_at(std::to_string(index));
        result.id = identifier(json, "id");
        if (!error) begin_at(result.id);
        only(json,
             {"id", "authority", "moment", "rounding", "source", "versions", "next", "papers", "people", "examples"});
        const std::string authority = identifier(json, "authority");
        const auto& known = shared_.authorities;
        if (!known.empty() && std::find(known.begin(), known.end(), authority) == known.end())
            fail("authority", "no authority " + authority);
        result.authority_key = "authority." + authority;
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
        const Json& people = optional_object(json, "people");
        for (const auto& [name, facts] : people.items()) answers(facts, "people/" + name);
        for (std::size_t i = 0; i < examples.size() && !error; ++i) {
            in("examples/" + std::to_string(i), [&] { add_example(examples[i], people, result.examples); });
        }
        return result;
    }

  private:
    void question(const std::string& name, std::string_view where) {
        if (answers_.any() && answers_.find(name) == nullptr) fail(where, "no question " + name);
    }
    // What a rule may read.
    void variable(const std::string& name, std::string_view where) {
        const bool given =
            name == "day" || name == "eve" || name == "postcode" || is_stage_day(name) ||
            std::find(shared_.not_asked.begin(), shared_.not_asked.end(), name) != shared_.not_asked.end();
        if (!given) question(name, where);
    }
    // Facts of an example: a misspelt one would prove nothing about the rule that it is there for.
    void answers(const Json& facts, const std::string& where) {
        if (!facts.is_object()) return fail(where, "needs an object");
        if (const auto wrong = answers_.wrong(facts)) fail(where + "/" + wrong->question, wrong->what);
    }

    std::vector<std::string> keys(const Json& json, std::string_view key, const std::string& id) {
        std::vector<std::string> result;
        for (const Json& name : optional_list(json, key)) {
            if (!is_identifier(as_string(name))) fail(key, "needs identifiers");
            result.push_back("measure." + id + "." + std::string(key) + "." + as_string(name));
        }
        return result;
    }

    MeasureVersion version(const Json& json, const Measure& measure) {
        MeasureVersion result;
        only(json, {"id", "valid_from", "valid_to", "status", "source", "to_confirm", "conditions", "amount"});
        result.id = identifier(json, "id");
        result.valid_from = date(json, "valid_from");
        result.valid_to = last_day(json, result.valid_from);
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
        const Json* written = member(json, "rule");
        if (written != nullptr && !written->is_null()) {
            Rule ready = rule(*written, measure.rounding);
            if (error) return result;
            if (!day_is_tractable(ready.expression())) {
                fail("rule", "the day may only stand in a comparison of dates");
            } else {
                result.rule = std::move(ready);
                result.meetings = day_meetings(result.rule.expression(), measure.rounding);
                result.reads = variables_of(result.rule.expression());
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

    // With the definitions in their places. It reads nothing but what is known, or asked.
    Rule rule(const Json& written, MonthRounding rounding) {
        Json whole = expanded(written, 0);
        if (error) return {};
        auto ready = Rule::ready(std::move(whole), Dialect::certlogic, rounding);
        if (!ready) {
            fail("rule" + ready.error().field, ready.error().message);
            return {};
        }
        for (const std::string& name : variables_of(ready->expression())) variable(name, "rule");
        return std::move(*ready);
    }

    // Puts the definitions in for {"use":"name"}.
    Json expanded(const Json& rule, int depth) {
        if (++rule_parts_ > max_rule_parts) {
            fail("rule", "too long with the definitions in their places");
            return false;
        }
        if (!rule.is_structured()) return rule;
        if (const Json* use = member(rule, "use")) {
            const std::string name = as_string(*use);
            const Json* definition = member(shared_.definitions, name);
            const Json* inner = definition == nullptr ? nullptr : member(*definition, "rule");
            if (rule.size() != 1) fail("rule", "\"use\" with other members beside it");
            if (inner == nullptr || depth >= max_use_depth) fail("rule", "no definition of " + name);
            if (error) return false;
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
        only(json, {"period", "text", "steps", "bands"});
        result.period = choice(json, "period", periods);
        result.text_key = "measure." + measure_id + ".amount." + identifier(json, "text");
        for (const Json& item : optional_list(json, "steps")) {
            only(item, {"first", "last", "cents"});
            const auto first = integer_or(item, "first", 0);
            const auto last = integer_or(item, "last", 0);
            const auto cents = integer_or(item, "cents", 0);
            const std::int32_t after = result.steps.empty() ? 0 : result.steps.back().last;
            if (first <= after || last < first || last > 600 || cents <= 0 || cents > most_cents) {
                fail("steps", "needs ascending steps of first, last and cents");
                break;
            }
            result.steps.push_back({static_cast<std::int32_t>(first), static_cast<std::int32_t>(last), cents});
        }
        for (const Json& item : optional_list(json, "bands")) {
            only(item, {"from_age", "cents"});
            const bool first = result.bands.empty();
            const auto from_age = integer_or(item, "from_age", first ? 0 : -1);
            const auto cents = integer_or(item, "cents", 0);
            if ((!first && from_age <= result.bands.back().from_age) || from_age < 0 || from_age > 120 || cents <= 0 ||
                cents > most_cents || !result.steps.empty()) {
                fail("bands", "needs ascending bands of from_age and cents, and no steps");
                break;
            }
            result.bands.push_back({static_cast<std::int32_t>(from_age), cents});
        }
        return result;
    }

    // One example, or one for each of its "days".
    void add_example(const Json& json, const Json& people, std::vector<Example>& examples) {
        Example example;
        only(json, {"title", "as", "facts", "on", "expected", "days"});
        example.title = text(json, "title");
        example.facts = example_facts(json, people);
        const Json& days = optional_object(json, "days");
        if (member(json, "days") == nullptr) {
            example.day = date(json, "on");
            example.expected = expectation(object(json, "expected"), "expected");
            examples.push_back(std::move(example));
            return;
        }
        if (days.empty()) fail("days", "needs days");
        for (const char* other : {"on", "expected"})
            if (member(json, other) != nullptr) fail(other, "beside days, which would be all that is looked at");
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
        answers(facts, "facts");
        return facts;
    }

    Json expectation(const Json& expected, const std::string& where) {
        if (!string_member(expected, "state")) fail(where + "/state", "needs a text");
        return expected;
    }

    const Shared& shared_;
    Examples examples_;
    const Answers& answers_;
    std::size_t rule_parts_ = 0;
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
    Shared shared;
    std::vector<Changeable> can_change;
    std::vector<Changeable> may_change;
    for (const Json& item : array) {
        if (member(item, "definitions") == nullptr) continue;
        Loader file(shared, examples, answers);
        file.definitions_file(item);
        const auto add = [&](std::string_view key, std::vector<Changeable>& to) {
            for (Changeable& one : file.changeable(item, key)) to.push_back(std::move(one));
        };
        add("can_change", can_change);
        add("may_change", may_change);
        if (file.error) return *file.error;
        for (const Json& variable : array_member(item, "not_asked")) shared.not_asked.push_back(as_string(variable));
        for (const Json& one : array_member(item, "authorities")) shared.authorities.push_back(as_string(one));
        shared.definitions.update(item["definitions"]);
    }
    for (const auto& [name, definition] : shared.definitions.items()) {
        Loader file(shared, examples, answers);
        file.definition(name, definition);
        if (file.error) return *file.error;
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
        Loader loader(shared, examples, answers);
        Measure measure = loader.measure(array[i], i);
        if (loader.error) return *loader.error;
        measure.can_change = can_change;
        measure.may_change = may_change;
        measure.not_asked = shared.not_asked;
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
