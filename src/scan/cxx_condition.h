// The controlling expression of an `#if`: what it is worth when only constants are known, and which macros it implies
// to be on. Everything but constants, `defined`, `!`, `&&`, `||`, and comparisons of a macro with a number is unknown.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "scan/cxx_lexer.h"

namespace modgate::cxx {

enum class Truth : std::uint8_t { no, yes, unknown };

struct Condition {
  Truth truth = Truth::unknown;
  std::vector<std::string_view> on_when_true;   ///< macros that are on where the expression holds
  std::vector<std::string_view> on_when_false;  ///< macros that are on where it does not
};

/// The expression's tokens without the directive's name and its end.
Condition evaluate(const std::vector<Token>& tokens);
/// `#ifdef name` and, negated, `#ifndef name`.
Condition if_defined(std::string_view name, bool negated);

}  // namespace modgate::cxx
