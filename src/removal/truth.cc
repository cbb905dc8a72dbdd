#include "removal/truth.h"

#include <algorithm>
#include <cstddef>

#include "modgate/limits.h"

namespace modgate {
namespace {

using Token = ConditionToken;

class Reader {
 public:
  explicit Reader(const std::vector<Token>& tokens) : tokens_(tokens) {}

  Truth whole() {
    const Truth truth = chain(0);
    return ok_ && at_ == tokens_.size() ? truth : Truth::unknown;
  }

 private:
  bool take(Token token) {
    if (at_ >= tokens_.size() || tokens_[at_] != token) return false;
    ++at_;
    return true;
  }

  /// Operands joined by one kind of operator.
  Truth chain(int depth) {
    Truth truth = operand(depth);
    const bool all = at_ < tokens_.size() && tokens_[at_] == Token::conjunction;
    const Token joint = all ? Token::conjunction : Token::disjunction;
    const Truth decisive = all ? Truth::no : Truth::yes;
    while (ok_ && take(joint)) {
      const Truth next = operand(depth);
      if (truth == decisive || next == decisive)
        truth = decisive;
      else if (next == Truth::unknown)
        truth = next;
    }
    return truth;
  }

  Truth operand(int depth) {
    if (depth > limits::kConditionDepth) ok_ = false;
    if (!ok_) return Truth::unknown;
    if (take(Token::negation)) {
      const Truth truth = operand(depth + 1);
      return truth == Truth::unknown ? truth : truth == Truth::no ? Truth::yes : Truth::no;
    }
    if (take(Token::open)) {
      const Truth truth = chain(depth + 1);
      ok_ = take(Token::close) && ok_;
      return truth;
    }
    if (take(Token::flag)) return Truth::no;
    ok_ = take(Token::other) && ok_;
    return Truth::unknown;
  }

  const std::vector<Token>& tokens_;
  std::size_t at_ = 0;
  bool ok_ = true;
};

}  // namespace

Truth truth_without_flag(const std::vector<ConditionToken>& tokens) { return Reader(tokens).whole(); }

}  // namespace modgate
