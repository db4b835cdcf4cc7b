// Expected failures as values.
// An Error carries a code (stable, kebab-case, key of the user's sentence in the texts), the field or
// path concerned (may be empty) and a message for developers (never shown to a user, holds no personal data).
#pragma once

#include <cstdlib>
#include <string>
#include <utility>
#include <variant>

namespace passerelle {

struct Error {
    std::string code;
    std::string field;
    std::string message;

    friend bool operator==(const Error&, const Error&) = default;
};

// Result<T> holds a T or an Error. value() on an error is a broken invariant and aborts, in release too.
template <typename T>
class [[nodiscard]] Result {
  public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

    explicit operator bool() const { return state_.index() == 0; }
    T& value() & { return *checked(std::get_if<0>(&state_)); }
    const T& value() const& { return *checked(std::get_if<0>(&state_)); }
    T&& value() && { return std::move(*checked(std::get_if<0>(&state_))); }
    const Error& error() const { return *checked(std::get_if<1>(&state_)); }
    T* operator->() { return checked(std::get_if<0>(&state_)); }
    const T* operator->() const { return checked(std::get_if<0>(&state_)); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }

  private:
    template <typename P>
    static P* checked(P* pointer) {
        if (pointer == nullptr) std::abort();
        return pointer;
    }
    std::variant<T, Error> state_;
};

}  // namespace passerelle
