#include "rules/answers.hpp"

#include <algorithm>
#include <iterator>

#include "base/date.hpp"

namespace passerelle {

Answers::Answers(const std::vector<Question>& questions) {
    std::copy_if(questions.begin(), questions.end(), std::back_inserter(questions_),
                 [](const Question& question) { return question.purposes.has(Purpose::aid); });
    std::sort(questions_.begin(), questions_.end(),
              [](const Question& left, const Question& right) { return left.id < right.id; });
}

const Question* Answers::find(std::string_view question) const {
    const auto found = std::lower_bound(questions_.begin(), questions_.end(), question,
                                        [](const Question& one, std::string_view id) { return one.id < id; });
    return found == questions_.end() || found->id != question ? nullptr : &*found;
}

bool Answers::fits(const Question& question, const Json& value) {
    const auto is_option = [&](const Json& choice) {
        return choice.is_string() &&
               std::any_of(question.options.begin(), question.options.end(), [&](const QuestionOption& option) {
                   return option.value == choice.get_ref<const std::string&>();
               });
    };
    switch (question.kind) {
        case Kind::yes_no:
            return value.is_boolean();
        case Kind::date:
            return value.is_string() && CivilDate::parse(value.get_ref<const std::string&>());
        case Kind::choice:
            return is_option(value);
        case Kind::choices:
            return value.is_array() && std::all_of(value.begin(), value.end(), is_option);
        case Kind::number:
            return value.is_number_integer() && value >= question.minimum && value <= question.maximum;
        case Kind::place:
            return string_member(value, "postcode").has_value();
        default:
            return value.is_string();
    }
}

std::optional<Answers::Wrong> Answers::wrong(const Json& facts) const {
    if (!any()) return {};
    for (const auto& [name, value] : facts.items()) {
        const Question* question = find(name);
        if (question == nullptr) return Wrong{name, "is no question for aids"};
        if (!value.is_null() && !fits(*question, value)) return Wrong{name, "no answer to the question"};
    }
    return {};
}

}  // namespace passerelle
