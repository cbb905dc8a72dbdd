// Literals and the calls around them.
#include "scan/cxx_strings.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "modgate/limits.h"
#include "scan/cxx_facts.h"

namespace modgate::cxx {
namespace {

/// What stands between the quotes of a literal with any prefix, raw ones included.
std::string_view content_of(std::string_view literal) {
  const std::size_t quote = literal.find('"');
  if (quote == std::string_view::npos) return {};
  std::size_t begin = quote + 1;
  std::size_t end = literal.size() > begin && literal.back() == '"' ? literal.size() - 1 : literal.size();
  if (quote > 0 && literal[quote - 1] == 'R') {
    const std::size_t open = literal.find('(', quote);
    if (open == std::string_view::npos) return {};
    begin = open + 1;
    const std::size_t close = literal.rfind(')');
    if (close != std::string_view::npos && close >= begin) end = close;
  }
  return literal.substr(begin, end - begin);
}

}  // namespace

void Strings::read(const Token& token) {
  if (token.kind == TokenKind::string) {
    const std::string_view content = content_of(bytes_.substr(token.begin, token.end - token.begin));
    if (literal_.end == 0) literal_.begin = token.begin;
    if (literal_.end == 0 || text_.size() < limits::kQuotedBytes) {
      text_ += without_splices(content.substr(0, limits::kQuotedBytes));
    }
    literal_.end = token.end;
    callee_ = {};
    joined_ = false;
    return;
  }
  end_literal();
  if (token.kind == TokenKind::identifier) {
    if (!joined_) callee_.begin = token.begin;
    callee_.end = token.end;
    joined_ = false;
  } else if (token.is(kScope) || token.is('.') || token.is(kArrow)) {
    joined_ = callee_.end != 0;
  } else {
    punctuator(token);
    callee_ = {};
    joined_ = false;
  }
}

void Strings::punctuator(const Token& token) {
  if (token.kind != TokenKind::punctuator) return;
  switch (token.punct) {
    case '(':
    case '[':
    case '{':
      calls_.open(token.punct,
                  joined_ ? std::string_view() : bytes_.substr(callee_.begin, callee_.end - callee_.begin));
      break;
    case ')':
    case ']':
    case '}':
      calls_.close(token.punct);
      break;
    case ';':
      calls_.end_statement();
      break;
    default:
      break;
  }
}

void Strings::end_literal() {
  if (literal_.end == 0) return;
  if (begins_with_prefix(options_.registry_prefixes, text_)) {
    RegistryString fact;
    fact.at = literal_;
    fact.text = std::move(text_);
    fact.guards.assign(guards_.begin(), guards_.end());
    calls_.describe(fact);
    keep_fact(facts_, facts_.strings, std::move(fact), "strings under a registry prefix");
  } else {
    calls_.other_literal();
  }
  text_.clear();
  literal_ = {};
}

void Strings::finish() {
  end_literal();
  callee_ = {};
  joined_ = false;
}

}  // namespace modgate::cxx
