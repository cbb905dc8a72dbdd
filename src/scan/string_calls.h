// What a string literal is an argument of: a stack of open brackets, fed by the lexers of C++ and Python, knows the
// call around each literal. Only literals that begin with a registry prefix matter, so the rest costs a push and a pop.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "modgate/facts.h"
#include "scan/scan.h"

namespace modgate {

/// Whether a literal's text begins with one of the prefixes. A prefix that ends in a letter or digit stands for the
/// whole word: `relax` is none of `relaxed`.
bool begins_with_prefix(const std::vector<std::string>& prefixes, std::string_view literal);

class StringCalls {
 public:
  explicit StringCalls(const ScanOptions& options) : options_(options) {}

  /// Nothing can be found: callers need not feed.
  bool idle() const { return options_.registry_prefixes.empty(); }

  /// A bracket opens; `callee` are the names right before it, joined as written (`tvm::Registry::Get`), empty when what
  /// is before it is no name.
  void open(char bracket, std::string_view callee);
  void close(char bracket);
  /// A statement ends here. Calls that are still open were never closed.
  void end_statement();
  /// The same where no block may be open either.
  void reset() {
    frames_.clear();
    prose_ = false;
  }
  /// A word begins a statement of prose, as `raise` and `assert` do in Python.
  void begin_prose() { prose_ = true; }
  /// The literal at this place begins with a registry prefix: fills `call` and `log` of the fact.
  void describe(RegistryString& fact);
  /// The literal at this place begins with none; still it is the first one of its call.
  void other_literal() {
    if (!frames_.empty()) frames_.back().taken = true;
  }

 private:
  struct Frame {
    char bracket = 0;
    bool log = false;    ///< the call around it, or one further out, takes prose
    bool prose = false;  ///< since its statement began a log call was opened: `LOG(INFO) << "..."`
    bool taken = false;  ///< its first literal came
    std::string_view callee;
  };
  bool& prose_here() { return frames_.empty() ? prose_ : frames_.back().prose; }
  /// The registry call that the callee names, as the policy spells it; empty for any other.
  std::string_view registry_call(std::string_view callee) const;

  const ScanOptions& options_;
  std::vector<Frame> frames_;
  bool prose_ = false;
};

}  // namespace modgate
