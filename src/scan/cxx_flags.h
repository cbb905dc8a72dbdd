// Where a C-family file asks for a module's flag: the names in its conditions, and `IS_ENABLED(CONFIG_X)` with its
// relatives in code. What a macro of other name stands for is not known here.
#pragma once

#include <string>
#include <vector>

#include "modgate/facts.h"
#include "scan/cxx_lexer.h"

namespace modgate::cxx {

class FlagTests {
 public:
  /// `flags` are sorted.
  FlagTests(FileFacts& facts, const std::vector<std::string>& flags) : facts_(facts), flags_(flags) {}

  /// The tokens of a directive such as `#if`, without its name.
  void condition(const std::vector<Token>& tokens);
  /// The next token of code.
  void feed(const Token& token);

 private:
  void see(const Token& token);

  FileFacts& facts_;
  const std::vector<std::string>& flags_;
  int asked_ = 0;  ///< 1 after the name of such a macro, 2 after its parenthesis
};

}  // namespace modgate::cxx
