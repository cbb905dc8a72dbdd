// Directives of a C-family file: includes, macro definitions, and the conditions that drop or guard what is between
// them. Drives the readers of names and declarations over all groups that are not plainly dropped; the state behind an
// `#endif` is the one that the first group read has left, as only one of them is ever compiled.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "modgate/facts.h"
#include "scan/cxx_condition.h"
#include "scan/cxx_declarations.h"
#include "scan/cxx_flags.h"
#include "scan/cxx_lexer.h"
#include "scan/cxx_macros.h"
#include "scan/cxx_names.h"
#include "scan/cxx_strings.h"
#include "scan/scan.h"

namespace modgate::cxx {

class Preprocessor {
 public:
  /// Reads `bytes` from `begin` on into `facts`. Lines are not filled in; suppressions hold offsets instead.
  Preprocessor(std::string_view bytes, std::size_t begin, const ScanOptions& options, FileFacts& facts);
  void run();

 private:
  /// One `#if` ... `#endif`.
  struct Group {
    Span at;
    bool outer_dropped = false;
    bool dropped = false;                  ///< the branch being read
    bool decided = false;                  ///< a branch that is plainly taken came already
    bool last = false;                     ///< `#else` came
    bool failing = false;                  ///< the branch being read is an `#error`
    bool kept = false;                     ///< `after` is set
    std::size_t guards = 0;                ///< guards that are active outside
    std::vector<std::string_view> denied;  ///< macros that are on where all branches so far were not taken
    Declarations::State before, after;
  };
  /// Whether the whole file lies in one `#ifndef X`.
  enum class Guard : std::uint8_t { possible, inside, closed, none };

  void directive();
  void conditional(std::string_view name, const Token& token);
  void open_group(std::string_view name, const Token& token);
  void next_branch(std::string_view name, const Token& token);
  void close_group(const Token& token);
  void begin_branch(Group& group, const Condition& condition);
  void end_branch(Group& group);
  Condition read_condition(std::string_view name);
  void watch_guard(std::string_view name);
  void add_guards(const std::vector<std::string_view>& names);
  void guards_changed();
  void include(const Token& name);
  void computed_include(const Token& first, Reference reference);
  void watch_end(const Token& name);
  void header_unit();
  void add_reference(Reference reference);
  void define();
  void undefine();
  void finish_line();
  bool dropped() const { return !groups_.empty() && groups_.back().dropped; }
  void code_seen();

  std::string_view bytes_;
  FileFacts& facts_;
  const ScanOptions& options_;
  Lexer lexer_;
  MacroTable macros_;
  bool cxx_only_ = false;
  std::vector<std::string_view> guards_;
  Names names_;
  Strings strings_;
  FlagTests flag_tests_;
  Declarations declarations_;
  std::vector<Group> groups_;
  bool doubtful_ = false;     ///< some directive ends elsewhere when its group is skipped
  std::size_t too_deep_ = 0;  ///< `#if`s open beyond the limit
  std::vector<Token> line_;   ///< tokens of the directive being read
  Guard guard_ = Guard::possible;
  std::string_view guard_name_;
  std::size_t guard_macro_ = 0;   ///< 1 + its index in the facts
  std::size_t feeding_from_ = 0;  ///< definitions from here on have only definitions behind them
  std::unordered_map<std::string_view, std::size_t> defined_;  ///< 1 + index of the newest definition
  std::vector<std::size_t> redefines_;  ///< a definition: 1 + index of the one before it of the same name
};

}  // namespace modgate::cxx
