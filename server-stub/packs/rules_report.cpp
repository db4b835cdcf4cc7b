#include "packs/rules_report.hpp"

#include <array>

#include "portal/rights.hpp"

namespace passerelle {
namespace {

constexpr std::array<std::string_view, 4> confidences = {"A", "B", "C", "U"};
constexpr std::array<std::string_view, 4> periods = {"once", "month", "quarter", "year"};

std::string text_of(const std::string& key, const Content* content) {
    return content == nullptr || key.empty() ? key : content->text(key);
}

Json texts_of(const std::vector<std::string>& keys, const Content* content) {
    Json texts = Json::array();
    for (const std::string& key : keys) texts.push_back(text_of(key, content));
    return texts;
}

Json to_json(const ConditionVerdict& condition, const Content* content) {
    Json json = {{"id", condition.id},
                 {"state", std::string(name_of(condition.state))},
                 {"subject", std::string(name_of(condition.subject))},
                 {"to_confirm", condition.to_confirm},
                 {"text", content == nullptr ? condition.text_key : condition_sentence(*content, condition)}};
    if (condition.way != Way::none) json["way"] = std::string(name_of(condition.way));
    if (condition.from) json["from"] = condition.from->iso();
    if (condition.until) json["until"] = condition.until->iso();
    if (!condition.missing.empty()) json["missing"] = condition.missing;
    for (const VerdictArgument& argument : condition.arguments) json["figures"][argument.name] = argument.value;
    return json;
}

}  // namespace

Json to_json(const Verdict& verdict, const Content* content) {
    Json conditions = Json::array();
    for (const ConditionVerdict& condition : verdict.conditions) conditions.push_back(to_json(condition, content));
    Json amount = Json::array();
    for (const AmountStep& step : verdict.amount.steps)
        amount.push_back({{"first", step.first}, {"last", step.last}, {"cents", step.cents}});
    const Source& source = verdict.source;
    Json json = {{"measure", verdict.measure},
                 {"version", verdict.version},
                 {"on", verdict.day.iso()},
                 {"state", std::string(name_of(verdict.state))},
                 {"to_confirm", verdict.to_confirm},
                 {"assumes", verdict.assumes},
                 {"final", verdict.final_},
                 {"conditions", conditions},
                 {"missing", verdict.missing},
                 {"amount", amount},
                 {"amount_period", std::string(periods[static_cast<std::size_t>(verdict.amount.period)])},
                 {"amount_text", text_of(verdict.amount.text_key, content)},
                 {"next", texts_of(verdict.next_keys, content)},
                 {"papers", texts_of(verdict.paper_keys, content)},
                 {"authority", text_of(verdict.authority_key, content)},
                 {"source",
                  {{"title", source.title},
                   {"address", source.address},
                   {"checked_on", source.checked_on.iso()},
                   {"confidence", std::string(confidences[static_cast<std::size_t>(source.confidence)])}}}};
    if (verdict.amount.each_cents != 0) json["amount_each_cents"] = verdict.amount.each_cents;
    if (verdict.from) json["from"] = verdict.from->iso();
    if (verdict.until) json["until"] = verdict.until->iso();
    return json;
}

void add_change(Json& line, const SmallestChange& change) {
    line["change"] = change.questions;
    if (!change.questions.empty()) line["change_by_choice"] = change.by_choice;
    if (change.not_before) line["change_not_before"] = change.not_before->iso();
}

}  // namespace passerelle
