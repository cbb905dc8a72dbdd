// String literals from the tokens of a Python file: those that begin with a registry prefix, with the call or decorator
// around them. Of an f-string its text up to the first field counts; adjacent literals are one, and the prefix must
// stand in the first. A literal that is a whole statement, a docstring, is no name.
#pragma once

#include <string>
#include <string_view>

#include "modgate/facts.h"
#include "scan/python_lexer.h"
#include "scan/string_calls.h"

namespace modgate {

class PythonStrings {
 public:
  PythonStrings(std::string_view bytes, const ScanOptions& options, FileFacts& facts)
      : bytes_(bytes), options_(options), calls_(options), facts_(facts) {}

  /// The next token that is no comment and no part of an import statement.
  void see(const PythonToken& token) {
    if (!calls_.idle()) read(token);
  }
  void finish() { end_literal(); }

 private:
  void read(const PythonToken& token);
  void add_piece(const PythonToken& token);
  void end_literal();

  std::string_view bytes_;
  const ScanOptions& options_;
  StringCalls calls_;
  FileFacts& facts_;
  Span callee_;
  bool joined_ = false;  ///< the newest token joins the next name to `callee_`
  bool statement_begins_ = true;
  RegistryString literal_;  ///< the adjacent literals being read; `at.end` is 0 when there are none
  bool docstring_ = false;  ///< they begin a statement
};

}  // namespace modgate
