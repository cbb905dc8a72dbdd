// Kconfig's expressions: `||` over `&&` over `!` over comparisons. What is compared with `y` or `n` is a condition on
// the symbol; with `m` it is opaque beyond that, since `y` and `m` are one here. Macros are variables from outside.
#include <algorithm>
#include <string>

#include "build/kconfig.h"
#include "modgate/limits.h"

namespace modgate {
namespace {

using Token = BuildCommand::Argument;

bool is_comparison(std::string_view text) {
  return text == "=" || text == "!=" || text == "<" || text == ">" || text == "<=" || text == ">=";
}

/// `$(NAME)` as a whole.
bool is_macro(std::string_view text) { return text.starts_with("$(") && text.ends_with(')'); }

class Parser {
 public:
  Parser(const Token* at, const Token* end, Formulas& formulas) : at_(at), end_(end), formulas_(formulas) {}

  FormulaId whole() {
    const FormulaId formula = any();
    return at_ == end_ && !broken_ ? formula : formulas_.opaque("a condition that cannot be read");
  }

 private:
  bool take(std::string_view text) {
    if (at_ == end_ || at_->quoted || at_->text != text) return false;
    ++at_;
    return true;
  }

  FormulaId any() {
    std::vector<FormulaId> parts = {all()};
    while (take("||")) parts.push_back(all());
    return formulas_.any_of(std::move(parts));
  }

  FormulaId all() {
    std::vector<FormulaId> parts = {formulas_.negate(factor())};
    while (take("&&")) parts.push_back(formulas_.negate(factor()));
    return formulas_.negate(formulas_.any_of(std::move(parts)));
  }

  FormulaId factor() {
    bool negative = false;
    while (take("!")) negative = !negative;
    const FormulaId formula = primary();
    return negative ? formulas_.negate(formula) : formula;
  }

  FormulaId primary() {
    if (take("(")) {
      if (++depth_ > limits::kConditionDepth) broken_ = true;
      const FormulaId inner = broken_ ? formulas_.truth() : any();
      --depth_;
      if (!take(")")) broken_ = true;
      return inner;
    }
    if (at_ == end_ || (!at_->quoted && (at_->text == ")" || at_->text == "&&" || at_->text == "||"))) {
      broken_ = true;
      return formulas_.truth();
    }
    const Token& left = *at_++;
    if (at_ == end_ || at_->quoted || !is_comparison(at_->text)) return value(left);
    const Token& op = *at_++;
    if (at_ == end_) {
      broken_ = true;
      return formulas_.truth();
    }
    return compare(left, op.text, *at_++);
  }

  FormulaId value(const Token& token) {
    if (token.text == "y" || token.text == "m") return formulas_.truth();
    if (token.text == "n") return formulas_.falsehood();
    if (is_macro(token.text)) return formulas_.variable(token.text, "y");
    return token.quoted ? formulas_.falsehood() : formulas_.symbol(token.text);
  }

  static bool is_tristate(const Token& token) { return token.text == "y" || token.text == "m" || token.text == "n"; }

  FormulaId compare(const Token& left, std::string_view op, const Token& right) {
    if (is_tristate(left) && !is_tristate(right)) return compare(right, op, left);
    if (op == "=" || op == "!=") {
      if (is_macro(left.text)) {
        const FormulaId same = formulas_.variable(left.text.substr(2, left.text.size() - 3), right.text);
        return op == "=" ? same : formulas_.negate(same);
      }
      if (is_tristate(right) && !left.quoted) return with_tristate(left, op == "=", right.text);
    }
    return formulas_.opaque("`" + left.text + " " + std::string(op) + " " + right.text + "`");
  }

  FormulaId with_tristate(const Token& left, bool equal, std::string_view right) {
    const FormulaId on = value(left);
    if (right == "n") return equal ? formulas_.negate(on) : on;
    const FormulaId module = formulas_.opaque("whether `" + left.text + "` is a module");
    if (right == "m") return equal ? formulas_.both(on, module) : formulas_.either(formulas_.negate(on), module);
    return equal ? on : formulas_.either(formulas_.negate(on), module);
  }

  const Token* at_;
  const Token* end_;
  Formulas& formulas_;
  int depth_ = 0;
  bool broken_ = false;
};

}  // namespace

FormulaId kconfig_condition(const Token* begin, const Token* end, Formulas& formulas) {
  return Parser(begin, end, formulas).whole();
}

}  // namespace modgate
