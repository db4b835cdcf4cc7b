// What rules may read of a person: the questions asked for aids, and what counts as an answer to each. Without
// questions (Answers()) nothing is known of them, and any value counts.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/content.hpp"

namespace passerelle {

class Answers {
  public:
    Answers() = default;
    explicit Answers(const std::vector<Question>& questions);

    [[nodiscard]] bool any() const { return !questions_.empty(); }
    [[nodiscard]] const Question* find(std::string_view question) const;
    // Of the question's kind and within its options and limits. A date is a whole one: a year alone, or a day that does
    // not exist, is none.
    [[nodiscard]] static bool fits(const Question& question, const Json& value);

    // The first of these facts that is no answer, and why; null is not answered. None without questions.
    struct Wrong {
        std::string question;
        std::string what;
    };
    [[nodiscard]] std::optional<Wrong> wrong(const Json& facts) const;

  private:
    std::vector<Question> questions_;  // by id
};

}  // namespace passerelle
