// The judge of includes: clang's own preprocessor as a library. Goes in: bytes and a dialect; comes out: every
// inclusion directive that clang acted on, which conditions it met and what it skipped. Nothing is read from disk, no
// pragma is obeyed, no include is entered.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace modgate::differential {

/// A directive whose operand is a header's name after macros are expanded.
struct Inclusion {
  std::uint32_t at = 0;  ///< of the operand's first byte, splices before it not counted
  std::uint32_t line = 0;
  bool angled = false;
  bool computed = false;  ///< the operand came from a macro
  std::string spelled;

  auto key() const { return std::tie(at, line, angled, computed, spelled); }
  bool operator<(const Inclusion& other) const { return key() < other.key(); }
};

/// A directive of an `#if` ... `#endif`.
struct Conditional {
  std::uint32_t at = 0;     ///< of its name
  std::uint32_t chain = 0;  ///< of the name of the `#if` that opened the chain
  std::uint32_t begin = 0;  ///< its condition; empty for `#else` and where none is written
  std::uint32_t end = 0;
  std::vector<std::string> names;  ///< identifiers in the condition but `true`, `false` and `defined`
};

struct Range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

struct Preprocessed {
  std::set<Inclusion> inclusions;
  std::vector<Conditional> conditionals;  ///< in the order of the file; those within skipped groups are missing
  std::vector<Range> skipped;             ///< from the `#` of one directive to the next of its chain that was looked at
  std::set<std::uint32_t> errors;         ///< where clang could not follow, splices not counted
  std::set<std::uint32_t> imports;        ///< the words `import` outside of directives
};

enum class Dialect : std::uint8_t { c, cxx, objective_c, objective_cxx, cuda, assembler };

/// By the file's ending, headers as C++.
Dialect dialect_of(std::string_view path);

enum class Groups : std::uint8_t {
  configured,  ///< those that the macros choose
  all,         ///< those that could be chosen: no macro has a value, and #define gives none
};

/// `macros` are lines of #define.
Preprocessed preprocess(std::string_view bytes, Dialect dialect, const std::string& macros, Groups groups);

}  // namespace modgate::differential
