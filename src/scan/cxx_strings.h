// String literals from a stream of tokens: those that begin with a registry prefix, with the call around them. Adjacent
// literals are one; the prefix must stand in the first of them, where a search for words sees it. Escapes are not
// evaluated: no registered name has one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "modgate/facts.h"
#include "scan/cxx_lexer.h"
#include "scan/string_calls.h"

namespace modgate::cxx {

class Strings {
 public:
  /// `guards` are the macros that the conditions imply at the moment of a call.
  Strings(std::string_view bytes, FileFacts& facts, const std::vector<std::string_view>& guards,
          const ScanOptions& options)
      : bytes_(bytes), facts_(facts), guards_(guards), options_(options), calls_(options) {}

  void feed(const Token& token) {
    if (!calls_.idle()) read(token);
  }
  /// A directive or the end of the file ends every literal and name.
  void finish();

 private:
  void read(const Token& token);
  void punctuator(const Token& token);
  void end_literal();

  std::string_view bytes_;
  FileFacts& facts_;
  const std::vector<std::string_view>& guards_;
  const ScanOptions& options_;
  StringCalls calls_;
  Span callee_;          ///< the names right before this token; empty when there are none
  bool joined_ = false;  ///< the newest token joins the next name to `callee_`
  Span literal_;         ///< the adjacent literals being read; empty when there are none
  std::string text_;
};

}  // namespace modgate::cxx
