// The controlling expression of an `#if`. A descent with a limit on depth: deeper expressions are unknown, which keeps
// every group and claims no guard.
#include "scan/cxx_condition.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "modgate/limits.h"

namespace modgate::cxx {
namespace {

Condition negate(Condition condition) {
  std::swap(condition.on_when_true, condition.on_when_false);
  if (condition.truth != Truth::unknown) condition.truth = condition.truth == Truth::yes ? Truth::no : Truth::yes;
  return condition;
}

void add(std::vector<std::string_view>& into, const std::vector<std::string_view>& more) {
  for (const std::string_view name : more) {
    if (into.size() >= limits::kGuards) return;
    if (std::find(into.begin(), into.end(), name) == into.end()) into.push_back(name);
  }
}

/// `a && b`. Where it fails, nothing is known but when one side is constant.
Condition both(Condition a, Condition b) {
  if (a.truth == Truth::no || b.truth == Truth::no) return {Truth::no, {}, {}};
  if (a.truth == Truth::yes) return b;
  if (b.truth == Truth::yes) return a;
  add(a.on_when_true, b.on_when_true);
  a.on_when_false.clear();
  return a;
}

Truth number_truth(std::string_view text) {
  bool zero = true;
  for (const char c : text) {
    if (c >= '1' && c <= '9') zero = false;
    const bool part = (c >= '0' && c <= '9') || c == '\'' || c == 'x' || c == 'X' || c == 'u' || c == 'U' || c == 'l' ||
                      c == 'L' || c == 'b' || c == 'B';
    if (!part) return Truth::unknown;
  }
  return zero ? Truth::no : Truth::yes;
}

class Reader {
 public:
  explicit Reader(const std::vector<Token>& tokens) : tokens_(tokens) {}

  Condition whole() {
    Condition result = either(0);
    return at_end() ? result : Condition{};
  }

 private:
  bool at_end() const { return i_ >= tokens_.size(); }
  bool is(char c) const { return !at_end() && tokens_[i_].is(c); }
  bool take(char c) {
    if (!is(c)) return false;
    ++i_;
    return true;
  }
  bool take_pair(char c) {
    if (!is(c) || i_ + 1 >= tokens_.size() || !tokens_[i_ + 1].is(c)) return false;
    i_ += 2;
    return true;
  }

  Condition either(int depth) {
    Condition left = all(depth);
    // De Morgan: `a || b` is `!(!a && !b)`.
    while (take_pair('|')) left = negate(both(negate(std::move(left)), negate(all(depth))));
    if (!at_end() && !is(')')) {
      // `?:`, a comma, or junk: bind more loosely, so that the whole is unknown.
      skip_to_close();
      return {};
    }
    return left;
  }

  Condition all(int depth) {
    Condition left = operand(depth);
    while (take_pair('&')) left = both(std::move(left), operand(depth));
    return left;
  }

  bool ends_operand() const {
    if (at_end() || is(')')) return true;
    const bool pair = i_ + 1 < tokens_.size();
    return pair && ((is('&') && tokens_[i_ + 1].is('&')) || (is('|') && tokens_[i_ + 1].is('|')));
  }

  /// One side of `&&` or `||`, an arithmetic expression at most.
  Condition operand(int depth) {
    bool negated = false;
    while (is('!') && !(i_ + 1 < tokens_.size() && tokens_[i_ + 1].is('='))) {
      negated = !negated;
      ++i_;
    }
    Condition result = primary(depth);
    if (!ends_operand()) {
      result = Condition{};
      skip_arithmetic();
    }
    return negated ? negate(std::move(result)) : result;
  }

  Condition primary(int depth) {
    if (at_end()) return {};
    if (take('(')) {
      if (depth >= limits::kConditionDepth) {
        skip_to_close();
        take(')');
        return {};
      }
      Condition inner = either(depth + 1);
      take(')');
      return inner;
    }
    const Token& token = tokens_[i_];
    if (token.kind == TokenKind::number) {
      ++i_;
      return {number_truth(token.text), {}, {}};
    }
    if (token.kind != TokenKind::identifier) return {};
    ++i_;
    if (token.text == "true") return {Truth::yes, {}, {}};
    if (token.text == "false") return {Truth::no, {}, {}};
    if (token.text == "defined") return defined();
    return comparison(token.text);
  }

  Condition defined() {
    const bool open = take('(');
    if (at_end() || tokens_[i_].kind != TokenKind::identifier) return {};
    const std::string_view name = tokens_[i_++].text;
    if (open && !take(')')) return {};
    return if_defined(name, false);
  }

  /// `X`, `X == 1`, `X != 0`, `X >= 1`, `X > 0` imply X; their opposites deny it.
  Condition comparison(std::string_view name) {
    if (ends_operand()) return if_defined(name, false);
    if (i_ >= tokens_.size() || tokens_[i_].kind != TokenKind::punctuator) return {};
    const char op = tokens_[i_].punct;
    const bool equals = i_ + 1 < tokens_.size() && tokens_[i_ + 1].is('=');
    const std::size_t value_at = i_ + (equals ? 2U : 1U);
    const bool known_op = equals ? (op == '=' || op == '!' || op == '>') : op == '>';
    if (!known_op || value_at >= tokens_.size() || tokens_[value_at].kind != TokenKind::number) return {};
    const Truth value = number_truth(tokens_[value_at].text);
    if (value == Truth::unknown) return {};
    const bool zero = value == Truth::no;
    i_ = value_at + 1;
    if (!ends_operand()) return {};
    if (op == '=') return zero ? if_defined(name, true) : Condition{Truth::unknown, {name}, {}};
    if (op == '!') return zero ? if_defined(name, false) : Condition{Truth::unknown, {}, {name}};
    // `X >= 0` holds for a macro that is off, too.
    if (equals && zero) return {};
    return Condition{Truth::unknown, {name}, {}};
  }

  void skip_arithmetic() {
    int open = 0;
    while (!at_end()) {
      if (open == 0 && ends_operand()) return;
      if (is('(')) ++open;
      if (is(')')) --open;
      ++i_;
    }
  }

  void skip_to_close() {
    int open = 0;
    for (; !at_end(); ++i_) {
      if (is('(')) ++open;
      if (is(')') && open-- == 0) return;
    }
  }

  const std::vector<Token>& tokens_;
  std::size_t i_ = 0;
};

}  // namespace

Condition if_defined(std::string_view name, bool negated) {
  Condition result{Truth::unknown, {name}, {}};
  return negated ? negate(std::move(result)) : result;
}

Condition evaluate(const std::vector<Token>& tokens) { return Reader(tokens).whole(); }

}  // namespace modgate::cxx
