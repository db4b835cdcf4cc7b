// Reads a content pack, each member checked. Nothing after Content::load doubts the content.
#include <algorithm>
#include <limits>
#include <optional>

#include "content/consistency.hpp"

namespace passerelle {
namespace {

constexpr std::int64_t pack_version = 1;
constexpr std::int64_t questions_schema = 1;

constexpr std::pair<std::string_view, Kind> kinds[] = {
    {"text", Kind::text},
    {"multiline", Kind::multiline},
    {"email", Kind::email},
    {"telephone", Kind::telephone},
    {"date", Kind::date},
    {"choice", Kind::choice},
    {"choices", Kind::choices},
    {"number", Kind::number},
    {"yes_no", Kind::yes_no},
    {"place", Kind::place},
    {"occupation", Kind::occupation},
    {"skill", Kind::skill},
};

constexpr std::pair<std::string_view, DateRange> date_ranges[] = {
    {"any", DateRange::any}, {"past", DateRange::past}, {"birth", DateRange::birth}};

// Grounds on which Belgian law forbids treating people differently (Acts of 10 May 2007, Walloon decree of
// 6 November 2008), as far as a question could touch them.
constexpr std::string_view protected_grounds[] = {
    "age",   "sex",    "gender", "nationality", "origin", "colour",   "disability",  "health",     "family",
    "birth", "wealth", "belief", "politics",    "union",  "language", "orientation", "appearance", "genetics"};

constexpr std::string_view section_members[] = {"id", "list", "max_items", "optional", "page", "in_profile"};
constexpr std::string_view question_members[] = {
    "section",    "id",      "kind",         "purposes",   "protected_ground", "relevant",
    "option_set", "options", "autocomplete", "max_length", "minimum",          "maximum",
    "step",       "unit",    "essential",    "slider",     "date_range",       "not_before"};

template <typename Table>
auto find_named(const Table& table, std::string_view name) {
    return std::find_if(std::begin(table), std::end(table), [&](const auto& entry) { return entry.first == name; });
}

bool is_name(std::string_view text) {
    return !text.empty() && text.size() <= 64 && text[0] >= 'a' && text[0] <= 'z' &&
           std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

// Reads the members of one object and remembers the first thing that is wrong, so that the readers below stay a list
// of members.
class Reader {
  public:
    Reader(const Json& object, std::string place) : object_(object), place_(std::move(place)) {
        if (!object.is_object()) fail("content-shape", "not an object");
    }

    template <typename Names>
    void only(const Names& names) {
        if (!object_.is_object()) return;
        for (const auto& entry : object_.items()) {
            const bool known = std::find(std::begin(names), std::end(names), entry.key()) != std::end(names);
            if (!known) fail("content-unknown", "unknown member " + entry.key());
        }
    }
    void read(std::string_view key, std::string& target, bool needed = false) {
        const Json* value = member(object_, key);
        if (value == nullptr) {
            if (needed) fail("content-shape", "no " + std::string(key));
        } else if (!value->is_string()) {
            fail("content-shape", std::string(key) + " is not a string");
        } else {
            target = value->get_ref<const std::string&>();
        }
    }
    void read(std::string_view key, bool& target) {
        const Json* value = member(object_, key);
        if (value == nullptr) return;
        if (!value->is_boolean()) return fail("content-shape", std::string(key) + " is not true or false");
        target = value->get<bool>();
    }
    void read(std::string_view key, std::int32_t& target) {
        const Json* value = member(object_, key);
        if (value == nullptr) return;
        const std::optional<std::int64_t> number = integer_member(object_, key);
        if (!number || *number < std::numeric_limits<std::int32_t>::min() ||
            *number > std::numeric_limits<std::int32_t>::max()) {
            return fail("content-limits", std::string(key) + " is not a whole number of 32 bits");
        }
        target = static_cast<std::int32_t>(*number);
    }
    void fail(std::string_view code, std::string message) {
        if (!error_) error_ = Error{std::string(code), place_, std::move(message)};
    }
    [[nodiscard]] const std::optional<Error>& error() const { return error_; }

  private:
    const Json& object_;
    std::string place_;
    std::optional<Error> error_;
};

Result<Section> read_section(const Json& json, std::size_t index) {
    Section section;
    Reader reader(json, "sections/" + string_or(json, "id", std::to_string(index)));
    reader.only(section_members);
    reader.read("id", section.id, true);
    reader.read("list", section.is_list);
    reader.read("max_items", section.max_items);
    reader.read("optional", section.optional);
    reader.read("in_profile", section.in_profile);
    section.page = section.id;
    reader.read("page", section.page);
    section.text_key = "section." + section.id;
    if (!is_name(section.id)) reader.fail("content-shape", "not a name");
    if (section.is_list ? section.max_items < 1 || section.max_items > 200 : section.max_items != 0) {
        reader.fail("content-limits", "max_items is for lists, 1 to 200");
    }
    if (section.optional && !section.is_list) reader.fail("content-shape", "only a list can be optional");
    if (reader.error()) return *reader.error();
    return section;
}

void read_purposes(const Json& json, Question& question, Reader& reader) {
    for (const Json& name : array_member(json, "purposes")) {
        const auto purpose = std::find_if(all_purposes.begin(), all_purposes.end(), [&](Purpose candidate) {
            return purpose_name(candidate) == as_string(name);
        });
        if (purpose == all_purposes.end()) return reader.fail("content-unknown", "unknown purpose " + dump_json(name));
        if (question.purposes.has(*purpose)) return reader.fail("content-duplicate", "purpose stated twice");
        question.purposes.add(*purpose);
    }
    if (question.purposes.empty()) reader.fail("content-purposes", "a question without purpose is not asked");
    if (question.protected_ground.empty()) return;
    if (std::find(std::begin(protected_grounds), std::end(protected_grounds), question.protected_ground) ==
        std::end(protected_grounds)) {
        reader.fail("content-unknown", "unknown protected ground");
    }
    if (question.purposes.has(Purpose::match)) {
        reader.fail("content-purpose-wall", "a protected ground can not serve matching");
    }
}

// "option_set" names the set and the keys of the texts; "options" takes only some of it.
void read_options(const Json& json, const Json& sets, Question& question, Reader& reader) {
    if (question.kind == Kind::yes_no) {
        question.options = {{"yes", "option.yes"}, {"no", "option.no"}};
    }
    const bool chooses = question.kind == Kind::choice || question.kind == Kind::choices;
    std::string set_name = question.id;
    reader.read("option_set", set_name);
    const Json* set = member(sets, set_name);
    const Json* some = member(json, "options");
    if (!chooses) {
        if (member(json, "option_set") != nullptr || some != nullptr) {
            reader.fail("content-shape", "options for a question that is no choice");
        }
        return;
    }
    if (set == nullptr || !set->is_array()) return reader.fail("content-unknown", "unknown option set " + set_name);
    for (const Json& value : some != nullptr ? array_member(json, "options") : *set) {
        const std::string name = as_string(value);
        if (std::find(set->begin(), set->end(), value) == set->end()) {
            return reader.fail("content-unknown", "option " + dump_json(value) + " is not in its set");
        }
        if (!is_name(name)) return reader.fail("content-shape", "option " + dump_json(value) + " is not a name");
        if (std::any_of(question.options.begin(), question.options.end(),
                        [&](const QuestionOption& option) { return option.value == name; })) {
            return reader.fail("content-duplicate", "option " + name + " stands twice");
        }
        std::string text_key = "option.";
        text_key.append(set_name).append(".").append(name);
        question.options.push_back({name, std::move(text_key)});
    }
    if (question.options.size() < 2) reader.fail("content-shape", "a choice needs two options");
}

Result<Question> read_question(const Json& json, const Json& sets, std::size_t index) {
    Question question;
    Reader reader(json, "questions/" + string_or(json, "section") + "/" + string_or(json, "id", std::to_string(index)));
    reader.only(question_members);
    reader.read("section", question.section, true);
    reader.read("id", question.id, true);
    if (!is_name(question.id)) reader.fail("content-shape", "not a name");
    question.text_key = "question." + question.section + "." + question.id;

    std::string kind_name;
    reader.read("kind", kind_name, true);
    if (const auto kind = find_named(kinds, kind_name); kind != std::end(kinds)) {
        question.kind = kind->second;
    } else {
        reader.fail("content-unknown", "unknown kind " + kind_name);
    }
    std::string range_name = "any";
    reader.read("date_range", range_name);
    if (const auto range = find_named(date_ranges, range_name); range != std::end(date_ranges)) {
        question.date_range = range->second;
    } else {
        reader.fail("content-unknown", "unknown date range " + range_name);
    }

    reader.read("protected_ground", question.protected_ground);
    reader.read("autocomplete", question.autocomplete);
    reader.read("max_length", question.max_length);
    reader.read("minimum", question.minimum);
    reader.read("maximum", question.maximum);
    reader.read("step", question.step);
    reader.read("unit", question.unit_key);
    reader.read("essential", question.essential);
    reader.read("slider", question.slider);
    reader.read("not_before", question.not_before);
    if (const Json* rule = member(json, "relevant")) question.relevant = *rule;
    read_purposes(json, question, reader);
    read_options(json, sets, question, reader);

    if (question.max_length < 1 || question.max_length > 4000) reader.fail("content-limits", "max_length is 1 to 4000");
    if (question.minimum > question.maximum || question.step < 1) {
        reader.fail("content-limits", "minimum, maximum and step do not agree");
    }
    const bool is_date = question.kind == Kind::date;
    if (!is_date && (question.date_range != DateRange::any || !question.not_before.empty())) {
        reader.fail("content-shape", "a date's limits on another kind");
    }
    if (question.slider && question.kind != Kind::number) reader.fail("content-shape", "only a number has a slider");
    if (reader.error()) return *reader.error();
    return question;
}

}  // namespace

std::optional<Error> Content::read_questions(const Json& document) {
    if (integer_or(document, "schema", 0) != questions_schema) {
        return Error{"content-version", "questions", "not questions of this schema"};
    }
    for (const Json& json : array_member(document, "sections")) {
        Result<Section> section = read_section(json, sections_.size());
        if (!section) return section.error();
        sections_.push_back(*std::move(section));
    }
    const Json& sets = object_member(document, "option_sets");
    for (const Json& json : array_member(document, "questions")) {
        Result<Question> question = read_question(json, sets, questions_.size());
        if (!question) return question.error();
        questions_.push_back(*std::move(question));
    }
    if (sections_.empty() || questions_.empty()) {
        return Error{"content-shape", "questions", "no sections or no questions"};
    }
    return check_consistency(*this);
}

Result<Content> Content::load_questions(std::string_view bytes) {
    const Result<Json> document = parse_json(bytes);
    if (!document) return document.error();
    Content content;
    if (std::optional<Error> error = content.read_questions(*document)) return *error;
    return content;
}

Result<Content> Content::load(std::string_view bytes) {
    Result<Json> parsed = parse_json(bytes);
    if (!parsed) return parsed.error();
    const Json& pack = *parsed;
    if (string_or(pack, "format") != "passerelle-content" || integer_or(pack, "version", 0) != pack_version) {
        return Error{"content-version", "version", "not a content pack of this version"};
    }
    Content content;
    content.language_ = string_or(pack, "language");
    if (content.language_.empty()) return Error{"content-shape", "language", "no language"};

    const Json& texts = object_member(pack, "texts");
    for (const auto& entry : texts.items()) {
        if (!entry.value().is_string() || entry.value().get_ref<const std::string&>().empty()) {
            return Error{"content-shape", "texts/" + entry.key(), "not a text"};
        }
        content.texts_.emplace(entry.key(), entry.value().get_ref<const std::string&>());
    }

    const Json& document = object_member(pack, "questions");
    if (std::optional<Error> error = content.read_questions(document)) return *error;
    if (std::optional<Error> error = check_texts(content, content.texts_)) return *error;

    for (const Json& code : array_member(object_member(document, "option_sets"), "language")) {
        content.languages_.push_back({{"code", code}, {"name", content.text("option.language." + as_string(code))}});
    }
    for (const Json& translation : array_member(pack, "translations"))
        content.translations_.emplace_back(string_or(translation, "code"), string_or(translation, "name"));
    const Json* measures = member(pack, "measures");
    if (measures == nullptr || !measures->is_array()) return Error{"content-shape", "measures", "not an array"};
    content.measures_ = *measures;
    return content;
}

}  // namespace passerelle
