// Names of flags in conditions, by binary search in the flags of all modules.
#include "scan/cxx_flags.h"

#include <algorithm>

#include "scan/cxx_facts.h"

namespace modgate::cxx {

void FlagTests::condition(const std::vector<Token>& tokens) {
  if (flags_.empty()) return;
  for (const Token& token : tokens) see(token);
}

void FlagTests::feed(const Token& token) {
  if (flags_.empty()) return;
  if (token.kind == TokenKind::identifier) {
    if (asked_ == 2) see(token);
    const bool asks = token.text.starts_with("IS_") && (token.text == "IS_ENABLED" || token.text == "IS_BUILTIN" ||
                                                        token.text == "IS_MODULE" || token.text == "IS_REACHABLE");
    asked_ = asks ? 1 : 0;
  } else {
    asked_ = asked_ == 1 && token.is('(') ? 2 : 0;
  }
}

void FlagTests::see(const Token& token) {
  if (token.kind != TokenKind::identifier || !std::binary_search(flags_.begin(), flags_.end(), token.text)) return;
  keep_fact(facts_, facts_.flag_tests, FlagTest{std::string(token.text), 0, {token.begin, token.end}},
            "tests of flags");
}

}  // namespace modgate::cxx
