// Words that decide how a declaration at namespace scope goes on, grouped by what they do to it.
#pragma once

#include <cstdint>
#include <string_view>

namespace modgate::cxx {

enum class Keyword : std::uint8_t {
  none,
  type,       ///< names a type by itself: `int`, `auto`
  type_call,  ///< `decltype(...)`
  attribute,  ///< may take parentheses that are no parameters: `alignas`, `__attribute__`, `noexcept`
  specifier,  ///< has no effect here: `volatile`, `thread_local`
  const_,
  constexpr_,
  static_,
  inline_,
  extern_,
  typedef_,
  using_,
  namespace_,
  template_,
  class_,   ///< `class`
  struct_,  ///< `struct`, `union`
  enum_,
  operator_,
  concept_,
  requires_,
  export_,
  try_,
  access,     ///< `public`, `private`, `protected`
  statement,  ///< begins what is no declaration: `return`, `static_assert`, `asm`
};

/// `none` for every other word.
Keyword keyword(std::string_view word);
/// Whether the word is written as macros are: capitals, digits and `_`, at least two characters.
bool is_capitals(std::string_view word);
/// The same, or with two leading `_` as compilers' and kernels' specifiers: `__init`.
bool looks_like_macro(std::string_view word);

}  // namespace modgate::cxx
