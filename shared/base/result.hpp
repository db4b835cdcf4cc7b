// Expected failures as values.
// An Error carries a code (stable, kebab-case, key of the user's sentence in the texts), the field or
// path concerned (may be empty) and a message for developers (never shown to a user, holds no personal data).
#pragma once

#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace passerelle {

struct Error {
    std::string code;
    std::string field;
    std::string message;

    friend bool operator==(const Error&, const Error&) = default;
};

// Result<T> holds a T or an Error. value() on an error is a broken invariant and aborts, in release too.
// Not a std::variant: its destructor is a call through a table, which costs a rule of a few steps a third of its time.
template <typename T>
class [[nodiscard]] Result {
  public:
    Result(T value) : value_(std::move(value)) {}
    Result(Error error) : error_(std::make_unique<const Error>(std::move(error))) {}

    explicit operator bool() const { return value_.has_value(); }
    T& value() & { return *checked(value_); }
    const T& value() const& { return *checked(value_); }
    T&& value() && { return std::move(*checked(value_)); }
    const Error& error() const { return *checked(error_); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }

  private:
    template <typename Held>
    static Held& checked(Held& held) {
        if (!held) std::abort();
        return held;
    }
    std::optional<T> value_;
    std::unique_ptr<const Error> error_;
};

}  // namespace passerelle
