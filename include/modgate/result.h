// Result<T>: the outcome of something modgate itself had to do (open a repository, read a file).
// A Failure is never a finding: findings are Diagnostics about the user's repository.
// The interface is a strict subset of std::expected, so that C++23 is an alias away.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace modgate {

struct Failure {
  enum class Kind { usage, config, repository, io, internal };
  Kind kind = Kind::internal;
  std::string message;  ///< one sentence, lower-case start, no final period
  std::string help;     ///< the exact command or edit that helps; may be empty
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}            // NOLINT(google-explicit-constructor)
  Result(Failure failure) : state_(std::move(failure)) {}  // NOLINT(google-explicit-constructor)

  bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }
  T& value() { return std::get<0>(state_); }
  const T& value() const { return std::get<0>(state_); }
  T& operator*() { return value(); }
  const T& operator*() const { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  const Failure& error() const { return std::get<1>(state_); }

 private:
  std::variant<T, Failure> state_;
};

}  // namespace modgate
