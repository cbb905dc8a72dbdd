// Qualified names from a stream of tokens: `a::b::c`, using-directives and -declarations, targets of namespace aliases.
// Template arguments end a name; what follows `>::` or `)::` hangs on something that only a compiler knows and is left.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "modgate/facts.h"
#include "scan/cxx_lexer.h"

namespace modgate::cxx {

class Names {
 public:
  /// `guards` are the macros that the conditions imply at the moment of a call; `cxx_only` says that C never gets
  /// there.
  Names(FileFacts& facts, const std::vector<std::string_view>& guards, const bool& cxx_only)
      : facts_(facts), guards_(guards), cxx_only_(cxx_only) {}

  /// `block` is the namespace block around the token.
  void feed(const Token& token, std::uint32_t block);
  /// A directive or the end of the file ends every name.
  void finish(std::uint32_t block);

 private:
  enum class Lead : std::uint8_t { none, using_, using_namespace, namespace_, alias };

  void identifier(const Token& token, std::uint32_t block);
  void double_colon(const Token& token);
  void punctuator(const Token& token, std::uint32_t block);
  void end_name(std::uint32_t block, char next);
  void record(QualifiedName::Kind kind, std::uint32_t block);

  FileFacts& facts_;
  const std::vector<std::string_view>& guards_;
  const bool& cxx_only_;

  std::string name_;  ///< components so far
  std::size_t components_ = 0;
  Span at_;
  bool absolute_ = false;
  bool open_ = false;     ///< the newest token is a `::` of the name
  bool foreign_ = false;  ///< the name hangs on a template-id or an expression
  Token single_;          ///< the newest token, if it is an identifier that no `::` has touched yet
  Lead lead_ = Lead::none;
  std::string alias_;       ///< the name before the `=` of a namespace alias
  bool attribute_ = false;  ///< since `[[`
  char before_ = 0;         ///< punctuator before the name
  char newest_ = 0;         ///< newest token if a punctuator
  std::string key_;
  std::unordered_set<std::string> seen_;
};

}  // namespace modgate::cxx
